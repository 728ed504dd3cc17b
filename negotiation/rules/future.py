"""The years after the last month, what any position is worth from now on, and the score (rules 8).

Shapes and units as in `payoffs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..economy.policy import Policy
from .arrays import Array, Ints
from .countries import CANADA, GDP, MEXICO, US
from .payoffs import (
    BOTH_APART,
    CANADA_APART,
    LAPSED,
    MEXICO_APART,
    ONE_OUT,
    RENEWED,
    YEARLY,
    Position,
    all_pass,
    by_status,
    position_of,
    settle,
    soonest,
    yearly,
    years_left,
)

if TYPE_CHECKING:
    from .scenario import Scenario
    from .state import State

ENDINGS = ("renewed", "renewed_walls", "yearly_reviews", "two_pacts", "hub_and_spokes", "one_out", "lapsed")


def lapse_values(scenario: Scenario) -> tuple[Array, Array]:
    """Value of a lapse, $bn a year [case, 3], and the earnings of the first case, % of GDP [3].

    Cases: all US pairs, Canada's only, Mexico's only. A mix of MFN duties and a 25 % war on the pairs
    concerned, `omega` the war's share.
    """
    rules = scenario.rules
    shape = (3, 2)                                   # case; MFN, war
    wall, spare = np.zeros((*shape, 3, 3)), np.ones((*shape, 3, 3))
    pact = np.full((*shape, 3), 2.0)
    for case, gone in enumerate(((CANADA, MEXICO), (CANADA,), (MEXICO,))):
        for x in gone:
            pact[case, 0, x - 1] = 0
            wall[case, 1, US, x] = wall[case, 1, x, US] = 25
            spare[case, 1, US, x] = spare[case, 1, x, US] = 0
    policy = Policy(wall, spare, np.zeros((*shape, 3, 3, 6)), pact, np.zeros((*shape, 3)))
    year = settle(scenario, policy).today
    value, peace = year.economy + year.politics, 1 - rules.omega
    mixed = peace * value[:, 0] + rules.omega * value[:, 1]
    return mixed, peace * year.earnings[0, 0] + rules.omega * year.earnings[0, 1]


def lapsed_flow(scenario: Scenario, flow: Array, pact: Array) -> Array:
    """Yearly flow [g, 3] once a lapse that has happened is paid at its own value, not at today's walls.

    The one who stays gains nothing by another's exit: for it the worse of the two.
    """
    lapse = scenario.lapse[0]
    canada, mexico = (pact[..., 0] == 0)[..., None], (pact[..., 1] == 0)[..., None]
    stays = np.arange(3)
    without_canada = np.where(stays == MEXICO, np.minimum(lapse[1], flow), lapse[1])
    without_mexico = np.where(stays == CANADA, np.minimum(lapse[2], flow), lapse[2])
    one = np.where(canada, without_canada, np.where(mexico, without_mexico, flow))
    return np.where(canada & mexico, lapse[0], one)


def future(scenario: Scenario, flow: Array, status: Ints, notice: Array, pact: Array, passes: Array) -> Array:
    """Value of what is left after the last month, $bn [g, 3]: K years of the lottery over lapses.

    flow [g, 3] of those years; passes [g] the chance that a renewal gets through the review.
    """
    rules = scenario.rules
    lapse = scenario.lapse[0]
    flow = lapsed_flow(scenario, flow, pact)
    chance = by_status(np.array(rules.lottery), status)
    every = np.minimum(chance[..., 0] + rules.notice_risk * (soonest(notice) > 0), 1.0)[..., None]
    loss = (every * (lapse[0] - flow) + chance[..., 1:2] * (lapse[1] - flow)
            + chance[..., 2:] * (lapse[2] - flow))
    worse = rules.lottery[YEARLY][0] - rules.lottery[RENEWED][0]
    fails = ((1 - passes) * (status == RENEWED) * worse)[..., None]
    return np.asarray(rules.K * (flow + loss + fails * (lapse[0] - flow)))


def moving(labour: Array, settled: Array) -> Array:
    """Share of its workers that each country must move between sectors [g, 3], from labor [g, 3, 7] to settled."""
    out = np.maximum(labour[..., 0] - settled[..., 0], 0)
    for k in range(1, labour.shape[-1]):
        out = out + np.maximum(labour[..., k] - settled[..., k], 0)
    return out


def worth(scenario: Scenario, position: Position, trust: Array, labour: Array, years: Array) -> Array:
    """What a position is worth from now on, $bn [g, 3]: the years left, workers who must move, the future.

    trust [g, 3, 3]; labour [g, 3, 7] as it stands; years [g] left to play.
    """
    rules = scenario.rules
    year = yearly(scenario, position, trust)
    moved = moving(labour, position.settled.labour) * (rules.kappa * GDP) * np.minimum(years, 1)[..., None]
    passes = all_pass(rules, trust)
    end = future(scenario, year.lasting, year.status, position.notice, position.settled.pact, passes)
    return years[..., None] * year.flow - moved + end


def score(scenario: Scenario, state: State) -> Array:
    """[g, part, country] in $bn: economy, politics, future. In mid-game the future is as if it ended now.

    A lapse that ended the talks early is paid for K years and the months not played.
    """
    position = position_of(scenario, state)
    year = yearly(scenario, position, state.trust)
    passes = np.where(state.over > 0, 1.0, all_pass(scenario.rules, state.trust))
    end = future(scenario, year.lasting, year.status, state.notice, state.pact, passes)
    unplayed = lapsed_flow(scenario, year.flow, state.pact) * years_left(scenario, state.month)[..., None]
    return np.stack([state.econ, state.polit, end + unplayed], -2)


def ending(state: State) -> Ints:
    """Number [g] of the ending shown, in the order of `ENDINGS`."""
    tall = ((state.wall > 10) | ((state.wall > 0) & (state.spare == 0)))[..., US, 1:].any(-1)
    status = state.status
    return np.select([status == LAPSED, status == ONE_OUT, status == BOTH_APART,
                      (status == MEXICO_APART) | (status == CANADA_APART), state.renewed == 0, tall],
                     [6, 5, 4, 3, 2, 1], 0)
