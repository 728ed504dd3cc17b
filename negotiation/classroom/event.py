"""What happened in a room, one event at a time. The log of events is the only truth; all else follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..rules.reasons import Reason

FORMAT = 1                                 # of the events; a room file names it


@dataclass(frozen=True)
class Event:
    """One line of the log. `game` 0 is the room itself; `who` is a member, or "" for the teacher and the clock."""

    seq: int
    kind: str
    body: Mapping[str, Any]
    t: float                               # the server's time, seconds since 1970
    game: int = 0
    who: str = ""
    cid: str = ""                          # made by the client: what is sent twice counts once


class Refused(ValueError):
    """Something asked for that cannot be done now; `reason` is told to the one who asked."""

    def __init__(self, id_: str, **places: object) -> None:
        super().__init__(id_)
        self.reason = Reason(id_, places)


class Told(Refused):
    """The same, with a reason that the rules of the game gave."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.id, **dict(reason.places))


def reason_body(reason: Reason) -> dict[str, Any]:
    """A reason as a body holds it."""
    return {"id": reason.id, "places": {k: reason_body(v) if isinstance(v, Reason) else _plain(v)
                                        for k, v in reason.places.items()}}


def reason_of(body: Mapping[str, Any]) -> Reason:
    """The reason of a body."""
    return Reason(body["id"], {k: reason_of(v) if isinstance(v, Mapping) else v for k, v in body["places"].items()})


def reasons_of(rows: Sequence[Sequence[Mapping[str, Any]]]) -> list[tuple[Reason, ...]]:
    """[seat] reasons of a closed phase."""
    return [tuple(reason_of(r) for r in row) for row in rows]


def _plain(value: object) -> object:
    """A number of numpy as Python's own; JSON knows no other."""
    return value.item() if hasattr(value, "item") else value
