"""A policy learned in an environment as a strategy of every other door: it is asked sub-step by sub-step, as there.

    def act(observations, masks):         # [g, number], [g, code] -> [g] flat codes
        ...

    def talk(view):
        return played(view, act)

    decide = talk
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from ..rules.arrays import Flags, Ints
from ..rules.countries import N
from ..rules.menu import ANSWER, VOTE
from ..rules.notation import DECIDE
from ..rules.reasons import Reason
from ..rules.scenario import Scenario
from ..rules.state import State, stacked
from ..strategies import Choices, View
from .observation import Numbers, Sight

OWN_RULE = "strategy.own_rule"
Act = Callable[[Numbers, Flags], Any]


@dataclass(eq=False)
class Desk:
    """What a seat has laid up in the open phase of some games; the names are those of `Games`."""

    deciding: Flags
    place: Ints
    over: Flags
    say: Ints
    do: Ints
    answer: Ints


@lru_cache(maxsize=8)
def sight_of(scenario: Scenario) -> Sight:
    """How observations of a scenario are laid out, made once."""
    return Sight(scenario)


def played(view: View, act: Act) -> Choices:
    """What a policy chooses in the phase of a view, in any number of games.

    act: observations [g, number] as `Sight.rows` lays them out and masks [g, code] to flat codes [g]; it is asked only
    where there is a choice. Raises ValueError for a code that the mask forbids.
    """
    sight, me, alone = sight_of(view.scenario), view.me, not view.games
    state: State = stacked([view.state]) if alone else view.state
    menu, half, count = sight.menu, view.phase == DECIDE, len(state.month)
    first = int(menu.words[me]) if half else 0
    legal = np.zeros((count, int(menu.size[me])), bool)
    legal[:, first:first + view.legal.shape[-1]] = view.legal
    limits = view.scenario.menu
    desk = Desk(np.full(count, half), np.zeros(count, np.int64), state.over > 0,
                np.zeros((count, N, limits.slots), np.int64), np.zeros((count, N, limits.do_slots), np.int64),
                np.zeros((count, N, N, 2), np.int64))
    ballot, seen = np.zeros(count, np.int64), sight.of(state, me)
    for n, at in enumerate(menu.sub_steps[half]):
        desk.place[:] = n
        masks = menu.beside(me, at, legal, desk.say[:, me], desk.do[:, me], lambda: state)
        asked = np.flatnonzero(~desk.over & (masks.sum(-1) > 1))
        if not len(asked):
            continue
        numbers = np.concatenate([seen, sight.moment(desk, me)], -1)[asked]
        codes = np.asarray(act(numbers, masks[asked]), np.int64)
        if codes.shape != asked.shape or not masks[asked, codes].all():
            raise ValueError("a policy gives one code a game, and only codes that its mask allows")
        _lay_up(view, desk, ballot, asked, codes - first)
    return _choices(view, desk, ballot, alone)


def _lay_up(view: View, desk: Desk, ballot: Ints, games: Ints, codes: Ints) -> None:
    """Write down what was chosen in some games: codes of the phase, 0 to pass."""
    me, took = view.me, codes > 0
    games, codes = games[took], codes[took]
    if view.phase != DECIDE:
        desk.say[games, me, (desk.say[games, me] > 0).sum(-1)] = codes
        return
    table = view.scenario.menu.do[me]
    sort, target, three, value = table.sort[codes], table.target[codes], table.three[codes], table.value[codes]
    answers, votes = sort == ANSWER, sort == VOTE
    desk.answer[games[answers], me, target[answers], three[answers]] = value[answers]
    ballot[games[votes]] = value[votes]
    acts = ~(answers | votes)
    desk.do[games[acts], me, (desk.do[games[acts], me] > 0).sum(-1)] = codes[acts]


def _choices(view: View, desk: Desk, ballot: Ints, alone: bool) -> Choices:
    out, me = view.choices(), view.me
    why = out.own_rule(Reason(OWN_RULE))
    codes = desk.do[:, me] if view.phase == DECIDE else desk.say[:, me]
    replies = desk.answer[:, me]
    if alone:
        codes, replies, ballot = codes[0], replies[0], ballot[0]
    out.codes, out.replies, out.ballot = codes, replies, np.asarray(ballot)
    out.codes_why, out.replies_why = np.where(codes > 0, why, -1), np.where(replies > 0, why, -1)
    out.ballot_why, out.count = np.where(out.ballot > 0, why, -1), np.asarray((codes > 0).sum(-1))
    return out
