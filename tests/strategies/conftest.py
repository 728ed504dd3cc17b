"""The default scenario, and states of all sorts that random games pass through."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation.match import months
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.scenarios import load


@pytest.fixture(scope="session")
def kick_start() -> Scenario:
    return load("kick-start-2025")


@pytest.fixture(scope="session")
def without_luck(kick_start: Scenario) -> Scenario:
    return kick_start.with_rules(luck=0.0)


@pytest.fixture(scope="session")
def passed(kick_start: Scenario) -> list[State]:
    """The states of 24 games of two random players and one that whispers, at the start of every phase."""
    return [t.before for t in months(kick_start, ("bilateral", "random", "random"), np.arange(24))]
