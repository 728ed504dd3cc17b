"""The games of a kept room as ordinary saved games: what `verify` plays again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..record import Record, of_session
from .event import Event
from .room import Room
from .store import SUFFIX, read_events

__all__ = ["SUFFIX", "events_of", "records_of", "room_of"]


def events_of(path: Path) -> list[Event]:
    """The log of a room's file; nothing is written beside it that was not there. Raises StoreError."""
    from .store import missing

    if not path.is_file():
        raise missing(path)
    # Without a log of SQLite's own beside it the file is whole, and reading it need not make one.
    beside = path.with_name(f"{path.name}-wal").exists()
    link = sqlite3.connect(f"{path.resolve().as_uri()}?{'mode=ro' if beside else 'immutable=1'}", uri=True)
    try:
        return list(read_events(link, path))
    finally:
        link.close()


def room_of(path: Path) -> Room:
    """The room of a file, as its log tells it. Raises StoreError."""
    return Room.replayed(events_of(path))


def records_of(path: Path) -> dict[str, Record]:
    """Every game of a room as a record, by `FILE#GAME`; courses that a rewind left are branches. Raises StoreError.

    The digests are those that the lesson stored as it was played, not those of the replay that found the lines.
    """
    events = events_of(path)
    room = Room.replayed(events)
    return {f"{path}#{number}": _with_digests(of_session(table.session, {
        f"rewound-{n}": branch for n, branch in enumerate(table.branches, 1)}), events, number)
        for number, table in room.tables.items()}


def _with_digests(record: Record, events: list[Event], game: int) -> Record:
    """The record with the digests of the log in the place of those of the replay."""
    from dataclasses import replace

    courses: list[list[str]] = [[]]        # digests of each course, the one that is open last
    for event in events:
        if event.game == game and event.kind == "closed":
            courses[-1].append(event.body["digest"])
        elif event.game == game and event.kind == "rewind":
            courses.append(courses[-1][:2 * (event.body["round"] - 1)])
    order = [courses[-1], *courses[:-1]]
    branches = tuple(
        replace(branch, phases=tuple(
            replace(phase, digest=kept if phase.digest else "")
            for phase, kept in zip(branch.phases, course, strict=True)))
        for branch, course in zip(record.branches, order, strict=True))
    return replace(record, branches=branches)
