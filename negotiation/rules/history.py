"""What happened before the first month: dated events, month by month, through the ledger arithmetic of a game.

The loader reads them from a data file; nothing here knows a date or a name of the article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..economy.policy import Policy
from ..economy.trade import TradeModel
from .arrays import Array, total, turned
from .causes import (
    BROKEN,
    CHANNEL,
    GESTURE,
    HISTORY,
    KEPT,
    LOYALTY,
    RELIEF,
    SIDE_DEAL,
    SLIGHT,
    TARIFFS,
    TOGETHER,
    added,
    faded,
    stung,
)
from .constants import Constants

ACCOUNT = "account"  # what one side remembers: told, but of no weight by itself
PAST = "history"  # points given outright, for the years before the events
# The cause each kind of event is felt under; its points are the constant of the same name.
KINDS: Mapping[str, int] = {
    PAST: HISTORY,
    "call": GESTURE,
    "visit": GESTURE,
    "slight": SLIGHT,
    "offer_separate": SIDE_DEAL,
    "leak": SIDE_DEAL,
    "sign_separate": SIDE_DEAL,
    "sign": KEPT,
    "kept": KEPT,
    "broken": BROKEN,
    "breach": BROKEN,
    "unspare": BROKEN,
    "raised": TARIFFS,
    "warn": TARIFFS,
    "reprieve": RELIEF,
    "exempt": RELIEF,
    "appeal": LOYALTY,
    "refuse_separate": LOYALTY,
    "answer_together": TOGETHER,
    "sign_together": TOGETHER,
    "freeze": CHANNEL,
    "reopen": CHANNEL,
}
SCARS = ("sign_separate", "broken", "breach", "unspare")


def month_number(text: str) -> int:
    """Months since year 0 of "2025-08". ValueError if it is not a year and a month."""
    year, _, month = text.partition("-")
    digits = len(year) == 4 and len(month) == 2 and (year + month).isdecimal()
    if not digits or not 1 <= int(month) <= 12:
        raise ValueError(text)
    return int(year) * 12 + int(month) - 1


def month_text(number: int) -> str:
    """The month of a number: "2025-08"."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


@dataclass(frozen=True)
class Event:
    """Something i (`who`) did that j (`toward`) felt.

    `size` scales the constant of its kind; for "history" it is points. `text` (by language) is never read by rules.
    """

    name: str
    month: int
    kind: str
    who: int
    toward: int
    size: float = 1.0
    text: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class History:
    """Events in the order they happened, and the policy in force from a month on (before the first: free trade)."""

    events: tuple[Event, ...]
    policies: tuple[tuple[int, Policy], ...] = ()

    def policy(self, month: int) -> Policy:
        """What is in force in a month."""
        known = [p for since, p in self.policies if since <= month]
        return known[-1] if known else Policy.free()

    def without(self, names: Sequence[str]) -> History:
        """The same history as one tells it who leaves these events out."""
        return History(tuple(e for e in self.events if e.name not in names), self.policies)


@dataclass(frozen=True)
class Effect:
    """What one event did: its points before saturation, and what it changed in trust that month."""

    event: Event
    points: float
    change: float


@dataclass(frozen=True, eq=False)
class Replay:
    """The ledger [3, 3, 12] and the shut channels [3, 3] at the end, and the effect of every event."""

    ledger: Array
    frozen: Array
    effects: tuple[Effect, ...]


def replay(rules: Constants, trade: TradeModel, history: History, until: int, bitter: Array) -> Replay:
    """Every event up to and including month `until`; at each month's end tariffs are felt and causes fade.

    `bitter` [3, 3]: how much harder i takes a side deal of j. Month `until` is not closed: the game begins in it.
    """
    ledger, frozen = np.zeros((3, 3, 12)), np.zeros((3, 3))
    events = sorted((e for e in history.events if e.month <= until), key=lambda e: e.month)
    effects: list[Effect] = []
    burdens = {since: trade.burden(p) for since, p in history.policies}
    burden = trade.burden(Policy.free())
    for month in range(events[0].month if events else until, until + 1):
        burden = burdens.get(month, burden)
        for event in (e for e in events if e.month == month):
            effects.append(_happened(rules, ledger, frozen, bitter, event))
        if month < until:
            ledger = month_closed(rules, ledger, frozen, burden)
    return Replay(ledger, frozen, tuple(effects))


def _happened(rules: Constants, ledger: Array, frozen: Array, bitter: Array, event: Event) -> Effect:
    """Write one event into the ledger."""
    i, j = event.who, event.toward
    if event.kind == ACCOUNT:
        return Effect(event, 0.0, 0.0)
    cause = KINDS[event.kind]
    points = event.size * (1.0 if event.kind == PAST else float(getattr(rules, event.kind)))
    if cause == SIDE_DEAL:
        points = points * (1 + float(bitter[j, i]))
    before = float(total(ledger)[j, i])
    felt = np.zeros((3, 3))
    felt[j, i] = points
    ledger[..., cause] = added(ledger[..., cause], cause, felt)
    if event.kind in SCARS:
        ledger[j, i, HISTORY] += rules.scar * points
    if cause == CHANNEL:
        frozen[i, j] = float(event.kind == "freeze")
    return Effect(event, points, float(total(ledger)[j, i]) - before)


def month_closed(rules: Constants, ledger: Array, frozen: Array, burden: Array) -> Array:
    """The ledger a month later, when nothing else happens: tariffs felt, shut lines, fading."""
    out = np.array(ledger)
    out[..., TARIFFS] = stung(rules, out[..., TARIFFS], burden)
    out[..., CHANNEL] = added(out[..., CHANNEL], CHANNEL, rules.frozen_month * turned(frozen))
    return faded(out, frozen)
