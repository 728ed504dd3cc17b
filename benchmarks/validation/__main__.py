"""`python -m benchmarks.validation [part …] [--games N] [--json FILE] [--markdown FILE]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from negotiation.rules import VERSION
from negotiation.rules.names import NAMES

from . import (
    best,
    coordination,
    core,
    deviations,
    history,
    invariants,
    levels,
    premium,
    sensitivity,
    shipped,
    spread,
    three,
    trust,
    word,
)
from .figures import ERRORS
from .processes import results_of
from .tables import Table

PARTS: dict[str, Any] = {
    "invariants": invariants, "premium": premium, "tables": three, "spread": spread, "levels": levels, "word": word,
    "trust": trust, "coordination": coordination, "best": best, "scenarios": shipped, "history": history, "core": core,
    "sensitivity": sensitivity, "deviations": deviations}
SLOW = ("sensitivity", "deviations")
ORDER = ", ".join({"us": "United States", "canada": "Canada", "mexico": "Mexico"}[name] for name in NAMES)
HOW = (f"Countries stand in the order {ORDER}; money is in $bn at 2024 prices. Under a row stands what the design "
       "of the rules found with its own sketch of an engine, and the range in which two honest runs may differ: "
       f"{ERRORS:g} standard errors of the difference, and what rounding hides. A number beyond it is marked outside.")

APART = ("The engine departs from that sketch on purpose: nobody knows another's humor "
         "([decision 7](decisions/0007-nobody-knows-anothers-humor.md)), gestures of one month count one by one "
         "([8](decisions/0008-two-gestures-of-a-month-are-two-events.md)), an answer to nothing is illegal "
         "([9](decisions/0009-an-answer-to-nothing-is-illegal.md)), a breach ends its own deal "
         "([14](decisions/0014-a-breach-ends-its-own-deal.md)). Only the first moves these tables. Where the sketch "
         "hides Washington's humor in the same way, it plays the same games: 299 of 300 normal ones and 99 of 100 hard "
         "ones came to the same totals, seed by seed, within $0.01bn. (The random player draws its moves in another "
         "order.)")


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.validation", description="The rules tried out.")
    parser.add_argument("part", nargs="*", help=f"{', '.join(PARTS)}, or all (default: all but {' and '.join(SLOW)})")
    parser.add_argument("--games", type=int, metavar="N", help="games a run, in place of each table's own number")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the page")
    found = parser.parse_args(given)
    unknown = [p for p in found.part if p not in (*PARTS, "all")]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}, and all")
    if found.games is not None and found.games < 2:
        parser.error("--games: at least 2 are needed")
    chosen = found.part or [p for p in PARTS if p not in SLOW]
    found.part = list(PARTS) if "all" in chosen else list(dict.fromkeys(chosen))
    return found


def main(given: Sequence[str]) -> int:
    """Play, print, write."""
    asked, began = _arguments(given), perf_counter()
    parts = {name: PARTS[name] for name in asked.part}
    results = results_of([t for part in parts.values() for t in part.tasks(asked.games)], asked.processes)
    made = {name: part.tables(results, asked.games) for name, part in parts.items()}
    for name, tables in made.items():
        print(f"{parts[name].TITLE}\n{'=' * len(parts[name].TITLE)}\n")
        print("\n\n".join(table.text() for table in tables), end="\n\n")
    print(summary(made))
    print(f"{perf_counter() - began:.0f} s on {asked.processes} processes")
    if asked.json:
        told = {name: [table.answer() for table in tables] for name, tables in made.items()}
        answer = {"rules": VERSION, "games": asked.games, "parts": told}
        asked.json.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")
    if asked.markdown:
        asked.markdown.write_text(page(made, asked), encoding="utf-8", newline="\n")
    return 0


def summary(made: dict[str, list[Table]]) -> str:
    """How many figures agree, and the others by place."""
    found = [pair for tables in made.values() for table in tables for pair in table.figures()]
    compared = [(place, f) for place, f in found if f.design is not None]
    out = [f"{place}: {f.here}, design {f.there}" for place, f in compared if f.outside]
    head = f"{len(found)} figures, {len(compared)} beside the design's, {len(out)} outside."
    return "\n".join([head, *(f"- {line}" for line in out)])


def page(made: dict[str, list[Table]], asked: argparse.Namespace) -> str:
    """The whole page in Markdown."""
    games = f" --games {asked.games}" if asked.games else ""
    parts = "all" if set(made) == set(PARTS) else " ".join(made)
    command = f"python -m benchmarks.validation {parts}{games} --markdown {asked.markdown.as_posix()}"
    begin = "How the claims of the [rules](rules.md) were tested, and what came out. Written by"
    text = ["# Validation", "", begin, "", "```", command, "```", "", HOW, "", APART, "",
            f"Rules version {VERSION}. {summary(made)}"]
    for name, tables in made.items():
        text += ["", f"## {PARTS[name].TITLE}", "", "\n\n".join(table.markdown() for table in tables)]
    return "\n".join(text).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
