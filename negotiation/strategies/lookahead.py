"""What other tariffs would be worth: several policies of every game that asks, reckoned in one call."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..economy.policy import Policy
from ..rules.arrays import Array, Flags, Ints
from ..rules.future import worth
from ..rules.menu import Menu
from ..rules.payoffs import Position, flows, years_left
from .view import View


class Lookahead:
    """`count` policies in thought for each of the n games of `where` [g]; the first is today's and stays as it is.

    wall, spare [n, count, 3, 3] are open for writing; `rows` cuts the same n games out of any array [g, ...].
    """

    def __init__(self, view: View, where: Flags, count: int) -> None:
        self.view, self.count = view, count
        self._asked: Ints = np.flatnonzero(where)
        self.wall = self._copies(view.state.wall)
        self.spare = self._copies(view.state.spare)

    def rows(self, x: Array) -> Array:
        """x [g, ...] -> [n, ...]."""
        own = x.shape[len(self.view.games):]
        return x.reshape(-1, *own)[self._asked]

    def _copies(self, x: Array) -> Array:
        return np.repeat(self.rows(x)[:, None], self.count, axis=1)

    def worth(self) -> Array:
        """[g, count, 3] $bn over the rest of the game and the years after; 0 in the games that did not ask."""
        scenario, state = self.view.scenario, self.view.state
        out = np.zeros((*self.view.games, self.count, 3))
        if not len(self._asked):
            return out
        lead = (len(self._asked), self.count)

        def shared(x: Array) -> Array:
            part = self.rows(x)[:, None]
            return np.broadcast_to(part, lead + part.shape[2:])

        settled = scenario.outcomes.settled(Policy(
            self.wall, self.spare, shared(state.sector), shared(state.pact), shared(state.content)))
        econ, polit = flows(scenario.catalogue, self.rows(state.deal))
        position = Position(settled, shared(state.renewed), shared(state.notice), econ[:, None], polit[:, None])
        value = worth(scenario, position, self.rows(state.trust)[:, None], self.rows(state.labour)[:, None],
                      self.rows(years_left(scenario, state.month))[:, None])
        out.reshape(-1, self.count, 3)[self._asked] = value
        return out


@lru_cache(maxsize=96)
def _walls(menu: Menu) -> Ints:
    """[step of the ladder, sparing] number of the measure that sets this wall; -1 where the menu has none."""
    ladder = np.array(menu.limits.ladder)
    table = np.full((len(ladder), 2), -1)
    for n, lever in enumerate(menu.options.lever):
        if lever == "wall":
            table[int(np.flatnonzero(ladder == menu.options.rate[n])[0]), int(menu.options.spare[n])] = n
    return table


def wall_options(menu: Menu, rate: Array, spare: Array) -> Ints:
    """[g] numbers of the measures that set the wall at a rate [g], sparing pact goods (1) or on everything (0); -1
    where the menu has none. A wall of zero spares by itself."""
    ladder, table = np.array(menu.limits.ladder), _walls(menu)
    step = np.minimum(np.searchsorted(ladder, rate), len(ladder) - 1)
    there = ladder[step] == rate
    return np.where(there, table[step, np.where(rate > 0, spare, 1).astype(np.int64)], -1)


def step_back(wall: Array, ladder: tuple[float, ...]) -> Array:
    """The next rate of the ladder below each wall (the bottom stays)."""
    rates = np.array(ladder)
    below = (wall[..., None] > rates).sum(-1)
    return np.asarray(rates[np.maximum(below - 1, 0)])
