"""Batches of games: the published summary and rows, files that appear whole, processes that die, Ctrl-C."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import os
import signal
import statistics
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import negotiation
from negotiation import batch, match
from negotiation.batch import Result, simulate
from negotiation.outcome import COLUMNS
from negotiation.reading import FileError
from negotiation.rules.future import ENDINGS
from negotiation.rules.names import NAMES
from negotiation.rules.scenario import Scenario
from negotiation.scenarios import ScenarioError, load
from negotiation.strategies import StrategyError
from negotiation.unfinished import Interrupted, PlayError, WorkerLost, WrongUse

QUICK = {"us": "hold", "canada": "random", "mexico": "hold"}


def quick(games: int = 12, **more: Any) -> Result:
    return simulate("tutorial", games, 5, QUICK, **more)


@pytest.fixture(scope="module")
def kept() -> Result:
    return quick(keep=True)


@pytest.fixture
def strategy(tmp_path: Path):
    """Writes a strategy file and gives its path."""
    def write(talk: str) -> str:
        path = tmp_path / "mine.py"
        path.write_text("import os, signal, multiprocessing, pathlib\n\n\ndef talk(view):\n"
                        + textwrap.indent(textwrap.dedent(talk).strip(), "    ")
                        + "\n    return view.choices()\n\n\ndef decide(view):\n    return view.choices()\n")
        return str(path)
    return write


# summary and rows ----------------------------------------------------------------------------------------------------

def test_the_summary_has_the_published_keys(kept: Result):
    summary = json.loads(json.dumps(kept.summary))
    assert list(summary) == ["scenario", "rules", "games", "seed", "months", "players", "illegal", "payoff", "trust",
                             "endings", "digest"]
    assert list(summary["payoff"]) == list(summary["players"]) == list(summary["trust"]) == list(NAMES)
    assert list(summary["payoff"]["us"]) == ["mean", "sd", "min", "max", "parts", "score"]
    assert list(summary["payoff"]["us"]["parts"]) == ["economy", "politics", "future"]
    assert list(summary["endings"]) == list(ENDINGS) and sum(summary["endings"].values()) == summary["games"] == 12
    assert list(summary["months"]) == ["mean", "min", "max"] and summary["seed"] == 5
    assert summary["players"] == QUICK and summary["trust"]["us"].keys() == {"canada", "mexico"}


def test_rows_have_the_published_columns_and_add_up_to_the_summary(kept: Result):
    rows = kept.columns
    assert rows is not None and list(rows) == list(COLUMNS) and len(COLUMNS) == 32
    assert rows["seed"] == list(range(5, 17))
    for name in NAMES:
        payoff, told = rows[f"payoff_{name}"], kept.summary["payoff"][name]
        assert told["mean"] == pytest.approx(statistics.fmean(payoff), abs=1e-9)
        assert told["sd"] == pytest.approx(statistics.stdev(payoff), abs=1e-7)
        assert (told["min"], told["max"]) == (min(payoff), max(payoff))
        parts = [rows[f"payoff_{name}_{part}"] for part in ("economy", "politics", "future")]
        assert np.allclose(np.sum(parts, 0), payoff, atol=1e-8)
    for a in NAMES:
        for b in (n for n in NAMES if n != a):
            assert kept.summary["trust"][a][b] == pytest.approx(statistics.fmean(rows[f"trust_{a}_{b}"]), abs=1e-9)
    assert kept.summary["endings"] == {e: rows["ending"].count(e) for e in ENDINGS}


def test_the_score_is_nothing_without_par_and_zero_at_hold_and_one_at_par():
    bare = without_par(load("tutorial"))
    assert simulate(bare, 2, keep=True).columns["score_us"] == [None, None]
    scored = replace(bare, par=(10.0, 20.0, 30.0), hold=(0.0, -20.0, -30.0))
    result = simulate(scored, 2, keep=True)
    rows = result.columns
    for i, name in enumerate(NAMES):
        wanted = [(p - scored.hold[i]) / (scored.par[i] - scored.hold[i]) for p in rows[f"payoff_{name}"]]
        assert rows[f"score_{name}"] == pytest.approx(wanted, abs=1e-8)
        assert result.summary["payoff"][name]["score"] == pytest.approx(statistics.fmean(wanted), abs=1e-8)


def without_par(scenario: Scenario) -> Scenario:
    return replace(scenario, par=None, hold=None)


def test_signed_deals_are_told_in_notation_in_the_order_signed():
    rows = simulate("tutorial", 4, keep=True).columns
    assert any(rows["signed"])
    for text in (t for cell in rows["signed"] for t in cell.split("; ") if t):
        assert text.split()[0] in ("us-canada", "us-mexico", "canada-mexico", "all")


def test_the_digest_of_one_game_is_that_of_its_state(kept: Result):
    scenario = load("tutorial")
    ends = match.play(scenario, [QUICK[n] for n in NAMES], np.arange(5, 17, dtype=np.uint64))
    assert kept.columns["digest"] == [ends.game(n).digest() for n in range(12)]
    assert simulate(scenario, 1, 7, QUICK).summary["digest"] == ends.game(2).digest()
    whole = hashlib.sha256(b"".join(ends.game(n).numbers().tobytes() for n in range(12))).hexdigest()
    assert kept.summary["digest"] == f"sha256:{whole}"


def test_illegal_lists_are_counted(strategy):
    name = strategy("""
        out = view.choices()
        out.codes = out.codes * 0 + 1_000_000
        return out
    """)
    assert simulate("tutorial", 3, 0, {"us": name, "canada": "hold", "mexico": "hold"}).summary["illegal"] == 9


def test_settings_change_the_scenario():
    assert quick(set={"months": "2"}).summary["months"] == {"mean": 2.0, "min": 2, "max": 2}
    with pytest.raises(ScenarioError, match="months"):
        quick(set={"months": "x"})


@pytest.mark.parametrize(("wrong", "error"), [
    ({"games": 0}, WrongUse), ({"workers": 0}, WrongUse), ({"seed": -1}, WrongUse), ({"seed": 2 ** 63 - 1}, WrongUse),
    ({"players": {"mexic": "hold"}}, WrongUse), ({"players": {"us": "bulli"}}, StrategyError),
    ({"scenario": "tutoriel"}, ScenarioError), ({"out": "x.xlsx"}, FileError)])
def test_wrong_use_is_refused_before_a_game_is_played(wrong: dict[str, Any], error: type[Exception]):
    with pytest.raises(error):
        simulate(**{"scenario": "tutorial", "games": 2, **wrong})


def test_the_last_seed_there_is_can_be_played():
    assert simulate("tutorial", 1, 2 ** 63 - 1, QUICK, keep=True).columns["seed"] == [2 ** 63 - 1]


# files ---------------------------------------------------------------------------------------------------------------

def test_csv_and_json_lines_hold_the_rows(tmp_path: Path, kept: Result):
    quick(out=tmp_path / "a.csv")
    quick(out=tmp_path / "a.jsonl", chunk=5)
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert len(rows) == len(lines) == 12 and list(rows[0]) == list(lines[0]) == list(COLUMNS)
    for n, (row, line) in enumerate(zip(rows, lines, strict=True)):
        for name in COLUMNS:
            value = kept.columns[name][n]
            assert line[name] == value
            assert row[name] == ("" if value is None else str(value))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "a.jsonl"]


@pytest.mark.needs("parquet")
def test_parquet_holds_the_rows(tmp_path: Path, kept: Result):
    import pyarrow.parquet as pq
    quick(out=tmp_path / "a.parquet", chunk=5)
    assert pq.read_table(tmp_path / "a.parquet").to_pydict() == dict(kept.columns)


def test_without_pyarrow_parquet_is_refused_with_the_line_that_brings_it(tmp_path: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(FileError) as caught:
        quick(out=tmp_path / "a.parquet")
    assert caught.value.problems[0].remedy.id == "rows.install_pyarrow"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("kind", ["csv", "jsonl", pytest.param("parquet", marks=pytest.mark.needs("parquet"))])
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, kind: str):
    code = ("import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
            "from negotiation.cli import main; main(sys.argv[1:])")
    done = run([sys.executable, "-c", code, "simulate", "tutorial", "--games", "40", "--players", "hold",
                "--out", str(tmp_path / f"a.{kind}")])
    assert (done.returncode, done.stdout) == (2, "") and "free some space" in done.stderr
    assert done.stderr.count("\n") == 1 and not list(tmp_path.iterdir())


def test_the_public_door_gives_a_table_of_pandas(kept: Result):
    frame = negotiation.simulate("tutorial", games=12, seed=5, players=QUICK)
    assert list(frame.columns) == list(COLUMNS) and frame.attrs["summary"] == kept.summary
    assert frame["digest"].tolist() == kept.columns["digest"]
    unscored = simulate(without_par(load("tutorial")), 2, keep=True).frame()
    assert unscored["score_us"].dtype == np.float64 and all(math.isnan(x) for x in unscored["score_us"])


# processes -----------------------------------------------------------------------------------------------------------

def run(command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=120, **more)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


def test_a_killed_worker_is_noticed_and_its_games_are_played_again(strategy, tmp_path: Path):
    name = strategy(f"""
        mark = pathlib.Path({str(tmp_path / "killed")!r})
        if multiprocessing.parent_process() is not None and not mark.exists():
            mark.write_text("")
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    players = {"us": name, "canada": "random", "mexico": "hold"}
    result = simulate("tutorial", 9, 5, players, workers=2, chunk=3)
    assert (tmp_path / "killed").exists() and result.games == 9
    assert result.summary["digest"] == simulate("tutorial", 9, 5, players).summary["digest"]


