"""An error of the program is described in one file, which names nobody, at every door; and the log of `-v`."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path

import pytest
from alone import alone

from negotiation import record, trouble
from negotiation.cli import run
from negotiation.cli.log import ours
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.words import languages, words

HEAD = "negotiation saved game"
SILENT = '''"""Says and does nothing."""
from negotiation import one_at_a_time


@one_at_a_time
def talk(view):
    return []


decide = talk
'''


@pytest.fixture
def ana(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Ana at her computer, whose home, name and machine must not be told."""
    home = tmp_path / "home" / "ana"
    home.mkdir(parents=True)
    with alone():
        for name in (*trouble.USERS, "HOME", "USERPROFILE"):
            monkeypatch.setenv(name, str(home) if name in ("HOME", "USERPROFILE") else "ana")
        monkeypatch.setattr("platform.node", lambda: "ana-laptop.school.example")
        yield home


def fall(message: str) -> Exception:
    try:
        try:
            raise KeyError(message)
        except KeyError as error:
            raise ValueError(message) from error
    except ValueError as error:
        return error


def named(text: str, home: Path) -> list[str]:
    return [name for name in (str(home), "ana-laptop", "school.example", "/ana", "Ana", "ana:") if name in text]


def test_the_file_tells_versions_error_and_door_and_names_nobody(ana: Path):
    message = f"{ana}/mine.py of Ana on ana-laptop.school.example: 7"
    text = trouble.report(fall(message), "text").read_text(encoding="utf-8")
    assert text.splitlines()[0] == words("en")("trouble.head")
    assert "negotiation 0." in text and "rules 1." in text and "door: text" in text
    assert "KeyError" in text and "which led to:" in text and "ValueError: ~/mine.py of somebody on computer: 7" in text
    assert "tests/test_trouble.py" in text and named(text, ana) == []


def test_the_game_in_it_plays_again(ana: Path):
    strategy = ana / "mine.py"
    strategy.write_text(SILENT, encoding="utf-8")
    session = Session(load("tutorial"), 7, {"us": str(strategy), "mexico": "random"})
    session.plan("call mexico")
    session.end_month()
    text = trouble.report(fall("broken"), "window", session).read_text(encoding="utf-8")
    assert named(text, ana) == [] and "seat us: ~/mine.py" in text
    kept = record.parse(text[text.index(HEAD):].rstrip() + "\n")
    assert record.verify(kept).equal and kept.branch.phases[0].lines[1] == ("call mexico",)


@pytest.mark.parametrize("name", ["us", "canada", "mexico"])
def test_a_user_called_like_a_country_takes_no_country_out_of_the_game(ana: Path, monkeypatch, name: str):
    for variable in trouble.USERS:
        monkeypatch.setenv(variable, name)
    assert trouble.without_names("trust.canada.us of mexico") == "trust.canada.us of mexico"


@pytest.mark.parametrize("language", languages())
def test_what_to_do_with_it_is_said_in_the_language_of_the_user(ana: Path, language: str):
    text = trouble.report(fall("x"), "text", language=language).read_text(encoding="utf-8")
    assert text.startswith(words(language)("trouble.head"))


def test_a_place_that_cannot_be_written_is_no_second_error(ana: Path):
    trouble.path().parent.mkdir(parents=True, exist_ok=True)
    trouble.path().mkdir()
    assert trouble.tried(fall("x"), "text") is None


def test_the_command_line_tells_of_it_on_its_one_line(ana: Path, monkeypatch, capsys):
    monkeypatch.setattr("negotiation.scenarios.names", lambda: 1 / 0)
    assert run(["list", "scenarios", "--lang", "en"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1 and str(trouble.path()) in said[0] and "send that file" in said[0]
    text = trouble.path().read_text(encoding="utf-8")
    assert "door: command line" in text and "ZeroDivisionError" in text and named(text, ana) == []


def test_a_mistake_of_the_user_is_not_described(ana: Path, capsys):
    assert run(["simulate", "nowhere.yaml"]) == 2 and run(["play", "--text", "--seed", "x"]) == 2
    assert not trouble.path().exists()


def test_the_text_game_describes_itself_and_is_kept(ana: Path, monkeypatch, capsys, tmp_path: Path):
    script = tmp_path / "moves.txt"
    script.write_text("call mexico\nend\nstate\n", encoding="utf-8")
    monkeypatch.setattr("negotiation.cli.play_text.TextGame._state", lambda *_: 1 / 0)
    with script.open(encoding="utf-8") as lines:
        monkeypatch.setattr(sys, "stdin", lines)
        assert run(["play", "tutorial", "--as", "canada", "--text", "--seed", "3", "--lang", "en"]) == 2
    captured = capsys.readouterr()
    assert len(captured.err.splitlines()) == 1 and str(trouble.path()) in captured.err
    text = trouble.path().read_text(encoding="utf-8")
    assert "door: text" in text and "tutorial, seed 3, 1 half months" in text and "canada: call mexico" in text
    assert named(text, ana) == [] and "kept" in captured.out


@pytest.mark.needs("classroom")
def test_the_classroom_describes_an_error_without_what_was_written(ana: Path):
    from negotiation.classroom.serve import _Described

    async def broken(*_: object) -> None:
        raise ValueError("what a student wrote")

    with pytest.raises(ValueError, match="student"):
        asyncio.run(_Described(broken)({}, None, None))
    text = trouble.path().read_text(encoding="utf-8")
    assert "door: classroom" in text and "ValueError" in text and "student wrote" not in text.replace(
        'raise ValueError("what a student wrote")', "")


def test_a_log_is_kept_when_it_is_asked_for_and_never_in_the_answer(capsys):
    for words_ in (["-v", "simulate", "tutorial"], ["simulate", "tutorial", "-v"]):
        assert run([*words_, "--games", "1", "--json"]) == 0
        captured = capsys.readouterr()
        assert json.loads(captured.out)["games"] == 1
        assert "negotiation.batch: 1 games of tutorial" in captured.err and "1 of 1 games" not in captured.err
    assert run(["simulate", "tutorial", "-vv", "--games", "1", "--json"]) == 0
    assert "1 of 1 games" in capsys.readouterr().err
    assert run(["simulate", "tutorial", "--games", "1", "--json"]) == 0
    assert "negotiation.batch" not in capsys.readouterr().err
    assert ours().handlers == [] and ours().level == logging.NOTSET
