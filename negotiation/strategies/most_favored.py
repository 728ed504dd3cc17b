"""Charges both partners one common tariff: the harsher of its two answers, or their mean.

Most-favored treatment as a rule of conduct: ours, after the first article of the GATT (1947).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..rules.arrays import Array
from .card import Range
from .choices import Choices
from .reciprocity import bad, close, each, offer_in_peace, on_ladder, punish, reciprocal, relent
from .view import View

CARD = reciprocal(
    group="three players",
    formula="r_i = max_j or mean_j of [x_ji(t) if D, else 0], the same toward both",
    tariffs="one wall for both, as high as the harsher partner's (or the mean), at most `most` percent; "
            "both down together",
    source="ours, after GATT article I (1947)",
    weakness="the innocent partner pays for the guilty one",
    third=True,
    parameters={"most": Range(5, 50, "percent: highest wall")},
)
LEAST = 10.0                   # percent that a bad act counts for, if only a few goods are hit
Rule = Literal["max", "mean"]


def talk(view: View, *, rule: Rule = "max", most: float = 25.0) -> Choices:
    """The fair deal, in peace."""
    out, rate = view.choices(), _common(view, rule, most)
    offer_in_peace(view, out, each(rate > 0, rate > 0))
    return out


def decide(view: View, *, rule: Rule = "max", most: float = 25.0) -> Choices:
    """One wall for both; deals and the vote to match."""
    out, rate = view.choices(), _common(view, rule, most)
    for j in view.others:
        punish(view, out, j, rate > 0, rate, "do.common")
        relent(view, out, j, rate == 0)
    close(view, out, each(rate > 0, rate > 0))
    return out


def _common(view: View, rule: Rule, most: float) -> Array:
    """[g] percent for both; 0 for none."""
    first, second = (np.where(bad(view, j, view.me), np.maximum(view.state.wall[..., j, view.me], LEAST), 0.0)
                     for j in view.others)
    rate = np.maximum(first, second) if rule == "max" else (first + second) / 2
    return on_ladder(view, np.minimum(rate, most))