def test_games_that_kill_their_process_twice_are_named(strategy, tmp_path: Path):
    name = strategy("""
        if multiprocessing.parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    with pytest.raises(WorkerLost) as caught:
        simulate("tutorial", 8, 0, {"us": name, "canada": "hold", "mexico": "hold"}, workers=2, chunk=2,
                 out=tmp_path / "a.csv")
    assert caught.value.last - caught.value.first == 1 and not (tmp_path / "a.csv").exists()


def test_an_error_in_a_strategy_names_file_line_and_games(strategy):
    name = strategy("raise ZeroDivisionError('no')")
    with pytest.raises((PlayError, StrategyError), match=r"mine\.py.*ZeroDivisionError"):
        simulate("tutorial", 4, 0, {"us": name, "canada": "hold", "mexico": "hold"}, workers=2, chunk=2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT between processes")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(tmp_path: Path, workers: str):
    out = tmp_path / "a.csv"
    program = "from negotiation import batch; from negotiation.cli import main; import sys; batch.CHUNK = 20;" \
              "batch.simulate.__kwdefaults__['chunk'] = 20; main(sys.argv[1:])"
    process = subprocess.Popen([sys.executable, "-c", program, "simulate", "tutorial", "--games", "100000", "--players",
                                "us=hold,canada=random,mexico=hold", "--workers", workers, "--out", str(out), "--json"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
                               start_new_session=True)
    rough = wait_for(lambda: [p for p in tmp_path.iterdir() if p.stat().st_size > 20_000])
    assert rough, "no rows were written"
    os.killpg(process.pid, signal.SIGINT)
    answer, said = process.communicate(timeout=60)
    assert process.returncode == 130
    kept = tmp_path / "a.unfinished.csv"
    assert [p.name for p in tmp_path.iterdir()] == [kept.name]
    rows = kept.read_text().splitlines()[1:]
    assert json.loads(answer)["games"] == len(rows) > 0
    last = said.strip().splitlines()[-1]
    assert f"--games {100000 - len(rows)}" in last and f"--seed {len(rows)}" in last and "Traceback" not in said


def wait_for(found: Any, seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(0.02)
    return None


def test_an_interruption_in_python_is_a_keyboard_interrupt_with_the_result():
    def stop(done: int, games: int) -> None:
        if done >= 6:
            raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt) as caught:
        quick(keep=True, chunk=3, progress=stop)
    assert isinstance(caught.value, Interrupted)
    assert caught.value.result.games == 6 and len(caught.value.result.columns["seed"]) == 6


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of one process")
def test_memory_does_not_grow_with_the_number_of_games(tmp_path: Path):
    """Measured in processes of their own; the goal of 10^4 against 10^5 is the benchmarks' to show."""
    def peak(games: int) -> int:
        code = ("import pathlib, sys; from negotiation.batch import simulate;"
                "simulate('tutorial', int(sys.argv[1]), 0, dict.fromkeys(('us', 'canada', 'mexico'), 'hold'),"
                "set={'months': '1'}, out=sys.argv[2]);"
                "print(pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])")
        return int(run([sys.executable, "-c", code, str(games), str(tmp_path / "a.csv")]).stdout)
    assert peak(8000) <= 1.1 * peak(800)


def test_chunks_cover_the_seeds_in_order():
    assert batch.chunks(7, 10, 4) == [(7, 4), (11, 4), (15, 2)]
