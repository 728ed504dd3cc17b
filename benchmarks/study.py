"""What a study costs: two processes against one, memory, resuming, cost a game. `python -m benchmarks.study`.

Ratios are of processor time where they can be, so that a busy machine does not spoil them. `--million` plays a million
short games once and tells the peak of its memory. Goals: issue and performance page; exit status 1 under 0.7 of one.
"""

from __future__ import annotations

from . import timing  # isort: skip  (sets one thread a process before numpy loads)

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from negotiation.study import resume, run
from negotiation.study.crew import Crew
from negotiation.study.pace import Pace, State, Stopped
from negotiation.study.task import Report

from .__main__ import show
from .killed import environment
from .speed import Row

assert timing
SHORT = {"scenario": "tutorial", "points": [{"players": "hold", "set": {"months": 1}}]}
CHUNK = 256                                # games of a chunk where chunks are to be compared
DEFAULT = {"scenario": "kick-start-2025", "points": [{}]}
# Linux lets a new process begin with the peak of the one that made it; VmHWM is its own.
PEAK = """import sys; from benchmarks.study import SHORT; from negotiation.study import run; from pathlib import Path
run({**SHORT, 'replications': int(sys.argv[1])}, sys.argv[2], workers=0)
print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"""


class Counting(Executor):
    """A crew whose reports are kept."""

    def __init__(self, workers: int) -> None:
        """So many processes."""
        self.crew, self._max_workers = Crew(workers), workers
        self.reports: list[Report] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand it on."""
        future = self.crew.submit(fn, *args)
        future.add_done_callback(lambda f: self.reports.append(f.result()))
        return future


def processes(place: Path, games: int) -> list[Row]:
    """Default players on one process and on two: processor time of a game while both are at work."""
    rows: list[Row] = []
    for workers in (1, 2):
        executor = Counting(workers)
        run({**DEFAULT, "replications": games}, place / f"on-{workers}", executor=executor, pace=Pace(1e9, CHUNK))
        executor.crew.shutdown()
        # The first chunks are small and build the scenario; the others are what a long study is made of.
        later = [r for r in executor.reports if r.stop - r.start == CHUNK]
        cost = sum(r.work for r in later) / sum(r.stop - r.start for r in later)
        one = rows[0] if rows else None
        rows.append(Row("processes", f"{workers} at work", cost / workers, "game, by processor time",
                        one.name if one else "", one.seconds / (cost / workers) if one else None, 1.8 if one else None))
    return rows


def memory(place: Path) -> list[Row]:
    """Peak of a process that plays 100,000 short games against one that plays 10,000."""
    if not Path("/proc/self/status").is_file():
        return []
    small, large = (peak(place / f"peak-{n}", n) for n in (10_000, 100_000))
    first = Row("memory", "10,000 games", small, "MB, not seconds")
    return [first, Row("memory", "100,000 games", large, "MB, not seconds", first.name, small / large, 1 / 1.1)]


def peak(folder: Path, games: int) -> float:
    """MB at most of a process of its own."""
    done = subprocess.run([sys.executable, "-c", PEAK, str(games), str(folder)], check=True, capture_output=True,
                          text=True, env=environment())
    return int(done.stdout) / 1000


def resuming(place: Path, games: int) -> list[Row]:
    """What it costs to find out what is there; and a study stopped half way and resumed against one in one go."""
    design = {**DEFAULT, "replications": games}

    def worked(call: Callable[[], object]) -> float:
        began = time.process_time()
        call()
        return time.process_time() - began

    def half() -> None:
        def stop(state: State) -> None:
            if 2 * state.done >= games:
                raise Stopped(state)
        try:
            run(design, place / "halves", workers=0, progress=stop)
        except Stopped:
            resume(place / "halves", workers=0)
    whole = worked(lambda: run(design, place / "whole", workers=0))
    halves = worked(half)
    nothing = worked(lambda: resume(place / "whole", workers=0))
    one = Row("resuming", f"{games:,} games in one go", whole, "study, by processor time")
    return [one, Row("resuming", "stopped half way and resumed", halves, "study, by processor time", one.name,
                     whole / halves, 1 / 1.02),
            Row("resuming", "with all there: share of the whole", nothing, "study, by processor time", "2% of it",
                0.02 * whole / nothing, 1.0)]


def scale(place: Path) -> list[Row]:
    """Processor time of a short game in studies of a hundred to a hundred thousand."""
    rows: list[Row] = []
    run({**SHORT, "replications": 20}, place / "warm", workers=0)
    for games in (100, 1_000, 10_000, 100_000):
        began = time.process_time()
        run({**SHORT, "replications": games}, place / f"scale-{games}", workers=0)
        cost = (time.process_time() - began) / games
        before = rows[-1] if rows else None
        rows.append(Row("scale", f"{games:,} games", cost, "game, by processor time", before.name if before else "",
                        before.seconds / cost if before else None, 0.9 if before else None))
    return rows


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.study", description=__doc__)
    parser.add_argument("--games", type=int, default=2_000, help="of default players, for processes and resuming")
    parser.add_argument("--only", default="processes,memory,resuming,scale")
    parser.add_argument("--million", action="store_true")
    asked = parser.parse_args(arguments)
    groups: dict[str, Callable[[Path], list[Row]]] = {
        "processes": lambda p: processes(p, asked.games), "memory": memory,
        "resuming": lambda p: resuming(p, asked.games), "scale": scale}
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        if asked.million:
            began = time.perf_counter()
            print(f"a million short games: peak {peak(place / 'million', 1_000_000):.0f} MB, "
                  f"{time.perf_counter() - began:.0f} s, "
                  f"{sum(p.stat().st_size for p in place.rglob('*.parquet')) / 1e6:.0f} MB of Parquet")
            return 0
        for group in asked.only.split(","):
            print(f"{group} …", file=sys.stderr, flush=True)
            rows += groups[group](place)
    show(rows)
    return 1 if any(r.goal and r.ratio and r.ratio < 0.7 * r.goal for r in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
