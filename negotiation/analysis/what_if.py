"""What if one act had been another? A game forked at a month, played on many times both ways with common luck.

Continuation n has the same seed both ways, so that what differs is the act's doing and not the luck's. The one with
the game's own seed is one possible history; the others say how much of it was luck.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..rules.arrays import Array, turned
from ..rules.future import ENDINGS, ending, score
from ..rules.names import NAMES
from ..rules.reasons import Reason
from ..rules.state import State
from ..rules.step import step
from ..rules.written import Lines, choices_of
from ..session import Session
from .continued import continued
from .intervals import Estimate, estimate
from .turns import LINKS

GAMES = 100
BAND = (0.05, 0.5, 0.95)
SEEDS = 2 ** 63


class WhatIfError(ValueError):
    """A change that cannot be made; `reason` says why, in words of the catalogues."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        super().__init__(f"{reason.id}: {dict(reason.places)}")
        self.reason = reason


@dataclass(frozen=True)
class Change:
    """The half month of the game that is changed, the seat, its lines as they were, and those instead."""

    half: int
    seat: int
    was: tuple[str, ...]
    instead: tuple[str, ...]

    @property
    def month(self) -> int:
        """The month, counted from 1."""
        return self.half // 2 + 1


@dataclass(frozen=True)
class Figure:
    """A number at the end of the game: its mean as it was and instead, the paired difference, and of all differences
    the median between the ends of the middle nine tenths.
    """

    was: float
    instead: float
    difference: Estimate
    band: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class WhatIf:
    """Both ways of going on. Keys of `figures` are dotted: payoff.us … ($bn), trust.us.canada … (0 to 100).

    `own` and `own_endings`: the continuation with the game's own seed, both ways; None if it is not among the seeds.
    """

    change: Change
    seeds: tuple[int, ...]
    figures: Mapping[str, Figure]
    endings: Mapping[str, tuple[float, float]]         # share of the continuations, as it was and instead
    own: tuple[Mapping[str, float], Mapping[str, float]] | None = None
    own_endings: tuple[str, str] | None = None


def change(session: Session, month: int, without: str = "", instead: str = "") -> Change:
    """One act of a month (from 1) left out, put in, or exchanged for another; lines in notation, with their country.

    A line without a country is of the session's own seat. Raises WhatIfError, NotationError and IllegalChoice.
    """
    if not without and not instead:
        raise WhatIfError(Reason("what_if.nothing"))
    moves = [session.parse(text) for text in (without, instead) if text]
    move = moves[0]
    if any((m.seat, m.phase) != (move.seat, move.phase) for m in moves):
        raise WhatIfError(Reason("what_if.not_together", {"line": str(moves[0]), "other": str(moves[1])}))
    half = next((n for n in (2 * month - 2, 2 * month - 1) if 0 <= n < len(session.past)
                 and session.past[n].transition.before.phase == move.phase), -1)
    if half < 0:
        raise WhatIfError(Reason("what_if.no_month", {"month": month, "n": len(session.past) // 2}))
    was = session.past[half].lines[move.seat]
    found = [move.text if each == move.text else each for each in was]
    if without:
        if move.text not in was:
            there = "; ".join(f"{NAMES[move.seat]}: {each}" for each in was) or "pass"
            raise WhatIfError(Reason("what_if.not_played", {"line": str(move), "month": month, "lines": there}))
        at = found.index(move.text)
        found[at:at + 1] = [moves[1].text] if instead else []
    else:
        found.append(move.text)
    changed = Change(half, move.seat, was, tuple(found))
    before = session.past[half].transition.before
    # A lone game refuses by name what is not legal there.
    step(session.scenario, before, choices_of(session.scenario, before.phase, _lines(session, changed)))
    return changed


def _lines(session: Session, changed: Change) -> Lines:
    lines = list(session.past[changed.half].lines)
    lines[changed.seat] = changed.instead
    return tuple(lines)


def what_if(session: Session, changed: Change, games: int = GAMES, seed: int | None = None,
            script: bool = True) -> WhatIf:
    """Go on `games` times both ways. `seed` is the first continuation's, the game's own if None; the others follow.

    `script`: people's seats repeat their recorded lines as long as those apply (see `continued`); else computers take
    them at once. Raises ValueError for fewer than two games, and StrategyError.
    """
    if games < 2:
        raise ValueError("an interval needs at least 2 continuations")
    first = session.seed if seed is None else seed
    seeds = [(first + n) % SEEDS for n in range(games)]
    names = np.array(seeds, np.uint64)
    past = session.past[changed.half].lines
    ends = [continued(session, changed.half, lines, names, script) for lines in (past, _lines(session, changed))]
    was, other = (_figures(session, end) for end in ends)
    figures = {key: Figure(float(x.mean()), float(other[key].mean()), estimate(other[key] - x), _band(other[key] - x))
               for key, x in was.items()}
    shares = [np.bincount(ending(end), minlength=len(ENDINGS)) / games for end in ends]
    both = {name: (float(shares[0][n]), float(shares[1][n])) for n, name in enumerate(ENDINGS)}
    if session.seed not in seeds:
        return WhatIf(changed, tuple(seeds), figures, both)
    at = seeds.index(session.seed)
    one, two = (ENDINGS[int(ending(end)[at])] for end in ends)
    own = {k: float(x[at]) for k, x in was.items()}, {k: float(x[at]) for k, x in other.items()}
    return WhatIf(changed, tuple(seeds), figures, both, own, (one, two))


def _band(differences: Array) -> tuple[float, float, float]:
    low, middle, high = np.quantile(differences, BAND)
    return float(low), float(middle), float(high)


def _figures(session: Session, end: State) -> dict[str, Array]:
    """[g] of every figure, rounded as rows of a batch are."""
    payoff = np.round(turned(score(session.scenario, end)).sum(-1), 9)
    trust = np.round(end.trust, 9)
    return {**{f"payoff.{name}": payoff[:, i] for i, name in enumerate(NAMES)},
            **{f"trust.{a}.{b}": trust[:, NAMES.index(a), NAMES.index(b)] for a, b in LINKS}}
