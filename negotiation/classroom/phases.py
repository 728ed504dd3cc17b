"""The course of a lesson: which phase comes next, when it ends, and what counts when nobody has answered.

Offer closes the talks of the game at hand and decide closes its decisions. Who has not answered has said nothing:
an offer without an answer is talked about further, never refused.
"""

from __future__ import annotations

from ..rules.names import N
from . import more_time
from .event import Refused, reason_body
from .room import Room
from .settings import BRIEF, DECIDE, ENDED, LOBBY, MONTHLY, NO_TIMER, OFFER, PLAY, REFLECT, RESULT
from .table import Table

CLOSES = (OFFER, DECIDE)                   # phases that end a half month of the game at hand


def enter(room: Room, table: Table, phase: str, round_: int) -> None:
    """A phase begins, with its clock."""
    seconds = room.settings.seconds.get(phase, NO_TIMER)
    ends = None if phase == ENDED or seconds == NO_TIMER else room.now + seconds
    room.record("phase", {"phase": phase, "round": round_, "ends": ends}, table.number)
    if ends is not None:
        more_time.set_out(room, table, seconds)


def advance(room: Room, table: Table) -> None:
    """The phase ends: the game at hand moves if it is one of those that close a half month; the next one begins."""
    if table.phase == ENDED:
        raise Refused("room.refused.game_over")
    if table.phase in CLOSES:
        close(room, table)
    enter(room, table, *following(room, table))


def close(room: Room, table: Table) -> None:
    """A half month of the game at hand, from what is planned and what the computer players choose."""
    trial = table.session.fork()
    played = trial.next()
    room.record("closed", {
        "phase": played.transition.before.phase, "lines": [list(own) for own in played.lines],
        "reasons": [[reason_body(r) for r in own] for own in played.reasons],
        "digest": trial.state.digest(),
    }, table.number)


def following(room: Room, table: Table) -> tuple[str, int]:
    """The phase after this one, and its month counted from 1."""
    months = [p for p in MONTHLY if p not in room.settings.without]
    if table.phase == BRIEF:
        return months[0], 1
    if table.phase == REFLECT:
        return ENDED, table.round
    if table.phase == RESULT:
        return (REFLECT, table.round) if table.session.over else (months[0], table.round + 1)
    return months[months.index(table.phase) + 1], table.round


def begin(room: Room) -> None:
    """The games begin, all with the brief."""
    if not room.tables:
        raise Refused("room.refused.nobody_seated")
    if room.stage != LOBBY:
        raise Refused("room.refused.has_begun")
    room.record("lock", {"on": True})
    room.record("stage", {"stage": PLAY})
    for table in room.tables.values():
        enter(room, table, BRIEF, 0)


def tick(room: Room, most: int = 1000) -> bool:
    """Let the clock do what is due at `room.now`, for so many games at most; whether anything was."""
    if not room.running:
        return False
    ends = {t.number: more_time.closes(room, t) for t in room.tables.values() if t.phase != ENDED}
    due = [room.tables[n] for n, end in ends.items() if end is not None and end <= room.now]
    due += [t for group in _together(room) if _all_done(room, group) for t in group if t not in due]
    for table in due[:most]:
        advance(room, table)
    return bool(due)


def _together(room: Room) -> list[list[Table]]:
    """Games in the same phase of the same month: they wait for each other."""
    groups: dict[tuple[int, str], list[Table]] = {}
    for table in room.tables.values():
        if table.phase != ENDED and not table.paused:
            groups.setdefault((table.round, table.phase), []).append(table)
    return list(groups.values())


def _all_done(room: Room, tables: list[Table]) -> bool:
    """Whether every seat with people has said so; games of computer players wait for the clock, if there is one."""
    people = [(t, i) for t in tables for i in room.people(t)]
    if not people:
        return all(t.ends is None for t in tables)
    return all(i in t.done for t, i in people)


def seats_done(room: Room, table: Table) -> list[bool]:
    """[seat] whether the lesson need not wait for it."""
    people = room.people(table)
    return [i not in people or i in table.done for i in range(N)]
