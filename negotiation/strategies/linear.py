"""Lowers what it asks for by the same step every month, down to nothing in the last."""

from __future__ import annotations

from .choices import Choices
from .timed import decisions, timed, words
from .view import View

CARD = timed("a partner who knows the clock waits for the last month")


def talk(view: View, *, k: float = 0.0, gamma: float = 0.0) -> Choices:
    """The offer of the month."""
    return words(view, 1.0, k, gamma)


def decide(view: View, *, k: float = 0.0, gamma: float = 0.0) -> Choices:
    """What its next offer would bring is enough."""
    return decisions(view, 1.0, k, gamma)
