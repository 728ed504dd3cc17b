"""Parts of a study's tables: Parquet files, whole or absent, each with its runs and its checksum in its name."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..reading import Problem
from ..rules.reasons import Reason
from ..writing import write_whole
from .tables import FAILED

if TYPE_CHECKING:
    import pyarrow as pa

_NAME = re.compile(r"part-(\d{10})-(\d{10})-([0-9a-f]{16})\.parquet")
ABOUT = b"negotiation"                     # key of what a file says about itself
BESIDE = "beside"                          # in it, the files of the same runs in other tables
SUM = 16                                   # letters of a checksum


@dataclass(frozen=True)
class Part:
    """The runs start … stop - 1 of a study: a file of the table of runs, and those of the other tables by name."""

    start: int
    stop: int
    path: Path
    others: Mapping[str, Path] = field(default_factory=dict)

    @property
    def range(self) -> tuple[int, int]:
        """Its runs."""
        return self.start, self.stop

    def file(self, table: str) -> Path:
        """Its file of a table."""
        return self.path if table == "runs" else self.others[table]

    def failed(self) -> int:
        """How many of its runs failed."""
        import pyarrow.parquet as pq
        status: list[str] = pq.ParquetFile(self.path).read(["status"])["status"].to_pylist()
        return status.count(FAILED)


def checksum(data: bytes) -> str:
    """What a file's name says of its content."""
    return hashlib.sha256(data).hexdigest()[:SUM]


def packed(table: pa.Table, about: Mapping[str, Any]) -> bytes:
    """A table as the bytes of a Parquet file, with what it says about itself."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    out = pa.BufferOutputStream()
    told = table.replace_schema_metadata({ABOUT: json.dumps(dict(about), sort_keys=True).encode()})
    pq.write_table(told, out, compression="zstd")
    return bytes(out.getvalue().to_pybytes())


def write(folder: Path, start: int, stop: int, table: pa.Table, about: Mapping[str, Any]) -> Path:
    """Write one part: beside, synced, renamed. Raises WriteError."""
    data = packed(table, about)
    path = folder / f"part-{start:010d}-{stop:010d}-{checksum(data)}.parquet"
    write_whole(path, data)
    return path


def read(path: Path) -> pa.Table:
    """The rows of a part. Raises OSError, and ValueError where Parquet cannot be read."""
    import pyarrow.parquet as pq
    return pq.ParquetFile(path).read()


def whole(path: Path) -> bool:
    """Whether a file holds what was written to it."""
    try:
        return checksum(path.read_bytes()) == path.stem.rpartition("-")[2]
    except OSError:
        return False


@dataclass(frozen=True)
class Found:
    """What lies in a study's folder: parts that can be used, and those that cannot, with why."""

    parts: tuple[Part, ...]
    broken: tuple[Part, ...] = ()
    twice: tuple[tuple[Part, Part], ...] = ()          # a part, and the one that holds its runs too

    def problems(self, folder: Path) -> list[Problem]:
        """One line about each file that cannot be used."""
        remedy = Reason("study.resume_mends", {"folder": f"'{folder}'"})
        lines = [Problem(str(p.path), 0, "", Reason("study.part_broken"), remedy) for p in self.broken]
        return lines + [Problem(str(p.path), 0, "", Reason("study.part_twice", {"other": other.path.name}), remedy)
                        for p, other in self.twice]


def look(folder: Path, measures: Sequence[str], total: int) -> Found:
    """The parts of a study; each is read once to compare its checksum."""
    usable: list[Part] = []
    broken, twice = [], []
    named = [p for p in map(_named, (folder / "runs").glob("part-*.parquet")) if p is not None]
    for part in sorted(named, key=lambda p: (p.start, -p.stop, p.path.name)):
        found = _opened(part, measures)
        if found is None or part.stop > total:
            broken.append(part)
        elif usable and part.start < usable[-1].stop:
            # Two of one range: runs that failed were played again, and the old file is not gone yet.
            better = part.range == usable[-1].range and found.failed() < usable[-1].failed()
            twice.append((usable[-1], found) if better else (found, usable[-1]))
            if better:
                usable[-1] = found
        else:
            usable.append(found)
    return Found(tuple(usable), tuple(broken), tuple(twice))


def _named(path: Path) -> Part | None:
    match = _NAME.fullmatch(path.name)
    return Part(int(match[1]), int(match[2]), path) if match else None


def _opened(part: Part, measures: Sequence[str]) -> Part | None:
    """The part with its files of other tables; None where one of them is not what was written."""
    import pyarrow.parquet as pq
    if not whole(part.path):
        return None
    about = json.loads((pq.read_schema(part.path).metadata or {}).get(ABOUT, b"{}"))
    names = about.get(BESIDE, {})
    others = {m: part.path.parents[1] / m / names.get(m, "") for m in measures if m != "runs"}
    return Part(part.start, part.stop, part.path, others) if all(map(whole, others.values())) else None


def set_aside(part: Part) -> None:
    """Take a part out of use without losing it: its file gets another ending."""
    part.path.replace(part.path.with_suffix(".parquet.aside"))


def clear(folder: Path, measures: Sequence[str], kept: Sequence[Part]) -> None:
    """Remove what a killed run left half done: rough files, and files of other tables that no part names."""
    for measure in measures:
        for path in (folder / measure).glob(".part-*.part"):
            path.unlink(missing_ok=True)
        if measure == "runs":
            continue
        named = {p.others[measure] for p in kept}
        for path in (folder / measure).glob("part-*.parquet"):
            if path not in named:
                path.unlink(missing_ok=True)
