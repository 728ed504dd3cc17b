"""A study read: typed frames with units, SQL, files for others, indices, the page; and every command of the family."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from studies import EVERYTHING, short, table_bytes

from benchmarks.killed import ROOT, environment
from negotiation.cli import run as command
from negotiation.outcome import COLUMNS
from negotiation.rules import VERSION
from negotiation.study import Study, StudyError, read_design, run, sensitivity
from negotiation.study.report import differences, page
from negotiation.study.tables import TABLES

pytestmark = pytest.mark.needs("study")


def test_frames_are_typed_and_say_units_and_what_made_them(peace: Study):
    runs, months, acts, points = peace.runs(), peace.months(), peace.acts(), peace.points()
    assert set(COLUMNS) <= set(runs.columns) and [len(runs), len(months), len(points)] == [24, 120, 4]
    for frame in (runs, months, acts):
        assert frame["point"].dtype == frame["replication"].dtype == frame["seed"].dtype == np.int64
    for frame in (runs, months, acts, points):
        assert str(frame["rules"].dtype) == "category" and set(frame["rules"]) == {VERSION}
        assert frame["scenario_hash"].str.startswith("sha256:").all()
        assert frame["versions"].str.contains(f"numpy {np.__version__}", regex=False).all()
        assert frame.attrs["made"]["rules"] == VERSION
    assert runs["scenario_hash"].nunique() == 2          # two values of rules.K
    assert runs["payoff_us"].dtype == np.float64 and str(runs["ending"].dtype) == "category"
    assert runs.attrs["units"]["payoff_us"] == "US$ billion, 2024 prices"
    assert months.attrs["units"]["trust_us_canada"] == "points, 0 to 100"
    assert points["rules.K"].tolist() == [4, 6, 4, 6] and peace.factors == ["player_canada", "rules.K"]


def test_the_codebook_tells_every_column_of_every_table(peace: Study):
    book = (peace.path / "codebook.md").read_text()
    assert book == peace.codebook()
    for name in ("points", "runs", "months", "acts"):
        section = book.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == [c.name for c in TABLES[name]]
        assert list(peace.table(name).column_names) == [c.name for c in TABLES[name]]
    assert all(c.meaning for table in TABLES.values() for c in table)


def test_sql_joins_all_tables(peace: Study):
    found = peace.sql('select "rules.K" as K, avg(payoff_us) as payoff from runs join points using (point) '
                      "where player_canada = 'random' group by K order by K")
    runs = peace.runs()
    assert found["K"].tolist() == [4, 6]
    assert found["payoff"].tolist() == pytest.approx([runs.loc[runs["point"] == p, "payoff_us"].mean() for p in (2, 3)])
    assert peace.sql("select count(*) as n from months join acts using (point, replication, month)")["n"][0] > 0


def test_an_export_can_be_read_by_others(peace: Study, tmp_path: Path):
    peace.export(tmp_path / "runs.csv")
    peace.export(tmp_path / "runs.parquet")
    text, typed = pd.read_csv(tmp_path / "runs.csv"), pd.read_parquet(tmp_path / "runs.parquet")
    assert list(text.columns) == list(typed.columns)
    assert list(text.columns[:6]) == ["point", "scenario", "player_us", "player_canada", "player_mexico", "rules.K"]
    runs = peace.runs()
    for frame in (text, typed):
        assert frame["payoff_mexico"].tolist() == runs["payoff_mexico"].tolist()
        assert frame["digest"].tolist() == runs["digest"].tolist()
    assert "`payoff_us`" in (tmp_path / "runs.csv.codebook.md").read_text()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_an_exported_table_is_verified_row_by_row(peace: Study, tmp_path: Path, kind: str, capsys):
    file = peace.export(tmp_path / f"runs.{kind}")
    capsys.readouterr()
    assert command(["verify", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"file": str(file), "equal": True, "months": None, "runs": 24, "first_difference": None}]
    frame = pd.read_parquet(file) if kind == "parquet" else pd.read_csv(file)
    frame.loc[3, "digest"] = frame.loc[4, "digest"]
    frame.to_parquet(file) if kind == "parquet" else frame.to_csv(file, index=False)
    assert command(["verify", str(file), "--lang", "en"]) == 1
    assert capsys.readouterr().out == f"{file}: differs in row 4\n"


def test_a_file_that_is_no_exported_table_is_told(tmp_path: Path, capsys):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    for name, says in (("other.csv", "not an exported table of runs"), ("none.csv", "there is no such file")):
        assert command(["verify", str(tmp_path / name), "--lang", "en"]) == 2
        assert says in capsys.readouterr().err


def test_a_table_that_was_not_asked_for_is_named(tmp_path: Path):
    study = run(short(measures=None, replications=1), tmp_path / "study", workers=0)
    with pytest.raises(StudyError, match="this study has no table months; use one of runs"):
        study.months()
    assert not (study.path / "months").exists()


def test_what_is_there_can_be_read_while_the_rest_is_played(tmp_path: Path):
    seen: list[int] = []

    def look(state: Any) -> None:
        seen.append(len(Study(tmp_path / "study").runs()))
        assert Study(tmp_path / "study").status().running
    run(short(replications=8), tmp_path / "study", workers=0, progress=look)
    assert seen[0] == 16 and seen[-1] == 32


# statistics ----------------------------------------------------------------------------------------------------------

def test_means_and_paired_differences_are_those_of_scipy(peace: Study):
    from scipy import stats
    runs, means = peace.runs(), peace.means()
    x = runs.loc[runs["point"] == 2, "payoff_canada"]
    low, high = stats.t.interval(0.95, len(x) - 1, x.mean(), stats.sem(x))
    assert means.loc[2, ["payoff_canada", "low_canada", "high_canada"]].tolist() == pytest.approx([x.mean(), low, high])
    found = differences(runs)
    assert len(found) == 9
    raw = []
    for row in found.itertuples():
        a, b = (runs.loc[runs["point"] == p, f"payoff_{row.country}"].to_numpy() for p in (row.point, 0))
        assert row.difference == pytest.approx((a - b).mean())
        raw.append(stats.ttest_rel(a, b).pvalue if np.ptp(a - b) > 0 else float((a == b).all()))
    ordered = np.sort(raw)
    holm = np.maximum.accumulate(np.minimum(1, ordered * np.arange(9, 0, -1)))
    assert np.sort(found["p"]) == pytest.approx(holm, abs=1e-12)


@pytest.mark.needs("sensitivity")
def test_sobol_indices_are_those_that_are_known_of_a_function_that_is_known():
    """Ishigami's function (a = 7, b = 0.1): the first-order and total indices are known in closed form."""
    ranges = {"rules.K": [-np.pi, np.pi], "rules.call": [-np.pi, np.pi], "rules.visit": [-np.pi, np.pi]}
    from SALib.sample import sobol
    points = sobol.sample({"num_vars": 3, "names": list(ranges), "bounds": list(ranges.values())}, 1024,
                          calc_second_order=False, seed=1)
    y = np.sin(points[:, 0]) + 7 * np.sin(points[:, 1]) ** 2 + 0.1 * points[:, 2] ** 4 * np.sin(points[:, 0])
    runs = pd.DataFrame({"point": np.repeat(np.arange(len(y)), 2), "payoff_us": np.repeat(y, 2) + [-1, 1] * len(y),
                         "status": "done"})
    folder = SimpleNamespace(method={"method": "saltelli", "ranges": ranges})
    study: Any = SimpleNamespace(folder=folder, path=Path("x"), runs=lambda: runs,
                                 status=lambda: SimpleNamespace(missing=0))
    found = sensitivity(study, "payoff_us")
    assert found["first"].tolist() == pytest.approx([0.3139, 0.4424, 0.0], abs=0.04)
    assert found["total"].tolist() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.04)
    assert (found[["first_half", "total_half"]].to_numpy() < 0.15).all()


