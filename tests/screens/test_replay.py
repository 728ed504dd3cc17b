"""A played game again: every half of it as it stood, nothing computed anew, and a way back in."""

from __future__ import annotations

import pytest
from at_the_window import board, page, session
from pilot import Pilot

from negotiation.rules.names import NAMES
from negotiation.screens.replay import Replay


def played(language: str = "en") -> Pilot:
    p = board("canada", seed=3, language=language)
    for _ in range(3):
        p.key("1", "2", "enter", "s", "1", "enter", "enter")
    p.screen = Replay(p.screen, session(p))
    return p


def test_it_begins_where_the_game_stands_and_walks_through_all_of_it():
    p = played()
    whole = p.screen.whole
    assert p.screen.half == len(whole.past) == 6
    for half in range(6, -1, -1):
        state = whole.past[half - 1].transition.after if half else whole.past[0].transition.before
        assert p.screen.game.session.state is state or p.screen.game.session.state.digest() == state.digest()
        p.key("left")
    assert p.screen.half == 0
    p.key("end")
    assert p.screen.half == 6
    p.key("home")
    assert p.screen.half == 0


def test_the_slider_and_the_buttons_do_the_same():
    p = played().slide("half", 2.0)
    assert p.screen.half == 2
    assert p.click("go.later").screen.half == 3
    assert p.click("go.earlier").click("go.earlier").screen.half == 1


def test_it_runs_by_itself_to_the_end():
    p = played().key("p")
    assert p.screen.playing and p.screen.half == 0 and p.screen.wait
    for _ in range(6):
        p.tick()
    assert p.screen.half == 6 and not p.screen.playing and p.screen.wait is None


def test_scrubbing_computes_nothing_anew(monkeypatch):
    p = played().key("home")
    from negotiation.rules import step
    monkeypatch.setattr(step, "step", lambda *_: pytest.fail("a month was played"))
    p.key("end", "home", "right")


def test_play_on_from_here_is_a_new_game_and_the_old_one_stays():
    p = played().slide("half", 2.0)
    whole = p.screen.whole
    before = whole.record().text()
    p.key("enter")
    assert page(p) == "Board" and session(p).month == 1 and session(p).people == (1,)
    p.key("1", "enter", "enter", "enter")
    assert session(p).month == 2 and whole.record().text() == before


def test_esc_leads_back_to_where_one_was():
    p = played().key("escape")
    assert page(p) == "Board" and session(p).month == 3


def test_a_watched_game_can_be_taken_up_in_the_chair_that_is_looked_at():
    p = board("canada")
    from negotiation.session import Session
    watched = Session(session(p).scenario, 2, dict.fromkeys(NAMES, "default"))
    watched.end_month()
    p.screen = Replay(p.screen, watched, 0)
    p.screen.link = ("us", "mexico")
    p.click("take")
    assert session(p).people == (2,) and page(p) == "Board"


def test_the_log_of_a_replay_is_of_the_game_looked_at():
    """Also from the list of saved games, where no game is at hand."""
    p = played()
    p.key("left", "left").screen.sitting.game = None
    assert page(p.key("l")) == "Log" and p.screen.game.session.month == 2
