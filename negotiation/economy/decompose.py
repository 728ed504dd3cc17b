"""Splits what a border does to real income into terms of trade and efficiency, for the teaching panels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.economy.arithmetic import total
from negotiation.economy.border import two_lanes
from negotiation.economy.equilibrium import Equilibrium
from negotiation.economy.portable import Floats, exp, log

TIGHT = 1e-11  # the integral adds differences of neighboring solutions


@dataclass(frozen=True, eq=False)
class Decomposition:
    """Change of real income of us, canada, mexico, row in US$ bn a year, `[4]`."""

    terms_of_trade: Floats
    """Own sales dearer, purchases cheaper."""
    efficiency: Floats
    """Dutied trade that grew or shrank, at its duty."""
    total: Floats
    residual: Floats
    """What the steps of the integral leave over."""


def decompose(
    solver: Equilibrium,
    general: Floats,
    claiming: Floats | None = None,
    claims: Floats | None = None,
    steps: int = 16,
) -> Decomposition:
    """The total differential of real income, added up along the line in log(1 + duty) from the base year.

    Duties are fractions, `[4, 4, 7]` or `[3, 3, 6]` for the players' goods; claims are held at their end
    value. Terms of trade: the integral of [sales dln own cost - purchases dln seller's cost + deficit dln
    consumer price] over the consumer price; efficiency: that of duty x flow x dln quantity. 16 steps leave
    under US$ 0.07 bn.
    """
    c = solver.calibration
    regions, goods = general.shape[0], general.shape[-1]
    part = (slice(regions), slice(regions), slice(goods))
    lanes = np.zeros((2, *c.duty.shape))
    lanes[:] = c.duty
    lanes[0][part] = general
    lanes[1][part] = general if claiming is None else claiming
    share = np.zeros_like(c.duty)
    if claims is not None:
        share[part] = claims
    begin = log(1 + c.duty)
    along = (np.arange(steps + 1) / steps)[:, None, None, None, None]
    duty = exp(begin + along * (log(1 + lanes) - begin)) - 1  # [step, lane, buyer, seller, good]
    border = two_lanes(c.elasticity, c.duty, duty[:, 0], duty[:, 1], share)
    solution = solver.solve(border, TIGHT)
    books = solver.accounts(border, solution)
    pulls = np.stack([1 - share, share]) * exp(-(1 + c.elasticity) * log(1 + duty))
    flows = books.flows[:, None] * pulls / total(pulls, 1)[:, None]

    price = exp(books.log_consumer_price)
    rise = books.log_cost[1:] - books.log_cost[:-1]
    sold = _middle(books.flows) * rise[:, None]  # a seller's price rises alike for all buyers
    balance = _middle(books.deficit) * (books.log_consumer_price[1:] - books.log_consumer_price[:-1])
    gained = total(total(sold, 1)) - total(total(sold, 2)) + balance
    grown = log(flows[1:]) - log(flows[:-1]) - rise[:, None, None]
    wedge = _middle(duty * flows) * np.where(flows[1:] > 0, grown, 0.0)
    spared = total(total(total(wedge, 3)), 1)
    everything = solution.welfare[-1] * c.gdp / 100
    trade = total(gained / _middle(price), 0)
    volume = total(spared / _middle(price), 0)
    return Decomposition(trade, volume, everything, everything - trade - volume)


def _middle(x: Floats) -> Floats:
    """Mean of each step's two ends."""
    return 0.5 * (x[1:] + x[:-1])
