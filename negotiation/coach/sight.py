"""What the coach may know: the state as its seat sees it. What that hides is drawn anew, with seeds made from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any

import numpy as np

from ..analysis.continued import spread
from ..explain import hidden
from ..match import choose
from ..rules.arrays import Ints
from ..rules.countries import OTHERS, N, third
from ..rules.kinds import WORD
from ..rules.notation import TALK
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.step import Talk, step
from ..session import Session
from ..strategies.view import seen

RIVAL = "default"              # who plays every chair in a continuation
SEEDS = 2**63
_HIDDEN = ("offer", "quiet", "known", "age")


@dataclass(frozen=True, eq=False)
class Sight:
    """One game as seat `seat` sees it, its seed left out.

    talked: the same before this month's talk, while the month is being decided, else None. said [3]: words of each
    country heard in that talk.
    """

    scenario: Scenario
    state: State
    seat: int
    talked: State | None = None
    said: tuple[int, int, int] = (0, 0, 0)

    @cached_property
    def seed(self) -> int:
        """A whole number that follows from what is seen alone."""
        told = blake2b(f"{self.scenario.name} {self.state.phase} {self.seat} {self.said}".encode(), digest_size=8)
        for state in (self.state, self.talked):
            if state is not None:
                told.update(state.numbers().tobytes())
        return int.from_bytes(told.digest(), "little") % SEEDS

    def seeds(self, first: int, count: int) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """[count] seeds of continuations, numbered from `first`."""
        return np.array([(self.seed + first + n) % SEEDS for n in range(count)], np.uint64)

    def worlds(self, seeds: object) -> State:
        """[n] games that look like this one from the seat; what it cannot see follows from each seed.

        Humors and luck are the seed's. While a month is decided, the two others may have whispered: each does where
        the computer player with that humor would have, had a word left, and it did not leak. A whisper of the month
        before is not imagined, nor which of the others' promises were tested.
        """
        state = spread(self.state, seeds)
        if self.talked is None or "quiet" not in WORD:
            return state
        before = spread(self.talked, seeds)
        say = choose(self.scenario, before, (RIVAL,) * N, OTHERS[self.seat]).choices
        assert isinstance(say, Talk)
        laid = step(self.scenario, before, Talk(self._whispers(say.say))).after
        new = {name: np.array(getattr(state, name)) for name in _HIDDEN}
        for i in OTHERS[self.seat]:
            j = third(self.seat, i)
            here = (laid.quiet[:, i, j] > 0) & (laid.known[:, i, j] == 0) & (state.offer[:, i, j] < 0)
            for name in _HIDDEN:
                new[name][:, i, j] = np.where(here, getattr(laid, name)[:, i, j], new[name][:, i, j])
        return state.changed(**new)

    def _whispers(self, say: Ints) -> Ints:
        """Of words [n, 3, slot] only those whispered between the two others, by who had a word left for it."""
        menu, out = self.scenario.menu, np.zeros_like(say)
        for i in OTHERS[self.seat]:
            table, codes = menu.say[i], say[:, i]
            whispered = (table.word[codes] == WORD["quiet"]) & (table.target[codes] == third(self.seat, i))
            if self.said[i] < menu.slots:
                out[:, i] = np.where(whispered, codes, 0)
        return out


def sight_of(session: Session) -> Sight:
    """The game at hand as the seat to move sees it."""
    seat, scenario = session.seat, session.scenario
    state = seen(session.state, seat)
    if session.phase == TALK or not session.past:
        return Sight(scenario, state, seat)
    last = session.past[-1]
    us, canada, mexico = (
        sum(not hidden(last.transition.after, scenario.menu, text, i, (seat,)) for text in last.lines[i])
        for i in range(N))
    return Sight(scenario, state, seat, seen(last.transition.before, seat), (us, canada, mexico))
