"""Gives way by the same share of the gap that its partners just closed: tit for tat in what deals are worth.

Relative tit for tat: Faratin, Sierra and Jennings, Negotiation decision functions for autonomous agents (1998).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..rules.arrays import Array, Flags
from ..rules.countries import ALL
from .card import WHOLE_GAME, Range
from .choices import Choices
from .concession import best_three_way, kindest, negotiator, propose, sign, worth_share
from .view import View

CARD = negotiator(
    "A <- A (1 - u(w_j(t - d + 1))) / (1 - u(w_j(t - d))), from A = 1; of two partners the one who gave less (min), "
    "the mean, or the one who gave more (max)",
    "Faratin, Sierra and Jennings (1998); the rule for three is stated by us",
    "where nobody moves first it never moves",
    memory=WHOLE_GAME, parameters={"lag": Range(1, 6, "offers between the concession and its answer")})
Aggregate = Literal["min", "mean", "max"]


def talk(view: View, *, lag: int = 1, aggregate: Aggregate = "min") -> Choices:
    """The offer that its aspiration allows."""
    out = view.choices()
    propose(view, out, *kindest(view, ALL, aspiration(view, lag, aggregate) * best_three_way(view)))
    return out


def decide(view: View, *, lag: int = 1, aggregate: Aggregate = "min") -> Choices:
    """What its offer brings is enough."""
    out = view.choices()
    sign(view, out, aspiration(view, lag, aggregate) * best_three_way(view))
    return out


def aspiration(view: View, lag: int, aggregate: Aggregate) -> Array:
    """[g] the share of its best that it still asks for."""
    asks = [_toward(view, j, lag) for j in view.others]
    if aggregate == "mean":
        return (asks[0] + asks[1]) / 2
    return np.maximum(*asks) if aggregate == "min" else np.minimum(*asks)


def _toward(view: View, j: int, lag: int) -> Array:
    """[g] the aspiration toward j after all its offers, as they are worth to me today; the last `lag` - 1 do not count
    yet."""
    gaps: list[tuple[Array, Flags]] = []           # (1 - worth of an offer, whether there was one), the oldest first
    for month in reversed(view.past):
        alone, both = month.laid[..., j, view.me], month.laid[..., j, j]
        share = np.maximum(worth_share(view, alone), worth_share(view, both))
        gaps.append((1 - share, (alone >= 0) | (both >= 0)))
    ask, last = np.ones(view.games), np.full(view.games, np.nan)
    for gap, there in gaps[:len(gaps) - lag + 1]:
        closed = np.where(last > 0, gap / np.where(last > 0, last, 1.0), 1.0)
        ask = np.where(there & ~np.isnan(last), np.clip(ask * closed, 0.0, 1.0), ask)
        last = np.where(there, gap, last)
    return ask
