"""Asks for nearly its best until late, then drops: concession by the clock, the hard way."""

from __future__ import annotations

from .card import Range
from .choices import Choices
from .timed import decisions, timed, words
from .view import View

CARD = timed("two of its kind sign nothing before the last month", Range(1, 20, "above 1: late; the exponent"))


def talk(view: View, *, kappa: float = 4.0, k: float = 0.0, gamma: float = 0.0) -> Choices:
    """The offer of the month."""
    return words(view, kappa, k, gamma)


def decide(view: View, *, kappa: float = 4.0, k: float = 0.0, gamma: float = 0.0) -> Choices:
    """What its next offer would bring is enough."""
    return decisions(view, kappa, k, gamma)
