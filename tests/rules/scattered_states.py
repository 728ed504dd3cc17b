"""States of all sorts for tests that must hold anywhere."""

from __future__ import annotations

import numpy as np

from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State


def scattered(scenario: Scenario, games: int, seed: int = 0) -> State:
    """States of all sorts that fit together: tariffs, pacts, deals, trust, warnings, notices, moods."""
    draw = np.random.default_rng(seed)
    state = scenario.start(np.arange(games) + seed)
    ladder = np.array(scenario.limits.ladder)
    off = ~np.eye(3, dtype=bool)

    def some(share: float, *shape: int) -> np.ndarray:
        return draw.random((games, *shape)) < share

    kinds, deal = scenario.catalogue.of_kind, np.full((games, 4), -1.0)
    for kind, numbers in enumerate(kinds):
        if len(numbers):
            deal[:, kind] = np.where(some(0.3), draw.choice(numbers, games), -1)
    pact = draw.choice([2.0, 2, 2, 1, 0], (games, 3))
    pact[:, 2] = 2
    warned = some(0.25, 3, 3) * off * draw.integers(1, 5, (games, 3, 3))
    wall = ladder[draw.integers(0, len(ladder), (games, 3, 3))] * some(0.6, 3, 3) * off
    wall = np.where(some(0.3)[:, None, None], state.wall, wall)
    offer = np.full((games, 3, 3), -1.0)
    for i in range(3):
        for j in range(3):
            numbers = kinds[3 if i == j else i + j - 1]
            if len(numbers):
                offer[:, i, j] = np.where(some(0.3), draw.choice(numbers, games), -1)
    return state.changed(
        month=draw.integers(0, scenario.months, games) * 1.0, wall=wall, spare=np.where(some(0.8, 3, 3), 1.0, 0.0),
        sector=ladder[draw.integers(0, len(ladder), (games, 3, 3, 6))] * some(0.2, 3, 3, 6) * off[..., None],
        pact=pact, content=some(0.2, 3) * 1.0, renewed=(some(0.3) & (pact[:, :2] == 2).all(-1)) * 1.0,
        notice=some(0.1, 3) * draw.integers(1, 7, (games, 3)) * 1.0, deal=deal,
        ledger=state.ledger + np.where(off[..., None], draw.normal(0, 3, (games, 3, 3, 12)), 0),
        warned=warned * 1.0, warnrate=np.where(warned > 0, 25.0, 0.0), nerve=draw.random((games, 3)), offer=offer,
        last=np.where(some(0.5, 3, 3), offer, -1.0), since=draw.integers(0, 12, (games, 4)) * 1.0,
        mood=draw.normal(0, 3, (games, 3, 5)), frozen=(some(0.1, 3, 3) & off) * 1.0)
