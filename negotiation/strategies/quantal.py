"""Chooses better acts more often, but not always, and expects the others to do the same: logit equilibrium."""

from __future__ import annotations

import numpy as np

from ..economy.portable import exp
from ..rules.arrays import Array, Flags, Ints, total
from ..rules.countries import ALL, OTHERS, N
from ..rules.menu import ACCEPT, NOT, RENEW
from .card import Card, Range
from .choices import Choices
from .concession import laid_before, pair_kind
from .tariff_game import ACTS, TariffGame, take
from .view import View

CARD = Card(
    group="thinkers",
    formula="p_i(a) = exp(lam u_i(a, p_-i)) / sum_b exp(lam u_i(b, p_-i)), by p <- (p + f(p)) / 2 from equal chances",
    offers="one of its favorites with either partner and with both, or none, drawn by exp(lam x worth x chance)",
    pledges="none",
    answers="accepts each offer with chance 1 / (1 + exp(-lam u)), else keeps talking",
    tariffs="one step on one partner, or none, drawn from the equilibrium of the month's tariff game",
    vote="for the pact with chance 1 / (1 + exp(-lam u)), u what its renewal brings, else against",
    source="McKelvey and Palfrey (1995)",
    weakness="at small lam it errs often, and a partner can wait for its errors",
    luck=True, cost=12.0,
    parameters={"lam": Range(0, 50, "per $bn; 0: any act as likely, large: nearly a best reply")},
)
ROUNDS = 60                    # of the damped iteration: the same number in every game, so that bits are equal
_ACT, _OFFER, _ANSWER, _VOTE = 14, 15, 16, 22             # its numbers of luck


def talk(view: View, *, lam: float = 1.0) -> Choices:
    """An offer, drawn."""
    out = view.choices()
    wants = [(j, view.favorite(ALL if j == view.me else pair_kind(view, j))) for j in (view.me, *view.others)]
    worth = [np.where(f.deal >= 0, f.value * f.chance, -1e6) for _, f in wants]
    drawn = one_of(logit(np.stack([np.zeros(view.games), *worth], -1), lam), view.draw(_OFFER))
    for n, (j, favorite) in enumerate(wants, 1):
        out.offer(j, favorite.deal, drawn == n, why="say.drawn_by_worth", gain=favorite.value)
    return out


def decide(view: View, *, lam: float = 1.0) -> Choices:
    """Answers, an act and a vote, drawn."""
    out = view.choices()
    for j in view.others:
        for three in (0, 1):
            value = view.value(laid_before(view, j, three))
            out.answer(j, three, ACCEPT, _yes(value, lam, view.draw(_ANSWER + 2 * j + three)),
                       why="answer.drawn_by_worth", gain=value)
    chances = equilibrium(TariffGame(view), lam)[view.me]
    take(view, out, one_of(chances, view.draw(_ACT)), "do.drawn_by_worth")
    if view.votes.any():
        gain = view.renewal[..., view.me]
        renews = _yes(gain, lam, view.draw(_VOTE))
        out.vote(RENEW, renews, why="vote.drawn_by_worth", gain=gain)
        out.vote(NOT, ~renews, why="vote.drawn_by_worth", gain=gain)
    return out


def equilibrium(game: TariffGame, lam: float) -> list[Array]:
    """[g, act] of each country, how likely each act is."""
    tables = [game.payoffs(i) for i in range(N)]
    chances = [np.full((*game.view.games, ACTS), 1 / ACTS)] * N
    for _ in range(ROUNDS):
        replies = [logit(_expected(tables[i], *(chances[j] for j in OTHERS[i])), lam) for i in range(N)]
        chances = [(old + new) / 2 for old, new in zip(chances, replies, strict=True)]
    return chances


def _expected(table: Array, first: Array, second: Array) -> Array:
    """[g, act] what an act brings on average; table [g, act, acts of the others]."""
    joint = (first[..., :, None] * second[..., None, :]).reshape(*first.shape[:-1], 1, ACTS * ACTS)
    return total(table * joint)


def logit(gains: Array, lam: float) -> Array:
    """[g, act] chances in proportion to exp(lam gain)."""
    weight = exp(lam * (gains - gains.max(-1, keepdims=True)))
    return np.asarray(weight / total(weight)[..., None])


def one_of(chances: Array, draw: Array) -> Ints:
    """[g] the number that a draw between 0 and 1 falls on."""
    out, below = np.zeros(draw.shape, np.int64), np.zeros(draw.shape)
    for n in range(chances.shape[-1] - 1):
        below = below + chances[..., n]
        out = out + (draw >= below)
    return out


def _yes(gain: Array, lam: float, draw: Array) -> Flags:
    """[g] whether a draw says yes, with the chance of a gain against nothing."""
    out: Flags = draw < logit(np.stack([gain, np.zeros_like(gain)], -1), lam)[..., 0]
    return out
