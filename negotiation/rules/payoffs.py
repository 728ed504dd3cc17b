"""What a year of tariffs, pact and deals pays: the economy, and politics at home (rules 8).

Money is in US$ billion at 2024 prices; "% of GDP" is of a country's own 2024 GDP. Functions take the arrays
they read, so that a look-ahead can ask about policies, deals and notices that are nobody's state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..economy.policy import Policy
from .arrays import Array, Ints, total
from .countries import CANADA, GDP, MEXICO, OFF, US

if TYPE_CHECKING:
    from .clauses import Catalogue
    from .constants import Constants
    from .scenario import Scenario
    from .state import State

# Where the pact stands, as `state.status` numbers it.
RENEWED, YEARLY, MEXICO_APART, CANADA_APART, BOTH_APART, LAPSED, ONE_OUT = range(7)
# Row of the constants `h` and `T` (renewed, yearly, in a separate pact, left out) by status and country.
_SHIELD = np.array([[0, 0, 0], [1, 1, 1], [1, 3, 2], [1, 2, 3], [2, 2, 2], [1, 1, 1], [1, 1, 1]])


@dataclass(frozen=True, eq=False)
class Position:
    """Where tariffs, pact and deals stand, in the state or in thought; axes in front are free.

    policy: tariffs and pact; renewed [g]; deal [g, 4] numbers in force, -1 none; notice [g, 3] months left.
    """

    policy: Policy
    renewed: Array
    deal: Array
    notice: Array

    def under(self, policy: Policy) -> Position:
        """The same position under other tariffs."""
        return replace(self, policy=policy)


class Settled(NamedTuple):
    """A year of a policy once claim shares and workers have settled: a pure function of the policy."""

    economy: Array            # [g, 3] $bn
    politics: Array           # [g, 3] $bn: pain of households, friends of protection
    earnings: Array           # [g, 3] % of GDP
    labour: Array             # [g, 3, 7] shares of sectors


class Yearly(NamedTuple):
    """A year of a position in the long run, $bn [g, 3], and what it follows from."""

    economy: Array
    waiting: Array            # 0 or less: investment put off
    politics: Array
    status: Ints              # [g]
    settled: Settled

    @property
    def flow(self) -> Array:
        """The three parts together [g, 3]."""
        return self.economy + self.waiting + self.politics


def position_of(state: State) -> Position:
    """The position a state is in."""
    return Position(state.policy, state.renewed, state.deal, state.notice)


def years_left(scenario: Scenario, month: Array) -> Array:
    """Years still to be played [g]."""
    return (scenario.months - month) / 12


def status_of(pact: Array, renewed: Array) -> Ints:
    """Where the pact stands [g], 0 to 6, from pact [g, pair] and renewed [g]."""
    canada, mexico = pact[..., 0], pact[..., 1]
    apart = (canada == 1) * 2 + (mexico == 1)
    out = np.where(apart == 0, np.where(renewed > 0, RENEWED, YEARLY),
                   np.where(apart == 1, MEXICO_APART, np.where(apart == 2, CANADA_APART, BOTH_APART)))
    gone = (canada == 0) * 1 + (mexico == 0)
    return np.where(gone == 2, LAPSED, np.where(gone == 1, ONE_OUT, out)).astype(np.int64)


def exposure(h: Array, T: Array, r: float) -> Array:
    """Share of a lasting income that firms reckon lost: chance h a year that the shield goes, end in T years.

    e = [h + r/(1 + x + x^2/2 + x^3/6)]/(h + r), x = (h + r) T: economics 4.1 with the exponential as a ratio.
    """
    x = (h + r) * T
    return (h + r / (1 + x + x * x / 2 + x * x * x / 6)) / (h + r)


def hazard(scenario: Scenario, trust: Array, status: Ints, notice: Array) -> tuple[Array, Array]:
    """Yearly chance that the shield goes, as each country's firms see it, and years to its set end: [g, 3].

    trust [g, 3, 3], status [g], notice [g, 3]. Less trust on a country's links with the US, more hazard.
    """
    rules = scenario.rules
    row = _SHIELD[status]
    chance, years = np.array(rules.h)[row], np.array(rules.T)[row]
    if rules.trust_on > 0:
        canada = trust[..., US, CANADA] + trust[..., CANADA, US]
        mexico = trust[..., US, MEXICO] + trust[..., MEXICO, US]
        near = np.stack([(canada + mexico) / 4, canada / 2, mexico / 2], -1)
        chance = chance * (1 + np.maximum(rules.hazard_trust * (0.5 - near / 100), -0.8))
    running = notice.max(-1)[..., None]
    return chance, np.where(running > 0, running / 12, years)


def waiting(scenario: Scenario, trust: Array, status: Ints, earnings: Array, notice: Array) -> Array:
    """Investment put off, % of GDP [g, 3]: earnings at stake, times the share that firms reckon lost."""
    rules = scenario.rules
    chance, years = hazard(scenario, trust, status, notice)
    at_stake = np.maximum(earnings - scenario.lapse[1], 0)
    return rules.predict_on * rules.phi * exposure(chance, years, rules.r) * at_stake


def pain(rules: Constants, earnings: Array) -> Array:
    """Approval points, 0 or less, that a month's earnings (% of GDP, [g, 3]) end up costing."""
    loss = np.maximum(-earnings, 0)
    slope = np.array(rules.slope)
    if rules.convex_on > 0:
        felt = slope * np.maximum(loss - np.array(rules.free), 0)
    else:
        felt = slope * loss * rules.flat
    out: Array = np.maximum(-felt, -rules.pain_cap)
    return out


