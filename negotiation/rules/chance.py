"""Luck: every number follows from (the game's seed, the month, a stream, who), whenever and wherever it is asked.

A counter mixer (the finaliser of splitmix64, Steele, Lea and Flood 2014), so the same game has the same luck alone,
in a batch, after an undo and in a look-ahead. Streams are listed here so that no two purposes share one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import Array

LEAK, PHOTOGRAPH = 11, 12
CARD, CARD_KIND, CARD_WHO, CARD_OTHER, CARD_SIGN = 21, 22, 23, 24, 25
SHOCK, PARLIAMENT = 31, 51
STRATEGY = 40  # and the seat's number: 40, 41, 42
# Humors of a capital, by number: 1 asks, 2 taste for one at a time, 3 vote, 4 rises, 5 tongue.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_UNIT = 1.0 / (1 << 53)

Seeds = NDArray[np.uint64]


def _mixed(x: Seeds) -> Seeds:
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def luck(seed: Seeds, month: Array, stream: int, who: object = None) -> Array:
    """Numbers in [0, 1): seed and month [g]; `who` None gives [g], an array of labels [...] gives [g, ...]."""
    with np.errstate(over="ignore"):
        x = _mixed(np.asarray(seed, np.uint64) + _STEP)
        x = _mixed(x + (np.asarray(month).astype(np.uint64) + np.uint64(1)) * _STEP)
        x = _mixed(x + np.uint64(stream + 1) * _STEP)
        if who is not None:
            label = np.asarray(who).astype(np.uint64)
            x = _mixed(x.reshape(x.shape + (1,) * label.ndim) + (label + np.uint64(1)) * _STEP)
    return np.asarray((x >> np.uint64(11)) * _UNIT)


def humor(seed: Seeds, number: int) -> Array:
    """Three numbers in [-1, 1) [g, 3] that belong to the game, not to a month: one trait of each capital."""
    with np.errstate(over="ignore"):
        x = _mixed(np.asarray(seed, np.uint64) + _STEP * np.uint64(7 + number))[..., None]
        x = _mixed(x + (np.arange(3).astype(np.uint64) + np.uint64(1)) * _STEP)
    return np.asarray(2 * ((x >> np.uint64(11)) * _UNIT) - 1)
