"""The server is killed in play, at random instants: nothing that was acknowledged is lost, nothing counts twice.

Three times in the suite; `NEGOTIATION_KILLS=20` in front of pytest tries as often as asked.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from negotiation.classroom.room_file import events_of, records_of, room_of
from negotiation.record import verify

with contextlib.suppress(ImportError):
    from school import Pupil, answer, enter, wire
    from websockets.exceptions import ConnectionClosed, InvalidHandshake

    from negotiation.classroom.staff import COOKIE

pytestmark = pytest.mark.needs("classroom")
KILLS = int(os.environ.get("NEGOTIATION_KILLS", "3"))
PEOPLE, PATIENCE = 6, 30.0


class Server:
    """`negotiation classroom` in a process of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "negotiation",
                "classroom",
                "--port",
                str(port),
                "--data",
                str(folder),
                "--no-browser",
                "--lang",
                "en",
            ],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self.process.stdout is not None
        self.secret = self.process.stdout.readline().strip().partition("key=")[2]
        assert self.secret, "the server did not start"
        while not self.process.stdout.readline().startswith("Rooms are kept"):
            pass

    def kill(self) -> None:
        """As a power switch does it, as far as a process can tell."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        self.process.stdout.close()  # type: ignore[union-attr]

    async def order(self, kind: str, **body: object) -> dict[str, object]:
        async with wire(
            f"127.0.0.1:{self.port + 1}", "/ws", {"Cookie": f"{COOKIE}={self.secret}"}
        ) as console:
            return await answer(console, {"type": "order", "cid": "t", "kind": kind, "body": body})


class Sender:
    """A student who sends without rest, and sends again what was not acknowledged."""

    def __init__(self, pupil: Pupil, number: int) -> None:
        self.pupil, self.number, self.sent = pupil, number, 0
        self.token, self.acknowledged, self.waiting = pupil.token, set[str](), ""

    async def back(self, port: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    self.pupil = await enter(
                        await wire(f"127.0.0.1:{port}", "/ws"), type="hello", token=self.token
                    )
                    self.token = self.pupil.token
                    return
                except (OSError, ConnectionClosed, InvalidHandshake):
                    await asyncio.sleep(0.05)

    async def talk(self) -> None:
        """Until the line breaks."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                if not self.waiting:
                    self.sent += 1
                    self.waiting = f"{self.number}-{self.sent}"
                told = await self.pupil.act(self.waiting, "say", to="all", text=f"word {self.waiting}")
                if told["type"] == "ack":
                    self.acknowledged.add(self.waiting)
                    self.waiting = ""
                await asyncio.sleep(0.21)  # as fast as one may


def free_port() -> int:
    """A port that is free, with the next one."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            with contextlib.suppress(OSError):
                two.bind(("127.0.0.1", port + 1))
                return int(port)


def test_killed_in_play_no_acknowledged_move_is_lost_and_none_is_doubled(tmp_path: Path):
    lot, port = random.Random(7), free_port()

    async def lesson() -> list[Sender]:
        server = Server(tmp_path, port)
        try:
            told = await server.order("create", talks="free")
            assert told["type"] == "done"
            (file,) = tmp_path.glob("*.negroom")
            code = file.stem[-6:]
            senders = [
                Sender(
                    await enter(
                        await wire(f"127.0.0.1:{port}", "/ws"), type="join", code=code, language="en"
                    ),
                    n,
                )
                for n in range(PEOPLE)
            ]
            for kind in ("seat", "begin", "end_phase", "end_phase"):
                assert (await server.order(kind))["type"] == "done"
            for _ in range(KILLS):
                talks = [asyncio.create_task(s.talk()) for s in senders]
                await asyncio.sleep(0.3 + lot.random() * 0.5)
                server.kill()
                await asyncio.gather(*talks)
                server = Server(tmp_path, port)
                await asyncio.gather(*(s.back(port) for s in senders))
                for s in senders:
                    view = await s.pupil.see(lambda v: bool(v.get("phase")))
                    assert view["phase"]["name"] == "talk"
            assert (await server.order("end_phase"))["type"] == "done"
            return senders
        finally:
            server.kill()

    senders = asyncio.run(lesson())
    (file,) = tmp_path.glob("*.negroom")
    said = [e.cid for e in events_of(file) if e.kind == "say"]
    acknowledged = set().union(*(s.acknowledged for s in senders))
    assert len(acknowledged) >= PEOPLE * KILLS
    assert acknowledged <= set(said), "an acknowledged move was lost"
    assert len(said) == len(set(said)), "a move counted twice"
    assert len(said) <= sum(s.sent for s in senders)
    for table in room_of(file).tables.values():
        assert table.phase == "offer"
    assert all(verify(record).equal for record in records_of(file).values())
