"""The default table in detail: par, spread, endings, months of signature, parts, and how often every word is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from negotiation.outcome import PARTS
from negotiation.rules.countries import N
from negotiation.rules.future import ENDINGS
from negotiation.rules.kinds import AIMED, HOME

from .figures import ERRORS, Figure, count, design, exact, mean, quantile
from .plays import Games, Sample
from .rows import COUNTRY
from .tables import Cell, Table

TITLE = "Spread of the normal table"
MONTHS = 12


def _games(games: int | None) -> Games:
    return Games(("default",) * 3, games or design()["spread"]["games"])


def tasks(games: int | None) -> list[Games]:
    """The games of the normal table."""
    return [_games(games)]


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """Totals, endings, months, words."""
    sample: Sample = results[_games(games)]
    return [_totals(sample), _endings(sample), _months(sample), _words(sample)]


def _each(of: Any, there: list[Any]) -> tuple[Figure, ...]:
    return tuple(of(i, there[i]) for i in range(N))


def _totals(sample: Sample) -> Table:
    d, total = design()["spread"], sample.total
    n, rows = d["games"], []
    for name, q in (("median", 0.5), ("tenth", 0.1), ("ninetieth", 0.9)):
        label = name if name == "median" else f"{name} percentile"
        figures = _each(lambda i, there, q=q: quantile(total[:, i], q, there, n), d[name])
        rows.append((label, figures))
    for k, part in enumerate(PARTS):
        rows.append((part, _each(lambda i, there, k=k: mean(sample.parts[:, k, i], there, n), d["parts"][part])))
    return Table("Totals and their parts, $bn", ("", " / ".join(COUNTRY)), rows,
                 "economy, politics, future: means of the three parts of the total.")


def _endings(sample: Sample) -> Table:
    d, total, rows = design()["spread"], sample.total, []
    left = np.zeros(total.shape)
    for k in range(len(ENDINGS)):
        here = sample.ending == k
        if here.any():
            left[here] = total[here] - total[here].mean(0)
    within = left.std(0)                         # a few games of one kind do not tell their own spread
    for k, name in enumerate(ENDINGS):
        here, there = sample.ending == k, d["by_ending"].get(name, {"games": 0})
        cell: Cell = "-"
        if here.any():
            error = np.maximum(within, total[here].std(0)) * np.sqrt(1 / here.sum() + 1 / max(there["games"], 1))
            cell = tuple(exact(total[here, i].mean(), there.get("total", [None] * N)[i], ERRORS * error[i] + 0.5)
                         for i in range(N))
        rows.append((name, count(here, there["games"], d["games"]), cell))
    return Table("By ending", ("ending", "games", "mean total, $bn"), rows)


def _months(sample: Sample) -> Table:
    d, rows = design()["spread"], []
    for label, first, key in (("first signature with the US", sample.first_us, "first_with_us"),
                              ("first three-way deal", sample.first_three, "first_three_way")):
        months = tuple(count(first == (m if m <= MONTHS else 0), d[key][m - 1], d["games"])
                       for m in range(1, MONTHS + 2))
        rows.append((label, months))
    rows.append(("signatures a game", mean(sample.signatures, d["signatures"], d["games"], digits=1)))
    rows.append(("country-months with a three-way offer, %",
                 mean(100 * sample.three_way_offers, d["three_way_offers"], d["games"])))
    rows.append(("tariffs raised a game", mean(sample.rises, digits=2)))
    return Table("When", ("", "games by month, 1 to 12 and never; or mean"), rows)


def _words(sample: Sample) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for kinds, counted in ((AIMED, sample.words), (HOME, sample.home)):
        for k, word in enumerate(kinds, 1):
            rows.append((word.name, tuple(mean(counted[:, i, k], digits=2) for i in range(N))))
    return Table("Words a game", ("word", " / ".join(COUNTRY)), rows)
