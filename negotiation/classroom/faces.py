"""What projector and console show beside the room itself: the door, the network, the rooms that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import after, network, pack, views
from .line import Line

if TYPE_CHECKING:
    from .hall import Hall


def screen(hall: Hall) -> dict[str, Any]:
    """The projector's sections."""
    if not hall.name:
        return {"room": None, "words": {}}
    if not hall.sound:
        return {"trouble": True}
    url = network.link(hall.address, hall.port, hall.room.code, hall.site.scheme) if hall.address else ""
    door = {"url": url.partition("?")[0], "qr": network.qr_rows(url) if url else []}
    return {**views.projector(hall.room), **after.screen(hall.room, hall.kept), "door": door,
            "trouble": hall.trouble is not None}


def console(hall: Hall, line: Line) -> dict[str, Any]:
    """The console's sections."""
    host = {"rooms": hall.rooms, "open": hall.name, "address": hall.address, "port": hall.port,
            "addresses": hall.addresses, "reached": len(hall.reached), "screen": hall.screen_key,
            "file": hall.store.place(hall.name) if hall.name else "", "cut_off": hall.cut_off,
            "turned_away": sorted(hall.turned_away.items()),
            "trouble": [] if hall.trouble is None else [p.problem.id for p in hall.trouble.problems],
            "choices": views.choices(line.language), "plan": hall.plan, "scheme": hall.site.scheme,
            "here": hall.site.here(hall.port), "keep": hall.keep_days}
    if not hall.name:
        return {"host": host, "room": None, "lesson": None, "words": {}}
    if not hall.sound:
        return {"host": host}
    # The page counts on from the seconds that somebody is away at this moment.
    away = {name: round(hall.clock() - since) for name, since in hall.away.items() if name not in hall.students}
    beside = pack.beside(hall.room, hall.clock(), line.language)
    return {"host": host, "lesson": beside, **views.teacher(hall.room, away, line.language, line.opened, hall.copied),
            **after.console(hall.room, hall.kept, line.language)}
