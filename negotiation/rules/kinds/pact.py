"""Words at home about the pact: an appeal for it, notice of leaving it, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..causes import BROKEN, LOYALTY
from ..countries import CANADA, MEXICO, OFF, US
from ..reasons import Reason
from ._kind import Check, Kind, Word

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..month import Month
    from ..scenario import Scenario
    from ..state import State


def _appeal_rested(scenario: Scenario, state: State) -> Flags:
    return np.diagonal(state.visited, axis1=-2, axis2=-1) == 0


def _appealed(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.appealed", {"n": int(state.visited[i, i])})


def _no_notice(scenario: Scenario, state: State) -> Flags:
    ok: Flags = state.notice == 0
    return ok


def _notice_runs(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.notice_running", {"n": int(state.notice[i])})


def _inside(scenario: Scenario, state: State) -> Flags:
    """[g, i] whether i still has a pair with Washington in the three-way pact."""
    pair = state.pact == 2
    return np.stack([pair[..., 0] | pair[..., 1], pair[..., 0], pair[..., 1]], -1)


def _outside(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.left_already")


def _given(scenario: Scenario, state: State) -> Flags:
    ok: Flags = state.notice > 0
    return ok


def _none_given(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.no_notice")


def _to_both(home: Flags) -> Flags:
    return home[..., :, None] & OFF


def say(month: Month) -> None:
    """An appeal lifts loyalty with both; notice breaks a word with both; rescinding lifts loyalty twice as much."""
    rules = month.scenario.rules
    appeal, notice, rescind = (month.said_home(w) for w in ("appeal", "notice", "rescind"))
    month.felt("appeal", LOYALTY, rules.appeal * _to_both(appeal))
    month.felt("notice", BROKEN, rules.breach * _to_both(notice))
    month.felt("rescind", LOYALTY, 2 * rules.appeal * _to_both(rescind))
    visited = month.now("visited")
    for i in (US, CANADA, MEXICO):
        visited[..., i, i] = np.where(appeal[..., i], rules.quarter, visited[..., i, i])
    month.new["notice"] = np.where(
        notice, rules.notice_months + 1.0, np.where(rescind, 0.0, month.now("notice"))
    )


KIND = Kind(
    "pact",
    (
        Word("appeal", 1, home=True, checks=(Check(_appeal_rested, _appealed),)),
        Word("notice", 2, home=True, checks=(Check(_no_notice, _notice_runs), Check(_inside, _outside))),
        Word("rescind", 3, home=True, checks=(Check(_given, _none_given),)),
    ),
    steps={"say": say},
)
