"""Answers a bad act in kind, but forgives one in three by its own luck.

Nowak and Sigmund, Tit for tat in heterogeneous populations (1992); one in three is their value for payoffs 5, 3, 1, 0.
"""

from __future__ import annotations

from ..rules.arrays import Flags
from .card import Range
from .choices import Choices
from .reciprocity import RATE, answer, bad, each, offer_in_peace, reciprocal
from .view import View

CARD = reciprocal(
    group="tit for tat",
    formula="C after C; after D: C with chance g, else D; g = min(1 - (T-R)/(R-S), (R-P)/(T-P))",
    source="Nowak and Sigmund (1992)",
    weakness="a partner that never stops is still forgiven, month after month",
    luck=True,
    parameters={"g": Range(0, 1, "chance that a bad act is forgiven")},
)
FORGIVES = 10                  # its numbers of luck: this one, and one for each country


def talk(view: View, *, g: float = 1 / 3) -> Choices:
    """The fair deal, in peace."""
    out = view.choices()
    offer_in_peace(view, out, punished(view, g))
    return out


def decide(view: View, *, g: float = 1 / 3, rate: float = RATE) -> Choices:
    """Walls, answers and vote to match."""
    out = view.choices()
    answer(view, out, punished(view, g), rate)
    return out


def punished(view: View, g: float) -> Flags:
    """[g, other] who treated it badly last month and is not forgiven; one number of luck for each, whatever happens."""
    return each(*(bad(view, j, view.me) & (view.draw(FORGIVES + j) >= g) for j in view.others))
