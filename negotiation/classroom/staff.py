"""The teacher's side of the server: pages and sockets behind the secret of this launch."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.websockets import WebSocket

from ..reading import FileError
from ..words import languages, words
from . import codes, faces, pages, paper
from .debrief import changes, export, remote
from .event import Event, Refused
from .hall import Hall
from .line import REFUSED_, Line, cid_of, said, until_gone
from .orders import order
from .room import Room
from .settings import AFTER, settings_of

COOKIE = "negotiation_console"
OUTSIDE = "Open the address that `negotiation classroom` printed.\n"


class Teacher:
    """The console: pages and sockets behind the secret of this launch."""

    def __init__(self, hall: Hall, secret: str) -> None:
        self.hall, self.secret = hall, secret

    async def start(self, request: Request) -> Response:
        """The address that was opened at launch: its secret becomes a cookie and leaves the address line."""
        if not codes.same(request.query_params.get("key", ""), self.secret):
            return Response("refused\n", 403, media_type="text/plain")
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, self.secret, httponly=True, samesite="strict", path="/")
        return answer

    def knows(self, cookies: Mapping[str, str]) -> bool:
        """Whether a browser holds the secret."""
        return codes.same(cookies.get(COOKIE, ""), self.secret)

    def page(self, page: pages.Page) -> Callable[[Request], Awaitable[Response]]:
        """A page for who holds the secret."""
        async def serve(request: Request) -> Response:
            if not self.knows(request.cookies):
                return Response(OUTSIDE, 403, media_type="text/plain")
            return page.answer(request.headers.get("if-none-match", ""))
        return serve

    def tables(self, make: export.Export, name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
        """Tables of the open room, for who holds the secret."""
        async def serve(request: Request) -> Response:
            if not self.knows(request.cookies):
                return Response(OUTSIDE, 403, media_type="text/plain")
            hall = self.hall
            if not hall.name:
                return Response("no room is open\n", 404, media_type="text/plain")
            asked = request.query_params.get("lang", "")
            t, room_name = hall.room.words(asked if asked in languages() else "en"), hall.name
            room, log = await asyncio.to_thread(self._read, room_name)
            body = await asyncio.to_thread(make, room, log, t)
            return Response(body, media_type=kind, headers={
                "content-disposition": f'attachment; filename="{room_name}-{name}"', "cache-control": "no-store"})
        return serve

    def _read(self, name: str) -> tuple[Room, list[Event]]:
        """The room as its file has it: the lesson goes on beside it."""
        log = list(self.hall.store.read_from(name))
        return Room.replayed(log), log

    async def socket(self, socket: WebSocket) -> None:
        """One console."""
        if not self.knows(socket.cookies):
            await socket.close(1008)
            return
        await socket.accept()
        line = Line(socket)
        asked = socket.query_params.get("lang", "")
        line.language = asked if asked in languages() else "en"
        self.hall.consoles.add(line)
        line.view(self.hall.room.seq, faces.console(self.hall, line), self.hall.clock())
        await until_gone(line, self.hall.consoles, self._hear)

    async def _hear(self, line: Line, message: dict[str, Any]) -> None:
        hall, body = self.hall, message.get("body")
        table: dict[str, Any] = body if isinstance(body, dict) else {}
        kind, cid = str(message.get("kind")), cid_of(message)
        try:
            told = await self._order(line, kind, table)
            line.put("done", cid=cid, **told)
        except Refused as error:
            line.put("reject", cid=cid, **said(error, hall.room.words(line.language)))
        except FileError as error:
            say = words(line.language).reason
            line.put("reject", cid=cid, code="file", text=" ".join(say(p.problem) for p in error.problems))
        hall.changed()

    async def _order(self, line: Line, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        hall = self.hall
        if kind == "look":
            game = body.get("game")
            line.opened = game if isinstance(game, int) else 0
        elif kind in ("create", "rehearse"):
            settings = settings_of(body, tuple(languages()))
            await (hall.create(settings) if kind == "create" else hall.rehearse(settings))
        elif kind == "open":
            await hall.list_rooms()
            if body.get("room") not in hall.rooms:
                raise Refused("room.refused.no_room")
            await hall.open(body["room"])
        elif kind == "leave":
            await hall.leave()
        elif kind == "delete":
            if body.get("room") == hall.name:
                await hall.leave()
            await asyncio.to_thread(hall.store.delete, str(body.get("room")))
            await hall.list_rooms()
        elif kind == "address":
            if body.get("address") not in hall.addresses:
                raise Refused("room.refused.setting", name="address")
            hall.address = body["address"]
        elif kind == "calm":
            hall.copied.discard(str(body.get("member")))
        elif not hall.name:
            raise Refused("room.refused.no_room")
        elif kind in paper.ORDERS:
            return await hall.do(lambda room: paper.order(room, kind, body, room.words(line.language)))
        elif kind in ("what_if", "rule"):
            await self._reckon(kind, body)
        else:
            told = await hall.do(lambda room: order(room, kind, body))
            hall.cut_off = hall.cut_off and kind != "resume"
            if kind in ("kick", "link"):
                self._shut_out(str(body.get("member")), "room.refused.gone" if kind == "kick" else "room.refused.token")
            return told
        return {}

    async def _reckon(self, kind: str, body: dict[str, Any]) -> None:
        """The engine's answer to a question of the debrief: in a thread of its own, then into the log."""
        room = self.hall.room
        lesson = room.lesson()
        if room.stage not in AFTER or not lesson.games:
            raise Refused("room.refused.not_begun")
        if kind == "rule":
            name = str(body.get("rule"))
            games = await asyncio.to_thread(changes.ruled, room, lesson.games, name)
            await self.hall.do(lambda room: remote.keep_ruled(room, name, games))
            return
        number, month = body.get("game"), body.get("month")
        game = lesson.game(number) if isinstance(number, int) else None
        if game is None or not isinstance(month, int):
            raise Refused("room.refused.no_game")
        found = await asyncio.to_thread(changes.asked, game, month, str(body.get("without", "")),
                                        str(body.get("instead", "")))
        await self.hall.do(lambda room: remote.keep_asked(room, found))

    def _shut_out(self, member: str, why: str) -> None:
        """The browser of a member is good no more: it is told why."""
        line = self.hall.students.pop(member, None)
        if line is not None:
            self.hall.away[member] = self.hall.clock()
            line.put("refused", **said(Refused(why), self.hall.room.words(line.language)))
            line.close(REFUSED_)
