"""New games that are played otherwise: house rules, a first game that opens step by step, one's own best."""

from __future__ import annotations

import pytest
from alone import alone
from at_the_window import board, cuts, onward, page, session, text, title

from negotiation import results, strategies
from negotiation.screens.house import House, rivals
from negotiation.screens.pages import Sitting
from negotiation.screens.title import Title
from negotiation.words import languages, words


def is_open(p, tab: str) -> bool:
    return next(each for each in p.find("tab").options if each.value == tab).enabled


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


@pytest.mark.parametrize("language", languages())
def test_every_strategy_may_take_a_chair_and_has_a_name(language):
    t = words(language)
    found = {each.value: each.text for each in rivals(t)}
    assert set(found) == {"scenario", "person", *strategies.SHORT, *strategies.names()} - {"default"}
    assert all(value == "scenario" or (name and name != value) for value, name in found.items())
    assert len(set(found.values())) == len(found)


def test_the_house_rules_are_what_is_played():
    p = title().key("r")
    p.click("rival.us").click("rival.us.list.ally")
    p.click("house.luck")
    p.screen.take_focus("house.months")
    p.key("left").key("enter")
    assert "3 things" in p.hover("house").tip()
    game = session(p.click("start"))
    assert game.seats == ("ally", None, "default") and game.scenario.months == 9
    assert game.scenario.rules.luck == 0 and game.scenario.par is None


def test_a_person_in_another_chair_shares_the_screen_behind_a_curtain():
    p = title().key("r").click("rival.mexico").key("end", "enter").click("done")
    assert page(p.click("start")) == "Curtain" and session(p).people == (1, 2)


def test_everything_can_be_as_the_scenario_has_it_again():
    p = title().key("r")
    assert not p.find("reset").enabled and "as the scenario" in p.hover("reset").tip()
    p.click("house.luck").click("reset")
    assert p.screen.title.house == House() and not p.find("reset").enabled


def test_a_first_game_opens_words_then_deals_then_measures():
    p = title().key("enter")
    assert not is_open(p, "deal") and "next month" in p.hover("tab.deal").tip()
    assert page(p.key("d")) == "Board" and p.screen.tab != "deal"
    assert all(not each.line.startswith("offer") for each in p.screen.game.suggestions())
    p.key("1", "enter")
    assert not is_open(p, "tariffs") and not any(
        p.screen.game.kind(each.line) == "tariffs" for each in p.screen.game.suggestions())
    p.key("enter", "enter")
    assert is_open(p, "deal") and p.key("enter") and not is_open(p, "tariffs")
    p.key("enter", "enter", "enter")
    assert is_open(p, "tariffs") and "everything" not in p.names()


def test_a_first_game_can_be_opened_whole_at_once():
    p = title().key("enter")
    p.screen.scroll_to("suggestions", 10_000)
    p.click("everything")
    assert is_open(p, "deal") and "everything" not in p.names() and "Every move is open" in text(p)


def test_only_the_first_game_is_a_first_game():
    p = board("canada", "tiny", seed=1)
    while page(p) != "Ending":
        onward(p)
    assert results.read()
    assert is_open(title().key("enter"), "deal")
    sitting = Sitting("en")
    sitting.look.steps = False
    results.path().unlink()
    p.screen = Title(sitting, seed=1)
    assert is_open(p.key("enter"), "deal")


def test_ones_best_result_stands_on_the_card():
    assert "your best" not in text(title())
    p = board("canada", "kick-start-2025", seed=1, months=1)
    while page(p) != "Ending":
        onward(p)
    p = title()
    assert f"your best: {words('en').number(results.read()[0].gain, '+,.1f')} bn" in text(p) and cuts(p.screen) == []


def test_the_tutorial_from_the_list_is_the_lesson():
    p = title()
    p.on("scenario", "tutorial")
    assert page(p.click("start")) == "Learn"
    assert page(title().key("l")) == "Learn"


def test_a_newcomer_is_shown_the_way():
    assert "first time" in text(title())
    board("canada").key("enter", "enter", "enter")
    assert "first time" not in text(title())
