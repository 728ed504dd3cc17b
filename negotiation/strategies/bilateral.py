"""Deals for two with Washington alone, whispered where it can, and refuses whatever is laid on all three tables."""

from __future__ import annotations

import numpy as np

from ..rules.countries import PAIR_OF, US
from ..rules.menu import REFUSE
from . import default_decide
from .card import Card
from .choices import Choices
from .levels import LEVELS
from .view import View

CARD = Card(
    group="house",
    formula="the default player, with deals for two and Washington alone",
    offers="its favorite deal for two with Washington (of Washington: with each neighbor), a separate pact "
           "quietly",
    pledges="none",
    answers="as the default player, and refuses every three-way offer",
    tariffs="as the default player",
    vote="as the default player",
    source="ours",
    weakness="divides the neighbors and is divided itself",
    luck=True, trust=True, deadline=True,
)


def talk(view: View) -> Choices:
    """Its best offer to Washington; in Washington, to each of the neighbors."""
    out, catalogue = view.choices(), view.scenario.catalogue
    for j in view.others if view.me == US else (US,):
        deal = view.favorite(int(PAIR_OF[view.me, j])).deal
        separate = catalogue.separate[np.maximum(deal, 0)] if len(catalogue) else np.zeros(view.games, bool)
        out.offer(j, deal, separate, quietly=True, why="say.offer_alone")
        out.offer(j, deal, ~separate, why="say.offer_alone")
    return out


def decide(view: View) -> Choices:
    """As the default player, but for three-way offers."""
    out = default_decide.decisions(view, LEVELS["normal"])
    for j in view.others:
        out.answer(j, 1, REFUSE, why="answer.two_only")
    return out
