"""Charges each partner what that partner charges it, up to 25 percent, and offers the fair three-way deal.

Starts by cooperating and answers in kind: Axelrod, The Evolution of Cooperation (1984), after Anatol Rapoport.
"""

from __future__ import annotations

import numpy as np

from ..rules.menu import RENEW
from .card import Card
from .choices import Choices
from .simple_moves import accept_gains, offer_fair, set_wall
from .view import View

CARD = Card(
    group="tit for tat",
    formula="x_ij(t+1) = min(x_ji(t), 25), x percent of the general tariff",
    offers="the fair three-way deal (Kalai-Smorodinsky), every month",
    pledges="none",
    answers="accepts whatever brings it more than nothing",
    tariffs="as high as the other's, sparing as the other does; down with it",
    vote="for the pact, always",
    source="Rapoport, in Axelrod (1984)",
    weakness="two of them echo one blow for ever",
)
MOST = 25.0                    # percent: how far it answers


def talk(view: View) -> Choices:
    """The fair three-way deal, whenever it may be laid down."""
    out = view.choices()
    offer_fair(view, out)
    return out


def decide(view: View) -> Choices:
    """Up with a rise of the other's, down with its cuts; takes every deal it gains by; votes for the pact."""
    out, state = view.choices(), view.state
    for j in view.others:
        mine, theirs = state.wall[..., view.me, j], state.wall[..., j, view.me]
        moves = (state.raised[..., j, view.me] > 0) | (theirs < mine)
        rate = np.where(moves, np.minimum(theirs, MOST), mine)
        set_wall(view, out, j, rate, state.spare[..., j, view.me], rate != mine, "do.match")
    accept_gains(view, out)
    out.vote(RENEW, why="vote.for_the_pact")
    return out
