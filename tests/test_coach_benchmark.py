"""The coach's benchmark: positions that are stored and found again, regret that luck does not make, a page in step."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.coach.__main__ import BEGIN, END, FIGURES, main, measured, put, table
from benchmarks.coach.judging import CHOICES, Judged, summary
from benchmarks.coach.positions import COUNT, STORED, OutOfStep, made, position, stored
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session

PAGE = Path(__file__).parents[1] / "docs" / "coach.md"


def test_fifty_positions_are_stored_of_all_chairs_halves_and_months():
    rows = json.loads(STORED.read_text(encoding="utf-8"))["positions"]
    assert len(rows) == COUNT == 50
    assert min(sum(row["seat"] == name for row in rows) for name in NAMES) >= 12
    halves = [len(row["lines"]) for row in rows]
    assert 20 <= sum(half % 2 for half in halves) <= 30 and len({half // 2 for half in halves}) == 12
    assert len({(row["seat"], json.dumps(row["lines"])) for row in rows}) == 50


def test_a_position_is_the_game_as_it_stood(tmp_path):
    document = made(2)
    path = tmp_path / "positions.json"
    path.write_text(json.dumps(document))
    for game, row in zip(stored(path), document["positions"], strict=True):
        other = Session(load(document["scenario"]), row["seed"], dict.fromkeys(NAMES, "default"))
        while len(other.past) < len(row["lines"]):
            other.next()
        assert game.state.digest() == other.state.digest() and NAMES[game.seat] == row["seat"]
        assert game.people == (game.seat,)
    path.write_text(json.dumps({**document, "rules": "0.9"}))
    with pytest.raises(OutOfStep, match=r"rules 0\.9, not .*--store"):
        stored(path)


def test_regret_is_paid_on_other_games_than_the_best_was_chosen_on():
    rng = np.random.default_rng(1)
    luck = Judged(rng.normal(size=(8, 4000)), dict.fromkeys(CHOICES, 0))
    assert abs(luck.regret("pass")) < 0.1
    better = np.zeros((3, 10))
    better[1], better[2] = 2.0, 5.0
    found = Judged(better, {"first": 1, "refined": 2, "computer": 2, "pass": 0})
    assert [found.regret(name) for name in CHOICES] == [3.0, 0.0, 0.0, 5.0]
    assert found.gain("refined", "pass") == 5.0
    assert summary([found, found])["regret.first"].mean == 3.0


def test_a_few_positions_give_figures_and_a_table(tmp_path):
    rows = [{"seed": 1, "seat": "canada", "lines": []}, {"seed": 2, "seat": "us", "lines": []}]
    document = measured([position("kick-start-2025", row) for row in rows], 2, 4)
    assert document["positions"] == 2 and document["alternatives"] > 4
    assert set(document["figures"]) == {*(f"regret.{c}" for c in CHOICES), "gain.first", "gain.computer", "gain.pass"}
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    put(page, document)
    assert page.read_text() == f"before\n{BEGIN}\n{table(document)}\n{END}\nafter\n"


def test_the_page_shows_the_figures_that_are_stored():
    assert table(json.loads(FIGURES.read_text(encoding="utf-8"))) in PAGE.read_text(encoding="utf-8")


def test_what_the_program_does_not_know_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["--what"])
    assert "--what" in capsys.readouterr().err
