"""A second game for the same class: everybody moves on by one country, and what is compared changes sides."""

from __future__ import annotations

from ..rules.names import N
from . import more_time
from .event import Refused
from .phases import enter
from .room import Room
from .settings import BRIEF, NO_TIMER
from .treatments import arms_of

SHORTER = 2                                # the second brief takes one part in so many of the first


def again(room: Room) -> None:
    """New games with the groups of the last ones, seats moved on by one and arms changed. Raises Refused."""
    if not room.running or not room.play_over():
        raise Refused("room.refused.still_playing")
    last = [table for table in room.tables.values() if any(room.at(table.number, i) for i in range(N))]
    if not last:
        raise Refused("room.refused.nobody_seated")
    arms, first = [arm.name for arm in arms_of(room.settings.treatment)], max(room.tables) + 1
    tables = []
    for n, table in enumerate(last):
        seats = [[m.name for m in room.at(table.number, (i - 1) % N)] for i in range(N)]
        players = [table.players[(i - 1) % N] for i in range(N)]
        arm = arms[(arms.index(table.arm.name) + 1) % len(arms)]
        tables.append({"game": first + n, "arm": arm, "seed": room.seed + first + n, "seats": seats,
                       "players": players})
    room.record("seated", {"tables": tables})
    brief = room.settings.seconds[BRIEF]
    for n in range(len(tables)):
        table = room.tables[first + n]
        enter(room, table, BRIEF, 0)
        if brief != NO_TIMER:              # the form of the page is known by now
            room.record("extend", {"seconds": brief // SHORTER - brief}, table.number)
            more_time.set_out(room, table, brief // SHORTER)
