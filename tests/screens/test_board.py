"""The board: what it shows is what the game says, and what cannot be done says why."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from at_the_window import board, onward, page, session, text
from pilot import Pilot

from negotiation.analysis.turns import turning_points
from negotiation.keys import changed
from negotiation.rules.names import NAMES
from negotiation.screens import focus
from negotiation.screens.controls import Button, Chip, Choice, Control, Slider
from negotiation.screens.linkmap import LinkMap
from negotiation.screens.lists import Scroller
from negotiation.words import words


def number(shown: str) -> float:
    return float(shown.replace("\u2212", "-").replace("+", ""))


def inside(pilot: Pilot, name: str) -> list:
    """What lies in a scroller, or on the screen itself where nothing needs to scroll."""
    return [each.item for each in pilot.placed() if each.inside is not None and each.inside.name == name]


def test_the_map_shows_six_directed_trusts():
    p = board()
    found = p.find("map")
    assert isinstance(found, LinkMap)
    sides = {(side.country, other.country): side.text for link in found.links
             for side, other in ((link.left, link.right), (link.right, link.left))}
    assert sides == {(a, b): f"{session(p).trust(a, b):.0f}" for a in NAMES for b in NAMES if a != b}


def test_a_press_on_a_link_selects_it_and_another_turns_it_around():
    p = board("canada").click("map.us-canada")
    assert p.screen.link == ("us", "canada") and "Trust of the United States in you" in text(p)
    p.click("map.us-canada")
    assert p.screen.link == ("canada", "us") and "Your trust in the United States" in text(p)
    p.click("swap").click("map.us")
    assert p.screen.link == ("us", "canada")
    p.key("m")
    assert page(p) == "Board"


def test_the_reasons_on_the_trust_card_add_up_to_the_trust_and_its_change():
    p = board()
    p.key("1", "2", "enter", "enter", "enter")
    for pair in ("us-canada", "us-mexico", "canada-mexico"):
        p.click(f"map.{pair}")
        for _ in range(2):
            p.click("swap")
            of, toward = p.screen.link
            game = p.screen.game
            lines = game.session.why(of, toward)
            assert sum(line.points for line in lines) == pytest.approx(game.trust(of, toward))
            before = game.earlier().session
            moved = sum(line.points for line in lines) - sum(line.points for line in before.why(of, toward))
            assert moved == pytest.approx(game.trust_change(of, toward), abs=1e-6)
            shown = [i for i in inside(p, "reasons") if re.fullmatch(r"[+\u2212]?\d+\.\d", getattr(i, "text", ""))]
            assert sum(number(i.text) for i in shown[: len(lines)]) == pytest.approx(game.trust(of, toward), abs=0.6)


def test_the_payoff_stands_beside_doing_nothing_in_its_three_parts():
    p = board().key("1", "enter", "enter", "enter")
    payoff = session(p).payoff()["canada"]
    assert number(p.find("payoff.canada").text) == pytest.approx(payoff.total, abs=0.05)
    assert f"doing nothing {payoff.nothing:.1f}".replace("-", "\u2212") in text(p)
    for part in ("economy", "politics", "future"):
        assert part in text(p)


def test_the_board_opens_with_at_most_six_suggestions_each_with_its_reason():
    p = board()
    found = [i for i in inside(p, "suggestions") if isinstance(i, Choice)]
    assert 1 <= len(found) <= 6 and all(choice.text and choice.detail for choice in found)
    assert [choice.key for choice in found] == [str(n) for n in range(1, len(found) + 1)]


def test_a_suggestion_is_planned_by_one_press_and_taken_back_by_one():
    p = board()
    line = p.screen.game.suggestions()[1].line
    p.click("suggestion.1")
    assert session(p).planned() == [line]
    p.key("z")
    assert session(p).planned() == []
    p.key("y")
    assert session(p).planned() == [line]
    p.click(f"planned.{line}")
    assert session(p).planned() == []


def test_every_word_of_the_menu_is_on_the_board():
    p = board().click("tab.all")
    said = {each.item.name.removeprefix("say.") for each in p.placed() if each.item.name.startswith("say.")}
    menu = session(p).scenario.menu
    lines = {line for line in session(p).moves() if not line.startswith("offer")}
    assert lines <= said and len(said) == sum(1 for deal in menu.say[1].deal if deal < 0) - 1


def test_a_word_is_planned_and_a_third_one_says_why_not():
    p = board().click("tab.all").click("say.call us").click("say.call mexico")
    assert session(p).planned() == ["call us", "call mexico"]
    p.click("say.visit us")
    assert session(p).planned() == ["call us", "call mexico"]
    assert "planned already" in p.tip() and "planned already" in text(p)
    p.click("say.call us")
    assert session(p).planned() == ["call mexico"]


@pytest.mark.parametrize("country", NAMES)
def test_every_disabled_control_says_why(country):
    p = board(country, state__trust__us__canada=9, state__trust__mexico__us=5)
    seen = 0
    for keys in ("s", "a", "d", "1 2 a", "enter s", "o", "r", "enter enter a"):
        p.key(*keys.split())
        for each in focus.active(p.placed()):
            if isinstance(each.item, Control) and not each.item.enabled:
                seen += 1
                assert each.item.tip, f"{each.item.name} on {page(p)}"
    assert seen > 20


def test_a_refusal_is_visible_in_words_beside_its_move():
    p = board("canada", state__trust__us__canada=9).click("tab.all")
    assert "Washington will not receive you (trust 9.0, needs 15)" in text(p)
    p.click("say.visit us")
    assert session(p).planned() == [] and "will not receive you" in p.tip()


def test_everything_can_be_reached_with_tab():
    p = board().click("tab.all")
    wanted = {each.item.name for each in p.placed() if isinstance(each.item, Control) and each.item.enabled
              and not isinstance(each.item, Scroller)}
    met = set()
    for _ in range(120):
        p.key("tab")
        met.add(p.screen.focus)
    assert wanted <= met


# deals -------------------------------------------------------------------------------------------------------

def test_a_deal_starts_from_what_is_suggested_and_is_offered_by_one_press():
    p = board()
    offered = next(s.line for s in p.screen.game.suggestions() if s.line.startswith("offer"))
    p.click("tab.deal")
    assert p.screen.the_draft().line(p.screen.game) == offered
    p.click("openly")
    assert session(p).planned() == [offered]


def test_the_forecast_follows_every_clause():
    t = words("en")
    p = board().click("tab.deal").click("with.all")
    worths = set()
    for level in (1.0, 2.0, 3.0):
        p.slide("clause.0", level)
        line = p.screen.the_draft().line(p.screen.game)
        assert f"us_on_canada={level:g}" in line
        for country, found in session(p).forecast(line).items():
            assert p.find(f"forecast.{country}").text == t(f"answer.{found.answer}", country=country)
            assert f"economy {t.number(found.economy, '+.0f')}" in p.find(f"tug.{country}").tip
        own = session(p).forecast(line, "canada")["canada"].value
        assert number(p.find("worth").text.split()[-2]) == pytest.approx(own, abs=0.05)
        worths.add(p.find("worth").text)
    assert len(worths) == 3


def test_a_slider_of_a_clause_moves_by_keys():
    p = board().click("tab.deal").click("with.us")
    p.screen.take_focus("clause.0", ringed=True)
    before = p.find("clause.0").value
    p.key("left")
    assert p.find("clause.0").value == before - 1
    p.key("home")
    assert p.find("clause.0").value == 0


def test_fix_it_brings_a_change_with_which_they_would_sign():
    p = board().click("tab.deal").click("with.us").slide("clause.0", 3.0)
    while p.find("forecast.us").text != "The United States would not accept":
        chip = next(i for i in (each.item for each in p.placed()) if isinstance(i, Chip) and i.chosen)
        p.click(chip.name)
    p.click("advice.us")
    assert page(p) == "Advice"
    changes = [each.item for each in p.placed() if each.item.name.startswith("change.")]
    assert 1 <= len(changes) <= 3
    p.key("1")
    assert page(p) == "Board" and "would not" not in p.find("forecast.us").text


def test_only_a_separate_pact_is_offered_quietly():
    p = board().click("tab.deal").click("with.us")
    draft = p.screen.the_draft()
    if draft.separate(p.screen.game):
        p.click("clause.7")
    quietly = p.find("quietly")
    assert isinstance(quietly, Button) and not quietly.enabled and "separate pact" in quietly.tip
    p.click("clause.7").click("quietly")
    assert session(p).planned()[0].endswith("separate quietly")


def test_a_scenario_with_one_deal_a_kind_has_nothing_to_turn():
    p = board(scenario="tiny").click("tab.deal")
    assert not [n for n in p.names() if n.startswith("clause.")]
    p.click("openly")
    assert session(p).planned()[0].startswith("offer")


# decisions ---------------------------------------------------------------------------------------------------

def offered() -> Pilot:
    """Mexico's turn to decide, with two offers of Washington on its table."""
    laid = ["us: offer mexico us_on_mexico=2 drop", "us: offer all us_on_canada=2 us_on_mexico=2 renew"]
    return board("mexico", rivals="hold", state__offers=laid).key("enter")


