"""The border with two lanes: goods that claim the pact pay one duty, all others another (economics: two sub-varieties
of the flow with the same elasticity)."""

from __future__ import annotations

from typing import NamedTuple

from negotiation.economy.portable import Floats, exp, log


class Border(NamedTuple):
    """What a border does to a flow; both arrays have the shape of the duties."""

    attraction: Floats
    """How much more than in the base year the flow draws from the buyer, at the same price before duty (1 = as then)."""
    kept: Floats
    """The seller's share of the buyer's dollar; the treasury keeps the rest."""


def one_lane(elasticity: Floats, base_duty: Floats, duty: Floats) -> Border:
    """The border where all goods pay one duty (fractions; shapes that broadcast to `duty`)."""
    return Border(exp(elasticity * (log(1 + base_duty) - log(1 + duty))), 1 / (1 + duty))


def two_lanes(elasticity: Floats, base_duty: Floats, general: Floats, claiming: Floats, claims: Floats) -> Border:
    """The border where a share `claims` of the flow pays the claiming duty and the rest the general one.

    m = (1-s)(1+t_d)^-theta + s(1+t_p)^-theta, f = [(1-s)(1+t_d)^(-theta-1) + s(1+t_p)^(-theta-1)] / m; the attraction
    is m against the base-year duty. Fractions; shapes that broadcast to `general`.
    """
    usual = log(1 + base_duty)
    plain = (1 - claims) * exp(elasticity * (usual - log(1 + general)))
    pact = claims * exp(elasticity * (usual - log(1 + claiming)))
    attraction = plain + pact
    return Border(attraction, (plain / (1 + general) + pact / (1 + claiming)) / attraction)
