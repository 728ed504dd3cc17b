"""At most six moves worth a look, each with its reason: what computer players of different temper would
do in one's chair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .match import choose
from .rules.countries import N
from .rules.notation import Move, parse
from .rules.reasons import Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.why_not import clashes, why_not
from .rules.written import written
from .strategies import Strategy, find

ADVISERS = ("default", "loyal", "ally", "conciliator", "bilateral", "tit_for_tat")


@dataclass(frozen=True)
class Suggestion:
    """A legal line and why one might play it."""

    line: str
    reason: Reason


def suggestions(
    scenario: Scenario, state: State, seat: int, planned: Sequence[str] = (), most: int = 6
) -> list[Suggestion]:
    """The lines advisers of different temper would choose now, the sober one first; none that is planned
    or clashes with the plan.
    """
    found: dict[str, Suggestion] = {}
    kept = [parse(scenario.menu, text, seat) for text in planned]
    for adviser in ADVISERS:
        players: list[Strategy | None] = [None] * N
        players[seat] = find(adviser)
        chosen = choose(scenario, state, players)
        for text, reason in zip(written(scenario, chosen.choices)[seat], chosen.reasons[seat], strict=True):
            if (
                text not in found
                and text not in planned
                and _possible(scenario, state, parse(scenario.menu, text, seat), kept)
            ):
                found[text] = Suggestion(text, reason)
    return list(found.values())[:most]


def _possible(scenario: Scenario, state: State, move: Move, kept: list[Move]) -> bool:
    if why_not(scenario, state, move.seat, move.phase, move.code) is not None:
        return False
    return all(
        clashes(scenario, state, move.seat, move.phase, other.code, move.code) is None for other in kept
    )
