"""What happened before the first month, as the scenario's history tells it, with what each event did to trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..rules.history import ACCOUNT, Effect
from ..rules.names import NAMES
from ..rules.scenario import Scenario


@dataclass(frozen=True)
class Past:
    """A dated event: who, toward whom, the change of trust of the second in the first, its words by language.

    `account`: what one side remembers, told but of no weight.
    """

    year: int
    month: int
    who: str
    toward: str
    change: float
    text: Mapping[str, str]
    source: str
    account: bool = False


def past(scenario: Scenario) -> list[Past]:
    """The events in their order; none where a scenario gives its trusts outright."""
    effects: tuple[Effect, ...] = scenario.text.get("past", ())
    return [
        Past(e.event.month // 12, e.event.month % 12 + 1, NAMES[e.event.who], NAMES[e.event.toward], e.change,
             e.event.text, e.event.source, e.event.kind == ACCOUNT)
        for e in effects
    ]
