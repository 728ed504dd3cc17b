"""A sample of a study's runs played again and compared."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from typing import Any

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