@pytest.mark.needs("sensitivity")
def test_indices_of_a_study_name_the_key_that_moves_it(tmp_path: Path):
    sample = {"method": "saltelli", "points": 4, "ranges": {"rules.K": [2, 8], "rules.reopen": [3, 5]}}
    design = short(grid=None, sample=sample, players="hold", replications=1, measures=None)
    found = sensitivity(run(design, tmp_path / "study", workers=0), "payoff_canada").set_index("key")
    assert found.loc["rules.K", "total"] > 0.5 and found.loc["rules.reopen", "total"] == pytest.approx(0, abs=1e-9)
    assert command(["study", "sensitivity", str(tmp_path / "study"), "--of", "trust_us_canada"]) == 0


def test_indices_need_their_sample(peace: Study):
    with pytest.raises(StudyError, match="need a sample of another method"):
        sensitivity(peace)


# the page ------------------------------------------------------------------------------------------------------------

def test_the_page_needs_nothing_else_and_is_made_twice_alike(peace: Study):
    text = page(peace)
    assert page(Study(peace.path)) == text
    assert not re.search(r"(src|href)\s*=\s*[\"']?\s*(https?:)?//|url\((?!#)|@import|<script|<link", text)
    for said in ("<svg", "United States", "Holm", "7 to 12 at every point", VERSION, "negotiation study run",
                 peace.folder.worlds["tiny"].hash, "95%"):
        assert said in text
    means = peace.means()
    told = f"{means['payoff_us'][2]:.2f} ({means['low_us'][2]:.2f} to {means['high_us'][2]:.2f})"
    assert told.replace("-", "−") in text


# the commands --------------------------------------------------------------------------------------------------------

