"""How fast and how large: each group times its candidates in one interleaved run and gives rows with their ratios."""

from __future__ import annotations

from . import timing  # isort: skip  (sets one thread a process before numpy loads)

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from negotiation import match
from negotiation.batch import play_chunk, simulate
from negotiation.data_files import load_calibration
from negotiation.economy.border import one_lane
from negotiation.economy.equilibrium import Equilibrium
from negotiation.rules.countries import OFF
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import silence, step
from negotiation.scenarios import load
from negotiation.session import Session

from .prototype import Prototype
from .reference_trade import ReferenceTrade

ROOT = Path(__file__).resolve().parents[1]
BATCH = 1024


@dataclass(frozen=True)
class Row:
    """One figure: seconds for one of what it counts, what it is compared with, how many times faster, and the goal."""

    group: str
    name: str
    seconds: float
    per: str
    ratio_to: str = ""
    ratio: float | None = None
    goal: float | None = None
    spread: float = 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


def _row(group: str, name: str, timed: timing.Timed, count: int, per: str, other: Row | None = None,
         goal: float | None = None) -> Row:
    seconds = timed.seconds / count
    ratio = other.seconds / seconds if other else None
    return Row(group, name, seconds, per, other.name if other else "", ratio, goal, timed.spread / count)


def yards() -> dict[str, float]:
    """Seconds of three things any machine can do, so that runs on different machines can be compared at all."""
    rng = np.random.default_rng(0)
    square, block, many = rng.random((60, 60)), rng.random((60, 256)), rng.random(100_000)

    def spin() -> int:
        x = 0
        for i in range(200_000):
            x += i & 3
        return x
    found = timing.interleave({"200,000 turns of plain Python": spin, "product 60x60 by 60x256": lambda: square @ block,
                               "exp of 100,000 numbers": lambda: np.exp(many)}, 7)
    return {name: t.seconds for name, t in found.items()}


# the trade model -----------------------------------------------------------------------------------------------------

def trade(prototype: Prototype | None) -> list[Row]:
    """The trade solve in a batch and alone against the straightforward solver."""
    calibration = load_calibration()
    ours, plain = Equilibrium(calibration), ReferenceTrade(calibration)
    rng = np.random.default_rng(1)
    duty = np.repeat(calibration.duty[None], BATCH, 0)
    duty[:, :3, :3, :6] += rng.uniform(0, 0.5, (BATCH, 3, 3, 6)) * OFF[..., None]
    lanes = one_lane(calibration.elasticity, calibration.duty, duty)
    one = one_lane(calibration.elasticity, calibration.duty, duty[0])
    calls: dict[str, timing.Call] = {
        "reference, batch": lambda: plain.solve(duty), "reference, alone": lambda: plain.solve(duty[:1]),
        "solve, batch": lambda: ours.solve(lanes), "solve, alone": lambda: ours.solve(one)}
    if prototype is not None:
        calls["prototype, batch"] = prototype.solver(duty)
    found = timing.interleave(calls)

    def row(name: str, count: int, other: Row | None = None, goal: float | None = None) -> Row:
        return _row("trade", name, found[name], count, "solve", other, goal)
    batch, alone = row("reference, batch", BATCH), row("reference, alone", 1)
    own_alone = row("solve, alone", 1, alone)
    rows = [batch, alone, own_alone, row("solve, batch", BATCH, batch, 1.8), row("solve, batch", BATCH, alone, 25.0),
            row("solve, batch", BATCH, own_alone, 50.0)]
    if prototype is not None:
        rows.append(row("prototype, batch", BATCH))
        rows.append(row("solve, batch", BATCH, rows[-1], 1.8))
    return rows


# a month of the rules ------------------------------------------------------------------------------------------------

def scattered(scenario: Scenario, games: int) -> State:
    """Games that all stand at the start under tariffs of their own, so that no two share a solve."""
    rng = np.random.default_rng(2)
    state = scenario.start(np.arange(games))
    ladder = np.array([0.0, 5, 10, 25, 35, 50])
    return state.changed(wall=ladder[rng.integers(0, 6, (games, 3, 3))] * OFF,
                         sector=ladder[rng.integers(0, 6, (games, 3, 3, 6))] * OFF[..., None])


