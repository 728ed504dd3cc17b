"""A study read: its tables as typed data frames or by SQL, its state, its files for others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..reading import Problem
from ..rules.names import NAMES
from ..writing import beside, write_whole
from . import parts
from .folder import Folder, StudyError, busy, fault, open_folder
from .tables import DONE, FAILED, NAME, ORDER, TABLES, codebook, schema, units

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


@dataclass(frozen=True)
class Status:
    """How far a study has come."""

    name: str
    points: int
    replications: int
    runs: int
    done: int
    failed: int
    parts: int
    running: bool
    problems: tuple[Problem, ...]

    @property
    def missing(self) -> int:
        """Runs that are still to be played."""
        return self.runs - self.done - self.failed


class Study:
    """The study of a folder. What is there can be read while the rest is being played."""

    def __init__(self, folder: str | Path) -> None:
        """Raises StudyError where there is no study, or none that can be read."""
        self.folder: Folder = open_folder(Path(folder).absolute())

    @property
    def path(self) -> Path:
        """Its folder."""
        return self.folder.path

    @cached_property
    def found(self) -> parts.Found:
        """Its parts, as they were when first asked for."""
        return self.folder.found()

    def status(self) -> Status:
        """How far it has come, and which of its files cannot be used."""
        found = self.folder.found()
        failed = sum(p.failed() for p in found.parts)
        played = sum(p.stop - p.start for p in found.parts)
        layout = self.folder.layout
        return Status(self.folder.name, layout.points, layout.replications, layout.total, played - failed, failed,
                      len(found.parts), busy(self.path), tuple(found.problems(self.path)))

    def table(self, name: str = "runs") -> pa.Table:
        """A table in Arrow, in the order that does not depend on how the study was cut up.

        Raises StudyError where a file of it cannot be used, or the design did not ask for the table.
        """
        import pyarrow as pa
        if name == "points":
            return self.folder.points_table()
        self._checked(name)
        tables = [parts.read(p.file(name)).replace_schema_metadata(None) for p in self.found.parts]
        whole = pa.concat_tables(tables) if tables else schema(name).empty_table()
        return whole.sort_by([(key, "ascending") for key in ORDER[name]]).combine_chunks()

    def _checked(self, name: str) -> None:
        if name not in self.folder.measures:
            raise fault(self.path, "study.not_measured", "study.measure_it", name=name,
                        names=", ".join(self.folder.measures))
        problems = self.found.problems(self.path)
        if problems:
            raise StudyError(problems)

    def frame(self, name: str = "runs") -> pd.DataFrame:
        """A table in pandas: whole numbers, numbers and categories; units and what made it in `attrs`."""
        frame: pd.DataFrame = self.table(name).to_pandas()
        for column in TABLES[name]:
            if column.kind == NAME:
                frame[column.name] = frame[column.name].astype("category")
            elif column.kind == "whole number" and not frame[column.name].isna().any():
                frame[column.name] = frame[column.name].astype("int64")
        frame.attrs = {"units": units(name), "made": self.folder.about()}
        return frame

    def runs(self) -> pd.DataFrame:
        """One row a game."""
        return self.frame("runs")

    def months(self) -> pd.DataFrame:
        """One row a month of each game."""
        return self.frame("months")

    def acts(self) -> pd.DataFrame:
        """One row an act."""
        return self.frame("acts")

    def points(self) -> pd.DataFrame:
        """One row a point, with a column for each key that the design changes."""
        frame = self.frame("points")
        for key in self.factors:
            if not key.startswith("player_") and key != "scenario":
                frame[key] = [p.set.get(key) for p in self.folder.points]
        return frame

    @property
    def factors(self) -> list[str]:
        """What differs between the points: `scenario`, `player_us` …, keys of the scenario."""
        points = self.folder.points
        out = ["scenario"] if len({p.scenario for p in points}) > 1 else []
        out += [f"player_{c}" for i, c in enumerate(NAMES) if len({p.players[i] for p in points}) > 1]
        keys = dict.fromkeys(k for p in points for k in p.set)
        return out + [k for k in keys if len({json.dumps(p.set.get(k)) for p in points}) > 1]

    def sql(self, query: str) -> pd.DataFrame:
        """The answer of DuckDB to a query; the tables are `points`, `runs`, and `months` and `acts` where there are."""
        import duckdb
        self._checked("runs")
        with duckdb.connect() as database:
            for name in self.folder.measures:
                files = [str(p.file(name)) for p in self.found.parts]
                if files:
                    database.from_parquet(files).create_view(name)
                else:
                    database.register(name, schema(name).empty_table())
            database.register("points", self.points())
            return database.sql(query).df()

    def export(self, file: str | Path, table: str = "runs", kind: str = "") -> Path:
        """Write a table as CSV or Parquet (`kind`, else by the file's ending), the point's conditions in front, and
        its codebook beside.

        The same study gives the same bytes, however it was cut up. Raises StudyError, WriteError.
        """
        import pyarrow.csv as pc
        import pyarrow.parquet as pq
        goal, whole = Path(file), self._wide(table)
        with beside(goal) as rough:
            if (kind or goal.suffix.lower()) == ".csv":
                pc.write_csv(whole, rough)
            else:
                about = {parts.ABOUT: json.dumps(self.folder.about(), sort_keys=True).encode()}
                pq.write_table(whole.replace_schema_metadata(about), rough, compression="zstd")
        write_whole(goal.with_name(goal.name + ".codebook.md"), codebook(self.folder.name, (table,)))
        return goal

    def _wide(self, name: str) -> pa.Table:
        """A table with scenario, players and changed keys of each row's point."""
        import pyarrow as pa
        narrow = self.table(name)
        if name == "points":
            return narrow
        points = self.folder.points
        conditions: dict[str, list[Any]] = {"scenario": [p.scenario for p in points]}
        conditions |= {f"player_{c}": [p.players[i] for p in points] for i, c in enumerate(NAMES)}
        for key in dict.fromkeys(k for p in points for k in p.set):
            values = [p.set.get(key) for p in points]
            kinds = {type(v) for v in values if v is not None}
            plain = len(kinds) == 1 and kinds <= {int, float, str}
            conditions[key] = values if plain else [None if v is None else json.dumps(v) for v in values]
        index = narrow["point"]
        front = {key: pa.array(values).take(index.combine_chunks()) for key, values in conditions.items()}
        return pa.table({"point": index, **front, **{c: narrow[c] for c in narrow.column_names if c != "point"}})

    def codebook(self) -> str:
        """What every column means, with units."""
        return codebook(self.folder.name, self.folder.measures)

    def means(self) -> pd.DataFrame:
        """Mean payoff of each country at each point over the runs that were played, with 95 % intervals.

        Intervals are of the mean, by Student's t over the runs of the point; none where it has one run.
        """
        import pandas as pd
        from scipy.stats import t
        runs = self.runs()
        runs = runs[runs["status"] == DONE]
        rows: list[Mapping[str, Any]] = []
        for point, group in runs.groupby("point", sort=True):
            row: dict[str, Any] = {"point": point, "runs": len(group)}
            for name in NAMES:
                x = group[f"payoff_{name}"]
                half = float(t.ppf(0.975, len(x) - 1) * x.std(ddof=1) / len(x) ** 0.5) if len(x) > 1 else float("nan")
                row |= {f"payoff_{name}": x.mean(), f"low_{name}": x.mean() - half, f"high_{name}": x.mean() + half}
            rows.append(row)
        return self.points()[["point", *self.factors]].merge(pd.DataFrame(rows), on="point") if rows else pd.DataFrame()

    def failures(self) -> pd.DataFrame:
        """The runs that failed, each with the command that plays it again."""
        runs = self.runs()
        return runs.loc[runs["status"] == FAILED, ["point", "replication", "seed", "error", "command"]]
