"""Sides with the larger of its two partners, and punishes the other whenever that one does.

Joining the stronger side: Walt, The Origins of Alliances (1987); the rule is ours.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from ..rules.countries import GDP
from .reciprocity import answering, bad, each, reciprocal
from .view import View

CARD = reciprocal(
    group="three players",
    formula="s = the partner with the larger economy; D to k if x_sk(t) = D, else C; always C to s",
    source="Walt (1987), as a rule of ours",
    weakness="the stronger partner may hit it for nothing",
    third=True,
)


def punished(view: View) -> Flags:
    """[g, other] the smaller partner, where the larger treated it badly last month."""
    a, b = view.others
    nobody = np.zeros(view.games, bool)
    return each(nobody, bad(view, a, b)) if GDP[a] >= GDP[b] else each(bad(view, b, a), nobody)


talk, decide = answering(punished)
