"""A server in the test's own loop, and people who talk to it as browsers do."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

from negotiation.classroom.hall import Hall
from negotiation.classroom.serve import serve
from negotiation.classroom.staff import COOKIE

PATIENCE = 20.0


class School:
    """The running server: where its two faces are, and its hall."""

    def __init__(self, console: str, projector: str, hall: Hall) -> None:
        self.console, self.projector, self.hall = console, projector, hall
        self.port, self.console_port = hall.port, int(urlsplit(console).port or 0)
        self.secret = console.partition("key=")[2]

    async def order(self, kind: str, **body: Any) -> dict[str, Any]:
        """One order of the teacher; the answer."""
        async with self.teacher() as socket:
            return await answer(socket, {"type": "order", "cid": "t", "kind": kind, "body": body})

    def teacher(self) -> connect:
        """A console's socket."""
        return wire(f"127.0.0.1:{self.console_port}", "/ws", {"Cookie": f"{COOKIE}={self.secret}"})

    def student(self) -> connect:
        """A student's socket, before anything is said."""
        return wire(f"127.0.0.1:{self.port}", "/ws")

    async def code(self, **settings: Any) -> str:
        """Open a room; its code."""
        told = await self.order("create", **settings)
        assert told["type"] == "done", told
        return self.hall.room.code

    def get(self, path: str, port: int = 0, **headers: str) -> http.client.HTTPResponse:
        """A page, as it comes; for a thread of its own."""
        line = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE)
        line.putrequest("GET", path, skip_host="Host" in headers)
        for name, value in headers.items():
            line.putheader(name, value)
        line.endheaders()
        got = line.getresponse()
        got.content = got.read()  # type: ignore[attr-defined]
        line.close()
        return got


def wire(host: str, path: str, headers: dict[str, str] | None = None, origin: str | None = None) -> connect:
    """A socket with the origin a page of that host has."""
    return connect(
        f"ws://{host}{path}",
        additional_headers=headers,
        origin=origin or f"http://{host}",  # type: ignore[arg-type]
        proxy=None,
        open_timeout=PATIENCE,
    )


async def send(socket: ClientConnection, **frame: Any) -> None:
    await socket.send(json.dumps({"v": 1, **frame}))


async def hear(socket: ClientConnection, *kinds: str) -> dict[str, Any]:
    """The next frame of one of these kinds."""
    async with asyncio.timeout(PATIENCE):
        while True:
            frame = json.loads(await socket.recv())
            if frame["type"] in kinds:
                return frame


async def answer(socket: ClientConnection, frame: dict[str, Any]) -> dict[str, Any]:
    """Send a frame and wait for what answers it."""
    await send(socket, **frame)
    async with asyncio.timeout(PATIENCE):
        while True:
            found = json.loads(await socket.recv())
            if found.get("cid") == frame.get("cid", "") and found["type"] in (
                "ack",
                "reject",
                "done",
                "answer",
            ):
                return found


async def until(test: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not test():
            await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def school(folder: Path | str) -> AsyncIterator[School]:
    """A server on free ports of this computer alone; it ends as Ctrl-C ends it."""
    found: list[School] = []
    task = asyncio.create_task(
        serve(folder, "127.0.0.1", 0, lambda c, p, hall: found.append(School(c, p, hall)))
    )
    while not found and not task.done():
        await asyncio.sleep(0.01)
    if task.done():
        task.result()
    try:
        yield found[0]
    finally:
        os.kill(os.getpid(), signal.SIGINT)
        await task


def run(lesson: Callable[[School], Awaitable[None]], folder: Path | str) -> None:
    """One lesson, start to end."""

    async def whole() -> None:
        async with asyncio.timeout(60), school(folder) as here:
            await lesson(here)

    asyncio.run(whole())


class Pupil:
    """A student who has come in."""

    def __init__(self, socket: ClientConnection, welcome: dict[str, Any]) -> None:
        self.socket, self.token, self.member = socket, welcome["token"], welcome["member"]
        self.resume = welcome.get("resume", "")
        self.view: dict[str, Any] = {}
        self.frames: list[str] = []

    async def see(self, test: Callable[[dict[str, Any]], bool] = lambda view: True) -> dict[str, Any]:
        """The page once something holds of it."""
        async with asyncio.timeout(PATIENCE):
            while not self.view or not test(self.view):
                await self._next()
        return self.view

    async def act(self, cid: str, kind: str, **body: Any) -> dict[str, Any]:
        """Do something; what answers it."""
        await send(self.socket, type="act", cid=cid, kind=kind, body=body)
        async with asyncio.timeout(PATIENCE):
            while True:
                frame = await self._next()
                if frame.get("cid") == cid:
                    return frame

    async def _next(self) -> dict[str, Any]:
        text = await self.socket.recv()
        self.frames.append(str(text))
        frame: dict[str, Any] = json.loads(text)
        if frame["type"] == "view":
            self.view |= frame
        return frame


async def enter(socket: ClientConnection, **hello: Any) -> Pupil:
    """Come in; raises AssertionError if that is refused."""
    await send(socket, **hello)
    welcome = await hear(socket, "welcome", "refused")
    assert welcome["type"] == "welcome", welcome
    return Pupil(socket, welcome)


async def joined(here: School, code: str, language: str = "en") -> Pupil:
    return await enter(await here.student(), type="join", code=code, language=language)


async def playing(here: School, people: int = 3, **settings: object) -> list[Pupil]:
    """People in their seats, games begun."""
    code = await here.code(**settings)
    found = [await joined(here, code, ("en", "es", "fr")[n % 3]) for n in range(people)]
    await here.order("seat")
    await here.order("begin")
    for pupil in found:
        await pupil.see(lambda v: bool(v.get("phase")))
    return found
