"""Fixtures of the trade model; tests that change the data get a copy."""

from copy import deepcopy

import pytest
from economy_data import CASES, SHIPPED

from negotiation.economy import TradeModel, balance
from negotiation.economy.equilibrium import equilibrium_of


@pytest.fixture
def mapping():
    return deepcopy(SHIPPED)


@pytest.fixture(scope="session")
def calibration():
    return balance(SHIPPED)


@pytest.fixture(scope="session")
def solver(calibration):
    return equilibrium_of(calibration)


@pytest.fixture(scope="session")
def model(calibration):
    return TradeModel(calibration)


@pytest.fixture(scope="session")
def cases():
    return {case["id"]: case for case in CASES}
