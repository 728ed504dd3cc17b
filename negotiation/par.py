"""What a result is measured by: par and hold of a scenario, as played by its games (doors 4, the same-role score)."""

from __future__ import annotations

import numpy as np

from .match import play
from .rules.arrays import total, turned
from .rules.future import score
from .rules.scenario import Scenario

GAMES = 300
SEATS = {"par": ("default",) * 3, "hold": ("hold",) * 3}


def measured(scenario: Scenario, name: str) -> tuple[float, float, float]:
    """par or hold of a scenario, $bn: the median of each chair. Without luck all seeds play one game: one is enough."""
    seeds = np.arange(GAMES if scenario.rules.luck > 0 else 1)
    totals = total(turned(score(scenario, play(scenario, SEATS[name], seeds))))
    us, canada, mexico = (round(float(x), 1) + 0.0 for x in np.median(totals, axis=0))
    return us, canada, mexico
