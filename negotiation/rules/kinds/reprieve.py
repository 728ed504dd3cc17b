"""A reprieve of three months: relief now, a word to keep until it ends; repeats are worth half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..causes import RELIEF
from ..reasons import Reason, country
from ._kind import Kind, Measure, OptionCheck, Options
from .pledge import REPRIEVE, run_out

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..decision import Decision
    from ..scenario import Scenario
    from ..state import State


def options(ladder: tuple[float, ...]) -> Options:
    """One option."""
    return Options(("reprieve",), np.zeros(1), np.zeros(1), (-1,), ("",))


def _not_paused(scenario: Scenario, state: State, o: Options) -> Flags:
    ok: Flags = (state.reprieve == 0)[..., None]
    return ok


def _paused(scenario: Scenario, state: State, o: Options, n: int, i: int, j: int) -> Reason:
    return Reason("refuse.already_paused", {"partner": country(j), "n": int(state.reprieve[i, j])})


def _something(scenario: Scenario, state: State, o: Options) -> Flags:
    ok: Flags = ((state.wall > 0) | (state.sector > 0).any(-1) | (state.warned > 0))[..., None]
    return ok


def _nothing(scenario: Scenario, state: State, o: Options, n: int, i: int, j: int) -> Reason:
    return Reason("refuse.nothing_to_pause", {"partner": country(j)})


def act(month: Decision) -> None:
    """Mark to whom a reprieve is granted."""
    for on, *_ in month.measured("reprieve"):
        month.notes["mercy"] = np.maximum(month.notes["mercy"], on)


def judge(month: Decision) -> None:
    """Raising inside a reprieve breaks its word; a new one is felt as relief, tired by repeats."""
    rules, state = month.scenario.rules, month.state
    mercy, up = month.notes["mercy"] > 0, month.notes["up"] > 0
    broken = up & (state.reprieve > 0)
    month.notes["broken_word"] = np.maximum(month.notes["broken_word"], broken)
    fresh, tested = month.now("fresh"), month.now("tested")
    month.felt("reprieve", RELIEF, rules.reprieve * mercy * fresh[..., 1])
    fresh[..., 1] = np.where(mercy, fresh[..., 1] * rules.tired, fresh[..., 1])
    tested[..., REPRIEVE] = np.where(mercy, 0.0, tested[..., REPRIEVE])
    reprieve = np.where(broken, 0.0, month.now("reprieve"))
    month.new["reprieve"] = np.where(mercy, rules.reprieve_months + 1.0, reprieve)


def settle(month: Decision) -> None:
    """A reprieve that has run its time is a word kept."""
    reprieve = month.now("reprieve")
    month.notes["run_out"] = np.maximum(
        month.notes["run_out"], run_out(month, reprieve == 1, month.now("tested")[..., REPRIEVE])
    )
    month.new["reprieve"] = np.maximum(reprieve - 1, 0)


KIND = Kind(
    "reprieve",
    measure=Measure(
        "reprieve", 3, options, checks=(OptionCheck(_not_paused, _paused), OptionCheck(_something, _nothing))
    ),
    steps={"act": act, "judge": judge, "settle": settle},
)
