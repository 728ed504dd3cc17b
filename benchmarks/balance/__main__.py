"""`python -m benchmarks.balance [all | table …] [--games N] [--minutes M] [--workers N] [--markdown FILE]`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

from benchmarks.validation.processes import results_of
from negotiation.rules import VERSION

from . import baselines, deviations, levels, pace, replies, sensitivity, teaching, trust, usage, word
from .bars import GAMES, Asked, Report

PARTS: dict[str, Any] = {
    "deviations": deviations, "replies": replies, "baselines": baselines, "word": word, "trust": trust, "pace": pace,
    "usage": usage, "levels": levels, "teaching": teaching, "sensitivity": sensitivity}
SLOW = ("deviations", "replies", "pace", "teaching")
BEFORE = Path(__file__).parent / "before.md"       # the page's bars under rules version 1.0, as they were printed
HOW = ("Gains are paired: two arms of a comparison have the same seeds, so the same luck. Standard errors stand in "
       "brackets; money is in $bn at 2024 prices.")


def _change(text: str) -> tuple[str, object]:
    """KEY=VALUE, a dotted key of the scenario: rules.call=6."""
    key, sign, value = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError(f"'{text}' is not KEY=VALUE")
    return key, yaml.safe_load(value)


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.balance", description="Whether the game is a good one.")
    parser.add_argument("table", nargs="*",
                        help=f"{', '.join(PARTS)}, or all (default: all but {', '.join(SLOW)})")
    parser.add_argument("--games", type=int, default=GAMES, metavar="N", help="seeds an arm (default: %(default)s)")
    parser.add_argument("--minutes", type=float, default=10.0, metavar="M",
                        help="search for best replies, a chair: minutes of one core, counted in games")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), metavar="N")
    parser.add_argument("--set", type=_change, action="append", default=[], metavar="KEY=VALUE",
                        help="change the scenario by dotted key; may be given again")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the page")
    found = parser.parse_args(given)
    unknown = [name for name in found.table if name not in (*PARTS, "all")]
    if unknown:
        parser.error(f"no such table: {', '.join(unknown)}; there are {', '.join(PARTS)}, and all")
    if found.games < 2 or found.workers < 1 or found.minutes <= 0:
        parser.error("--games: at least 2 are needed; --workers: at least 1; --minutes: more than none")
    chosen = found.table or [name for name in PARTS if name not in SLOW]
    found.table = list(PARTS) if "all" in chosen else list(dict.fromkeys(chosen))
    return found


def main(given: Sequence[str]) -> int:
    """Play, judge, print, write."""
    told, began = _arguments(given), perf_counter()
    asked = Asked(told.games, told.minutes, told.workers, tuple(told.set))
    parts = {name: PARTS[name] for name in told.table}
    results = results_of([task for part in parts.values() for task in part.tasks(asked)], asked.workers)
    made = {name: part.report(results, asked) for name, part in parts.items()}
    for name, report in made.items():
        print(f"{parts[name].TITLE}\n{'=' * len(parts[name].TITLE)}\n")
        print("\n\n".join(table.text() for table in report.tables), end="\n\n")
        print("\n".join(verdict.text() for verdict in report.verdicts), end="\n\n")
    print(summary(made))
    print(f"{perf_counter() - began:.0f} s on {asked.workers} processes", file=sys.stderr)
    if told.markdown:
        told.markdown.write_text(page(made, told), encoding="utf-8", newline="\n")
    return 0


def summary(made: dict[str, Report]) -> str:
    """How many bars hold."""
    verdicts = [v for report in made.values() for v in report.verdicts]
    return f"{len(verdicts)} bars, {sum(v.holds for v in verdicts)} hold, {sum(not v.holds for v in verdicts)} fail."


def page(made: dict[str, Report], told: argparse.Namespace) -> str:
    """The whole page in Markdown: first all bars, then the tables."""
    parts = "all" if set(made) == set(PARTS) else " ".join(made)
    changes = "".join(f" --set {key}={value}" for key, value in told.set)
    command = (f"python -m benchmarks.balance {parts} --games {told.games} --minutes {told.minutes:g}{changes} "
               f"--markdown {told.markdown.as_posix()}")
    text = ["# Balance", "", "Whether the game is a good one: what cheating pays, what is used, whether there is "
            "something to decide. Written by", "", "```", command, "```", "", HOW, "",
            f"Rules version {VERSION}. {summary(made)}", "", "## Bars"]
    for name, report in made.items():
        text += ["", f"**{PARTS[name].TITLE}**", "", "| bar | verdict | found |", "|---|---|---|",
                 *(verdict.markdown() for verdict in report.verdicts)]
    for name, report in made.items():
        text += ["", f"## {PARTS[name].TITLE}", "", "\n\n".join(table.markdown() for table in report.tables)]
    text += ["", "## Before", "", "The same bars before anything was mended, by the same command then:", "",
             BEFORE.read_text(encoding="utf-8").replace("## Bars\n\n", "")]
    return "\n".join(text).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
