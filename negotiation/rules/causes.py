"""The twelve causes of trust: their caps, how they fade, and how one event changes one of them."""

from __future__ import annotations

import numpy as np

from .arrays import Array, turned
from .constants import Constants
from .countries import EYE

CAUSES = (
    "history",
    "gesture",
    "slight",
    "side_deal",
    "kept",
    "broken",
    "tariffs",
    "relief",
    "loyalty",
    "together",
    "channel",
    "witness",
)
(HISTORY, GESTURE, SLIGHT, SIDE_DEAL, KEPT, BROKEN, TARIFFS, RELIEF, LOYALTY, TOGETHER, CHANNEL, WITNESS) = (
    range(12)
)
CAP_UP = np.array([25.0, 14, 0, 0, 20, 0, 0, 12, 12, 14, 6, 6])
CAP_DOWN = np.array([-25.0, 0, -20, -30, 0, -35, -30, 0, 0, 0, -18, -12])
FADE = np.array([0.0, 0.08, 0.10, 0.04, 0.03, 0.03, 0, 0.06, 0.04, 0.04, 0.15, 0.08])  # share a month

MOODS = ("pain", "pride", "wins", "concessions", "news")
PAIN, PRIDE, WINS, CONCESSIONS, NEWS = range(5)
MOOD_FADE = np.array([0.0, 0.12, 0.10, 0.10, 0.25])


def added(x: Array, cause: int, points: Array) -> Array:
    """One cause after events of `points`: the fuller the cause, the less another event of the same sign adds.

    x, points [..., i, j]; the diagonal stays 0. x + d (1 - x/cap), so a cause never passes its cap (rules 6).
    """
    high, low = CAP_UP[cause], CAP_DOWN[cause]
    new = x
    if high > 0:
        room = np.clip(1 - np.maximum(x, 0) / high, 0, 1)
        new = new + np.minimum(np.maximum(points, 0), high) * room
    if low < 0:
        room = np.clip(1 - np.minimum(x, 0) / low, 0, 1)
        new = new + np.maximum(np.minimum(points, 0), low) * room
    return np.where(EYE, 0.0, np.clip(new, low, high))


def stung(rules: Constants, x: Array, burden: Array) -> Array:
    """The tariff cause [..., i, j] a month later: chases the weight of j's duties on i, down fast."""
    goal = rules.tariff_cap * burden / (burden + rules.tariff_half)
    speed = np.where(goal < x, rules.worse, rules.better)
    return np.where(EYE, 0.0, np.clip(x + speed * (goal - x), rules.tariff_cap, 0))


def faded(ledger: Array, frozen: Array) -> Array:
    """The ledger [..., i, j, cause] after a month's fading, to nine places; a shut channel does not heal."""
    share = np.broadcast_to(FADE, ledger.shape).copy()
    share[..., CHANNEL] = FADE[CHANNEL] * np.where(turned(frozen) > 0, 0.0, 1.0)
    new = ledger * (1 - share)
    new[..., HISTORY] = np.clip(new[..., HISTORY], CAP_DOWN[HISTORY], CAP_UP[HISTORY])
    return np.asarray(np.round(np.where(EYE[..., None], 0.0, new), 9))
