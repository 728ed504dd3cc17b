"""Bargaining by aspiration: what the negotiators and the coalition makers share.

A negotiator has an aspiration A between 1, its best three-way deal, and 0, no deal. It lays down the deal that gives
the others most among those that give it A, and signs what brings at least as much as its own next paper would.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..rules.arrays import Array, Ints, pick
from ..rules.countries import ALL, PAIR_OF
from ..rules.menu import ACCEPT, NOT, RENEW
from .card import Card
from .choices import Choices
from .view import View

_TINY = 1e-9


def clock(view: View, later: int = 0) -> Array:
    """[g] share of the game gone, 0 in its first month and 1 in its last; `later` months from now."""
    last = max(view.scenario.months - 1, 1)
    return np.minimum((view.state.month + later) / last, 1.0)


def best_three_way(view: View) -> Array:
    """[g] $bn that the best three-way deal would bring me, among those by which nobody loses."""
    table = view.own_table(ALL)
    return np.asarray(table.best[..., table.members.index(view.me)])


def worth_share(view: View, deal: Ints) -> Array:
    """[g] what a deal [g] brings me as a share of my best three-way deal, 0 to 1; 0 where there is none."""
    best = best_three_way(view)
    share = view.value(deal) / np.maximum(best, _TINY)
    return np.where((deal >= 0) & (best > 0), np.clip(share, 0.0, 1.0), 0.0)


def kindest(view: View, kind: int, least: Array) -> tuple[Ints, Array]:
    """[g] the deal of a kind that gives the partners most (the smaller of their shares) among those that bring me at
    least `least` $bn, and what it brings me. Where none does, my best one; -1 and 0 where none is open. Ties go to the
    lower number."""
    table = view.own_table(kind)
    if not table.ok.shape[-1]:
        return np.full(view.games, -1), np.zeros(view.games)
    me = table.members.index(view.me)
    mine = table.x[..., me]
    theirs = np.min([table.share[..., m] for m in range(len(table.members)) if m != me], axis=0)
    enough = table.ok & (mine >= least[..., None] - _TINY)
    top = np.where(enough.any(-1), np.where(enough, theirs, -np.inf).argmax(-1),
                   np.where(table.ok, mine, -np.inf).argmax(-1))
    there = pick(table.ok, top)
    deal = top + view.scenario.catalogue.first[kind]
    return np.where(there, deal, -1), np.where(there, pick(mine, top), 0.0)


def propose(view: View, out: Choices, deal: Ints, gain: Array) -> None:
    """Lay a three-way deal [g] before both, unless it lies there; then promise both to raise no tariffs."""
    out.offer(view.me, deal, deal >= 0, why="say.offer_at_least", gain=gain)
    for j in view.others:
        out.speak(j, "pledge_calm", why="say.keep_calm")


def sign(view: View, out: Choices, least: Array) -> None:
    """Accept what brings at least `least` $bn [g] and more than nothing; vote by what the renewal is worth."""
    for j in view.others:
        for three in (0, 1):
            value = view.value(laid_before(view, j, three))
            out.answer(j, three, ACCEPT, (value > 0) & (value >= least - _TINY), why="answer.enough", gain=value)
    vote_by_worth(view, out)


def laid_before(view: View, j: int, three: int) -> Ints:
    """[g] number of the deal that j has laid before me (`three` 1: before both); -1 for none."""
    return np.asarray(view.state.offer[..., j, j if three else view.me].astype(np.int64))


def vote_by_worth(view: View, out: Choices) -> None:
    """For the pact where its renewal brings something, or a three-way deal is in force."""
    if not view.votes.any():
        return
    gain, dealt = view.renewal[..., view.me], view.state.deal[..., ALL] >= 0
    out.vote(RENEW, dealt, why="vote.deal_in_force")
    out.vote(RENEW, ~dealt & (gain > 0), why="vote.renewal_pays", gain=gain)
    out.vote(NOT, ~dealt & (gain <= 0), why="vote.renewal_loses", loss=-gain)


def pair_kind(view: View, j: int) -> int:
    """The kind of deal between me and j."""
    return int(PAIR_OF[view.me, j])


def negotiator(formula: str, source: str, weakness: str, **more: Any) -> Card:
    """The card of a negotiator."""
    shared: dict[str, Any] = {
        "group": "negotiators",
        "offers": "every month the three-way deal that gives the others most among those that give it its aspiration",
        "pledges": "no new tariffs, to both: it raises none",
        "answers": "accepts what brings at least as much as its own next offer would, whoever offers it; else keeps "
                   "talking",
        "tariffs": "leaves them to the deals",
        "vote": "for the pact if a three-way deal is in force or its renewal brings something"}
    return Card(formula=formula, source=source, weakness=weakness, **{**shared, **more})
