"""Answers only a partner that treated it badly in two months running.

Tit for two tats: Axelrod, The Evolution of Cooperation (1984), who found that it would have won his first contest.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from .card import Range
from .choices import Choices
from .reciprocity import RATE, answer, bad, each, offer_in_peace, reciprocal
from .view import View

CARD = reciprocal(
    group="tit for tat",
    formula="D if x_ji(t) = x_ji(t-1) = ... = D over n months, else C",
    source="Axelrod (1984)",
    weakness="one blow every other month is free",
    memory=6,
    parameters={"n": Range(1, 6, "bad months running before it answers")},
)


def talk(view: View, *, n: int = 2) -> Choices:
    """The fair deal, in peace."""
    out = view.choices()
    offer_in_peace(view, out, punished(view, n))
    return out


def decide(view: View, *, n: int = 2, rate: float = RATE) -> Choices:
    """Walls, answers and vote to match."""
    out = view.choices()
    answer(view, out, punished(view, n), rate)
    return out


def punished(view: View, n: int) -> Flags:
    """[g, other] who treated it badly in each of the last n months."""
    return each(*(np.all([bad(view, j, view.me, back) for back in range(n)], axis=0) for j in view.others))
