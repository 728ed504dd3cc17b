"""One act changed and games played on: against the saved game itself, against the engine, and against no change."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation.analysis.continued import continued, spread
from negotiation.analysis.what_if import Change, WhatIfError, change, what_if
from negotiation.rules.names import NAMES
from negotiation.rules.notation import NotationError
from negotiation.rules.reasons import IllegalChoice
from negotiation.scenarios import load
from negotiation.session import Session


def played(name: str = "tutorial", seed: int = 3, seats: dict[str, str | None] | None = None, settings=None) -> Session:
    """A whole game of a Canada that calls, offers and accepts."""
    session = Session(load(name, settings), seed, seats)
    while not session.over:
        for line in ("call mexico", "visit us", "vote renew", *session.moves()):
            if line.startswith(("call", "visit", "accept", "vote renew")) and session.why_not(line) is None:
                session.plan(line)
        session.next()
    return session


@pytest.fixture(scope="module")
def game() -> Session:
    return played()


def same(session: Session, half: int = 0) -> Change:
    lines = session.past[half].lines[1]
    return Change(half, 1, lines, lines)


def test_the_continuation_with_the_games_own_seed_is_the_game_itself(game):
    for half in range(len(game.past)):
        end = continued(game, half, game.past[half].lines, [game.seed, 99])
        assert end.game(0).digest() == game.state.digest(), half


def test_other_luck_begins_at_the_fork_and_not_before(game):
    state = game.past[2].transition.before
    many = spread(state, [game.seed, 5])
    assert many.seed.tolist() == [game.seed, 5] and (many.trust[1] == state.trust).all()
    assert many.game(0).digest() == state.digest()


def test_nothing_changed_makes_no_difference_at_all(game):
    found = what_if(game, same(game, 2), games=6)
    for figure in found.figures.values():
        assert figure.was == figure.instead and figure.difference.low == figure.difference.high == 0
    assert all(a == b for a, b in found.endings.values())
    assert found.own is not None and found.own[0] == found.own[1]


def test_the_game_as_it_was_is_the_history_of_its_own_seed(game):
    found = what_if(game, change(game, 1, without="canada: call mexico"), games=4, seed=game.seed - 1)
    assert found.seeds == (2, 3, 4, 5) and found.own is not None and found.own_endings is not None
    for name, payoff in game.payoff().items():
        assert found.own[0][f"payoff.{name}"] == pytest.approx(payoff.total)
    assert found.own_endings[0] == game.ending
    assert what_if(game, same(game), games=2, seed=50).own is None


def test_without_luck_the_difference_is_that_of_the_engine():
    """A missing call, everybody else passive: what the engine says, in every continuation, to the last digit."""
    seats = {"us": "hold", "mexico": "hold"}
    was = Session(load("tutorial", {"luck": "0"}), 1, seats)
    other = was.fork()
    was.plan("call mexico")
    for session in (was, other):
        while not session.over:
            session.end_month()
    found = what_if(was, change(was, 1, without="canada: call mexico"), games=5)
    trust = found.figures["trust.mexico.canada"].difference
    assert trust.mean == pytest.approx(other.trust("mexico", "canada") - was.trust("mexico", "canada"))
    assert trust.mean < 0 and trust.half == pytest.approx(0, abs=1e-9)
    for name in NAMES:
        d = found.figures[f"payoff.{name}"].difference.mean
        assert d == pytest.approx(other.payoff()[name].total - was.payoff()[name].total, abs=1e-8)


def test_common_luck_makes_the_interval_narrow():
    game = played(seats={"us": "random", "mexico": "random"})
    found = change(game, 1, without="canada: call mexico", instead="canada: slight mexico")
    paired = what_if(game, found, games=24).figures["trust.mexico.canada"].difference
    ways = [continued(game, found.half, lines, np.arange(first, first + 24)).trust[:, 2, 1]
            for lines, first in ((game.past[found.half].lines, 0), (_with(game, found), 1000))]
    apart = 2 * np.sqrt(sum(x.var(ddof=1) for x in ways) / 24)
    assert paired.high < 0 and 0 < paired.half < apart / 2


def _with(session: Session, changed: Change):
    lines = list(session.past[changed.half].lines)
    lines[changed.seat] = changed.instead
    return tuple(lines)


def test_recorded_moves_are_repeated_until_they_do_not_apply():
    """Canada takes Washington's offer; had there been none, or another, its yes would mean something else."""
    session = Session(load("tutorial", {"luck": "0"}), 1, {"canada": "hold"})
    session.plan("offer canada us_on_canada=2 drop", seat=0)
    session.next()
    session.seats, session.people, session.players = (None, None, None), (0, 1, 2), (None, None, None)
    session.plan("accept us", seat=1)
    session.next()
    while not session.over:
        session.next()
    signed = [continued(session, 0, (own, (), ()), [1]).deal[0, 0] for own in (
        ("offer canada us_on_canada=2 drop",), ("offer canada us_on_canada=3 drop",), ())]
    assert signed[0] == session.state.deal[0] >= 0
    sat_down = continued(session, 0, ((), (), ()), [1], script=False)
    assert signed[2] == sat_down.deal[0, 0] != signed[0]


def test_computers_may_take_over_at_once(game):
    found = change(game, 1, without="canada: call mexico")
    assert what_if(game, found, games=3, script=False).figures != what_if(game, found, games=3).figures


@pytest.mark.parametrize(("asked", "said"), [
    ({"month": 1}, "what_if.nothing"),
    ({"month": 9, "instead": "canada: call us"}, "what_if.no_month"),
    ({"month": 0, "instead": "canada: call us"}, "what_if.no_month"),
    ({"month": 1, "without": "canada: slight us"}, "what_if.not_played"),
    ({"month": 1, "without": "canada: call mexico", "instead": "us: call mexico"}, "what_if.not_together"),
    ({"month": 1, "without": "canada: call mexico", "instead": "canada: wall us 25 all"}, "what_if.not_together"),
])
def test_a_change_that_cannot_be_made_says_why(game, asked, said):
    with pytest.raises(WhatIfError) as error:
        change(game, **asked)
    assert error.value.reason.id == said


def test_lines_that_are_wrong_or_not_legal_are_refused_by_name(game):
    with pytest.raises(NotationError):
        change(game, 1, instead="canada: cal us")
    with pytest.raises(IllegalChoice):
        change(game, 1, instead="canada: reopen us")
    with pytest.raises(ValueError, match="at least 2"):
        what_if(game, same(game), games=1)
