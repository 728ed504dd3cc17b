"""More time for one person, in every phase that has a clock: half as much again, or twice as much.

It belongs to the person and goes along to another seat. The others of the game keep their own time, and then wait.
Talk takes all three, so there the whole game has the longer time. Nobody else is told whose it is.
"""

from __future__ import annotations

from .event import Refused
from .room import Member, Room
from .settings import TALK
from .table import Table

TIMES = (1.0, 1.5, 2.0)                    # of the time the others have


def give(room: Room, member: Member, times: object) -> None:
    """A person has so many times the others' time, from now on. Raises Refused."""
    if isinstance(times, bool) or times not in TIMES:
        raise Refused("room.refused.setting", name="times")
    if times != member.times:
        room.record("time", {"member": member.name, "times": times})
    table = room.tables.get(member.game)
    if table is not None and room.running and (table.ends is not None or table.left is not None):
        set_out(room, table, room.settings.seconds.get(table.phase, 0))


def set_out(room: Room, table: Table, seconds: float) -> None:
    """Each seat of a game gets what its people have beyond the `seconds` of this phase."""
    more = [seconds * (of_seat(room, table, seat) - 1) for seat in range(len(table.more))]
    if table.phase == TALK:
        more = [max(more)] * len(more)
    if more != table.more:
        room.record("more", {"more": more}, table.number)


def of_seat(room: Room, table: Table, seat: int) -> float:
    """How many times the usual time a seat has: the most of those who sit there."""
    return max((m.times for m in room.at(table.number, seat)), default=1.0)


def longest(room: Room, table: Table) -> float:
    """How many times the usual time a game may take."""
    return max(of_seat(room, table, seat) for seat in range(len(table.more)))


def closes(room: Room, table: Table) -> float | None:
    """When the clock ends a phase: once nobody who is not done has any time left."""
    if table.ends is None:
        return None
    return table.ends + max((table.more[i] for i in room.people(table) if i not in table.done), default=0.0)
