"""Why something is not possible: an id of the catalogues and the named places of its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .names import NAMES


@dataclass(frozen=True)
class Reason:
    """`id` names a message; countries among the places are given as "us", "canada", "mexico"."""

    id: str
    places: Mapping[str, object] = field(default_factory=dict)


def country(i: int) -> str:
    """The id of country i, as places of a Reason hold it."""
    return NAMES[i]


class IllegalChoice(ValueError):
    """A list that is not legal, in a lone game: the seat, the line in notation, and the reason."""

    def __init__(self, seat: int, line: str, reason: Reason) -> None:
        super().__init__(f"{NAMES[seat]}: {line}: {reason.id}")
        self.seat, self.line, self.reason = seat, line, reason
