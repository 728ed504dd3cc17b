"""The command that tries the rules out: what needs no games is as the design found it, and so says the page."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.validation import best, core, history, premium
from benchmarks.validation.__main__ import PARTS, SLOW, main
from benchmarks.validation.figures import Figure, count, design, exact, mean, share
from benchmarks.validation.plays import Games, opening
from benchmarks.validation.reckon import Premium
from benchmarks.validation.scripts import Scripted, scripts
from benchmarks.validation.tables import Table
from negotiation.scenarios import load

PAGE = Path(__file__).parents[1] / "docs" / "validation.md"


@pytest.mark.parametrize("part", [core, history, best], ids=["core", "history", "best"])
def test_what_is_reckoned_without_games_is_what_the_design_found(part):
    tables = part.tables({}, None)
    assert [place for table in tables for place, figure in table.figures() if figure.outside] == []
    page = PAGE.read_text(encoding="utf-8")
    assert all(table.markdown() in page for table in tables), "run make validation"


def test_three_at_one_table_are_worth_more_to_mexico_than_two_unless_canada_is_punished():
    same, renewed, punished = (Premium((), *column).run()[1] for column in premium.COLUMNS)
    assert renewed > same > 5 and punished < 0


def test_figures_say_outside_beyond_their_range():
    assert Figure(1.0, 0, 3.0, 1.5).outside and not Figure(1.0, 0, 3.0, 2.0).outside
    assert not Figure(1.0).outside and Figure(1.0).there == "-"
    assert exact(7.04, 7.0, digits=1).here == "7.0" and exact(7.2, 7.0, digits=1).here == "7.2 outside"


def test_means_and_shares_are_as_far_apart_as_two_runs_may_be():
    x = np.array([0.0, 2.0] * 50)
    figure = mean(x, 1.0, games=100, sd=1.0, digits=1)
    assert figure.value == 1.0 and figure.within == pytest.approx(3 * np.sqrt(2 / 100) + 0.05)
    assert share([True, False] * 50).value == 50
    assert share([True] * 100, 100, 100).within < 4 and share([True, False] * 50, 50, 100).within > 20
    assert count([True] * 30 + [False] * 70, 90, 300).design == 30


def test_a_table_is_text_markdown_and_values():
    table = Table("A", ("row", "x", "y"), [("one", exact(1, 5), (exact(2), exact(3, 3)))])
    assert table.text().splitlines() == ["A", "row       x          y", "--------  ---------  -----------",
                                         "one       1 outside  2 / 3", "  design  5 ± 0.5    - / 3 ± 0.5"]
    assert "| one | 1 **outside** | 2 / 3 |" in table.markdown() and "| design | 5 ± 0.5 |" in table.markdown()
    assert table.answer()["rows"][0]["x"] == {"value": 1, "design": 5, "within": pytest.approx(0.5), "outside": True}


def test_parts_print_and_write_what_they_found(tmp_path, capsys):
    given = ["levels", "word", "--games", "2", "--processes", "1", "--json", str(tmp_path / "v.json"), "--markdown",
             str(tmp_path / "v.md")]
    assert main(given) == 0
    out = capsys.readouterr().out
    assert "Keeping one's word" in out and "beside the design's" in out
    told = json.loads((tmp_path / "v.json").read_text(encoding="utf-8"))
    assert set(told["parts"]) == {"levels", "word"} and told["games"] == 2
    assert "## Levels" in (tmp_path / "v.md").read_text(encoding="utf-8")


def test_a_part_that_does_not_exist_is_wrong_use(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["nonsense"])
    assert caught.value.code == 2 and "no such part" in capsys.readouterr().err
    assert set(SLOW) < set(PARTS)


def test_scripts_are_legal_and_every_one_that_the_design_names_exists():
    known = [name for name, there in design()["deviations"]["rows"].items() for i in range(3)
             if there[i] is not None and name not in scripts(i)]
    assert known == []
    seats = (Scripted("warn, from month 1"), Scripted("10 all, kept from month 1"), Scripted("bluffs"))
    sample = Games(seats, 3).run()
    assert sample.illegal.sum() == 0 and (sample.rises > 5).all()


def test_the_opening_of_december_2024_differs_from_august_2025_as_the_article_tells():
    before, after = opening("mar-a-lago-2024").start(0), load("kick-start-2025").start(0)
    assert before.wall.sum() == 0 and before.sector.sum() == 0 and before.reprieve.sum() == 0
    assert before.trust[2, 1] < after.trust[2, 1] and before.trust[1, 0] > after.trust[1, 0]
