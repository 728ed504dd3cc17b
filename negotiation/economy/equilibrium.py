"""The trade equilibrium: four regions, seven sectors, input-output links, in changes against the base year.

Armington demand in exact-hat form (Dekle, Eaton and Kortum; Caliendo and Parro), solved by Newton steps
with one constant matrix, taken at 10 % duties, and one Anderson term. Games lie on the last axis, in blocks
of one width, and each game stops on its own residual: every number of a game meets only numbers of that
game, in one order, so its bits are the same alone, in any batch and at any place. It starts cold from the
base year, so the answer depends on the border alone and not on what came before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from negotiation.economy.arithmetic import Products, Singles, inverse, total
from negotiation.economy.border import Border, one_lane
from negotiation.economy.calibration import Calibration
from negotiation.economy.errors import NoConvergence
from negotiation.economy.portable import Floats, exp

REGION_COUNT, SECTOR_COUNT = 4, 7
UNKNOWNS = 15  # of a region: log prices (7), log wage (1), spending against the base year (7)
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
    """The books of a solution, US$ bn a year `[..., 4]` or by sector `[..., 4, 7]`; logs against the base
    year.
    """

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
    """The equations evaluated at one block; games last."""

    residual: Floats
    output: Floats
    spending: Floats
    per_draw: Floats
    revenue: Floats
    deficit: Floats
    income: Floats
    wage: Floats
    consumer_price: Floats
    unit: Floats


class Equilibrium:
    """The solver of one calibration. Building it takes some 10 ms (the Newton matrix); `equilibrium_of`
    keeps it.
    """

    def __init__(self, calibration: Calibration, products: Products | None = None) -> None:
        """Lay the constants out with games last and make the Newton matrix."""
        self.calibration = c = calibration
        self._products = products or Products()
        base = one_lane(c.elasticity, c.duty, c.duty)
        self._shares = c.shares[..., None]
        self._draw = (c.shares * base.attraction)[..., None]
        self._sold = self._draw * base.kept[..., None]
        self._spending = c.spending[..., None]
        self._gdp, self._deficit = c.gdp[:, None], c.deficit[:, None]
        self._weight = (c.gdp / total(c.gdp))[:, None]
        self._revenue = total(total(c.duty * c.flows))[:, None]
        self._value_added = c.value_added[..., None]
        self._theta = c.elasticity[:, None]
        self._root = 2 * np.append(1.0 / c.elasticity, -1.0)[:, None]
        # from a region's log prices and log wage: -theta ln cost (7), ln consumer price, ln wage
        raised = np.zeros((REGION_COUNT, 9, 8))
        raised[:, :7, :7] = -self._theta * np.swapaxes(c.inputs, 1, 2)
        raised[:, :7, 7] = -c.elasticity * c.value_added
        raised[:, 7, :7] = c.final
        raised[:, 8, 7] = 1.0
        # from a region's output (7) and income: spending (7) and wage bill, both against the base year
        wanted = np.zeros((REGION_COUNT, 8, 8))
        wanted[:, :7, :7] = c.inputs / c.spending[..., None]
        wanted[:, :7, 7] = c.final / c.spending
        wanted[:, 7, :7] = c.value_added / c.gdp[:, None]
        self._raised, self._wanted = raised, wanted
        self._matrix = self._newton(0.0)
        self._matrix = self._newton(NEWTON_DUTY)

    # -- the equations ------------------------------------------------------------------------------

    def _point(self, z: Floats, draw: Floats, sold: Floats) -> _Point:
        """The equations at `z [4, 15, games]`; draw is base share times attraction, sold is draw times
        kept.
        """
        products, width = self._products, z.shape[-1]
        raised = np.empty((REGION_COUNT, 16, width))
        products.regional(self._raised, z[:, :8], out=raised[:, :9])
        np.multiply(self._theta, z[:, :7], out=raised[:, 9:])
        exp(raised, out=raised)  # all that wants exp in one call
        unit, consumer_price, wage = raised[:, :7], raised[:, 7], raised[:, 8]
        drawn = products.over_sellers(draw, unit)
        spending = z[:, 8:] * self._spending
        per_draw = spending / drawn
        sales = per_draw * products.over_sellers(sold, unit)
        made = np.empty((REGION_COUNT, 8, width))
        np.multiply(products.over_buyers(sold, per_draw), unit, out=made[:, :7])
        revenue = total(spending - sales, 1)
        deficit = self._deficit * consumer_price  # real deficits of the players are fixed, the world absorbs
        deficit[3] = -(deficit[0] + deficit[1] + deficit[2])
        income = made[:, 7]
        np.multiply(wage, self._gdp, out=income)
        income += deficit
        income += revenue
        wanted = products.regional(self._wanted, made)
        residual = np.empty_like(z)
        np.subtract(z[:, 8:], wanted[:, :7], out=residual[:, 8:])
        ratio = wanted  # one where prices and wages are right
        np.multiply(drawn, raised[:, 9:], out=ratio[:, :7])
        ratio[:, 7] /= wage
        ratio[3, 7] = total(self._weight * wage, 0)  # the numeraire takes the place of the last wage
        # 2 (y - 1) / (y + 1) stands for ln y: zero with slope one at the same place, and nearly as straight
        np.divide((ratio - 1.0) * self._root, ratio + 1.0, out=residual[:, :8])
        output = made[:, :7]
        return _Point(
            residual, output, spending, per_draw, revenue, deficit, income, wage, consumer_price, unit)

    def _newton(self, duty: float) -> Singles:
        """Inverse of the Jacobian where duties between the players are higher by `duty`; central differences.

        Single precision does: the matrix sets the way and not the answer.
        """
        c, size, h = self.calibration, REGION_COUNT * UNKNOWNS, 1e-6
        rates = c.duty.copy()
        rates[:3, :3, :6] += duty * (1 - np.eye(3))[..., None]
        border = one_lane(c.elasticity, c.duty, rates)
        draw, sold = self._block(Border(border.attraction[None], border.kept[None]), 2 * size)
        middle = self._start(NARROW)
        if duty:
            middle = self._settle(draw[..., :NARROW], sold[..., :NARROW], 1e-12)[0]
        shifts = np.concatenate([np.eye(size) * h, np.eye(size) * -h], axis=1)
        moved = middle[..., :1] + shifts.reshape(REGION_COUNT, UNKNOWNS, -1)
        residual = self._point(moved, draw, sold).residual.reshape(size, -1)
        return inverse((residual[:, :size] - residual[:, size:]) / (2 * h)).astype(np.float32)

    @staticmethod
    def _start(width: int) -> Floats:
        """The base year."""
        z = np.zeros((REGION_COUNT, UNKNOWNS, width))
        z[:, 8:] = 1.0
        return z

    def _settle(self, draw: Floats, sold: Floats, tolerance: float) -> tuple[Floats, Floats]:
        """The solution of one block and which of its games have not settled."""
        z = self._start(draw.shape[-1])
        shape, products = z.shape, self._products
        z = z.reshape(REGION_COUNT * UNKNOWNS, -1)
        moving = np.ones(z.shape[-1], dtype=bool)
        last, last_step = z, z
        for k in range(STEPS):
            residual = self._point(z.reshape(shape), draw, sold).residual.reshape(z.shape)
            step = products.rough(self._matrix, residual)
            new = z - step
            if k:
                change = step - last_step
                mix = products.dot(change, step) / (products.dot(change, change) + _TINY)
                new -= mix * ((z - last) - change)
            last, last_step = z, step
            z = np.where(moving, new, z)  # a game that has settled is held, whoever its neighbors are
            moving &= ~(np.abs(residual).max(axis=0) < tolerance)  # nan keeps moving, and is named at the end
            if not moving.any():
                break
        return z.reshape(shape), moving

    # -- doors --------------------------------------------------------------------------------------

    def solve(self, border: Border, tolerance: float = TOLERANCE) -> Solution:
        """The long run behind a border.

        Its arrays are `[..., 4, 4, 7]`, or `[..., 3, 3, 6]` for the players' goods alone while all else
        stays as in the base year. Raises NoConvergence with the places of the games that have no solution.
        """
        lead, border = _rows(border)
        games = len(border.kept)
        state = np.empty((games, REGION_COUNT, UNKNOWNS))
        earnings, revenue = np.empty((games, REGION_COUNT)), np.empty((games, REGION_COUNT))
        labour = np.empty((games, REGION_COUNT, SECTOR_COUNT))
        lost: list[int] = []
        with np.errstate(all="ignore"):  # a game that runs away is told by NoConvergence, not by warnings
            for start, stop, width in _blocks(games):
                count, place = stop - start, slice(start, stop)
                draw, sold = self._block(Border(border.attraction[place], border.kept[place]), width)
                z, moving = self._settle(draw, sold, tolerance)
                lost += [start + k for k in range(count) if moving[k]]
                point = self._point(z, draw, sold)
                pay = self._value_added * point.output
                pay /= total(pay, 1)[:, None]
                earned = 100 * (point.wage / point.consumer_price - 1)
                charged = 100 * (point.revenue / point.consumer_price - self._revenue) / self._gdp
                for kept, found in ((state, z), (labour, pay), (earnings, earned), (revenue, charged)):
                    kept[place] = np.moveaxis(found, -1, 0)[:count]
        if lost:
            raise NoConvergence(lost)
        parts = (earnings + revenue, earnings, revenue, labour, state)
        return Solution(*(part.reshape(*lead, *part.shape[1:]) for part in parts))

    def accounts(self, border: Border, solution: Solution) -> Accounts:
        """The books of a solution of that border."""
        lead, border = _rows(border)
        games = len(border.kept)
        draw, sold = self._block(border, max(games, NARROW))
        state = np.moveaxis(solution.state.reshape(-1, REGION_COUNT, UNKNOWNS), 0, -1)
        z = np.empty((REGION_COUNT, UNKNOWNS, draw.shape[-1]))
        z[..., :games], z[..., games:] = state, state[..., :1]
        point = self._point(z, draw, sold)
        raised = self._products.regional(self._raised, z[:, :8])
        parts = (sold * point.unit * point.per_draw[:, None], point.spending, point.output, point.revenue,
                 point.deficit, point.income, z[:, :7], raised[:, :7] / -self._theta, z[:, 7], raised[:, 7])
        first = (np.ascontiguousarray(np.moveaxis(part, -1, 0)[:games]) for part in parts)
        return Accounts(*(part.reshape(*lead, *part.shape[1:]) for part in first))

    def _block(self, border: Border, width: int) -> tuple[Floats, Floats]:
        """Draw and sold of a block, games last; columns beyond the games repeat the first game."""
        games, regions, _, goods = border.kept.shape
        part = (slice(regions), slice(regions), slice(goods))
        draw, sold = np.empty((2, REGION_COUNT, REGION_COUNT, SECTOR_COUNT, width))
        draw[...], sold[...] = self._draw, self._sold
        for block, source in ((draw, border.attraction), (sold, border.kept)):
            block[part][..., :games] = np.moveaxis(source, 0, -1)
            block[part][..., games:] = block[part][..., :1]
        draw[part] *= self._shares[part]
        sold[part] *= draw[part]
        return draw, sold


def _rows(border: Border) -> tuple[tuple[int, ...], Border]:
    """The axes of games, and the border with one axis of games in front."""
    lead, size = border.kept.shape[:-3], border.kept.shape[-3:]
    return lead, Border(border.attraction.reshape(-1, *size), border.kept.reshape(-1, *size))


def _blocks(games: int) -> list[tuple[int, int, int]]:
    """First game, last game + 1 and width of each block."""
    wide = games - games % WIDE
    if games - wide > FEW:
        wide = games
    narrow = [(start, min(start + NARROW, games), NARROW) for start in range(wide, games, NARROW)]
    return [(start, min(start + WIDE, wide), WIDE) for start in range(0, wide, WIDE)] + narrow


@lru_cache(maxsize=8)
def equilibrium_of(calibration: Calibration) -> Equilibrium:
    """The solver of a calibration, built once."""
    return Equilibrium(calibration)
