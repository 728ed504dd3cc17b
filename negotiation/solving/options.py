"""Everything one seat may choose in one phase of a small game, for many states at once."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from ..rules.arrays import Flags, Ints
from ..rules.countries import OTHERS, N
from ..rules.fields import FIELDS, REPORT
from ..rules.legality import legal_answers, legal_votes, mask
from ..rules.menu import ANSWERS, HOME_MEASURE, MEASURE, PASS, VOTES
from ..rules.notation import TALK
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.step import Decide, Talk

# What was paid so far and what is only told changes nothing that follows; a seed changes nothing where luck is off.
SUMS = ("econ", "polit", "illegal", "seed", *REPORT)
Keys = np.ndarray[Any, np.dtype[np.uint64]]
MOST_CODES = 6                             # to say, to decide: a seat of a game small enough to be solved
MOST_MONTHS = 4


class TooLarge(ValueError):
    """A scenario that cannot be solved exactly; `why` is what there is too much of (luck, lists, codes, months,
    whispers), `n` how much.
    """

    def __init__(self, why: str, n: float) -> None:
        super().__init__(f"too much to solve: {why} {n:g}")
        self.why, self.n = why, n


def exact(scenario: Scenario) -> None:
    """Raise TooLarge unless a scenario is small enough: no luck, no whispers, few codes, few months, one of each."""
    menu = scenario.menu
    if scenario.rules.luck > 0:
        raise TooLarge("luck", scenario.rules.luck)
    if max(menu.slots, menu.do_slots) > 1:
        raise TooLarge("lists", max(menu.slots, menu.do_slots))
    most = max(max(map(len, menu.say)), max(map(len, menu.do)))
    if most > MOST_CODES:
        raise TooLarge("codes", most)
    if scenario.months > MOST_MONTHS:
        raise TooLarge("months", scenario.months)
    if menu.allowed("quiet"):
        raise TooLarge("whispers", 1)


def keys(state: State) -> Keys:
    """[g, 2] two whole numbers for what decides how each game goes on: equal where two games cannot differ any more.

    Sums of the fields, in billionths, under two sets of random weights: 128 bits, so no two states meet by chance.
    """
    out = np.zeros((len(state.month), 2), np.uint64)
    for f in FIELDS:
        if f.name not in SUMS:
            wide = int(np.prod(f.shape, dtype=int))
            fine = np.rint(np.asarray(getattr(state, f.name), np.float64).reshape(len(out), wide) * 1e9)
            out += fine.astype(np.int64).view(np.uint64) @ _weights(f.name, fine.shape[1])
    return out


@lru_cache
def _weights(name: str, count: int) -> Keys:
    rng = np.random.default_rng(list(name.encode()))
    return rng.integers(0, 2 ** 64, (count, 2), np.uint64) | np.uint64(1)


def named(marks: Keys) -> list[bytes]:
    """[g] keys as a table holds them."""
    whole = np.ascontiguousarray(marks).tobytes()
    return [whole[n:n + 16] for n in range(0, len(whole), 16)]


def rows(state: State, which: Ints | slice) -> State:
    """Some games of a batch, in any order and as often as named."""
    return State(**{f.name: np.array(getattr(state, f.name)[which]) for f in FIELDS}, phase=state.phase)


def joined(states: Sequence[State]) -> State:
    """Batches one behind the other."""
    whole: dict[str, Any] = {f.name: np.concatenate([getattr(s, f.name) for s in states]) for f in FIELDS}
    return State(**whole, phase=states[0].phase)


def options(scenario: Scenario, state: State, seat: int) -> tuple[Ints, Talk | Decide]:
    """Every choice of a seat in every game: [m] the game each belongs to, and the choices [m, …], the others silent.

    The first of each game is to pass.
    """
    if state.phase == TALK:
        games, codes = np.nonzero(mask(scenario, state, seat))
        say = np.zeros((len(games), N, 1), np.int64)
        say[:, seat, 0] = codes
        return games, Talk(say)
    table, fits = _decisions(scenario, state, seat)
    games, which = np.nonzero(fits)
    answer = np.zeros((len(games), N, N, 2), np.int64)
    for n, (j, three) in enumerate(itertools.product(OTHERS[seat], (0, 1))):
        answer[:, seat, j, three] = table[which, n]
    do, vote = np.zeros((len(games), N, 1), np.int64), np.zeros((len(games), N), np.int64)
    do[:, seat, 0], vote[:, seat] = table[which, 4], table[which, 5]
    return games, Decide(answer, do, vote)


def _decisions(scenario: Scenario, state: State, seat: int) -> tuple[Ints, Flags]:
    """Every combination of four answers, a measure and a vote, [n, 6], and in which games [g, n] it may be chosen."""
    limits, table = scenario.limits, scenario.menu.do[seat]
    replies = (0, *(ANSWERS[name] for name in limits.answers))
    acts = np.flatnonzero((table.sort == PASS) | (table.sort == MEASURE) | (table.sort == HOME_MEASURE))
    votes = (0, *(VOTES[name] for name in limits.votes))
    every = np.array(list(itertools.product(*[replies] * 4, acts.tolist(), votes)), np.int64)
    there = legal_answers(state)[:, seat][:, OTHERS[seat], :].reshape(-1, 4)
    known = np.array([[scenario.menu.do_code(seat, 1, j, a, three) > 0 if a else True for a in (0, 1, 2)]
                      for j, three in itertools.product(OTHERS[seat], (0, 1))])
    fits = np.ones((len(state.month), len(every)), bool)
    for n in range(4):
        fits &= ((every[:, n] == 0) | there[:, n, None]) & known[n][every[:, n]]
    fits &= mask(scenario, state, seat)[:, every[:, 4]]
    fits &= (every[:, 5] == 0) | legal_votes(scenario, state)[:, None]
    return every, fits


def with_rivals(own: Talk | Decide, rivals: Talk | Decide, games: Ints, seat: int) -> Talk | Decide:
    """A seat's choices [m] beside what the others chose [g] in the game of each."""
    mine = np.arange(N) == seat
    if isinstance(own, Talk):
        assert isinstance(rivals, Talk)
        return Talk(np.where(mine[:, None], own.say, rivals.say[games]))
    assert isinstance(rivals, Decide)
    return Decide(np.where(mine[:, None, None], own.answer, rivals.answer[games]),
                  np.where(mine[:, None], own.do, rivals.do[games]), np.where(mine, own.vote, rivals.vote[games]))
