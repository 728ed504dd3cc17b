"""The clause table and the catalogue of deals: every combination of clause levels, with its effects in arrays.

Deal numbers belong to a rules version and a clause set; they never leave the process (files hold notation).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .arrays import Array, Flags, Ints
from .countries import ALL, CANADA, KIND_NAMES, MEXICO, PAIR_OF, US

NONE = 99.0  # no ceiling


@dataclass(frozen=True)
class Clause:
    """One line of a deal: its levels, and where it may stand (kinds of deal)."""

    name: str
    levels: int
    source: str
    gives: str = ""  # who gives something up by it: a country, each "neighbor" of the US, or nobody alone
    gets: str = ""


CLAUSES = (
    Clause("us_on_canada", 4, "art: tariffs at 35 %", "us", "canada"),
    Clause("us_on_mexico", 4, "art: tariffs at 25 %", "us", "mexico"),
    Clause("drop", 2, "art: answers dropped", "neighbor", "us"),
    Clause("access_canada", 4, "judge: a digital tax or dairy quota is worth 1-2", "canada", "us"),
    Clause("access_mexico", 4, "judge: rising cost, falling gain", "mexico", "us"),
    Clause("security", 2, "judge", "neighbor", "us"),
    Clause("origin", 2, "judge; claim ceiling for cars -10 points (eco 4.2)", "neighbor", "us"),
    Clause("separate", 2, "art: a pact that leaves one out"),
    Clause("renew", 2, "art: extended to 2042"),
    Clause("together", 2, "art: Smith Ramos"),
    Clause("three_way", 2, "art: no separate pact"),
    Clause("ports", 2, "art: the ministers' visit"),
)
NAMES = tuple(c.name for c in CLAUSES)
(
    US_ON_CANADA,
    US_ON_MEXICO,
    DROP,
    ACCESS_CANADA,
    ACCESS_MEXICO,
    SECURITY,
    ORIGIN,
    SEPARATE,
    RENEW,
    TOGETHER,
    THREE_WAY,
    PORTS,
) = range(len(CLAUSES))
FREE = (  # the clauses that vary in each kind of deal, slowest first
    (US_ON_CANADA, DROP, ACCESS_CANADA, SECURITY, ORIGIN, SEPARATE),
    (US_ON_MEXICO, DROP, ACCESS_MEXICO, SECURITY, ORIGIN, SEPARATE),
    (TOGETHER, THREE_WAY, PORTS),
    (US_ON_CANADA, US_ON_MEXICO, ACCESS_CANADA, ACCESS_MEXICO, SECURITY, ORIGIN, RENEW),
)
CEILING_WALL = (NONE, NONE, 10.0, 0.0)  # as it is, spare pact goods, at most 10 %, zero
CEILING_SECTOR = (NONE, 25.0, 10.0, 0.0)
# Market opening: $bn a year for the one who opens and for the US; approval once for each (judge, rules 7).
ACCESS_GIVER, ACCESS_US = (0.0, -0.8, -2.0, -3.6), (0.0, 1.2, 2.1, 2.7)
ACCESS_MOOD, ACCESS_US_MOOD = (0.0, -1.0, -3.0, -6.0), (0.0, 1.0, 2.0, 3.0)
SECURITY_GIVER, SECURITY_GIVER_POLITICS, SECURITY_US_POLITICS = -0.5, -0.2, 1.2
ORIGIN_GIVER, ORIGIN_US_POLITICS = -0.4, 0.8
PORTS_EACH = 0.5


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every deal the clause set allows, in listing order. First axis: the deal's number."""

    level: Ints  # [deal, clause] level of each clause
    kind: Ints  # [deal] 0 us-canada, 1 us-mexico, 2 canada-mexico, 3 all
    members: Flags  # [deal, 3]
    wall: Array  # [deal, i, j] ceiling on i's general tariff on j, percent (99 none)
    sector: Array  # [deal, i, j] ceiling on i's sector tariffs on j
    spare: Array  # [deal, i, j] 1: pact goods must be spared
    content: Array  # [deal, pair]
    econ: Array  # [deal, 3] $bn a year
    polit: Array  # [deal, 3] $bn a year
    mood: Array  # [deal, 3] approval points, once
    gives: Array  # [deal, 3] $bn a year handed over whatever the others do (0 or less)

    def __len__(self) -> int:
        return len(self.kind)

    def flag(self, clause: int) -> Flags:
        """[deal] whether a yes/no clause is in the deal."""
        return self.level[:, clause] == 1

    @cached_property
    def standing_together(self) -> Ints:
        """[deal] the same deal with a promise to answer together in it; -1 where the set has none."""
        rows = self.level.copy()
        rows[:, TOGETHER] = 1
        return np.array([self._numbers.get((int(k), *map(int, row)), -1)
                         for k, row in zip(self.kind, rows, strict=True)], np.int64)

    @cached_property
    def separate(self) -> Flags:
        """[deal] a separate pact that replaces the three-way pact for this pair."""
        return self.flag(SEPARATE)

    @cached_property
    def renew(self) -> Flags:
        """[deal] extends the pact to 2042."""
        return self.flag(RENEW)

    @cached_property
    def of_kind(self) -> tuple[Ints, ...]:
        """Deal numbers of each kind, in listing order."""
        return tuple(np.flatnonzero(self.kind == k) for k in range(4))

    @cached_property
    def first(self) -> Ints:
        """[kind] number of the first deal of each kind (0 where there is none)."""
        return np.array([int(d[0]) if len(d) else 0 for d in self.of_kind])

    @cached_property
    def effects(self) -> tuple[Ints, Ints]:
        """Deals by what they do to policy: one deal for each distinct effect, and the effect of each deal."""
        columns = [
            self.kind,
            *(self.level[:, c] for c in (US_ON_CANADA, US_ON_MEXICO, DROP, ORIGIN, SEPARATE, RENEW)),
        ]
        _, deal, of = np.unique(np.stack(columns, 1), axis=0, return_index=True, return_inverse=True)
        return deal.astype(np.int64), of.reshape(-1).astype(np.int64)

    def number(self, kind: int, levels: Mapping[int, int]) -> int:
        """The number of a deal by its clause levels (those not named at their floor); -1 if the set has none."""
        row = floor_levels(kind)
        for clause, level in levels.items():
            row[clause] = level
        return self._numbers.get((kind, *row), -1)

    @cached_property
    def _numbers(self) -> dict[tuple[int, ...], int]:
        return {
            (int(k), *map(int, row)): n for n, (k, row) in enumerate(zip(self.kind, self.level, strict=True))
        }


