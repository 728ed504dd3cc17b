"""What a worker does: play a chunk of runs and write their parts. Whatever goes wrong comes back as plain values."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..reading import FileError, Problem
from ..rules import VERSION
from ..workers import told
from . import parts
from .play import Tables, failures, play_groups, versions
from .points import Group, Point, World
from .tables import DONE, FAILED, ORDER, schema


@dataclass(frozen=True)
class Task:
    """The runs start … stop - 1 of a study; complete in itself, so that any process on any machine can play it.

    `lost`: why runs that cannot be played are rows without being played. `again`: the files, by table, whose failed
    runs are played again, the others being kept.
    """

    folder: str
    start: int
    stop: int
    groups: tuple[Group, ...]
    points: Mapping[int, Point]
    worlds: Mapping[str, World]
    seed: int
    measures: tuple[str, ...]
    rules: str
    about: Mapping[str, Any] = field(default_factory=dict)
    lost: str = ""
    again: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many runs."""
        return self.stop - self.start


@dataclass(frozen=True)
class Report:
    """What came of a task: counts and seconds; or why nothing was written."""

    start: int
    stop: int
    failed: int = 0
    error: str = ""                        # of the first run that failed
    seconds: float = 0.0
    work: float = 0.0                      # of them, seconds the processor worked for it
    files: Mapping[str, str] = field(default_factory=dict)         # name of the file of each table
    problems: tuple[Problem, ...] = ()     # files that could not be written
    refused: str = ""                      # anything else that stops the study


def play_task(task: Task) -> Report:
    """Play and write. Raises nothing."""
    began = time.perf_counter(), time.process_time()
    try:
        if task.rules != VERSION:
            return Report(task.start, task.stop, refused=f"a worker has rules {VERSION}, the study {task.rules}")
        tables = _again(task) if task.again else _lost(task) if task.lost else \
            play_groups(task.points, task.worlds, task.groups, task.seed, task.measures)
        return _written(task, tables, began)
    except FileError as error:
        return Report(task.start, task.stop, problems=error.problems)
    except Exception as error:
        return Report(task.start, task.stop, refused=told(error))


def _written(task: Task, tables: Tables, began: tuple[float, float]) -> Report:
    """The part of runs is written last: with it the chunk is finished."""
    import pyarrow as pa
    import pyarrow.compute as pc
    about = {**task.about, "versions": versions()}
    names: dict[str, str] = {}
    for name in (*(m for m in task.measures if m != "runs"), "runs"):
        rows = pa.concat_tables(tables[name]) if tables[name] else schema(name).empty_table()
        if task.again:
            rows = rows.sort_by([(key, "ascending") for key in ORDER[name]])
        told = {**about, parts.BESIDE: dict(names)}
        names[name] = parts.write(Path(task.folder, name), task.start, task.stop, rows, told).name
    failed = rows.filter(pc.equal(rows["status"], FAILED))
    error = failed["error"][0].as_py() if failed.num_rows else ""
    return Report(task.start, task.stop, failed.num_rows, error, time.perf_counter() - began[0],
                  time.process_time() - began[1], names)


def _lost(task: Task) -> Tables:
    rows = [failures(n, task.points[n], replications, task.seed, task.lost) for n, replications in task.groups]
    return {name: rows if name == "runs" else [] for name in task.measures}


def _again(task: Task) -> Tables:
    """The rows of a part with its failed runs played again."""
    import pyarrow.compute as pc
    kept = {name: parts.read(Path(task.folder, name, file)) for name, file in task.again.items()}
    runs = kept["runs"]
    failed = runs.filter(pc.equal(runs["status"], FAILED))
    groups: dict[int, list[int]] = {}
    for point, replication in zip(failed["point"].to_pylist(), failed["replication"].to_pylist(), strict=True):
        groups.setdefault(point, []).append(replication)
    new = play_groups(task.points, task.worlds, [(p, tuple(r)) for p, r in groups.items()], task.seed, task.measures)
    kept["runs"] = runs.filter(pc.equal(runs["status"], DONE))
    return {name: [kept[name].replace_schema_metadata(None), *new[name]] for name in task.measures}
