"""The data of the trade model: what every region buys, sells, makes and charges in the base year, balanced.

`balance` takes a mapping as read from `scenarios/data/*.yaml`, checks it, and closes the accounts: output
of each sector covers sales at home and abroad, and income covers spending. Sums are written out, so the
bits are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from negotiation.economy.arithmetic import inverse, total
from negotiation.economy.errors import EconomyError, Problem
from negotiation.economy.figures import GOODS, REGIONS, SECTORS, Figures, read
from negotiation.economy.portable import Floats

ROUNDS = 200  # of lifting final demand to the floor of home sales
CLOSE = 1e-10  # of income: what the floor may be missed by


class _ReadOnly:
    """Arrays of the dataclass are copied and closed for writing."""

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                value = np.array(value, dtype=np.float64)
                value.flags.writeable = False
                object.__setattr__(self, field.name, value)


@dataclass(frozen=True, eq=False)
class PactTerms(_ReadOnly):
    """How the pact works at the border. `[3, 3, 6]` is buyer, seller (us, canada, mexico) and good."""

    claims: Floats
    """Share of the flow that claims the pact's lane in the base year, `[3, 3, 6]`."""
    claims_ceiling: Floats
    """Highest share that can claim it, `[3, 3, 6]`."""
    most_favored_nation: Floats
    """Duty after a lapse, percent, `[3, 3, 6]`."""
    content_credit: Floats
    """Share of a sector duty that goods claiming the pact pay, `[3, 3, 6]`."""
    carve_out: Floats
    """A general tariff stops here, percent (infinity: it does not stop), `[3, 3, 6]`."""
    claim_response: float
    """Duty gap (fraction) that brings claims 63 % of the way to the ceiling."""
    cumulation_loss: float
    """Share of the ceiling lost when the three-way pact is split."""
    tight_origin_loss: float
    """Points of the ceiling lost on autos under the tighter rule of origin (fraction)."""
    burden_claims: float
    """Share of a flow that counts as claiming the pact when a country feels the other's duties."""


@dataclass(frozen=True, eq=False)
class Calibration(_ReadOnly):
    """The balanced base year: regions us, canada, mexico, row; six goods and services; money in US$ bn a
    year.
    """

    shares: Floats
    """Share of the buyer's spending that goes to the seller, duty included, `[buyer, seller, sector 7]`."""
    spending: Floats
    """`[region 4, sector 7]`, US$ bn."""
    duty: Floats
    """Base-year duty, fraction, `[buyer 4, seller 4, sector 7]`."""
    flows: Floats
    """Sales at the seller's price, home sales included, `[buyer 4, seller 4, sector 7]`, US$ bn."""
    inputs: Floats
    """Spending on inputs per unit of output, `[region 4, input 7, user 7]`."""
    value_added: Floats
    """Value added per unit of output, `[region 4, sector 7]`."""
    final: Floats
    """Share of final spending, `[region 4, sector 7]`."""
    elasticity: Floats
    """Trade elasticity (Armington sigma less one), `[sector 7]`."""
    gdp: Floats
    """`[region 4]`, US$ bn."""
    deficit: Floats
    """Goods deficit, `[region 4]`, US$ bn; sums to zero."""
    income: Floats
    """GDP, deficit and duty revenue, `[region 4]`, US$ bn."""
    labour: Floats
    """Share of the region's labor in each sector, `[region 4, sector 7]`; sums to one."""
    pact: PactTerms


def balance(mapping: Mapping[str, Any]) -> Calibration:
    """The calibration of a mapping with the keys of `scenarios/data/north-america-2024.yaml`.

    Every value may be plain or `{value, unit, source}`. Raises EconomyError with all the problems found: a
    missing or unknown key, a wrong length, a negative flow, shares that do not sum or cannot balance, an
    elasticity that is not positive, a duty outside 0-200 percent.
    """
    given = read(mapping)
    spend, final, income, value_added = _accounts(given)
    spending = total(spend, 1)
    duty = given.duty
    output = total(spend / (1 + duty), 0)
    gdp = total(value_added * output)
    revenue = total(total(duty * given.flows))
    deficit = income - gdp - revenue
    deficit[-1] = -total(deficit[:-1])
    return Calibration(
        shares=spend / spending[:, None],
        spending=spending,
        duty=duty,
        flows=spend / (1 + duty),
        inputs=given.inputs,
        value_added=value_added,
        final=final,
        elasticity=given.elasticity,
        gdp=gdp,
        deficit=deficit,
        income=income,
        labour=value_added * output / gdp[:, None],
        pact=PactTerms(
            claims=given.claims,
            claims_ceiling=given.claims_ceiling,
            most_favored_nation=given.most_favored_nation,
            content_credit=given.content_credit,
            carve_out=given.carve_out,
            claim_response=given.claim_response,
            cumulation_loss=given.cumulation_loss,
            tight_origin_loss=given.tight_origin_loss,
            burden_claims=given.burden_claims,
        ),
    )


def _accounts(given: Figures) -> tuple[Floats, Floats, Floats, Floats]:
    """Spending `[buyer, seller, sector]`, final shares, income and value added per unit of output of every
    region.

    Where home sales of a good would fall below the floor, its final demand is lifted at the cost of
    services until they do not: the sources (customs, input-output tables) do not quite fit each other in
    small sectors.
    """
    flows, duty, goods = given.flows, given.duty, len(GOODS)
    exports, imports = total(flows, 0), total(flows, 1)
    charged = total(duty * flows, 1)
    value_added = 1.0 - total(given.inputs, 1)
    budget = given.gdp + total(charged) + total(imports - exports)
    spend = flows * (1 + duty)
    final = np.empty_like(given.final)
    income = np.empty(len(REGIONS))
    problems = []
    for n, region in enumerate(REGIONS):
        share = given.final[n].copy()
        needs = inverse(np.eye(len(SECTORS)) - given.inputs[n])
        for _ in range(ROUNDS):
            output = total(needs * (share * budget[n] - charged[n] + exports[n] - imports[n]))
            used = total(given.inputs[n] * output)
            short = np.maximum(given.domestic_floor * (used + share * budget[n]) - (output - exports[n]), 0.0)
            short[goods:] = 0.0
            if short.max() < CLOSE * budget[n]:
                break
            share += short / budget[n]
            share[goods] -= total(short) / budget[n]
        home = output - exports[n]
        demand = total(spend[n], 0) + home - used
        fault = _fault(home, demand, short.max() >= CLOSE * budget[n])
        if fault:
            remedy = "Lower its exports of that sector, or raise its GDP, its final share or the use as input"
            problems.append(Problem(f"final_shares.{region}", fault, remedy))
        spend[n, n] = home
        income[n] = total(demand)
        final[n] = demand / income[n]
    if problems:
        raise EconomyError(problems)
    return spend, final, income, value_added


def _fault(home: Floats, demand: Floats, still_short: bool) -> str:
    """Why one region's accounts do not close, or nothing."""
    for sector, sold, wanted in zip(SECTORS, home, demand, strict=True):
        if not sold > 0:
            return f"the accounts cannot balance: {sector} would export more than it makes"
        if not wanted > 0:
            return f"the accounts cannot balance: final demand for {sector} would not be positive"
    return "the accounts cannot balance: home sales stay under the floor" if still_short else ""
