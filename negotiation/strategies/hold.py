"""Does nothing: no word, no measure, no answer, no vote."""

from __future__ import annotations

from .choices import Choices
from .view import View


def talk(view: View) -> Choices:
    """Silence."""
    return view.choices()


def decide(view: View) -> Choices:
    """Nothing: offers stay on the table until they lapse."""
    return view.choices()
