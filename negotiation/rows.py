"""Tables that grow as games end: CSV, JSON lines or Parquet, whole under their name or not there at all."""

from __future__ import annotations

import csv
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from .outcome import COLUMNS, TEXT, WHOLE
from .reading import FileError, Problem
from .rules.reasons import Reason
from .writing import beside

KINDS = (".csv", ".jsonl", ".parquet")
GROUP = 10_000                             # rows of a Parquet group: small ones cost room and time

Columns = Mapping[str, Sequence[Any]]


class Rows(ABC):
    """A table being written, column by column of a few games at a time."""

    count = 0                              # rows so far

    @abstractmethod
    def __init__(self, path: Path) -> None:
        """Begin the file."""

    @abstractmethod
    def add(self, columns: Columns) -> None:
        """Write further rows."""

    @abstractmethod
    def close(self) -> None:
        """Finish the file."""


class _Csv(Rows):
    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(COLUMNS)

    def add(self, columns: Columns) -> None:
        self._writer.writerows(zip(*(columns[name] for name in COLUMNS), strict=True))
        self.count += len(columns["seed"])

    def close(self) -> None:
        self._file.close()


class _JsonLines(Rows):
    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("w", encoding="utf-8", newline="")

    def add(self, columns: Columns) -> None:
        for row in zip(*(columns[name] for name in COLUMNS), strict=True):
            self._file.write(json.dumps(dict(zip(COLUMNS, row, strict=True))) + "\n")
        self.count += len(columns["seed"])

    def close(self) -> None:
        self._file.close()


class _Parquet(Rows):
    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        kinds = {**dict.fromkeys(WHOLE, pa.int64()), **dict.fromkeys(TEXT, pa.string())}
        self._schema = pa.schema([(name, kinds.get(name, pa.float64())) for name in COLUMNS])
        self._table = pa.table
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: dict[str, list[Any]] = {name: [] for name in COLUMNS}

    def add(self, columns: Columns) -> None:
        for name in COLUMNS:
            self._waiting[name] += columns[name]
        self.count += len(columns["seed"])
        if len(self._waiting["seed"]) >= GROUP:
            self._write()

    def _write(self) -> None:
        if self._waiting["seed"]:
            self._writer.write_table(self._table(self._waiting, schema=self._schema))
        self._waiting = {name: [] for name in COLUMNS}

    def close(self) -> None:
        self._write()
        self._writer.close()


_WRITERS: Mapping[str, type[Rows]] = {".csv": _Csv, ".jsonl": _JsonLines, ".parquet": _Parquet}


def check(path: Path) -> None:
    """Whether rows can be written in the format that the name asks for. Raises FileError."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        problem = Reason("rows.unknown_kind", {"kind": f"'{path.suffix}'"})
        raise FileError([Problem(str(path), 0, "", problem, Reason("rows.kinds", {"kinds": ", ".join(KINDS)}))])
    if kind == ".parquet":
        try:
            import pyarrow.parquet  # noqa: F401
        except ImportError:
            problem, remedy = Reason("rows.no_pyarrow"), Reason("rows.install_pyarrow")
            raise FileError([Problem(str(path), 0, "", problem, remedy)]) from None


def unfinished_name(path: Path) -> Path:
    """The name under which rows are kept when not all games could be played."""
    return path.with_name(f"{path.stem}.unfinished{path.suffix}")


@contextmanager
def open_rows(path: Path) -> Iterator[Rows]:
    """A table that appears as `path` when the block ends well; else its rows are kept under `unfinished_name(path)`.

    Raises FileError before the block if the format or the folder will not do, WriteError if the disk refuses.
    """
    check(path)
    with beside(path) as rough:
        rows = _WRITERS[path.suffix.lower()](rough)
        try:
            yield rows
        except BaseException as error:
            rows.close()
            if rows.count and not isinstance(error, OSError):
                rough.replace(unfinished_name(path))
            raise
        rows.close()
