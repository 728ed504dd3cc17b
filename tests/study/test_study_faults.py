"""What can go wrong with a study's folder: one clear line each, and nothing that is finished is lost."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from studies import EVERYTHING, short, small, table_bytes

from benchmarks.killed import design as killed_design
from benchmarks.killed import kill_often, tables
from negotiation.cli import run as command
from negotiation.reading import FileError
from negotiation.study import Study, StudyError, resume, run
from negotiation.study.folder import locked
from negotiation.study.pace import State
from negotiation.writing import WriteError

pytestmark = pytest.mark.needs("study")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups and no limit of file sizes")


def lines(error: Exception) -> list[str]:
    """What the command line would print."""
    assert isinstance(error, FileError)
    return str(error).splitlines()


# killed --------------------------------------------------------------------------------------------------------------

@POSIX
def test_killed_five_times_at_random_instants_it_comes_to_the_table_of_a_run_in_peace(tmp_path: Path):
    met = kill_often(tmp_path / "killed", 5, random.Random(11), replications=50)
    before = Study(tmp_path / "killed").status()
    killed = resume(tmp_path / "killed", workers=0)
    peace = run(killed_design(50), tmp_path / "peace", workers=0)
    assert met >= 2 and 0 < before.done <= before.runs == killed.status().done
    assert tables(killed, tmp_path) == tables(peace, tmp_path)
    assert not list((tmp_path / "killed").rglob(".*part")) and not list((tmp_path / "killed").rglob("*.aside"))


def test_a_torn_file_and_files_of_unfinished_chunks_are_cleared_away(study: Study, tmp_path: Path, expected):
    part = study.found.parts[1]
    part.path.unlink()                                 # killed after months and acts, before runs
    (study.path / "runs" / f".{part.path.name}.123.part").write_bytes(b"PAR1 torn")
    again = resume(study.path, workers=0)
    assert table_bytes(again, tmp_path) == expected
    assert len(again.found.parts) == len(list(study.path.glob("months/*"))) == len(list(study.path.glob("acts/*")))
    assert not list(study.path.rglob(".*part"))


# the disk ------------------------------------------------------------------------------------------------------------

def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


@POSIX
def test_a_full_disk_stops_with_one_line_and_keeps_what_is_finished(tmp_path: Path, expected):
    design = tmp_path / "design.yaml"
    design.write_text(json.dumps(EVERYTHING))
    # Once a chunk is there, no file may grow any more: to a program a full disk looks like that.
    code = ("import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "from negotiation.study import pace; pace.FIRST = 5;"
            "pace.Pace.add = lambda *_: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
            "from negotiation.cli import main; main(sys.argv[1:])")
    done = subprocess.run([sys.executable, "-c", code, "study", "run", str(design), "--workers", "0", "--out",
                           str(tmp_path / "study")], capture_output=True, text=True, env=environment(), timeout=120)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and "free some space" in done.stderr and "study resume" in done.stderr
    kept = Study(tmp_path / "study").status()
    assert kept.done == 5 and not kept.problems and f"{kept.done} of 24 games are kept" in done.stderr
    assert table_bytes(resume(tmp_path / "study", workers=0), tmp_path) == expected


def test_a_folder_that_cannot_be_written_is_told_before_a_game_is_played(tmp_path: Path, monkeypatch):
    place = tmp_path / "closed"
    place.mkdir()
    if os.geteuid() if hasattr(os, "geteuid") else True:
        place.chmod(0o555)
    else:                                              # nothing is closed to root, so the system is made to say so
        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(place))
        monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(WriteError) as caught:
        run(short(), place / "study", workers=0)
    (line,) = lines(caught.value)
    assert "cannot be written" in line and line.endswith("choose another folder")
    place.chmod(0o755)


def test_a_folder_that_turns_read_only_stops_the_study_with_one_line(study: Study, monkeypatch):
    study.found.parts[0].path.unlink()

    def refuse(path: Path, content: object) -> None:
        raise WriteError(path, OSError(errno.EROFS, os.strerror(errno.EROFS)))
    monkeypatch.setattr("negotiation.study.parts.write_whole", refuse)
    with pytest.raises(StudyError) as caught:
        resume(study.path, workers=0)
    (line,) = lines(caught.value)
    assert "Read-only file system" in line and "19 of 24 games are kept" in line


def test_a_part_that_was_changed_is_told_set_aside_and_played_again(study: Study, tmp_path: Path, expected):
    part = study.found.parts[2]
    data = bytearray(part.path.read_bytes())
    data[len(data) // 2] ^= 1
    part.path.write_bytes(data)
    opened = Study(study.path)
    with pytest.raises(StudyError) as caught:
        opened.runs()
    (line,) = lines(caught.value)
    assert line.startswith(f"{part.path}: the file does not hold what was written to it; `negotiation study resume")
    assert opened.status().missing == 5
    notes: list[State] = []
    again = resume(study.path, workers=0, progress=lambda s: notes.append(s) if s.note else None)
    assert [n.note for n in notes] == ["study.set_aside"] and part.path.with_suffix(".parquet.aside").exists()
    assert table_bytes(again, tmp_path) == expected


@pytest.mark.parametrize("table", ["months", "acts"])
def test_a_part_whose_other_table_is_gone_is_played_again(study: Study, tmp_path: Path, expected, table: str):
    study.found.parts[0].file(table).unlink()
    assert len(Study(study.path).status().problems) == 1
    assert table_bytes(resume(study.path, workers=0), tmp_path) == expected


def test_a_part_that_is_there_twice_is_told_and_set_aside(study: Study, tmp_path: Path, expected):
    part = study.found.parts[0]
    other = part.path.with_name(part.path.name.replace("0000000000-0000000005", "0000000003-0000000008"))
    other.write_bytes(part.path.read_bytes())
    with pytest.raises(StudyError) as caught:
        Study(study.path).runs()
    (line,) = lines(caught.value)
    assert line.startswith(f"{other}: it holds games that {part.path.name} holds too; `negotiation study resume")
    again = resume(study.path, workers=0)
    assert table_bytes(again, tmp_path) == expected and len(again.found.parts) == len(study.found.parts)


def test_a_manifest_or_points_that_cannot_be_read_are_told(study: Study):
    manifest = study.path / "manifest.json"
    text = manifest.read_text()
    for spoilt in (text[:200], "[]", json.dumps({**json.loads(text), "format": 99})):
        manifest.write_text(spoilt)
        with pytest.raises(StudyError, match=r"manifest\.json: .+; .+"):
            Study(study.path)
    manifest.write_text(text)
    (points,) = study.path.glob("points-*")
    points.write_bytes(b"nothing")
    with pytest.raises(StudyError, match="the points of the study cannot be read; bring points-"):
        Study(study.path).points()


# two at work ---------------------------------------------------------------------------------------------------------

def test_two_runs_in_one_folder_are_refused_and_the_first_goes_on(study: Study, tmp_path: Path, expected):
    code = ("import sys; from negotiation.study.folder import locked; from pathlib import Path\n"
            "with locked(Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()")
    with subprocess.Popen([sys.executable, "-c", code, str(study.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True, env=environment()) as other:
        assert other.stdout is not None and other.stdout.readline() == "in\n"
        for begin in (lambda: resume(study.path, workers=0), lambda: run(EVERYTHING, study.path, workers=0)):
            with pytest.raises(StudyError) as caught:
                begin()
            (line,) = lines(caught.value)
            assert "another run is at work in this folder; wait until it has ended" in line
        assert Study(study.path).status().running
        other.kill()                                   # a lock goes with its process, however it ends
    assert not Study(study.path).status().running
    assert table_bytes(resume(study.path, workers=0), tmp_path) == expected
    with locked(study.path):
        pass


# the clock -----------------------------------------------------------------------------------------------------------

def test_a_clock_that_is_set_back_changes_nothing(tmp_path: Path, expected, monkeypatch):
    now = iter(range(2_000_000_000, 0, -1_000_000))
    monkeypatch.setattr(time, "time", lambda: float(next(now)))
    seen: list[State] = []
    study = run(EVERYTHING, tmp_path / "study", workers=0, pace=small(), progress=seen.append)
    assert all(s.left is None or s.left >= 0 for s in seen)
    study.found.parts[1].path.unlink()
    for n, path in enumerate(study.path.rglob("*.parquet")):
        os.utime(path, (n * 10 ** 9, 4 * 10 ** 9 - n * 10 ** 9))
    assert table_bytes(resume(study.path, workers=0), tmp_path) == expected


# another study than was begun ----------------------------------------------------------------------------------------

@pytest.mark.parametrize(("changes", "what"), [
    ({"seed": 8}, "seed"), ({"measures": ["runs"]}, "measures"), ({"replications": 5}, "replications"),
    ({"grid": {"players.canada": ["hold", "random"], "rules.K": [4, 7]}}, "points"),
    ({"grid": {"players.canada": ["hold"], "rules.K": [4, 6]}}, "points"),
    ({"scenario": "tutorial"}, "scenario, points")])
def test_a_changed_design_is_refused_with_the_keys_that_changed(study: Study, changes, what: str):
    before = sorted(p for p in study.path.rglob("*") if p.name != ".lock")
    for extend in (False, True):
        with pytest.raises(StudyError, match=rf"not the one this study was begun with \({what}\); name another folder"):
            run(short(**changes), study.path, workers=0, extend=extend)
    assert sorted(p for p in study.path.rglob("*") if p.name != ".lock") == before


def test_a_changed_scenario_file_is_refused(tmp_path: Path):
    own = tmp_path / "own.yaml"
    own.write_text("like: tiny\nname: own\n")
    design = tmp_path / "design.yaml"
    design.write_text("scenario: own.yaml\nreplications: 2\npoints: [{players: hold}]\n")
    run(design, tmp_path / "study", workers=0)
    own.write_text("like: tiny\nname: own\nrules: {K: 5}\n")
    with pytest.raises(StudyError, match=r"begun with \(scenario\)"):
        run(design, tmp_path / "study", workers=0)
    own.unlink()                                       # the study holds its scenario: the file is not needed
    next(iter(Study(tmp_path / "study").found.parts)).path.unlink()
    assert resume(tmp_path / "study", workers=0).status().done == 2


def test_a_design_that_was_edited_in_the_folder_is_refused_on_resume(study: Study):
    kept = study.path / "design.yaml"
    kept.write_text(kept.read_text().replace('"seed": 7', '"seed": 8'))
    with pytest.raises(StudyError, match=r"design\.yaml: this is not the design the study was begun with; .*--extend"):
        resume(study.path, workers=0)


def test_a_study_of_other_rules_is_not_gone_on_with(study: Study, monkeypatch):
    monkeypatch.setattr("negotiation.study.folder.VERSION", "9.9")
    for begin in (lambda: resume(study.path, workers=0), lambda: run(EVERYTHING, study.path, workers=0)):
        with pytest.raises(StudyError, match=r"begun with rules \d+\.\d+; these are 9\.9"):
            begin()


def test_a_folder_of_other_things_or_of_nothing_is_refused(tmp_path: Path):
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(StudyError, match="the folder holds other things; name another folder"):
        run(short(), tmp_path, workers=0)
    with pytest.raises(StudyError, match="there is no study here; begin one with"):
        resume(tmp_path / "nothing", workers=0)
    assert not (tmp_path / "nothing").exists()


# Ctrl-C --------------------------------------------------------------------------------------------------------------

@POSIX
def test_ctrl_c_finishes_the_chunks_in_flight_and_says_how_to_go_on(tmp_path: Path):
    design = tmp_path / "design.yaml"
    design.write_text(json.dumps(short(replications=100_000, measures=["runs"])))
    code = ("from negotiation.study import pace; pace.FIRST = pace.LARGEST = 40; import sys;"
            "pace.Pace.__init__.__defaults__ = (2.0, 40);"
            "from negotiation.cli import main; main(sys.argv[1:])")
    process = subprocess.Popen([sys.executable, "-c", code, "study", "run", str(design), "--out",
                                str(tmp_path / "study"), "--workers", "2"], text=True, env=environment(),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    end = time.monotonic() + 60
    while not list((tmp_path / "study").glob("runs/part-*")) and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 130 and out == "" and "Traceback" not in said
    status = Study(tmp_path / "study").status()
    first, last = said.splitlines()
    assert "under way" in first and "Ctrl-C" in first
    assert f"{status.done:,} of 400,000 games are kept. To go on: negotiation study resume" in last
    assert not status.problems and not list((tmp_path / "study").rglob(".*part"))


def test_the_command_line_says_a_fault_in_one_line_and_leaves_with_two(study: Study, capsys, tmp_path: Path):
    (tmp_path / "design.yaml").write_text(json.dumps(short(seed=8)))
    capsys.readouterr()
    assert command(["study", "run", str(tmp_path / "design.yaml"), "--out", str(study.path), "--lang", "en"]) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") == 1 and "(seed)" in captured.err
