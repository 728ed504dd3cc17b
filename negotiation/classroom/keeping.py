"""How long rooms are kept: one in which nothing has happened for so many days is deleted, with everything in it."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import date, timedelta

from .hall import Hall
from .store import StoreError

DAYS = 30
DAY = 86400.0
AGAIN = 3600.0                             # seconds between looks


async def sweep(hall: Hall, days: int) -> list[str]:
    """Delete rooms that were left alone for longer than so many days (0: none ever); their names.

    A room is as old as its last event, whatever its file's date is. The open room stays; so does one that cannot be
    read, for nobody knows what is in it.
    """
    if not days:
        return []
    gone = []
    with contextlib.suppress(StoreError):
        await hall.list_rooms()
    for name in list(hall.rooms):
        begun = date.fromisoformat(name[:10])
        today = date.fromtimestamp(hall.clock())
        if name == hall.name or today - begun <= timedelta(days=days):
            continue                       # no event can be older than its room
        with contextlib.suppress(StoreError):
            if hall.clock() - await asyncio.to_thread(_last, hall, name) > days * DAY:
                await asyncio.to_thread(hall.store.delete, name)
                await hall.list_rooms()
                gone.append(name)
    return gone


def _last(hall: Hall, name: str) -> float:
    """When the last event of a room was, seconds since 1970; 0 for an empty one."""
    last = 0.0
    for event in hall.store.read_from(name):
        # That a room was opened and left again is no event of its lesson.
        last = event.t if event.kind not in ("put_away", "restarted") else last
    return last


async def keep(hall: Hall, days: int) -> None:
    """Sweep now and again for as long as the server runs."""
    while True:
        if await sweep(hall, days):
            hall.changed()
        await asyncio.sleep(AGAIN)
