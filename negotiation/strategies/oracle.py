"""Plays the exact best reply to two rivals it knows where the rules are small enough; else that of one month."""

from __future__ import annotations

from . import best_reply
from .card import Card
from .choices import Choices
from .solving import small_enough, solved
from .view import View

CARD = Card(
    group="oracle",
    formula="V_t(s) = max_a V_{t+1}(s'(s, a, rivals(s))), V_T = payoff; backward over every state that can be reached",
    offers="what the best path says",
    pledges="what the best path says",
    answers="what the best path says",
    tariffs="what the best path says",
    vote="what the best path says",
    source="backward induction: Zermelo (1913), Kuhn (1953)",
    weakness="it is exact for the rivals named by `against`, without luck and under a menu as small as that of `tiny`; "
             "elsewhere it plays as best_reply",
    deadline=True, trust=True, third=True, cost=100.0,
)


def talk(view: View, *, against: str = "default") -> Choices:
    """The word of the best path."""
    if not small_enough(view.scenario, view.me, against):
        return best_reply.talk(view)
    return solved(view, against)


def decide(view: View, *, against: str = "default") -> Choices:
    """The decision of the best path."""
    if not small_enough(view.scenario, view.me, against):
        return best_reply.decide(view, level=1)
    return solved(view, against)
