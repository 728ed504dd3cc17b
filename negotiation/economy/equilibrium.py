"""The trade equilibrium: four regions, seven sectors, input-output links, in changes against the base year.

Armington demand with Dekle-Eaton-Kortum hats, solved by Newton steps with one constant matrix (taken at 10 % duties)
and one Anderson term. Games lie on the last axis, in blocks of one width, and a game stops on its own residual: every
number of a game meets only numbers of that game, in one order, so its bits are the same alone, in any batch and at
any place. It starts cold from the base year, so the answer depends on the border alone and not on what came before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from negotiation.economy.arithmetic import inverse, product, total
from negotiation.economy.border import one_lane
from negotiation.economy.calibration import Calibration
from negotiation.economy.errors import NoConvergence
from negotiation.economy.portable import Floats, exp

REGION_COUNT, SECTOR_COUNT = 4, 7
UNKNOWNS = 15  # a region's log prices (7), log wage (1) and spending against the base year (7)
WIDE, NARROW = 256, 8  # games in a block: of a study, of a lone game
FEW = 32  # up to here narrow blocks cost less than one wide block
STEPS = 100
TOLERANCE = 1e-6
NEWTON_DUTY = 0.10
_TINY = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True, eq=False)
class Solution:
    """The long run of some games; `[..., 4]` are us, canada, mexico, row. Percent of own base-year GDP."""

    welfare: Floats
    earnings: Floats
    revenue: Floats
    labour: Floats
    """Share of the region's labor in each sector, `[..., 4, 7]`."""
    state: Floats
    """Log prices, log wage, spending against the base year: `[..., 4, 15]`."""


@dataclass(frozen=True, eq=False)
class Accounts:
    """The books of a solution in US$ bn a year and in logs against the base year, games in front."""

    flows: Floats
    """Sales at the seller's price, `[..., buyer 4, seller 4, sector 7]`."""
    spending: Floats
    output: Floats
    revenue: Floats
    deficit: Floats
    income: Floats
    log_price: Floats
    log_cost: Floats
    log_wage: Floats
    log_consumer_price: Floats


class _Point(NamedTuple):
    """One evaluation of the equations at a block; games last."""

    residual: Floats
    output: Floats
    spending: Floats
    sold: Floats
    revenue: Floats
    deficit: Floats
    income: Floats
    wage: Floats
    consumer_price: Floats


