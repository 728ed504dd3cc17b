"""Conditions that more than one kind of move shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .arrays import Flags, turned
from .countries import OFF, PAIRS, third
from .kinds._kind import Check
from .reasons import Reason, country

if TYPE_CHECKING:
    from .scenario import Scenario
    from .state import State


def shut(state: State) -> Flags:
    """[g, i, j] the channel between i and j is shut by either."""
    out: Flags = (state.frozen + turned(state.frozen)) > 0
    return out


def injury(state: State) -> Flags:
    """[g, i, j] i charges j on everything, or keeps a separate pact that leaves j out."""
    left = np.zeros(state.wall.shape, bool)
    for n, (a, b) in enumerate(PAIRS):
        apart = state.pact[..., n] == 1
        left[..., a, third(a, b)] |= apart
        left[..., b, third(a, b)] |= apart
    return ((state.spare == 0) & (state.wall > 0) & OFF) | left


def _open(scenario: Scenario, state: State) -> Flags:
    return ~shut(state)


def _closed(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.line_closed", {"partner": country(j)})


LINE_OPEN = Check(_open, _closed)
