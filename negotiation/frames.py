"""Batches of games as tables of pandas, for notebooks and scripts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from . import batch
from .rules.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


def simulate(scenario: Scenario | str | Path, games: int = 1, seed: int = 0, players: Mapping[str, str] | None = None,
             set: Mapping[str, object] | None = None, workers: int = 1, out: str | Path | None = None) -> pd.DataFrame:
    """Play many games; a table with one row a game and the columns of `negotiation.COLUMNS`.

    The games have the seeds seed … seed + games - 1. `players` names strategies by country ({"us": "bully"}); the
    others are the scenario's own. `set` changes the scenario by dotted key ({"state.trust.canada.us": 40}). `workers`
    counts processes and `out` names a file for the same rows (.csv, .jsonl, .parquet); neither changes a bit.
    The summary of the batch, as `negotiation simulate --json` prints it, is in `frame.attrs["summary"]`.
    """
    return batch.simulate(scenario, games, seed, players, set, workers, out, keep=True).frame()
