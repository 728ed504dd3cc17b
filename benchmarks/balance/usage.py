"""Whether everything on the menu is used: in how many games some computer player says, offers, signs or does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks.validation.plays import around
from benchmarks.validation.tables import Table
from negotiation.rules.arrays import Flags
from negotiation.rules.countries import N
from negotiation.strategies import find, names

from .bars import Asked, Report, Verdict
from .counting import Used, things

TITLE = "Usage"
LEAST = 2.0                    # percent of games
LONG = 10.0                    # times the work of the default player
LEVELS = ("easy", "default", "hard")
MINDLESS = ("random", "hold", "default")   # what the others are not: one does everything, one nothing


def _table(asked: Asked, level: str) -> Used:
    return Used((level, level, level), asked.games, asked.changes)


def _one(asked: Asked, name: str, chair: int) -> Used:
    first, second, third = around(chair, name)
    return Used((first, second, third), max(2, asked.games // N), asked.changes)


def quick() -> list[str]:
    """The strategies but those that think long: a tournament is the place for them."""
    return [name for name in names() if (card := find(name).card) is None or card.cost <= LONG]


def _tempers() -> list[str]:
    return [name for name in quick() if name not in MINDLESS]


def tasks(asked: Asked) -> list[Any]:
    """Tables of each level, and every other strategy in each chair."""
    return [*(_table(asked, level) for level in LEVELS),
            *(_one(asked, name, i) for name in _tempers() for i in range(N))]


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """Percent of games for each level, and for the strategy that uses a thing most; and what nobody uses."""
    levels = [_percent(results[_table(asked, level)].any(1)) for level in LEVELS]
    others = {name: _percent(np.concatenate([results[_one(asked, name, i)][:, i] for i in range(N)]))
              for name in _tempers()}
    rows, idle, unknown = [], [], []
    for n, thing in enumerate(things()):
        name = max(others, key=lambda of: others[of][n])
        by_level, most = [level[n] for level in levels], others[name][n]
        rows.append((thing, *(f"{x:.0f}" for x in by_level), f"{name} {most:.0f}" if most else "nobody"))
        if max(*by_level, most) < LEAST:
            idle.append(thing)
        elif max(by_level) < LEAST:
            unknown.append(thing)
    note = ("Levels: games of three such players in which any of them does. Others: games with one such player among "
            "two default ones in which it does; a signature is counted for all who sign. "
            f"Left to other strategies by the default player at every level: {', '.join(unknown) or 'nothing'}.")
    head = ("", "easy", "normal", "hard", "most by another strategy")
    table = Table("Percent of games in which it is used", head, rows, note)
    return Report([table], [
        Verdict(f"everything is used by some computer player in at least {LEAST:.0f} % of games", not idle,
                ", ".join(idle) or "all of it")])


def _percent(used: Flags) -> np.ndarray:
    """[thing] percent of games [game, thing]."""
    return 100 * used.mean(0)