def test_offers_are_answered_and_the_answer_can_be_changed():
    p = offered()
    assert p.screen.tab == "offers" and p.find("tab").options[1].text == "On the table (2)"
    p.click("answer.us.accept us")
    p.click("answer.us three.refuse us three")
    assert session(p).planned() == ["accept us", "refuse us three"]
    p.click("answer.us.refuse us")
    assert session(p).planned() == ["refuse us three", "refuse us"]
    p.click("answer.us.keep").click("answer.us three.keep")
    assert session(p).planned() == []
    assert p.find("worth.us.0").text.startswith("Worth to you: ")


def test_an_accepted_offer_is_signed_and_told():
    p = offered().click("answer.us.accept us").click("end")
    assert page(p) == "Summary" and "Washington and Mexico City signed" in text(p)


def test_a_tariff_set_at_its_control_reaches_the_table():
    p = board("us").key("enter").click("tab.tariffs").click("toward.mexico")
    assert p.find("tariff.us.mexico").text == "25%+"
    p.click("step.-1.wall mexico").click("step.-1.sector mexico metals")
    assert session(p).planned() == ["wall mexico 10 sparing", "sector mexico metals 35"]
    lever = p.find("lever.wall mexico")
    assert isinstance(lever, Slider) and (lever.value, lever.ghost) == (10, 25)
    p.click("end").click("next")
    assert session(p).state.wall[0, 2] == 10 and session(p).state.sector[0, 2, 1] == 35
    assert p.find("tariff.us.mexico").text == "10%+"


