"""What the games of a tournament say: means with intervals, paired differences, the effect of seat and of strategy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..analysis.intervals import Estimate, estimate, holm, of
from ..rules.arrays import Array
from ..rules.names import N

if TYPE_CHECKING:
    from .play import Tournament


def mean_of(values: Array, pairs: int) -> Estimate:
    """The mean of values [pair, seed] over all `pairs` of rivals there are, with its interval.

    Seeds are a sample of luck. Pairs that were drawn are a sample too, without return; all of them are none. The two
    parts of the error are added, which counts a little of it twice: the interval is rather too wide than too narrow.
    """
    met, seeds = values.shape
    square = float(values.mean(0).var(ddof=1)) / seeds
    freedom = seeds - 1
    if met < pairs:
        if met < 2:
            return estimate([float(values.mean())])
        square += float(values.mean(1).var(ddof=1)) / met * (1 - met / pairs)
        freedom = min(freedom, met - 1)
    return of(float(values.mean()), square, freedom, met * seeds)


@dataclass(frozen=True)
class Difference:
    """Strategy a less strategy b in one chair, against the same rivals with the same seeds, US$ billion.

    `corrected`: its p among all differences of the tournament (Holm); the difference is told from luck below 0.05.
    """

    chair: int
    a: int
    b: int
    estimate: Estimate
    corrected: float

    @property
    def told(self) -> bool:
        """Whether it is told from luck, all others considered."""
        return self.corrected < 0.05


def means(t: Tournament) -> dict[tuple[int, int], Estimate]:
    """(chair, strategy) -> its mean payoff over the pairs of rivals, US$ billion."""
    count = len(t.pairs)
    return {(chair, s): mean_of(t.payoffs(chair, s, t.met(chair, s)), count)
            for chair in range(N) for s in range(len(t.field))}


def differences(t: Tournament) -> list[Difference]:
    """Every two strategies in every chair."""
    count = len(t.pairs)
    found: list[tuple[int, int, int, Estimate]] = []
    for chair in range(N):
        whole = {s: t.payoffs(chair, s, t.met(chair, s)) for s in range(len(t.field))}
        drawn = [t.pairs.index(pair) for pair in t.drawn.get(chair, [])]
        for a in range(len(t.field)):
            for b in range(a + 1, len(t.field)):
                one, two = whole[a], whole[b]
                if a in t.core and b not in t.core:              # only the rivals that both have met
                    one = one[drawn]
                found.append((chair, a, b, mean_of(one - two, count)))
    corrected = holm([each[3].p for each in found])
    return [Difference(*each, p) for each, p in zip(found, corrected, strict=True)]


@dataclass(frozen=True)
class Effects:
    """The mean payoff of a strategy in a chair taken apart: whole + chair + strategy + the rest of the two together.

    Over the strategies that meet in all threes. Effects in US$ billion add up to 0 over chairs and over strategies.
    `shares`: of the squares of what moves the means, those of chair, strategy, and the two together.
    """

    whole: Estimate
    chair: tuple[Estimate, ...]
    strategy: tuple[Estimate, ...]
    shares: tuple[float, float, float]


def effects(t: Tournament) -> Effects:
    """The effect of the seat apart from that of the strategy."""
    table = np.array([[t.payoffs(chair, s, t.pairs).mean(0) for s in t.core] for chair in range(N)])
    whole = table.mean((0, 1))                               # of [chair, strategy, seed]
    chair, strategy = table.mean(1) - whole, table.mean(0) - whole
    rest = table - whole - chair[:, None] - strategy[None]
    squares = [float((part.mean(-1) ** 2).sum()) * times for part, times in
               ((chair, len(t.core)), (strategy, N), (rest.reshape(-1, rest.shape[-1]), 1))]
    moved = sum(squares) or 1.0
    return Effects(estimate(whole), tuple(map(estimate, chair)), tuple(map(estimate, strategy)),
                   (squares[0] / moved, squares[1] / moved, squares[2] / moved))
