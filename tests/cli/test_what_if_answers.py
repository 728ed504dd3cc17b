"""`negotiation what-if`: its keys, its words in every language, and one line for what cannot be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    session = Session(load("tutorial"), 7, {name: "hold" for name in NAMES if name != "canada"})
    session.plan("call mexico", "visit us")
    session.end_month()
    session.save(tmp_path / "game.nego")
    return tmp_path / "game.nego"


def test_what_if_json_has_its_keys(program, saved: Path):
    answer = program("what-if", saved, "--month", 1, "--without", "canada: visit us", "--games", 4, "--json")
    document = answer.document
    assert answer.status == 0 and answer.err == ""
    assert list(document) == ["file", "scenario", "rules", "month", "phase", "country", "was", "instead", "games",
                              "seed", "people", "figures", "endings", "own"]
    assert (document["phase"], document["country"], document["people"]) == ("talk", "canada", "recorded")
    assert (document["was"], document["instead"]) == (["call mexico", "visit us"], ["call mexico"])
    assert set(document["figures"]) == {*(f"payoff.{a}" for a in NAMES),
                                        *(f"trust.{a}.{b}" for a in NAMES for b in NAMES if a != b)}
    for figure in document["figures"].values():
        assert figure["low"] <= figure["difference"] <= figure["high"]
        assert figure["difference"] == pytest.approx(figure["instead"] - figure["was"], abs=3e-6)
    for way in ("was", "instead"):
        assert sum(shares[way] for shares in document["endings"].values()) == pytest.approx(1)
    assert program("what-if", saved, "--month", 1, "--without", "canada: visit us", "--games", 4, "--json").out == \
        answer.out


@pytest.mark.parametrize(("language", "lines"), [
    ("en", ["--without", "canada: visit us"]), ("es", ["--with", "us: call canada"]),
    ("fr", ["--without", "canada: visit us", "--with", "canada: slight us", "--computer"])])
def test_what_if_is_told(program, saved: Path, language: str, lines: list[str]):
    answer = program("what-if", saved, "--month", 1, *lines, "--games", 2, "--lang", language)
    assert answer.status == 0 and answer.err == "" and len(answer.out.splitlines()) > 15
    assert "what_if." not in answer.out and "cli." not in answer.out


@pytest.mark.parametrize(("arguments", "said"), [
    (["--month", "1"], "--without"),
    (["--with", "us: call canada"], "--month is missing"),
    (["--month", "8", "--with", "us: call canada"], "1 whole month"),
    (["--month", "1", "--without", "canada: call us"], "there was `canada: call mexico; canada: visit us`"),
    (["--month", "1", "--without", "canada: call mexico", "--with", "mexico: call us"], "one act at a time"),
    (["--month", "1", "--with", "canada: cal us"], "call"),
    (["--month", "1", "--with", "canada: slight us"], "drop one"),
    (["--month", "1", "--with", "us: call canada", "--games", "1"], "at least 2"),
])
def test_what_cannot_be_asked_is_said_in_one_line(program, saved: Path, arguments: list[str], said: str):
    answer = program("what-if", saved, *arguments)
    assert answer.status == 2 and answer.out == "" and len(answer.errors) == 1 and said in answer.err


def test_a_file_that_is_not_there_is_named(program):
    answer = program("what-if", "none.nego", "--month", 1, "--with", "us: call canada")
    assert answer.status == 2 and answer.errors[0].startswith("none.nego")