class Equilibrium:
    """The solver of one calibration. Building it takes some 50 ms (the Newton matrix); `equilibrium_of` keeps it."""

    def __init__(self, calibration: Calibration) -> None:
        """Lay the constants out games-last and make the Newton matrix."""
        self.calibration = c = calibration
        base = one_lane(c.elasticity, c.duty, c.duty)
        self._draw = (c.shares * base.attraction)[..., None]
        self._sold = (c.shares * base.attraction * base.kept)[..., None]
        self._kept = base.kept[..., None]
        self._shares = c.shares[..., None]
        self._spending = c.spending[..., None]
        self._gdp, self._deficit = c.gdp[:, None], c.deficit[:, None]
        self._weight = (c.gdp / total(c.gdp))[:, None]
        self._revenue = total(total(c.duty * c.flows))[:, None]
        self._labor = c.value_added[..., None]
        # what exp is taken of, from a region's log prices and log wage: -theta ln cost (7), ln consumer price, ln wage
        raised = np.zeros((REGION_COUNT, 9, 8))
        raised[:, :7, :7] = -c.elasticity[:, None] * np.swapaxes(c.inputs, 1, 2)
        raised[:, :7, 7] = -c.elasticity * c.value_added
        raised[:, 7, :7] = c.final
        raised[:, 8, 7] = 1.0
        self._theta = c.elasticity[:, None]
        # from a region's output (7) and income: spending against the base year (7), wage bill against the base year
        demanded = np.zeros((REGION_COUNT, 8, 8))
        demanded[:, :7, :7] = c.inputs / c.spending[..., None]
        demanded[:, :7, 7] = c.final / c.spending
        demanded[:, 7, :7] = c.value_added / c.gdp[:, None]
        self._raised, self._demanded = raised, demanded
        self._root = 2 * np.append(1.0 / c.elasticity, -1.0)[:, None]
        self._matrix = self._newton(0.0)
        self._matrix = self._newton(NEWTON_DUTY)

    # -- the equations ------------------------------------------------------------------------------

    def _point(self, z: Floats, draw: Floats, sold: Floats) -> _Point:
        """The equations at `z [4, 15, W]`; draw and sold are base shares times attraction, and that times kept."""
        width = z.shape[-1]
        raised = np.empty((REGION_COUNT, 16, width))
        product("nij,njb->nib", self._raised, z[:, :8], out=raised[:, :9])
        np.multiply(self._theta, z[:, :7], out=raised[:, 9:])
        exp(raised, out=raised)
        unit, consumer_price, wage = raised[:, :7], raised[:, 7], raised[:, 8]
        drawn = product("nijb,ijb->njb", draw, unit)
        spending = z[:, 8:] * self._spending
        each = spending / drawn
        sales = each * product("nijb,ijb->njb", sold, unit)
        made = np.empty((REGION_COUNT, 8, width))
        np.multiply(product("nijb,njb->ijb", sold, each), unit, out=made[:, :7])
        revenue = total(spending - sales, 1)
        deficit = self._deficit * consumer_price  # real deficits of the players are fixed; the rest of the world absorbs
        deficit[3] = -(deficit[0] + deficit[1] + deficit[2])
        income = made[:, 7]
        np.multiply(wage, self._gdp, out=income)
        income += deficit
        income += revenue
        wanted = product("nij,njb->nib", self._demanded, made)
        residual = np.empty_like(z)
        np.subtract(z[:, 8:], wanted[:, :7], out=residual[:, 8:])
        ratio = wanted  # one where prices and wages are right
        np.multiply(drawn, raised[:, 9:], out=ratio[:, :7])
        ratio[:, 7] /= wage
        ratio[3, 7] = total(self._weight * wage, 0)  # the numeraire takes the place of the last wage
        # 2 (y - 1) / (y + 1) stands for ln y: zero and slope one at the same place, and nearly as straight
        np.divide((ratio - 1.0) * self._root, ratio + 1.0, out=residual[:, :8])
        return _Point(residual, made[:, :7], spending, each, revenue, deficit, income, wage, consumer_price)

    def _newton(self, duty: float) -> Floats:
        """Inverse of the Jacobian where every duty between the players is higher by `duty`: central differences."""
        c, size, h = self.calibration, REGION_COUNT * UNKNOWNS, 1e-6
        rates = c.duty.copy()
        rates[:3, :3, :6] += duty * (1 - np.eye(3))[..., None]
        border = one_lane(c.elasticity, c.duty, rates)
        draw = np.repeat((c.shares * border.attraction)[..., None], 2 * size, axis=-1)
        sold = draw * border.kept[..., None]
        middle = self._start(NARROW)
        if duty:
            middle = self._settle(draw[..., :NARROW], sold[..., :NARROW], 1e-12)[0]
        shifts = np.concatenate([np.eye(size) * h, np.eye(size) * -h], axis=1).reshape(REGION_COUNT, UNKNOWNS, -1)
        moved = self._point(middle[..., :1] + shifts, draw, sold).residual.reshape(size, -1)
        return inverse((moved[:, :size] - moved[:, size:]) / (2 * h))

    @staticmethod
    def _start(width: int) -> Floats:
        """The base year."""
        z = np.zeros((REGION_COUNT, UNKNOWNS, width))
        z[:, 8:] = 1.0
        return z

    def _settle(self, draw: Floats, sold: Floats, tolerance: float) -> tuple[Floats, Floats]:
        """The solution of one block and which of its games have not settled."""
        z = self._start(draw.shape[-1])
        shape = z.shape
        z = z.reshape(REGION_COUNT * UNKNOWNS, -1)
        moving = np.ones(z.shape[-1], dtype=bool)
        last, last_step = z, z
        for k in range(STEPS):
            residual = self._point(z.reshape(shape), draw, sold).residual.reshape(z.shape)
            step = product("ij,jb->ib", self._matrix, residual)
            new = z - step
            if k:
                change = step - last_step
                mix = product("ib,ib->b", change, step) / (product("ib,ib->b", change, change) + _TINY)
                new -= mix * ((z - last) - change)
            last, last_step = z, step
            z = np.where(moving, new, z)  # a game that has settled is held, whoever its neighbors are
            moving &= ~(np.abs(residual).max(axis=0) < tolerance)  # nan keeps moving, and is named at the end
            if not moving.any():
                break
        return z.reshape(shape), moving

    # -- doors --------------------------------------------------------------------------------------

    def solve(self, attraction: Floats, kept: Floats, tolerance: float = TOLERANCE) -> Solution:
        """The long run for a border (see `border`), `[..., 4, 4, 7]`, or `[..., 3, 3, 6]` for the players' goods alone
        while all other borders stay as in the base year. Raises NoConvergence with the places of the games."""
        lead, attraction, kept = _rows(attraction, kept)
        games = len(attraction)
        state = np.empty((games, REGION_COUNT, UNKNOWNS))
        earnings, revenue = np.empty((games, REGION_COUNT)), np.empty((games, REGION_COUNT))
        labour = np.empty((games, REGION_COUNT, SECTOR_COUNT))
        lost: list[int] = []
        with np.errstate(all="ignore"):  # a game that runs away is told by NoConvergence, not by warnings
            for start, stop, width in _blocks(games):
                count = stop - start
                draw, sold = self._border(attraction[start:stop], kept[start:stop], width)
                z, moving = self._settle(draw, sold, tolerance)
                lost += [start + k for k in range(count) if moving[k]]
                point = self._point(z, draw, sold)
                pay = self._labor * point.output
                pay /= total(pay, 1)[:, None]
                state[start:stop] = np.moveaxis(z, -1, 0)[:count]
                labour[start:stop] = np.moveaxis(pay, -1, 0)[:count]
                earned = 100 * (point.wage / point.consumer_price - 1)
                raised = 100 * (point.revenue / point.consumer_price - self._revenue) / self._gdp
                earnings[start:stop], revenue[start:stop] = earned.T[:count], raised.T[:count]
        if lost:
            raise NoConvergence(lost)
        welfare = earnings + revenue
        return Solution(*(a.reshape(*lead, *a.shape[1:]) for a in (welfare, earnings, revenue, labour, state)))

    def accounts(self, attraction: Floats, kept: Floats, solution: Solution) -> Accounts:
        """The books of a solution of the same border."""
        lead, attraction, kept = _rows(attraction, kept)
        draw, sold = self._border(attraction, kept, max(len(attraction), 2))
        z = np.empty((REGION_COUNT, UNKNOWNS, draw.shape[-1]))
        state = np.moveaxis(solution.state.reshape(-1, REGION_COUNT, UNKNOWNS), 0, -1)
        z[..., : len(attraction)], z[..., len(attraction):] = state, state[..., :1]
        point = self._point(z, draw, sold)
        raised = product("nij,njb->nib", self._raised, z[:, :8])
        flows = sold * exp(raised[:, :7]) * point.sold[:, None]
        parts = (flows, point.spending, point.output, point.revenue, point.deficit, point.income, z[:, :7],
                 raised[:, :7] / -self.calibration.elasticity[:, None], z[:, 7], raised[:, 7])
        first = (np.moveaxis(part, -1, 0)[: len(attraction)] for part in parts)
        return Accounts(*(np.ascontiguousarray(part).reshape(*lead, *part.shape[1:]) for part in first))

    def _border(self, attraction: Floats, kept: Floats, width: int) -> tuple[Floats, Floats]:
        """Draw and sold of a block, games last; columns beyond the games repeat the first game."""
        regions, goods, count = attraction.shape[1], attraction.shape[3], len(attraction)
        part = (slice(regions), slice(regions), slice(goods))
        shape = (REGION_COUNT, REGION_COUNT, SECTOR_COUNT, width)
        draw, sold = np.empty(shape), np.empty(shape)
        draw[...], sold[...] = self._draw, self._sold
        for block, source in ((draw, attraction), (sold, kept)):
            block[part][..., :count] = np.moveaxis(source, 0, -1)
            block[part][..., count:] = block[part][..., :1]
        draw[part] *= self._shares[part]
        sold[part] *= draw[part]
        return draw, sold


def _rows(attraction: Floats, kept: Floats) -> tuple[tuple[int, ...], Floats, Floats]:
    """The game axes, and both arrays with one game axis in front."""
    lead, size = attraction.shape[:-3], attraction.shape[-3:]
    return lead, attraction.reshape(-1, *size), kept.reshape(-1, *size)


def _blocks(games: int) -> list[tuple[int, int, int]]:
    """First game, last game + 1 and width of each block."""
    wide = games - games % WIDE
    if games - wide > FEW:
        wide = games
    narrow = [(a, min(a + NARROW, games), NARROW) for a in range(wide, games, NARROW)]
    return [(a, min(a + WIDE, wide), WIDE) for a in range(0, wide, WIDE)] + narrow


@lru_cache(maxsize=8)
def equilibrium_of(calibration: Calibration) -> Equilibrium:
    """The solver of a calibration, built once."""
    return Equilibrium(calibration)
