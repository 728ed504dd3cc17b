"""Groups of tests that need something a computer may not have: what is missing, and how to add it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from glob import glob

ALL = "NEGOTIATION_TEST_ALL"


@dataclass(frozen=True)
class Group:
    """Programs and modules that a group of tests needs, and the line that brings them."""

    needs: str
    add: str
    programs: Sequence[str] = ()
    modules: Sequence[str] = ()
    beside: str = ""                       # folders where the programs may be though they are on no path, as a pattern

    def missing(self) -> list[str]:
        """The programs and modules that are not here."""
        programs = [p for p in self.programs if self.find(p) is None]
        return programs + [m for m in self.modules if importlib.util.find_spec(m) is None]

    def find(self, program: str) -> str | None:
        """Where a program is."""
        return shutil.which(program) or shutil.which(program, path=os.pathsep.join(sorted(glob(self.beside))))


GROUPS = {
    "display": Group(
        "a display server of its own, with a window manager and a hand",
        "sudo apt-get install xvfb xdotool openbox imagemagick"
        if sys.platform.startswith("linux")
        else "run the tests on Linux as well: these open the window on a display server of their own",
        programs=("Xvfb", "xdotool", "openbox", "import"),
    ),
    "parquet": Group("pyarrow", "pip install 'negotiation[study]'", modules=("pyarrow",)),
    "scipy": Group("scipy", "pip install 'negotiation[study]'", modules=("scipy",)),
    "study": Group("what studies need", "pip install 'negotiation[study]'",
                   modules=("pyarrow", "scipy", "duckdb", "filelock", "matplotlib", "pandas")),
    "dask": Group("Dask", "pip install 'negotiation[dask]'", modules=("distributed",)),
    "sensitivity": Group("SALib", "pip install 'negotiation[sensitivity]'", modules=("SALib",)),
    "notebook": Group("nbclient and ipykernel", "pip install nbclient ipykernel",
                      modules=("nbformat", "nbclient", "ipykernel")),
    "env": Group("Gymnasium and PettingZoo", "pip install 'negotiation[env]'", modules=("gymnasium", "pettingzoo")),
    "openspiel": Group("OpenSpiel", "pip install 'negotiation[openspiel]'", modules=("pyspiel",)),
    "classroom": Group("the server of the classroom", "pip install 'negotiation[classroom]'",
                       modules=("starlette", "uvicorn", "websockets", "segno")),
    "docs": Group("the builder of the documents", "pip install 'negotiation[docs]'", modules=("zensical",)),
    "certificate": Group("a maker of certificates", "pip install trustme 'negotiation[classroom]'",
                         modules=("trustme", "starlette", "uvicorn", "websockets", "segno")),
    "bundle": Group("what a bundle is made with", "pip install pip 'negotiation[classroom]'",
                    modules=("pip", "packaging", "starlette", "uvicorn", "websockets", "segno")),
    "axe": Group("Chromium, and playwright to drive it",
                 "sudo apt-get install chromium; pip install playwright (it need not fetch a browser of its own)",
                 programs=("chromium",), modules=("playwright",)),
    "browser": Group("Chromium, and playwright to drive it",
                     "sudo apt-get install chromium; pip install playwright (it need not fetch a browser of its own)",
                     programs=("chromium",), modules=("playwright",)),
    "postgres": Group("a Postgres server of its own, and psycopg",
                      "sudo apt-get install postgresql; pip install 'negotiation[postgres]'",
                      programs=("initdb", "pg_ctl"), modules=("psycopg",), beside="/usr/lib/postgresql/*/bin"),
    "wheel": Group("hatchling and pip", "pip install pip hatchling", modules=("hatchling", "pip")),
    "shell": Group("sh and make", "sudo apt-get install make", programs=("sh", "make")),
    "checks": Group(
        "the tools of `make check`", "pip install -e '.[dev]'", modules=("importlinter", "babel")
    ),
}


def everything_asked() -> bool:
    """Whether a group that is left out counts as a failure, as it does on the build server."""
    return os.environ.get(ALL, "") not in ("", "0")


def left_out_lines(counts: dict[str, int]) -> list[str]:
    """What to say at the end about the groups that were left out; counts: tests by group."""
    lines = []
    for name, count in sorted(counts.items()):
        group = GROUPS[name]
        missing = ", ".join(group.missing()) or "?"
        lines.append(
            f"left out: {name} ({count} {'test' if count == 1 else 'tests'}), which needs {group.needs}; "
            f"missing here: {missing}. To add it: {group.add}"
        )
    return lines
