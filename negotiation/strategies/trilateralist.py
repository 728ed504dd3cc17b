"""Refuses a deal for two as long as the best three-way one is worth more, the more so the more it trusts the third."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array
from ..rules.countries import third
from ..rules.menu import ACCEPT, REFUSE
from .card import Card, Range
from .choices import Choices
from .concession import best_three_way, laid_before, vote_by_worth
from .simple_moves import offer_fair
from .view import View

CARD = Card(
    group="three players",
    formula="refuse a deal with j while U_i(three) >= U_i(pair) - lam T_ik max(U_i(three), 0), k the one left out",
    offers="the fair three-way deal, every month",
    pledges="to stay three-way, to both",
    answers="accepts a three-way deal that brings something, and a deal for two that beats the best three-way one by "
            "more than trust in the third; refuses other deals for two",
    tariffs="leaves them to the deals",
    vote="for the pact if a three-way deal is in force or its renewal brings something",
    source="ours",
    weakness="waits for three while the two others settle without it",
    trust=True, third=True,
    parameters={"lam": Range(0, 2, "weight of full trust in the third, as a share of the best three-way deal")},
)


def talk(view: View) -> Choices:
    """The fair deal, and promises."""
    out = view.choices()
    offer_fair(view, out)
    for j in view.others:
        out.speak(j, "pledge_three", why="say.promise_loyal")
    return out


def decide(view: View, *, lam: float = 0.5) -> Choices:
    """Three before two."""
    out, three = view.choices(), best_three_way(view)
    for j in view.others:
        both, pair = view.value(laid_before(view, j, 1)), view.value(laid_before(view, j, 0))
        out.answer(j, 1, ACCEPT, both > 0, why="answer.better_than_nothing", gain=both)
        waits = three >= pair - lam * _trust(view, third(view.me, j)) * np.maximum(three, 0)
        out.answer(j, 0, REFUSE, waits, why="answer.three_pays_more", gain=three)
        out.answer(j, 0, ACCEPT, ~waits & (pair > 0), why="answer.better_than_nothing", gain=pair)
    vote_by_worth(view, out)
    return out


def _trust(view: View, k: int) -> Array:
    return np.asarray(view.state.trust[..., view.me, k] / 100)
