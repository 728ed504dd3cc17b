"""One open socket: frames wait in a short queue, so that a slow browser harms nobody but itself."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from ..words import Words
from .event import Refused
from .limits import QUEUE
from .views import Sections

VERSION = 1
LONGEST_CID = 40
REPLACED, TOO_SLOW, REFUSED_, OVER = 4001, 4002, 4003, 4004        # why the server closes a socket


class Line:
    """A socket and what its page has been sent."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.member = ""
        self.language = "en"
        self.opened = 0                    # the game a console looks into
        self.sent: Sections = {}
        self.alive = True
        self._queue: asyncio.Queue[str | tuple[int, str]] = asyncio.Queue(QUEUE)

    def put(self, kind: str, **content: Any) -> None:
        """Queue a frame; a browser that has fallen too far behind is let go and will come back for a whole view."""
        if not self.alive:
            return
        try:
            self._queue.put_nowait(json.dumps({"v": VERSION, "type": kind, **content}, ensure_ascii=False))
        except asyncio.QueueFull:
            self.close(TOO_SLOW)

    def view(self, seq: int, sections: Sections, now: float) -> None:
        """Send the sections that changed since the last frame."""
        changed = {name: value for name, value in sections.items()
                   if name not in self.sent or self.sent[name] != value}
        if changed:
            self.sent = {**self.sent, **changed}
            self.put("view", seq=seq, **{name: timed(value, now) for name, value in changed.items()})

    def close(self, code: int) -> None:
        """Let the browser go, with the reason as a number."""
        self.alive = False
        while True:
            try:
                self._queue.put_nowait((code, ""))
                return
            except asyncio.QueueFull:
                self._queue.get_nowait()

    async def send(self) -> None:
        """Send what is queued until the socket closes."""
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while True:
                frame = await self._queue.get()
                if isinstance(frame, tuple):
                    await self.socket.close(*frame)
                    return
                await self.socket.send_text(frame)

    async def receive(self) -> dict[str, Any] | None:
        """The next message; None where it is no message at all. Raises WebSocketDisconnect."""
        message = await self.socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1000))
        try:
            found = json.loads(message.get("text") or "")
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) and found.get("v") == VERSION else None


def timed(value: Any, now: float) -> Any:
    """A section with deadlines as seconds left: browsers' clocks differ, spans do not."""
    if isinstance(value, list):
        return [timed(v, now) for v in value]
    if isinstance(value, dict) and "ends" in value:
        ends = value["ends"]
        left = value["left"] if ends is None else max(0.0, ends - now)
        return {**{k: v for k, v in value.items() if k != "ends"}, "left": None if left is None else round(left, 2)}
    return value


async def until_gone(line: Line, lines: set[Line],
                      hear: Callable[[Line, dict[str, Any]], Awaitable[None]] | None = None) -> None:
    """Serve a console or projector until its socket shuts."""
    sender = asyncio.create_task(line.send())
    try:
        while line.alive:
            message = await line.receive()
            if hear is not None and message is not None:
                await hear(line, message)
    except WebSocketDisconnect:
        pass
    finally:
        lines.discard(line)
        line.close(1000)
        with contextlib.suppress(Exception):
            await asyncio.wait_for(sender, 2)


def cid_of(message: Mapping[str, Any] | None) -> str:
    """The mark a client gave its message; "" for none that could be one."""
    found = (message or {}).get("cid")
    fine = isinstance(found, str) and len(found) <= LONGEST_CID and found.isascii() and found.isprintable()
    return str(found) if fine else ""


def said(error: Refused, t: Words) -> dict[str, str]:
    """A refusal as a frame tells it: its id, and the words of the page."""
    return {"code": error.reason.id, "text": t.reason(error.reason)}
