"""The debrief: its pages, and what leads on from it."""

from __future__ import annotations

import pytest
from alone import alone
from at_the_window import board, cuts, page, session, text
from gallery import ended
from pilot import Pilot

from negotiation import results
from negotiation.codex import entries
from negotiation.rules.future import ENDINGS as ENDINGS_OF_RULES
from negotiation.rules.names import NAMES
from negotiation.screens.ending import ENDINGS, PAGES, TERMS, Ending
from negotiation.screens.pages import Sitting
from negotiation.screens.take import folder
from negotiation.session import Session


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


def test_the_computer_in_ones_chair_is_played_after_its_page_is_shown():
    p = ended("en").key("3")
    assert "is playing your chair" in text(p) and p.screen.wait
    p.tick()
    assert "with the computer in your chair" in text(p) and p.screen.wait is None
    own = session(p).payoff()["canada"].total
    assert f"{own:.1f}".replace("-", "−") in text(p)


def test_a_turning_point_leads_to_its_month_and_back():
    p = ended("en")
    first = next(name for name in p.names() if name.startswith("turn."))
    p.click(first)
    assert page(p) == "Replay" and p.screen.half == int(first.split(".")[1])
    assert page(p.key("escape")) == "Ending"


def test_the_numbers_behind_the_chart_are_those_of_the_game():
    p = ended("en").click("table")
    rows = p.find("numbers").rows
    values = session(p).series("trust.us.canada")
    assert [row[1].text for row in rows] == [f"{v:.1f}" for v in values]


@pytest.mark.parametrize("side", [name for name, _ in PAGES])
def test_every_page_leads_to_its_term_in_the_codex_and_back(side):
    p = ended("en", side).key("c")
    assert page(p) == "Codex" and p.screen.term == (TERMS.get(side) or "review")
    assert page(p.key("escape")) == "Ending"


def test_every_ending_and_page_has_a_term_that_the_codex_knows():
    assert set(ENDINGS_OF_RULES) == set(ENDINGS)
    assert {*ENDINGS.values(), *TERMS.values()} <= set(entries("en"))


def test_another_chair_is_the_same_start_with_the_same_luck():
    p = ended("en")
    old = session(p)
    p.click("chair").click("chair.mexico")
    new = session(p)
    assert page(p) == "Board" and (new.seed, new.people, new.month) == (old.seed, (2,), 0)
    assert new.seats == (old.seats[0], old.scenario.seats[1], None)


def test_again_is_the_next_seed_in_the_same_chair():
    p = ended("en")
    old = session(p)
    assert page(p.key("enter")) == "Ending"       # a press too many does not leave the ending
    p.click("again")
    assert (session(p).seed, session(p).seats) == (old.seed + 1, old.seats)


def test_the_result_is_kept_once_and_shown():
    p = ended("en")
    Ending(p.screen.sitting)
    kept = results.read()
    assert len(kept) == 1 and kept[0].digest == session(p).state.digest()
    p.key("2")
    assert "Canada: 1 game" in text(p)


def test_pictures_and_tables_are_taken_away():
    p = ended("en").key("d")
    place = next(folder().iterdir())
    assert {f.name for f in place.iterdir()} == {
        "months.csv", "deeds.csv", "codebook.csv", *(f"{name}.png" for name, _ in PAGES)}
    assert str(place) in text(p) and page(p) == "Ending"


def test_a_folder_that_cannot_be_written_is_told(home):
    p = ended("en")
    folder().parent.mkdir(parents=True, exist_ok=True)
    folder().write_text("in the way")
    assert "could not be written" in text(p.key("d"))


def test_a_watched_game_has_no_you():
    watched = Session(session(board()).scenario, 2, dict.fromkeys(NAMES, "default"))
    while not watched.over:
        watched.end_month()
    sitting = Sitting("en")
    sitting.begin(watched)
    p = Pilot(Ending(sitting))
    for name, _ in PAGES:
        p.click(f"page.{name}").tick()
        assert cuts(p.screen) == []
    assert results.read() == [] and "Styles of negotiating" in text(p)
