"""Fair points and the Pareto edge of a finite set of deals, from nothing but what each deal adds for each member.

Every function reads x [deal, member], gains over no deal in any unit, and ok [deal], which of them may be chosen; a
choice is a row number, -1 where nothing may be chosen. Ties go to the lower number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from ..rules.arrays import Array, Flags

Point = Callable[[Array, Flags], int]


def pareto(x: Array, ok: Flags) -> Flags:
    """[deal] which choosable deals no other choosable one beats: as good for all members and better for one."""
    rows = x[ok]
    as_good = (rows[:, None] >= rows[None]).all(-1)
    better = (rows[:, None] > rows[None]).any(-1)
    out = np.zeros(len(x), bool)
    out[ok] = ~(as_good & better).any(0)
    return out


def nash(x: Array, ok: Flags) -> int:
    """The largest product of gains (Nash 1950); among deals without a product the larger smallest gain."""
    if not ok.any():
        return -1
    product = np.where(ok, np.prod(np.maximum(x, 0), axis=-1), -1.0)
    return egalitarian(x, ok) if product.max() <= 0 else int(product.argmax())


def kalai_smorodinsky(x: Array, ok: Flags) -> int:
    """The largest smallest share of one's own best (Kalai and Smorodinsky 1975), then the second smallest, …"""
    best = ideal(x, ok)
    return _leximin(x / np.where(best > 0, best, 1.0), ok)


def egalitarian(x: Array, ok: Flags) -> int:
    """The largest smallest gain (Kalai 1977), then the second smallest, …"""
    return _leximin(x, ok)


def utilitarian(x: Array, ok: Flags) -> int:
    """The largest sum of gains."""
    return int(np.where(ok, x.sum(-1), -np.inf).argmax()) if ok.any() else -1


def ideal(x: Array, ok: Flags) -> Array:
    """[member] the most that each could get from a choosable deal; 0 if there is none."""
    return np.where(ok[:, None], x, 0.0).max(0, initial=0.0)


def _leximin(y: Array, ok: Flags) -> int:
    """The choosable row whose sorted numbers are largest, the smallest compared first."""
    if not ok.any():
        return -1
    ranked, kept = np.sort(y, axis=-1), ok.copy()
    for column in range(ranked.shape[1]):
        kept &= ranked[:, column] >= ranked[kept, column].max()
    return int(kept.argmax())


POINTS: Mapping[str, Point] = {"nash": nash, "kalai_smorodinsky": kalai_smorodinsky, "egalitarian": egalitarian,
                               "utilitarian": utilitarian}
