"""What the parts of a payoff are worth: economy, politics at home, and the future after the last month (rules 8).

Money is in US$ billion at 2024 prices; figures named "% of GDP" are shares of a country's own 2024 GDP. Functions take
the arrays they read, so a look-ahead can ask about policies, deals and notices that are nobody's state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..economy.trade import Policy
from .arrays import Array, Ints, total, turned
from .countries import CANADA, GDP, MEXICO, OFF, US

if TYPE_CHECKING:
    from .clauses import Catalogue
    from .constants import Constants
    from .scenario import Scenario
    from .state import State

# Where the pact stands, as `state.status` numbers it.
RENEWED, YEARLY, MEXICO_APART, CANADA_APART, BOTH_APART, LAPSED, ONE_OUT = range(7)
# Row of the constants `h` and `T` (renewed, yearly reviews, in a separate pact, left out) for each status and country.
_SHIELD = np.array([[0, 0, 0], [1, 1, 1], [1, 3, 2], [1, 2, 3], [2, 2, 2], [1, 1, 1], [1, 1, 1]])
ENDINGS = ("renewed", "renewed_walls", "yearly_reviews", "two_pacts", "hub_and_spokes", "one_out", "lapsed")


@dataclass(frozen=True, eq=False)
class Position:
    """Where tariffs, pact and deals stand, in the state or in thought; axes in front are free.

    policy: tariffs and pact; renewed [g]; deal [g, 4] numbers in force, -1 none; notice [g, 3] months running.
    """

    policy: Policy
    renewed: Array
    deal: Array
    notice: Array

    def under(self, policy: Policy) -> Position:
        """The same position under other tariffs."""
        return replace(self, policy=policy)


class Settled(NamedTuple):
    """What a policy brings a year once claim shares and workers have settled: a pure function of the policy."""

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


# ---------------------------------------------------------------- a year
def exposure(h: Array, T: Array, r: float) -> Array:
    """Share of a lasting income that firms reckon lost, if the shield goes with chance h a year or ends in T years.

    e = [h + r/(1 + x + x^2/2 + x^3/6)]/(h + r), x = (h + r) T: economics 4.1 with the exponential as a ratio.
    """
    x = (h + r) * T
    return (h + r / (1 + x + x * x / 2 + x * x * x / 6)) / (h + r)


def hazard(scenario: Scenario, trust: Array, status: Ints, notice: Array) -> tuple[Array, Array]:
    """Yearly chance that the shield goes as firms of each country see it, and the years to its set end: both [g, 3].

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
    """Cost of investment put off, % of GDP [g, 3]: the earnings at stake [g, 3] times what firms reckon lost."""
    rules = scenario.rules
    chance, years = hazard(scenario, trust, status, notice)
    at_stake = np.maximum(earnings - scenario.lapse[1], 0)
    return rules.predict_on * rules.phi * exposure(chance, years, rules.r) * at_stake


def pain(rules: Constants, earnings: Array) -> Array:
    """Approval points that a month's household loss (earnings in % of GDP, [g, 3]) ends up costing, 0 or less."""
    loss = np.maximum(-earnings, 0)
    slope = np.array(rules.slope)
    if rules.convex_on > 0:
        felt = slope * np.maximum(loss - np.array(rules.free), 0)
    else:
        felt = slope * loss * rules.flat
    return -np.minimum(felt, rules.pain_cap)


def friends(rules: Constants, policy: Policy) -> Array:
    """Support of protected industries, $bn a year [g, 3]: full at a 25 % wall, and at 25 % on cars and metals."""
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
    """A year of a position in the long run. `figures`: what its policy brings, where that is known already."""
    known = settled(scenario, position.policy) if figures is None else figures
    status = status_of(position.policy.pact, position.renewed)
    econ, polit = flows(scenario.catalogue, position.deal)
    economy = known.economy + econ + thicket(scenario.rules, status)
    put_off = -waiting(scenario, trust, status, known.earnings, position.notice) * GDP / 100
    return Yearly(economy, put_off, known.politics + polit, status, known)


