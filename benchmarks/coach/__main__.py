"""`python -m benchmarks.coach`: the coach judged on the stored positions, its figures stored beside this file.

`--store` makes the positions anew first (after a change of the rules). `--markdown FILE` writes the table into a page.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from negotiation.coach import GAMES
from negotiation.rules import VERSION
from negotiation.session import Session
from negotiation.writing import write_whole

from .judging import CHOICES, JUDGED, judged, summary
from .positions import store, stored

FIGURES = Path(__file__).with_name("figures.json")
BEGIN, END = "<!-- made: coach -->", "<!-- end -->"
NAMES = {"first": "first answer", "refined": "refined answer", "computer": "the computer player's choice",
         "pass": "doing nothing"}
CPU = 360                      # seconds that the whole run may cost


def measured(positions: Sequence[Session], games: int, judge: int) -> dict[str, Any]:
    """All figures: means, intervals, and what they were made from."""
    began, found = time.process_time(), []
    for n, game in enumerate(positions, 1):
        found.append(judged(game, games, None, judge))
        print(f"\r{n}/{len(positions)}", end="", file=sys.stderr, flush=True)
    figures = {name: {"mean": round(e.mean, 3), "low": round(e.low, 3), "high": round(e.high, 3)}
               for name, e in summary(found).items()}
    return {"rules": VERSION, "positions": len(positions), "games": games, "judged": judge,
            "alternatives": sum(len(each.payoff) for each in found), "seconds": round(time.process_time() - began),
            "figures": figures}


def table(document: Mapping[str, Any]) -> str:
    """The figures as a table of Markdown."""
    def cell(name: str) -> str:
        e = document["figures"].get(name)
        return "–" if e is None else f"{e['mean']:.2f} ({e['low']:.2f} to {e['high']:.2f})".replace("-", "−")

    rows = "\n".join(f"| {NAMES[name]} | {cell(f'regret.{name}')} | {cell(f'gain.{name}')} |" for name in CHOICES)
    positions, found, rules, games, judge = (document[key] for key in (
        "positions", "alternatives", "rules", "games", "judged"))
    return (f"{positions} positions, {found} alternatives, rules {rules}; the coach plays {games} games of each, the "
            f"judge {judge} others. US$ billion, 95% intervals over positions.\n\n"
            f"| choice | regret | gain of the refined answer over it |\n|---|---|---|\n{rows}")


def put(page: Path, document: Mapping[str, Any]) -> None:
    """Write the table between its marks."""
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    write_whole(page, f"{head}{BEGIN}\n{table(document)}\n{END}{rest.partition(END)[2]}")


def main(given: list[str]) -> int:
    """Judge, store, tell; 1 where it cost more than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coach", description="The coach judged by regret.")
    parser.add_argument("--store", action="store_true", help="make the positions anew first")
    parser.add_argument("--games", type=int, default=GAMES, help="games the coach plays of each alternative")
    parser.add_argument("--judge", type=int, default=JUDGED, help="games of the judge")
    parser.add_argument("--markdown", type=Path, help="a page with the marks of the table")
    asked = parser.parse_args(given)
    if asked.store:
        store()
    document = measured(stored(), asked.games, asked.judge)
    write_whole(FIGURES, json.dumps(document, indent=1) + "\n")
    if asked.markdown:
        put(asked.markdown, document)
    print(f"\n{table(document)}\n{document['seconds']} s of one core")
    return int(document["seconds"] > CPU)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
