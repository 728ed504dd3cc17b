"""The game of choosing a strategy: three chairs, payoffs from a tournament, its equilibria and what each choice costs.

u [chair, us, canada, mexico] is the mean payoff of each chair when its player uses that strategy of the core. Mixed
profiles are three rows [chair, strategy] of shares. Regret: what the best single strategy would have brought more.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from ..rules.arrays import Array, Flags
from ..rules.names import N

if TYPE_CHECKING:
    from .play import Tournament

AGAIN = 200                # draws of the seeds with return, to see how firm an equilibrium is
CLOSE = 1e-9               # $bn that count as equal
SOFT, SHARP = 0.5, 1e5     # first and last rate of the logit path, over the span of payoffs
FIRST, SLOWEST = 1.25, 1.0005      # how much the rate grows in a step: at first, and before the path is given up
ROUGH = 1e-3               # of the span: a regret above it is not that of an equilibrium
TURNS = 30                 # of Newton's method at a rate
DRAW = 20260701            # of the generator for these draws


def tensor(t: Tournament) -> Array:
    """[seed, chair, us, canada, mexico] payoffs of the core, US$ billion."""
    size = len(t.core)
    out = np.empty((t.games, N, size, size, size))
    for us, canada, mexico in product(t.core, repeat=N):
        out[:, :, us, canada, mexico] = t.of(t.three(0, us, (canada, mexico)))
    return out


def regrets(u: Array) -> Array:
    """[..., chair, us, canada, mexico] what each chair could gain by another strategy, the others as they are."""
    return np.stack([u[..., c, :, :, :].max(c - N, keepdims=True) - u[..., c, :, :, :] for c in range(N)], -N - 1)


def at_rest(u: Array) -> Flags:
    """[..., us, canada, mexico] which pure profiles nobody can gain by leaving."""
    return np.asarray((regrets(u) <= CLOSE).all(-N - 1))


def values(u: Array, p: Array) -> Array:
    """[chair, strategy] what each single strategy brings each chair when the others mix as p [chair, strategy]."""
    return np.stack([np.einsum("abc,b,c->a", u[0], p[1], p[2]), np.einsum("abc,a,c->b", u[1], p[0], p[2]),
                     np.einsum("abc,a,b->c", u[2], p[0], p[1])])


def regret(u: Array, p: Array) -> Array:
    """[chair] what the best single strategy would bring more than the mix p."""
    v = values(u, p)
    return v.max(-1) - (v * p).sum(-1)


def logit_path(u: Array) -> Array:
    """A mixed profile [chair, strategy] of small regret: the logit replies (McKelvey and Palfrey 1995) followed from
    chance to ever sharper choice, by Newton's method; the point of the path with the smallest largest regret. Where the
    path turns back it ends there."""
    size = u.shape[1]
    span = max(float(np.ptp(u[c])) for c in range(N)) or 1.0
    x = np.full((N, size), -np.log(size))
    best, least = np.exp(x), float(regret(u, np.exp(x)).max())
    rate, factor = SOFT / span, FIRST
    while rate < SHARP / span and factor > SLOWEST:
        found = _logit(u, x, rate * factor)
        if found is None:
            factor = np.sqrt(factor)
            continue
        x, rate, factor = found, rate * factor, min(FIRST, factor * factor)
        left = float(regret(u, np.exp(x)).max())
        if left < least:
            best, least = np.exp(x), left
    return best


def _logit(u: Array, x: Array, rate: float) -> Array | None:
    """Logarithms [chair, strategy] of the mix that is its own logit reply, from a mix near it; None if none is met."""
    size = x.shape[1]
    for _ in range(TURNS):
        p = np.exp(x)
        v = rate * values(u, p)
        reply = v - v.max(-1, keepdims=True)
        reply -= np.log(np.exp(reply).sum(-1, keepdims=True))
        off = (x - reply).ravel()
        if not np.isfinite(off).all():
            return None
        if np.abs(off).max() < 1e-9 * (1 + np.abs(x).max()):
            return x
        slope = np.eye(N * size)
        for c in range(N):
            for k in range(N):
                if k != c:
                    moved = rate * np.tensordot(np.moveaxis(u[c], (c, k), (0, 1)), p[N - c - k], 1) * p[k]
                    moved -= np.exp(reply[c]) @ moved
                    slope[c * size:(c + 1) * size, k * size:(k + 1) * size] -= moved
        try:
            x = x - np.linalg.solve(slope, off).reshape(N, size)
        except np.linalg.LinAlgError:
            return None
        x = np.minimum(x, 0.0)
    return None


@dataclass(frozen=True)
class Pure:
    """Three strategies that nobody gains by leaving: their numbers, payoffs, and how firm that is.

    margin: the least that any chair would lose by leaving, US$ billion. sure: share of the tournaments with seeds drawn
    anew in which it is an equilibrium as well.
    """

    profile: tuple[int, int, int]
    payoff: tuple[float, float, float]
    margin: float
    sure: float


@dataclass(frozen=True)
class Meta:
    """The empirical game of a tournament."""

    pure: tuple[Pure, ...]
    mixed: Array               # [chair, strategy] shares; where the path ends early, the firmest pure one if there is
    payoff: Array              # [chair] of the mixed profile
    regret: Array              # [chair] of the mixed profile
    against_mixed: Array       # [chair, strategy] what a strategy brings less than the mixed profile there
    mean_regret: Array         # [chair, strategy] its regret, the mean over all pairs of rivals


def meta(t: Tournament) -> Meta:
    """Equilibria and regrets of the core."""
    u = tensor(t)
    mean = u.mean(0)
    pure = tuple(_pure(u, mean))
    mixed = logit_path(mean)
    if pure and regret(mean, mixed).max() > ROUGH * float(np.ptp(mean)):     # the path ended on the way
        mixed = np.zeros(mixed.shape)
        mixed[np.arange(N), pure[0].profile] = 1
    v = values(mean, mixed)
    worth = (v * mixed).sum(-1)
    own = regrets(mean)
    by_strategy = np.stack([own[c].mean(tuple(a for a in range(N) if a != c)) for c in range(N)])
    return Meta(pure, mixed, worth, regret(mean, mixed), worth[:, None] - v, by_strategy)


def _pure(u: Array, mean: Array) -> list[Pure]:
    found = np.argwhere(at_rest(mean)).tolist()
    if not found:
        return []
    seeds = len(u)
    draw = np.random.default_rng(DRAW).multinomial(seeds, np.full(seeds, 1 / seeds), AGAIN) / seeds
    held = np.zeros(mean.shape[1:])
    for weights in draw:
        held += at_rest(np.tensordot(weights, u, 1))
    out = []
    for us, canada, mexico in found:
        one, two, three = mean[:, us, canada, mexico].tolist()
        lines = (mean[0, :, canada, mexico], mean[1, us, :, mexico], mean[2, us, canada, :])
        others = [own - np.delete(line, at).max() for line, own, at in
                  zip(lines, (one, two, three), (us, canada, mexico), strict=True)]
        out.append(Pure((us, canada, mexico), (one, two, three), float(min(others)),
                        float(held[us, canada, mexico]) / AGAIN))
    return sorted(out, key=lambda each: (-each.sure, -each.margin, each.profile))
