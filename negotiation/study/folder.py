"""The folder of a study: its manifest, its points, its lock; begun, found again, grown."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..reading import FileError, Problem
from ..rules import VERSION
from ..rules.names import NAMES
from ..rules.reasons import Reason
from ..writing import WriteError, write_whole
from . import parts
from .play import versions
from .points import Block, Layout, Point, World
from .tables import MEASURES, codebook, schema

if TYPE_CHECKING:
    import pyarrow as pa

    from .design import Design

FORMAT = 1
MANIFEST, DESIGN, CODEBOOK, LOCK = "manifest.json", "design.yaml", "codebook.md", ".lock"


class StudyError(FileError):
    """A study that cannot be begun, gone on with or read: every problem with file and remedy."""


def fault(path: Path, problem: str, remedy: str, **places: object) -> StudyError:
    """An error of one line."""
    return StudyError([Problem(str(path), 0, "", Reason(problem, places), Reason(remedy, places))])


@dataclass(frozen=True)
class Folder:
    """A study as its manifest tells it."""

    path: Path
    name: str
    seed: int
    measures: tuple[str, ...]
    layout: Layout
    worlds: Mapping[str, World]
    strategies: Mapping[str, str]          # sha256 of the files of strategies, by path
    method: Mapping[str, Any]              # how the points were drawn
    rules: str
    made: Mapping[str, Any]                # when, with what, by which command

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points of the design. Raises StudyError where their file has changed."""
        return tuple(Point(r["scenario"], (r["player_us"], r["player_canada"], r["player_mexico"]),
                           json.loads(r["set"])) for r in self.points_table().to_pylist())

    def points_table(self) -> pa.Table:
        """The points as they are kept. Raises StudyError."""
        path = self.path / self.made["points_file"]
        if not parts.whole(path):
            raise fault(path, "study.points_broken", "study.restore", name=path.name)
        return parts.read(path)

    def found(self) -> parts.Found:
        """What is there of it."""
        return parts.look(self.path, self.measures, self.layout.total)

    def about(self) -> dict[str, Any]:
        """What every table says of itself."""
        return {"study": self.name, "rules": self.rules, "seed": self.seed, "versions": versions(),
                "scenarios": {name: w.hash for name, w in self.worlds.items()}}


def open_folder(path: Path) -> Folder:
    """The study of a folder. Raises StudyError."""
    file = path / MANIFEST
    if not file.is_file():
        raise fault(path, "study.no_study", "study.run_first", folder=f"'{path}'")
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise fault(file, "study.other_format", "study.newer_program", format=told["format"])
        return Folder(path, told["name"], told["seed"], tuple(told["measures"]),
                      Layout(tuple(Block(*b) for b in told["layout"])),
                      {name: World(**w) for name, w in told["worlds"].items()}, told["strategies"], told["method"],
                      told["rules"], told["made"])
    except StudyError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise fault(file, "study.manifest_broken", "study.restore", name=MANIFEST) from None


def begin(design: Design, path: Path, extend: bool = False, command: str = "") -> Folder:
    """The folder of a design: made, or found again if it holds the same one. Raises StudyError, WriteError.

    `extend` lets a design grow by points and replications behind those it has.
    """
    layout = Layout((Block(0, len(design.points), 0, design.replications),))
    if not (path / MANIFEST).is_file():
        try:
            own = (DESIGN, CODEBOOK, *MEASURES)            # a study that was killed before its manifest was written
            if path.is_dir() and any(p.name not in own and not p.name.startswith((".", "points-"))
                                     for p in path.iterdir()):
                raise fault(path, "study.not_empty", "study.new_folder")
        except OSError as error:
            raise WriteError(path, error) from error
        return _write(design, path, layout, command)
    old = open_folder(path)
    same_rules(old)
    changed = differences(old, design)
    grown = len(design.points) > old.layout.points or design.replications > old.layout.replications
    if changed or (grown and not extend):
        what = ", ".join(changed) or ", ".join(_growth(old, design))
        raise fault(path / MANIFEST, "study.changed", "study.new_or_extend" if not changed else "study.new_folder",
                    what=what, folder=f"'{path}'")
    if not grown:
        return old
    return _write(design, path, old.layout.grown(len(design.points), design.replications), command, old)


def differences(old: Folder, design: Design) -> list[str]:
    """The keys of a design that are not as they were when the study was begun; growth at the end is none."""
    new: list[tuple[str, object, object]] = [
        ("seed", old.seed, design.seed), ("measures", set(old.measures), set(design.measures)),
        ("scenario", {n: w.hash for n, w in old.worlds.items()},
         {n: w.hash for n, w in design.worlds.items() if n in old.worlds}),
        ("players", dict(old.strategies), {n: s for n, s in design.strategies.items() if n in old.strategies}),
        ("replications", True, design.replications >= old.layout.replications),
        ("points", [p.key for p in old.points], [p.key for p in design.points[:len(old.points)]])]
    return [key for key, was, now in new if was != now]


