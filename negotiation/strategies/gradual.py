"""Answers the first bad act with one month of tariffs, the second with two, and so on, each time with a calm after.

After Beaufils, Delahaye and Mathieu, Our meeting with Gradual (1996). Published versions count differently: here a bad
act counts as a provocation if it comes while no punishment and no calm is running.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from .card import WHOLE_GAME, Range
from .choices import Choices
from .reciprocity import RATE, answer, bad, each, offer_in_peace, reciprocal
from .view import View

CARD = reciprocal(
    group="tit for tat",
    formula="k-th provocation: D for k months, then C for `calm` months whatever comes",
    source="Beaufils, Delahaye and Mathieu (1996), counted by our rule",
    weakness="late provocations start punishments longer than the months left",
    memory=WHOLE_GAME,
    parameters={"calm": Range(0, 6, "calm months after a punishment")},
)


def talk(view: View, *, calm: int = 2) -> Choices:
    """The fair deal, in peace."""
    out = view.choices()
    offer_in_peace(view, out, punished(view, calm))
    return out


def decide(view: View, *, calm: int = 2, rate: float = RATE) -> Choices:
    """Walls, answers and vote to match."""
    out = view.choices()
    answer(view, out, punished(view, calm), rate)
    return out


def punished(view: View, calm: int) -> Flags:
    """[g, other] where a punishment is running."""
    return each(*(_running(view, j, calm) for j in view.others))


def _running(view: View, j: int, calm: int) -> Flags:
    provoked = punishing = resting = np.zeros(view.games, np.int64)
    for back in reversed(range(len(view.past))):
        hit = bad(view, j, view.me, back) & (punishing == 0) & (resting == 0)
        ends = punishing == 1
        provoked = provoked + hit
        resting = np.where(ends, calm, np.maximum(resting - 1, 0))
        punishing = np.where(hit, provoked, np.maximum(punishing - 1, 0))
    out: Flags = punishing > 0
    return out
