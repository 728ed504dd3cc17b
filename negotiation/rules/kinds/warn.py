"""A warning: for three months the other weighs the threat by the warner's nerve, which lives on being
carried out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..arrays import turned
from ..causes import PRIDE, TARIFFS
from ..reasons import Reason, country
from ._kind import Check, Kind, Word

if TYPE_CHECKING:
    from ..arrays import Array, Flags
    from ..month import Month
    from ..scenario import Scenario
    from ..state import State

LEAST_RATE = 25.0  # what a warning threatens at least, percent


def _no_warning(scenario: Scenario, state: State) -> Flags:
    ok: Flags = state.warned == 0
    return ok


def _still_stands(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.warning_stands", {"partner": country(j), "n": int(state.warned[i, j])})


def next_step(wall: Array, ladder: tuple[float, ...]) -> Array:
    """The next rate of the ladder above each wall (the top stays)."""
    rates = np.array(ladder)
    above = (wall[..., None] >= rates).sum(-1)
    return np.asarray(rates[np.minimum(above, len(rates) - 1)])


def say(month: Month) -> None:
    """A warning stings like a small tariff and stands for `warn_months`."""
    rules, state = month.scenario.rules, month.state
    on = month.said("warn")
    month.felt("warn", TARIFFS, rules.warn * on)
    month.new["warned"] = np.where(on, rules.warn_months + 1.0, month.now("warned"))
    threat = np.maximum(LEAST_RATE, next_step(state.wall, month.scenario.limits.ladder))
    month.new["warnrate"] = np.where(on, threat, month.now("warnrate"))
    month.new["counter"] = np.where(on, (turned(state.warned) > 0) * 1.0, month.now("counter"))


def judge(month: Month) -> None:
    """Carried out, answered without a warning, settled, pardoned, or come to nothing."""
    rules, state = month.scenario.rules, month.state
    up, pairs = month.notes["up"] > 0, month.notes["signed_pairs"] > 0
    warned, nerve = month.now("warned"), month.now("nerve")
    done = up & (state.warned > 0)
    answered = up & (turned(state.raised) > 0) & ~done
    missing = 1 - nerve
    carried = done.any(-1)
    nerve = (
        nerve + rules.nerve * missing * carried + 0.5 * rules.nerve * missing * (answered.any(-1) & ~carried)
    )
    warned = np.where(done, 0.0, warned)
    mercy = month.notes["mercy"] > 0
    # A threat that its own maker lifts, with nothing signed for it, was one come to nothing.
    pardoned = (mercy & (warned > 0) & (state.counter == 0) & ~pairs).any(-1)
    warned = np.where(pairs | mercy, 0.0, warned)
    stale = ((warned == 1) & (state.counter == 0)).any(-1)
    month.new["nerve"] = np.where(stale | pardoned, nerve * rules.bluff, nerve)
    month.mood[..., PRIDE] += rules.cried_wolf * stale
    month.notes["bluffed"] = stale * 1.0
    month.new["warnrate"] = np.where(warned > 1, state.warnrate, 0.0)
    month.new["warned"] = np.maximum(warned - 1, 0)


KIND = Kind(
    "warn",
    (Word("warn", 11, checks=(Check(_no_warning, _still_stands),)),),
    steps={"say": say, "judge": judge},
)
