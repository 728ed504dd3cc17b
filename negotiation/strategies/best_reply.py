"""Does what is best for it this month if the others do what it expects; by itself it expects them to keep still."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Ints
from ..rules.countries import ALL, N
from ..rules.menu import ACCEPT
from .card import Card, Range
from .choices import Choices
from .concession import laid_before, pair_kind, vote_by_worth
from .tariff_game import TariffGame, take
from .view import View

CARD = Card(
    group="thinkers",
    formula="level 0 keeps still; level n: a_i = argmax u_i(a, a_j, a_k) against level n - 1, u = worth of going on so",
    offers="of its favorites with either partner and with both, the one with the largest worth x chance",
    pledges="none: what a promise is worth later does not count for it",
    answers="accepts the best offer on the table if it brings something; keeps talking about the rest",
    tariffs="the one step on one partner that pays most at once, or none",
    vote="for the pact if a three-way deal is in force or its renewal brings something",
    source="Cournot (1838); levels after Nagel (1995)",
    weakness="it never sees an answer coming",
    parameters={"level": Range(1, 3, "how many times it thinks of what the others think")},
)


def talk(view: View) -> Choices:
    """The offer that is worth most today."""
    out = view.choices()
    offer_best(view, out)
    return out


def decide(view: View, *, level: int = 1) -> Choices:
    """The best offer, the best step."""
    out = view.choices()
    sign_best(view, out)
    take(view, out, best_act(view, level), "do.best_step")
    vote_by_worth(view, out)
    return out


def best_act(view: View, level: int) -> Ints:
    """[g] the act of a player of that level in the tariff game."""
    game = TariffGame(view)
    acts = np.zeros((*view.games, N), np.int64)
    for _ in range(level - 1):
        acts = np.stack([game.reply(i, acts) for i in range(N)], -1)
    return game.reply(view.me, acts)


def offer_best(view: View, out: Choices) -> None:
    """The favorite of the kind with the largest worth x chance."""
    wants = [(j, view.favorite(ALL if j == view.me else pair_kind(view, j))) for j in (view.me, *view.others)]
    worth = np.stack([f.value * f.chance for _, f in wants], -1)
    top, most = worth.argmax(-1), worth.max(-1)
    for n, (j, favorite) in enumerate(wants):
        out.offer(j, favorite.deal, (top == n) & (most > 0), why="say.offer_at_least", gain=favorite.value)


def sign_best(view: View, out: Choices) -> None:
    """Accept the offer that brings most, if it brings anything; the three-way one where two bring as much."""
    if not view.answers.any():
        return
    bids = [(j, three, view.value(laid_before(view, j, three))) for three in (1, 0) for j in view.others]
    values = np.stack([value for *_, value in bids], -1)
    top, most = values.argmax(-1), values.max(-1)
    for n, (j, three, value) in enumerate(bids):
        out.answer(j, three, ACCEPT, (top == n) & (most > 0), why="answer.best_bid", gain=value)
