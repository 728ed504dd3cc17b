"""Games played again under other rules."""

from __future__ import annotations

import pytest

from negotiation.analysis.other_rules import under
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session

LINES = [
    [("offer all us_on_canada=2 us_on_mexico=2 renew", "call canada"), ("call mexico",), ("offer us separate",)],
    [(), ("accept us three",), ("accept us three",)],
    [(), ("offer us us_on_canada=2 separate",), ("call us",)],
    [("accept canada",), (), ()],
    [("appeal",), (), ()],
    [("vote renew",), ("vote renew",), ("vote renew",)],
]


def played(seed: int, rival: str | None = None) -> Session:
    """A game of the tutorial by these lines, as far as they are legal."""
    session = Session(load("tutorial"), seed, {"us": None, "canada": None, "mexico": rival})
    for lines in LINES:
        for seat, own in enumerate(lines):
            if session.seats[seat] is None:
                session.plan(*[x for x in own if session.why_not(f"{NAMES[seat]}: {x}") is None], seat=seat)
        session.next()
    assert session.over
    return session


@pytest.mark.parametrize("rival", [None, "default", "grim"])
def test_under_its_own_rules_a_game_is_the_same_to_the_bit(rival: str | None):
    games = [played(seed, rival) for seed in (4, 5)]
    end = under(games, games[0].scenario)
    assert [end.game(n).digest() for n in range(2)] == [g.state.digest() for g in games]


def test_a_line_the_other_rules_do_not_know_ends_a_seats_record():
    """Without separate pacts what Mexico wrote in the first month is no line: a computer player goes on."""
    game = played(4)
    other = load("tutorial", {"menu.clauses": {"separate": [0]}})
    end = under([game], other)
    assert bool((end.over > 0).all()) and end.game(0).digest() != game.state.digest()


def test_an_answer_belongs_to_the_offer_it_was_about():
    """A smaller clause set has other numbers for its deals; the acceptance of the same deal still holds."""
    game = played(4)
    signed = [int(d) for p in game.past for d in p.transition.notes.get("signed_deal", ()) if d >= 0]
    assert signed, "something was signed"
    other = load("tutorial", {"rules.broken": -17.0})
    end = under([game], other)
    assert (end.deal[0] == game.state.deal).all()


def test_games_with_other_seats_are_not_played_together():
    with pytest.raises(ValueError, match="same seats"):
        under([played(4), played(4, "default")], load("tutorial"))
