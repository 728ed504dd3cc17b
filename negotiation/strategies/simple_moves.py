"""Moves that several of the simple strategies share."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Flags
from ..rules.countries import ALL
from ..rules.kinds.sector import SECTORS
from ..rules.menu import ACCEPT
from ..rules.values import MEMBERS
from .choices import Choices, Where
from .lookahead import step_back, wall_options
from .view import View


def offer_fair(view: View, out: Choices, where: Where = True) -> None:
    """Lay the fair three-way deal (Kalai and Smorodinsky 1975) on both tables."""
    out.offer(view.me, view.fair(ALL), where, why="say.offer_fair")


def set_wall(view: View, out: Choices, j: int, rate: Array, spare: Array, where: Flags, why: str) -> None:
    """Set the general tariff on j to a rate [g], sparing pact goods where `spare` is 1."""
    out.act(j, wall_options(view.scenario.menu, rate, spare), where, why=why, rate=rate)


def lower_sectors(view: View, out: Choices, j: int) -> None:
    """Every sector tariff on j one step down, as far as a month has places."""
    ladder = view.scenario.limits.ladder
    for k, name in enumerate(SECTORS):
        rate = view.state.sector[..., view.me, j, k]
        steps = np.array([view.scenario.menu.option(f"sector {name} {step:g}") for step in ladder])
        below = step_back(rate, ladder)
        number = steps[np.searchsorted(np.array(ladder), below)]
        out.act(j, number, rate > 0, why="do.lower_sector", rate=below)


def accept_gains(view: View, out: Choices, share: float = 0.0, why: str = "answer.better_than_nothing",
                 where: Flags | None = None) -> None:
    """Accept every offer that brings more than nothing, or at least a share of the best deal of any kind; `where`
    [g, other]: from these partners alone."""
    if not view.answers.any():
        return
    least = share * top(view) if share else np.zeros(view.games)
    for n, j in enumerate(view.others):
        asked = np.ones(view.games, bool) if where is None else where[..., n]
        for three in (0, 1):
            laid = view.state.offer[..., j, j if three else view.me].astype(np.int64)
            value = view.value(laid)
            enough = (value >= least) if share else (value > 0)
            out.answer(j, three, ACCEPT, asked & enough, why=why, gain=value)


def top(view: View) -> Array:
    """[g] the most that a deal of any kind can bring me, $bn."""
    best = [view.best(kind) for kind, members in enumerate(MEMBERS) if view.me in members]
    return np.maximum(np.maximum(best[0], best[1]), best[2])
