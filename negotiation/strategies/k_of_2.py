"""Answers both partners as soon as one of them, or only when both, treated it badly.

A threshold of provocation for three: ours, after the k-of-n triggers of public good games.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from .card import Range
from .choices import Choices
from .reciprocity import RATE, answer, bad, each, offer_in_peace, reciprocal
from .view import View

CARD = reciprocal(
    group="three players",
    formula="D to both if sum_j [x_ji(t) = D] >= k, else C to both",
    source="ours",
    weakness="k = 1 makes an enemy of the innocent one; k = 2 lets each partner hit alone",
    parameters={"k": Range(1, 2, "partners that must have been bad: 1 touchy, 2 tolerant")},
)


def talk(view: View, *, k: int = 1) -> Choices:
    """The fair deal, in peace."""
    out = view.choices()
    offer_in_peace(view, out, punished(view, k))
    return out


def decide(view: View, *, k: int = 1, rate: float = RATE) -> Choices:
    """Walls, answers and vote to match."""
    out = view.choices()
    answer(view, out, punished(view, k), rate)
    return out


def punished(view: View, k: int) -> Flags:
    """[g, other] both, where at least k partners treated it badly last month."""
    first, second = (bad(view, j, view.me) for j in view.others)
    hit = first.astype(np.int64) + second >= k
    return each(hit, hit)
