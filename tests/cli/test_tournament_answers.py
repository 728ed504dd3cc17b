"""`negotiation tournament`: its published keys, its words, and one line for what cannot be asked."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from negotiation.rules.names import NAMES

START = ("tournament", "tutorial", "--set", "months=1", "--games", 2, "--players")
SMALL = (*START, "hold,random")


def test_tournament_json_has_the_published_keys(program, tmp_path: Path):
    answer = program(*START, "hold,random,grim", "--full", 2, "--seed", 3, "--out", "out", "--json")
    document = answer.document
    assert answer.status == 0 and answer.errors == ["6 tables in out"]
    assert document["seats"] == list(NAMES) and document["strategies"] == ["hold", "random", "grim"]
    assert (document["games"], document["seed"], document["full"]) == (2, 3, ["hold", "random"])
    for seat in NAMES:
        for name in document["strategies"]:
            found = document["payoff"][seat][name]
            assert found["low"] <= found["mean"] <= found["high"]
    assert len(document["differences"]) == 9 and set(document["effects"]["seat"]) == set(NAMES)
    assert document["equilibria"][-1]["kind"] == "mixed"
    for seat in NAMES:
        assert sum(document["equilibria"][-1][seat].values()) == pytest.approx(1, abs=0.01)
    assert json.loads((tmp_path / "out" / "tournament.json").read_text()) == document


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_tournament_is_told(program, language: str):
    answer = program(*SMALL, "--lang", language)
    assert answer.status == 0 and len(answer.out.splitlines()) > 20
    assert "tournament." not in answer.out and "cli." not in answer.out


@pytest.mark.parametrize(("arguments", "said"), [
    (["--players", "hold"], "at least two strategies"),
    (["--players", "hold,hold"], "hold is entered twice"),
    (["--players", "hold,grimm"], "did you mean 'grim'?"),
    (["--games", "1"], "at least 2"),
    (["--full", "1"], "at least 2"),
    (["--within", "0"], "above 0"),
    (["--within", "wide"], "above 0"),
    (["--workers", "0"], "at least 1"),
    (["--set", "rules.nothing=1"], "rules.nothing"),
])
def test_what_cannot_be_asked_is_said_in_one_line(program, arguments: list[str], said: str):
    answer = program("tournament", "tutorial", *arguments)
    assert answer.status == 2 and answer.out == "" and len(answer.errors) == 1 and said in answer.err


def test_the_folder_of_another_tournament_is_refused_in_one_line(program):
    assert program(*SMALL, "--out", "out").status == 0
    answer = program(*SMALL, "--seed", 9, "--out", "out")
    assert answer.status == 2 and answer.out == ""
    assert answer.errors[0].startswith(str(Path("out") / "games.jsonl") + ":1: seed: ")


@pytest.mark.parametrize(("out", "said"), [(["--out", "out"], "kept in out. To go on: negotiation "),
                                           ([], "nothing is kept")])
def test_a_tournament_stopped_by_hand_says_what_is_kept(program, monkeypatch: pytest.MonkeyPatch, out, said: str):
    from negotiation.tournament.store import Games
    kept = Games.add

    def add(self: Games, *given: object) -> None:
        kept(self, *given)
        if len(self) == 4:
            raise KeyboardInterrupt
    monkeypatch.setattr(Games, "add", add)
    answer = program(*SMALL, *out)
    assert answer.status == 130 and answer.out == "" and "8 games" in answer.err and said in answer.err
    monkeypatch.setattr(Games, "add", kept)
    if out:
        how = shlex.split(answer.err.split("To go on: negotiation ")[1])
        assert program(*how, "--json").document == program(*SMALL, "--json").document
