"""Charges 50 percent on everything for ever, once a partner has raised a tariff on it.

The trigger of repeated games: Friedman, A Non-cooperative Equilibrium for Supergames (1971). It forgives nothing.
"""

from __future__ import annotations

import numpy as np

from ..rules.menu import RENEW
from .card import Card
from .choices import Choices
from .simple_moves import accept_gains, set_wall
from .view import View

CARD = Card(
    group="tit for tat",
    formula="wall 50 on everything for ever after x_ji = D once",
    offers="none",
    pledges="none",
    answers="accepts whatever brings it more than nothing",
    tariffs="50 percent on everything for ever on whoever raised a tariff on it",
    vote="for the pact, always",
    source="Friedman (1971)",
    weakness="one mistake, its own or the other's, costs the rest of the game",
)
RATE = 50.0                    # percent


def talk(view: View) -> Choices:
    """Silence."""
    return view.choices()


def decide(view: View) -> Choices:
    """The highest wall on whoever raised last month; takes every deal it gains by; votes for the pact."""
    out, state = view.choices(), view.state
    for j in view.others:
        mine = state.wall[..., view.me, j]
        rate = np.where(state.raised[..., j, view.me] > 0, RATE, mine)
        set_wall(view, out, j, rate, np.zeros(view.games), rate != mine, "do.for_ever")
    accept_gains(view, out)
    out.vote(RENEW, why="vote.for_the_pact")
    return out
