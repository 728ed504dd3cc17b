"""Tables of three strategies, and Canada and Mexico standing together or going separately."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .figures import design
from .plays import Games, Sample
from .rows import HEAD, row, together
from .tables import Table

TITLE = "Tables of three"
NOTE = {"tables": "Equal seats: the computer players against themselves.",
        "coordination": "ally answers and warns for the other neighbor and makes three-way deals only; "
                        "loyal makes three-way deals only; bilateral deals with Washington only."}


def _games(part: str, row_: Mapping[str, Any], games: int | None) -> Games:
    first, second, third = row_["seats"]
    return Games((first, second, third), games or row_.get("games", design()[part]["games"]))


def tasks(games: int | None, part: str = "tables") -> list[Games]:
    """The games of every row."""
    return [_games(part, r, games) for r in design()[part]["rows"]]


def tables(results: Mapping[Any, Any], games: int | None, part: str = "tables") -> list[Table]:
    """One row for each three strategies."""
    rows = []
    for r in design()[part]["rows"]:
        sample: Sample = results[_games(part, r, games)]
        rows.append((together(r["seats"]), *row(sample, r, design()[part]["games"])))
    title = TITLE if part == "tables" else "Canada and Mexico together or apart"
    return [Table(title, ("US / Canada / Mexico", *HEAD), rows, NOTE[part])]
