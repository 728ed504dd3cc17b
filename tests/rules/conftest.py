"""The default starting position, written out by hand, for tests of the floor that knows no files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from negotiation.economy.calibration import balance
from negotiation.economy.trade import TradeModel
from negotiation.rules.constants import Constants
from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State

DATA = Path(__file__).parents[2] / "scenarios" / "data" / "north-america-2024.yaml"
# What the article's history leaves in the ledgers at the end of August 2025, cause by cause (rows: who feels it).
LEDGER = {
    (US, CANADA): [20, 3.069048861, -2.8697814, 0, 0, 0, -9.623442692, 0, 0, 0, 0, 0],
    (US, MEXICO): [12, 4.368768954, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    (CANADA, US): [18, 0, -6.54735312, -6, 0, 0, -14.43366572, 2.069609343, 0, 0, 0, 0],
    (CANADA, MEXICO): [5.5, 6.974759184, 0, -0.453849237, 0, 0, 0, 0, 6, 0, -2.452447593, 0],
    (MEXICO, US): [12, 0, -3.24, 0, 0, 0, -14.080191705, 6.674804671, 0, 0, 0, 0],
    (MEXICO, CANADA): [9, 10.508617143, -2.324522934, -11.686511179, 0, 0, 0, 4.7, 0, 0, 0, 0],
}


@pytest.fixture(scope="session")
def trade() -> TradeModel:
    return TradeModel(balance(yaml.safe_load(DATA.read_text(encoding="utf-8"))))


@pytest.fixture(scope="session")
def kick_start(trade: TradeModel) -> Scenario:
    """The default scenario: August 2025, twelve months."""
    wall, sector = np.zeros((3, 3)), np.zeros((3, 3, 6))
    wall[US, CANADA], wall[US, MEXICO] = 35, 25
    sector[US, CANADA, :2] = sector[US, MEXICO, :2] = 25, 50
    sector[CANADA, US] = 5, 25, 0, 10, 0, 5
    ledger, bitter, reprieve = np.zeros((3, 3, 12)), np.zeros((3, 3)), np.zeros((3, 3))
    for (i, j), causes in LEDGER.items():
        ledger[i, j] = causes
    bitter[MEXICO, CANADA] = 0.25
    reprieve[US, MEXICO] = 3
    opening = {"wall": wall, "sector": sector, "ledger": ledger, "bitter": bitter, "reprieve": reprieve}
    return Scenario("kick-start-2025", 12, "2025-08", Constants(), trade, opening)


@pytest.fixture(scope="session")
def without_luck(kick_start: Scenario) -> Scenario:
    return kick_start.with_rules(luck=0.0)


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
    wall = ladder[draw.integers(0, 6, (games, 3, 3))] * some(0.6, 3, 3) * off
    wall = np.where(some(0.3)[:, None, None], state.wall, wall)
    offer = np.full((games, 3, 3), -1.0)
    for i in range(3):
        for j in range(3):
            numbers = kinds[3 if i == j else i + j - 1]
            if len(numbers):
                offer[:, i, j] = np.where(some(0.3), draw.choice(numbers, games), -1)
    return state.changed(
        month=draw.integers(0, scenario.months, games) * 1.0, wall=wall, spare=np.where(some(0.8, 3, 3), 1.0, 0.0),
        sector=ladder[draw.integers(0, 6, (games, 3, 3, 6))] * some(0.2, 3, 3, 6) * off[..., None],
        pact=pact, content=some(0.2, 3) * 1.0, renewed=(some(0.3) & (pact[:, :2] == 2).all(-1)) * 1.0,
        notice=some(0.1, 3) * draw.integers(1, 7, (games, 3)) * 1.0, deal=deal,
        ledger=state.ledger + np.where(off[..., None], draw.normal(0, 3, (games, 3, 3, 12)), 0),
        warned=warned * 1.0, warnrate=np.where(warned > 0, 25.0, 0.0), nerve=draw.random((games, 3)), offer=offer,
        last=np.where(some(0.5, 3, 3), offer, -1.0), since=draw.integers(0, 12, (games, 4)) * 1.0,
        mood=draw.normal(0, 3, (games, 3, 5)), frozen=(some(0.1, 3, 3) & off) * 1.0)
