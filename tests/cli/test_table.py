"""What the table answers about zones, fair points and coalitions, and how it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    session = Session(load("tutorial"), 7, {name: "random" for name in NAMES})
    for _ in range(2):
        session.end_month()
    session.save(tmp_path / "game.nego")
    return tmp_path / "game.nego"


def test_the_table_tells_the_edge_and_the_largest_sum(program):
    kinds = program("table", "tutorial", "--json").document["kinds"]
    for kind in kinds.values():
        assert 0 < kind["edge"] <= kind["zopa"] <= kind["deals"]
        assert set(kind["utilitarian"]) == {"deal", "gain"} and set(kind["utilitarian"]["gain"]) == set(NAMES)


def test_the_table_tells_a_partition_function(program):
    document = program("table", "tutorial", "--json").document["coalitions"]
    assert document["outsiders"] == "still"
    assert [p["blocks"] for p in document["partitions"]] == [
        [["us"], ["canada"], ["mexico"]], [["us", "canada"], ["mexico"]], [["us", "mexico"], ["canada"]],
        [["canada", "mexico"], ["us"]], [["us", "canada", "mexico"]]]
    pair = document["partitions"][1]
    assert pair["worth"]["us"] + pair["worth"]["canada"] == pytest.approx(document["us-canada"], abs=2e-6)
    assert pair["worth"]["mexico"] == document["spillover"]["mexico"]
    for split in ("shapley", "nucleolus"):
        assert sum(document[split].values()) == pytest.approx(document["all"], abs=5e-6)
    assert document["core"] == (document["least_core"] <= 0)


SHORT = """\
like: tutorial
name: short
menu: {ladder: [0, 25], clauses: {access_canada: [0], access_mexico: [0], origin: [0], security: [0]}}
"""


def test_coalitions_that_are_answered_name_the_tariffs(program, tmp_path: Path):
    (tmp_path / "short.yaml").write_text(SHORT)
    document = program("table", "short.yaml", "--json", "--outsiders", "reply").document["coalitions"]
    assert document["outsiders"] == "reply"
    lines = [line for p in document["partitions"] for line in p["tariffs"]]
    assert lines and all(line.split()[1] == "wall" for line in lines)
    told = program("table", "short.yaml", "--outsiders", "reply")
    assert told.status == 0 and "answers with tariffs" in told.out


def test_a_saved_game_is_asked_about_any_of_its_months(program, saved: Path):
    months = [program("table", "--load", saved, "--month", n, "--json").document for n in (0, 1, 2)]
    assert [m["month"] for m in months] == [1, 2, 3]
    start = program("table", "tutorial", "--json").document
    assert months[0]["kinds"] == start["kinds"]
    assert months[2] == program("table", "--load", saved, "--json").document


@pytest.mark.parametrize(("arguments", "said"), [
    (["--load", "game.nego", "--month", "3"], "game.nego"),
    (["--month", "1"], "--load"),
    (["--month", "-1"], "at least 0"),
    (["--outsiders", "replly"], "did you mean 'reply'?"),
])
def test_what_cannot_be_asked_is_said_in_one_line(program, saved: Path, arguments, said):
    answer = program("table", *arguments)
    assert answer.status == 2 and answer.out == "" and len(answer.errors) == 1 and said in answer.err
