"""Relief money at home: for three months it costs a little and halves the approval lost to pain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..reasons import Reason
from ._kind import Kind, Measure, OptionCheck, Options

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..decision import Decision
    from ..scenario import Scenario
    from ..state import State


def options(ladder: tuple[float, ...]) -> Options:
    """One option, at home."""
    return Options(("relief",), np.zeros(1), np.zeros(1), (-1,), ("",))


def _not_paid(scenario: Scenario, state: State, o: Options) -> Flags:
    ok: Flags = (state.aid == 0)[..., :, None, None]
    return np.broadcast_to(ok, (*state.games, 3, 3, 1))


def _paid(scenario: Scenario, state: State, o: Options, n: int, i: int, j: int) -> Reason:
    return Reason("refuse.relief_paid", {"n": int(state.aid[i])})


def act(month: Decision) -> None:
    """The money runs for `relief_months`."""
    paid = np.zeros(month.state.aid.shape, bool)
    for on, *_ in month.measured("relief"):
        paid |= on.any(-1)
    month.new["aid"] = np.where(paid, float(month.scenario.rules.relief_months), month.now("aid"))


KIND = Kind(
    "relief",
    measure=Measure("relief", 4, options, home=True, checks=(OptionCheck(_not_paid, _paid),)),
    steps={"act": act},
)
