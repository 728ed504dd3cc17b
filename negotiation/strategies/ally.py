"""Loyal to the three-way pact, and warns and answers Washington for its neighbor as well as for itself."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from ..rules.countries import CANADA, MEXICO, US, third
from . import default_decide
from .card import Card
from .choices import Choices
from .levels import LEVELS
from .loyal import keep_faith, stand_by_the_pact
from .simple_moves import set_wall
from .view import View

CARD = Card(
    group="house",
    formula="loyal, and x_i,us = 25 on everything after a blow at either neighbor",
    offers="as the loyal one",
    pledges="to answer together, to the neighbor; then as the loyal one",
    answers="as the loyal one",
    tariffs="as the default player; a neighbor answers a blow at either with 25 percent on everything",
    vote="for the pact, always",
    source="ours",
    weakness="answering for another is dear where Washington feels nothing",
    luck=True, trust=True, deadline=True, third=True,
)
RATE = 25.0                    # percent on everything: the answer it gives for its neighbor


def talk(view: View) -> Choices:
    """A neighbor promises to answer together and warns Washington once either is pressed; then as the loyal one."""
    out, state = view.choices(), view.state
    if view.me != US:
        pressed = ((state.warned[..., US, :] > 0) | (state.raised[..., US, :] > 0)).any(-1)
        out.speak(third(US, view.me), "pledge_together", why="say.promise_ally")
        out.speak(US, "warn", pressed, why="say.warn_for_both")
    stand_by_the_pact(view, out)
    return out


def decide(view: View) -> Choices:
    """As the loyal one; a neighbor that has taken no measure answers a blow at either with a wall on everything."""
    out = default_decide.decisions(view, LEVELS["normal"])
    if view.me != US:
        here = _pressed(view) & (out.count == 0)
        set_wall(view, out, US, np.full(view.games, RATE), np.zeros(view.games), here, "do.answer_for_both")
    keep_faith(view, out)
    return out


def _pressed(view: View) -> Flags:
    """[g] Washington struck one of the two, no deal binds me, and my wall is still lower than the answer."""
    state, me = view.state, view.me
    struck = ((state.raised[..., US, :] > 0).any(-1) | (state.spare[..., US, CANADA] == 0)
              | (state.spare[..., US, MEXICO] == 0))
    out: Flags = struck & ~view.bound(US) & (state.wall[..., me, US] < RATE)
    return out
