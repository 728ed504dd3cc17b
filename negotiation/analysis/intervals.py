"""Means with intervals, and many paired differences judged together. Pure arithmetic, nothing to install.

Student's t for whole degrees of freedom is a finite sum (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..rules.arrays import Array

LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """A mean of n independent numbers, the interval that holds it at `LEVEL`, and p: how surprising it were at 0."""

    mean: float
    low: float
    high: float
    n: int
    p: float

    @property
    def half(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2


def within(t: float, freedom: int) -> float:
    """Chance that Student's t with so many degrees of freedom lies between -t and t."""
    if freedom < 1:
        raise ValueError(f"degrees of freedom: {freedom} is less than 1")
    angle = math.atan(t / math.sqrt(freedom))
    sine, square = math.sin(angle), math.cos(angle) ** 2
    odd = freedom % 2
    term = math.cos(angle) if odd else 1.0
    found = term if freedom > 1 else 0.0
    for k in range(3 - (not odd), freedom - 1, 2):           # odd: 3, 5, …; even: 2, 4, …
        term *= square * (k - 1) / k
        found += term
    return 2 / math.pi * (angle + sine * found) if odd else sine * found


@lru_cache(maxsize=256)
def quantile(freedom: int, level: float = LEVEL) -> float:
    """The t that `within` gives `level` for, by halving."""
    low, high = 0.0, 1.0
    while within(high, freedom) < level:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, freedom) < level else (low, middle)
    return (low + high) / 2


def estimate(values: Array | Sequence[float]) -> Estimate:
    """The mean of independent numbers [n] with its t interval; no width is known for a single one."""
    x = np.asarray(values, np.float64)
    n = len(x)
    mean = float(x.mean())
    return Estimate(mean, -math.inf, math.inf, n, 1.0) if n < 2 else of(mean, float(x.var(ddof=1)) / n, n - 1, n)


def of(mean: float, square: float, freedom: int, n: int) -> Estimate:
    """An estimate from a mean, the square of its standard error, and the degrees of freedom behind that."""
    if square <= 0:
        return Estimate(mean, mean, mean, n, 1.0 if mean == 0 else 0.0)
    error = math.sqrt(square)
    half = quantile(freedom) * error
    return Estimate(mean, mean - half, mean + half, n, max(0.0, 1.0 - within(abs(mean) / error, freedom)))


def holm(p: Sequence[float]) -> list[float]:
    """Chances corrected for being many (Holm 1979): one below 0.05 holds with all others below it at that level."""
    order = sorted(range(len(p)), key=lambda n: (p[n], n))
    out, highest = [1.0] * len(p), 0.0
    for rank, n in enumerate(order):
        highest = max(highest, min(1.0, (len(p) - rank) * p[n]))
        out[n] = highest
    return out
