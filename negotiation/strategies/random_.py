"""Says and does any legal thing, by its own luck alone."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Flags, Ints
from ..rules.countries import ALL, PAIR_OF, N
from ..rules.kinds import AIMED, HOME
from ..rules.menu import ACCEPT, NOT, REFUSE, RENEW
from .card import Card
from .choices import Choices
from .view import View

CARD = Card(
    group="constants",
    formula="each capital in turn: with chance 0.66 any legal word, with 0.5 any legal measure, any answer,"
            " any vote",
    offers="any legal deal to any table",
    pledges="any",
    answers="accept, refuse or keep talking, each as likely",
    tariffs="any legal one",
    vote="for, against or none, each as likely",
    source="the random player of game testing",
    weakness="breaks its word without knowing that it gave it",
    luck=True,
)
SPEAKS, ACTS = 0.66, 0.5       # chance that it turns to a capital at all
_TURN, _SPEAK, _WORD, _DEAL = 0, 1, 4, 7                  # which of its numbers of luck it uses for what: talk
_ORDER, _ACT, _MEASURE, _ANSWER, _VOTE = 10, 11, 14, 17, 23          # and decide


def talk(view: View) -> Choices:
    """To each capital and at home, in an order that luck turns, any word that is legal there, with any legal deal."""
    out = view.choices()
    first = _one_of(N, view.draw(_TURN))
    for turn in range(N):
        for j in range(N):
            here = ((first + turn) % N == j) & (view.draw(_SPEAK + j) < SPEAKS)
            word = _any(view.words[..., j, :], view.draw(_WORD + j))
            for number, kind in enumerate(HOME if j == view.me else AIMED, 1):
                said = here & (word == number)
                deal = _any_deal(view, j, kind.deals == "quiet", view.draw(_DEAL + j)) if kind.deals else -1
                out.speak(j, kind.name, said, deal, why="say.at_random")
    return out


def decide(view: View) -> Choices:
    """Any legal measures, any answers, any vote."""
    out = view.choices()
    first = _one_of(N, view.draw(_ORDER))
    for turn in range(N):
        for j in range(N):
            here = ((first + turn) % N == j) & (view.draw(_ACT + j) < ACTS)
            options = view.home if j == view.me else view.measures[..., j, :]
            nothing = np.ones((*view.games, 1), bool)
            option = _any(np.concatenate([nothing, options], -1), view.draw(_MEASURE + j)) - 1
            out.act(j, option, here, why="do.at_random")
    for j in view.others:
        for three in (0, 1):
            reply = _one_of(3, view.draw(_ANSWER + 2 * j + three))
            out.answer(j, three, ACCEPT, reply == 1, why="answer.at_random")
            out.answer(j, three, REFUSE, reply == 2, why="answer.at_random")
    ballot = _one_of(3, view.draw(_VOTE))
    out.vote(RENEW, ballot == 1, why="vote.at_random")
    out.vote(NOT, ballot == 2, why="vote.at_random")
    return out


def _one_of(count: int, draw: Array) -> Ints:
    return np.minimum((draw * count).astype(np.int64), count - 1)


def _any(legal: Flags, draw: Array) -> Ints:
    """[g] one of the places that are legal [g, places], each as likely; -1 where none is."""
    count = legal.sum(-1)
    wanted = np.minimum((draw * count).astype(np.int64), np.maximum(count - 1, 0)) + 1
    place = (np.cumsum(legal, -1) == wanted[..., None]).argmax(-1)
    return np.where(count > 0, place, -1)


def _any_deal(view: View, j: int, separate: bool, draw: Array) -> Ints:
    """[g] any deal that may be laid on j's table, of separate pacts alone if asked; -1 where there is none."""
    catalogue, kind = view.scenario.catalogue, ALL if j == view.me else int(PAIR_OF[view.me, j])
    legal = view.deals(j)
    if not legal.shape[-1]:
        return np.full(view.games, -1)
    if separate:
        legal = legal & catalogue.separate[catalogue.of_kind[kind]]
    place = _any(legal, draw)
    return np.where(place >= 0, place + catalogue.first[kind], -1)
