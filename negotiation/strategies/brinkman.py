"""Gives notice of withdrawal at once, and takes it back when a three-way deal is signed or time runs out."""

from __future__ import annotations

from ..rules.countries import ALL
from . import default_decide, default_talk
from .choices import Choices
from .levels import LEVELS
from .view import View

LAST = 1                       # months of notice left at which it is taken back, deal or no deal


def talk(view: View) -> Choices:
    """Notice or its end; then as the default player."""
    out, state = view.choices(), view.state
    signed, left = state.deal[..., ALL] >= 0, state.notice[..., view.me]
    over = signed | (left <= LAST)
    out.speak(view.me, "rescind", (left > 0) & over, why="say.step_back_from_brink")
    out.speak(view.me, "notice", (state.month == 0) & ~signed, why="say.to_the_brink")
    default_talk.fill(view, LEVELS["normal"], out)
    return out


def decide(view: View) -> Choices:
    """As the default player."""
    return default_decide.decisions(view, LEVELS["normal"])
