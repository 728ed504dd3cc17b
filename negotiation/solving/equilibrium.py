"""Search for an equilibrium: the best profile of the policies known, exact best replies to it, and so on.

Each round adds to every seat its best reply to the profile found (the double-oracle scheme). The regret told is exact
in the whole game, whatever the search has seen; three players leave no promise that it reaches zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..rules.arrays import Array
from ..rules.countries import N
from ..rules.scenario import Scenario
from ..strategies import find
from .exploit import Mixed, Regrets, play_all, regrets
from .policies import Policy

ROUNDS = 12
NEAR = 1e-6                                # US$ bn: below it a profile is an equilibrium
TURNS = 4000                               # of fictitious play on the table of known policies
LEAST = 0.01                               # a weight below this is left out
STARTS = ("hold", "default", "bully", "conciliator", "bilateral", "grim", "tit_for_tat")


@dataclass(frozen=True, eq=False)
class Found:
    """The profile with the least exact regret, that regret, and the regret of every round."""

    profile: tuple[Mixed, ...]
    regrets: Regrets
    history: tuple[float, ...]

    @property
    def pure(self) -> bool:
        """Whether every seat has one policy."""
        return all(len(seat) == 1 for seat in self.profile)


@dataclass(eq=False)
class Table:
    """What every combination of the known policies pays: pay [seat, a, b, c]."""

    scenario: Scenario
    policies: list[list[Policy]]
    pay: dict[tuple[int, ...], Array] = field(default_factory=dict)

    def filled(self) -> Array:
        """All of it, with what is missing played."""
        shape = tuple(map(len, self.policies))
        out = np.zeros((N, *shape))
        missing = [place for place in np.ndindex(shape) if place not in self.pay]
        if missing:
            played = play_all(self.scenario, self.policies, np.array(missing))
            self.pay.update(zip(missing, played, strict=True))
        for place in np.ndindex(shape):
            out[(slice(None), *place)] = self.pay[place]
        return out


def search(scenario: Scenario, rounds: int = ROUNDS, starts: Sequence[str] = STARTS,
           told: Callable[[int, float], None] | None = None) -> Found:
    """The best profile found in so many rounds; `told` hears of each. Raises TooLarge."""
    table = Table(scenario, [[Policy(name, i, find(name)) for name in starts] for i in range(N)])
    best: Found | None = None
    history: list[float] = []
    for number in range(rounds):
        pay = table.filled()
        weights = _profile(pay)
        profile = tuple(tuple((float(w), table.policies[i][k]) for k, w in enumerate(own) if w > 0)
                        for i, own in enumerate(weights))
        found = regrets(scenario, profile, 1)
        history.append(found.total)
        if best is None or found.total < best.regrets.total:
            best = Found(profile, found, ())
        if told is not None:
            told(number + 1, found.total)
        if found.total < NEAR:
            break
        for i, reply in enumerate(found.replies):
            if found.gain[i] > NEAR:
                table.policies[i].append(replace(reply.policy, name=f"reply {number + 1}"))
    assert best is not None
    return replace(best, history=tuple(history))


def _profile(pay: Array) -> list[Array]:
    """Weights of each seat with little regret on the table: the best pure profile, or what fictitious play comes to."""
    shape = pay.shape[1:]
    loss = sum(pay[i].max(i, keepdims=True) - pay[i] for i in range(N))
    place = np.unravel_index(int(np.argmin(loss)), shape)
    sure = [np.eye(shape[i])[place[i]] for i in range(N)]
    if float(np.min(loss)) < NEAR:
        return sure
    mixed = _fictitious(pay)
    return mixed if _regret(pay, mixed) < float(np.min(loss)) else sure


def _fictitious(pay: Array) -> list[Array]:
    counts = [np.ones(n) for n in pay.shape[1:]]
    for _ in range(TURNS):
        values = _values(pay, [c / c.sum() for c in counts])
        for i in range(N):
            counts[i][int(np.argmax(values[i]))] += 1
    out = [np.where(c / c.sum() < LEAST, 0.0, c / c.sum()) for c in counts]
    return [w / w.sum() for w in out]


def _values(pay: Array, weights: Sequence[Array]) -> list[Array]:
    """[seat] what each of its policies pays against the others' weights."""
    a, b, c = weights
    return [np.einsum("abc,b,c->a", pay[0], b, c), np.einsum("abc,a,c->b", pay[1], a, c),
            np.einsum("abc,a,b->c", pay[2], a, b)]


def _regret(pay: Array, weights: Sequence[Array]) -> float:
    return float(sum(v.max() - v @ w for v, w in zip(_values(pay, weights), weights, strict=True)))


def told_profile(found: Found) -> list[dict[str, float]]:
    """[seat] the policies of the profile by name with their weights."""
    return [{p.name: round(w, 6) for w, p in seat} for seat in found.profile]