# ---------------------------------------------------------------- the years after
def lapse_values(scenario: Scenario) -> tuple[Array, Array]:
    """A lapse: $bn a year [case, 3] (all US pairs, Canada's only, Mexico's only); earnings of the first, % of GDP [3].

    A mix of MFN duties and a 25 % war on the pairs concerned, `omega` the war's share.
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
    known = settled(scenario, policy)
    value = known.economy + known.politics
    share = np.array([1 - rules.omega, rules.omega])
    mixed = share[0] * value[:, 0] + share[1] * value[:, 1]
    return mixed, share[0] * known.earnings[0, 0] + share[1] * known.earnings[0, 1]


def lapsed_flow(scenario: Scenario, flow: Array, pact: Array) -> Array:
    """Yearly flow [g, 3] once a lapse that has happened is paid at its own value, not at today's walls.

    The one who stays gains nothing by another's exit: for it the worse of the two.
    """
    lapse = scenario.lapse[0]
    canada, mexico = (pact[..., 0] == 0)[..., None], (pact[..., 1] == 0)[..., None]
    stays = np.arange(3)
    without_canada = np.where(stays == MEXICO, np.minimum(lapse[1], flow), lapse[1])
    without_mexico = np.where(stays == CANADA, np.minimum(lapse[2], flow), lapse[2])
    return np.where(canada & mexico, lapse[0], np.where(canada, without_canada, np.where(mexico, without_mexico, flow)))


def passage(rules: Constants, trust: Array) -> Array:
    """Chance that each parliament passes a renewal [g, 3], from its mean trust in the other two; trust [g, 3, 3].

    Without luck it passes at one half.
    """
    mean = total(trust) / 2 if rules.trust_on > 0 else np.full(trust.shape[:-1], 50.0)
    chance = np.clip(rules.pass0 + rules.pass1 * mean, 0.2, 0.99)
    return 1 - rules.luck * (1 - chance) if rules.luck > 0 else (chance >= 0.5) * 1.0


def all_pass(rules: Constants, trust: Array) -> Array:
    """Chance that all three parliaments pass a renewal [g]."""
    chance = passage(rules, trust)
    return chance[..., 0] * chance[..., 1] * chance[..., 2]


def answered(policy: Policy) -> Policy:
    """The policy once every wall on everything is met by one in kind, up to 25 %."""
    back = turned((policy.spare == 0) & (policy.wall > 0) & OFF)
    wall = np.where(back, np.maximum(policy.wall, np.minimum(turned(policy.wall), 25)), policy.wall)
    return replace(policy, wall=wall, spare=np.where(back, 0.0, policy.spare))


def lasting(scenario: Scenario, position: Position, trust: Array, flow: Array, figures: Settled | None = None) -> Array:
    """Yearly flow of the years after [g, 3]: a wall on everything is answered then, even if nobody did in time.

    flow: of the position itself. figures: what the answered policy brings, where that is known already.
    """
    rules = scenario.rules
    share = rules.answered * rules.answers_on
    if share == 0:
        return flow
    after = yearly(scenario, position.under(answered(position.policy)), trust, figures).flow
    bare = ((position.policy.spare == 0) & (position.policy.wall > 0) & OFF).any((-1, -2))[..., None]
    return np.where(bare, flow + share * (after - flow), flow)


def future(scenario: Scenario, flow: Array, status: Ints, notice: Array, pact: Array, passes: Array) -> Array:
    """Value of what is left after the last month, $bn [g, 3]: K years of the lottery over lapses.

    flow [g, 3] of those years; passes [g] the chance that a renewal gets through the review.
    """
    rules = scenario.rules
    lapse = scenario.lapse[0]
    flow = lapsed_flow(scenario, flow, pact)
    chance = np.array(rules.lottery)[status]
    every = np.minimum(chance[..., 0] + rules.notice_risk * (notice.max(-1) > 0), 1.0)[..., None]
    loss = every * (lapse[0] - flow) + chance[..., 1:2] * (lapse[1] - flow) + chance[..., 2:] * (lapse[2] - flow)
    fails = ((1 - passes) * (status == RENEWED) * (rules.lottery[YEARLY][0] - rules.lottery[RENEWED][0]))[..., None]
    return np.asarray(rules.K * (flow + loss + fails * (lapse[0] - flow)))


def worth(scenario: Scenario, position: Position, trust: Array, labour: Array, years: Array,
          figures: tuple[Settled, Settled] | None = None) -> Array:
    """What a position is worth from now on, $bn [g, 3]: the years left, the workers who must move, the future.

    trust [g, 3, 3]; labour [g, 3, 7] as it stands; years [g] left to play. figures: of the policy and of the
    answered policy, where both are known already.
    """
    rules = scenario.rules
    now, after = figures if figures is not None else (None, None)
    year = yearly(scenario, position, trust, now)
    flow = year.flow
    moved = total(np.maximum(labour - year.settled.labour, 0)) * (rules.kappa * GDP) * np.minimum(years, 1)[..., None]
    later = lasting(scenario, position, trust, flow, after)
    end = future(scenario, later, year.status, position.notice, position.policy.pact, all_pass(rules, trust))
    return years[..., None] * flow - moved + end


# ---------------------------------------------------------------- the end
def score(scenario: Scenario, state: State) -> Array:
    """[g, part, country] in $bn: economy, politics, future. In mid-game the future is as if the game ended now.

    A lapse that ended the talks early is paid for K years and the months not played.
    """
    position = position_of(state)
    year = yearly(scenario, position, state.trust)
    later = lasting(scenario, position, state.trust, year.flow)
    passes = np.where(state.over > 0, 1.0, all_pass(scenario.rules, state.trust))
    end = future(scenario, later, year.status, state.notice, state.pact, passes)
    unplayed = lapsed_flow(scenario, year.flow, state.pact) * years_left(scenario, state.month)[..., None]
    return np.stack([state.econ, state.polit, end + unplayed], -2)


def ending(state: State) -> Ints:
    """Number [g] of the ending shown, in the order of `ENDINGS`."""
    tall = ((state.wall > 10) | ((state.wall > 0) & (state.spare == 0)))[..., US, 1:].any(-1)
    status = state.status
    return np.select([status == LAPSED, status == ONE_OUT, status == BOTH_APART,
                      (status == MEXICO_APART) | (status == CANADA_APART), state.renewed == 0, tall],
                     [6, 5, 4, 3, 2, 1], 0)
