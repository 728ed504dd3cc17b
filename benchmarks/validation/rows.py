"""The row that most tables share: how games of three strategies ended, when they were settled, what they paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiation.rules.countries import N
from negotiation.rules.future import ENDINGS

from .figures import mean, share, spread
from .plays import Sample
from .tables import Cell

COUNTRY = ("United States", "Canada", "Mexico")
HEAD = ("renewed / walls / yearly / two pacts / hub / one out / lapsed, %", "three-way deal, %", "signed by month 6, %",
        "US wall, %", "total, $bn", "sd", "trust")


def row(sample: Sample, there: Mapping[str, Any] | None = None, games: int = 100) -> tuple[Cell, ...]:
    """Games of three strategies beside the design's; `games` is how many the design played."""
    d: Mapping[str, Any] = there or {}
    games = d.get("games", games)
    endings, totals, sd = d.get("endings", [None] * len(ENDINGS)), d.get("total", [None] * N), d.get("sd", [None] * N)
    total = sample.total
    early = (sample.first_us > 0) & (sample.first_us <= 6)
    return (tuple(share(sample.ending == k, endings[k], games) for k in range(len(ENDINGS))),
            share(sample.first_three > 0, d.get("three"), games), share(early, d.get("by_6"), games),
            mean(sample.wall, d.get("wall"), games),
            tuple(mean(total[:, i], totals[i], games, sd[i]) for i in range(N)),
            tuple(spread(total[:, i], sd[i], games) for i in range(N)),
            mean(sample.trust, d.get("trust"), games))


def together(seats: tuple[object, ...] | list[str]) -> str:
    """Three strategies in a row's first cell."""
    return " / ".join(str(s) for s in seats)