def test_a_tariff_is_slid_along_its_ladder_and_back_to_today():
    p = board("us").key("enter").click("tab.tariffs").click("toward.canada").slide("lever.wall canada", 10.0)
    assert session(p).planned() == ["wall canada 10 sparing"]
    p.click("sparing.all")
    assert session(p).planned() == ["wall canada 10 all"]
    p.slide("lever.wall canada", 35.0)
    assert session(p).planned() == ["wall canada 35 all"]
    p.click("sparing.sparing")
    assert session(p).planned() == []


def test_the_vote_comes_in_the_last_month():
    p = board(scenario="tutorial")
    for _ in range(2):
        p.key("enter", "o")
        assert "vote" not in p.names() and "The vote comes in" in text(p)
        p.key("enter", "enter")
    p.key("enter", "o").click("vote.vote renew")
    assert session(p).planned() == ["vote renew"]
    p.click("vote.vote not").click("end").click("next")
    assert page(p) == "Ending"


def test_the_half_played_last_can_be_taken_back_with_its_plan():
    p = board().key("1")
    plan = session(p).planned()
    p.key("enter").click("back")
    assert session(p).phase == "talk" and session(p).planned() == plan


def test_the_summary_tells_acts_with_reasons_payoffs_and_trust():
    p = board().key("1", "enter", "enter")
    shown = text(p)
    assert page(p) == "Summary" and "What August 2025 changed" in shown
    for played in session(p).past:
        for seat, lines in enumerate(played.lines):
            for n, line in enumerate(lines):
                assert p.screen.game.move(line, seat) in shown
                if played.reasons[seat]:
                    assert p.screen.game.reason(played.reasons[seat][n]) in shown
    assert shown.count("Trust of ") + shown.count("Your trust in") >= 6


def test_the_turning_points_are_the_largest_changes_of_a_month():
    p = board("us", scenario="tutorial")
    p.key("enter")
    session(p).plan("wall canada 50 all")
    while page(p) != "Ending":
        onward(p)
    found = turning_points(session(p), most=3)
    assert page(p) == "Ending"
    moves = {}
    for a in NAMES:
        for b in (name for name in NAMES if name != a):
            trust = session(p).series(f"trust.{a}.{b}")
            moves |= {(month, a, b): after - before for month, (before, after) in enumerate(pairwise(trust))}
    largest = sorted(moves, key=lambda key: -abs(moves[key]))[:3]
    assert {(turn.month, turn.of, turn.toward) for turn in found} == set(largest)
    assert all(turn.points == pytest.approx(moves[turn.month, turn.of, turn.toward]) for turn in found)
    assert [turn.month for turn in found] == sorted(turn.month for turn in found)


def test_an_offer_that_cannot_be_signed_says_why():
    p = board("canada", seed=3)
    game = session(p)
    game.next()
    wet = changed(game.scenario, game.state, {"offer.us.canada": "us_on_canada=2 drop", "known.us.canada": 1,
                                              "since.us-canada": 1})
    game.state = wet
    p.key("o")
    assert "It cannot be signed this month: The ink must dry 2 months more" in text(p)
