"""The benchmarks: the reference gives the same answers, timing is fair, the table says what was reached."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import __main__ as program
from benchmarks import timing
from benchmarks.prototype import Prototype
from benchmarks.reference_trade import ReferenceTrade
from benchmarks.speed import Row, scattered
from negotiation.data_files import load_calibration
from negotiation.economy.border import one_lane
from negotiation.economy.equilibrium import Equilibrium
from negotiation.scenarios import load


def test_the_reference_solver_gives_the_answers_of_the_products():
    calibration = load_calibration()
    duty = np.repeat(calibration.duty[None], 20, 0)
    duty[:, :3, :3, :6] += np.random.default_rng(3).uniform(0, 0.5, (20, 3, 3, 6)) * ~np.eye(3, dtype=bool)[..., None]
    ours = Equilibrium(calibration).solve(one_lane(calibration.elasticity, calibration.duty, duty)).welfare
    assert np.allclose(ReferenceTrade(calibration).solve(duty), ours, atol=1e-5)


def test_turns_are_interleaved_and_the_median_is_kept():
    order: list[str] = []
    found = timing.interleave({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 2)
    assert order == ["a", "b", "a", "b", "b", "a"] and set(found) == {"a", "b"}
    assert timing.percentile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_scattered_games_share_no_policy():
    state = scattered(load("tutorial"), 50)
    assert len({row.tobytes() for row in state.policy.rows()}) == 50


def test_a_row_says_whether_its_goal_was_reached(capsys: pytest.CaptureFixture[str]):
    program.show([Row("g", "fast", 1e-3, "month", "slow", 3.0, 2.0), Row("g", "slow", 3e-3, "month", "x", 1.0, 2.0)])
    lines = capsys.readouterr().out.splitlines()
    assert "1 ms" in lines[1] and lines[1].endswith("reached") and lines[2].endswith("missed")


def test_a_folder_without_the_sketches_is_refused(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        Prototype(tmp_path)


def test_the_program_writes_its_figures(tmp_path: Path):
    subprocess.run([sys.executable, "-m", "benchmarks", "--only", "desk", "--json", str(tmp_path / "b.json")],
                   check=True, capture_output=True, cwd=Path(__file__).parents[1])
    document = json.loads((tmp_path / "b.json").read_text())
    assert list(document) == ["schema", "commit", "date", "machine", "versions", "yards", "rows"]
    assert [row["group"] for row in document["rows"]] == ["desk", "desk"]


@pytest.mark.needs("env")
def test_environments_are_timed_against_each_other():
    from benchmarks.environments import environments

    rows = environments(sizes=(1, 2), sync=2, turns=1)
    assert [r.name for r in rows if not r.ratio_to] == ["PettingZoo loop", "make_vec, 1 games", "make_vec, 2 games",
                                                        "Gymnasium sync vector, 2 games"]
    assert all(r.ratio and r.ratio > 0 for r in rows if r.ratio_to)
