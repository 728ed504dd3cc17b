"""`python -m benchmarks.worlds [--games N] [--workers N] [--markdown FILE]`: every shipped scenario on one page."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.validation.processes import results_of
from negotiation.paths import shipped
from negotiation.rules import VERSION
from negotiation.rules.future import ENDINGS
from negotiation.scenarios import check_file, load, names

from . import spread, teaching

GAMES, TAUGHT = 200, 24        # default games of a scenario; games of a table of T6 to T8
NEAREST = 12                   # pairs told


def main(given: list[str]) -> int:
    """Play, measure, print; 1 where two scenarios are one or an invariant does not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worlds", description="The shipped scenarios, measured.")
    parser.add_argument("--games", type=int, default=GAMES, metavar="N", help="seeds a scenario (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), metavar="N")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the page")
    told = parser.parse_args(given)
    if told.games < 2 or told.workers < 1:
        parser.error("--games: at least 2 are needed; --workers: at least 1")
    began, taught = perf_counter(), min(TAUGHT, told.games)
    results = results_of([*spread.tasks(told.games), *teaching.tasks(taught)], told.workers)
    worlds = spread.worlds(results, told.games)
    pairs = spread.apart(worlds)
    lessons = {name: teaching.findings(results, name, taught) for name in teaching.classrooms()}
    lines = [*_worlds(worlds), *_pairs(pairs), *_lessons(lessons)]
    print("\n".join(lines))
    print("; ".join(f"{name} {1000 * _checked(name):.0f} ms" for name in names()), "to load and check", file=sys.stderr)
    print(f"{perf_counter() - began:.0f} s on {told.workers} processes", file=sys.stderr)
    if told.markdown:
        command = f"python -m benchmarks.worlds --games {told.games} --markdown {told.markdown.as_posix()}"
        page = "\n".join([*_head(command), *lines, *stories()]) + "\n"
        told.markdown.write_text(page, encoding="utf-8", newline="\n")
    alike = [pair for pair in pairs if pair.alike]
    return int(bool(alike) or any(not holds for rows in lessons.values() for _, holds, _ in rows))


def _checked(name: str) -> float:
    """Seconds to read, build and check a shipped file anew."""
    began = perf_counter()
    assert not check_file(shipped("scenarios") / f"{name}.yaml")
    return perf_counter() - began


def _head(command: str) -> list[str]:
    return ["# Scenarios", "",
            "Every shipped scenario: what it is about, how it goes when three normal computer players play it, and",
            "which two go too much alike. Written by", "", "```", command, "```", "",
            f"Rules version {VERSION}. Money in $bn at 2024 prices, US / Canada / Mexico.", ""]


def three(values: object) -> str:
    """A figure of each country."""
    return " / ".join(f"{round(x)}" for x in values)                                            # type: ignore[attr-defined]


def _worlds(worlds: list[spread.World]) -> list[str]:
    out = ["## Par, spread, endings", "",
           "| scenario | months | luck | trust | par | spread over seeds | nobody does anything | endings, % |",
           "|---|---|---|---|---|---|---|---|"]
    for world in worlds:
        scenario = load(world.name)
        ends = ", ".join(f"{end} {100 * share:.0f}" for end, share in zip(ENDINGS, world.endings, strict=True) if share)
        out.append(f"| `{world.name}` | {scenario.months} | {scenario.rules.luck:g} | {world.trust[0]:.0f} to "
                   f"{world.trust[1]:.0f} | {three(world.par)} | {three(world.spread)} | {three(world.hold)} "
                   f"| {ends} |")
    return [*out, "", "Trust: mean of the six at the start and at the end. A scenario without luck is one game,",
            "without spread.", ""]


def _pairs(pairs: list[spread.Apart]) -> list[str]:
    alike = sum(pair.alike for pair in pairs)
    out = ["## Worlds of their own", "",
           "Two scenarios are one if they differ by less than their seeds do: par by less than the spread of totals in",
           "every chair, and endings by less than two games of one scenario differ by chance.", "",
           f"{len(pairs)} pairs, {alike} too alike. The nearest:", "",
           "| | | par, in spreads | endings, in spreads | |", "|---|---|---|---|---|"]
    told = [*pairs[:NEAREST], *(pair for pair in pairs[NEAREST:] if pair.alike)]
    rows = [f"| `{p.first}` | `{p.second}` | {p.par:.2f} | {p.endings:.2f} | {'**one**' if p.alike else 'two'} |"
            for p in told]
    return [*out, *rows, ""]


def _lessons(lessons: dict[str, list[teaching.Finding]]) -> list[str]:
    out = ["## What the classroom scenarios teach", ""]
    for name, rows in lessons.items():
        out += [f"**`{name}`**", "", "| | holds | margin |", "|---|---|---|",
                *(f"| {test} | {'yes' if holds else '**no**'} | {margin} |" for test, holds, margin in rows), ""]
    return out


def stories() -> list[str]:
    """What each scenario is about, from its file."""
    out = ["## What each is about", ""]
    for name in names():
        text = load(name).text
        about = text["about"]
        out += [f"### {text['title']['en']} (`{name}`)", "", text["summary"]["en"], "",
                f"*At stake.* {about['stake']['en']}", "", f"*What differs.* {about['differs']['en']}", "",
                "*Three ways to do well.*", "", *(f"{n}. {way['en']}" for n, way in enumerate(about["ways"], 1)), ""]
    return out[:-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
