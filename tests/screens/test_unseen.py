"""What the others whisper stays unseen, at every place where acts are shown; a watched game shows all."""

from __future__ import annotations

import pytest
from at_the_window import board, onward, page, session, text
from pilot import Pilot

from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.screens.pages import Sitting
from negotiation.screens.start import first_page
from negotiation.session import Session

WHISPER = "offer mexico us_on_mexico=2 separate quietly"


def whispered(country: str, leaks: bool) -> Pilot:
    """A game at the board of a country, just after Washington whispered to Mexico City."""
    for seed in range(60):
        p = board(country, seed=seed, rivals="hold")
        s = session(p)
        lines: list[tuple[str, ...]] = [(), (), ()]
        lines[0] = (WHISPER,)
        other = s.fork()
        played = other.play_lines(lines)
        if bool(played.transition.notes["leaked"].any()) == leaks:
            s.play_lines(lines)
            return p
    raise AssertionError("no such seed")


def shown_everywhere(p: Pilot) -> str:
    """What can be read on the board, in the log and in the summary."""
    out = [text(p)]
    p.key("l")
    out.append(text(p))
    p.key("escape", "enter")
    assert page(p) == "Summary"
    out.append(text(p))
    return "\n".join(out)


def test_a_quiet_offer_between_the_others_is_not_shown():
    seen = shown_everywhere(whispered("canada", leaks=False))
    assert "Offer Mexico City quietly" not in seen and "to Mexico City leaked" not in seen


def test_a_quiet_offer_that_leaked_is_shown():
    seen = shown_everywhere(whispered("canada", leaks=True))
    assert "A quiet offer of Washington to Mexico City leaked" in seen and "Offer Mexico City quietly" in seen


@pytest.mark.parametrize("country", ["us", "mexico"])
def test_its_two_parties_see_it(country):
    assert "Offer Mexico City quietly" in shown_everywhere(whispered(country, leaks=False))


def test_a_quiet_offer_on_ones_table_is_marked():
    p = whispered("mexico", leaks=False).key("o")
    assert "quietly" in text(p) and "Offer from Washington" in text(p)


def test_a_watched_game_shows_everything():
    sitting = Sitting("en")
    sitting.begin(Session(load("kick-start-2025"), 1, dict.fromkeys(NAMES, "hold")))
    p = Pilot(first_page(sitting))
    session(p).play_lines([(WHISPER,), (), ()])
    session(p).play_lines([(), (), ()])
    assert "Offer Mexico City quietly" in text(p)


def test_forecasts_know_no_humor():
    """Two games that differ in nothing but their luck show the same forecast."""
    shown = []
    for seed in (1, 2):
        p = board(seed=seed).key("d").click("with.all")
        shown.append([p.find(f"forecast.{c}").text for c in ("us", "mexico")])
    assert shown[0] == shown[1]


def test_people_at_one_machine_take_turns_behind_a_curtain():
    sitting = Sitting("en")
    sitting.begin(Session(load("tutorial"), 1, dict.fromkeys(NAMES)))
    p = Pilot(first_page(sitting))
    for half in range(6):
        for country in NAMES:
            assert page(p) == "Curtain" and sitting.game.me == country
            assert "Trust of" not in text(p)
            p.key("enter")
            assert page(p) == "Board" and p.screen.game.me == country
            onward(p)
            if page(p) == "Unvoted":
                onward(p)
        if half % 2:
            assert page(p) == "Summary"
            p.key("enter")
    assert page(p) == "Ending"
