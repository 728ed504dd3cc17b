"""A person's own results: kept once, found again, not lost by a torn file."""

from __future__ import annotations

import pytest
from alone import alone

from negotiation import results
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


def played(country: str = "canada", seed: int = 1) -> Session:
    session = Session(load("tiny"), seed, {n: None if n == country else "default" for n in NAMES})
    while not session.over:
        session.end_month()
    return session


def test_a_finished_game_is_kept_once():
    session = played()
    one = results.add(session)
    results.add(session)
    assert results.read() == [one]
    payoff = session.payoff()["canada"]
    assert one.gain == pytest.approx(payoff.total - payoff.nothing, abs=1e-4) and one.ending == session.ending


def test_the_best_of_a_chair_is_that_chairs():
    kept = [results.add(played(c, s)) for c, s in (("canada", 1), ("canada", 2), ("mexico", 1))]
    assert results.best("tiny", "canada").gain == max(r.gain for r in kept[:2])
    assert results.best("tiny", "mexico") == kept[2] and results.best("tiny", "us") is None


def test_a_game_that_goes_on_or_has_not_one_person_is_not_kept():
    assert results.add(Session(load("tiny"), 1)) is None
    watched = Session(load("tiny"), 1, dict.fromkeys(NAMES, "default"))
    while not watched.over:
        watched.end_month()
    assert results.add(watched) is None and results.read() == []


def test_a_torn_file_keeps_what_can_be_read(home):
    one = results.add(played())
    file = results.path()
    torn = file.read_bytes() + b'{"day": "2026-\xff\n[]\n'
    file.write_bytes(torn)
    assert results.read() == [one]
    assert file.with_name(file.name + ".bad").read_bytes() == torn
    results.add(played("mexico"))
    assert len(results.read()) == 2
