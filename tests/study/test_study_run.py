"""Studies played: one table whoever plays it and however it is cut up, and every run the game of the other doors."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from studies import EVERYTHING, short, small, table_bytes

from negotiation.batch import simulate
from negotiation.cli import run as command
from negotiation.outcome import COLUMNS
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.study import Study, StudyError, resume, retry, run, verify
from negotiation.study.crew import Crew
from negotiation.study.pace import Pace, State

pytestmark = pytest.mark.needs("study")


def test_every_run_is_the_game_of_a_batch_and_all_points_share_their_luck(peace: Study):
    runs = peace.runs()
    for n, point in enumerate(peace.folder.points):
        players = dict(zip(NAMES, point.players, strict=True))
        batch = simulate(point.scenario, 6, 7, players, dict(point.set), keep=True).frame()
        own = runs[runs["point"] == n]
        assert own["seed"].tolist() == [7, 8, 9, 10, 11, 12]
        for name in COLUMNS:
            assert own[name].astype(object).where(own[name].notna(), None).tolist() == \
                batch[name].astype(object).where(batch[name].notna(), None).tolist(), name


def test_months_are_what_mesa_collects(peace: Study):
    from negotiation.model import NegotiationModel
    point = peace.folder.points[2]
    model = NegotiationModel(load(point.scenario, point.set), rng=9, seats=dict(zip(NAMES, point.players, strict=True)))
    collected = model.run().datacollector.get_model_vars_dataframe()
    months = peace.months()
    own = months[(months["point"] == 2) & (months["seed"] == 9)]
    assert own["month"].tolist() == list(range(model.scenario.months + 1)) == collected["months"].tolist()
    for name in (c for c in COLUMNS if c not in ("months", "seed") and not c.startswith("score_")):
        assert own[name].tolist() == collected[name].tolist(), name


def test_acts_played_again_lead_to_the_same_game(peace: Study):
    acts, runs = peace.acts(), peace.runs()
    for point, replication in ((2, 0), (3, 4)):
        row = runs[(runs["point"] == point) & (runs["replication"] == replication)].iloc[0]
        own = acts[(acts["point"] == point) & (acts["replication"] == replication)]
        assert own["act"].tolist() == list(range(1, len(own) + 1)) and own["legal"].all()
        told = peace.folder.points[point]
        game = Session(load(told.scenario, told.set), int(row["seed"]), {})
        while not game.over:
            now = own[(own["month"] == game.month + 1) & (own["phase"] == game.phase)]
            game.play_lines([now.loc[now["country"] == c, "line"].tolist() for c in NAMES])
        assert game.state.digest() == row["digest"]


@pytest.mark.parametrize(("how", "largest"), [
    ({"workers": 0}, 1000), ({"workers": 0}, 3), ({"workers": 2}, 5), ({"executor": 3}, 4)])
def test_the_table_does_not_depend_on_who_plays_and_in_what_chunks(tmp_path: Path, expected, how: dict[str, Any],
                                                                   largest: int):
    if "executor" in how:
        with ThreadPoolExecutor(how["executor"]) as executor:
            study = run(EVERYTHING, tmp_path / "study", executor=executor, pace=small(largest))
    else:
        study = run(EVERYTHING, tmp_path / "study", pace=small(largest), **how)
    assert table_bytes(study, tmp_path) == expected


def test_a_study_that_is_done_is_left_alone(tmp_path: Path):
    study = run(short(), tmp_path / "study", workers=0)
    before = {p: p.stat().st_mtime_ns for p in study.path.rglob("*") if p.is_file()}
    run(short(), tmp_path / "study", workers=0)
    resume(tmp_path / "study", workers=0)
    assert {p: p.stat().st_mtime_ns for p in study.path.rglob("*") if p.is_file()} == before


def test_a_design_grows_by_points_and_replications(tmp_path: Path, expected):
    one = short(grid={"players.canada": ["hold"], "rules.K": [4, 6]}, replications=2)
    study = run(one, tmp_path / "study", workers=0)
    with pytest.raises(StudyError, match=r"points 2 → 4, replications 2 → 6.*--extend"):
        run(EVERYTHING, tmp_path / "study", workers=0)
    assert study.status().done == 4
    grown = run(EVERYTHING, tmp_path / "study", workers=0, extend=True, pace=small(3))
    assert table_bytes(grown, tmp_path) == expected and grown.status().runs == 24


# runs that fail ------------------------------------------------------------------------------------------------------

UNLUCKY = """
if has(view, 9):
    raise ZeroDivisionError('no luck')
