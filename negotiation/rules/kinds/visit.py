"""Visits: announced, which needs trust and rests three months; or without notice, at the risk of a photograph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..arrays import turned
from ..causes import GESTURE, SIDE_DEAL
from ..chance import PHOTOGRAPH, luck
from ..checks import LINE_OPEN
from ..countries import EYE, OFF
from ..left_out import hurt_the_third
from ..reasons import Reason, country
from ._kind import Check, Kind, Word

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..month import Month
    from ..scenario import Scenario
    from ..state import State

PAIR_LABEL = np.arange(9).reshape(3, 3)


def _welcome(scenario: Scenario, state: State) -> Flags:
    ok: Flags = turned(state.trust) >= scenario.rules.visit_floor
    return ok


def _unwelcome(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason(
        "refuse.visit_trust",
        {"host": country(j), "trust": float(state.trust[j, i]), "needs": scenario.rules.visit_floor},
    )


def _rested(scenario: Scenario, state: State) -> Flags:
    ok: Flags = state.visited == 0
    return ok


def _just_there(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.visited", {"host": country(j), "n": int(state.visited[i, j])})


def say(month: Month) -> None:
    """A gesture of `visit` points either way; an announced visit starts the rest of a quarter."""
    rules = month.scenario.rules
    month.felt("visit", GESTURE, rules.visit * month.said("visit"))
    month.felt("drop_in", GESTURE, rules.visit * month.said("drop_in"))
    month.new["visited"] = np.where(month.said("visit"), rules.quarter, month.now("visited"))


def table(month: Month) -> None:
    """A visit without notice may be photographed: the third country feels a leak."""
    rules, state = month.scenario.rules, month.state
    drawn = luck(state.seed, state.month, PHOTOGRAPH, PAIR_LABEL)
    seen = month.said("drop_in") & (drawn < rules.leak_chance * rules.luck) & OFF & ~EYE
    month.notes["photographed"] = seen * 1.0
    hurt_the_third(month, "photographed", SIDE_DEAL, rules.leak * seen)


KIND = Kind(
    "visit",
    (
        Word("visit", 2, checks=(LINE_OPEN, Check(_welcome, _unwelcome), Check(_rested, _just_there))),
        Word("drop_in", 3, checks=(LINE_OPEN,)),
    ),
    steps={"say": say, "table": table},
)
