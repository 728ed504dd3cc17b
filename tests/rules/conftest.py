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
