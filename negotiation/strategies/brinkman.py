"""Gives notice of withdrawal at once, and takes it back when a three-way deal is signed or time runs out."""

from __future__ import annotations

from ..rules.countries import ALL
from . import default_decide, default_talk
from .card import Card
from .choices import Choices
from .levels import LEVELS
from .view import View

CARD = Card(
    group="house",
    formula="notice in month 1; taken back at a three-way deal, or with one month of it left",
    offers="as the default player",
    pledges="as the default player",
    answers="as the default player",
    tariffs="as the default player",
    vote="as the default player",
    source="ours; brinkmanship: Schelling (1960)",
    weakness="notice is a broken word to both, and is paid for at every later signature",
    luck=True, trust=True, deadline=True, third=True,
)
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
