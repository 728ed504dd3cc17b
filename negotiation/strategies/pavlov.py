"""Keeps what it did if the partner treated it well, else does the opposite.

Win-stay, lose-shift: Nowak and Sigmund, A strategy of win-stay, lose-shift that outperforms tit-for-tat (1993). A month
in which the partner treats it well is a win: T and R reach the aspiration, P and S do not.
"""

from __future__ import annotations

from ..rules.arrays import Flags
from .reciprocity import answering, bad, each, reciprocal
from .view import View

CARD = reciprocal(
    group="tit for tat",
    formula="C if x_ij(t) = x_ji(t), else D",
    source="Nowak and Sigmund (1993)",
    weakness="against one who always hits it makes peace every other month for nothing",
)


def punished(view: View) -> Flags:
    """[g, other] where the last acts of the two differed."""
    return each(*(bad(view, j, view.me) != bad(view, view.me, j) for j in view.others))


talk, decide = answering(punished)
