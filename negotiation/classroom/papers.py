"""Pages of the console beside the room: slides, the printed pack, the page for who was absent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from ..reading import FileError
from ..words import languages, words
from . import absent, lesson, pack
from .event import Refused
from .hall import Hall
from .pages import TYPES, Page
from .staff import OUTSIDE, Teacher


def endpoints(face: Teacher) -> dict[str, Callable[[Any], Awaitable[Any]]]:
    """What answers at which path; every one wants the secret of the launch."""
    return {"/pack.json": _behind(face, _pack), "/absent.html": _behind(face, _absent, "absent.html")}


def _behind(face: Teacher, make: Callable[[Hall, str, str, str], Awaitable[Page]],
            keep_as: str = "") -> Callable[[Any], Awaitable[Any]]:
    async def serve(request: Any) -> Any:
        if not face.knows(request.cookies):
            return Page(OUTSIDE.encode(), "text/plain").answer(status=403)
        plan, arm, asked = (request.query_params.get(name, "") for name in ("plan", "arm", "lang"))
        language = asked if asked in languages() else "en"
        try:
            page = await make(face.hall, plan, arm, language)
        except (Refused, FileError) as error:
            why = words(language).reason(error.reason) if isinstance(error, Refused) else str(error)
            return Page(f"{why}\n".encode(), "text/plain").answer(status=404)
        return page.answer(keep_as=keep_as)
    return serve


async def _pack(hall: Hall, name: str, arm: str, language: str) -> Page:
    """The plan in one language; as the open room plays it, if that is the plan's."""
    plan = lesson.lesson(name)
    mine = hall.name and hall.room.settings.plan == name
    settings = hall.room.settings if mine else plan.settings(language)
    told = await asyncio.to_thread(pack.told, plan, settings, language, arm)
    body = json.dumps(told, ensure_ascii=False)
    return Page(body.encode(), TYPES[".json"])


async def _absent(hall: Hall, name: str, arm: str, language: str) -> Page:
    if not hall.name:
        raise Refused("room.refused.no_room")
    return Page(absent.page(hall.room, language).encode(), TYPES[".html"])