def _growth(old: Folder, design: Design) -> list[str]:
    pairs = (("points", old.layout.points, len(design.points)),
             ("replications", old.layout.replications, design.replications))
    return [f"{key} {was} → {now}" for key, was, now in pairs if was != now]


def same_rules(folder: Folder) -> None:
    """Raises StudyError where the study was begun under other rules: its rows would not be comparable."""
    if folder.rules != VERSION:
        raise fault(folder.path / MANIFEST, "study.other_rules", "study.install_old", old=folder.rules, new=VERSION,
                    version=folder.made["negotiation"])


def unchanged(folder: Folder) -> None:
    """Raises StudyError where the design kept in the folder, or a strategy's file, is not what was begun with."""
    same_rules(folder)
    kept = folder.path / DESIGN
    if not kept.is_file() or sha(kept) != folder.made["design_sha256"]:
        raise fault(kept, "study.design_changed", "study.restore_or_extend", folder=f"'{folder.path}'")
    for name, old in folder.strategies.items():
        if not Path(name).is_file() or sha(Path(name)) != old:
            raise fault(Path(name), "study.strategy_changed", "study.restore_or_new")


def take_strategies(folder: Folder) -> Folder:
    """The study with the files of strategies as they are now; the manifest keeps what they were before."""
    now = {name: sha(Path(name)) for name in folder.strategies if Path(name).is_file()}
    if now == dict(folder.strategies):
        return folder
    file = folder.path / MANIFEST
    told = json.loads(file.read_text(encoding="utf-8"))
    told["made"].setdefault("strategies_before", []).append(told["strategies"])
    told["strategies"] = {**folder.strategies, **now}
    write_whole(file, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return open_folder(folder.path)


def sha(path: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(design: Design, path: Path, layout: Layout, command: str, old: Folder | None = None) -> Folder:
    """Write all files of a study; the manifest comes last, and with it the study is there."""
    import pyarrow as pa
    try:
        for name in ("", *design.measures):
            (path / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(error.filename or path, error) from error
    rows = [{"point": n, "key": p.key, "scenario": p.scenario, "set": p.changes, "rules": VERSION,
             "scenario_hash": design.worlds[p.scenario].hash, "versions": versions(),
             **{f"player_{c}": s for c, s in zip(NAMES, p.players, strict=True)}} for n, p in enumerate(design.points)]
    about = {"study": design.name, "rules": VERSION, "versions": versions()}
    data = parts.packed(pa.Table.from_pylist(rows, schema("points")), about)
    points_file = f"points-{parts.checksum(data)}.parquet"
    write_whole(path / points_file, data)
    write_whole(path / DESIGN, design.text)
    write_whole(path / CODEBOOK, codebook(design.name, design.measures))
    made = {"when": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "negotiation": __version__, "versions": versions(),
            "design_file": design.file, "design_sha256": hashlib.sha256(design.text.encode()).hexdigest(),
            "points_file": points_file, "command": command or f"negotiation study run {design.file} --out {path}"}
    folder = Folder(path, design.name, design.seed, design.measures, layout, design.worlds, design.strategies,
                    design.method, VERSION, made)
    told = {"format": FORMAT, "name": folder.name, "rules": VERSION, "made": made, "seed": folder.seed,
            "points": layout.points, "replications": layout.replications, "measures": list(folder.measures),
            "layout": [list(asdict(b).values()) for b in layout.blocks], "method": dict(design.method),
            "strategies": dict(design.strategies), "worlds": {n: asdict(w) for n, w in design.worlds.items()}}
    write_whole(path / MANIFEST, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    if old is not None and old.made["points_file"] != points_file:
        (path / old.made["points_file"]).unlink(missing_ok=True)
    return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Alone at work in this folder. The lock goes with the process, however it ends. Raises StudyError, WriteError."""
    from filelock import FileLock, Timeout
    lock = FileLock(path / LOCK)
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise fault(path, "study.busy", "study.wait") from None
    except OSError as error:
        raise WriteError(path / LOCK, error) from error
    try:
        yield
    finally:
        lock.release()


def busy(path: Path) -> bool:
    """Whether somebody is at work in a folder."""
    from filelock import FileLock, Timeout
    if not (path / LOCK).exists():
        return False
    lock = FileLock(path / LOCK)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False
