"""A short study for tests, in small chunks, and its tables as bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from negotiation.study import Study
from negotiation.study.pace import Pace

SHORT = {"name": "short", "scenario": "tiny", "seed": 7, "replications": 6,
         "players": {"us": "hold", "mexico": "hold"}, "grid": {"players.canada": ["hold", "random"], "rules.K": [4, 6]}}
EVERYTHING = {**SHORT, "measures": ["runs", "months", "acts"]}


def short(**changes: Any) -> dict[str, Any]:
    """The usual design of these tests, with some keys changed; None takes one away."""
    return {k: v for k, v in {**EVERYTHING, **changes}.items() if v is not None}


def small(largest: int = 5) -> Pace:
    """Chunks of a few runs, so that a small study has many parts."""
    return Pace(largest=largest)


def table_bytes(study: Study, place: Path) -> list[bytes]:
    """Every table of a study in its canonical order, as the bytes of CSV files."""
    return [study.export(place / f"{name}.csv", name).read_bytes() for name in study.folder.measures]
