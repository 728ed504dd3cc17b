"""The best that one seat can do against two strategies it knows: every state that can be reached, from the last back.

Without luck, and with rivals whose choices follow from the state, a game is a path that one seat alone chooses. Phase
by phase all states of all paths are played in one batch and those that are the same are joined; then the best choice of
each is found from the end. Ties go to the choice that stands first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from ..rules.arrays import Array, Ints
from ..rules.fields import FIELDS
from ..rules.future import score
from ..rules.menu import ANSWER, VOTE
from ..rules.notation import TALK
from ..rules.scenario import Scenario
from ..rules.state import State, stacked
from ..rules.step import Decide, Talk, step
from .choices import Choices, gathered
from .finding import Strategy, find
from .view import View, views

MOST_CODES = 12                # codes a seat may have in a phase to be solved
MOST_MONTHS = 6
EXACT = "strategy.exact"       # the reason of every choice


class Choice(NamedTuple):
    """One choice of the seat: a talk or decide code (0: none), answers [country, 0 or 1], a vote."""

    code: int
    answers: tuple[tuple[int, int, int], ...] = ()
    vote: int = 0


class Solution(NamedTuple):
    """The choice of the best path from a state, and the seat's payoff at its end, $bn."""

    choice: Choice
    payoff: float


@lru_cache(maxsize=64)
def small_enough(scenario: Scenario, me: int, against: str) -> bool:
    """Whether the game can be solved: no luck, one place a phase, a handful of codes, rivals who do not look back."""
    menu = scenario.menu
    return bool(scenario.rules.luck == 0 and scenario.months <= MOST_MONTHS and menu.slots <= 1 and menu.do_slots <= 1
                and max(len(menu.say[me]), len(menu.do[me])) <= MOST_CODES and find(against).memory == 0)


def solved(view: View, against: str) -> Choices:
    """The best choices of a view's games."""
    solver, out = _solver(view.scenario, view.me, against), view.choices()
    for index in np.ndindex(view.games):
        state = view.state.game(index) if view.games else view.state
        if state.over > 0:
            continue
        choice = solver.best(state).choice
        here = np.zeros(view.games, bool)
        here[index] = True
        out.put(here, choice.code, choice.answers, choice.vote, EXACT)
    return out


@lru_cache(maxsize=16)
def _solver(scenario: Scenario, me: int, against: str) -> Solver:
    return Solver(scenario, me, find(against))


class Solver:
    """What is best for seat `me` in every state met so far, against two rivals who play `against`."""

    def __init__(self, scenario: Scenario, me: int, against: Strategy) -> None:
        self.scenario, self.me, self.against = scenario, me, against
        self.found: dict[bytes, Solution] = {}

    def best(self, state: State) -> Solution:
        """The solution of one state as the seat sees it."""
        states = stacked([state])
        key = self._keys(states)[0]
        if key not in self.found:
            self._solve(states)
        return self.found[key]

    def _keys(self, states: State) -> list[bytes]:
        """What the seat sees of every state [n]."""
        seen = View(self.scenario, states, self.me).state
        return [row.tobytes() + states.phase.encode() for row in seen.numbers()]

    def _solve(self, root: State) -> None:
        """Every state that follows from this one."""
        levels: list[tuple[State, Ints, list[Choice], Ints]] = []          # states; of each try: parent, choice, child
        states = root
        while not bool((states.over > 0).all()):
            parent, tried, after = self._tried(states)
            first, child = _joined(after)
            levels.append((states, parent, tried, child))
            states = rows(after, first)
        payoff = self._payoff(states)
        for states, parent, tried, child in reversed(levels):
            worth, payoff = payoff[child], np.empty(len(states.month))
            starts = np.flatnonzero(np.diff(parent, prepend=-1))
            for n, (start, end, key) in enumerate(zip(starts, [*starts[1:], len(parent)], self._keys(states),
                                                      strict=True)):
                best = start + int(worth[start:end].argmax())
                payoff[n] = worth[best]
                if not states.over[n] > 0:
                    self.found.setdefault(key, Solution(tried[best], float(payoff[n])))

    def _payoff(self, states: State) -> Array:
        return np.asarray(score(self.scenario, states)[..., self.me].sum(-1))

    def _tried(self, states: State) -> tuple[Ints, list[Choice], State]:
        """Every legal choice in every state [n]: the number of the state, the choice, the state after it."""
        legal = View(self.scenario, states, self.me).legal
        tries = [(n, choice) for n in range(len(states.month))
                 for choice in (self._choices(states.phase, legal[n]) if not states.over[n] > 0 else [Choice(0)])]
        parent = np.array([n for n, _ in tries])
        rivals = [None if v.me == self.me else self.against(v) for v in views(self.scenario, states)]
        theirs = gathered(self.scenario, states, rivals)
        after = step(self.scenario, rows(states, parent), self._with(theirs, parent, tries)).after
        kept = after.illegal[..., self.me] == states.illegal[parent, self.me]
        return parent[kept], [choice for (_, choice), fine in zip(tries, kept, strict=True) if fine], rows(
            after, np.flatnonzero(kept))

    def _choices(self, phase: str, legal: Ints) -> Iterator[Choice]:
        """Every choice of a phase, passing first."""
        codes = np.flatnonzero(legal).tolist()
        if phase == TALK:
            yield from (Choice(code) for code in codes)
            return
        table = self.scenario.menu.do[self.me]
        asked: dict[tuple[int, int], list[int]] = {}
        for code in codes:
            if table.sort[code] == ANSWER:
                asked.setdefault((int(table.target[code]), int(table.three[code])), [0]).append(int(table.value[code]))
        acts = [code for code in codes if table.sort[code] not in (ANSWER, VOTE)]
        votes = [0, *(int(table.value[code]) for code in codes if table.sort[code] == VOTE)]
        for replies in product(*asked.values()):
            answers = tuple((*place, reply) for place, reply in zip(asked, replies, strict=True) if reply)
            yield from (Choice(code, answers, vote) for code in acts for vote in votes)

    def _with(self, theirs: Talk | Decide, parent: Ints, tries: list[tuple[int, Choice]]) -> Talk | Decide:
        """The rivals' choices with every try of the seat's own."""
        codes = np.array([choice.code for _, choice in tries])
        if isinstance(theirs, Talk):
            say = theirs.say[parent]
            say[:, self.me, 0] = codes
            return Talk(say)
        answer, do, vote = theirs.answer[parent], theirs.do[parent], theirs.vote[parent]
        if do.shape[-1]:
            do[:, self.me, 0] = codes
        vote[:, self.me] = [choice.vote for _, choice in tries]
        for n, (_, choice) in enumerate(tries):
            for j, three, reply in choice.answers:
                answer[n, self.me, j, three] = reply
        return Decide(answer, do, vote)


def rows(states: State, numbers: Ints) -> State:
    """Some games of a batch by their numbers, in that order, any number of times."""
    return State(**{f.name: getattr(states, f.name)[numbers] for f in FIELDS}, phase=states.phase)


def _joined(states: State) -> tuple[Ints, Ints]:
    """Where each different state [n] stands first, and which of those each state is. States that are over stay apart:
    nothing follows from them."""
    if bool((states.over > 0).all()):
        every = np.arange(len(states.month))
        return every, every
    place: dict[bytes, int] = {}
    child = np.array([place.setdefault(row.tobytes(), len(place)) for row in states.numbers()])
    first = np.full(len(place), -1)
    first[child[::-1]] = np.arange(len(child))[::-1]
    return first, child
