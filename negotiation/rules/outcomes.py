"""What policies lead to, remembered: the long run of every policy a scenario meets, and of deals upon it.

What deals do to policy differs in few ways (`Catalogue.effects`, 101 in the full set), and games of a batch
share most of their policies. So every policy is settled once, its row of effects is found once, and a
game's answers are gathered by index. All is a pure function of policy: forgetting costs time and no bits.
"""

from __future__ import annotations

from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..economy.policy import Policy
from ..economy.remembered import distinct
from .arrays import Array, Ints
from .payoffs import Settled, Yield, settle
from .signing import POLICY, applied

if TYPE_CHECKING:
    from .scenario import Scenario

MOST = 60_000                  # policies kept (some 40 MB); past that all are forgotten
_COLUMNS = 42                  # numbers kept of a policy: two yields of 9, labor 21, pact 3


class Outcomes:
    """The memory of one scenario. Safe to share between threads."""

    def __init__(self, scenario: Scenario) -> None:
        """Begins empty."""
        self._scenario = scenario
        self._lock = Lock()
        self._forget()

    def __reduce__(self) -> tuple[type[Outcomes], tuple[Scenario]]:
        """A copy, in this process or another, begins empty."""
        return Outcomes, (self._scenario,)

    def _forget(self) -> None:
        self._row: dict[bytes, int] = {}                  # policy -> its column in the table
        self._reach: dict[int, NDArray[np.int32]] = {}    # column -> columns after each effect
        self._table = np.empty((_COLUMNS, 256))

    def settled(self, policy: Policy) -> Settled:
        """The long run of policies [g]."""
        with self._lock:
            self._tidy()
            return self._figures(self._find(policy.rows()).reshape(policy.games))

    def outlook(self, *policies: Policy) -> Settled:
        """The long run of each policy, then of the first one after each effect: [g, policies + effects].

        Arrays are kept in memory country by country, which is how they are used.
        """
        with self._lock:
            self._tidy()
            games = policies[0].games
            first, *others = [self._find(p.rows()) for p in policies]
            columns = np.stack([first, *others], -1)
            columns = np.concatenate([columns, self._after(policies[0], first)], -1)
            return self._figures(columns.reshape(*games, -1))

    def _tidy(self) -> None:
        if len(self._row) > MOST:
            self._forget()

    def _figures(self, columns: Ints) -> Settled:
        got = np.take(self._table, columns, axis=1)       # [number, g]

        def part(start: int, *shape: int) -> Array:
            size = int(np.prod(shape))
            numbers = got[start:start + size].reshape(*shape, *columns.shape)
            return np.moveaxis(numbers, range(len(shape)), range(-len(shape), 0))

        today, answered = (Yield(part(k, 3), part(k + 3, 3), part(k + 6, 3)) for k in (0, 9))
        return Settled(today, answered, part(18, 3, 7), part(39, 3))

    def _find(self, rows: Array) -> Ints:
        """Columns of the table for rows of policies; those not met before are settled together."""
        first, back = distinct(rows)
        keys = [blake2b(rows[k].tobytes(), digest_size=16).digest() for k in first]
        new = [k for k, key in enumerate(keys) if key not in self._row]
        if new:
            run = settle(self._scenario, Policy.of_rows(rows[first[new]]))
            numbers = np.concatenate([*run.today, *run.answered, run.labour.reshape(-1, 21), run.pact], 1)
            start = len(self._row)
            self._grow(start + len(new))
            self._table[:, start:start + len(new)] = numbers.T
            for place, k in enumerate(new):
                self._row[keys[k]] = start + place
        return np.array([self._row[key] for key in keys], np.int64)[back]

    def _grow(self, size: int) -> None:
        if size > self._table.shape[1]:
            wider = np.empty((_COLUMNS, 2 * size))
            wider[:, :self._table.shape[1]] = self._table
            self._table = wider

    def _after(self, policy: Policy, columns: Ints) -> Ints:
        """[games, effect] columns of the policies after every effect."""
        unmet, where = np.unique([c for c in columns.tolist() if c not in self._reach]), columns.tolist()
        if len(unmet):
            games = [where.index(c) for c in unmet.tolist()]
            rows = policy.rows()[games]
            before = Policy.of_rows(rows)
            cat = self._scenario.catalogue
            known = {name: getattr(before, name)[:, None] for name in POLICY}
            after = applied(cat, cat.effects[0], known)
            reached = self._find(Policy(**after).rows()).reshape(len(games), -1).astype(np.int32)
            self._reach.update(zip(unmet.tolist(), reached, strict=True))
        return np.stack([self._reach[c] for c in where]).astype(np.int64)
