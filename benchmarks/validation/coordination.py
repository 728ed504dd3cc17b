"""Standing together or going separately, against four kinds of Washington."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import three
from .plays import Games
from .tables import Table

TITLE = "Canada and Mexico together or apart"


def tasks(games: int | None) -> list[Games]:
    """The games of every row."""
    return three.tasks(games, "coordination")


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """One row for each three strategies."""
    return three.tables(results, games, "coordination")
