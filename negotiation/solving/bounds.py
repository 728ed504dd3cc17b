"""On rules too large to solve: a search for a good reply, judged on seeds the search has not seen.

The gain found is a lower bound of what the seat could gain: a better reply may exist. Its interval says how sure the
mean is, nothing about replies that were not tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Any

import numpy as np

from ..env.menus import DO, SAY, FlatMenu, SubStep
from ..match import Seats, choose, joined
from ..rules.arrays import Array, Ints, total
from ..rules.countries import N
from ..rules.future import score
from ..rules.notation import TALK
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.step import Decide, Talk, step
from ..strategies import SHORT, Past, Strategy, find, gathered, views
from .policies import of_the_state

SURE = 1.96                                # half width of a 95 % interval, in standard errors
TRIED, SEEN = 48, 32                       # departures tried; games each is tried on
Move = tuple[int, str, int]                # month, half, flat code


@dataclass(frozen=True, eq=False)
class Reply:
    """A strategy with some moves of its own, made where they are legal: by month and half, a flat code."""

    base: Strategy
    moves: Mapping[tuple[int, str], int] = field(default_factory=dict)

    def lines(self, menu: FlatMenu, seat: int) -> list[str]:
        """What it is, in words of notation."""
        moves = [f"month {month + 1}: {menu.line(seat, code)}" for (month, _), code in sorted(self.moves.items())]
        return [str(self.base), *moves]


@dataclass(frozen=True, eq=False)
class Bound:
    """What the reply found gains over the seat's own player, US$ bn a game: mean, 95 % interval, over fresh games."""

    reply: Reply
    own: float
    gain: float
    low: float
    high: float
    games: int


def lower_bound(scenario: Scenario, seat: int, players: Sequence[Strategy], games: int = 200, seed: int = 0,
                tried: int = TRIED, told: Callable[[int, int], None] | None = None) -> Bound:
    """Search for a reply of `seat` to the other two of `players`, and judge it on the games seed, seed + 1, …

    The search sees the `SEEN` seeds behind those. Deterministic.
    """
    menu, seen = FlatMenu(scenario), np.arange(seed + games, seed + games + SEEN, dtype=np.uint64)
    rng = np.random.default_rng(seed)
    bases = [Reply(find(name)) for name in (*of_the_state(), *SHORT)]
    worth = [float(_payoffs(scenario, menu, seat, players, reply, seen).mean()) for reply in bases]
    best, most = bases[int(np.argmax(worth))], max(worth)
    for number in range(tried):
        trial = _departed(scenario, menu, seat, best, rng)
        value = float(_payoffs(scenario, menu, seat, players, trial, seen).mean())
        if value > most:
            best, most = trial, value
        if told is not None:
            told(number + 1, tried)
    fresh = np.arange(seed, seed + games, dtype=np.uint64)
    own = _payoffs(scenario, menu, seat, players, Reply(players[seat]), fresh)
    gain = _payoffs(scenario, menu, seat, players, best, fresh) - own
    error = SURE * float(gain.std(ddof=1)) / sqrt(games) if games > 1 else float("inf")
    mean = float(gain.mean())
    return Bound(best, float(own.mean()), mean, mean - error, mean + error, games)


def _departed(scenario: Scenario, menu: FlatMenu, seat: int, reply: Reply, rng: np.random.Generator) -> Reply:
    """The reply with one move more, drawn by kind first so that offers do not crowd out all else."""
    month, half = int(rng.integers(scenario.months)), (TALK, "decide")[int(rng.integers(2))]
    codes = np.flatnonzero(menu.group(seat, SubStep(SAY if half == TALK else DO, 0)))
    kinds: dict[str, list[int]] = {}
    for code in codes.tolist():
        kinds.setdefault(" ".join(menu.line(seat, code).split()[:2]), []).append(code)
    kind = list(kinds)[int(rng.integers(len(kinds)))]
    code = int(rng.choice(kinds[kind]))
    return replace(reply, moves={**reply.moves, (month, half): code})


def _payoffs(scenario: Scenario, menu: FlatMenu, seat: int, players: Sequence[Strategy], reply: Reply, seeds: Any,
             ) -> Array:
    """[seed] what the seat gets by a reply."""
    rivals: Seats = tuple(None if i == seat else p for i, p in enumerate(players))
    state, past = scenario.start(seeds), Past()
    while not bool((state.over > 0).all()):
        theirs = choose(scenario, state, rivals, past=past).choices
        own = _chosen(scenario, menu, seat, reply, state, past)
        before, state = state, step(scenario, state, joined(rivals, theirs, own)).after
        past = past.then(before, state)
    return total(np.moveaxis(score(scenario, state), -2, -1))[:, seat]


def _chosen(scenario: Scenario, menu: FlatMenu, seat: int, reply: Reply, state: State, past: Past) -> Talk | Decide:
    """The base's choices, behind the reply's own move where that is legal."""
    view = views(scenario, state, past)[seat]
    out = gathered(scenario, state, [reply.base(view) if i == seat else None for i in range(N)])
    month = np.asarray(state.month, np.int64)
    for (when, half), code in reply.moves.items():
        own = code - (0 if half == TALK else int(menu.words[seat]))
        here = (month == when) & (half == state.phase) & view.legal[:, own] if half == state.phase else \
            np.zeros(len(month), bool)
        if here.any() and own:
            codes = out.say if isinstance(out, Talk) else out.do
            _put_first(menu, seat, state, codes, own, here)
    return out


def _put_first(menu: FlatMenu, seat: int, state: State, codes: Ints, own: int, here: Array) -> None:
    """Put a code in front of a list [g, seat, slot] where `here`; what does not go with it or finds no place goes."""
    first = np.full(len(here), own)
    clash = menu.words_clash(seat, first) if state.phase == TALK else menu.acts_clash(seat, first, state)
    behind = codes[:, seat].copy()
    behind[np.take_along_axis(clash, behind, -1) | (behind == own)] = 0
    width = codes.shape[-1]
    for game in np.flatnonzero(here).tolist():
        rest = [int(c) for c in behind[game] if c][:width - 1]
        codes[game, seat] = [own, *rest, *[0] * (width - 1 - len(rest))]
