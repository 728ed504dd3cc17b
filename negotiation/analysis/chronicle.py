"""The years before the first month, told month by month: what happened, what it did to trust, what was in force.

From a scenario that begins inside its history the months after its opening are known as well; `script.py` plays them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..economy.policy import Policy
from ..rules.arrays import Array, total
from ..rules.history import Event, History, Replay, month_number, replay
from ..rules.scenario import Scenario
from .past import Past, past_of


@dataclass(frozen=True, eq=False)
class Chapter:
    """A month of the history: its number since year 0, its events, and how things stood after them.

    `trust` and `before` [3, 3]: after this month's events, and after those of the chapter before. `frozen` [3, 3].
    """

    number: int
    events: tuple[Past, ...]
    before: Array
    trust: Array
    frozen: Array
    policy: Policy
    new_policy: bool

    @property
    def date(self) -> tuple[int, int]:
        """Year and month."""
        return self.number // 12, self.number % 12 + 1


def history_of(scenario: Scenario) -> History | None:
    """The whole history a scenario's trusts come from; None where it gives them outright."""
    found: tuple[History, int] | None = scenario.text.get("history")
    return found[0] if found else None


def told_until(scenario: Scenario) -> int:
    """The number of the last month whose events have happened when the scenario opens."""
    return int(scenario.text["history"][1])


def months_told(scenario: Scenario) -> tuple[int, ...]:
    """The months before the opening in which something happened or tariffs changed; none without a history."""
    history = history_of(scenario)
    if history is None:
        return ()
    months = {e.month for e in history.events} | {since for since, _ in history.policies}
    return tuple(sorted(m for m in months if m <= told_until(scenario)))


def chapter(scenario: Scenario, month: int, earlier: Chapter | None = None) -> Chapter:
    """One of `months_told`, replayed from the beginning; `earlier`: the one before it, where it is at hand."""
    history, months = history_of(scenario), months_told(scenario)
    assert history is not None and month in months
    told = _replayed(scenario, history, month)
    past = [m for m in months if m < month]
    if earlier is not None:
        before = earlier.trust
    elif past:
        before = _trust(scenario, _replayed(scenario, history, past[-1]))
    else:
        before = np.where(np.eye(3, dtype=bool), 0.0, scenario.opening["base"])
    events = past_of(e for e in told.effects if e.event.month == month)
    new = month in {since for since, _ in history.policies}
    return Chapter(month, events, before, _trust(scenario, told), told.frozen, history.policy(month), new)


def chapters(scenario: Scenario) -> Iterator[Chapter]:
    """Every month told, one after the other."""
    one = None
    for month in months_told(scenario):
        one = chapter(scenario, month, one)
        yield one


def events_of(history: History, month: int) -> tuple[Event, ...]:
    """What happened in a month."""
    return tuple(e for e in history.events if e.month == month)


def trust_after(scenario: Scenario, month: int) -> Array:
    """The six trusts [3, 3] as they were once a month of the history was over, faded like the month of a game."""
    history = history_of(scenario)
    assert history is not None, "the scenario has no history"
    known = History(tuple(e for e in history.events if e.month <= month), history.policies)
    return _trust(scenario, _replayed(scenario, known, month + 1))


def opening_month(scenario: Scenario) -> int:
    """The number of the first month played."""
    return month_number(scenario.first_month)


def _replayed(scenario: Scenario, history: History, until: int) -> Replay:
    return replay(scenario.rules, scenario.trade, history, until, np.asarray(scenario.opening["bitter"]))


def _trust(scenario: Scenario, told: Replay) -> Array:
    level = np.clip(np.asarray(scenario.opening["base"]) + total(told.ledger), 0.0, 100.0)
    return np.asarray(np.where(np.eye(3, dtype=bool), 0.0, level))
