"""Plays its partners off against each other: asks of each more than the other has bid, and takes the best bid."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array
from ..rules.menu import ACCEPT
from .card import Card, Range
from .choices import Choices
from .concession import kindest, laid_before, pair_kind, vote_by_worth
from .view import View

CARD = Card(
    group="three players",
    formula="b_j = best of j's bids on the table; ask of j the kindest deal with u_i >= max(b_k + eps, share U_ij)",
    offers="to each partner a deal for two that brings it more than the other's bid by eps, and at least `share` of "
           "the best such deal; first to the one from whom most is to be had",
    pledges="none: a promise would tie it to one side",
    answers="accepts the best bid on the table if it brings something; keeps talking about the rest",
    tariffs="leaves them to the deals",
    vote="for the pact if a three-way deal is in force or its renewal brings something",
    source="ours, after the pivotal player of coalition theory (Riker, 1962)",
    weakness="the two others can sign without it; nobody whom it played off trusts it",
    third=True, cost=3.0,
    parameters={"eps": Range(0, 50, "$bn asked for above the other's bid"),
                "share": Range(0, 1, "share of the best deal for two that it asks for at least")},
)


def talk(view: View, *, eps: float = 1.0, share: float = 0.5) -> Choices:
    """A bid to each."""
    out = view.choices()
    a, b = view.others
    wants = [(j, kindest(view, pair_kind(view, j), np.maximum(
        np.maximum(_bid(view, k), 0.0) + eps, share * view.best(pair_kind(view, j))))) for j, k in ((a, b), (b, a))]
    first = wants[0][1][1] >= wants[1][1][1]
    for turn in (True, False):
        for n, (j, (deal, gain)) in enumerate(wants):
            out.offer(j, deal, (deal >= 0) & (first == (turn == (n == 0))), why="say.outbid", gain=gain)
    return out


def decide(view: View) -> Choices:
    """The best bid of all."""
    out = view.choices()
    bids = [(j, three, view.value(laid_before(view, j, three))) for j in view.others for three in (0, 1)]
    most = np.max([value for *_, value in bids], axis=0)
    taken = np.zeros(view.games, bool)
    for j, three, value in bids:
        takes = (value > 0) & (value == most) & ~taken
        taken = taken | takes
        out.answer(j, three, ACCEPT, takes, why="answer.best_bid", gain=value)
    vote_by_worth(view, out)
    return out


def _bid(view: View, k: int) -> Array:
    """[g] $bn of the better of k's offers on my table; 0 for none."""
    return np.maximum(view.value(laid_before(view, k, 0)), view.value(laid_before(view, k, 1)))
