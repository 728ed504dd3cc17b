"""The tariff game of one month, in thought: each of three countries keeps its tariffs, or moves one of them one step.

What a profile of acts is worth is what it would be worth to go on under these tariffs for ever, deals and trust as they
are. The thinkers play this game; they do not see how partners answer later, unless they think of it themselves.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from ..rules.arrays import Array, Flags, Ints, pick
from ..rules.countries import ALL, OTHERS, PAIR_OF, N
from ..rules.kinds.warn import next_step
from .choices import Choices
from .lookahead import Lookahead, step_back
from .simple_moves import set_wall
from .view import View

ACTS = 5                       # keep; raise on the first other, on the second; cut on the first, on the second
KEEP = 0
PROFILES = np.stack(np.unravel_index(np.arange(ACTS ** N), (ACTS,) * N), -1)       # [profile, country] acts


class Walls(NamedTuple):
    """General tariffs in thought [g, 3, 3]."""

    wall: Array
    spare: Array


class TariffGame:
    """The game of this month in the games of a view."""

    def __init__(self, view: View) -> None:
        self.view = view

    def after(self, walls: Walls, acts: Ints) -> Walls:
        """Walls [n, 3, 3] after the acts [n, 3] of all three; what a deal in force forbids is not done."""
        wall, spare = walls.wall.copy(), walls.spare.copy()
        ladder = self.view.scenario.menu.limits.ladder
        for i in range(N):
            for n, j in enumerate(OTHERS[i]):
                up, down = (acts[..., i] == 1 + n) & self._free(i, j), acts[..., i] == 3 + n
                mine = walls.wall[..., i, j]
                wall[..., i, j] = np.where(up, next_step(mine, ladder), np.where(down, step_back(mine, ladder), mine))
                spare[..., i, j] = np.where(down, 1.0, spare[..., i, j])
        return Walls(wall, spare)

    def _free(self, i: int, j: int) -> Flags:
        """[g] no deal in force binds the pair."""
        deal = self.view.state.deal
        out: Flags = (deal[..., int(PAIR_OF[i, j])] < 0) & (deal[..., ALL] < 0)
        return out[..., None] if self.view.games else out

    @cached_property
    def worth(self) -> Array:
        """[g, profile, 3] $bn by which every profile is better than today's tariffs for each country."""
        view, games = self.view, self.view.games
        thought = Lookahead(view, np.ones(games, bool), len(PROFILES))
        shape = thought.wall.shape[:2]
        acts = np.broadcast_to(PROFILES, (*shape, N))
        lone = not games
        walls = Walls(thought.wall[0] if lone else thought.wall, thought.spare[0] if lone else thought.spare)
        moved = self.after(walls, acts[0] if lone else acts)
        thought.wall[...], thought.spare[...] = moved.wall, moved.spare
        value = thought.worth()
        return np.asarray(value - value[..., :1, :])

    def payoffs(self, i: int) -> Array:
        """[g, own act, acts of the two others] what i gains by each, the others in the order of countries."""
        value = self.worth[..., i].reshape(*self.view.games, ACTS, ACTS, ACTS)
        value = np.moveaxis(value, len(self.view.games) + i, len(self.view.games))
        return np.asarray(value.reshape(*self.view.games, ACTS, ACTS * ACTS))

    def reply(self, i: int, acts: Ints) -> Ints:
        """[g] the act of i that is best against the acts [g, 3] of the others; ties go to keeping, then in order."""
        a, b = OTHERS[i]
        column = acts[..., a] * ACTS + acts[..., b]
        best = np.full(self.view.games, -np.inf)
        out = np.zeros(self.view.games, np.int64)
        for act in range(ACTS):
            gain = pick(self.payoffs(i)[..., act, :], column)
            better = gain > best + 1e-9
            out, best = np.where(better, act, out), np.where(better, gain, best)
        return out


def take(view: View, out: Choices, act: Ints, why: str) -> None:
    """Do what an act of the seat says, where it is legal and no word of its own forbids it."""
    from .reciprocity import unbound
    state, me, ladder = view.state, view.me, view.scenario.menu.limits.ladder
    for n, j in enumerate(view.others):
        mine = state.wall[..., me, j]
        set_wall(view, out, j, next_step(mine, ladder), state.spare[..., me, j], (act == 1 + n) & unbound(view, j), why)
        set_wall(view, out, j, step_back(mine, ladder), np.ones(view.games), (act == 3 + n) & (mine > 0), why)
