"""Sides with the larger of its two partners, and punishes the other whenever that one does.

Joining the stronger side: Walt, The Origins of Alliances (1987); the rule is ours.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from ..rules.countries import GDP
from .choices import Choices
from .reciprocity import RATE, answer, bad, each, offer_in_peace, reciprocal
from .view import View

CARD = reciprocal(
    group="three players",
    formula="s = the partner with the larger economy; D to k if x_sk(t) = D, else C; always C to s",
    source="Walt (1987), as a rule of ours",
    weakness="the stronger partner may hit it for nothing",
    third=True,
)


def talk(view: View) -> Choices:
    """The fair deal, in peace."""
    out = view.choices()
    offer_in_peace(view, out, punished(view))
    return out


def decide(view: View, *, rate: float = RATE) -> Choices:
    """Walls, answers and vote to match."""
    out = view.choices()
    answer(view, out, punished(view), rate)
    return out


def punished(view: View) -> Flags:
    """[g, other] the smaller partner, where the larger treated it badly last month."""
    a, b = view.others
    nobody = np.zeros(view.games, bool)
    return each(nobody, bad(view, a, b)) if GDP[a] >= GDP[b] else each(bad(view, b, a), nobody)
