"""The border with two lanes: goods that claim the pact pay one duty, all others another.

The two kinds of goods of one flow are varieties with the flow's own elasticity, so the pair of duties is
exact; a single weighted-average duty would overstate Canada's loss from a general tariff by a third and
more.
"""

from __future__ import annotations

from typing import NamedTuple

from negotiation.economy.portable import Floats, exp, log


class Border(NamedTuple):
    """What a border does to a flow; both arrays have the shape of the duties."""

    attraction: Floats
    """What the flow draws from the buyer at an equal price before duty, against the base year (1: as much).
    """
    kept: Floats
    """The seller's share of the buyer's dollar; the treasury keeps the rest."""


def one_lane(elasticity: Floats, base_duty: Floats, duty: Floats) -> Border:
    """The border where all goods pay one duty (fractions; shapes that broadcast to `duty`)."""
    return Border(exp(elasticity * (log(1 + base_duty) - log(1 + duty))), 1 / (1 + duty))


def two_lanes(
    elasticity: Floats, base_duty: Floats, general: Floats, claiming: Floats, claims: Floats
) -> Border:
    """The border where a share `claims` of the flow pays the claiming duty and the rest the general one.

    m = (1-s)(1+t_d)^-theta + s(1+t_p)^-theta and kept = [(1-s)(1+t_d)^(-theta-1) + s(1+t_p)^(-theta-1)] /
    m; the attraction is m over (1 + base duty)^-theta. Fractions; shapes that broadcast to `general`.
    """
    usual = log(1 + base_duty)
    plain = (1 - claims) * exp(elasticity * (usual - log(1 + general)))
    pact = claims * exp(elasticity * (usual - log(1 + claiming)))
    attraction = plain + pact
    return Border(attraction, (plain / (1 + general) + pact / (1 + claiming)) / attraction)
