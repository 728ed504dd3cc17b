"""How the headline moves when the constants that carry it are 30 % smaller or larger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from negotiation.rules.bargaining import table_of
from negotiation.rules.constants import Constants
from negotiation.rules.countries import ALL
from negotiation.rules.values import appraise

from .figures import design, exact, share
from .plays import DEFAULT, Changes, Games, opening
from .reckon import Premium
from .tables import Table

TITLE = "Sensitivity of the headline"
FACTORS = (0.7, 1.3)
WITHIN = 1.5                   # $bn and points of range


@dataclass(frozen=True)
class Zone:
    """How many three-way deals nobody loses by, in the first month of a game with luck."""

    changes: Changes

    def run(self) -> int:
        """Count them."""
        scenario = opening(DEFAULT, self.changes)
        return int(table_of(appraise(scenario, scenario.start(0), 0), ALL).ok.sum())


def scaled(name: str, factor: float) -> Changes:
    """The change that makes a constant so many times as large; months stay whole."""
    def times(value: Any) -> Any:
        if isinstance(value, int):
            return max(1, round(value * factor))
        return [times(v) for v in value] if isinstance(value, tuple) else value * factor
    value = times(getattr(Constants(), name))
    return ((f"rules.{name}", _frozen(value)),)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def _names() -> list[str]:
    return [name for name in design()["sensitivity"] if name != "games"]


def _games(changes: Changes, games: int | None) -> Games:
    return Games(("default",) * 3, games or design()["sensitivity"]["games"], changes=changes)


def tasks(games: int | None) -> list[Any]:
    """Bargain, zone and games for each constant, smaller and larger."""
    changes = [scaled(name, f) for name in _names() for f in FACTORS]
    return [task for c in changes for task in (Premium(c), Zone(c), _games(c, games))]


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """A row a constant."""
    d, rows = design()["sensitivity"], []
    for name in _names():
        for factor, there in zip(FACTORS, d[name], strict=True):
            changes = scaled(name, factor)
            gap, percent, *_ = results[Premium(changes)]
            renewed = results[_games(changes, games)].renewed
            rows.append((f"{name} {100 * factor - 100:+.0f} %", exact(gap, there[0], WITHIN, 1, True),
                         exact(percent, there[1], WITHIN, 1, True), 
                         exact(results[Zone(changes)], there[2], 0.03 * there[2]),
                         share(renewed, there[3], d["games"])))
    head = ("constant", "gap, $bn", "gap, % of range", "three-way zone, deals", "renewed, %")
    return [Table(TITLE, head, rows, "gap: T3 on equal clauses.")]
