"""Games taken up in the middle: their states phase by phase, some of them picked out, put together and played on.

A game is the same alone and in any batch, so games from many tables may be played on together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.plays import DEFAULT, Changes, Floats, opening
from negotiation.match import BLOCK, choose, months
from negotiation.rules.arrays import total, turned
from negotiation.rules.fields import FIELDS
from negotiation.rules.future import score
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import step

Rows = NDArray[np.int64]
PLAYERS = ("default",) * 3


@lru_cache(maxsize=2)
def phases(games: int, changes: Changes = (), first: int = 0, scenario: str = DEFAULT) -> tuple[State, ...]:
    """The states of default games at the start of every phase, two a month, and at the end."""
    setting = opening(scenario, changes)
    seeds = np.arange(first, first + games)
    states = [setting.start(seeds)]
    states += [happened.after for happened in months(setting, PLAYERS, seeds)]
    return tuple(states)


def taken(state: State, rows: Rows | slice) -> State:
    """Some games of a batch, in the order of `rows`; one may be taken more than once."""
    return State(**{f.name: np.array(getattr(state, f.name)[rows]) for f in FIELDS}, phase=state.phase)


def together(states: Sequence[State]) -> State:
    """Batches in the same phase as one."""
    whole: dict[str, Any] = {f.name: np.concatenate([getattr(s, f.name) for s in states]) for f in FIELDS}
    return State(**whole, phase=states[0].phase)


def totals(scenario: Scenario, state: State) -> Floats:
    """[game, country] $bn, as if the game ended now."""
    return total(turned(score(scenario, state)))


def ends(scenario: Scenario, state: State, players: Sequence[Any] = PLAYERS) -> Floats:
    """[game, country] $bn at the end of games that these players play on."""
    found = [_end(scenario, taken(state, slice(n, n + BLOCK)), players) for n in range(0, len(state.month), BLOCK)]
    return np.concatenate(found) if found else np.zeros((0, 3))


def _end(scenario: Scenario, state: State, players: Sequence[Any]) -> Floats:
    while not bool((state.over > 0).all()):
        state = step(scenario, state, choose(scenario, state, players).choices).after
    return totals(scenario, state)
