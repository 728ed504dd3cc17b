"""Numbers beside those of the design, and the range in which they count as the same.

Means: three standard errors of the difference of two independent runs, and what the design's rounding hides. Shares:
the same with the binomial error of both runs together. Spreads and quantiles: by resampling (Efron 1979).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import ArrayLike, NDArray

ERRORS = 3.0                   # standard errors of the difference within which two runs count as the same
RESAMPLES = 400
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    """A number of the product; the design's, if it gave one, and how far the two may lie apart."""

    value: float
    digits: int = 0
    design: float | None = None
    within: float = 0.0
    signed: bool = False

    @property
    def outside(self) -> bool:
        """Whether the design gave a number and it is another one."""
        return self.design is not None and not abs(self.value - self.design) <= self.within

    @property
    def here(self) -> str:
        """As a reader writes it, with the word `outside` where it is not the design's."""
        return _written(self.value, self.digits, self.signed) + (" outside" if self.outside else "")

    @property
    def there(self) -> str:
        """The design's number and the range; "-" where it gave none."""
        if self.design is None:
            return "-"
        digits = 0 if self.digits == 0 and self.within >= 2 else max(1, self.digits)
        return f"{_written(self.design, self.digits, self.signed)} ± {self.within:.{digits}f}"

    def answer(self) -> dict[str, Any]:
        """For JSON."""
        out: dict[str, Any] = {"value": round(float(self.value), 6)}
        if self.design is not None:
            out |= {"design": self.design, "within": round(float(self.within), 6), "outside": self.outside}
        return out


def _written(value: float, digits: int, signed: bool) -> str:
    text = f"{value:{'+' if signed else ''}.{digits}f}"
    return text.replace("-0", "0", 1) if float(text) == 0 and text.startswith("-") else text


@lru_cache(maxsize=1)
def design() -> dict[str, Any]:
    """The design's figures, by part."""
    text = (Path(__file__).parent / "design.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def _rounding(digits: int) -> float:
    return 0.5 * 10.0 ** -digits


def mean(x: ArrayLike, design: float | None = None, games: int = 1, sd: float | None = None, digits: int = 0) -> Figure:
    """The mean of some games, beside the design's mean of `games` games with that sd (None: the product's)."""
    x = np.asarray(x, float)
    other = float(x.std()) if sd is None else sd
    error = float(np.sqrt(x.var() / len(x) + other * other / games))
    return Figure(float(x.mean()), digits, design, ERRORS * error + _rounding(digits))


def share(on: ArrayLike, design: float | None = None, games: int = 1, digits: int = 0) -> Figure:
    """The percentage of games in which something happened."""
    on = np.asarray(on, bool)
    n = len(on)
    p = (on.sum() + (design or 0.0) * games / 100 + 1) / (n + games + 2)
    error = 100 * np.sqrt(p * (1 - p) * (1 / n + 1 / games))
    return Figure(100 * float(on.mean()), digits, design, ERRORS * float(error) + _rounding(digits))


def _resampled(x: Floats, of: Callable[[Floats], Floats]) -> float:
    """The standard error of a statistic of columns [game, resample]."""
    draws = np.random.Generator(np.random.PCG64(0)).integers(0, len(x), (len(x), RESAMPLES))
    return float(of(x[draws]).std())


def spread(x: ArrayLike, design: float | None = None, games: int = 1) -> Figure:
    """The standard deviation over games."""
    x = np.asarray(x, float)
    error = _resampled(x, lambda c: c.std(0)) * np.sqrt(1 + len(x) / games)
    return Figure(float(x.std()), 0, design, ERRORS * float(error) + _rounding(0))


def quantile(x: ArrayLike, q: float, design: float | None = None, games: int = 1) -> Figure:
    """A quantile over games, q from 0 to 1."""
    x = np.asarray(x, float)
    error = _resampled(x, lambda c: np.quantile(c, q, axis=0)) * np.sqrt(1 + len(x) / games)
    return Figure(float(np.quantile(x, q)), 0, design, ERRORS * float(error) + _rounding(0))


def gain(difference: ArrayLike, design: float | None = None, error: float | None = None, digits: int = 1) -> Figure:
    """The mean of paired differences, beside the design's with its standard error (None: the product's)."""
    x = np.asarray(difference, float)
    own = standard_error(x)
    both = np.sqrt(own * own + (own if error is None else error) ** 2)
    return Figure(float(x.mean()) if len(x) else 0.0, digits, design, ERRORS * float(both) + _rounding(digits), True)


def standard_error(x: Floats) -> float:
    """Of the mean."""
    return float(x.std() / np.sqrt(len(x))) if len(x) else 0.0


def count(on: ArrayLike, design: float | None = None, games: int = 1) -> Figure:
    """How many games, beside the design's count among `games` games; as a share of all, where the numbers differ."""
    on = np.asarray(on, bool)
    p = share(on, None if design is None else 100 * design / games, games)
    scale = len(on) / 100
    there = None if p.design is None else p.design * scale
    return Figure(float(on.sum()), 0, there, (p.within - _rounding(0)) * scale + _rounding(0))


def exact(value: float, design: float | None = None, within: float = 0.0, digits: int = 0, signed: bool = False,
          ) -> Figure:
    """A number that no luck enters: the range is what the design's rounding hides, or what is said."""
    return Figure(float(value), digits, design, max(within, _rounding(digits)) + 1e-9, signed)
