"""Amends: old grievances shrink by a share, less with every repeat; not while the injury stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..arrays import total, turned
from ..causes import BROKEN, CONCESSIONS, GESTURE, SIDE_DEAL, SLIGHT
from ..checks import injury, shut
from ..reasons import Reason, country
from ._kind import Check, Kind, Word

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..month import Month
    from ..scenario import Scenario
    from ..state import State


def _own_line_open(scenario: Scenario, state: State) -> Flags:
    """Envoys may carry amends through a line the other has shut, not through one's own."""
    return ~shut(state) | (state.frozen == 0)


def _reopen_first(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.reopen_first", {"partner": country(j)})


def _healed(scenario: Scenario, state: State) -> Flags:
    return ~injury(state)


def _injury_stands(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.injury_stands", {"partner": country(j)})


def say(month: Month) -> None:
    """Slights, side deals and broken words shrink; half of `amends` counts as a gesture."""
    rules, state = month.scenario.rules, month.state
    said = month.said("amends")
    worth = said * state.fresh[..., 0]
    for cause in (SLIGHT, SIDE_DEAL, BROKEN):
        month.set_ledger("amends", cause, month.ledger[..., cause] * (1 - turned(worth) * rules.amends_share))
    month.felt("amends", GESTURE, 0.5 * rules.amends * worth)
    fresh = month.now("fresh")
    fresh[..., 0] = np.where(said, fresh[..., 0] * rules.tired, fresh[..., 0])


def home(month: Month) -> None:
    """Asking pardon costs a little approval."""
    month.mood[..., CONCESSIONS] += month.scenario.rules.amends_mood * total(month.said("amends") * 1.0)


KIND = Kind(
    "amends",
    (Word("amends", 7, checks=(Check(_own_line_open, _reopen_first), Check(_healed, _injury_stands))),),
    steps={"say": say, "home": home},
)
