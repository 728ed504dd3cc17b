"""Whether a chair gains by doing something else than the default player: every script, the others playing normally."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiation.rules.countries import N

from .figures import Figure, design, gain, standard_error
from .plays import Games, Sample, around
from .rows import COUNTRY
from .scripts import Scripted, scripts
from .tables import Cell, Table

TITLE = "Deviations"
BEST = 6
BAR = 5.0                      # $bn that no script should gain


def _games(chair: int, name: str | None, games: int | None) -> Games:
    seats = ("default",) * 3 if name is None else around(chair, Scripted(name))
    return Games(seats, games or design()["deviations"]["games"])                            # type: ignore[arg-type]


def tasks(games: int | None) -> list[Games]:
    """The normal table, and every script in every chair."""
    return [_games(0, None, games), *(_games(i, name, games) for i in range(N) for name in scripts(i))]


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """Every script that the design names or that gains; then the best of each chair."""
    normal: Sample = results[_games(0, None, games)]
    there = design()["deviations"]["rows"]
    order = [*there, *(name for i in range(N) for name in scripts(i) if name not in there)]
    rows, gains = [], [dict[str, Figure]() for _ in range(N)]
    for name in dict.fromkeys(order):
        cells: list[Cell] = []
        for i in range(N):
            if name not in scripts(i):
                cells += ["-", ""]
                continue
            difference = (results[_games(i, name, games)].total - normal.total)[:, i]
            known = there.get(name, [None] * N)[i] or (None, None)
            gains[i][name] = gain(difference, *known)
            cells += [gains[i][name], f"({standard_error(difference):.1f})"]
        rows.append((name, *cells))
    head = ("script", *(text for name in COUNTRY for text in (name, f"error {name}")))
    return [Table("Deviations: gain over a normal player in the same chair, $bn", head, rows), _best(gains)]


def _best(gains: list[dict[str, Figure]]) -> Table:
    rows = []
    for i in range(N):
        top = sorted(gains[i].items(), key=lambda item: -item[1].value)[:BEST]
        rows.append((COUNTRY[i], "; ".join(f"{name} {f.value:+.1f}" for name, f in top),
                     "yes" if top[0][1].value <= BAR else "no"))
    return Table("Deviations: the best found", ("chair", "scripts, $bn", f"nothing gains more than ${BAR:.0f}bn"), rows)
