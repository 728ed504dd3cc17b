"""What the board tells besides: who cares, what comes if nothing changes, the sides of a deal, a question at last."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest
from alone import alone
from at_the_window import board, page, session, text

from negotiation.rules.clauses import CLAUSES, FREE
from negotiation.rules.names import NAMES
from negotiation.screens.draft import SCALES, side


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


@pytest.mark.parametrize("me", NAMES)
def test_each_clause_lies_on_one_side_of_the_table(me):
    found = {clause.name: side(n, me) for n, clause in enumerate(CLAUSES)}
    assert {name for name, where in found.items() if where == "rest"} >= {"separate", "renew", "together", "ports"}
    assert found["security"] == ("get" if me == "us" else "give")
    if me != "us":
        assert found[f"us_on_{me}"] == "get" and found[f"access_{me}"] == "give"


@pytest.mark.parametrize("me", NAMES)
def test_every_clause_of_a_deal_can_be_reached(me):
    p = board(me, seed=3).key("d")
    for partner in [each.value for each in p.find("with").options]:
        p.on("with", partner)
        kind = p.screen.the_draft().clauses(p.screen.game)
        names = {f"clause.{n}" for n in kind}
        assert names <= {part.name for each in p.placed() for part in each.item.parts()} | _scrolled(p), partner
        assert set(kind) <= set(FREE[int(p.screen.game.session.scenario.catalogue.kind[p.screen.the_draft().number])])


def _scrolled(p) -> set[str]:
    return {inner.name for each in p.placed() for inner in getattr(each.item, "content", ())}


def test_the_pale_mark_is_the_deal_in_force():
    p = board("canada", seed=3, rivals="conciliator", luck=0).key("d")
    p.on("with", "us")
    assert p.find("clause.0").ghost == 0.0 and "as they are" in p.hover("clause.0").tip()
    for _ in range(6):
        game = session(p)
        for line in game.moves():
            if line.startswith("accept"):
                p.screen.plan(line)
                break
        p.key("enter")
        while page(p) == "Summary":
            p.key("enter")
        if session(p).state.deal.max() >= 0:
            break
    state = session(p).state
    kind = int(state.deal.argmax())
    assert state.deal[kind] >= 0, "nothing was signed"
    if not p.screen.game.talking:
        p.key("enter", "enter")
    partner = "all" if kind == 3 else NAMES[0]
    p.key("d")
    p.on("with", partner)
    draft, cat = p.screen.the_draft(), session(p).scenario.catalogue
    for clause in [c for c in draft.clauses(p.screen.game) if c in SCALES]:
        assert draft.today(p.screen.game, clause) == cat.level[int(state.deal[kind]), clause]


def test_the_trust_card_looks_ahead_and_says_how_causes_fade():
    p = board("canada", seed=3)
    assert "If nothing changes: " in text(p)
    assert "tariffs" in p.hover("ahead").tip().lower() or "Tariffs" in p.hover("ahead").tip()
    assert "Fades by 8% a month" in p.hover("why.cause.gesture").tip()


def test_arrows_tell_who_cares_and_numbers_where_they_are_wanted():
    p = board("canada", seed=3).key("a")
    p.screen.plan("visit mexico")
    p.key("enter")
    arrows = {each.country: each for each in p.find("cares").effects}
    assert arrows["mexico"].strength > 0 and not arrows["mexico"].text
    points = sum(why.points for why in session(p).changes("mexico", "canada", 1))
    assert p.screen.game.points(points) in p.hover("cares").tip()
    p.screen.sitting.look.numbers = True
    p.screen.changed()
    assert {each.country: each for each in p.find("cares").effects}["mexico"].text == p.screen.game.points(points)


def test_who_wants_to_be_asked_is_asked_while_moves_are_left():
    p = board("canada", seed=3)
    p.screen.sitting.look.ask = True
    assert page(p.key("enter")) == "Sure" and "2 things" in text(p)
    assert page(p.key("escape")) == "Board" and session(p).phase == "talk"
    assert page(p.key("enter", "enter")) == "Board" and session(p).phase == "decide"
    p = board("canada", seed=3)
    p.screen.sitting.look.ask = True
    assert page(p.key("1", "2", "enter")) == "Board" and session(p).phase == "decide"


def test_the_chance_of_a_renewal_is_on_the_board_and_moves_with_trust():
    p = board("canada", seed=3)
    start = prod(session(p).passage().values())
    assert p.find("passage").text == f"would pass: {100 * start:.0f}%" and "Canada" in p.find("passage").tip
    p.key("1", "2", "enter", "s", "1", "enter", "enter")
    now = prod(session(p).passage().values())
    assert now != start and p.find("passage").text == f"would pass: {100 * now:.0f}%"
    lapsed = session(p).fork()
    lapsed.state = lapsed.state.changed(pact=np.array([1.0, 2.0, 2.0]))
    assert lapsed.passage() is None


def test_planned_tariffs_tell_what_they_would_bring_the_three():
    p = board("canada", seed=3).click("end").click("tab.tariffs")
    assert "if nobody answers: you 0.0, United States 0.0, Mexico 0.0" in text(p)
    lever = p.find("lever.sector us metals").at
    p.click("step.1.sector us metals")
    worth = session(p).tariffs_worth()
    assert worth["us"] < 0 and worth["canada"] < 0 and f"you −{-worth['canada']:.1f}" in text(p)
    assert p.find("lever.sector us metals").at == lever
    p.click("step.1.sector us metals")                # a second step costs more
    assert session(p).tariffs_worth()["canada"] < worth["canada"]
    p.click("undo")
    assert "if nobody answers: you 0.0" in text(p)


def struck(seed: int = 3):
    """The third month of a Washington that put everything of Canada under a tariff in the first one."""
    p = board("us", seed=seed)
    for line in (None, "wall canada 35 all", None, None):
        if line:
            session(p).plan(line)
        session(p).next()
    return p.key("d")


def test_the_board_tells_what_a_blow_took_and_that_it_moves_nobody():
    p = struck()
    line = p.screen.the_draft().line(p.screen.game)
    found = session(p).forecast(line)
    assert found["canada"].struck > 1 and found["mexico"].struck == 0
    assert p.find("struck.canada").text.endswith(p.screen.game.points(-found["canada"].struck, 0))
    assert p.find("struck.canada").tip == p.screen.t("forecast.struck")
    assert p.find("tug.canada").con == pytest.approx(found["canada"].struck - found["canada"].doubt)
    assert "struck.mexico" not in p.names()
    fresh = board("us", seed=3).key("d")
    assert "struck.canada" not in fresh.names()


def test_a_tariff_that_breaches_a_deal_is_told_before_it_is_set_and_moves_no_lever():
    p = board("us", seed=3)
    for lines in ([["offer all us_on_canada=2 us_on_mexico=2"], [], []], [[], ["accept us three"], ["accept us three"]],
                  [[], [], []]):
        session(p).play_lines(lines)
    p.key("r")
    before = p.part("step.1.wall canada").at
    p.click("step.1.wall canada")
    assert "Breaches the deal with Ottawa" in text(p)
    assert p.part("step.1.wall canada").at == before
    p.click("step.-1.wall canada")
    assert "Breaches" not in text(p)
