"""Warns and raises every month, takes half of the best or nothing, and votes against the pact."""

from __future__ import annotations

import numpy as np

from ..rules.kinds.warn import next_step
from ..rules.menu import NOT
from .card import Card
from .choices import Choices
from .simple_moves import accept_gains, set_wall
from .view import View

CARD = Card(
    group="house",
    formula="climb one step a month; sign only u_i >= best_i / 2",
    offers="none",
    pledges="none; it warns both every month",
    answers="accepts what brings half of its best deal of any kind",
    tariffs="one step up on each every month, on everything; at the top, machinery as well",
    vote="against the pact, always",
    source="ours",
    weakness="against one who answers, or feels nothing, everybody loses",
)
SHARE = 0.5                    # of the best deal of any kind
GOODS = "sector mach_elec 25"  # the largest goods: struck as well once the wall can rise no further


def talk(view: View) -> Choices:
    """A warning to both."""
    out = view.choices()
    for j in view.others:
        out.speak(j, "warn", why="say.press")
    return out


def decide(view: View) -> Choices:
    """One step up on each, on everything; once that can rise no further, on machinery too."""
    out, state = view.choices(), view.state
    for j in view.others:
        mine = state.wall[..., view.me, j]
        rate = next_step(mine, view.scenario.limits.ladder)
        moves = (rate != mine) | (state.spare[..., view.me, j] > 0)
        set_wall(view, out, j, rate, np.zeros(view.games), moves, "do.climb")
        out.act(j, view.scenario.menu.option(GOODS), ~moves, why="do.climb_goods")
    accept_gains(view, out, SHARE, "answer.half_of_best")
    out.vote(NOT, why="vote.against")
    return out
