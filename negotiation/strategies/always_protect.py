"""Holds a tariff of 25 percent on both partners, whatever the others do; nothing else."""

from __future__ import annotations

import numpy as np

from .card import Card, Range
from .choices import Choices
from .reciprocity import RATE, on_ladder
from .simple_moves import set_wall
from .view import View

CARD = Card(
    group="constants",
    formula="x_ij(t) = rate for ever (always defect)",
    offers="none",
    pledges="none",
    answers="none: every offer lapses, so no deal ever binds it",
    tariffs="both general tariffs at `rate` or where the game began if that is more, sparing pact goods unless `all`",
    vote="none",
    source="Axelrod (1984), always defect",
    weakness="those who answer answer for ever",
    parameters={"rate": Range(5, 50, "percent of its walls")},
)


def talk(view: View) -> Choices:
    """Silence."""
    return view.choices()


def decide(view: View, *, rate: float = RATE, all: bool = False) -> Choices:
    """Walls up where they are lower."""
    out, spare = view.choices(), np.full(view.games, 0.0 if all else 1.0)
    for j in view.others:
        mine = view.state.wall[..., view.me, j]
        goal = np.maximum(on_ladder(view, rate), view.scenario.opening["wall"][view.me, j])
        lower = (mine < goal) | ((mine == goal) & (view.state.spare[..., view.me, j] > spare))
        set_wall(view, out, j, goal, spare, lower, "do.always")
    return out
