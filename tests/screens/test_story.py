"""How it came to this: month by month beside the map, and into the game from any month that can be played."""

from __future__ import annotations

import pytest
from alone import alone
from at_the_window import cuts, page, session, text, title
from opened_early import early
from pilot import Pilot

from negotiation.scenarios import load
from negotiation.screens.chronicle import Chronicle


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


@pytest.fixture
def script(tmp_path) -> Pilot:
    """The story of a scenario that begins inside it, at its first month of play."""
    p = Pilot(Chronicle(title().screen, load(early(tmp_path)), "canada", seed=3))
    return p.key(*["right"] * 4)


def test_h_opens_the_story_and_the_arrows_walk_through_it():
    p = title().key("h")
    assert page(p) == "Chronicle" and "January 1994" in text(p) and "Three decades" in text(p)
    p.key("right", "right", "right")
    assert "November 2024" in text(p) and "Mar-a-Lago" in text(p)
    link = next(each for each in p.find("map").links if each.value == "canada-mexico")
    assert {side.country: side.text for side in (link.left, link.right)} == {"canada": "41", "mexico": "22"}
    p.key("left")
    assert "September 2018" in text(p) and "weighs nothing by itself" in text(p)
    assert page(p.key("escape")) == "Title"


def test_the_numbers_are_those_of_the_ledger():
    p = title().key("h", *["right"] * 12)
    start = load("kick-start-2025").start().trust
    shown = {side.country: side.trust for link in p.find("map").links if link.value == "us-canada"
             for side in (link.left, link.right)}
    assert shown == {"us": pytest.approx(float(start[0, 1])), "canada": pytest.approx(float(start[1, 0]))}


def test_one_may_step_in_where_the_game_begins_and_not_before():
    p = title().key("h")
    assert not p.find("step_in").enabled and "August 2025" in p.find("step_in").tip
    p.slide("month", 12.0).click("chair.mexico").click("step_in")
    assert page(p) == "Board" and (session(p).month, session(p).people) == (0, (2,))


def test_the_months_go_by_until_the_last():
    p = title().key("h", "p")
    assert p.screen.playing and p.screen.wait
    for _ in range(12):
        p.tick()
    assert "August 2025" in text(p) and not p.screen.playing and p.screen.wait is None


def test_the_script_stands_beside_what_happened(script):
    assert "December 2024" in text(script) and "Freeze the channel with Ottawa" in text(script)
    script.key(*["right"] * 6)
    assert "No choice of its own: Sheinbaum gives Carney a handcrafted soccer ball" in text(script)
    assert "Trust as played, and how far from what happened" in text(script)


def test_one_steps_into_the_script_at_any_month(script):
    script.key("right", "right", "right").click("step_in")
    assert page(script) == "Board" and session(script).month == 3 and session(script).people == (1,)
    assert session(script).past[0].lines[2] == ("freeze canada",)


@pytest.mark.parametrize("size", [(1280, 720), (960, 600), (1024, 768)])
def test_nothing_of_the_script_is_cut(script, size):
    for _ in range(9):
        assert cuts(script.screen, size) == []
        script.key("right")


def test_a_scenario_without_a_past_says_so():
    p = title()
    p.screen.name = "tiny"
    told = bool(load("tiny").text.get("past"))
    p.key("h")
    assert page(p) == ("Chronicle" if told else "Title")
    assert told or "it tells no past" in text(p)