def floor_levels(kind: int) -> list[int]:
    """The clause levels a deal of this kind has when nothing is named: three-way and Canada-Mexico deals
    drop answers.
    """
    row = [0] * len(CLAUSES)
    if kind == ALL:
        row[US_ON_CANADA] = row[US_ON_MEXICO] = 1
    if kind >= 2:
        row[DROP] = 1
    return row


def _rows(limits: Mapping[str, Sequence[int]], kinds: Sequence[str]) -> list[tuple[int, list[int]]]:
    rows = []
    for kind, free in enumerate(FREE):
        if KIND_NAMES[kind] not in kinds:
            continue
        lowest = floor_levels(kind)
        spans = [
            [
                n
                for n in range(lowest[c] if c in (US_ON_CANADA, US_ON_MEXICO) else 0, CLAUSES[c].levels)
                if NAMES[c] not in limits or n in limits[NAMES[c]]
            ]
            for c in free
        ]
        for chosen in itertools.product(*spans):
            if kind == 2 and not any(chosen):
                continue
            row = list(lowest)
            for clause, value in zip(free, chosen, strict=True):
                row[clause] = value
            rows.append((kind, row))
    return rows


def catalogue(
    limits: Mapping[str, Sequence[int]] | None = None, kinds: Sequence[str] = KIND_NAMES
) -> Catalogue:
    """All deals whose clauses keep to `limits` (clause name -> allowed levels) and whose kind is in `kinds`.

    The full set has 1,671: 256 US-Canada, 256 US-Mexico, 7 Canada-Mexico, 1,152 three-way.
    """
    rows = _rows(limits or {}, kinds)
    n = len(rows)
    kind = np.array([k for k, _ in rows], np.int64)
    level = np.array([r for _, r in rows], np.int64).reshape(n, len(CLAUSES))
    members = np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1], [1, 1, 1]], bool)[kind]
    wall, sector, spare = np.full((n, 3, 3), NONE), np.full((n, 3, 3), NONE), np.zeros((n, 3, 3))
    content = np.zeros((n, 3))
    econ, polit, mood, gives = (np.zeros((n, 3)) for _ in range(4))
    for x, ceiling, access in ((CANADA, US_ON_CANADA, ACCESS_CANADA), (MEXICO, US_ON_MEXICO, ACCESS_MEXICO)):
        on = members[:, US] & members[:, x]
        high, opened = level[:, ceiling], level[:, access]
        wall[:, US, x] = np.where(on, np.array(CEILING_WALL)[high], NONE)
        sector[:, US, x] = np.where(on, np.array(CEILING_SECTOR)[high], NONE)
        spare[:, US, x] = on & (high > 0)
        dropped = on & (level[:, DROP] == 1)
        wall[:, x, US] = sector[:, x, US] = np.where(dropped, 0.0, NONE)
        secure, tight = on * level[:, SECURITY], on * level[:, ORIGIN]
        given = on * np.array(ACCESS_GIVER)[opened] + secure * SECURITY_GIVER + tight * ORIGIN_GIVER
        econ[:, x] += given
        econ[:, US] += on * np.array(ACCESS_US)[opened]
        mood[:, x] += on * (np.array(ACCESS_MOOD)[opened] + 2.0 * (high >= 1) + 1.0 * (high >= 2))
        mood[:, US] += on * np.array(ACCESS_US_MOOD)[opened]
        polit[:, x] += secure * SECURITY_GIVER_POLITICS
        polit[:, US] += secure * SECURITY_US_POLITICS + tight * ORIGIN_US_POLITICS
        gives[:, x] += given + secure * SECURITY_GIVER_POLITICS
        content[:, PAIR_OF[US, x]] = tight
    south = kind == 2
    for i, j in ((CANADA, MEXICO), (MEXICO, CANADA)):
        wall[south, i, j] = sector[south, i, j] = 0.0
        econ[:, i] += PORTS_EACH * level[:, PORTS]
        mood[south, i] += 1.0
    mood[:, US] += 1.0 * (kind < 2) + 2.0 * (kind == ALL)
    mood += 2.0 * level[:, RENEW, None]
    return Catalogue(level, kind, members, wall, sector, spare, content, econ, polit, mood, gives)
