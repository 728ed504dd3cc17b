"""Takes its tariffs down, offers the fair three-way deal, and repairs trust wherever it is low."""

from __future__ import annotations

import numpy as np

from ..rules.menu import RENEW
from .card import Card
from .choices import Choices
from .repair import mend
from .simple_moves import accept_gains, offer_fair, set_wall
from .view import View

CARD = Card(
    group="house",
    formula="x_ij = 0; the fair deal; the word that mends most",
    offers="the fair three-way deal (Kalai-Smorodinsky), every month",
    pledges="none; it calls, visits and makes amends where trust is low",
    answers="accepts whatever brings it more than nothing",
    tariffs="general tariffs to zero",
    vote="for the pact, always",
    source="ours, after GRIT: Osgood (1962)",
    weakness="a bully takes its gifts for nothing",
    trust=True,
)


def talk(view: View) -> Choices:
    """The fair deal, then whatever mends trust."""
    out = view.choices()
    offer_fair(view, out)
    for j in view.others:
        mend(view, out, j, np.ones(view.games, bool))
    return out


def decide(view: View) -> Choices:
    """Walls to zero; takes every deal it gains by; votes for the pact."""
    out = view.choices()
    for j in view.others:
        standing = view.state.wall[..., view.me, j] > 0
        set_wall(view, out, j, np.zeros(view.games), np.ones(view.games), standing, "do.take_down")
    accept_gains(view, out)
    out.vote(RENEW, why="vote.for_the_pact")
    return out
