"""Whether a lesson keeps its plan: months may become shorter, the debrief never does."""

from __future__ import annotations

from .event import Refused
from .more_time import longest
from .room import Room
from .settings import BRIEF, ENDED, MONTHLY, NO_TIMER, REFLECT, RESULT
from .table import Table

LEAST = 0.4                                # of a phase's time; a month faster than that is no month
SHORTEST = 10                              # seconds of a phase
WORTH_TELLING = 30                         # seconds of delay; what is told is rounded to as many


def latest(room: Room) -> float | None:
    """When the debrief of the plan begins at the latest, in the server's time; None before the games begin."""
    return room.begun + 60 * room.carried["play"] if room.begun and room.carried else None


def late(room: Room, now: float) -> int:
    """Seconds by which play would run into the debrief if nobody were done early."""
    end = latest(room)
    if end is None or not room.running:
        return 0
    still = max((_left(room, table, now, 1.0) for table in room.tables.values()), default=0.0)
    over = now + still - end
    return int(over // WORTH_TELLING) * WORTH_TELLING if over >= WORTH_TELLING else 0


def shorten(room: Room) -> None:
    """The months that are left fit before the debrief, as far as they can. Raises Refused."""
    end = latest(room)
    if end is None or not late(room, room.now):
        raise Refused("room.refused.in_time")
    fixed = max(_left(room, table, room.now, 0.0) for table in room.tables.values())
    whole = max(_left(room, table, room.now, 1.0) for table in room.tables.values())
    if whole <= fixed:
        raise Refused("room.refused.in_time")          # what is left are no months
    factor = min(1.0, max(LEAST, (end - room.now - fixed) / (whole - fixed)))
    seconds = {p: s if p not in MONTHLY or s == NO_TIMER else min(s, max(SHORTEST, int(s * factor)))
               for p, s in room.settings.seconds.items()}
    room.record("pace", {"seconds": seconds})


def _left(room: Room, table: Table, now: float, factor: float) -> float:
    """Seconds a game still plays; phases that have not begun count at a factor, but for the last look back."""
    if table.phase == ENDED:
        return 0.0
    more = max(table.more)
    here = max(0.0, (table.left or 0.0) + more) if table.ends is None else max(0.0, table.ends + more - now)
    if table.phase == REFLECT:
        return here
    seconds, times = room.settings.seconds, longest(room, table)
    months = [p for p in MONTHLY if p not in room.settings.without]
    rest = 0 if table.phase in (BRIEF, RESULT) else sum(seconds[p] for p in months[months.index(table.phase) + 1:])
    whole = sum(seconds[p] for p in months) * (table.session.scenario.months - table.round)
    return here + times * (factor * (rest + whole) + seconds[REFLECT])