@pytest.fixture
def program(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = command(["study", *words])
        told = capsys.readouterr()
        return status, told.out, told.err
    return call


def test_a_study_from_the_command_line_from_begin_to_end(program, tmp_path: Path, expected):
    Path("design.yaml").write_text(json.dumps(EVERYTHING))
    assert command(["check", "design.yaml"]) == 0
    status, out, err = program("run", "design.yaml", "--out", "study", "--workers", "0", "--json")
    told = json.loads(out)
    assert (status, err) == (0, "") and (told["runs"], told["done"], told["failed"], told["missing"]) == (24, 24, 0, 0)
    assert told["rules"] == VERSION and told["problems"] == [] and not told["running"]
    assert program("status", "study", "--json")[1] == out
    assert "24 games; 24 done, 0 failed, 0 missing" in program("resume", "study", "--workers", "0")[1]
    rows = json.loads(program("verify", "study", "--sample", "3", "--json")[1])
    assert [r["equal"] for r in rows] == [True] * 3 and all(r["digest"] == r["again"] for r in rows)
    for name in ("runs", "months", "acts"):
        assert program("export", "study", "--table", name, "--csv", f"{name}.csv")[0] == 0
    assert [Path(f"{name}.csv").read_bytes() for name in ("runs", "months", "acts")] == expected
    assert program("report", "study")[1] == f"Written: {tmp_path / 'study' / 'report.html'}\n"
    assert "<svg" in Path("study/report.html").read_text()


def test_a_study_with_failed_runs_ends_with_one_until_they_are_mended(program, strategy):
    design = short(players={"us": strategy("if has(view, 9): raise OSError('gone')"), "mexico": "hold"}, measures=None)
    Path("design.yaml").write_text(json.dumps(design))
    status, out, err = program("run", "design.yaml", "--out", "study", "--workers", "0")
    assert status == 1 and "20 done, 4 failed" in out and "mine.py" in err and "study retry" in err
    assert program("status", "study")[0] == 1
    strategy("pass")
    assert program("retry", "study", "--workers", "0")[0] == program("status", "study")[0] == 0


def test_where_nobody_watches_a_line_tells_how_far_it_is(program, monkeypatch):
    from negotiation.cli import study as commands
    from negotiation.study.pace import State
    Path("design.yaml").write_text(json.dumps(short()))
    monkeypatch.setattr(commands, "TALK_EVERY", 0.0)
    err = program("run", "design.yaml", "--out", "study", "--workers", "0", "--lang", "en")[2]
    assert err.splitlines()[0] == "12 of 24 games, 0 failed; time left not known yet"
    lefts = [commands._left(State(0, 0, 1, seconds).left) for seconds in (0.2, 41.0, 600.0, 20_000.0)]
    assert lefts == ["about a second left", "about 41 seconds left", "about 10 minutes left", "about 6 hours left"]


@pytest.mark.parametrize(("words", "says"), [
    (("run", "design.yaml"), "--out: name a folder"), (("run", "nothing.yaml", "--out", "x"), "there is no such file"),
    (("status", "nothing"), "there is no study here"), (("export", "nothing"), "--csv, --parquet: name a file"),
    (("run", "design.yaml", "--out", "x", "--executor", "mpi"), "--executor: 'mpi' is no executor"),
    (("verify", "x", "--sample", "no"), "--sample: 'no' will not do"), (("resum", "x"), "did you mean 'resume'?"),
    ((), "COMMAND is missing")])
def test_wrong_use_is_one_line(program, words: tuple[str, ...], says: str):
    Path("design.yaml").write_text(json.dumps(short()))
    status, out, err = program(*words)
    assert (status, out, err.count("\n")) == (2, "", 1) and says in err


def test_without_its_packages_a_study_says_what_brings_them(program, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    status, _, err = program("status", "study")
    assert status == 2 and "pyarrow" in err and "pip install 'negotiation[study]'" in err


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_command_of_the_family_has_help_in_every_language(program, language: str):
    front = program("--help", "--lang", language)[1]
    for name in ("run", "status", "resume", "retry", "verify", "report", "export", "sensitivity"):
        assert f"\n  {name} " in front
        told = program(name, "--help", "--lang", language)
        assert told[0] == 0 and "cli." not in told[1] and f"negotiation study {name}" in told[1]


# Dask ----------------------------------------------------------------------------------------------------------------

@pytest.mark.needs("dask")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_cluster_of_two_workers_of_which_one_is_killed_gives_the_same_table(tmp_path: Path):
    done = subprocess.run([sys.executable, "-m", "benchmarks.killed", "--dask", "--replications", "15"], cwd=ROOT,
                          env=environment(), capture_output=True, text=True, timeout=140)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == "one of two workers of a cluster was killed\nthe tables are equal byte by byte\n"


@pytest.mark.needs("dask")
def test_a_cluster_that_is_not_there_is_told(program, monkeypatch):
    def nobody(*_: object, **__: object) -> None:
        raise OSError("Timed out trying to connect to tcp://127.0.0.1:9 after 10 s")
    monkeypatch.setattr("distributed.Client", nobody)
    Path("design.yaml").write_text(json.dumps(short()))
    status, _, err = program("run", "design.yaml", "--out", "x", "--executor", "dask:tcp://127.0.0.1:9")
    assert status == 2 and err.count("\n") == 1 and "there is no cluster at tcp://127.0.0.1:9 (Timed out" in err


def test_an_exported_study_can_be_carried_to_another_folder(peace: Study, tmp_path: Path, expected):
    moved = Study(shutil.copytree(peace.path, tmp_path / "moved"))
    assert table_bytes(moved, tmp_path) == expected and read_design(EVERYTHING).points == moved.folder.points
