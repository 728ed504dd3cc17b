"""What a normal player gets in each chair against two easy, two normal, two hard ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiation.rules.countries import NAMES, N

from .figures import design, mean
from .plays import Games, Sample, around
from .rows import COUNTRY
from .tables import Table

TITLE = "Levels"
AGAINST = ("easy", "default", "hard")


def _games(chair: int, other: str, games: int | None) -> Games:
    return Games(around(chair, "default", other), games or design()["levels"]["games"])      # type: ignore[arg-type]


def tasks(games: int | None) -> list[Games]:
    """Three chairs against three levels."""
    return [_games(i, other, games) for i in range(N) for other in AGAINST]


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """A row a chair."""
    d, rows = design()["levels"], []
    for i in range(N):
        cells = []
        for k, other in enumerate(AGAINST):
            sample: Sample = results[_games(i, other, games)]
            cells.append(mean(sample.total[:, i], d[NAMES[i]][k], d["games"]))
        rows.append((COUNTRY[i], *cells))
    head = ("a normal player in the chair of", *(f"against two {name}" for name in ("easy", "normal", "hard")))
    return [Table("Levels: own total of a normal player, $bn", head, rows)]