def friends(rules: Constants, policy: Policy) -> Array:
    """Support of protected industries, $bn a year [g, 3]: full at a 25 % wall; as much for cars and metals."""
    wall = np.minimum(policy.wall / 25, 1)
    sector = np.minimum((policy.sector[..., 0] + policy.sector[..., 1]) / 50, 1)
    support = np.array(rules.friends_wall)[:, None] * wall + np.array(rules.friends_sector)[:, None] * sector
    return total(support * OFF)


def thicket(rules: Constants, status: Ints) -> Array:
    """Certificates for content that no longer cumulates across separate pacts, $bn a year [g, 3]."""
    us, inside, outside = rules.thicket_us, rules.thicket_member, rules.thicket_outsider
    cost = np.zeros((7, 3))
    cost[MEXICO_APART] = us, outside, inside
    cost[CANADA_APART] = us, inside, outside
    cost[BOTH_APART] = 2 * us, 2 * inside, 2 * inside
    return np.asarray(rules.thicket_on * cost[status])


def flows(catalogue: Catalogue, deal: Array) -> tuple[Array, Array]:
    """What the deals in force [g, 4] bring a year besides tariffs: economy and politics, $bn [g, 3] each."""
    if not len(catalogue):
        none = np.zeros((*deal.shape[:-1], 3))
        return none, none
    number = deal.astype(np.int64)
    on = (number >= 0)[..., None]
    econ, polit = np.where(on, catalogue.econ[number], 0.0), np.where(on, catalogue.polit[number], 0.0)
    return total(np.moveaxis(econ, -2, -1)), total(np.moveaxis(polit, -2, -1))


def settled(scenario: Scenario, policy: Policy) -> Settled:
    """The trade model's long run of a policy, with the politics that follow from it."""
    rules = scenario.rules
    run = scenario.trade.long_run(policy)
    politics = 12 * rules.rate * pain(rules, run.earnings) + friends(rules, policy)
    return Settled(run.welfare * GDP / 100, politics, run.earnings, run.labour)


def yearly(scenario: Scenario, position: Position, trust: Array, figures: Settled | None = None) -> Yearly:
    """A year of a position in the long run. figures: what its policy brings, where that is known already."""
    known = settled(scenario, position.policy) if figures is None else figures
    status = status_of(position.policy.pact, position.renewed)
    econ, polit = flows(scenario.catalogue, position.deal)
    economy = known.economy + econ + thicket(scenario.rules, status)
    put_off = -waiting(scenario, trust, status, known.earnings, position.notice) * GDP / 100
    return Yearly(economy, put_off, known.politics + polit, status, known)


def passage(rules: Constants, trust: Array) -> Array:
    """Chance that each parliament passes a renewal [g, 3], from its mean trust in the other two.

    trust [g, 3, 3]. Without luck it passes at one half.
    """
    mean = total(trust) / 2 if rules.trust_on > 0 else np.full(trust.shape[:-1], 50.0)
    chance: Array = np.clip(rules.pass0 + rules.pass1 * mean, 0.2, 0.99)
    if rules.luck > 0:
        return 1 - rules.luck * (1 - chance)
    return np.where(chance >= 0.5, 1.0, 0.0)


def all_pass(rules: Constants, trust: Array) -> Array:
    """Chance that all three parliaments pass a renewal [g]."""
    chance = passage(rules, trust)
    return chance[..., 0] * chance[..., 1] * chance[..., 2]
