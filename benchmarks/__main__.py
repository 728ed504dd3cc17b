"""`python -m benchmarks`: the figures of one interleaved run as a table of ratios, and as JSON.

Absolute times belong to the machine and the minute; the ratios are what is promised.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

from .environments import environments
from .prototype import Prototype
from .speed import GROUPS as OLDER
from .speed import Row, yards

GROUPS = {**OLDER, "environments": environments}

SCHEMA = 1


def main() -> int:
    """Run the groups asked for; 1 if a ratio is under 0.7 of its goal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default=",".join(GROUPS), metavar="GROUP,…", help=f"some of {', '.join(GROUPS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--prototype", type=Path, metavar="DIR", help="compare with the sketches in this folder")
    asked = parser.parse_args()
    wanted = [name for name in asked.only.split(",") if name]
    unknown = [name for name in wanted if name not in GROUPS]
    if unknown:
        parser.error(f"no group {unknown[0]!r}; there are {', '.join(GROUPS)}")
    try:
        prototype = Prototype(asked.prototype) if asked.prototype else None
    except FileNotFoundError as error:
        parser.error(str(error))
    began = time.perf_counter()
    measure = yards()
    rows = []
    for name in wanted:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += GROUPS[name](prototype)
    show(rows)
    for yard, seconds in measure.items():
        print(f"yard: {yard}: {1e3 * seconds:.3f} ms")
    print(f"all: {time.perf_counter() - began:.0f} s")
    if asked.json:
        asked.json.write_text(json.dumps(document(rows, measure), indent=1) + "\n", encoding="utf-8")
    return 1 if any(r.goal and r.ratio and r.ratio < 0.7 * r.goal for r in rows) else 0


def show(rows: list[Row]) -> None:
    """A table: what, how long, against what, how many times faster, the goal."""
    head = ("group", "figure", "time", "per", "against", "times", "goal", "")
    body = [(r.group, r.name, amount(r), r.per, r.ratio_to, f"{r.ratio:.2f}" if r.ratio else "",
             f"{r.goal:.2f}" if r.goal else "", verdict(r)) for r in rows]
    wide = [max(len(line[k]) for line in (head, *body)) for k in range(len(head))]
    for line in (head, *body):
        print("  ".join(cell.ljust(w) for cell, w in zip(line, wide, strict=True)).rstrip())


def amount(row: Row) -> str:
    """Seconds in a unit that reads well; memory as it is."""
    if "MB" in row.per:
        return f"{row.seconds:.0f}"
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if row.seconds >= size:
            return f"{row.seconds / size:.3g} {unit}"
    return f"{row.seconds:.2g} s"


def verdict(row: Row) -> str:
    """Whether the goal was reached."""
    if not row.goal or not row.ratio:
        return ""
    return "reached" if row.ratio >= row.goal else "missed"


def commit() -> str:
    """The commit that was measured, in short; an empty text where there is no git or no repository."""
    if shutil.which("git") is None:
        return ""
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return told.stdout.strip()


def document(rows: list[Row], measure: dict[str, float]) -> dict[str, object]:
    """The figures with the machine they were taken on."""
    import numpy
    return {"schema": SCHEMA, "commit": commit(), "date": time.strftime("%Y-%m-%d"),
            "machine": {"cpu": platform.processor() or platform.machine(), "cores": os.cpu_count(),
                        "system": platform.system()},
            "versions": {"python": platform.python_version(), "numpy": numpy.__version__}, "yards": measure,
            "rows": [row.plain() for row in rows]}


if __name__ == "__main__":
    sys.exit(main())