def month(prototype: Prototype | None) -> list[Row]:
    """A whole month in which nobody moves: talk, decide, trade, payoffs; in a batch and alone."""
    scenario = load("kick-start-2025")
    many = scattered(scenario, BATCH)
    one = many.game(0)

    def of(state: State) -> State:
        for _ in range(2):
            state = step(scenario, state, silence(scenario, state)).after
        return state
    calls: dict[str, timing.Call] = {"month, batch": lambda: of(many), "month, alone": lambda: of(one)}
    if prototype is not None:
        calls["prototype, batch"] = prototype.month(many)
    found = timing.interleave(calls)
    alone = _row("month", "month, alone", found["month, alone"], 1, "month")
    rows = [alone, _row("month", "month, batch", found["month, batch"], BATCH, "month", alone, 50.0)]
    if prototype is not None:
        rows.append(_row("month", "prototype, batch", found["prototype, batch"], BATCH, "month"))
        rows.append(_row("month", "month, batch", found["month, batch"], BATCH, "month", rows[-1], 2.0))
    return rows


# games ---------------------------------------------------------------------------------------------------------------

def fresh(scenario: Scenario) -> Scenario:
    """The scenario as a new process gets it: nothing remembered."""
    copy: Scenario = pickle.loads(pickle.dumps(scenario))
    return replace(copy)


def games(prototype: Prototype | None) -> list[Row]:
    """Whole games of three default players on one core: a thousand together, and one alone."""
    scenario = load("kick-start-2025")
    players = match.seated(scenario.seats)
    count, few = 1000, 3

    def alone() -> None:
        copy = fresh(scenario)
        for seed in range(few):
            match.play(copy, players, seed)
    together = timing.Timed(timing.once(lambda: play_chunk(fresh(scenario), players, 0, count)), 0.0)
    alone()
    single = _row("games", "default players, one game", timing.Timed(timing.once(alone), 0.0), few, "game")
    return [single, _row("games", "default players, 1,000 games", together, count, "game", single)]


def desk(prototype: Prototype | None) -> list[Row]:
    """What a person waits for: two default players answer a month."""
    times: list[float] = []
    for seed in range(5):
        session = Session(load("kick-start-2025"), seed)
        while not session.over:
            times.append(timing.once(session.end_month))
    return [Row("desk", "a month with two default players, median", timing.percentile(times, 0.5), "month"),
            Row("desk", "a month with two default players, 95 of 100", timing.percentile(times, 0.95), "month")]


# processes -----------------------------------------------------------------------------------------------------------

def _fresh_python(*arguments: str) -> Callable[[], object]:
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=_environment())


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def start(prototype: Prototype | None) -> list[Row]:
    """Starting the program, in processes of their own."""
    found = timing.interleave({
        "bare Python": _fresh_python("-c", "pass"), "--help": _fresh_python("-m", "negotiation", "--help"),
        "list moves": _fresh_python("-m", "negotiation", "list", "moves"),
        "import negotiation.model": _fresh_python("-c", "import negotiation.model")}, 7)
    bare = _row("start", "bare Python", found["bare Python"], 1, "start")
    rows = [bare]
    for name in ("--help", "list moves", "import negotiation.model"):
        rows.append(_row("start", name, found[name], 1, "start", bare))
    over = rows[1].seconds - bare.seconds
    return [*rows, Row("start", "--help over bare Python", over, "start", "0.15 s", 0.15 / over, 1.0)]


def memory(prototype: Prototype | None) -> list[Row]:
    """Peak memory of a batch of 100,000 against one of 10,000: games of three months in which nobody moves."""
    # Linux lets a new process begin with the peak of the one that made it; VmHWM is its own.
    code = ("import pathlib, sys; from negotiation.batch import simulate;"
            "simulate('tutorial', int(sys.argv[1]), 0, dict.fromkeys(('us', 'canada', 'mexico'), 'hold'),"
            "out=sys.argv[2]);"
            "print(pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])")
    if not Path("/proc/self/status").is_file():
        return []
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (10_000, 100_000):
            done = subprocess.run([sys.executable, "-c", code, str(count), str(Path(folder, "rows.csv"))], check=True,
                                  capture_output=True, text=True, env=_environment())
            peaks[count] = int(done.stdout) / 1000
    small = Row("memory", "10,000 games", peaks[10_000], "MB, not seconds")
    return [small, Row("memory", "100,000 games", peaks[100_000], "MB, not seconds", small.name,
                       peaks[10_000] / peaks[100_000], 1 / 1.1)]


def processes(prototype: Prototype | None) -> list[Row]:
    """Two processes against one, by the clock; the speed-up is that of the cores that are free."""
    scenario = load("kick-start-2025")
    count = 512
    found = {n: timing.Timed(timing.once(lambda n=n: simulate(fresh(scenario), count, workers=n)), 0.0) for n in (1, 2)}
    one = _row("processes", "1 process", found[1], count, "game")
    return [one, _row("processes", "2 processes", found[2], count, "game", one)]


GROUPS: Mapping[str, Callable[[Prototype | None], list[Row]]] = {
    "trade": trade, "month": month, "games": games, "desk": desk, "start": start, "memory": memory,
    "processes": processes}
