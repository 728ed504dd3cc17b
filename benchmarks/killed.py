"""A study whose processes are all killed at random instants, resumed each time, against one that ran in peace.

`python -m benchmarks.killed --kills 20` (`make killed`); `--dask` plays through a cluster of two workers of which one
is killed. Exit status 0 if the tables are equal byte by byte. The tests do the same with fewer kills.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from negotiation.study import Study, resume, run
from negotiation.study.pace import Pace, State

ROOT = Path(__file__).resolve().parents[1]
MEASURES = ("runs", "months", "acts")
LARGEST = 8                                # runs of a chunk: many parts, so that a kill meets every stage of one
SOON = 0.25                                # seconds from a sign of life within which a kill comes


def design(replications: int = 60) -> dict[str, Any]:
    """Short games at four points, in all measures."""
    return {"name": "killed", "scenario": "tutorial", "seed": 3, "replications": replications,
            "players": {"us": "random", "mexico": "hold"}, "measures": list(MEASURES),
            "grid": {"players.canada": ["hold", "random"], "rules.K": [4, 6]}}


def begun(folder: str, replications: int) -> None:
    """What a killed process does: begin the study or go on with it, on two processes, in small chunks."""
    run(design(replications), folder, workers=2, pace=Pace(largest=LARGEST))


def tables(study: Study, into: Path) -> list[bytes]:
    """Every table as the bytes of a CSV and a Parquet file, in the canonical order."""
    out = []
    for name in MEASURES:
        for kind in (".csv", ".parquet"):
            out.append(study.export(into / f"{name}{kind}", name).read_bytes())
    return out


def environment() -> dict[str, str]:
    """Of a process of its own that finds what this one finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}


def kill_often(folder: Path, kills: int, rng: random.Random, replications: int = 60) -> int:
    """Begin and kill the whole process group, so many times; how many kills met a process at work."""
    met = 0
    for _ in range(kills):
        code = "import sys; from benchmarks.killed import begun; begun(sys.argv[1], int(sys.argv[2]))"
        process = subprocess.Popen([sys.executable, "-c", code, str(folder), str(replications)], start_new_session=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
        there = len(list(folder.glob("runs/*")))
        while process.poll() is None and len(list(folder.glob("runs/*"))) <= there:
            time.sleep(0.005)
        time.sleep(rng.random() * SOON)
        if process.poll() is None:
            met += 1
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return met


def through_dask(folder: Path, replications: int = 60) -> tuple[Study, list[State]]:
    """The study on a cluster of two workers, of which one is killed after its first chunks."""
    from distributed import Client, LocalCluster
    seen: list[State] = []
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1",
                      dashboard_address=None) as cluster, Client(cluster) as client:
        pids = list(client.run(os.getpid).values())

        def watch(state: State) -> None:
            seen.append(state)
            if pids and state.done > 4 * LARGEST:
                os.kill(pids.pop(), signal.SIGKILL)
                pids.clear()
        study = run(design(replications), folder, executor=client.get_executor(pure=False), workers=2,
                    progress=watch, pace=Pace(largest=LARGEST))
        if pids:
            raise RuntimeError("the study ended before a worker was killed")
    return study, seen


def main(arguments: list[str] | None = None) -> int:
    """Kill, resume, compare."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.killed", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=None, help="of the instants (default: the clock)")
    parser.add_argument("--replications", type=int, default=600)
    parser.add_argument("--dask", action="store_true")
    asked = parser.parse_args(arguments)
    seed = asked.seed if asked.seed is not None else time.time_ns() % 1_000_000
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        peace = tables(run(design(asked.replications), place / "peace", workers=0), place)
        if asked.dask:
            study, _ = through_dask(place / "killed", asked.replications)
            print("one of two workers of a cluster was killed")
        else:
            met = kill_often(place / "killed", asked.kills, random.Random(seed), asked.replications)
            there = Study(place / "killed").status()
            print(f"{met} of {asked.kills} kills met a process at work (seed {seed}); "
                  f"{there.done} of {there.runs} runs were kept in {there.parts} parts")
            study = resume(place / "killed", workers=2)
        equal = tables(study, place) == peace
        print(f"the tables are {'equal byte by byte' if equal else 'NOT equal'}")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
