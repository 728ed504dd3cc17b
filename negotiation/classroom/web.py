"""The two faces of the server: pages and sockets for students and projector, and the teacher's console."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from ..words import languages
from . import codes, door, faces, pages, papers
from .acts import act
from .debrief import export
from .event import Refused
from .guard import Guard, at_home, on_the_network, split_host
from .hall import Hall
from .limits import EXCESS, HELLO_WITHIN, KNOCKS, MESSAGES, WRONG_CODES, Rate
from .line import REFUSED_, REPLACED, Line, cid_of, said, until_gone
from .staff import Teacher
from .tasks import appraised

TOO_LONG = 1009                            # why a socket shut: a frame beyond the cap
DOOR = {"room.refused.code": "code", "room.refused.resume": "code", "room.refused.too_many": "code",
        "room.refused.token": "token", "room.refused.copied": "token", "room.refused.kind": "frame"}


def student_app(hall: Hall) -> Guard:
    """Pages and sockets on the network: fixed routes, nothing read from a path."""
    faces = Students(hall)
    routes = [Route(path, _page(page, hall if path == "/" else None)) for path, page in pages.STUDENT.items()]
    sockets = [WebSocketRoute("/ws", faces.socket), WebSocketRoute("/screen/ws", faces.screen)]
    def hosts(host: str) -> bool:
        return on_the_network(host) or (hall.site.name != "" and split_host(host) == hall.site.name.lower())

    return Guard(Starlette(routes=[*routes, *sockets]), hosts, hall.turn_away, hall.site.scheme)


def teacher_app(hall: Hall, secret: str, port: int) -> Guard:
    """The console, for this computer alone and for who holds the secret of this launch."""
    face = Teacher(hall, secret)
    routes = [Route(path, face.page(page)) for path, page in pages.TEACHER.items()]
    routes += [Route(path, answer) for path, answer in papers.endpoints(face).items()]
    routes += [Route("/tables.zip", face.tables(export.packed, "tables.zip", "application/zip")),
               Route("/gradebook.csv", face.tables(export.grades, "gradebook.csv", "text/csv"))]
    return Guard(Starlette(routes=[Route("/start", face.start), *routes, WebSocketRoute("/ws", face.socket)]),
                 at_home(port), hall.turn_away)


def _page(page: pages.Page, hall: Hall | None = None) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        if hall is not None and request.client is not None and not request.client.host.startswith("127."):
            hall.reached.add(request.client.host)
            hall.changed()
        return page.answer(request.headers.get("if-none-match", ""))
    return serve


class Students:
    """Sockets of students and projectors."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.wrong, self.knocks = Rate(*WRONG_CODES), Rate(*KNOCKS)

    async def socket(self, socket: WebSocket) -> None:
        """One student: who is it, then what it wants."""
        address = socket.client.host if socket.client else "?"
        if not self.knocks.allows(address, time.monotonic()):
            self.hall.turn_away("flood")
            await socket.close(1013)
            return
        await socket.accept()
        line = Line(socket)
        sender = asyncio.create_task(line.send())
        try:
            hello = await asyncio.wait_for(line.receive(), HELLO_WITHIN)
            if await self._enter(line, hello or {}, address):
                await self._listen(line)
        except WebSocketDisconnect as gone:
            if gone.code == TOO_LONG:
                self.hall.turn_away("frame")
        except TimeoutError:
            pass
        finally:
            self._leave(line)
            line.close(1000)
            with contextlib.suppress(Exception):
                await asyncio.wait_for(sender, 2)

    async def _enter(self, line: Line, hello: Mapping[str, Any], address: str) -> bool:
        """Let somebody in, or say why not."""
        hall, kind = self.hall, hello.get("type")
        line.language = str(hello.get("language")) if hello.get("language") in languages() else "en"
        guess = kind in ("join", "resume")
        try:
            if not hall.name:
                raise Refused("room.refused.no_room")
            if guess and not self.wrong.free(address, time.monotonic()):
                raise Refused("room.refused.too_many")
            code, resume, token = (str(hello.get(k, ""))[:60] for k in ("code", "resume", "token"))
            # Hashing takes a moment on purpose; a thread of its own spares the others that moment.
            if kind == "join":
                way_back = await asyncio.to_thread(codes.way_back, hall.room.salt)
                found = await hall.do(lambda room: door.join(room, code, line.language, way_back))
            elif kind == "resume":
                hashed = await asyncio.to_thread(codes.resume_hash, resume, hall.room.salt)
                found = await hall.do(lambda room: door.resume(room, code, resume, hashed))
            elif kind == "hello":
                found = await hall.do(lambda room: door.back(room, token))
            else:
                raise Refused("room.refused.kind")
        except Refused as error:
            if isinstance(error, door.Copied):
                hall.copied.add(error.member)
                hall.changed()
            if error.reason.id in ("room.refused.code", "room.refused.resume"):
                self.wrong.allows(address, time.monotonic())
            if error.reason.id in DOOR:
                hall.turn_away(DOOR[error.reason.id])
            line.put("refused", **said(error, hall.room.words(line.language)))
            line.close(REFUSED_)
            return False
        line.member = found.member.name
        before = hall.students.get(line.member)
        if before is not None:
            before.put("replaced")
            before.close(REPLACED)
        hall.students[line.member] = line
        hall.away.pop(line.member, None)
        line.put("welcome", token=found.token, member=line.member, **({"resume": found.resume} if found.resume else {}))
        async with hall.turn:
            hall.tell(line)
        hall.changed()
        return True

    async def _listen(self, line: Line) -> None:
        rate, excess = Rate(*MESSAGES), 0
        while line.alive:
            message = await line.receive()
            t = self.hall.room.words(line.language)
            if not rate.allows("", time.monotonic()):
                excess += 1
                if excess > EXCESS:
                    self.hall.turn_away("flood")
                    line.close(1008)
                    return
                line.put("reject", cid=cid_of(message), **said(Refused("room.refused.slow"), t))
            elif message is None:
                self.hall.turn_away("frame")
                line.put("reject", cid="", **said(Refused("room.refused.kind"), t))
            else:
                await self._hear(line, message)

    async def _hear(self, line: Line, message: Mapping[str, Any]) -> None:
        hall, cid = self.hall, cid_of(message)
        member = hall.room.members.get(line.member)
        line.language = member.language if member else line.language
        try:
            if message.get("type") == "act" and cid:
                kind, body = str(message.get("kind")), message.get("body")
                table = body if isinstance(body, dict) else {}
                seq = await hall.do(lambda room: act(room, room.members[line.member], kind, table, cid))
                line.put("ack", cid=cid, seq=seq)
            elif message.get("type") == "ask" and cid:
                line.put("answer", cid=cid, **self._appraised(line, message))
            elif message.get("type") == "ping":
                line.put("pong")
            else:
                raise Refused("room.refused.kind")
        except Refused as error:
            line.put("reject", cid=cid, **said(error, hall.room.words(line.language)))

    def _appraised(self, line: Line, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What an offer in the making is worth; it is asked, not done, and stands in no log."""
        room = self.hall.room
        member = room.members[line.member]
        table = room.tables.get(member.game)
        if table is None or not room.running:
            raise Refused("room.refused.not_playing")
        return appraised(table, member.seat, room.words(member.language), asked)

    def _leave(self, line: Line) -> None:
        hall = self.hall
        if line.member and hall.students.get(line.member) is line:
            del hall.students[line.member]
            hall.away[line.member] = hall.clock()
            hall.changed()

    async def screen(self, socket: WebSocket) -> None:
        """A projector: it is shown what everybody may know, and nothing it sends is heard."""
        if not codes.same(socket.query_params.get("key", ""), self.hall.screen_key):
            await socket.close(1008)
            return
        await socket.accept()
        line = Line(socket)
        self.hall.screens.add(line)
        line.view(self.hall.room.seq, faces.screen(self.hall), self.hall.clock())
        await until_gone(line, self.hall.screens)
