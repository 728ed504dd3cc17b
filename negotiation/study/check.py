"""A sample of a study's runs, or all runs of an exported table, played again and compared."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..match import play
from ..rules import VERSION
from ..rules.names import NAMES
from ..scenarios import load
from .folder import fault
from .play import play_groups
from .results import Study
from .tables import DONE, FAILED


@dataclass(frozen=True)
class Compared:
    """One run played again; `differs` names the columns that are not what they were."""

    point: int
    replication: int
    seed: int
    digest: str
    again: str
    differs: tuple[str, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether it is the same run."""
        return not self.differs


# What may differ between two machines that play the same game.
OTHER = ("versions", "error", "command")


def verify(study: Study, sample: int, seed: int = 0) -> list[Compared]:
    """Play `sample` runs of a study again, drawn by `seed` from those that did not fail; all where there are fewer.

    Raises StudyError where a part cannot be read.
    """
    runs = study.table("runs")
    columns = [c for c in runs.column_names if c not in OTHER]
    status = runs["status"].to_pylist()
    done = [n for n, s in enumerate(status) if s == DONE]
    chosen = sorted(random.Random(seed).sample(done, min(sample, len(done))))
    rows = runs.take(chosen).to_pylist()
    folder = study.folder
    out = []
    groups = [(point, tuple(r["replication"] for r in own))
              for point, own in itertools.groupby(rows, lambda r: r["point"])]
    tables = play_groups({p: folder.points[p] for p, _ in groups}, folder.worlds, groups, folder.seed, ("runs",))
    again: list[dict[str, Any]] = [row for table in tables["runs"] for row in table.to_pylist()]
    for row, new in zip(rows, again, strict=True):
        differs = tuple(c for c in columns if new[c] != row[c])
        out.append(Compared(row["point"], row["replication"], row["seed"], str(row["digest"]),
                            str(new["digest"]) if new["status"] != FAILED else str(new["error"]), differs))
    return out


NEEDED = ("scenario", *(f"player_{c}" for c in NAMES), "replication", "seed", "status", "digest", "rules", "versions")


def verify_file(path: Path) -> tuple[int, int | None]:
    """Play every run of an exported table of runs again: how many, and the first row whose digest differs (from 1).

    Runs that failed are left out. Raises StudyError where it is not such a table or was made under other rules,
    ScenarioError, StrategyError.
    """
    rows, keys = _exported(path)
    groups: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        if row["status"] == DONE:
            groups.setdefault(json.dumps([row[k] for k in (*NEEDED[:4], *keys)]), []).append(n)
    wrong = []
    for members in groups.values():
        first = rows[members[0]]
        scenario = load(first["scenario"], {k: first[k] for k in keys if first[k] is not None})
        players = [first[f"player_{c}"] for c in NAMES]
        ends = play(scenario, players, np.array([rows[n]["seed"] for n in members], np.uint64))
        wrong += [n for k, n in enumerate(members) if ends.game(k).digest() != rows[n]["digest"]]
    return sum(map(len, groups.values())), min(wrong) + 1 if wrong else None


def _exported(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of an exported table of runs, and the names of the keys its points change."""
    import pyarrow.csv as pc
    import pyarrow.parquet as pq
    try:
        if path.suffix.lower() == ".csv":
            table = pc.read_csv(path, convert_options=pc.ConvertOptions(column_types={"rules": "string"}))
        else:
            table = pq.read_table(path)
    except (OSError, ValueError):
        problem = "file.unreadable" if path.exists() else "file.no_such_file"
        raise fault(path, problem, "file.check_path") from None
    names = table.column_names
    if not set(NEEDED) <= set(names):
        raise fault(path, "study.not_exported", "study.export_it")
    for old in set(table["rules"].to_pylist()) - {VERSION, None}:
        version = str(table["versions"][0].as_py()).partition(",")[0].removeprefix("negotiation ")
        raise fault(path, "study.other_rules", "study.install_old", old=old, new=VERSION, version=version)
    return table.to_pylist(), names[names.index("player_mexico") + 1:names.index("replication")]
