"""The sides of a month, the log by country and word, and what is shown of a saved game."""

from __future__ import annotations

import pytest
from alone import alone
from at_the_window import board, cuts, page, session, text

from negotiation import explain
from negotiation.rules.names import NAMES
from negotiation.screens.charts import Waterfall
from negotiation.screens.files import Files
from negotiation.screens.refused import refusals
from negotiation.words import languages


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place

PORTS = "Offer Ottawa: no tariffs between the two; ports and corridors plan"      # what Mexico City says first


def a_month(language: str = "en", *keys: str):
    return board("canada", seed=3, language=language).key(*(keys or ("1", "2", "enter", "s", "enter")))


def test_the_waterfall_of_each_country_adds_up():
    p = a_month()
    p.on("page", "parts")
    found = [each.item for each in p.placed() if isinstance(each.item, Waterfall)]
    assert len(found) >= 3
    game = p.screen.game
    for one in found[-3:]:
        first, *parts, last = one.steps
        assert abs(first.value + sum(step.value for step in parts) - last.value) < 1e-6
    totals = {round(game.payoffs()[c].total, 6) for c in NAMES}
    assert {round(one.steps[-1].value, 6) for one in found[-3:]} == totals


def test_why_not_tells_the_reckoning_of_everyone_who_did_not_sign():
    p = board("canada", seed=3)
    p.screen.plan("offer all us_on_canada=3 us_on_mexico=3 renew")
    p.key("enter", "s", "enter")
    game = session(p)
    talk, decided = game.past[-2:]
    offers = [line for line in talk.lines[1] if line.startswith("offer")]
    found = refusals(p.screen.game)
    assert offers and found
    for each in found:
        seat = NAMES.index(each.country)
        assert not any(line.startswith("accept canada") for line in decided.lines[seat])
        then = game.at(len(game.past) - 1)
        assert then.forecast(each.line, each.country)[each.country] == each.found
        if each.mended is not None:
            better = then.forecast(each.mended.line(p.screen.game), each.country)[each.country]
            assert better.value > each.found.value
    p.on("page", "refused")
    assert "It would have taken" in text(p)


def test_nothing_to_explain_is_said_why():
    p = board("canada", seed=3).key("enter", "enter")
    tab = next(each for each in p.find("page").options if each.value == "refused")
    assert not tab.enabled and "No offer of yours" in tab.tip


@pytest.mark.parametrize("language", languages())
def test_no_side_of_a_month_is_cut(language):
    p = a_month(language)
    for name in ("overview", "parts", "refused"):
        p.on("page", name)
        assert [cuts(p.screen, size) for size in ((1280, 720), (1024, 768), (960, 600))] == [[], [], []], name


def test_the_log_is_narrowed_by_country_and_by_word():
    p = a_month().key("enter", "l")
    assert page(p) == "Log"
    whole = p.texts()
    p.on("of", "mexico")
    mine = p.texts()
    assert len(mine) < len(whole) and PORTS in mine
    p.on("of", "all")
    p.on("word", "insults")
    assert any("insults Mexico" in each for each in p.texts()) and PORTS not in p.texts()
    p.on("word", "zebra")
    assert "Nothing in this game fits." in text(p)


def test_the_log_can_be_taken_along(home):
    p = a_month().key("enter", "l").click("export")
    file = next(home.rglob("*canada-seed-3.txt"))
    told = file.read_text(encoding="utf-8")
    assert "August 2025 · Talk" in told and f"mexico: {PORTS}" in told and str(file) in text(p)


def test_the_chosen_game_is_shown_as_it_stands():
    p = a_month().key("enter")
    game = p.screen.game
    p.screen = Files(p.screen, saving=False)
    assert "September 2025" in text(p)
    for of, toward in (("canada", "us"), ("mexico", "canada")):
        trust = game.trust(of, toward)
        assert f"{game.t.number(trust, '.0f')} · {game.band(trust)}" in text(p)


def test_news_on_the_board_stands_under_a_heading_that_says_so():
    p, seen = board("canada", seed=3), set()
    while page(p) != "Ending":
        if page(p) == "Board":
            game = p.screen.game
            talk = game.session.state if game.talking else game.session.past[-1].transition.before
            card = explain.news_words(game.t, game.session.scenario, talk)
            headed = any(line.startswith("News ") for line in p.texts())
            assert headed == bool(card) and (not card or card.split(":")[0] in text(p))
            seen.add((game.talking, headed))
        p.key("3" if page(p) == "Unvoted" else "enter")
    assert seen == {(True, True), (True, False), (False, True), (False, False)}
