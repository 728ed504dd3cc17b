"""Shutting the line to another capital, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..arrays import turned
from ..causes import CHANNEL
from ..reasons import Reason, country
from ._kind import Check, Kind, Word

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..month import Month
    from ..scenario import Scenario
    from ..state import State


def _unfrozen(scenario: Scenario, state: State) -> Flags:
    ok: Flags = state.frozen == 0
    return ok


def _frozen(scenario: Scenario, state: State) -> Flags:
    ok: Flags = state.frozen > 0
    return ok


def _already_shut(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.already_frozen", {"partner": country(j)})


def _already_open(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.already_open", {"partner": country(j)})


def say(month: Month) -> None:
    """Freezing costs `freeze`, reopening gives `reopen` points."""
    rules = month.scenario.rules
    month.felt("freeze", CHANNEL, rules.freeze * month.said("freeze"))
    month.felt("reopen", CHANNEL, rules.reopen * month.said("reopen"))
    month.new["frozen"] = np.where(
        month.said("freeze"), 1.0, np.where(month.said("reopen"), 0.0, month.now("frozen"))
    )


def settle(month: Month) -> None:
    """Every month a line stays shut is felt."""
    month.noted("frozen", CHANNEL, month.scenario.rules.frozen_month * turned(month.state.frozen))


KIND = Kind(
    "channel",
    (
        Word("freeze", 5, checks=(Check(_unfrozen, _already_shut),)),
        Word("reopen", 6, checks=(Check(_frozen, _already_open),)),
    ),
    steps={"say": say, "settle": settle},
)
