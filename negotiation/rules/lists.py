"""Whole lists of choices, for any number of games: are their codes legal, and do they go together?"""

from __future__ import annotations

import numpy as np

from .arrays import Flags, Ints
from .countries import ALL, PAIR_OF, N
from .kinds import WORD
from .legality import (
    legal_answers,
    legal_deals,
    legal_home_measures,
    legal_measures,
    legal_votes,
    legal_words,
    rises,
)
from .menu import ANSWER, ANSWERS, HOME_MEASURE, MEASURE, VOTE, VOTES
from .scenario import Scenario
from .state import State


def word_clashes(scenario: Scenario, i: int, pair: Ints) -> list[tuple[str, Flags]]:
    """pair [g, 2] codes of one seat -> the ways in which they clash [g]."""
    table = scenario.menu.say[i]
    j, w, d = table.target[pair], table.word[pair], table.deal[pair]
    both = (w[..., 0] > 0) & (w[..., 1] > 0) & (j[..., 0] == j[..., 1])
    freeze, slight = WORD.get("freeze", -1), WORD.get("slight", -1)
    shut = ((w[..., 0] == freeze) & (w[..., 1] != slight)) | ((w[..., 1] == freeze) & (w[..., 0] != slight))
    papers = (d[..., 0] >= 0) & (d[..., 1] >= 0)
    return [
        ("refuse.two_papers", both & papers),
        ("refuse.same_twice", both & (w[..., 0] == w[..., 1])),
        ("refuse.freeze_and_use", both & (j[..., 0] != i) & shut),
    ]


def act_clashes(scenario: Scenario, state: State, i: int, pair: Ints) -> list[tuple[str, Flags]]:
    """pair [g, 2] decide codes of one seat -> the ways in which they clash [g]."""
    table, menu = scenario.menu.do[i], scenario.menu
    sort, j, value = table.sort[pair], table.target[pair], table.value[pair]
    twice = (pair[..., 0] == pair[..., 1]) & (pair[..., 0] > 0)
    measures = (sort == MEASURE).all(-1) & (j[..., 0] == j[..., 1])
    safe = np.where(sort == MEASURE, value, 0)
    lever = menu.lever[safe] if len(menu.lever) else safe
    one_lever = measures & (lever[..., 0] == lever[..., 1])
    paused = np.zeros(pair.shape[:-1], bool)
    reprieve = menu.levers.get("reprieve", -1)
    if reprieve >= 0 and bool(((lever == reprieve) & (sort == MEASURE)).any()):
        up = rises(scenario, state)[..., i, :, :]
        rising = np.stack([_at(up, j[..., k], safe[..., k]) for k in (0, 1)], -1)
        paused = measures & (
            ((lever[..., 0] == reprieve) & rising[..., 1]) | ((lever[..., 1] == reprieve) & rising[..., 0])
        )
    return [("refuse.two_on_lever", one_lever | twice), ("refuse.pause_and_raise", paused)]


def _at(flags: Flags, j: Ints, n: Ints) -> Flags:
    """flags [g, 3, options] at (j [g], n [g]) -> [g]."""
    row = np.take_along_axis(flags, np.broadcast_to(j, flags.shape[:-2])[..., None, None], -2)[..., 0, :]
    out: Flags = np.take_along_axis(row, np.broadcast_to(n, row.shape[:-1])[..., None], -1)[..., 0]
    return out


def wrong_talk(scenario: Scenario, state: State, say: Ints) -> Flags:
    """[g, seat] whether a seat's list of words is not legal. say [g, 3, slots]."""
    wrong = np.zeros((*state.games, N), bool)
    if not bool((say != 0).any()):
        return wrong
    words = legal_words(scenario, state)
    for i in range(N):
        table = scenario.menu.say[i]
        codes = say[..., i, :]
        out_of_range = (codes < 0) | (codes >= len(table))
        safe = np.where(out_of_range, 0, codes)
        bad = out_of_range.any(-1)
        for k in range(safe.shape[-1]):
            j, w, d = table.target[safe[..., k]], table.word[safe[..., k]], table.deal[safe[..., k]]
            bad |= ~_at(words[..., i, :, :], j, w)
            for jj in range(N):
                laid = (d >= 0) & (j == jj)
                if bool(laid.any()):
                    kind = ALL if jj == i else int(PAIR_OF[i, jj])
                    ok = legal_deals(scenario, state, i, jj)
                    place = np.where(laid, d - scenario.catalogue.first[kind], 0)
                    bad |= laid & ~np.take_along_axis(ok, place[..., None], -1)[..., 0]
            for earlier in range(k):
                for _, clash in word_clashes(scenario, i, safe[..., [earlier, k]]):
                    bad |= clash
        bad |= (safe[..., scenario.menu.slots :] > 0).any(-1)
        wrong[..., i] = bad
    live: Flags = wrong & (state.over == 0)[..., None]
    return live


def wrong_decide(scenario: Scenario, state: State, answer: Ints, do: Ints, vote: Ints) -> Flags:
    """[g, seat] whether a seat's answers, measures or vote are not legal. answer [g,3,3,2], do
    [g,3,slots], vote [g,3].
    """
    limits = scenario.limits
    no_such = ~np.isin(answer, [0, *(ANSWERS[name] for name in limits.answers)])
    wrong = (no_such | ((answer != 0) & ~legal_answers(state))).any((-1, -2))
    wrong = wrong | ~np.isin(vote, [0, *(VOTES[name] for name in limits.votes)])
    wrong = wrong | ((vote != 0) & ~legal_votes(scenario, state)[..., None])
    if bool((do != 0).any()):
        away, home = legal_measures(scenario, state), legal_home_measures(scenario, state)
        for i in range(N):
            table = scenario.menu.do[i]
            codes = do[..., i, :]
            out_of_range = (codes < 0) | (codes >= len(table))
            safe = np.where(out_of_range, 0, codes)
            sort = table.sort[safe]
            bad = (out_of_range | (sort == ANSWER) | (sort == VOTE)).any(-1)
            for k in range(safe.shape[-1]):
                j, n = table.target[safe[..., k]], table.value[safe[..., k]]
                aimed, inside = sort[..., k] == MEASURE, sort[..., k] == HOME_MEASURE
                if bool(aimed.any()):
                    bad |= aimed & ~_at(away[..., i, :, :], j, np.where(aimed, n, 0))
                if bool(inside.any()):
                    bad |= (
                        inside
                        & ~np.take_along_axis(home[..., i, :], np.where(inside, n, 0)[..., None], -1)[..., 0]
                    )
                for earlier in range(k):
                    for _, clash in act_clashes(scenario, state, i, safe[..., [earlier, k]]):
                        bad |= clash
            bad |= (safe[..., scenario.menu.do_slots :] > 0).any(-1)
            wrong[..., i] |= bad
    live: Flags = wrong & (state.over == 0)[..., None]
    return live
