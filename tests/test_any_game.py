"""Any seed and any players: alone, at any place of a batch, under Mesa and told again from its record, by digest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation import match
from negotiation import record as records
from negotiation.model import NegotiationModel
from negotiation.rules.names import NAMES
from negotiation.rules.scenario import Scenario
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.strategies import names

PLAYERS = st.lists(st.sampled_from([*names(), "easy", "hard"]), min_size=3, max_size=3)


@pytest.fixture(scope="module", params=["tiny", "kick-start-2025"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """A small menu without luck, and the full rules in three months."""
    return load(request.param, {"months": "3"})


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**63 - 1), seats=PLAYERS, place=st.integers(0, 4))
def test_a_game_is_the_same_game_through_every_door(scenario: Scenario, seed: int, seats: list[str], place: int):
    alone = match.play(scenario, seats, seed)
    seeds = np.array([1, 2, 3, 4, 5], np.uint64)
    seeds[place] = seed
    assert match.play(scenario, seats, seeds).game(place).digest() == alone.digest()

    by_name = dict(zip(NAMES, seats, strict=True))
    assert NegotiationModel(scenario, rng=seed, seats=by_name).run().digest == alone.digest()

    session = Session(scenario, seed, by_name)
    while not session.over:
        session.end_month()
    *_, last = records.replay(records.parse(session.record().text()))
    assert last.after.digest() == session.state.digest() == alone.digest()

    off = ~np.eye(3, dtype=bool)
    told = np.clip((alone.base + alone.ledger.sum(-1))[off], 0, 100)
    assert np.allclose(alone.trust[off], told, atol=1e-9)
    assert (alone.illegal == 0).all()
