"""Whether trust matters: its effects on and off, and what Canada and Mexico feel for each other at the start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .figures import design
from .plays import Changes, Games
from .rows import HEAD, row
from .tables import Table

TITLE = "Trust matters"
_OFF: Changes = (("rules.trust_on", 0),)


def _start(trust: int) -> Changes:
    return (("state.trust.canada.mexico", trust), ("state.trust.mexico.canada", trust))


RUNS: dict[str, tuple[str, Changes]] = {
    "default": ("default", ()), "effects_off": ("trust effects off", _OFF),
    "start_10": ("start trust Canada-Mexico 10", _start(10)),
    "start_90": ("start trust Canada-Mexico 90", _start(90)),
    "start_10_off": ("10, effects off", _start(10) + _OFF), "start_90_off": ("90, effects off", _start(90) + _OFF)}


def _games(name: str, games: int | None) -> Games:
    return Games(("default",) * 3, games or design()["trust"]["games"], changes=RUNS[name][1])


def tasks(games: int | None) -> list[Games]:
    """Six runs."""
    return [_games(name, games) for name in RUNS]


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """One row a run."""
    there = design()["trust"]
    rows = [(RUNS[r["run"]][0], *row(results[_games(r["run"], games)], r, there["games"])) for r in there["rows"]]
    return [Table(TITLE, ("run", *HEAD), rows)]
