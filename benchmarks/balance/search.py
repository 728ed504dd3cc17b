"""A search for the best reply: hill climbing over rows of genes from many starts, with the same seeds for all.

The budget is counted in games, `PACE` of them a second, and so gives the same figures on any machine. A candidate is
first tried on a few seeds and dropped if it is far behind there. The best of the training seeds are compared on other
seeds, and the winner's gain is reckoned on seeds that neither has seen. A search begins with what earlier ones found.
What was found among players of one level is compared among those of the others too: a reply is no better among hard
players only because it was looked for there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.validation.figures import Floats
from benchmarks.validation.plays import Changes, Games, around

from .bars import FRESH, Gain, gain_of
from .genes import USUAL, Row, differences, moved
from .policy import Policy

PACE = 100                     # games a second of one core, in batches as small as a search plays
TRAIN, TRY = 192, 48           # seeds of a candidate, and of its first look
BEHIND = 2.0                   # standard errors behind the best at which the first look ends it
PATIENCE = 70                  # candidates without progress after which the climb starts anew
FINAL = 6                      # best rows that are compared on seeds of their own
TRAINING, CHOOSING = 1_000, 5_000          # first seeds
SHAKEN = 4                     # moves away from the default player at which a new start begins
PRUNED = 0.1                   # $bn of training gain that a simpler row may lose


@dataclass(frozen=True)
class Reply:
    """What a search found: the row, and its gain over a normal player where it was trained and on fresh seeds."""

    row: Row
    trained: Gain
    fresh: Gain
    total: float               # $bn, mean on fresh seeds
    normal: float              # the same of a normal player in the chair
    level: float               # and of a player of the others' level
    tried: int
    starts: int


@dataclass(frozen=True)
class Search:
    """The best reply of one chair to two players of a level, compared with a normal player in the chair."""

    chair: int
    level: str                 # a strategy's name
    budget: int                # games
    check: int                 # games of the last comparison
    changes: Changes = ()
    known: tuple[Row, ...] = ()            # what earlier searches found: tried before anything else

    @property
    def games(self) -> int:
        """How long it takes: the longest first."""
        return self.budget

    def run(self) -> Reply:
        """Climb until the games are used up, choose, and reckon the gain on fresh seeds."""
        climb = self.climbed()
        return self.reply(climb, climb.best(FINAL))

    def climbed(self) -> _Climb:
        """Climb until the games are used up."""
        climb = _Climb(self)
        climb.recall(self.known)
        while climb.left > 0:
            climb.start(climb.best(1)[0] if climb.starts == 0 else climb.shaken())
        return climb

    def reply(self, climb: _Climb, rows: Sequence[Row]) -> Reply:
        """The best of some rows, without what does nothing for it, and its gain on fresh seeds."""
        row = climb.pruned(climb.chosen(rows))
        trained = gain_of("trained", climb.paid(row) - climb.paid(USUAL))
        own, normal, level = (self.paid(seat, FRESH, self.check) for seat in (Policy(row), "default", self.level))
        return Reply(row, trained, gain_of("fresh", own - normal), float(own.mean()), float(normal.mean()),
                     float(level.mean()), len(climb.known), climb.starts)

    def paid(self, seat: Policy | str, first: int, games: int) -> Floats:
        """[game] $bn of a seat in the chair."""
        first_, second, third = around(self.chair, seat, self.level)
        return Games((first_, second, third), games, changes=self.changes, first=first).run().total[:, self.chair]


@dataclass(frozen=True)
class Searches:
    """The best replies of one chair to players of several levels: each searched for alone, chosen from all."""

    chair: int
    levels: tuple[str, ...]
    budget: int                # games of each search
    check: int
    changes: Changes = ()
    known: tuple[Row, ...] = ()

    @property
    def games(self) -> int:
        """How long it takes: the longest first."""
        return self.budget * len(self.levels)

    def run(self) -> dict[str, Reply]:
        """By level."""
        searches = [Search(self.chair, level, self.budget, self.check, self.changes, self.known)
                    for level in self.levels]
        climbs = [search.climbed() for search in searches]
        rows = list(dict.fromkeys(row for climb in climbs for row in climb.best(FINAL)))
        return {search.level: search.reply(climb, rows) for search, climb in zip(searches, climbs, strict=True)}


@dataclass
class _Climb:
    search: Search
    known: dict[Row, Floats] = field(default_factory=dict)      # [game] of every row tried to the end or dropped early
    left: int = 0
    starts: int = 0

    def __post_init__(self) -> None:
        self.left = self.search.budget
        self.draw = np.random.default_rng((self.search.chair, len(self.search.level)))

    def paid(self, row: Row) -> Floats:
        """[TRAIN] $bn of a row on the training seeds."""
        found = self.known.get(row, np.zeros(0))
        if len(found) < TRAIN:
            rest = self.search.paid(Policy(row), TRAINING + len(found), TRAIN - len(found))
            self.left -= len(rest)
            self.known[row] = found = np.concatenate([found, rest])
        return found

    def recall(self, rows: Sequence[Row]) -> None:
        """Try the default player and what earlier searches found."""
        self.paid(USUAL)
        for row in rows:
            self._better(row, USUAL)

    def shaken(self) -> Row:
        """A new start: the default player some random moves away, or half of the time the best row so far."""
        row = USUAL if self.draw.random() < 0.5 else self.best(1)[0]
        for _ in range(SHAKEN):
            row = moved(row, self.draw)
        return row

    def start(self, row: Row) -> None:
        """Climb from a row until nothing better has been found for a while."""
        best, idle = row, 0
        self.starts += 1
        self.paid(best)
        while self.left > 0 and idle < PATIENCE:
            other = moved(best, self.draw)
            if other not in self.known and self._better(other, best):
                best, idle = other, 0
            else:
                idle += 1

    def _better(self, row: Row, best: Row) -> bool:
        to_beat = self.paid(best)
        look = self.search.paid(Policy(row), TRAINING, TRY)
        self.left -= TRY
        self.known[row] = look
        ahead = gain_of("", look - to_beat[:TRY])
        if ahead.mean < -BEHIND * ahead.error or not np.any(look != to_beat[:TRY]):
            return False
        return float(self.paid(row).mean()) > float(to_beat.mean())

    def best(self, most: int) -> list[Row]:
        """The best rows of those tried to the end."""
        whole = [row for row, x in self.known.items() if len(x) == TRAIN]
        return sorted(whole, key=lambda row: -float(self.known[row].mean()))[:most]

    def chosen(self, rows: Sequence[Row]) -> Row:
        """The best of a few, compared on seeds of their own."""
        return max(rows, key=lambda row: float(
            self.search.paid(Policy(row), CHOOSING, 2 * TRAIN).mean()))

    def pruned(self, row: Row) -> Row:
        """Without the genes that do nothing for it."""
        for n in differences(row):
            if row[n] == USUAL[n]:
                continue
            simpler = list(row)
            simpler[n] = USUAL[n]
            other = tuple(simpler)
            if self.paid(other).mean() >= self.paid(row).mean() - PRUNED:
                row = other
        return row
