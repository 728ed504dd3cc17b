"""The coach in the window: it works in small pieces between two events, one press takes its advice, a new plan is a new
question."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from at_the_window import board, page, session, text
from pilot import Pilot

from negotiation.screens.board_coach import Coach


@pytest.fixture(autouse=True)
def few_games():
    """As few games as show something, and no clock."""
    with patch.object(Coach, "games", 3), patch.object(Coach, "seconds", None):
        yield


def finished(p: Pilot) -> Pilot:
    assert isinstance(p.screen, Coach)
    while p.screen.wait is not None:
        p.tick()
    return p


def test_it_opens_at_once_answers_in_pieces_and_then_asks_for_no_more_time():
    p = board().key("h")
    assert isinstance(p.screen, Coach) and p.screen.coaching.answer is None and "Looking for what else" in text(p)
    seen = []
    while p.screen.wait is not None:
        p.tick()
        seen.append(None if p.screen.coaching.answer is None else p.screen.coaching.answer.games)
    assert seen[0] is None and 0 in seen and seen[-1] == 3
    assert "Planned: nothing" in text(p) and "3 of 3 games" in text(p)


def test_rows_keep_their_places_while_it_works_and_stand_by_their_payoff_at_the_end():
    with patch.object(Coach, "games", 20):
        p = board(seed=3).key("1", "h")
        orders = []
        while p.screen.wait is not None:  # type: ignore[union-attr]
            p.tick()
            rows = p.screen.rows(p.screen.coaching.answer)  # type: ignore[union-attr]
            if rows:
                orders.append([row.alternative for row in rows])
        assert orders.count(orders[0]) == len(orders) - 1 > 10
        means = [row.payoff.mean for row in rows[1:]]
        assert means == sorted(means, reverse=True)


def test_hands_are_answered_between_two_pieces_and_closing_ends_the_work():
    p = board().key("h").tick().tick()
    coaching = p.screen.coaching  # type: ignore[union-attr]
    p.key("escape")
    assert page(p) == "Board" and not coaching.done
    p.tick().tick()
    assert not coaching.done


def test_one_press_takes_an_alternative_in_place_of_the_plan():
    p = finished(board().key("1").key("h"))
    rows = p.screen.coaching.answer.rows  # type: ignore[union-attr]
    n = next(n for n, row in enumerate(rows) if n and row.alternative.lines)
    p.click(f"take.{n}")
    assert page(p) == "Board" and tuple(session(p).planned()) == rows[n].alternative.lines


def test_the_plan_itself_changes_nothing_when_it_is_pressed():
    p = finished(board().key("1").key("h"))
    before = session(p).planned()
    assert page(p.click("take.0")) == "Board" and session(p).planned() == before


def test_another_plan_is_another_question_and_the_old_one_is_kept_as_far_as_it_came():
    p = board().key("h").tick()
    first = p.screen.coaching  # type: ignore[union-attr]
    p.key("escape", "1", "h")
    assert p.screen.coaching is not first  # type: ignore[union-attr]
    p.key("escape", "z", "h")
    assert p.screen.coaching is first  # type: ignore[union-attr]
    p.key("escape", "enter", "h")
    assert p.screen.coaching is not first and session(p).phase == "decide"  # type: ignore[union-attr]


def test_in_a_first_game_it_advises_nothing_that_is_still_closed():
    p = board()
    p.screen.game.first = True  # type: ignore[union-attr]
    p = finished(p.key("h"))
    shown = p.screen.rows(p.screen.coaching.answer)  # type: ignore[union-attr]
    assert shown and not any(line.startswith("offer") for row in shown for line in row.alternative.lines)
    assert any(line.startswith("offer") for row in p.screen.coaching.answer.rows  # type: ignore[union-attr]
               for line in row.alternative.lines)
