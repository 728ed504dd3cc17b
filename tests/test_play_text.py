"""The game at a keyboard: suggestions by number, lines, commands, scripts, and an end that keeps the game."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from negotiation.cli.keyboard import run
from negotiation.cli.play_text import COMMANDS, TextGame
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.words import words


class Table:
    """A game and what it said since one last looked."""

    def __init__(
        self, language: str = "en", seed: int = 7, scenario: str = "kick-start-2025", **seats: str
    ) -> None:
        self.session = Session(load(scenario), seed, seats or None)
        self.said: list[str] = []
        self.game = TextGame(self.session, words(language), self.said.append)
        self.game.begin()

    def answer(self, *lines: str) -> str:
        self.said.clear()
        for line in lines:
            self.game.answer(line)
        return "\n".join(self.said)


@pytest.fixture
def table() -> Table:
    return Table()


def test_it_begins_with_where_one_stands_and_at_most_six_suggestions_with_reasons(table: Table) -> None:
    text = "\n".join(table.said)
    assert "You lead Canada." in text
    assert "Trust of Mexico in the United States 37 (wary); Canada 46 (working)" in text
    assert "Tariffs of the United States on Canada: 35% sparing pact goods, autos 25%, metals 50%" in text
    assert 0 < len(table.game.suggested) <= 6


@pytest.mark.parametrize("country", NAMES)
def test_what_is_shown_as_an_example_may_be_written_in_that_chair(country: str) -> None:
    table = Table(**{name: "default" for name in NAMES if name != country})
    call = re.search("such as “(.*?)”", "\n".join(table.said))
    offers = re.search("clause by clause: (.*?); (.*?); (.*?)\\.", table.answer("more"))
    assert call is not None and offers is not None
    for line in (*call.groups(), *offers.groups()):
        assert "Planned:" in table.answer(line), line
        table.answer("undo")


def test_a_number_plans_a_suggestion_and_undo_takes_it_back(table: Table) -> None:
    assert "Planned:" in table.answer("1")
    assert table.session.planned() == [table.game.suggested[0]]
    assert "No longer planned" in table.answer("undo")
    assert table.session.planned() == []
    assert "no suggestion 40" in table.answer("40")


def test_a_line_plans_a_move_and_an_offer_shows_what_the_others_would_say(table: Table) -> None:
    assert "Planned: Call Mexico City" in table.answer("call mexico")
    text = table.answer(
        "offer all us_on_canada=2 us_on_mexico=2 access_canada=1 access_mexico=1 security renew"
    )
    assert "United States" in text
    assert "accept" in text
    assert "Not possible: 2 are planned already: drop one first" in table.answer("visit us")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("cal mexico", "did you mean “call”?"),
        ("call mexcio", "did you mean “mexico”?"),
        ("call canada", "does not address itself"),
        ("us: call canada", "That is a move of the United States"),
        ("why mexico", "why mexico canada"),
        ("save", "save FILE"),
        ("advice", "Plan an offer first"),
        ("wall us 26 all", "for example: wall us 25 all"),
    ],
)
def test_what_cannot_be_understood_gets_one_clear_line(table: Table, line: str, told: str) -> None:
    said = table.answer(line)
    assert told in said
    assert said.count("\n") == 0


def test_more_lists_every_legal_move_but_the_offers_and_says_how_to_write_those(table: Table) -> None:
    said = table.answer("more")
    for line in ("call us", "visit mexico", "pledge mexico together", "appeal", "notice"):
        assert f"  {line} " in said
    assert "clause by clause" in said
    table.answer("end")
    assert "  reprieve us" not in table.answer("more sector")


def test_why_adds_up(table: Table) -> None:
    said = table.answer("why mexico canada").splitlines()
    assert said[0] == "Trust of Mexico in Canada: 46.2 (working)"
    points = [float(line.split()[0].replace("\u2212", "-")) for line in said[1:]]
    assert sum(points) == pytest.approx(46.2, abs=0.5)


def test_every_command_is_explained(table: Table) -> None:
    said = table.answer("help")
    for command in COMMANDS:
        assert command in said
    assert table.answer("help why")


def test_end_closes_a_half_and_tells_who_did_what_and_month_closes_both(table: Table) -> None:
    said = table.answer("visit mexico", "end")
    assert "Ottawa: Visit Mexico City" in said
    assert "Decide (month 1 of 12)" in said
    assert "September 2025 · Talk" in table.answer("month")
    assert "Decide" in table.answer("back")


def test_the_month_of_the_vote_says_how_to_vote() -> None:
    table = Table(scenario="quick")
    said = [line for _ in range(2 * table.session.scenario.months) for line in table.answer("end").splitlines()]
    asked = [line for line in said if "vote renew; vote not" in line]
    assert asked == ["The three vote this month: vote renew; vote not. Without your vote there is no renewal."]
    assert "did you mean “vote renew”?" in Table().answer("renew")


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_whole_game_by_keyboard_in_each_language(language: str) -> None:
    table = Table(language)
    for _ in range(40):
        if table.session.over:
            break
        table.answer("1", "end")
    assert table.session.over
    assert words(language)(f"ending.{table.session.ending}") in "\n".join(table.said)
    assert table.answer("call us") == words(language)("refuse.over")


def test_three_people_at_one_keyboard_plan_before_the_phase_closes() -> None:
    session = Session(load("kick-start-2025"), 1, {})
    said: list[str] = []
    game = TextGame(session, words("en"), said.append)
    game.begin()
    for line in ("call canada", "end", "call mexico", "end", "call us"):
        game.answer(line)
    assert session.phase == "talk"
    game.answer("end")
    assert session.phase == "decide"
    assert session.past[-1].lines == (("call canada",), ("call mexico",), ("call us",))


def test_a_script_of_lines_plays_and_the_end_of_input_keeps_the_game(tmp_path: Path) -> None:
    session = Session(load("tutorial"), 0)
    said: list[str] = []

    def keep(game: Session) -> Path:
        game.save(tmp_path / "kept.nego")
        return tmp_path / "kept.nego"

    run(session, words("en"), ["# the first month", "", "call mexico", "month"], said.append, keep)
    assert Session.load(tmp_path / "kept.nego").month == 1
    assert "kept.nego" in said[-1]


def test_saving_where_one_may_not_says_so_and_goes_on(table: Table, tmp_path: Path) -> None:
    assert str(tmp_path) in table.answer(f"save {tmp_path / 'no' / 'such' / 'folder.nego'}")
    assert "Saved" in table.answer(f"save {tmp_path / 'mine.nego'}")
    assert Session.load(tmp_path / "mine.nego").seed == 7


def test_the_coach_answers_at_once_and_then_by_games_as_many_as_asked_for(table: Table) -> None:
    table.answer("call us")
    text = table.answer("coach 2")
    first, refined = text.split("2 of 2 games")
    assert first.startswith("First answer") and "Planned: Call Washington" in first and "Nothing this time" in refined
    assert table.session.planned() == ["call us"]


@pytest.mark.parametrize("rest", ["1", "x", "-3", "10000", "2 3"])
def test_the_coach_says_what_it_understands(table: Table, rest: str) -> None:
    assert "coach 100" in table.answer(f"coach {rest}")
