"""Takes its tariffs down as fast as a month allows and keeps them down, whatever the others do; nothing else."""

from __future__ import annotations

import numpy as np

from .card import Card
from .choices import Choices
from .simple_moves import lower_sectors, set_wall
from .view import View

CARD = Card(
    group="constants",
    formula="x_ij(t) = 0 for ever (always cooperate)",
    offers="none",
    pledges="none",
    answers="none: every offer lapses",
    tariffs="both general tariffs to zero, sector tariffs a step at a time, and never up again",
    vote="none",
    source="Axelrod (1984), always cooperate",
    weakness="whoever hits it gains and is never answered",
)


def talk(view: View) -> Choices:
    """Silence."""
    return view.choices()


def decide(view: View) -> Choices:
    """Walls to zero, sector tariffs a step down."""
    out = view.choices()
    for j in view.others:
        standing = view.state.wall[..., view.me, j] > 0
        set_wall(view, out, j, np.zeros(view.games), np.ones(view.games), standing, "do.take_down")
    for j in view.others:
        lower_sectors(view, out, j)
    return out
