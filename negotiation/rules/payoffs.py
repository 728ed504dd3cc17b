"""What a year of tariffs, pact and deals pays: the economy, and politics at home (rules 8).

Money is in US$ billion at 2024 prices; "% of GDP" is of a country's own 2024 GDP. Functions take the arrays
they read, so that a look-ahead can ask about policies, deals and notices that are nobody's state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..economy.policy import Policy
from .arrays import Array, Ints, total, turned
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


class Yield(NamedTuple):
    """What a policy brings a year once claim shares and workers have settled [g, 3]."""

    economy: Array            # $bn
    politics: Array           # $bn: pain of households, friends of protection
    earnings: Array           # % of GDP


class Settled(NamedTuple):
    """The long run of a policy: all that a payoff asks of tariffs, and a pure function of them."""

    today: Yield
    answered: Yield           # once every wall on everything is met by one in kind
    labour: Array             # [g, 3, 7] shares of sectors
    pact: Array               # [g, pair]


@dataclass(frozen=True, eq=False)
class Position:
    """Where tariffs, pact and deals stand, in the state or in thought; any axes in front."""

    settled: Settled
    renewed: Array            # [g]
    notice: Array             # [g, 3] months left of a notice
    econ: Array               # [g, 3] $bn a year that the deals in force bring besides tariffs
    polit: Array              # [g, 3] the same at home

    def under(self, settled: Settled) -> Position:
        """The same position under other tariffs."""
        return replace(self, settled=settled)


class Yearly(NamedTuple):
    """A year of a position in the long run, $bn [g, 3]."""

    economy: Array
    waiting: Array            # 0 or less: investment put off
    politics: Array
    flow: Array               # the three together
    lasting: Array            # the flow of the years after, when walls on everything have been answered
    status: Ints              # [g] where the pact stands


def position_of(scenario: Scenario, state: State) -> Position:
    """The position a state is in."""
    econ, polit = flows(scenario.catalogue, state.deal)
    return Position(scenario.outcomes.settled(state.policy), state.renewed, state.notice, econ, polit)


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


def by_status(table: Array, status: Ints) -> Array:
    """Rows of a table [7, 3] for every status [g]: [g, 3], kept in memory country by country."""
    return np.moveaxis(np.take(np.ascontiguousarray(table.T), status, axis=1), 0, -1)


def exposure(h: Array, T: Array, r: float) -> Array:
    """Share of a lasting income that firms reckon lost: chance h a year that the shield goes, end in T years.

    e = [h + r/(1 + x + x^2/2 + x^3/6)]/(h + r), x = (h + r) T: economics 4.1 with the exponential as a ratio.
    """
    x = (h + r) * T
    return (h + r / (1 + x + x * x / 2 + x * x * x / 6)) / (h + r)


def soonest(notice: Array) -> Array:
    """Months left of the notice that runs [g], the longest if several do; 0 without one. notice [g, 3]."""
    return np.maximum(np.maximum(notice[..., 0], notice[..., 1]), notice[..., 2])


def hazard(scenario: Scenario, trust: Array, status: Ints, notice: Array) -> tuple[Array, Array]:
    """Yearly chance that the shield goes, as each country's firms see it, and years to its set end: [g, 3].

    trust [g, 3, 3], status [g], notice [g, 3]. Less trust on a country's links with the US, more hazard.
    """
    rules = scenario.rules
    chance = by_status(np.array(rules.h)[_SHIELD], status)
    years = by_status(np.array(rules.T)[_SHIELD], status)
    if rules.trust_on > 0:
        canada = trust[..., US, CANADA] + trust[..., CANADA, US]
        mexico = trust[..., US, MEXICO] + trust[..., MEXICO, US]
        near = np.stack([(canada + mexico) / 4, canada / 2, mexico / 2], -1)
        chance = chance * (1 + np.maximum(rules.hazard_trust * (0.5 - near / 100), -0.8))
    running = soonest(notice)[..., None]
    return chance, np.where(running > 0, running / 12, years)


def reluctance(scenario: Scenario, trust: Array, status: Ints, notice: Array) -> Array:
    """Share of the earnings at stake that firms hold back as investment [g, 3]."""
    rules = scenario.rules
    chance, years = hazard(scenario, trust, status, notice)
    return rules.predict_on * rules.phi * exposure(chance, years, rules.r)


def waiting(scenario: Scenario, trust: Array, status: Ints, earnings: Array, notice: Array) -> Array:
    """Investment put off, % of GDP [g, 3]: the share held back of earnings above those of a lapse."""
    return reluctance(scenario, trust, status, notice) * np.maximum(earnings - scenario.lapse[1], 0)


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
    """Support of protected industries, $bn a year [g, 3]: full at a 25 % wall, twice with cars and metals."""
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
    return by_status(rules.thicket_on * cost, status)


def flows(catalogue: Catalogue, deal: Array) -> tuple[Array, Array]:
    """What the deals in force [g, 4] bring a year besides tariffs: economy and politics, $bn [g, 3] each."""
    if not len(catalogue):
        none = np.zeros((*deal.shape[:-1], 3))
        return none, none
    number = deal.astype(np.int64)
    on = (number >= 0)[..., None]
    econ, polit = np.where(on, catalogue.econ[number], 0.0), np.where(on, catalogue.polit[number], 0.0)
    return total(np.moveaxis(econ, -2, -1)), total(np.moveaxis(polit, -2, -1))


def answered(policy: Policy) -> Policy:
    """The policy once every wall on everything is met by one in kind, up to 25 %."""
    back = turned((policy.spare == 0) & (policy.wall > 0) & OFF)
    wall = np.where(back, np.maximum(policy.wall, np.minimum(turned(policy.wall), 25)), policy.wall)
    return replace(policy, wall=wall, spare=np.where(back, 0.0, policy.spare))


def settle(scenario: Scenario, policy: Policy) -> Settled:
    """Ask the trade model for the long run of a policy. `scenario.outcomes` remembers the answers."""
    today, labour = _long_run(scenario, policy)
    return Settled(today, _long_run(scenario, answered(policy))[0], labour, policy.pact)


def _long_run(scenario: Scenario, policy: Policy) -> tuple[Yield, Array]:
    rules = scenario.rules
    run = scenario.trade.long_run(policy)
    politics = 12 * rules.rate * pain(rules, run.earnings) + friends(rules, policy)
    return Yield(run.welfare * GDP / 100, politics, run.earnings), run.labour


def yearly(scenario: Scenario, position: Position, trust: Array) -> Yearly:
    """A year of a position [g] in the long run; trust [g, 3, 3]."""
    rules, settled = scenario.rules, position.settled
    status = status_of(settled.pact, position.renewed)
    held = reluctance(scenario, trust, status, position.notice) * GDP / 100
    beside = position.econ + thicket(rules, status)

    def parts(known: Yield) -> tuple[Array, Array, Array]:
        put_off = -held * np.maximum(known.earnings - scenario.lapse[1], 0)
        return known.economy + beside, put_off, known.politics + position.polit

    economy, put_off, politics = parts(settled.today)
    flow = economy + put_off + politics
    later = parts(settled.answered)
    share = rules.answered * rules.answers_on
    lasting = flow + share * (later[0] + later[1] + later[2] - flow)
    return Yearly(economy, put_off, politics, flow, lasting, status)


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
