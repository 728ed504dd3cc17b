"""The wheel put into an empty environment and tried there: on every Python to be had, alone and with each extra.

    python -m release.matrix [--suites bookworm,trixie,sid] [--extras study,…]        (`make matrix`)

Pythons are those of bare Debian systems (`release.roots`), and what Debian has not, from pyenv. On the oldest the
lowest versions are tried as well that `pyproject.toml` allows. Nothing is compiled: a library that has no wheel for a
Python is named in the table. All copies must play the same games. Exit status 1 if something that could be installed
does not work.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import shutil
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .build import release
from .page import ROOT, keep, table
from .roots import OTHERS, Bare
from .smoke import EXTRAS

SUITES = ("bookworm", "trixie", "sid")
DEVELOPERS = {"dev", "docs", "release"}    # extras that are no part of the game
WORKS, ALONE = "works", "alone"
KEPT = ROOT / "build" / "matrix.json"
INSIDE = "/release"                        # where a bare system finds the wheel and what tries it


@dataclass
class Row:
    """One Python with one choice of versions: what was found, and how each kind of copy fared."""

    python: str
    where: str
    versions: str                          # "newest" or "lowest"
    cells: dict[str, str] = field(default_factory=dict)
    numpy: str = ""
    digest: str = ""
    failures: list[str] = field(default_factory=list)


def tried(bare: Bare, python: str, versions: str, extras: list[str], wheel: Path) -> Row:
    """One row: a new environment for each kind of copy."""
    where = f"Debian {bare.suite}" if python.startswith("/usr/") else f"pyenv, in Debian {bare.suite}"
    row = Row(bare.run(python, "-V").stdout.split()[-1], where, versions)
    for extra in (ALONE, *extras):
        before = len(row.failures)
        row.cells[extra] = _cell(bare, python, versions, extra, wheel, row)
        print(f"{row.where}, Python {row.python}, {versions}, {extra}: {row.cells[extra]}", *row.failures[before:],
              sep="\n", flush=True)
    return row


def _cell(bare: Bare, python: str, versions: str, extra: str, wheel: Path, row: Row) -> str:
    own = "/cell"
    shutil.rmtree(bare.folder / own[1:], ignore_errors=True)
    bare.run("uv", "venv", "-q", "--python", python, own, check=True)
    words = ["uv", "pip", "install", "-q", "--python", f"{own}/bin/python", "--only-binary", ":all:"]
    file = f"{INSIDE}/{wheel.name}"
    if versions == "lowest":
        wanted = [*words, "--resolution", "lowest-direct", "-r", f"{INSIDE}/pyproject.toml",
                  *(("--extra", extra) if extra != ALONE else ())]
        steps = [wanted, [*words, "--no-deps", file]]
    else:
        steps = [[*words, file if extra == ALONE else f"{file}[{extra}]"]]
    for step in steps:
        done = bare.run(*step)
        if done.returncode:
            return _no_wheel(done.stderr, row, extra)
    done = bare.run(python, f"{INSIDE}/smoke.py", f"{own}/bin", *(() if extra == ALONE else (extra,)))
    told = json.loads(done.stdout or "null") or {"failed": done.stderr}
    if "failed" in told:
        row.failures.append(f"{row.where}, Python {row.python}, {versions}, {extra}: {told['failed']}")
        return "fails"
    row.numpy = row.numpy or told["numpy"]
    if row.digest not in ("", told["digest"]):
        row.failures.append(f"Python {row.python}, {extra}: other games than without it")
    row.digest = told["digest"]
    return WORKS


def _no_wheel(said: str, row: Row, extra: str) -> str:
    """The libraries that have no wheel; any other reason is a failure."""
    names = re.findall(r"([a-z][\w.-]*)(?:[=<>!]=?[\w.]+)? has no (?:wheels|usable)", " ".join(said.split()))
    if not names:
        row.failures.append(f"Python {row.python}, {row.versions}, {extra}: {said}")
        return "cannot be installed"
    return f"no wheel of {', '.join(sorted(set(names)))}"


def rows(suites: list[str], extras: list[str], wheel: Path, seen: Callable[[list[Row]], None]) -> list[Row]:
    """Every Python of every suite, the lowest versions on the first; `seen` hears of all rows after each."""
    from uv import find_uv_bin
    found: list[Row] = []

    def one(bare: Bare, python: str, versions: str) -> None:
        found.append(tried(bare, python, versions, extras, wheel))
        seen(found)

    for suite in suites:
        bare = Bare(suite, ("python3", "python3-venv", "ca-certificates", *NEWER.get(suite, ())))
        place = bare.folder / INSIDE[1:]
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for file in (wheel, ROOT / "pyproject.toml", ROOT / "release" / "smoke.py"):
            shutil.copy(file, place)
        shutil.copy(find_uv_bin(), bare.folder / "usr" / "bin" / "uv")
        for python in bare.python():
            if suite == SUITES[0]:
                one(bare, python, "lowest")
            one(bare, python, "newest")
        for minor in MISSING if suite == SUITES[0] else ():
            here = sorted(OTHERS.glob(f"{minor}.*"))
            if here:
                one(bare, bare.lend(here[-1]), "newest")
            else:
                print(f"Python {minor} is in no suite of Debian and not in {OTHERS}: not tried", file=sys.stderr)
    return found


MISSING = ("3.12",)                                  # Pythons that no suite has
NEWER = {"sid": ("python3.14", "python3.15")}        # Pythons of a suite beside its own


def _read() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else []
    return found


def kept(found: list[Row], extras: list[str]) -> None:
    """Write the table as far as it goes; rows of other suites stay as an earlier run found them."""
    rows = {row["where"] + row["python"] + row["versions"]: Row(**row) for row in _read()}
    rows |= {row.where + row.python + row.versions: row for row in found}
    found = [rows[key] for key in sorted(rows, key=lambda key: (int(rows[key].python.split(".")[1]), key))]
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps([dataclasses.asdict(row) for row in found], indent=1), encoding="utf-8")
    digests = sorted({row.digest for row in found if row.digest})
    head = ["Python", "from", "versions", "numpy", ALONE, *extras]
    text = table(head, ((r.python, r.where, r.versions, r.numpy,
                         *(r.cells.get(e, "not tried") for e in (ALONE, *extras)))
                        for r in found))
    keep("matrix", f"{text}\n\nDigest of ten games in all copies: `{', '.join(digests)}`.")


def main() -> int:
    """Build, try, keep the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--suites", default=",".join(SUITES))
    parser.add_argument("--extras", default=",".join(EXTRAS))
    told = parser.parse_args()
    extras = [name for name in told.extras.split(",") if name]
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    if told.extras == ",".join(EXTRAS) and set(extras) | DEVELOPERS != set(declared):
        print(f"release/smoke.py tries {sorted(extras)}, pyproject.toml has {sorted(declared)}", file=sys.stderr)
        return 1
    wheel = next(path for path in release(ROOT / "dist") if path.suffix == ".whl")
    whole = told.extras == ",".join(EXTRAS)
    found = rows(told.suites.split(","), extras, wheel, lambda rows: kept(rows, extras) if whole else None)
    digests = {row.digest for row in found if row.digest}
    failures = [line for row in found for line in row.failures]
    if len(digests) > 1:
        failures.append(f"not the same games everywhere: {sorted(digests)}")
    print("\n".join(failures), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
