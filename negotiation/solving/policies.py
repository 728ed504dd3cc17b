"""Who plays a seat of a small game: a strategy by name, or a table of what was found best, a strategy behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from ..rules.arrays import Array, Ints
from ..rules.countries import N
from ..rules.notation import TALK
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.step import Decide, Talk
from ..strategies import Choices, Strategy, View, find, names
from .options import keys, named, rows

Entry = tuple[int, tuple[int, ...], int]   # one choice as a table holds it: a code, six answers, a vote
Own = tuple[Ints, Ints, Ints]              # of one seat: say or do [g, 1], answer [g, 3, 2], vote [g]
QUICK = 2.0                                # times the default player's work: what one asked in every state may cost
OTHER_SEEDS, SAMPLE = 8, 64                # a strategy that drew is asked again with other luck, in so many states


class Watched(View):
    """A view that notes whether a strategy asked for its own luck."""

    drew = False

    def draw(self, number: int) -> Array:
        """As the view does."""
        self._noted()
        return super().draw(number)

    @cached_property
    def draws(self) -> Array:
        """As the view does."""
        self._noted()
        return np.asarray(super().draws)

    def game(self, index: tuple[int, ...]) -> View:
        """One game of the batch, watched as well."""
        one = super().game(index)
        one.__class__ = type(self)
        vars(one)["whole"] = self
        return one

    def _noted(self) -> None:
        self.drew = True
        whole = vars(self).get("whole")
        if whole is not None:
            whole.drew = True


def of_the_state() -> list[str]:
    """The shipped strategies whose acts follow from the state alone, and soon: no record, no long thought.

    A reply is reckoned state by state, so one that looks back has none; thousands of states ask each of them.
    """
    found = ((name, find(name)) for name in names())
    return [name for name, s in found if not s.memory and (s.card is None or s.card.cost <= QUICK)]


def nothing(count: int) -> Own:
    """What a seat chooses that does nothing, in `count` games."""
    return np.zeros((count, 1), np.int64), np.zeros((count, N, 2), np.int64), np.zeros(count, np.int64)


@dataclass(frozen=True, eq=False)
class Policy:
    """A deterministic way to play one seat: what a table says of a state, else what a strategy does there."""

    name: str
    seat: int
    behind: Strategy
    table: Mapping[bytes, Entry] = field(default_factory=dict, repr=False)

    def choose(self, scenario: Scenario, state: State) -> tuple[Own, bool]:
        """Its choices in every game [g] of one phase, and whether luck of its own swayed any of those looked at."""
        count = len(state.month)
        code, answer, vote = nothing(count)
        asked = np.arange(count)
        if self.table:
            found = [self.table.get(key) for key in named(keys(state))]
            asked = np.array([n for n, own in enumerate(found) if own is None], np.int64)
            for n, own in enumerate(found):
                if own is not None:
                    code[n, 0], answer[n], vote[n] = own[0], np.reshape(own[1], (N, 2)), own[2]
        swayed = False
        if len(asked):
            part = state if len(asked) == count else rows(state, asked)
            view = Watched(scenario, part, self.seat)
            code[asked], answer[asked], vote[asked] = _of(self.behind(view))
            swayed = view.drew and self._swayed(scenario, part)
        return (code, answer, vote), swayed

    def _swayed(self, scenario: Scenario, state: State) -> bool:
        """Whether other luck would change anything, in states spread evenly over those given."""
        few = np.unique(np.linspace(0, len(state.month) - 1, SAMPLE).astype(np.int64))
        part = rows(state, np.repeat(few, OTHER_SEEDS))
        part = part.changed(seed=np.tile(np.arange(OTHER_SEEDS, dtype=np.uint64), len(few)))
        return any(bool((x.reshape(len(few), OTHER_SEEDS, -1) != x.reshape(len(few), OTHER_SEEDS, -1)[:, :1]).any())
                   for x in _of(self.behind(View(scenario, part, self.seat))))


def _of(choices: Choices) -> Own:
    return choices.codes[:, :1], choices.replies, np.asarray(choices.ballot)


def together(phase: str, seats: Mapping[int, Own], count: int) -> Talk | Decide:
    """What some seats chose in `count` games; the others are silent."""
    code, answer = np.zeros((count, N, 1), np.int64), np.zeros((count, N, N, 2), np.int64)
    vote = np.zeros((count, N), np.int64)
    for i, own in seats.items():
        code[:, i], answer[:, i], vote[:, i] = own
    return Talk(code) if phase == TALK else Decide(answer, code, vote)


def entry(choices: Talk | Decide, n: int, seat: int) -> Entry:
    """One choice of a seat as a line of a table."""
    if isinstance(choices, Talk):
        return int(choices.say[n, seat, 0]), (0,) * (2 * N), 0
    answer: Any = choices.answer[n, seat].reshape(-1).tolist()
    return int(choices.do[n, seat, 0]), tuple(answer), int(choices.vote[n, seat])
