"""Bargains: offers what pays and might be taken, signs what is good enough, warns before it raises, repairs trust."""

from __future__ import annotations

from . import default_decide, default_talk
from .choices import Choices
from .levels import LEVELS, LevelName
from .view import View


def talk(view: View, *, level: LevelName = "normal") -> Choices:
    """Two words at most, first come first served: shut lines, warnings, the best offer, promises, repair."""
    return default_talk.words(view, LEVELS[level])


def decide(view: View, *, level: LevelName = "normal") -> Choices:
    """Answers to what lies on the table, tariffs, relief money, the vote at the review."""
    return default_decide.decisions(view, LEVELS[level])
