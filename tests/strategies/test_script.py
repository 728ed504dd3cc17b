"""Strategies from a table of moves: what they play, and what is said about a table that is not understood."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from negotiation.cli.check import problems_of
from negotiation.match import choose, play
from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.rules.scenario import Scenario
from negotiation.rules.step import step
from negotiation.rules.written import written
from negotiation.strategies import StrategyError, find, script
from negotiation.testing import check_strategy
from negotiation.words import languages, words

TABLE = """\
# Calls first, then closes the door.
month,country,move
1,,call mexico
1,,call us
1,,visit us
1,canada,wall us 25 sparing
2-3,canada,"offer all us_on_canada=2 us_on_mexico=2 access_canada=1 renew"
2,,appeal

every,,accept mexico three
every,mexico,refuse us
4,,vote renew
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "moves.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def said(path: Path, scenario: Scenario, months: int = 3) -> list[tuple[str, ...]]:
    state, out = scenario.start(1), []
    for _ in range(2 * months):
        chosen = choose(scenario, state, ("hold", str(path), "hold"))
        out.append(written(scenario, chosen.choices)[CANADA])
        state = step(scenario, state, chosen.choices).after
    return out


def test_a_table_is_played_month_by_month(table: Path, kick_start: Scenario) -> None:
    """In its order, two words a month: the third of a month has no place; what is not legal is left out."""
    offer = "offer all us_on_canada=2 us_on_mexico=2 access_canada=1 renew"
    assert said(table, kick_start) == [
        ("call mexico", "call us"), ("wall us 25 sparing",), (offer, "appeal"), (), (), ()]
    assert find(str(table)).summary == "Calls first, then closes the door."


def test_rows_for_another_country_are_left_to_it(table: Path, kick_start: Scenario) -> None:
    state = kick_start.start(1)
    chosen = choose(kick_start, state, (str(table), None, str(table))).choices
    lines = written(kick_start, chosen)
    assert lines[US] == ("call mexico",) and lines[MEXICO] == ("call us", "visit us")


def test_a_table_plays_alone_as_in_a_batch_and_keeps_to_what_strategies_keep_to(
        table: Path, kick_start: Scenario) -> None:
    seats = (str(table), "random", str(table))
    batch = play(kick_start, seats, np.arange(3))
    assert batch.illegal.sum() == 0 and batch.game(2).digest() == play(kick_start, seats, 2).digest()
    assert check_strategy(str(table), "tutorial") == []


@pytest.mark.parametrize(("text", "id_", "part"), [
    ("month,move\n0,call us\n", "strategy.script_month", "moves.csv:2:1: '0' is not a month"),
    ("month,move\n3-1,call us\n", "strategy.script_month", "moves.csv:2:1: '3-1' is not a month"),
    ("month,move\nMay,call us\n", "strategy.script_month", "write 1, 3-6 or every"),
    ("month,country,move\n1,usa,call us\n", "strategy.script_country", "moves.csv:2:2: 'usa' is no country"),
    ("month,move\n1,call us,loudly\n", "strategy.script_cells", "moves.csv:2: this row has 3 cells"),
    ("month,moves\n1,call us\n", "strategy.script_head", "it is 'month,moves'"),
    ("when,what\n", "strategy.script_head", "must name the columns month and move"),
    ("", "strategy.script_empty", "there is no move in it"),
    ("month,move\n# nothing\n", "strategy.script_empty", "there is no move in it"),
    ("month,move\n" + "1,call us\n" * 30_000, "strategy.script_big", "larger than 256 kB"),
])
def test_a_table_that_is_not_understood_is_named_with_line_and_column(
        text: str, id_: str, part: str, table: Path) -> None:
    table.write_text(text, encoding="utf-8")
    with pytest.raises(StrategyError) as caught:
        find(str(table))
    assert caught.value.reason.id == id_ and part in str(caught.value)
    assert words("en").reason(caught.value.reason) == str(caught.value)
    assert all(words(language).has(id_) for language in languages())


def test_a_table_that_is_no_text_is_named(table: Path) -> None:
    table.write_bytes(b"month,move\n1,\xff\xfe\n")
    with pytest.raises(StrategyError, match="save it as CSV in UTF-8"):
        find(str(table))
    with pytest.raises(StrategyError, match="no such file"):
        find(str(table.with_name("other.csv")))


def test_a_move_that_nobody_may_make_is_named_when_it_is_played(table: Path, kick_start: Scenario) -> None:
    table.write_text("month,move\n1,call us\n2,cal mexico\n", encoding="utf-8")
    with pytest.raises(StrategyError, match=r"moves\.csv:3:2: 'cal mexico' is not a line of this game"):
        choose(kick_start, kick_start.start(1), (None, str(table), None))


def test_all_rows_that_are_wrong_are_told_at_once(table: Path, kick_start: Scenario) -> None:
    rows = "x,,call us\n1,,cal mexico\n1,us,call us\n2,,wall us 26 all\n"
    table.write_text("month,country,move\n" + rows, encoding="utf-8")
    found, wrong = script.read_all(str(table))
    lines = [error.reason.places["line"] for error in wrong + found.problems(kick_start.menu)]
    assert lines == [2, 3, 4, 5]


def test_check_names_every_wrong_row_and_finds_nothing_wrong_with_a_good_table(table: Path) -> None:
    assert problems_of(str(table)) == []
    table.write_text("month,move\n1,cal mexico\nMay,call us\n1,call us,now\n", encoding="utf-8")
    found = problems_of(str(table))
    assert [(p.line, p.key) for p in found] == [(2, "move"), (3, "month"), (4, "")]
    assert {p.remedy.id for p in found} == {"check.mend_moves"}
    (gone,) = problems_of(str(table.with_name("gone.csv")))
    assert gone.remedy.id == "file.check_path"
