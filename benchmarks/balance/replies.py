"""The best reply that a search finds for each chair, against two normal and against two hard players."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from benchmarks.validation.rows import COUNTRY
from benchmarks.validation.tables import Table
from negotiation.rules.countries import NAMES, N

from .bars import Asked, Report, Verdict
from .genes import Row, told, written
from .search import PACE, Reply, Searches

TITLE = "Best replies"
BAR = 10.0                     # $bn that the best reply may gain over a normal player among normal ones
KNOWN = Path(__file__).with_name("known.yaml")
LEVELS = {"default": "normal", "hard": "hard"}


def _searches(asked: Asked, chair: int) -> Searches:
    budget = round(60 * asked.minutes * PACE / len(LEVELS))
    return Searches(chair, tuple(LEVELS), budget, 2 * asked.games, asked.changes, known(NAMES[chair]))


def known(country: str) -> tuple[Row, ...]:
    """The rows that earlier searches found for a chair."""
    return tuple(written(**genes) for genes in yaml.safe_load(KNOWN.read_text(encoding="utf-8"))[country])


def tasks(asked: Asked) -> list[Any]:
    """The searches of each chair."""
    return [_searches(asked, i) for i in range(N)]


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """What was found, in words, with its gain where it was trained and on fresh seeds."""
    rows, verdicts = [], []
    for chair in range(N):
        fresh = {}
        for level, name in LEVELS.items():
            found: Reply = results[_searches(asked, chair)][level]
            fresh[level] = found.fresh
            rows.append((COUNTRY[chair], name, f"{found.trained.mean:+.1f} ({found.trained.error:.1f})",
                         f"{found.fresh.mean:+.1f} ({found.fresh.error:.1f})", f"{found.total:.1f}",
                         f"{found.normal:.1f}", f"{found.level:.1f}",
                         f"{found.tried:,} in {found.starts}", told(found.row, chair)))
        normal, hard = fresh["default"], fresh["hard"]
        verdicts += [
            Verdict(f"{COUNTRY[chair]}: the best reply found gains at most ${BAR:.0f}bn among normal players",
                    normal.mean <= BAR, f"{normal.mean:+.1f} ({normal.error:.1f})"),
            Verdict(f"{COUNTRY[chair]}: and no more among hard ones, but for the error of the two figures",
                    hard.mean <= max(normal.mean, 0.0) + float(np.hypot(normal.error, hard.error)),
                    f"{hard.mean:+.1f} ({hard.error:.1f}) against {normal.mean:+.1f}")]
    head = ("chair", "others", "gain where trained, $bn", "on fresh seeds", "its total",
            "a normal player's total", "total of a player of the others' level", "rows tried, starts",
            "what it does otherwise than the default player")
    note = ("The gain is over a normal player in the same chair. A search begins with what earlier ones found "
            "(`known.yaml`); what was found at either level was tried at both. Months count from 1.")
    return Report([Table("The best reply found", head, rows, note)], verdicts)
