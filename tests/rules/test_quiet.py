"""What the board says of trust "if nothing changes" is what a game in which nothing happens gives."""

from __future__ import annotations

import numpy as np

from negotiation.rules.quiet import quiet_trust
from negotiation.scenarios import load
from negotiation.session import Session


def test_a_game_in_which_nobody_moves_goes_as_foretold():
    scenario = load("kick-start-2025", {"luck": 0, "seats": {"us": "hold", "canada": "hold", "mexico": "hold"}})
    game = Session(scenario, 0, dict.fromkeys(("us", "canada", "mexico"), "hold"))
    start = game.state
    for months in range(1, 6):
        game.end_month()
        told = quiet_trust(scenario, start, months)
        # Clocks that run out are not followed, nor witnesses; what is left is small.
        assert abs(told - game.state.trust).max() < 1.5, months
    assert abs(quiet_trust(scenario, start, 0) - start.trust).max() < 1e-9


def test_one_game_in_a_batch_is_foretold_as_alone():
    scenario = load("kick-start-2025")
    states = scenario.start(np.arange(5, dtype=np.uint64))
    told = quiet_trust(scenario, states, 3)
    assert told.shape == (5, 3, 3)
    for n in range(5):
        assert (told[n] == quiet_trust(scenario, states.game(n), 3)).all()
