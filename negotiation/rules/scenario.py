"""Where a game begins, as plain data: months, constants, the trade model, the start of every field, the menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ..economy.policy import Policy
from ..economy.trade import TradeModel
from .arrays import Array
from .cards import USUAL
from .clauses import Catalogue, catalogue
from .constants import Constants
from .countries import KIND_NAMES
from .fields import FIELDS
from .menu import Menu
from .state import State

if TYPE_CHECKING:
    from .outcomes import Outcomes

LADDER = (0.0, 5.0, 10.0, 25.0, 35.0, 50.0)


@dataclass(frozen=True)
class MenuLimits:
    """What a scenario's `menu:` shrinks or widens. None means everything there is."""

    words: tuple[str, ...] | None = None  # words, by name ("call", "offer", "offer all", …)
    measures: tuple[str, ...] | None = None  # kinds of measure ("wall", "sector", "reprieve", "relief")
    ladder: tuple[float, ...] = LADDER
    clauses: Mapping[str, Sequence[int]] = field(default_factory=dict)
    deals: tuple[str, ...] = KIND_NAMES  # kinds of deal
    sectors: tuple[str, ...] | None = None
    words_a_month: int = 2
    measures_a_month: int = 2
    answers: tuple[str, ...] = ("accept", "refuse")  # to keep talking needs no code
    votes: tuple[str, ...] = ("renew", "not")


@dataclass(frozen=True, eq=False)
class Scenario:
    """One starting position and the numbers it is played with. Everything here is public."""

    name: str
    months: int
    first_month: str
    rules: Constants
    trade: TradeModel
    opening: Mapping[str, Array]  # fields of the start, without a games axis
    limits: MenuLimits = MenuLimits()
    news: tuple[str, ...] = USUAL
    seats: tuple[str, str, str] = ("default",) * 3
    par: tuple[float, float, float] | None = None
    hold: tuple[float, float, float] | None = None
    reached_claims: float = 0.9  # share of the way to settled claim shares at the start
    reached_labour: float = 0.35  # the same for workers between sectors
    text: Mapping[str, Any] = field(
        default_factory=dict
    )  # title, summary, lesson … by language; never read by rules

    @cached_property
    def catalogue(self) -> Catalogue:
        """The deals of this scenario's clause set."""
        return catalogue(self.limits.clauses, self.limits.deals)

    @cached_property
    def menu(self) -> Menu:
        """The numbered menu of every seat."""
        return Menu(self.limits, self.catalogue)

    @cached_property
    def lapse(self) -> tuple[Array, Array]:
        """Value of a lapse, $bn a year [case, 3] (all US pairs, Canada's only, Mexico's only); earnings
        of the first [3].
        """
        from .future import lapse_values

        return lapse_values(self)

    @cached_property
    def outcomes(self) -> Outcomes:
        """The long run of every policy met so far, and of every deal on top of it."""
        from .outcomes import Outcomes

        return Outcomes(self)

    def start(self, seed: object = 0) -> State:
        """The first month's state: one seed gives a lone game, an array of seeds as many games."""
        seeds = np.asarray(seed).astype(np.uint64)
        games = seeds.shape
        values: dict[str, Any] = {}
        for f in FIELDS:
            value = np.asarray(self.opening.get(f.name, f.start), np.float64)
            values[f.name] = np.array(np.broadcast_to(value, games + f.shape))
        values["seed"] = np.array(seeds)
        claim, labour = self._begun
        values["claim"] = np.array(np.broadcast_to(claim, games + claim.shape))
        values["labour"] = np.array(np.broadcast_to(labour, games + labour.shape))
        return State(**values)

    @cached_property
    def _begun(self) -> tuple[Array, Array]:
        """Claim shares and labor on their way at the start: [3, 3, 6] and [3, 7]."""
        policy = self.opening_policy
        low = self.trade.claims0
        claim = low + self.reached_claims * (self.trade.claim_target(policy) - low)
        settled = self.trade.month(policy, claim).labour
        labour = self.trade.labour0 + self.reached_labour * (settled - self.trade.labour0)
        return np.asarray(claim), np.asarray(labour)

    @cached_property
    def opening_policy(self) -> Policy:
        """Tariffs and pact of the first month."""
        full = {
            f.name: np.array(
                np.broadcast_to(np.asarray(self.opening.get(f.name, f.start), np.float64), f.shape)
            )
            for f in FIELDS
            if f.name in ("wall", "spare", "sector", "pact", "content")
        }
        return Policy(**full)

    def with_rules(self, **constants: Any) -> Scenario:
        """The same scenario under other constants."""
        return replace(self, rules=replace(self.rules, **constants))
