"""A tariff on one of six sectors of a partner; to bring it to zero is to exempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..causes import RELIEF
from ..reasons import Reason, country
from ._kind import Kind, Measure, OptionCheck, Options

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..decision import Decision
    from ..scenario import Scenario
    from ..state import State

SECTORS = ("autos", "metals", "energy", "agrifood", "mach_elec", "other")


def options(ladder: tuple[float, ...]) -> Options:
    """Every sector at every rate."""
    rows = [(k, r) for k in range(len(SECTORS)) for r in ladder]
    return Options(
        tuple(f"sector {SECTORS[k]}" for k, _ in rows),
        np.array([r for _, r in rows]),
        np.zeros(len(rows)),
        tuple(k for k, _ in rows),
        tuple(f"{SECTORS[k]} {r:g}" for k, r in rows),
    )


def _other(scenario: Scenario, state: State, o: Options) -> Flags:
    ok: Flags = state.sector[..., list(o.sector)] != o.rate
    return ok


def _today(scenario: Scenario, state: State, o: Options, n: int, i: int, j: int) -> Reason:
    return Reason(
        "refuse.same_sector",
        {"partner": country(j), "rate": float(o.rate[n]), "sector": SECTORS[o.sector[n]]},
    )


def rise(state: State, o: Options) -> Flags:
    """[g, i, j, option] which options charge more than today."""
    up: Flags = o.rate > state.sector[..., list(o.sector)]
    return up


def act(month: Decision) -> None:
    """Propose the new sector tariffs; taking one away altogether is an exemption."""
    sector = month.proposed["sector"]
    for on, rate, _, which in month.measured("sector"):
        for k in range(len(SECTORS)):
            here = on & (which == k)
            month.notes["exempted"] = np.maximum(
                month.notes["exempted"], here & (rate == 0) & (month.began["sector"][..., k] > 0)
            )
            sector[..., k] = np.where(here, rate, sector[..., k])


def judge(month: Decision) -> None:
    """An exemption is felt as relief."""
    month.felt("exempt", RELIEF, month.scenario.rules.exempt * month.notes["exempted"])


KIND = Kind(
    "sector",
    measure=Measure("sector", 2, options, checks=(OptionCheck(_other, _today),), rise=rise),
    steps={"act": act, "judge": judge},
)