"""


def test_a_run_that_fails_is_a_row_with_the_command_that_shows_it(tmp_path: Path, strategy, capsys):
    name = strategy(UNLUCKY)
    study = run(short(players={"us": name, "mexico": "hold"}), tmp_path / "study", workers=0)
    status = study.status()
    assert (status.done, status.failed, status.missing) == (20, 4, 0)
    failed = study.failures()
    assert set(failed["seed"]) == {9}
    assert failed["error"].str.contains(r"mine\.py:\d+: ZeroDivisionError: no luck").all()
    assert study.runs().loc[study.runs()["status"] == "failed", "digest"].isna().all()
    assert set(study.months()["seed"]) == {7, 8, 10, 11, 12} >= set(study.acts()["seed"])
    assert command(shlex.split(failed.iloc[0]["command"])[1:]) == 2
    assert "no luck" in capsys.readouterr().err


def test_runs_that_failed_are_played_again_once_their_strategy_is_mended(tmp_path: Path, strategy):
    design = short(players={"us": strategy(UNLUCKY), "mexico": "hold"})
    assert run(design, tmp_path / "study", workers=0, pace=small()).status().failed == 4
    strategy("pass")
    with pytest.raises(StudyError, match="this strategy has changed"):
        resume(tmp_path / "study", workers=0)
    mended = retry(tmp_path / "study", workers=0)
    assert mended.status().failed == 0 and not mended.found.problems(mended.path)
    fresh = run(design, tmp_path / "fresh", workers=0)
    assert table_bytes(mended, tmp_path) == table_bytes(fresh, tmp_path)
    assert len(mended.found.parts) == len(list(mended.path.glob("acts/*"))) == len(list(mended.path.glob("months/*")))


def test_a_study_in_which_everything_fails_stops(tmp_path: Path, strategy):
    design = short(players={"us": strategy("raise ValueError('never')"), "mexico": "hold"}, replications=200)
    with pytest.raises(StudyError, match=r"the first \d+ runs all failed .*never.*; mend it, then"):
        run(design, tmp_path / "study", workers=0)
    status = Study(tmp_path / "study").status()
    assert status.failed >= 200 and status.missing > 0


def test_too_little_memory_for_many_games_is_met_by_fewer(tmp_path: Path, strategy):
    name = strategy("if view.state.seed.size > 2: pathlib.Path(__file__).with_name('met').touch(); raise MemoryError")
    study = run(short(players={"us": name, "mexico": "hold"}), tmp_path / "study", workers=0)
    assert (tmp_path / "met").exists() and study.status().failed == 0


# workers that die ----------------------------------------------------------------------------------------------------

@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("how", "patience"), [("SIGKILL", 300), ("SIGSTOP", 8)])
def test_a_worker_that_dies_or_hangs_is_noticed_and_its_runs_are_played_again(tmp_path: Path, strategy, how: str,
                                                                              patience: float):
    name = strategy(f"""
        mark = pathlib.Path({str(tmp_path / "met")!r})
        if not mark.exists():
            mark.write_text("")
            os.kill(os.getpid(), signal.{how})
    """)
    notes: list[State] = []
    study = run(short(players={"us": name, "mexico": "hold"}, replications=2), tmp_path / "study", workers=1,
                patience=patience, progress=lambda s: notes.append(s) if s.note else None)
    assert (tmp_path / "met").exists() and study.status().done == 8 and study.status().failed == 0
    assert {n.note for n in notes} == {"study.worker_lost"}


def test_the_run_that_kills_its_worker_every_time_is_found_and_told(tmp_path: Path, strategy):
    name = strategy("if has(view, 9): os._exit(9)")
    study = run(short(players={"us": name, "mexico": "hold"}, grid={"rules.K": [4]}), tmp_path / "study", workers=2)
    assert study.status().done == 5 and study.failures()[["seed", "error"]].values.tolist() == [
        [9, "twice ended its process (exit status 9)"]]
    again = retry(study.path, workers=1)
    assert again.status().failed == 1 and not again.status().problems
    strategy("pass")
    assert retry(study.path, workers=0).status().done == 6


class Deaf(Executor):
    """An executor that never answers its first task, and the others at once."""

    met = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self.met:
            future.set_result(fn(*args))
        self.met = True
        return future


def test_an_executor_that_does_not_answer_is_asked_again(tmp_path: Path, expected):
    study = run(EVERYTHING, tmp_path / "study", executor=Deaf(), patience=0.2)
    assert table_bytes(study, tmp_path) == expected


class Haunted(Executor):
    """An executor one of whose workers, from a study that was killed, still writes a part at the end."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        (task,) = args
        future: Future[Any] = Future()
        future.set_result(fn(task))
        if task.start == 0:
            fn(replace(task, start=2, stop=5, groups=((0, (2, 3, 4)),)))
        return future


