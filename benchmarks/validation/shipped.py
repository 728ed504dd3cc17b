"""Three normal computer players in every scenario that ships."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiation.scenarios import names

from .figures import design
from .plays import Games
from .rows import HEAD, row
from .tables import Table

TITLE = "Scenarios"


def _games(name: str, games: int | None) -> Games:
    return Games(("default",) * 3, games or design()["scenarios"]["games"], name)


def tasks(games: int | None) -> list[Games]:
    """The games of every scenario."""
    return [_games(name, games) for name in names()]


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """One row a scenario; the design's first, in its order."""
    there = {r["scenario"]: r for r in design()["scenarios"]["rows"]}
    order = [*(n for n in there if n in names()), *(n for n in names() if n not in there)]
    rows = [(n, *row(results[_games(n, games)], there.get(n), design()["scenarios"]["games"])) for n in order]
    return [Table(TITLE, ("scenario", *HEAD), rows, "Scenarios without luck play the same game whatever the seed.")]
