"""The deals that lie on a seat's table, and what each is worth to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rules.countries import OTHERS
from .rules.state import State
from .rules.values import Appraisal


@dataclass(frozen=True)
class Offer:
    """A deal on the table: who laid it there, whether for both, its number, whispered or not, and its worth to us."""

    sender: int
    three: bool
    deal: int
    quiet: bool
    value: float


def offers_to(state: State, appraisal: Appraisal, seat: int) -> list[Offer]:
    """The deals on a seat's table in one game, with their worth to it in $bn as it may be shown."""
    out = []
    for j in OTHERS[seat]:
        for three, deal in ((False, int(state.offer[j, seat])), (True, int(state.offer[j, j]))):
            if deal >= 0:
                whispered = bool(state.quiet[j, seat] > 0) and not three
                out.append(Offer(j, three, deal, whispered, float(appraisal.of(np.asarray(deal), seat))))
    return out
