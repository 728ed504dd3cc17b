"""The trade model the straightforward way: games first, library exp and log, one matrix product a step.

The measure of the product's solver: the same equations and the same answers, with a Newton matrix at the base year,
chunks of 128 games, and one stopping rule for a whole chunk.
"""

from __future__ import annotations

import numpy as np

from negotiation.economy.calibration import Calibration
from negotiation.economy.portable import Floats

REGIONS, SECTORS = 4, 7
PRICES = REGIONS * SECTORS
UNKNOWNS = 2 * PRICES + REGIONS            # log prices, spending against the base year, log wages
CHUNK, STEPS = 128, 100


class ReferenceTrade:
    """Solves duties of many games; building it takes the Newton matrix by differences."""

    def __init__(self, calibration: Calibration) -> None:
        self.c = c = calibration
        self.cost, self.use = np.zeros((PRICES, PRICES)), np.zeros((PRICES, PRICES))
        for n in range(REGIONS):
            part = slice(n * SECTORS, (n + 1) * SECTORS)
            self.cost[part, part], self.use[part, part] = c.inputs[n], c.inputs[n].T
        self.weight = c.gdp / c.gdp.sum()
        step = np.eye(UNKNOWNS) * 1e-6
        start, lanes = self.start(UNKNOWNS), self.lanes(c.duty)
        at = [np.broadcast_to(x, (UNKNOWNS, REGIONS, REGIONS, SECTORS)) for x in lanes]
        slope = (self.residual(start + step, *at)[0] - self.residual(start - step, *at)[0]) / 2e-6
        self.newton = np.linalg.inv(slope)

    def start(self, games: int) -> Floats:
        """The base year, as far as each game is concerned."""
        z = np.zeros((games, UNKNOWNS))
        z[:, PRICES:2 * PRICES] = 1.0
        return z

    def lanes(self, duty: Floats) -> tuple[Floats, Floats]:
        """Log attraction against the base year, and the seller's share of the buyer's dollar."""
        return self.c.elasticity * (np.log1p(self.c.duty) - np.log1p(duty)), 1 / (1 + duty)

    def residual(self, z: Floats, attraction: Floats, kept: Floats) -> tuple[Floats, Floats]:
        """How far the equations are from holding `[g, 60]`, and welfare, percent of base-year GDP `[g, 4]`."""
        c, games = self.c, len(z)
        price, x, wage = z[:, :PRICES], z[:, PRICES:2 * PRICES].reshape(games, REGIONS, SECTORS), z[:, 2 * PRICES:]
        cost = (price @ self.cost).reshape(games, REGIONS, SECTORS) + c.value_added * wage[:, :, None]
        shares = np.exp(attraction - (c.elasticity * cost)[:, None]) * c.shares
        whole = shares.sum(2)
        spending = x * c.spending
        received = shares * (spending / whole)[:, :, None, :] * kept
        output, revenue = received.sum(1), spending.sum(-1) - received.sum((2, 3))
        consumer = (c.final * price.reshape(games, REGIONS, SECTORS)).sum(-1)
        deficit = c.deficit * np.exp(consumer)
        deficit[:, -1] = -deficit[:, :-1].sum(1)
        level = np.exp(wage)
        income = level * c.gdp + deficit + revenue
        wanted = (output.reshape(games, PRICES) @ self.use).reshape(games, REGIONS, SECTORS)
        wanted = wanted + c.final * income[:, :, None]
        r = np.empty_like(z)
        r[:, :PRICES] = price - (-np.log(whole) / c.elasticity).reshape(games, PRICES)
        r[:, PRICES:2 * PRICES] = (x - wanted / c.spending).reshape(games, PRICES)
        r[:, 2 * PRICES:] = wage - np.log((c.value_added * output).sum(-1) / c.gdp)
        r[:, -1] = np.log((self.weight * level).sum(-1))
        real = np.exp(consumer)
        base = (c.duty * c.flows).sum((1, 2))
        welfare = 100 * (level / real - 1 + (revenue / real - base) / c.gdp)
        return r, welfare

    def solve(self, duty: Floats, tolerance: float = 1e-6) -> Floats:
        """Welfare `[g, 4]`, percent of base-year GDP, for duties `[g, 4, 4, 7]`."""
        attraction, kept = self.lanes(duty)
        out = []
        for first in range(0, len(duty), CHUNK):
            part = slice(first, first + CHUNK)
            z = self.start(len(duty[part]))
            for _ in range(STEPS):
                r, _ = self.residual(z, attraction[part], kept[part])
                z -= r @ self.newton
                if np.abs(r).max() < tolerance:
                    break
            else:
                raise RuntimeError("no convergence")
            out.append(self.residual(z, attraction[part], kept[part])[1])
        return np.concatenate(out)
