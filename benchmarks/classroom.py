"""`python -m benchmarks.classroom`: a full class against a server of its own, on loopback; printed, not asserted.

Forty games and 120 sockets in one process beside the server, so the figures are pessimistic for the server. A lesson
has some seven moves a second; `--seconds 600` at the usual sixty is nine times that, as many as in ninety minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120.0
PARTS = 5                                  # of the talk: memory is looked at after each
GOALS = {"growth": "under 20 %",
         "join": "under 2 s", "send": "under 0.3 s", "p95": "under 100 ms", "p99": "under 250 ms", "back": "under 5 s"}


class Pupil:
    """One student's socket: frames are read as they come, and acknowledgements are waited for by mark."""

    def __init__(self, port: int) -> None:
        self.port, self.token, self.sent = port, "", 0
        self.socket: ClientConnection | None = None
        self.waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self.entered: asyncio.Future[None] | None = None
        self.phase = ""

    async def enter(self, hello: dict[str, Any]) -> None:
        """Open a socket and come in, as often as it takes."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                self.socket = await connect(f"ws://127.0.0.1:{self.port}/ws", origin=f"http://127.0.0.1:{self.port}",  # type: ignore[arg-type]
                                            proxy=None, open_timeout=PATIENCE)
                self.entered = loop.create_future()
                self.reader = asyncio.create_task(self._read(self.socket))
                await self.socket.send(json.dumps({"v": 1, **hello}))
                await asyncio.wait_for(self.entered, PATIENCE)
                return
            except (OSError, ConnectionClosed, InvalidHandshake):
                await asyncio.sleep(0.05)

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for text in socket:
                frame = json.loads(text)
                if frame["type"] == "welcome":
                    self.token = frame["token"]
                elif frame["type"] == "view":
                    self.phase = (frame.get("phase") or {}).get("name", self.phase)
                    if self.entered and not self.entered.done():
                        self.entered.set_result(None)
                elif frame.get("cid") in self.waiting:
                    self.waiting.pop(frame["cid"]).set_result(frame)
        except ConnectionClosed:
            pass
        if self.entered and not self.entered.done():
            self.entered.set_exception(OSError("closed"))

    async def act(self, kind: str, **body: Any) -> float:
        """Do something; seconds until it was acknowledged."""
        assert self.socket is not None
        self.sent += 1
        cid = f"b{self.sent}"
        self.waiting[cid] = future = asyncio.get_running_loop().create_future()
        begun = time.perf_counter()
        await self.socket.send(json.dumps({"v": 1, "type": "act", "cid": cid, "kind": kind, "body": body}))
        await asyncio.wait_for(future, PATIENCE)
        return time.perf_counter() - begun


class Server:
    """`negotiation classroom` in a process of its own."""

    def __init__(self, folder: str, port: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "negotiation", "classroom", "--port", str(port), "--data", folder, "--no-browser"],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        assert self.process.stdout is not None
        found = re.search(r"http://127.0.0.1:(\d+)/start\?key=(\S+)", self.process.stdout.readline())
        assert found is not None
        self.console, self.secret = int(found[1]), found[2]
        self.process.stdout.readline()

    async def order(self, kind: str, **body: Any) -> None:
        """One order of the teacher."""
        async with connect(f"ws://127.0.0.1:{self.console}/ws", origin=f"http://127.0.0.1:{self.console}",  # type: ignore[arg-type]
                           additional_headers={"Cookie": f"negotiation_console={self.secret}"}, proxy=None) as line:
            await line.send(json.dumps({"v": 1, "cid": "o", "kind": kind, "body": body}))
            while json.loads(await line.recv())["type"] not in ("done", "reject"):
                pass

    def memory(self) -> float:
        """Megabytes in use (Linux)."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", text)
        return int(found[1]) / 1024 if found else float("nan")


async def lesson(people: int, seconds: float, rate: float, folder: str, port: int) -> None:
    """The whole run, one line a figure."""
    server = Server(folder, port)
    try:
        phases = ("brief", "predict", "talk", "offer", "decide")
        await server.order("create", talks="free", seconds=dict.fromkeys(phases, 3600))
        (file,) = Path(folder).glob("*.negroom")
        pupils = [Pupil(port) for _ in range(people)]
        begun = time.perf_counter()
        await asyncio.gather(*(p.enter({"type": "join", "code": file.stem[-6:], "language": "en"}) for p in pupils))
        say("join", f"{people} people at once: all in after {time.perf_counter() - begun:.2f} s")
        for kind in ("seat", "begin"):
            await server.order(kind)
        waits = await asyncio.gather(*(p.act("check", item=0, answer=0) for p in pupils))
        say("send", f"{people} press Send at once: the last is acknowledged after {max(waits):.2f} s")
        await server.order("end_phase")
        begun = time.perf_counter()
        await server.order("end_phase")
        while any(p.phase != "talk" for p in pupils):
            await asyncio.sleep(0.01)
        print(f"{'phase':8}the next phase is on every page after {time.perf_counter() - begun:.2f} s")
        waits, sizes = list[float](), list[float]()
        for _ in range(PARTS):
            waits += await talk(pupils, seconds / PARTS, rate)
            sizes.append(server.memory())
        waits.sort()
        for share in (50, 95, 99):
            say(f"p{share}", f"{share} % of {len(waits)} moves at {rate:.0f} a second are acknowledged within "
                f"{1000 * waits[min(len(waits) - 1, len(waits) * share // 100)]:.0f} ms")
        print(f"{'memory':8}{', '.join(f'{x:.0f}' for x in sizes)} MB in the server after each fifth of the talk")
        say("growth", f"{100 * (sizes[-1] / sizes[0] - 1):.0f} % from the first fifth to the end")
        server.process.kill()
        server.process.wait()
        begun = time.perf_counter()
        server = Server(folder, port)
        print(f"{'start':8}killed; the program answers again after {time.perf_counter() - begun:.2f} s")
        begun = time.perf_counter()
        await asyncio.gather(*(p.enter({"type": "hello", "token": p.token}) for p in pupils))
        say("back", f"everybody is back after {time.perf_counter() - begun:.2f} s more")
    finally:
        server.process.send_signal(signal.SIGINT)
        server.process.wait(PATIENCE)


async def talk(pupils: list[Pupil], seconds: float, rate: float) -> list[float]:
    """Moves at a steady rate, one pupil after another; how long each waited."""
    moves, begun = [], time.perf_counter()
    for n in range(int(seconds * rate)):
        await asyncio.sleep(max(0.0, begun + n / rate - time.perf_counter()))
        moves.append(asyncio.create_task(pupils[n % len(pupils)].act("say", to="all", text=f"move {n}")))
    return list(await asyncio.gather(*moves))


def say(goal: str, text: str) -> None:
    """A figure beside its goal."""
    print(f"{goal:8}{text}" + (f" (goal: {GOALS[goal]})" if goal in GOALS else ""), flush=True)


def main() -> None:
    """Run it within bounds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classroom", description=__doc__)
    parser.add_argument("--people", type=int, default=120, help="at most 160, a room's cap")
    parser.add_argument("--seconds", type=float, default=15.0, help="of talk")
    parser.add_argument("--rate", type=float, default=60.0, help="moves a second")
    parser.add_argument("--port", type=int, default=8391)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(lesson(asked.people, asked.seconds, asked.rate, folder, asked.port))


if __name__ == "__main__":
    main()
