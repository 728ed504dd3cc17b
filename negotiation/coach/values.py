"""The first answer: what alternatives are worth by the values of deals, before any game is played on.

Nobody else moves. A deal counts with its value to the seat (rules, section 9), less what waiting is worth, times the
chance that all whose yes it needs take it, less what it costs in trust at the computer players' price; of several deals
the best one, for a government signs one a month. Waiting is worth what a computer player of even temper holds out for:
all of it where the seat accepts, the part that offers are reckoned with where it offers. The rest is the worth of going
on from the state that follows (tariffs as they then are, trust, parliaments); a rise is answered in kind with the
chance that computer players reckon with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..offers import unsigned
from ..rules.arrays import Array
from ..rules.bargaining import NORMAL, needed, table_of, trust_cost
from ..rules.countries import OTHERS, third
from ..rules.future import worth
from ..rules.kinds.pledge import TOGETHER
from ..rules.menu import VOTE, VOTES
from ..rules.notation import DECIDE, TALK, parse
from ..rules.payoffs import all_pass, position_of, years_left
from ..rules.state import State
from ..rules.step import step
from ..rules.values import Appraisal, appraise
from ..strategies.solving import rows
from ..strategies.tariff_plans import ANSWER0, ANSWER_NERVE, ANSWER_TOGETHER, SURELY, TOP
from .plans import Alternative
from .rollouts import stacked_choices
from .sight import Sight

LUCKS = 8                      # draws of luck over which leaks and photographs of a talk are averaged


@dataclass(frozen=True)
class Deal:
    """The deal that counts in an alternative: its value if signed, the chance of that; what waiting for another is
    worth; what it costs in trust; $bn."""

    value: float
    chance: float
    waiting: float
    cost: float

    @property
    def worth(self) -> float:
        """What it adds on average."""
        return (self.value - self.waiting) * self.chance - self.cost


@dataclass(frozen=True, eq=False)
class Values:
    """What alternatives [k] are worth: payoff [k] in $bn from now on; trust [k, 2] of the others in the seat; deals."""

    payoff: Array
    trust: Array
    deals: tuple[Deal | None, ...]


def valued(sight: Sight, found: Sequence[Alternative]) -> Values:
    """The values of alternatives, each as if it were played now and nobody else moved."""
    scenario, me = sight.scenario, sight.seat
    appraisal = appraise(scenario, sight.state)
    deals = tuple(max(_deals(sight, appraisal, each), key=lambda d: d.worth, default=None) for each in found)
    apart = [tuple(line for line in each.lines if not line.startswith("accept")) for each in found]
    whole = _after(sight, [each.lines for each in found])
    rest = _after(sight, apart) if apart != [each.lines for each in found] else whole
    going_on = _going_on(sight, rest)
    met, risk = _answered(sight, rest)
    if risk.any():
        going_on = going_on + risk * np.minimum(_going_on(sight, met) - going_on, 0)
    payoff = going_on.reshape(len(found), -1).mean(-1)
    payoff = payoff + [0.0 if deal is None else deal.worth for deal in deals]
    payoff = payoff + [_vote(sight, appraisal, each) for each in found]
    trust = whole.trust[:, list(OTHERS[me]), me].reshape(len(found), -1, 2).mean(1)
    return Values(payoff, trust, deals)


def _after(sight: Sight, lists: Sequence[Sequence[str]]) -> State:
    """The states [k x n] that follow when the seat alone moves, under n draws of luck; decisions ask for one."""
    count = LUCKS if sight.state.phase == TALK else 1
    worlds = sight.worlds(sight.seeds(0, count))
    states = rows(worlds, np.tile(np.arange(count), len(lists)))
    return step(sight.scenario, states, stacked_choices(sight, lists, count)).after


def _going_on(sight: Sight, states: State) -> Array:
    """[g] the seat's payoff so far and the worth of going on as a state is."""
    scenario, me = sight.scenario, sight.seat
    years = years_left(scenario, states.month)
    ahead = worth(scenario, position_of(scenario, states), states.trust, states.labour, years)
    return np.asarray((states.econ + states.polit + ahead)[:, me])


def _answered(sight: Sight, states: State) -> tuple[State, Array]:
    """The states [g] once every tariff that the seat has raised is answered in kind, and the chance of that [g]."""
    me, before = sight.seat, sight.state
    wall, spare, sector = (np.array(getattr(states, name)) for name in ("wall", "spare", "sector"))
    risk = np.zeros(states.games)
    for j in OTHERS[me]:
        on_all = (states.spare[:, me, j] < before.spare[me, j]) & (states.wall[:, me, j] > 0)
        higher = (states.wall[:, me, j] > before.wall[me, j]) | on_all
        sectors = states.sector[:, me, j] > before.sector[me, j]
        wall[:, j, me] = np.where(higher, np.maximum(wall[:, j, me], np.minimum(TOP, wall[:, me, j])), wall[:, j, me])
        spare[:, j, me] = np.where(higher, np.minimum(spare[:, j, me], spare[:, me, j]), spare[:, j, me])
        kind = np.maximum(sector[:, j, me], np.minimum(TOP, sector[:, me, j]))
        sector[:, j, me] = np.where(sectors, kind, sector[:, j, me])
        together = before.pledge[j, third(me, j), TOGETHER] > 0
        chance = min(ANSWER0 + ANSWER_NERVE * float(before.nerve[j]) + ANSWER_TOGETHER * float(together), 0.95)
        chances = np.where(on_all, max(chance, SURELY), np.where(higher | sectors.any(-1), chance, 0.0))
        risk = np.maximum(risk, chances)
    return states.changed(wall=wall, spare=spare, sector=sector), risk


def _deals(sight: Sight, appraisal: Appraisal, each: Alternative) -> Iterator[Deal]:
    """Every deal that an alternative offers or accepts."""
    scenario, me, state = sight.scenario, sight.seat, sight.state
    for line in each.lines:
        move = parse(scenario.menu, line, me)
        if move.phase == DECIDE and line.startswith("accept"):
            sender, three = int(scenario.menu.do[me].target[move.code]), line.endswith("three")
            deal, willing = int(state.offer[sender, sender if three else me]), sender
            if unsigned(scenario, state, me, sender, three, deal) is not None:
                continue
        elif move.phase == DECIDE:
            continue
        else:
            deal, willing = int(scenario.menu.say[me].deal[move.code]), me
        if deal >= 0:
            kind = int(scenario.catalogue.kind[deal])
            table, place = table_of(appraisal, kind), deal - int(scenario.catalogue.first[kind])
            asked = [n for n, country in enumerate(table.members) if country not in (me, willing)]
            chance = float(np.prod([table.chance(n)[place] for n in asked]))
            waiting = float(needed(appraisal, me, kind)) * (NORMAL.hold_out if willing == me else 1.0)
            cost = NORMAL.price * float(trust_cost(scenario, state, me, np.array(deal), signing=willing != me))
            yield Deal(float(appraisal.of(np.asarray(deal), me)), chance, waiting, cost)


def _vote(sight: Sight, appraisal: Appraisal, each: Alternative) -> float:
    """What a vote for the pact adds if the two others vote for it: renewal's worth times the parliaments' chance."""
    menu = sight.scenario.menu.do[sight.seat]
    for line in each.lines:
        move = parse(sight.scenario.menu, line, sight.seat)
        if move.phase == DECIDE and menu.sort[move.code] == VOTE and menu.value[move.code] == VOTES["renew"]:
            passes = float(all_pass(sight.scenario.rules, sight.state.trust))
            return passes * float(appraisal.outlook.renewal[sight.seat])
    return 0.0
