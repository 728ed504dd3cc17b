"""`python -m benchmarks.par SCENARIO…|all`: what a result is measured by, written into the scenario's file.

par: the median total of each chair over 300 games of three normal computer players. hold: the same when nobody does
anything. Both to one decimal. The rest of the file, its comments and its layout stay as they are. Beside them stands
a mark of the first games, by which a test sees quickly whether these are still the games that were measured.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from pathlib import Path

import numpy as np

from negotiation.match import play
from negotiation.par import GAMES, SEATS, measured
from negotiation.paths import shipped
from negotiation.rules import VERSION
from negotiation.rules.scenario import Scenario
from negotiation.scenarios import load, names
from negotiation.writing import write_whole

MARKED = 4
WHO = {"par": "three normal computer players", "hold": "players who do nothing"}


def source(scenario: Scenario, name: str) -> str:
    """What a file says of where the numbers come from."""
    many = f"median of {GAMES} games, seeds 0 to {GAMES - 1}" if scenario.rules.luck > 0 else "a game without luck"
    return f"benchmarks.par, rules {VERSION}: {many}, {WHO[name]}, to one decimal; first games {mark(scenario, name)}"


def mark(scenario: Scenario, name: str) -> str:
    """Eight signs that stand for the final states of the first games, bit by bit."""
    state = play(scenario, SEATS[name], np.arange(MARKED if scenario.rules.luck > 0 else 1))
    return hashlib.sha256(state.numbers().tobytes()).hexdigest()[:8]


def written(text: str, name: str, values: tuple[float, float, float], source: str) -> str:
    """The text of a scenario's file with par or hold in its place: where it stood, or at the end."""
    us, canada, mexico = values
    line = f'{name}: {{us: {us}, canada: {canada}, mexico: {mexico}, source: "{source}"}}'
    there = re.compile(rf"^{name}:[^\n]*(?:\n[ \t]+[^\n]*)*$", re.MULTILINE)
    if there.search(text):
        return there.sub(lambda _: line, text, count=1)
    gap = "" if "\nhold:" in text or "\npar:" in text else "\n"
    return f"{text.rstrip()}\n{gap}{line}\n"


def main(given: list[str]) -> int:
    """Measure and write every scenario that is named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.par", description="Par and hold of shipped scenarios.")
    parser.add_argument("scenario", nargs="+", choices=(*names(), "all"), metavar="SCENARIO",
                        help=f"{', '.join(names())}, or all")
    asked = parser.parse_args(given).scenario
    for name in names() if "all" in asked else asked:
        path: Path = shipped("scenarios") / f"{name}.yaml"
        scenario, text = load(path), path.read_text(encoding="utf-8")
        found = {what: measured(scenario, what) for what in SEATS}
        for what, values in found.items():
            text = written(text, what, values, source(scenario, what))
            print(f"{name}: {what} {' / '.join(f'{x:.1f}' for x in values)}")
        write_whole(path, text)
        after = load(path)
        assert found == {"par": after.par, "hold": after.hold}, name
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
