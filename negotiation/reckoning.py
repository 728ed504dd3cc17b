"""A game's result so far, in US$ billion: three parts for each country, beside what doing nothing would have given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from .rules.arrays import Array
from .rules.countries import NAMES
from .rules.future import score
from .rules.kinds import MEASURES
from .rules.menu import MEASURE
from .rules.notation import DECIDE, Move
from .rules.payoffs import passage, settle
from .rules.scenario import Scenario
from .rules.state import State
from .rules.step import silence, step


@dataclass(frozen=True)
class Payoff:
    """A country's result in US$ billion as if the game ended now, in its three parts, beside doing nothing."""

    economy: float
    politics: float
    future: float
    nothing: float

    @property
    def total(self) -> float:
        """The three parts together."""
        return self.economy + self.politics + self.future


class Idle:
    """The same game if nobody did anything, month by month, played only as far as it is asked for."""

    def __init__(self, scenario: Scenario, start: State) -> None:
        self.scenario = scenario
        self.states = [start]

    def at(self, month: int) -> State:
        """The idle game after so many months (its last state if it ended before)."""
        while len(self.states) <= month and not bool(self.states[-1].over > 0):
            state = self.states[-1]
            for _ in range(2):
                state = step(self.scenario, state, silence(self.scenario, state)).after
            self.states.append(state)
        return self.states[min(month, len(self.states) - 1)]


def payoffs(scenario: Scenario, state: State, idle: Idle) -> dict[str, Payoff]:
    """Every country's result in one game as if it ended now, beside doing nothing."""
    parts, nothing = score(scenario, state), score(scenario, idle.at(int(state.month)))
    return {
        name: Payoff(
            float(parts[0, i]),
            float(parts[1, i]),
            float(parts[2, i]),
            float(nothing[0, i] + nothing[1, i] + nothing[2, i]),
        )
        for i, name in enumerate(NAMES)
    }


def passages(scenario: Scenario, state: State) -> dict[str, float] | None:
    """Chance that each parliament would pass a renewal today, from the trust of its capital (rules, section 6).

    All three must. None where there is no three-way pact to renew, or the review is over.
    """
    if state.over > 0 or (state.pact[:2] != 2).any():
        return None
    return dict(zip(NAMES, map(float, passage(scenario.rules, state.trust)), strict=True))


def tariffs_planned(scenario: Scenario, state: State, lines: Iterable[Move]) -> tuple[Array, Array, Array]:
    """Walls, what they spare, and sector tariffs of one game once planned lines are carried out; others count for
    nothing."""
    wall, spare, sector = (np.array(getattr(state, name)) for name in ("wall", "spare", "sector"))
    menu = scenario.menu
    for move in lines:
        table = menu.do[move.seat]
        if move.phase != DECIDE or int(table.sort[move.code]) != MEASURE:
            continue
        pair, option = (move.seat, int(table.target[move.code])), int(table.value[move.code])
        kind = MEASURES[int(menu.option_kind[option])].name
        if kind == "wall":
            wall[pair], spare[pair] = menu.options.rate[option], menu.options.spare[option]
        elif kind == "sector":
            sector[*pair, menu.options.sector[option]] = menu.options.rate[option]
    return wall, spare, sector


def tariffs_worth(scenario: Scenario, state: State, lines: Iterable[Move]) -> dict[str, float]:
    """What tariffs that are planned would bring each country a year, US$ billion, if nobody answered them.

    Economy and politics of the policy with them, in the long run, less those of today's (rules, section 8). Other
    lines count for nothing.
    """
    wall, spare, sector = tariffs_planned(scenario, state, lines)
    now = settle(scenario, state.policy).today
    then = settle(scenario, replace(state.policy, wall=wall, spare=spare, sector=sector)).today
    moved = then.economy + then.politics - now.economy - now.politics
    return {name: float(moved[i]) for i, name in enumerate(NAMES)}


def standing(scenario: Scenario, found: dict[str, Payoff]) -> dict[str, float | None]:
    """The same-role score of every country: hold = 0, par = 1; None where the scenario has no par."""
    par, hold = scenario.par, scenario.hold
    if par is None or hold is None:
        return dict.fromkeys(NAMES)
    return {name: (p.total - hold[i]) / (par[i] - hold[i]) for i, (name, p) in enumerate(found.items())}
