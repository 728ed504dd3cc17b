"""Keeps one number of trust in each partner, moved by every act, and answers those below one half.

Adaptive tit for tat: Tzafestas, Toward adaptive cooperative behavior (2000), without its fixed opening moves.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Flags
from .card import WHOLE_GAME, Range
from .choices import Choices
from .reciprocity import RATE, answer, bad, each, offer_in_peace, reciprocal
from .view import View

CARD = reciprocal(
    group="tit for tat",
    formula="w <- w + rho (1 - w) after C, w - rho w after D; D if w < 1/2",
    source="Tzafestas (2000)",
    weakness="after a long peace the first blows are free, after a long war peace is late",
    memory=WHOLE_GAME,
    parameters={"rho": Range(0, 1, "share of the way that one act moves the number"),
                "start": Range(0, 1, "the number before the first act")},
)


def talk(view: View, *, rho: float = 0.5, start: float = 0.5) -> Choices:
    """The fair deal, in peace."""
    out = view.choices()
    offer_in_peace(view, out, punished(view, rho, start))
    return out


def decide(view: View, *, rho: float = 0.5, start: float = 0.5, rate: float = RATE) -> Choices:
    """Walls, answers and vote to match."""
    out = view.choices()
    answer(view, out, punished(view, rho, start), rate)
    return out


def punished(view: View, rho: float, start: float) -> Flags:
    """[g, other] who has lost its good name."""
    return each(*(good_name(view, j, rho, start) < 0.5 for j in view.others))


def good_name(view: View, j: int, rho: float, start: float) -> Array:
    """[g] the number that every act of j toward it has moved, 0 to 1."""
    name = np.full(view.games, start)
    for back in reversed(range(len(view.past))):
        name = name + rho * (np.where(bad(view, j, view.me, back), 0.0, 1.0) - name)
    return name
