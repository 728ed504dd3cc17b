"""Who meets whom in a tournament, and the games themselves.

The first strategies of the field (`full`) meet in all threes: every one in every chair against every pair of rivals.
Each further one sits in every chair against pairs drawn from these, the same pairs for all of them, until the interval
of its mean there is no wider than `within` either way. All games of a tournament have the same seeds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from dataclasses import field as made
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from .. import __version__
from ..batch import LAST_SEED, play_chunk
from ..outcome import Outcome
from ..rules import VERSION
from ..rules.arrays import Array
from ..rules.names import N
from ..rules.scenario import Scenario
from ..scenarios import scenario_hash
from ..strategies import find
from ..strategies import names as all_names
from ..unfinished import WrongUse
from .estimates import mean_of
from .store import Games, Three

FULL = 12                  # strategies that meet in all threes: 1,728 of them
WITHIN = 2.0               # US$ billion either way
DRAWN = 8                  # pairs of rivals added at a time
Pair = tuple[int, int]     # the rivals, as numbers of the field, in the order of their chairs
Progress = Callable[[int, int], None]


def entrants(names: Sequence[str]) -> tuple[str, ...]:
    """Full names of a field; "all" stands for every shipped strategy. Raises StrategyError and WrongUse."""
    found = [str(find(name)) for each in names for name in (all_names() if each == "all" else (each,))]
    twice = next((name for n, name in enumerate(found) if name in found[:n]), None)
    if twice is not None:
        raise WrongUse("tournament.twice", f"{twice} is entered twice", name=twice)
    if len(found) < 2:
        raise WrongUse("tournament.too_few", "a tournament needs at least two strategies")
    return tuple(found)


@dataclass
class Tournament:
    """A tournament; `play` fills `games`, and the rest of it asks there. Names are full names, in order of entry."""

    scenario: Scenario
    field: tuple[str, ...]
    games: int                                         # seeds, so games of every three players
    seed: int = 0
    full: int = FULL
    within: float = WITHIN
    drawn: dict[int, list[Pair]] = made(default_factory=dict)      # chair -> pairs the sampled ones have met
    results: Games = made(default_factory=lambda: Games({}))

    def __post_init__(self) -> None:
        if self.games < 2:
            raise WrongUse("tournament.games", "an interval needs at least 2 games of every three players")
        if self.full < 2:
            raise WrongUse("tournament.full", "at least two strategies must meet in all threes")
        if not 0 <= self.seed <= LAST_SEED - self.games + 1:
            raise WrongUse("batch.seed", "the seeds are not between 0 and 2^63 - 1", seed=self.seed)

    @property
    def core(self) -> range:
        """Numbers of the strategies that meet in all threes."""
        return range(min(self.full, len(self.field)))

    @property
    def pairs(self) -> list[Pair]:
        """Every pair of rivals from the core."""
        return [(a, b) for a in self.core for b in self.core]

    @property
    def head(self) -> dict[str, Any]:
        """What every game of this tournament shares; a folder of games bears it."""
        return {"format": 1, "version": __version__, "rules": VERSION, "scenario": self.scenario.name,
                "hash": scenario_hash(self.scenario), "seed": self.seed, "games": self.games}

    def three(self, chair: int, strategy: int, pair: Pair) -> Three:
        """The players when a strategy sits in a chair against two rivals in the others."""
        numbers = [*pair[:chair], strategy, *pair[chair:]]
        us, canada, mexico = (self.field[n] for n in numbers)
        return us, canada, mexico

    def met(self, chair: int, strategy: int) -> list[Pair]:
        """The pairs of rivals a strategy has met in a chair."""
        return self.pairs if strategy in self.core else self.drawn.get(chair, [])

    def payoffs(self, chair: int, strategy: int, pairs: Sequence[Pair]) -> Array:
        """[pair, seed] its payoff there against these pairs, US$ billion."""
        return np.stack([self.of(self.three(chair, strategy, pair))[:, chair] for pair in pairs])

    def of(self, three: Three) -> Array:
        """[seed, chair] the payoffs of three players, US$ billion."""
        return self.results[self._marked(three)]

    def _marked(self, three: Three) -> Three:
        """The three with the content of those that are files: another content is another player."""
        us, canada, mexico = (self._marks[name] for name in three)
        return us, canada, mexico

    @cached_property
    def _marks(self) -> dict[str, str]:
        return {name: f"{name} {_content(name)}".strip() for name in self.field}

    def play(self, workers: int = 1, folder: Path | None = None, progress: Progress | None = None) -> None:
        """Play what is not in the folder yet. Raises WorkerLost, PlayError, StrategyError, FileError, WriteError."""
        self.drawn = {}
        with Games(self.head, folder) as self.results:
            told = _Told(progress, self.games)
            self._all([self.three(0, s, pair) for s in self.core for pair in self.pairs], workers, told)
            rest = range(len(self.core), len(self.field))
            for chair in range(N) if rest else ():
                order = np.random.default_rng([self.seed, chair]).permutation(len(self.pairs)).tolist()
                self.drawn[chair] = []
                while order and (not self.drawn[chair] or self._widest(chair, rest) > self.within):
                    new = [self.pairs[n] for n in order[:DRAWN]]
                    del order[:DRAWN]
                    self._all([self.three(chair, s, pair) for s in rest for pair in new], workers, told)
                    self.drawn[chair] += new

    def _widest(self, chair: int, rest: range) -> float:
        met = self.drawn[chair]
        return max(mean_of(self.payoffs(chair, s, met), len(self.pairs)).half for s in rest)

    def _all(self, threes: Sequence[Three], workers: int, told: _Told) -> None:
        new = [three for three in dict.fromkeys(threes) if self._marked(three) not in self.results]
        told.more(len(dict.fromkeys(threes)), len(new))
        with closing(self._outcomes(new, workers)) as outcomes:
            for three, played in zip(new, outcomes, strict=True):
                self.results.add(self._marked(three), played.payoff, played.illegal)
                told.one()

    def _outcomes(self, threes: Sequence[Three], workers: int) -> Generator[Outcome, None, None]:
        if workers > 1 and len(threes) > 1:
            from ..workers import tasks_in_order
            yield from tasks_in_order(self.scenario, [(three, self.seed, self.games) for three in threes], workers)
            return
        players = {name: find(name) for name in self.field}
        for three in threes:
            yield play_chunk(self.scenario, tuple(players[name] for name in three), self.seed, self.games)


def _content(name: str) -> str:
    """A mark of a strategy's file as it is now; none for one that is shipped."""
    path = Path(os.path.expanduser(name.partition(".py")[0] + ".py"))
    return sha256(path.read_bytes()).hexdigest()[:16] if ".py" in name else ""


class _Told:
    """Games done and games known to come."""

    def __init__(self, progress: Progress | None, games: int) -> None:
        self._progress, self._games = progress, games
        self._done = self._known = 0

    def more(self, count: int, new: int) -> None:
        self._known += count
        self._done += count - new
        self._tell()

    def one(self) -> None:
        self._done += 1
        self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._done * self._games, self._known * self._games)


