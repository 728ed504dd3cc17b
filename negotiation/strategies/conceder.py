"""Gives way early and ever less: concession by the clock, the soft way."""

from __future__ import annotations

from .card import Range
from .choices import Choices
from .timed import decisions, timed, words
from .view import View

CARD = timed("it has given most away before the others have moved", Range(0.05, 1, "below 1: early; the exponent"))


def talk(view: View, *, kappa: float = 0.25, k: float = 0.0, gamma: float = 0.0) -> Choices:
    """The offer of the month."""
    return words(view, kappa, k, gamma)


def decide(view: View, *, kappa: float = 0.25, k: float = 0.0, gamma: float = 0.0) -> Choices:
    """What its next offer would bring is enough."""
    return decisions(view, kappa, k, gamma)
