"""Solves each distinct row of a table once: in one call by hashing the rows, between calls by a bounded
store.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from negotiation.economy.errors import NoConvergence
from negotiation.economy.portable import Floats

Solve = Callable[[Floats], Floats]
Places = NDArray[np.intp]


def _odd_number(k: int) -> int:
    """The k-th of a fixed list of mixed odd 64-bit numbers."""
    return int.from_bytes(blake2b(str(k).encode(), digest_size=8).digest(), "little") | 1


_MULTIPLIERS = np.array([_odd_number(k) for k in range(256)], np.uint64)  # longer rows are not needed


def distinct(rows: Floats) -> tuple[Places, Places]:
    """Places of the first of each different row, and for every row its place among these.

    Rows are told apart by a 64-bit hash and then compared, so a clash of hashes costs time and not truth.
    """
    if len(rows) < 2:
        return np.arange(len(rows)), np.arange(len(rows))
    words = rows.view(np.uint64)
    mixed = words ^ (words >> np.uint64(29))
    mixed *= _MULTIPLIERS[: rows.shape[1]]
    keys = np.add.reduce(mixed, axis=1)  # whole numbers: the order of adding does not matter
    _, first, back = np.unique(keys, return_index=True, return_inverse=True)
    if not np.array_equal(rows, rows[first[back]]):
        _, first, back = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return first, back.reshape(-1)


class Remembered:
    """Answers of a pure function of a row. At most two generations of `most` rows are kept: memory stays
    flat.

    A remembered answer has the bits of a fresh one, because the function looks at one row at a time.
    """

    def __init__(self, solve: Solve, most: int = 16384) -> None:
        """`solve` takes `[n, columns]` and gives `[n, answers]`."""
        self.solve, self.most = solve, most
        self._young: dict[bytes, Floats] = {}
        self._old: dict[bytes, Floats] = {}

    def __len__(self) -> int:
        """How many rows are kept."""
        return len(self._young) + len(self._old)

    def __call__(self, rows: Floats) -> Floats:
        """The answers of all rows, `[n, answers]`; rows that are not known are solved together."""
        if not len(rows):
            return self.solve(rows)
        first, back = distinct(rows)
        keys = [blake2b(rows[k].tobytes(), digest_size=16).digest() for k in first]
        found = [self._look(key) for key in keys]
        new = [k for k, answer in enumerate(found) if answer is None]
        if new:
            try:
                answers = self.solve(rows[first[new]])
            except NoConvergence as error:
                lost = np.isin(back, [new[game] for game in error.games])
                raise NoConvergence(np.flatnonzero(lost).tolist()) from None
            for k, answer in zip(new, answers, strict=True):
                found[k] = answer.copy()
                self._keep(keys[k], answer.copy())
        return np.stack([answer for answer in found if answer is not None])[back]

    def _look(self, key: bytes) -> Floats | None:
        answer = self._young.get(key)
        if answer is None and self._old:
            answer = self._old.pop(key, None)
            if answer is not None:
                self._keep(key, answer)
        return answer

    def _keep(self, key: bytes, answer: Floats) -> None:
        if len(self._young) >= self.most:
            self._old, self._young = self._young, {}
        self._young[key] = answer
