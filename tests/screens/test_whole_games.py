"""Whole games at the screens: with the mouse in every chair, and with the keyboard alone."""

from __future__ import annotations

import pytest
from at_the_window import from_file, page, session, text, title

from negotiation.cli.play_text import TextGame
from negotiation.rules.names import NAMES
from negotiation.session import Session
from negotiation.words import words


@pytest.mark.parametrize("country", NAMES)
def test_a_whole_game_is_clicked_through_to_its_ending(country):
    p = title(seed=5).click(f"country.{country}").click("start")
    assert page(p) == "Board" and session(p).seats[NAMES.index(country)] is None
    for month in range(12):
        assert session(p).month == month
        p.click("suggestion.0").click("end")
        assert session(p).phase == "decide"
        p.click("tab.suggested")
        if "suggestion.0" in p.names():
            p.click("suggestion.0")
        p.click("end")
        if page(p) == "Unvoted":
            p.click("vote.renew")
        assert page(p) == "Summary"
        p.click("next")
    assert page(p) == "Ending" and session(p).over
    assert p.find("ending").text
    p.click("again")
    assert page(p) == "Board" and session(p).seed == 6 and session(p).month == 0


def test_a_whole_game_is_played_by_keyboard_alone():
    p = title(seed=5)
    p.key("tab", "tab", "tab", "enter")           # the third country
    assert p.screen.country == "mexico"
    while p.screen.focus != "start":
        p.key("tab")
    p.key("enter")
    assert page(p) == "Board"
    for _ in range(12):
        p.key("1", "d", "p", "enter")             # a suggestion, a deal offered openly, the talks closed
        assert session(p).phase == "decide"
        p.key("s", "1", "enter")
        if page(p) == "Unvoted":
            p.key("1")
        assert page(p) == "Summary"
        p.key("enter")
    assert page(p) == "Ending"
    played = session(p).past
    assert any(line.startswith("offer") for phase in played for line in phase.lines[2])
    p.key("ctrl+q")
    assert p.screen is None


def test_a_game_starts_with_two_key_presses():
    p = title().key("tab", "enter").key("escape")
    assert page(p) == "Title"
    assert page(title().key("enter")) == "Board"


def test_escape_opens_the_menu_and_goes_up_one_level_at_a_time():
    p = title().key("enter").key("escape")
    assert page(p) == "Menu"
    p.key("f1")
    assert page(p) == "Help"
    p.key("escape")
    assert page(p) == "Board"
    p.key("escape", "escape")
    assert page(p) == "Board"
    p.key("escape").click("title_page")
    assert page(p) == "Title"


def test_the_level_is_the_scenarios_own_until_another_is_chosen():
    p = title().wheel("scenario", -1).click("scenario.tutorial")
    assert p.find("level").value == "easy"
    p.click("start")
    assert [s for s in session(p).seats if s] == [session(p).scenario.seats[0]] * 2
    p = title().click("level.hard").click("start")
    assert session(p).seats == ("hard", None, "hard")


def test_a_scenario_of_ones_own_is_opened_by_its_path(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("like: kick-start-2025\nname: mine\nmonths: 2\n", encoding="utf-8")
    p = from_file().type(str(mine).lower())
    assert p.screen.path == str(mine).lower()
    p.screen.path = str(mine)
    p.key("enter")
    assert page(p) == "Board" and session(p).scenario.months == 2


def test_what_is_wrong_with_a_scenario_is_told_with_a_remedy(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("like: kick-start-2025\nname: bad\nmonts: 2\nstate: {trust: {us: {canda: 300}}}\n", encoding="utf-8")
    p = from_file()
    p.screen.path = str(bad)
    p.click("start")
    assert page(p) == "Trouble" and "bad.yaml:3: monts" in text(p) and "months" in text(p)
    p.key("enter")
    assert page(p) == "Title"
    p.screen.path = str(tmp_path / "nowhere.yaml")
    p.click("start")
    assert page(p) == "Trouble"


def test_the_same_seed_and_the_same_moves_give_the_same_game():
    games = [title(seed=11).key("enter", "1", "enter", "enter", "enter", "2", "enter", "enter") for _ in range(2)]
    one, other = (session(p).state.digest() for p in games)
    assert one == other


@pytest.mark.parametrize("country", NAMES)
def test_a_game_clicked_through_the_window_is_the_same_lines_in_text_mode(country):
    p = title(seed=5).click(f"country.{country}")
    p.screen.sitting.look.steps = False
    p.click("start")
    while page(p) != "Ending":
        for name in ("suggestion.0", "suggestion.1"):
            if page(p) == "Board" and name in p.names() and p.find(name).enabled:
                p.click(name)
        p.click({"Board": "end", "Unvoted": "vote.renew"}.get(page(p), "next"))
    clicked = session(p)
    seat = NAMES.index(country)
    typed = TextGame(Session(clicked.scenario, 5, dict(zip(NAMES, clicked.seats, strict=True))), words("en"),
                     lambda said: None)
    typed.begin()
    for played in clicked.past:
        for line in (*played.lines[seat], "end"):
            typed.answer(line)
    assert typed.session.over and typed.session.state.digest() == clicked.state.digest()
    assert sum(len(played.lines[seat]) for played in clicked.past) >= 12
