"""The deals that lie on a seat's table, and what each is worth to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rules.checks import shut
from .rules.countries import OTHERS
from .rules.reasons import Reason, country
from .rules.scenario import Scenario
from .rules.state import State
from .rules.values import Appraisal
from .rules.why_not import why_unsigned


@dataclass(frozen=True)
class Offer:
    """A deal on the table: who laid it there, whether for both, its number, whispered or not, and its worth to us."""

    sender: int
    three: bool
    deal: int
    quiet: bool
    value: float
    unsigned: Reason | None = None  # why it could not be signed this month, whoever accepts


def offers_to(scenario: Scenario, state: State, appraisal: Appraisal, seat: int) -> list[Offer]:
    """The deals on a seat's table in one game, with their worth to it in $bn as it may be shown."""
    out = []
    for j in OTHERS[seat]:
        for three, deal in ((False, int(state.offer[j, seat])), (True, int(state.offer[j, j]))):
            if deal >= 0:
                whispered = bool(state.quiet[j, seat] > 0) and not three
                value = float(appraisal.of(np.asarray(deal), seat))
                out.append(
                    Offer(j, three, deal, whispered, value, unsigned(scenario, state, seat, j, three, deal))
                )
    return out


def unsigned(
    scenario: Scenario, state: State, seat: int, sender: int, three: bool, deal: int
) -> Reason | None:
    """Why an offer on the table could not be signed this month, whoever accepts it; None if it could."""
    if not three and bool(shut(state)[sender, seat]):
        return Reason("refuse.line_closed", {"partner": country(sender)})
    return why_unsigned(scenario, state, deal)
