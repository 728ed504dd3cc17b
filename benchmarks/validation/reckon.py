"""What can be reckoned without a game: the worth of textbook regimes, years under deals, bargains in thought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negotiation.economy.policy import Policy
from negotiation.rules.bargaining import Table
from negotiation.rules.countries import ALL, CANADA, MEXICO, US
from negotiation.rules.future import worth
from negotiation.rules.notation import deal_text
from negotiation.rules.payoffs import Position, Yearly, flows, position_of, yearly, years_left
from negotiation.rules.scenario import Scenario
from negotiation.rules.signing import POLICY, applied
from negotiation.rules.state import State
from negotiation.rules.values import MEMBERS, Appraisal, appraise

from .plays import DEFAULT, Changes, Floats, opening

CALM: Changes = (("luck", 0),)
# The parliaments of rules version 1.0, with which the design page reckoned what deals are worth.
FIRST: Changes = (("rules.pass0", 0.32), ("rules.pass1", 0.010))
THREAT = 25.0                  # percent on everything: what the threats of the premium are
MECHANISMS: dict[str, tuple[str, Changes]] = {
    "all_mechanisms": ("all mechanisms", ()),
    "no_free_part": ("no free part of pain", (("rules.convex_on", 0),)),
    "no_waiting": ("no waiting cost", (("rules.predict_on", 0),)),
    "no_thicket": ("no thicket", (("rules.thicket_on", 0),)),
    "none_of_three": ("none of the three", tuple((f"rules.{n}_on", 0) for n in ("convex", "predict", "thicket"))),
    "nobody_answers": ("nobody answers", (("rules.answers_on", 0),))}


def regime(scenario: Scenario, walls: Sequence[float] = (0, 0, 0, 0), spare: float = 1,
           pact: Sequence[float] = (2, 2, 2), renewed: float = 0) -> Floats:
    """[3] $bn of a textbook regime over the game's year and the years after.

    walls in percent: Washington on Canada, on Mexico, Canada and Mexico on Washington.
    """
    state = scenario.start(0)
    wall, spares = np.zeros((3, 3)), np.full((3, 3), float(spare))
    wall[US, CANADA], wall[US, MEXICO], wall[CANADA, US], wall[MEXICO, US] = walls
    policy = Policy(wall, spares, np.zeros((3, 3, 6)), np.array(pact, float), np.zeros(3))
    settled = scenario.outcomes.settled(policy)
    position = Position(settled, np.asarray(float(renewed)), np.zeros(3), np.zeros(3), np.zeros(3))
    return worth(scenario, position, state.trust, state.labour, years_left(scenario, state.month))


def regimes(scenario: Scenario) -> dict[str, tuple[str, Floats]]:
    """The regimes of the first invariant, by name: words and [3] $bn."""
    state = scenario.start(0)
    today = worth(scenario, position_of(scenario, state), state.trust, state.labour, years_left(scenario, state.month))
    return {
        "renewed": ("three-way, renewed, zero tariffs", regime(scenario, renewed=1)),
        "yearly_reviews": ("three-way, yearly reviews, zero tariffs", regime(scenario)),
        "hub_and_spokes": ("hub and spokes, zero tariffs", regime(scenario, pact=(1, 1, 2))),
        "lapse": ("lapse to MFN duties", regime(scenario, pact=(0, 0, 2))),
        "today": ("as in August 2025", today),
        "mexico_apart_canada_war": ("US-Mexico separate, 25 % on Canada and back",
                                    regime(scenario, (25, 0, 25, 0), 0, (2, 1, 2))),
        "us_25_unanswered": ("US 25 % on both, answered only afterwards", regime(scenario, (25, 25, 0, 0), 0)),
        "war": ("25 % on all US pairs", regime(scenario, (25, 25, 25, 25), 0))}


def year_under(scenario: Scenario, deals: Sequence[int]) -> Floats:
    """[3] $bn of one year in the long run under some deals, what comes after left out."""
    state, cat = scenario.start(0), scenario.catalogue
    policy: dict[str, NDArray[np.float64]] = {name: getattr(state, name) for name in POLICY}
    in_force, renewed = np.full(4, -1.0), np.zeros(())
    for deal in deals:
        policy = applied(cat, np.asarray(deal), policy)
        in_force[cat.kind[deal]] = deal
        renewed = np.maximum(renewed, cat.renew[deal] * 1.0)
    econ, polit = flows(cat, in_force)
    position = Position(scenario.outcomes.settled(Policy(**policy)), renewed, state.notice, econ, polit)
    year: Yearly = yearly(scenario, position, state.trust)
    return year.flow


def table(appraisal: Appraisal, kind: int, allowed: NDArray[np.bool_] | None = None, believed: bool = False) -> Table:
    """The bargaining table of a kind of deal in one game: what deals add (or, `believed`, doubts and hopes included).

    `allowed` [deal of the kind] narrows it. What is legal today is not asked.
    """
    x = appraisal.own(kind) if believed else appraisal.gain(kind)[..., list(MEMBERS[kind])]
    ok = (x >= 0).all(-1)
    return Table(appraisal, kind, x, ok if allowed is None else ok & allowed)


class Bargain(NamedTuple):
    """A Nash bargain: the deal in words, what it leaves each country [3], the width of Mexico's feasible payoffs."""

    deal: str
    level: Floats
    width: float
    outside: Floats


