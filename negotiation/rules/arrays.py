"""Small array words of the rules: written sums and the turn from "who did it" to "who felt it"."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
T = TypeVar("T", bound=np.generic)


def total(x: Any) -> Array:
    """Sum over the last axis, written out from left to right: the same bits for one game and for many."""
    out = x[..., 0] + x[..., 1] if x.shape[-1] > 1 else x[..., 0] * 1.0
    for k in range(2, x.shape[-1]):
        out = out + x[..., k]
    return np.asarray(out)


def turned(x: NDArray[T]) -> NDArray[T]:
    """Exchange the two last axes: what i did to j becomes what i felt of j."""
    return np.swapaxes(x, -1, -2)


def lift(x: NDArray[T], axes: int) -> NDArray[T]:
    """The same array with `axes` new axes of length one at the end."""
    return x.reshape(x.shape + (1,) * axes)


def pick(x: NDArray[T], index: Ints) -> NDArray[T]:
    """`x[..., n]` with n given for every game: x [g, N], index [g] -> [g]."""
    return np.take_along_axis(x, index[..., None], -1)[..., 0]
