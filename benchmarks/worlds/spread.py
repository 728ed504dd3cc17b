"""How each scenario goes when three normal computer players play it, and which two go too much alike.

Two scenarios are one if they differ by less than their own seeds do: in no chair does par differ by more than the
spread of totals over seeds, nor the shares of endings by more than two games of one scenario do by chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.plays import Games, Sample
from negotiation.rules.future import ENDINGS
from negotiation.scenarios import load, names

SEATS = ("default", "default", "default")


@dataclass(frozen=True, eq=False)
class World:
    """A scenario's default games: par and spread of totals [3] $bn, shares of endings, trust at both ends."""

    name: str
    par: NDArray[np.float64]
    hold: NDArray[np.float64]
    spread: NDArray[np.float64]
    endings: NDArray[np.float64]
    trust: tuple[float, float]

    @property
    def unlike_games(self) -> float:
        """The chance that two of its games end differently."""
        return float(1 - (self.endings ** 2).sum())


def games(name: str, count: int) -> Games:
    """Its default games; without luck one is all there is."""
    return Games(SEATS, count if load(name).rules.luck > 0 else 1, name)


def tasks(count: int) -> list[Games]:
    """The games of every scenario."""
    return [games(name, count) for name in names()]


def worlds(results: Mapping[object, Sample], count: int) -> list[World]:
    """Every shipped scenario, measured."""
    out = []
    for name in names():
        scenario, sample = load(name), results[games(name, count)]
        assert scenario.par is not None and scenario.hold is not None
        start = scenario.start(0).trust
        shares = np.bincount(sample.ending, minlength=len(ENDINGS)) / len(sample.ending)
        out.append(World(name, np.array(scenario.par), np.array(scenario.hold), sample.total.std(axis=0), shares,
                         (float(start[~np.eye(3, dtype=bool)].mean()), float(sample.trust.mean()))))
    return out


@dataclass(frozen=True)
class Apart:
    """How far two worlds lie apart, in their own spreads: above 1 in either they are two."""

    first: str
    second: str
    par: float      # the chair that differs most, in the larger spread of the two
    endings: float  # difference of endings, in the larger chance that two games of one scenario end differently

    @property
    def alike(self) -> bool:
        """Whether they are one scenario."""
        return self.par < 1 and self.endings < 1


LEAST = 1.0         # $bn: a scenario without luck has no spread, and still tells no difference below this
LEAST_SHARE = 0.1   # the same for endings


def apart(all_: Sequence[World]) -> list[Apart]:
    """Every pair, the nearest first."""
    out = []
    for a, b in combinations(all_, 2):
        money = np.abs(a.par - b.par) / np.maximum(np.maximum(a.spread, b.spread), LEAST)
        ends = 0.5 * np.abs(a.endings - b.endings).sum() / max(a.unlike_games, b.unlike_games, LEAST_SHARE)
        out.append(Apart(a.name, b.name, float(money.max()), float(ends)))
    return sorted(out, key=lambda pair: max(pair.par, pair.endings))
