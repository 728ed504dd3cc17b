"""Does nothing: no word, no measure, no answer, no vote."""

from __future__ import annotations

from .card import Card
from .choices import Choices
from .view import View

CARD = Card(
    group="constants",
    formula="no move at all",
    offers="none",
    pledges="none",
    answers="none: every offer lapses",
    tariffs="none",
    vote="none",
    source="the no-deal line of bargaining",
    weakness="everything that could be had is left on the table",
)


def talk(view: View) -> Choices:
    """Silence."""
    return view.choices()


def decide(view: View) -> Choices:
    """Nothing: offers stay on the table until they lapse."""
    return view.choices()
