"""The public record of a game: what strategies with a memory may look back on. They remember nothing themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..rules.arrays import Array, Flags, Ints
from ..rules.countries import EYE
from ..rules.notation import TALK
from ..rules.state import State


@dataclass(frozen=True, eq=False)
class Month:
    """One finished month, for any number of games `g`.

    wall, spare, sector: tariffs at its end, as in the state. raised [g, i, j]: i raised a tariff on j in it.
    laid [g, i, j]: number of the deal that i newly laid before j (diagonal: before both), -1 for none.
    payoff [g, 3]: economy and politics of the month, $bn.
    """

    wall: Array
    spare: Array
    sector: Array
    raised: Array
    laid: Ints
    payoff: Array
    whispered: Flags

    def seen_by(self, me: int) -> Month:
        """Without what was whispered between the two others."""
        secret = self.whispered.copy()
        secret[..., me, :] = secret[..., :, me] = False
        if not secret.any():
            return self
        return replace(self, laid=np.where(secret, -1, self.laid))

    def game(self, index: tuple[int, ...]) -> Month:
        """One game of a batch."""
        return Month(**{name: np.array(value[index]) for name, value in vars(self).items()})


@dataclass(frozen=True, eq=False)
class Past:
    """The months of a game up to now, the last one first. `begun` is the state before a month that is under way."""

    months: tuple[Month, ...] = ()
    begun: State | None = None
    laid: Ints | None = None
    whispered: Flags | None = None

    def then(self, before: State, after: State) -> Past:
        """The record with one more phase in it."""
        if before.phase == TALK:
            fresh = (after.offer >= 0) & (after.age == 0)
            laid = np.where(fresh, after.offer, -1).astype(np.int64)
            whispered: Any = (after.quiet > 0) & (after.known == 0) & ~EYE
            return Past(self.months, before, laid, whispered)
        nothing = np.full(before.offer.shape, -1)
        start = before if self.begun is None else self.begun
        month = Month(after.wall, after.spare, after.sector, after.raised,
                      nothing if self.laid is None else self.laid,
                      after.econ + after.polit - start.econ - start.polit,
                      np.zeros(before.offer.shape, bool) if self.whispered is None else self.whispered)
        return Past((month, *self.months))

    def seen_by(self, me: int, memory: int) -> tuple[Month, ...]:
        """The last `memory` months as one seat saw them, the newest first."""
        return tuple(month.seen_by(me) for month in self.months[:memory])


def past_of(transitions: Any) -> Past:
    """The record of phases that were played, in order; each has `before` and `after`."""
    past = Past()
    for happened in transitions:
        past = past.then(happened.before, happened.after)
    return past
