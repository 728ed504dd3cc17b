"""What a table answers: rows of figures, and bars that hold or fail with the figures they are judged by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.validation.figures import Floats, standard_error
from benchmarks.validation.plays import Changes, Games, around
from benchmarks.validation.processes import results_of
from benchmarks.validation.scripts import Seat
from benchmarks.validation.tables import Table

NORMAL: tuple[Seat, Seat, Seat] = ("default",) * 3
FRESH = 10_000                 # first seed of games that no search and no screening has seen
GAMES = 200


@dataclass(frozen=True)
class Asked:
    """How large the tables are to be: games an arm, minutes of search a chair, processes, and what is changed.

    A minute is a number of games (`search.PACE`), not a time: the same command gives the same figures on any machine.
    """

    games: int = GAMES
    minutes: float = 10.0
    workers: int = 1
    changes: Changes = ()

    def arm(self, seats: Sequence[Seat], scenario: str | None = None, more: Changes = (), games: int | None = None,
            first: int = 0) -> Games:
        """The games of three seats, under what is changed and under `more`."""
        first_, second, third = seats
        n = self.games if games is None else games
        told = {} if scenario is None else {"scenario": scenario}
        return Games((first_, second, third), n, changes=self.changes + more, first=first, **told)

    def paid(self, chair: int, seat: Seat, others: str = "default", **more: Any) -> Paid:
        """What a seat in one chair brings the three, the same strategy in the other two."""
        return Paid(self.arm(around(chair, seat, others), **more))

    def run(self, tasks: Sequence[Any]) -> dict[Any, Any]:
        """More games, where what is asked depends on what was found."""
        return results_of(tasks, self.workers)


@dataclass(frozen=True)
class Paid:
    """Of some games only the totals: [game, country] $bn."""

    play: Games

    @property
    def games(self) -> int:
        """How many, so that the longest is played first."""
        return self.play.games

    def run(self) -> Floats:
        """Play them."""
        return self.play.run().total


@dataclass(frozen=True)
class Verdict:
    """A bar, whether it holds, and the figures that say so."""

    bar: str
    holds: bool
    found: str

    def text(self) -> str:
        """One line."""
        return f"{'holds' if self.holds else 'FAILS'}: {self.bar}: {self.found}"

    def markdown(self) -> str:
        """A row of the page."""
        return f"| {self.bar} | {'holds' if self.holds else '**fails**'} | {self.found} |".replace(" -", " −")


@dataclass(frozen=True)
class Report:
    """The tables of one part and its verdicts."""

    tables: Sequence[Table]
    verdicts: Sequence[Verdict]


@dataclass(frozen=True)
class Gain:
    """A mean of paired differences in $bn and its standard error; what made them, in words."""

    what: str
    mean: float
    error: float

    def __str__(self) -> str:
        return f"{self.what} {self.mean:+.1f} ({self.error:.1f})"

    @property
    def errors(self) -> float:
        """The mean in standard errors; without luck any gain is certain."""
        if self.error:
            return self.mean / self.error
        return float(np.copysign(np.inf, self.mean)) if self.mean else 0.0


def gain_of(what: str, differences: Any) -> Gain:
    """A gain from paired differences [game]; zero of no games."""
    x = np.asarray(differences, float)
    return Gain(what, float(x.mean()) + 0.0 if len(x) else 0.0, standard_error(x))


def share_of(on: Any) -> float:
    """The percentage of games in which something happened."""
    return 100 * float(np.mean(np.asarray(on, bool)))


def told(gains: Mapping[str, Gain] | Sequence[Gain], most: int = 3) -> str:
    """The largest of some gains, in words; "none" if there is none."""
    every = list(gains.values()) if isinstance(gains, Mapping) else list(gains)
    return "; ".join(str(g) for g in sorted(every, key=lambda g: -g.mean)[:most]) or "none"
