"""Answers what a partner does to it, and with half the weight what that partner does to the third country.

Third-party punishment: Fehr and Fischbacher, Third-party punishment and social norms (2004); the weight is ours.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array
from ..rules.countries import third
from .card import Range
from .choices import Choices
from .reciprocity import bad, close, each, offer_in_peace, on_ladder, punish, reciprocal, relent
from .view import View

CARD = reciprocal(
    group="three players",
    formula="r_ij(t+1) = x_ji(t) + eta x_jk(t), on the ladder, at most `most` percent",
    pledges="none; it shuts the line to whoever it answers",
    tariffs="a wall as high as the partner's on it plus `eta` times the partner's on the third; down again"
            " when both are well treated",
    source="Fehr and Fischbacher (2004), graded by us",
    weakness="it is drawn into every quarrel of the two others",
    third=True,
    parameters={"eta": Range(0, 1, "weight of what is done to the third country"),
                "most": Range(5, 50, "percent: highest answer")},
)
LEAST = 10.0                   # percent that a bad act counts for, if only a few goods are hit


def talk(view: View, *, eta: float = 0.5, most: float = 50.0) -> Choices:
    """The line to whoever earned an answer is shut, and opened again with the last of it; the fair deal, in peace."""
    out = view.choices()
    earned = each(*(_answer(view, j, eta, most) > 0 for j in view.others))
    for n, j in enumerate(view.others):
        out.speak(j, "freeze", earned[..., n], why="say.shut_for_act")
        out.speak(j, "reopen", ~earned[..., n], why="say.open_after_act")
    offer_in_peace(view, out, earned)
    return out


def decide(view: View, *, eta: float = 0.5, most: float = 50.0) -> Choices:
    """Graded answers; deals and the vote to match."""
    out = view.choices()
    rates = [_answer(view, j, eta, most) for j in view.others]
    for rate, j in zip(rates, view.others, strict=True):
        punish(view, out, j, rate > 0, rate)
        relent(view, out, j, rate == 0)
    close(view, out, each(*(rate > 0 for rate in rates)))
    return out


def _answer(view: View, j: int, eta: float, most: float) -> Array:
    """[g] percent that j has earned; 0 for none."""
    k, wall = third(view.me, j), view.state.wall
    own = np.where(bad(view, j, view.me), np.maximum(wall[..., j, view.me], LEAST), 0.0)
    other = np.where(bad(view, j, k), np.maximum(wall[..., j, k], LEAST), 0.0)
    return on_ladder(view, np.minimum(own + eta * other, most))