@dataclass(frozen=True)
class Premium:
    """Mexico's Nash bargain alone with Washington and as one of three, under threats of 25 % fully believed."""

    changes: Changes = ()
    renewal: bool = False      # whether the three-way deal may renew
    punished: bool = False     # whether Canada faces 35 % on everything meanwhile, or has settled
    scenario: str = DEFAULT

    def run(self) -> tuple[float, float, Bargain, Bargain]:
        """Three-way less alone in $bn and in percent of the width, and both bargains."""
        scenario = opening(self.scenario, CALM + self.changes)
        alone, three = (self._bargain(scenario, kind) for kind in (1, ALL))
        gap = float(three.level[MEXICO] - alone.level[MEXICO])
        return gap, 100 * gap / max(alone.width, three.width), alone, three

    def _bargain(self, scenario: Scenario, kind: int) -> Bargain:
        appraisal = appraise(scenario, self._threatened(scenario, kind))
        cat, deals = scenario.catalogue, scenario.catalogue.of_kind[kind]
        every = np.ones(len(deals), bool)
        allowed = every if self.renewal else ~(cat.renew if kind == ALL else cat.separate)[deals]
        bargain = table(appraisal, kind, allowed)
        levels = appraisal.outside + appraisal.gain(kind)
        chosen = int(bargain.nash)
        mine = levels[bargain.ok, MEXICO]
        return Bargain(deal_text(cat, chosen), levels[chosen - int(deals[0])], float(mine.max() - mine.min()),
                       appraisal.outside)

    def _threatened(self, scenario: Scenario, kind: int) -> State:
        state = scenario.start(0)
        wall, spare, sector = (np.array(getattr(state, name)) for name in ("wall", "spare", "sector"))
        warned, rate = np.array(state.warned), np.array(state.warnrate)
        if kind != ALL and self.punished:
            wall[US, CANADA], spare[US, CANADA] = 35, 0
        elif kind != ALL:
            wall[US, CANADA] = wall[CANADA, US] = 0
            sector[US, CANADA] = sector[CANADA, US] = 0
        for x in (MEXICO,) if kind != ALL else (CANADA, MEXICO):
            warned[US, x] = 3
            warned[x, US] = 3 * (scenario.rules.answers_on > 0)
            rate[US, x] = rate[x, US] = THREAT
        return state.changed(wall=wall, spare=spare, sector=sector, warned=warned, warnrate=rate, nerve=np.ones(3))
