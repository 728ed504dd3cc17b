"""The numbered menu and its notation: a round trip for every code, the published order, reasons with near words."""

from __future__ import annotations

import pytest

from negotiation.rules.clauses import catalogue
from negotiation.rules.countries import NAMES
from negotiation.rules.notation import (
    DECIDE,
    TALK,
    NotationError,
    deal_notation,
    line,
    move,
    parse,
    parse_deal_notation,
)
from negotiation.rules.scenario import MenuLimits, Scenario


def test_every_code_of_every_seat_has_one_line_with_a_round_trip(kick_start: Scenario) -> None:
    menu = kick_start.menu
    for seat in range(3):
        for phase, table in ((TALK, menu.say[seat]), (DECIDE, menu.do[seat])):
            seen = set()
            for code in range(len(table)):
                text = line(menu, seat, phase, code)
                assert text not in seen
                seen.add(text)
                found = parse(menu, f"{NAMES[seat]}: {text}")
                assert (found.seat, found.code) == (seat, code)
                assert code == 0 or found.phase == phase
                assert str(parse(menu, str(found))) == str(found)


def test_the_numbers_of_the_menu_are_the_published_ones(kick_start: Scenario) -> None:
    menu = kick_start.menu
    assert [len(s) for s in menu.say] == [1946, 1569, 1569]
    assert [len(d) for d in menu.do] == [108, 108, 108]
    for text, code in (
        ("us: call canada", 1),
        ("us: warn canada", 11),
        ("us: offer canada", 12),
        ("us: call mexico", 396),
        ("us: appeal", 791),
        ("canada: warn mexico", 406),
        ("us: wall canada 0 sparing", 9),
        ("us: reprieve mexico", 104),
        ("canada: relief", 105),
        ("us: vote renew", 106),
    ):
        assert parse(menu, text).code == code, text


def test_every_deal_has_a_notation_with_a_round_trip() -> None:
    cat = catalogue()
    assert len(cat) == 1671
    assert len(cat.effects[0]) == 101
    for deal in range(len(cat)):
        assert parse_deal_notation(cat, deal_notation(cat, deal)) == deal


@pytest.mark.parametrize(
    ("text", "reason", "near"),
    [
        ("canda: call us", "notation.country", "canada"),
        ("canada: call mexco", "notation.country", "mexico"),
        ("canada: cal mexico", "notation.verb", "call"),
        ("canada: call canada", "notation.self", ""),
        ("canada: wall us 26 all", "notation.form", "wall us 25 all"),
        ("canada: offer us us_on_canda=2", "notation.clause", "us_on_canada"),
        ("canada: offer us us_on_canada=7", "notation.level", ""),
        ("canada: offer canada drop", "notation.offer_to", ""),
        ("canada: offer us us_on_canada=2 quietly", "refuse.only_separate_quiet", ""),
        ("call us", "notation.seat", ""),
        ("canada:", "notation.empty", ""),
    ],
)
def test_a_line_nobody_knows_gets_its_reason_and_the_nearest_word(
    kick_start: Scenario, text: str, reason: str, near: str
) -> None:
    with pytest.raises(NotationError) as error:
        parse(kick_start.menu, text)
    assert error.value.reason.id == reason
    assert near in str(error.value.reason.places.get("near", ""))


def test_lines_are_read_with_capitals_spaces_and_percent_signs(kick_start: Scenario) -> None:
    menu = kick_start.menu
    assert str(parse(menu, "  US:  Wall Canada 25%  all ")) == "us: wall canada 25 all"
    assert str(parse(menu, "vote no", 1)) == "canada: vote not"
    assert str(move(menu, 1, TALK, 0)) == "canada: pass"


def test_a_smaller_menu_has_fewer_numbers(kick_start: Scenario) -> None:
    from dataclasses import replace

    limits = MenuLimits(
        words=("call", "offer_all"),
        measures=("wall",),
        ladder=(0.0, 25.0),
        deals=("all",),
        clauses={
            "us_on_canada": [2],
            "us_on_mexico": [2],
            "access_canada": [0],
            "access_mexico": [0],
            "security": [0],
            "origin": [0],
            "renew": [0, 1],
        },
        words_a_month=1,
    )
    small = replace(kick_start, limits=limits)
    assert [len(s) for s in small.menu.say] == [5, 5, 5]  # pass, two calls, two three-way offers
    assert len(small.menu.do[0]) == 1 + 4 + 2 * 3 + 1 * 0 + 2
    assert {line(small.menu, 1, TALK, c) for c in range(5)} == {
        "pass",
        "call us",
        "call mexico",
        "offer all us_on_canada=2 us_on_mexico=2",
        "offer all us_on_canada=2 us_on_mexico=2 renew",
    }
