"""What becomes of trust while nobody says or does anything: tariffs are felt, and every cause fades."""

from __future__ import annotations

import numpy as np

from .arrays import Array, total
from .causes import CAP_DOWN, CAP_UP, TARIFFS, faded, stung
from .countries import EYE
from .scenario import Scenario
from .state import State


def quiet_trust(scenario: Scenario, state: State, months: int) -> Array:
    """Trust [..., i, j] of i in j, 0 to 100, after some months in which no tariff moves and no word is said.

    Months still to run out by themselves (pledges, reprieves, channels that open again) are not followed.
    """
    rules = scenario.rules
    ledger = np.clip(state.ledger, CAP_DOWN, CAP_UP)
    burden = scenario.trade.burden(state.policy)
    for _ in range(months):
        ledger[..., TARIFFS] = stung(rules, ledger[..., TARIFFS], burden)
        ledger = faded(ledger, state.frozen)
        if rules.trust_grid > 0:
            ledger = np.rint(ledger / rules.trust_grid) * rules.trust_grid
    return np.where(EYE, 0.0, np.clip(state.base + total(ledger), 0, 100))
