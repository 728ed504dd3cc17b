"""The general tariff on a partner: at a rate of the ladder, sparing pact goods or on everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..reasons import Reason, country
from ._kind import Kind, Measure, OptionCheck, Options

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..decision import Decision
    from ..scenario import Scenario
    from ..state import State


def options(ladder: tuple[float, ...]) -> Options:
    """Sparing at every rate, then on everything at every rate above zero."""
    rows = [(r, 1.0) for r in ladder] + [(r, 0.0) for r in ladder if r > 0]
    return Options(
        ("wall",) * len(rows),
        np.array([r for r, _ in rows]),
        np.array([s for _, s in rows]),
        (-1,) * len(rows),
        tuple(f"{r:g} {'sparing' if s else 'all'}" for r, s in rows),
    )


def _other(scenario: Scenario, state: State, o: Options) -> Flags:
    same_spare = np.where(
        o.spare > 0, (state.spare[..., None] > 0) | (o.rate == 0), state.spare[..., None] == 0
    )
    ok: Flags = ~((state.wall[..., None] == o.rate) & same_spare)
    return ok


def _today(scenario: Scenario, state: State, o: Options, n: int, i: int, j: int) -> Reason:
    return Reason("refuse.same_tariff", {"partner": country(j), "rate": float(o.rate[n])})


def rise(state: State, o: Options) -> Flags:
    """[g, i, j, option] which options charge more, or spare less, than today."""
    higher = o.rate > state.wall[..., None]
    up: Flags = np.where(o.spare > 0, higher, higher | (state.spare[..., None] > 0))
    return up


def act(month: Decision) -> None:
    """Propose the new wall, in the order given."""
    for on, rate, spare, _ in month.measured("wall"):
        month.proposed["wall"] = np.where(on, rate, month.proposed["wall"])
        month.proposed["spare"] = np.where(on, spare, month.proposed["spare"])


KIND = Kind(
    "wall",
    measure=Measure("wall", 1, options, checks=(OptionCheck(_other, _today),), rise=rise),
    steps={"act": act},
)
