"""The lesson server: one process, one loop, two listeners: the network's and this computer's own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uvicorn

from .. import trouble
from . import keeping
from .alone import Alone
from .hall import PLAIN, Hall
from .limits import FRAME
from .network import Site
from .store import store_at
from .web import student_app, teacher_app

LOG = logging.getLogger(__name__)
CONSOLE_FRAME = 65536                      # the console may send a long note; nobody else reaches it


class PortTaken(OSError):
    """Another program has the port."""


class _Quiet(uvicorn.Server):
    """A server that leaves Ctrl-C to the one who runs both."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises PortTaken."""
    line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((host, port))
    except OSError as error:
        line.close()
        raise PortTaken(error.errno, error.strerror, f"{host}:{port}") from error
    return line


async def serve(place: Path | str, host: str, port: int, ready: Callable[[str, str, Hall], None], plan: str = "",
                keep_days: int = keeping.DAYS, site: Site = PLAIN) -> None:
    """Serve until Ctrl-C. `ready` gets the console's address with its secret, and the projector's.

    Raises PortTaken, and StoreError where rooms cannot be kept. `place`: a folder, or the address of a database.
    Ports: `port` on `host` for students, the next one for the console on this computer alone; 0 chooses both.
    `plan`: a lesson plan the console begins with; `keep_days`: after how many a room is deleted (0: never);
    `site`: a certificate for the student page.
    """
    lines = [bound(host, port)]
    try:
        student_port = lines[0].getsockname()[1]
        lines.append(bound("127.0.0.1", port + 1 if port else 0))
    except PortTaken:
        lines[0].close()
        raise
    console_port, secret = lines[1].getsockname()[1], secrets.token_urlsafe(24)
    hall = Hall(store_at(place), student_port, site=site)
    LOG.info("students at port %d, the console at %d, rooms in %s", student_port, console_port,
             place if isinstance(place, Path) else hall.store.place(""))
    hall.plan, hall.keep_days = plan, keep_days
    await hall.start()
    await hall.resume()
    sweeper = asyncio.create_task(keeping.keep(hall, keep_days))
    servers = [_server(student_app(hall), FRAME, site), _server(teacher_app(hall, secret, console_port), CONSOLE_FRAME)]
    await _run(servers, lines, lambda: ready(f"http://127.0.0.1:{console_port}/start?key={secret}",
                                             f"{site.here(student_port)}/screen?key={hall.screen_key}", hall))
    sweeper.cancel()
    await hall.stop()


async def serve_alone(folder: Path, game: Alone, ready: Callable[[str], None]) -> None:
    """One person's game on the student's page, for this computer alone, until Ctrl-C. Raises ScenarioError."""
    line = bound("127.0.0.1", 0)
    hall = Hall(store_at(folder), line.getsockname()[1])
    await hall.start()
    try:
        token = await game.begin(hall)
        # Behind the # it stays in the browser: it is in no request and no log.
        await _run([_server(student_app(hall), FRAME)], [line], lambda: ready(f"http://127.0.0.1:{hall.port}/#{token}"))
    finally:
        line.close()
        await hall.stop()


class _Described:
    """An application whose errors are described in a file that may be sent; what people wrote is left out."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            if (file := trouble.tried(error, "classroom", quiet=True)) is not None:
                LOG.error("an error of the program is described in %s", file)
            raise


def _server(app: object, frame: int, site: Site = PLAIN) -> _Quiet:
    return _Quiet(uvicorn.Config(_Described(app), log_level="critical", access_log=False, ws="websockets-sansio",
                                 ws_max_size=frame, server_header=False, lifespan="off", timeout_graceful_shutdown=2,
                                 ssl_certfile=site.certificate, ssl_keyfile=site.key))


async def _run(servers: list[_Quiet], lines: list[socket.socket], ready: Callable[[], None]) -> None:
    """Serve until told to stop; `ready` is called once all of them answer."""
    with _until_told(servers):
        running = [asyncio.create_task(s.serve(sockets=[line])) for s, line in zip(servers, lines, strict=True)]
        while not all(s.started for s in servers) and not any(task.done() for task in running):
            await asyncio.sleep(0.01)
        ready()
        await asyncio.gather(*running)


@contextlib.contextmanager
def _until_told(servers: list[_Quiet]) -> Iterator[None]:
    """Ctrl-C, or an end asked for by the system, ends both servers."""
    def end(*_: object) -> None:
        for server in servers:
            server.should_exit = True

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
