"""Answers in kind, but takes the answer to a blow of its own without hitting back.

Contrite tit for tat by standing: Sugden (1986); Boyd, Mistakes allow evolutionary stability (1989).
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from .card import WHOLE_GAME
from .choices import Choices
from .reciprocity import RATE, answer, bad, each, offer_in_peace, reciprocal
from .view import View

CARD = reciprocal(
    group="tit for tat",
    formula="D if own standing is good and the other's bad, else C; D without that cause loses standing, C"
            " regains it",
    pledges="none; it makes amends to a partner with which it is in bad standing",
    source="Sugden (1986), Boyd (1989)",
    weakness="a partner that hits it right after its own blow gets a free month",
    memory=WHOLE_GAME,
)


def talk(view: View) -> Choices:
    """Amends where it is in the wrong; the fair deal, in peace."""
    out = view.choices()
    for j in view.others:
        mine, _ = standing(view, j)
        out.speak(j, "amends", ~mine, why="say.own_blow")
    offer_in_peace(view, out, punished(view))
    return out


def decide(view: View, *, rate: float = RATE) -> Choices:
    """Walls, answers and vote to match."""
    out = view.choices()
    answer(view, out, punished(view), rate)
    return out


def punished(view: View) -> Flags:
    """[g, other] who is in bad standing while it is in good standing itself."""
    return each(*(mine & ~theirs for mine, theirs in (standing(view, j) for j in view.others)))


def standing(view: View, j: int) -> tuple[Flags, Flags]:
    """[g] twice: whether it is in good standing with j, and j with it, after all that has happened."""
    mine = theirs = np.ones(view.games, bool)
    for back in reversed(range(len(view.past))):
        i_hit, j_hit = bad(view, view.me, j, back), bad(view, j, view.me, back)
        mine, theirs = ~i_hit | (mine & ~theirs), ~j_hit | (theirs & ~mine)
    return mine, theirs
