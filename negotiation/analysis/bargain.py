"""What there is to agree on: no-deal values, the deals all would gain by, their Pareto edge and the fair ones.

Worth is the engine's (`rules.values`): US$ billion over the rest of the game and the years after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..rules.arrays import Array, Flags, Ints
from ..rules.countries import KIND_NAMES
from ..rules.legality import legal_kind
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.values import MEMBERS, Appraisal, appraise
from .points import POINTS, ideal, pareto


@dataclass(frozen=True, eq=False)
class Zone:
    """The deals of one kind (three pairs, all three) in one game, and the zone of possible agreement among them."""

    kind: int
    deals: Ints                # [deal] catalogue numbers; they never leave the process
    worth: Array               # [deal, member] $bn over no deal, doubts about the partners included (X of rules 9)
    gain: Array                # [deal, 3] $bn over no deal to every country if all keep it (G of rules 9)
    ok: Flags                  # [deal] may be signed today and no member loses: the zone of possible agreement
    edge: Flags                # [deal] of these, the ones that no other improves for all members
    points: Mapping[str, int]  # fair point -> row, -1 if there is none

    @property
    def members(self) -> tuple[int, ...]:
        """The countries of the second axis of `worth`."""
        return MEMBERS[self.kind]

    @property
    def best(self) -> Array:
        """[member] the most that each could get inside the zone."""
        return ideal(self.worth, self.ok)

    def row(self, deal: int) -> int:
        """The row of a catalogue number. Raises KeyError if it is of another kind."""
        place = deal - int(self.deals[0]) if len(self.deals) else -1
        if not 0 <= place < len(self.deals):
            raise KeyError(f"deal {deal} is not of the kind {KIND_NAMES[self.kind]}")
        return place

    def left(self, row: int) -> Array:
        """[member] $bn that every member could have had besides a deal, harming none: the largest such sum, or 0."""
        more = self.worth - self.worth[row]
        fine = self.ok & (more >= 0).all(-1)
        return np.where(fine.any(), more[int(np.where(fine, more.sum(-1), -1.0).argmax())], 0.0)

    def beside(self, row: int) -> dict[str, Array]:
        """What a deal gives each member beyond every fair point [member], $bn; points that do not exist left out."""
        return {name: self.worth[row] - self.worth[point] for name, point in self.points.items() if point >= 0}


def zone(appraisal: Appraisal, kind: int) -> Zone:
    """The zone of one kind of deal in a lone game."""
    if appraisal.state.games != ():
        raise ValueError("a zone is of one game: cut it out of the batch with state.game(n)")
    x = appraisal.own(kind)                    # the whole worth: what blows took counts for people
    ok = legal_kind(appraisal.scenario, appraisal.state, kind) & (x >= 0).all(-1)
    points = {name: find(x, ok) for name, find in POINTS.items()}
    return Zone(kind, appraisal.scenario.catalogue.of_kind[kind], x, appraisal.gain(kind), ok, pareto(x, ok), points)


def zones(scenario: Scenario, state: State) -> tuple[Zone, ...]:
    """Those of the three pairs and of all three, as anybody may reckon them (no capital's humor)."""
    view = appraise(scenario, state)
    return tuple(zone(view, kind) for kind in range(len(MEMBERS)))


def no_deal(scenario: Scenario, state: State) -> Array:
    """[3] what each country has from now on if nothing is signed, $bn: today's worth less what it fears."""
    return appraise(scenario, state).outside


def payoff_without_deal(scenario: Scenario, state: State) -> Array:
    """[3] payoff of the whole game if nothing is signed any more, $bn: what was earned so far and `no_deal`."""
    return state.econ + state.polit + no_deal(scenario, state)