def test_the_part_of_a_worker_that_should_be_gone_is_set_aside(tmp_path: Path, expected):
    notes: list[str] = []
    study = run(EVERYTHING, tmp_path / "study", executor=Haunted(), pace=small(),
                progress=lambda s: notes.append(s.note) if s.note else None)
    assert notes == ["study.set_aside"] and table_bytes(study, tmp_path) == expected


class Broken(Executor):
    """An executor whose second task breaks it."""

    tasks = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        from concurrent.futures.process import BrokenProcessPool
        future: Future[Any] = Future()
        self.tasks += 1
        if self.tasks > 1:
            future.set_exception(BrokenProcessPool("a child has gone"))
        else:
            future.set_result(fn(*args))
        return future


def test_an_executor_that_breaks_is_told_and_what_is_finished_is_kept(tmp_path: Path, expected):
    with pytest.raises(StudyError, match=r"had to stop: BrokenProcessPool: a child has gone; .*study resume"):
        run(EVERYTHING, tmp_path / "study", executor=Broken(), pace=small())
    assert Study(tmp_path / "study").status().done == 5
    assert table_bytes(resume(tmp_path / "study", workers=0), tmp_path) == expected


def test_a_crew_ends_its_processes_and_takes_no_more():
    crew = Crew(1)
    assert crew.submit(sorted, [2, 1]).result() == [1, 2]
    with pytest.raises(RuntimeError, match="TypeError"):
        crew.submit(sorted, 1).result()
    (hand,) = crew._hands
    crew.shutdown()
    assert not hand.thread.is_alive() and not hand._process.is_alive()
    with pytest.raises(RuntimeError, match="after shutdown"):
        crew.submit(sorted, [])


# pace ----------------------------------------------------------------------------------------------------------------

def test_chunks_grow_to_their_time_and_the_time_left_is_what_was_measured(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("negotiation.study.pace.time.monotonic", lambda: now[0])
    pace = Pace(aim=2.0, largest=1000)
    assert pace.size == 16 and pace.left(100) is None
    sizes = []
    for _ in range(8):
        size = pace.size
        sizes.append(size)
        now[0] += size * 0.01
        pace.add(size, size * 0.04, size * 0.01)
    assert sizes[:3] == [16, 64, 200] and sizes[-1] == 200
    assert pace.left(1000) == pytest.approx(10.0)
    now[0] += 5.0                              # nothing comes back: it takes longer than was thought
    assert pace.left(1000) > 15.0


# verify --------------------------------------------------------------------------------------------------------------

def test_a_sample_played_again_is_equal_and_a_row_that_is_not_is_named(peace: Study, monkeypatch):
    assert all(c.equal for c in verify(peace, 5)) and len(verify(peace, 99)) == 24
    assert [c.seed for c in verify(peace, 3, 1)] == [c.seed for c in verify(peace, 3, 1)]
    table = peace.table("runs")
    import pyarrow as pa
    forged = np.array(table["payoff_us"].to_pylist())
    forged[4] += 1e-9
    at = table.column_names.index("payoff_us")
    monkeypatch.setattr(Study, "table", lambda self, name: table.set_column(at, table.field(at), pa.array(forged)))
    assert [(c.point, c.replication, c.differs) for c in verify(peace, 99) if not c.equal] == [(0, 4, ("payoff_us",))]
