"""Games between strategies, one or many: the one path from a state to everybody's choices, and on to the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .rules.countries import N
from .rules.fields import FIELDS
from .rules.reasons import Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.step import Decide, Talk, Transition, step
from .rules.written import written
from .strategies import Choices, Past, Strategy, StrategyError, find, gathered, views

BLOCK = 512                    # games played together: 200 games a second a core; 256 give 175, 1,000 no more
Seats = Sequence[Strategy | str | None]


@dataclass(frozen=True, eq=False)
class Chosen:
    """What the computer players chose in one phase. A seat that was not asked passes, and its list is None."""

    choices: Talk | Decide
    lists: tuple[Choices | None, ...]

    @cached_property
    def reasons(self) -> tuple[tuple[Reason, ...], ...]:
        """In a lone game, [seat] one reason for each line, in the order in which `written` gives the lines."""
        return tuple(() if c is None else tuple(t.reason for t in c.told()) for c in self.lists)


def choose(scenario: Scenario, state: State, strategies: Seats, only: Sequence[int] | None = None,
           past: Past | None = None) -> Chosen:
    """Ask the strategies of the three seats (None: a person) for their choices in this phase; `only` these seats.

    `past` is the record of the months before, for strategies that look back. Raises StrategyError where a strategy's
    own file fails, and LookupError where one looks back and no record was given.
    """
    players = seated(strategies)
    asked = range(N) if only is None else only
    lists: list[Choices | None] = [None] * N
    for view in views(scenario, state, past):
        player = players[view.me]
        if player is not None and view.me in asked:
            lists[view.me] = player(view)
    return Chosen(gathered(scenario, state, lists), tuple(lists))


def joined(players: Seats, theirs: Talk | Decide, own: Talk | Decide) -> Talk | Decide:
    """In one game, the choices of the computer players and those of the people (seats without a player)."""
    person = np.array([p is None for p in players])
    if isinstance(theirs, Talk) and isinstance(own, Talk):
        return Talk(np.where(person[:, None], own.say, theirs.say))
    assert isinstance(theirs, Decide) and isinstance(own, Decide)
    return Decide(np.where(person[:, None, None], own.answer, theirs.answer),
                  np.where(person[:, None], own.do, theirs.do), np.where(person, own.vote, theirs.vote))


def reasons_for(scenario: Scenario, state: State, players: Seats, choices: Talk | Decide,
                past: Past | None = None) -> list[tuple[Reason, ...]]:
    """In one game, the reasons of those computer players who would choose again what was chosen; none of the others."""
    if all(p is None for p in players):
        return [()] * N
    try:
        chosen = choose(scenario, state, players, past=past)
    except StrategyError:                   # a file of one's own that fails: its moves are told without reasons
        return [()] * N
    again, lines = written(scenario, chosen.choices), written(scenario, choices)
    return [chosen.reasons[i] if again[i] == lines[i] else () for i in range(N)]


def seated(seats: Seats) -> tuple[Strategy | None, ...]:
    """Names as strategies, seat by seat. Raises StrategyError, and ValueError if there are not three."""
    if len(seats) != N:
        raise ValueError(f"three seats are needed, for us, canada, mexico; {len(seats)} were given")
    return tuple(find(s) if isinstance(s, str) else s for s in seats)


def months(scenario: Scenario, seats: Seats, seeds: object = 0) -> Iterator[Transition]:
    """Play to the end, phase by phase, two a month: one seed gives a lone game, an array of seeds as many at once."""
    players = seated(seats)
    state, past = scenario.start(seeds), Past()
    while not bool((state.over > 0).all()):
        happened = step(scenario, state, choose(scenario, state, players, past=past).choices)
        yield happened
        state, past = happened.after, past.then(state, happened.after)


def play(scenario: Scenario, seats: Seats, seeds: object = 0) -> State:
    """The final state of the games of these seeds [g]: a game is the same alone, in any batch and in any block."""
    players = seated(seats)
    names = np.asarray(seeds)
    if names.ndim == 0:
        return _end(scenario, players, names)
    blocks = [_end(scenario, players, names[start:start + BLOCK]) for start in range(0, len(names), BLOCK)]
    if not blocks:
        return scenario.start(names)
    whole: dict[str, Any] = {f.name: np.concatenate([getattr(s, f.name) for s in blocks]) for f in FIELDS}
    return State(**whole)


def _end(scenario: Scenario, players: Seats, seeds: object) -> State:
    state = scenario.start(seeds)
    for happened in months(scenario, players, seeds):
        state = happened.after
    return state
