"""`negotiation doctor`: each thing that may be missing is named, with a remedy, and stops neither it nor a game."""

from __future__ import annotations

import io
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from alone import shut_away

from negotiation import results, saves
from negotiation.cli import doctor
from negotiation.words import languages

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_doctor_names_a_remedy_for_everything_that_fails(program):
    answer = program("doctor", "--json")
    assert answer.status == 0
    assert all(list(row) == ["name", "works", "detail", "remedy"] for row in answer.document)
    assert {row["name"] for row in answer.document} >= {"display", "sound", "fonts", "saves", "network", "study"}
    assert all(row["works"] or row["remedy"] for row in answer.document)
    assert next(row for row in answer.document if row["name"] == "fonts")["works"]
    assert len(program("doctor", "--lang", "fr").out.splitlines()) >= len(answer.document)


def test_doctor_says_when_the_save_folder_cannot_be_written(program, tmp_path: Path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("negotiation.saves.folder", lambda: tmp_path / "file" / "saves")
    monkeypatch.setattr(doctor, "LOOKS", (doctor._saves,))
    row = json.loads(program("doctor", "--json").out)[0]
    assert not row["works"] and row["remedy"]


def looked(program, monkeypatch, look: str) -> dict:
    monkeypatch.setattr(doctor, "LOOKS", (getattr(doctor, look),))
    return json.loads(program("doctor", "--json").out)[0]


def test_doctor_knows_what_the_game_needs():
    assert sorted(text.partition(",")[0] for text in PROJECT["dependencies"]) == sorted(
        f"{name}>={lowest}" for name, (_, lowest) in doctor.LIBRARIES.items())


@pytest.mark.parametrize("name", doctor.LIBRARIES)
def test_doctor_names_a_library_that_is_missing_or_too_old(program, monkeypatch, name: str):
    lowest, real = doctor.LIBRARIES[name][1], doctor._version
    for version, told in ((None, name), ("0.9", f"{name} 0.9 < {lowest}")):
        monkeypatch.setattr(doctor, "_version", lambda asked, v=version: v if asked == name else real(asked))
        row = looked(program, monkeypatch, "_libraries")
        assert not row["works"] and row["detail"] == told and f"pip install '{name}>={lowest}'" in row["remedy"]


def test_doctor_names_a_second_pygame(program, monkeypatch):
    real = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda asked: "2.6.1" if asked == "pygame" else real(asked))
    row = looked(program, monkeypatch, "_libraries")
    assert not row["works"] and "pip uninstall -y pygame" in row["remedy"]


def test_doctor_looks_on_where_a_library_is_missing(program, monkeypatch):
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    row = looked(program, monkeypatch, "_saves")
    assert row["name"] == "saves" and not row["works"] and "platformdirs" in row["detail"] and row["remedy"]


def test_doctor_tells_of_an_error_that_was_described(program, monkeypatch, tmp_path: Path):
    monkeypatch.setattr("negotiation.saves.folder", lambda: tmp_path / "saves")
    assert looked(program, monkeypatch, "_trouble")["works"]
    (tmp_path / "trouble.txt").write_text("x")
    row = looked(program, monkeypatch, "_trouble")
    assert not row["works"] and "trouble.txt" in row["detail"] and "Send" in row["remedy"]


# Libraries by the name they are installed by, where it is not that of the module.
CALLED = {"pyspiel": "open_spiel"}


def test_doctor_looks_for_every_library_of_every_extra(program, monkeypatch):
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    extras = {row["name"]: row for row in program("doctor", "--json").document}
    for extra, asked in PROJECT["optional-dependencies"].items():
        if extra in ("dev", "docs", "release"):
            continue
        own = {re.split(r"[>=\[]", text)[0] for text in asked if not text.startswith("negotiation[")}
        row = extras[extra]
        assert {CALLED.get(name, name) for name in row["detail"].split(", ")} == own and not row["works"], extra
        assert row["remedy"].endswith(f"pip install 'negotiation[{extra}]'")


@pytest.fixture
def shut(tmp_path: Path, monkeypatch) -> Path:
    """A data folder that may not even be looked into."""
    return shut_away(tmp_path / "shut", monkeypatch)


@pytest.mark.parametrize("language", languages())
def test_a_folder_that_may_not_be_looked_into_is_named_and_the_rest_is_told(program, shut, language: str):
    rows = {row["name"]: row for row in program("doctor", "--json", "--lang", language).document}
    assert not rows["saves"]["works"] and str(shut) in rows["saves"]["detail"] and rows["saves"]["remedy"]
    assert rows["trouble"]["works"] and rows["files"]["works"] and len(rows) == len(doctor.LOOKS)


def test_a_game_goes_on_where_it_cannot_be_kept(program, shut, monkeypatch):
    assert saves.autosaves() == [] and results.read() == []
    monkeypatch.setattr(sys, "stdin", io.StringIO("end\nend\nend\nquit\n"))
    answer = program("play", "tutorial", "--as", "canada", "--text")
    assert answer.status == 0 and "June 2026" in answer.out
    assert len(answer.errors) == 1 and str(shut) in answer.errors[0]
