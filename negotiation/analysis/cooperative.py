"""Games of three players in coalitions: Shapley value, core, least core, nucleolus, in closed form.

v [..., 7] is what each coalition can make: us, canada, mexico, us-canada, us-mexico, canada-mexico, all. Splits are
[..., 3] and add up to v of all. Any axes of games stand in front.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Flags, total
from ..rules.countries import PAIRS, N, third

COALITIONS = ((0,), (1,), (2,), *PAIRS, (0, 1, 2))
_OTHERS = tuple(next(N + n for n, pair in enumerate(PAIRS) if third(*pair) == i) for i in range(N))
_FINE = 1e-12


def shapley(v: Array) -> Array:
    """[..., 3] each one's mean contribution over the six orders of joining (Shapley 1953)."""
    out = []
    for i in range(N):
        joined = [v[..., N + n] - v[..., sum(pair) - i] for n, pair in enumerate(PAIRS) if i in pair]
        out.append(v[..., i] / 3 + (joined[0] + joined[1]) / 6 + (v[..., -1] - v[..., _OTHERS[i]]) / 3)
    return np.stack(out, -1)


def _bounds(v: Array) -> tuple[Array, Array]:
    """[..., 3] what each gets at least on its own, and at most so that the two others get theirs."""
    return v[..., :N], v[..., -1:] - v[..., list(_OTHERS)]


def least_core(v: Array) -> Array:
    """[...] the smallest e such that some split gives every coalition its worth less e; the core is there if e <= 0.

    Player i then gets from v(i) - e to v(all) - v(others) + e, and the three must be able to add up to v(all).
    """
    low, high = _bounds(v)
    whole = v[..., -1]
    return np.maximum(((low - high) / 2).max(-1), np.maximum(total(low) - whole, whole - total(high)) / 3)


def core(v: Array) -> Flags:
    """[...] whether some split of the whole leaves no coalition better off apart (Gillies 1959)."""
    out: Flags = least_core(v) <= _FINE * np.maximum(np.abs(v).max(-1), 1)
    return out


def excess(v: Array, x: Array) -> Array:
    """[..., 6] by how much each coalition short of all could do better apart than under the split x [..., 3]."""
    return np.stack([v[..., n] - total(x[..., list(c)]) for n, c in enumerate(COALITIONS[:-1])], -1)


def nucleolus(v: Array) -> Array:
    """[..., 3] the split whose largest excess is smallest, then the second largest, … (Schmeidler 1969).

    Among splits that give nobody less than v(i); among all where there are none (then it is the prenucleolus).
    """
    low, high = _bounds(v)
    whole = v[..., -1]
    e = least_core(v)
    held = (total(low) <= whole) & (e > 0)                   # here the least excess would take from somebody
    tight = np.maximum((low - high).max(-1), (whole - total(high)) / 3)
    e = np.where(held, np.maximum(tight, 0), e)[..., None]
    floor = np.where(held[..., None], low, low - e)
    roof = high + e
    scale = _FINE * np.maximum(np.abs(v).max(-1), 1)
    # The least e is reached where a player's floor meets its roof, or all floors or all roofs add up to the whole.
    pinned = (roof - floor) <= 2 * scale[..., None]
    full = (total(roof) - whole) <= 3 * scale
    bare = ~held & ((whole - total(floor)) <= 3 * scale)
    out = np.where(full[..., None], roof, np.where(bare[..., None], floor, np.nan))
    for i in range(N):
        one = _with(v, i, floor, held)
        out = np.where((pinned[..., i] & ~full & ~bare)[..., None], one, out)
    return out


def _with(v: Array, i: int, floor: Array, held: Flags) -> Array:
    """[..., 3] player i at its floor, the two others dividing the rest: their largest excess as small as can be."""
    low, high = _bounds(v)
    j, k = (n for n in range(N) if n != i)
    rest = v[..., -1] - floor[..., i]
    falls = np.maximum(low[..., j], rest - high[..., k])     # the excesses that fall as j gets more: falls - x
    grows = np.minimum(high[..., j], rest - low[..., k])     # those that grow: x - grows
    x = (falls + grows) / 2
    x = np.where(held, np.clip(x, np.minimum(low[..., j], rest - low[..., k]), rest - low[..., k]), x)
    out = np.empty(floor.shape)
    out[..., i], out[..., j], out[..., k] = floor[..., i], x, rest - x
    return out
