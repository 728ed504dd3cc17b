"""Fifty positions from games of three default players, stored as every seat's lines: `--store` makes them anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from negotiation.coach import sight_of
from negotiation.coach.plans import alternatives
from negotiation.rules import VERSION
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session

STORED = Path(__file__).with_name("positions.json")
SCENARIO, COUNT, FIRST_SEED = "kick-start-2025", 50, 1000


class OutOfStep(ValueError):
    """The stored positions are of other rules."""


def made(count: int = COUNT) -> dict[str, Any]:
    """Positions of all three chairs in turn, talk and decide in turn, over all months; a game of its own for each.

    Left out is where the coach finds no alternative to doing nothing.
    """
    scenario = load(SCENARIO)
    halves = 2 * scenario.months
    rows: list[dict[str, Any]] = []
    n = 0
    while len(rows) < count:
        half, seat = (5 * n) % halves, (n + n // halves) % len(NAMES)
        game = Session(scenario, FIRST_SEED + n, dict.fromkeys(NAMES, "default"))
        while len(game.past) < half:
            game.next()
        row = {"seed": game.seed, "seat": NAMES[seat],
               "lines": [[list(lines) for lines in played.lines] for played in game.past]}
        n += 1
        if sum(each is not None for each in alternatives(sight_of(position(SCENARIO, row)), ())) > 1:
            rows.append(row)
    return {"rules": VERSION, "scenario": SCENARIO, "positions": rows}


def store(path: Path = STORED) -> None:
    """Write them."""
    path.write_text(json.dumps(made(), indent=None, separators=(",", ":")).replace('{"seed"', '\n{"seed"') + "\n",
                    encoding="utf-8", newline="\n")


def stored(path: Path = STORED) -> list[Session]:
    """The games at hand of the stored positions, the seat to move chosen. Raises OutOfStep."""
    document = json.loads(path.read_text(encoding="utf-8"))
    if document["rules"] != VERSION:
        raise OutOfStep(f"{path.name}: rules {document['rules']}, not {VERSION}; make them anew: "
                        "python -m benchmarks.coach --store")
    return [position(document["scenario"], row) for row in document["positions"]]


def position(scenario: str, row: dict[str, Any]) -> Session:
    """One game played to where the seat has to move."""
    seats = {name: None if name == row["seat"] else "default" for name in NAMES}
    game = Session(load(scenario), row["seed"], seats)
    for lines in row["lines"]:
        game.play_lines(lines, reasons=((), (), ()))
    return game
