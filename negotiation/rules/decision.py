"""The scratch of a Decide phase: a Month with answers, measures and votes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from ..economy.policy import Policy
from .arrays import Array, Flags, Ints
from .countries import N
from .kinds import HOME_MEASURES, MEASURES
from .menu import HOME_MEASURE, MEASURE
from .month import Month


@dataclass(eq=False)
class Decision(Month):
    """`proposed` holds the tariffs the measures ask for; `began` the tariffs after this month's signatures."""

    answer: Ints = field(
        kw_only=True
    )  # [g, i, j, 0 or 1] i's reply to j's pair offer, to j's three-way offer
    do: Ints = field(kw_only=True)  # [g, i, slot] decide codes
    vote: Ints = field(kw_only=True)  # [g, i]
    proposed: dict[str, Array] = field(default_factory=dict)
    began: dict[str, Array] = field(default_factory=dict)

    def policy(self) -> Policy:
        """Tariffs and pact as they stand in this phase."""
        return Policy(*(self.now(name) for name in ("wall", "spare", "sector", "pact", "content")))

    def measured(self, name: str) -> Iterator[tuple[Flags, Array, Array, Ints]]:
        """For every place in the lists, in the order given: where this measure was taken [g, i, j], at
        what rate, sparing, sector.
        """
        menu = self.scenario.menu
        home = any(m.name == name for m in HOME_MEASURES)
        number = [m.name for m in (HOME_MEASURES if home else MEASURES)].index(name)
        kinds, options = (menu.home_kind, menu.home_options) if home else (menu.option_kind, menu.options)
        sort = HOME_MEASURE if home else MEASURE
        sector = np.array(options.sector, np.int64)
        for k in range(self.do.shape[-1]):
            on = np.zeros((*self.state.games, N, N), bool)
            value = np.zeros((*self.state.games, N, 1), np.int64)
            for i in range(N):
                table = menu.do[i]
                codes = self.do[..., i, k]
                mine = table.sort[codes] == sort
                option = np.where(mine, table.value[codes], 0)
                if len(kinds):
                    mine = mine & (kinds[option] == number)
                on[..., i, :] = mine[..., None] & (np.arange(N) == table.target[codes][..., None])
                value[..., i, 0] = option
            if bool(on.any()):
                yield on, options.rate[value], options.spare[value], sector[value]
