"""What trust does: every shipped scenario with its effects on and off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks.validation.plays import Changes, Games, Sample
from benchmarks.validation.rows import COUNTRY
from benchmarks.validation.tables import Table
from negotiation.rules.countries import N
from negotiation.rules.future import ENDINGS
from negotiation.scenarios import names

from .bars import NORMAL, Asked, Gain, Report, Verdict, gain_of

TITLE = "Trust on and off"
POINTS = 10.0                  # of an ending's share that must change somewhere
VISIBLE, ERRORS = 2.0, 2.0     # $bn and standard errors that a payoff must change by, in every chair
_OFF: Changes = (("rules.trust_on", 0),)


def _games(asked: Asked, name: str, off: bool) -> Games:
    return asked.arm(NORMAL, name, _OFF if off else ())


def tasks(asked: Asked) -> list[Any]:
    """Each scenario twice."""
    return [_games(asked, name, off) for name in names() for off in (False, True)]


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """Endings and payoffs, on less off."""
    rows, moved = [], {}
    changed: dict[str, list[Gain]] = {}
    for name in names():
        on: Sample = results[_games(asked, name, False)]
        off: Sample = results[_games(asked, name, True)]
        shares = [_shares(x) for x in (on, off)]
        moved[name] = float(np.abs(shares[0] - shares[1]).max())
        changed[name] = [gain_of(COUNTRY[i], (on.total - off.total)[:, i]) for i in range(N)]
        rows.append((name, _told(shares[0]), _told(shares[1]), f"{moved[name]:.0f}",
                     *(f"{g.mean:+.1f} ({g.error:.1f})" for g in changed[name])))
    head = ("scenario", "endings, on", "endings, off", "largest change, points",
            *(f"{name}, on less off, $bn" for name in COUNTRY))
    most = max(moved, key=lambda name: moved[name])
    verdicts = [Verdict(f"trust changes some ending by {POINTS:.0f} points in some scenario", moved[most] >= POINTS,
                        f"{most}: {moved[most]:.0f} points"),
                *(_visible(i, changed) for i in range(N))]
    return Report([Table("Three default players, effects of trust on and off", head, rows)], verdicts)


def _visible(chair: int, changed: Mapping[str, list[Gain]]) -> Verdict:
    """In some scenario a payoff moves by more than luck moves it."""
    seen = [(name, of[chair]) for name, of in changed.items()]
    clear = [(name, g) for name, g in seen if abs(g.mean) >= VISIBLE and abs(g.errors) >= ERRORS]
    name, gain = max(clear or seen, key=lambda pair: abs(pair[1].mean))
    return Verdict(f"{COUNTRY[chair]}: trust moves the payoff by ${VISIBLE:.0f}bn and {ERRORS:.0f} standard errors "
                   "in some scenario", bool(clear), f"{name}: {gain.mean:+.1f} ({gain.error:.1f})")


def _shares(sample: Sample) -> np.ndarray:
    """[ending] percent of games."""
    return np.array([100 * np.mean(sample.ending == k) for k in range(len(ENDINGS))])


def _told(shares: np.ndarray) -> str:
    return ", ".join(f"{name} {x:.0f}" for name, x in zip(ENDINGS, shares, strict=True) if x >= 0.5)
