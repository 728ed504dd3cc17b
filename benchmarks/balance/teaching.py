"""The eight invariants that make the game worth teaching with, with their margins (validation has the same tables)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.validation import invariants

from .bars import Asked, Report, Verdict

TITLE = invariants.TITLE


def tasks(asked: Asked) -> list[Any]:
    """The games and bargains of T3 and T6 to T8."""
    return invariants.tasks(asked.games)


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """A verdict on each, and the numbers behind it."""
    first, *rest = invariants.tables(results, asked.games)
    verdicts = [Verdict(f"{row[0]}: {row[1]}", row[2] == "holds", f"see the tables of {row[0]}") for row in first.rows]
    return Report(rest, verdicts)
