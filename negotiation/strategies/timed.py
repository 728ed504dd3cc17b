"""Concession by the clock alone: Boulware, linear and Conceder are one formula with three exponents.

A(t) = (1 - k)(1 - t^kappa), Faratin, Sierra and Jennings, Negotiation decision functions for autonomous agents (1998).
"""

from __future__ import annotations

import numpy as np

from ..economy.portable import exp, log
from ..rules.arrays import Array
from ..rules.countries import ALL
from .card import Card, Range
from .choices import Choices
from .concession import best_three_way, clock, kindest, negotiator, propose, sign
from .view import View


def aspiration(view: View, t: Array, kappa: float, k: float, gamma: float) -> Array:
    """[g] A(t) = (1 - k)(1 - t^kappa), with kappa exp(-gamma (T - 1/2)) for kappa; T: the lower trust in a partner."""
    trust = np.minimum(*(view.state.trust[..., view.me, j] for j in view.others)) / 100
    slower = kappa * _exp(-gamma * (trust - 0.5))
    return np.asarray((1 - k) * (1 - np.where(t > 0, _exp(slower * _log(t)), 0.0)))


def _exp(x: Array) -> Array:
    """The exponential that has the same bits on every machine, for lone games as well."""
    return exp(np.atleast_1d(x)).reshape(np.shape(x))


def _log(x: Array) -> Array:
    return log(np.atleast_1d(x)).reshape(np.shape(x))


def words(view: View, kappa: float, k: float, gamma: float) -> Choices:
    """The offer of the month."""
    out = view.choices()
    least = aspiration(view, clock(view), kappa, k, gamma) * best_three_way(view)
    propose(view, out, *kindest(view, ALL, least))
    return out


def decisions(view: View, kappa: float, k: float, gamma: float) -> Choices:
    """What its next offer would bring is enough."""
    out = view.choices()
    sign(view, out, aspiration(view, clock(view, 1), kappa, k, gamma) * best_three_way(view))
    return out


def timed(weakness: str, kappa: Range | None = None) -> Card:
    """The card of one of the three."""
    parameters = {"kappa": kappa} if kappa else {}
    return negotiator(
        f"A(t) = (1 - k)(1 - t^{'kappa' if kappa else '1'}), t = months gone / (months - 1)",
        "Faratin, Sierra and Jennings (1998); gamma is ours", weakness, deadline=True, trust=True,
        parameters={**parameters, "k": Range(0, 1, "share given up at once"),
                    "gamma": Range(0, 4, "how much faster it concedes to those it trusts; 0: the published rule")})
