"""What happened before the first month, as the scenario's history tells it, with what each event did to trust."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..rules.history import ACCOUNT, Effect, Event
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
    return list(past_of(effects))


def past_of(effects: Iterable[Effect]) -> tuple[Past, ...]:
    """Effects of a history as they are told."""
    return tuple(past_of_event(e.event, e.change) for e in effects)


def past_of_event(event: Event, change: float = 0.0) -> Past:
    """An event as it is told, with what it did to trust where that is known."""
    return Past(event.month // 12, event.month % 12 + 1, NAMES[event.who], NAMES[event.toward], change, event.text,
                event.source, event.kind == ACCOUNT)
