"""What goes wrong in a lesson beside what the server's own tests show: phones that sleep, addresses that change, and
who is turned away; nobody else is harmed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from pathlib import Path
from typing import Any

import pytest

from negotiation.classroom import limits, network

with contextlib.suppress(ImportError):
    from school import School, enter, hear, run, send, wire
    from websockets.exceptions import ConnectionClosed, InvalidStatus

    from negotiation.classroom.line import TOO_SLOW, Line

pytestmark = pytest.mark.needs("classroom")


class Asleep:
    """A socket whose phone sleeps: what is sent to it does not arrive until it wakes."""

    def __init__(self) -> None:
        self.awake, self.sent, self.code = asyncio.Event(), list[str](), 0

    async def send_text(self, text: str) -> None:
        await self.awake.wait()
        self.sent.append(text)

    async def close(self, code: int, reason: str = "") -> None:
        self.code = code


def test_a_phone_that_sleeps_is_let_go_and_holds_up_nobody():
    async def lesson() -> None:
        socket: Any = Asleep()
        line = Line(socket)
        sending = asyncio.create_task(line.send())
        for n in range(limits.QUEUE + 2):
            line.put("view", seq=n)
            await asyncio.sleep(0)
        assert not line.alive
        line.put("view", seq=-1)           # nothing more is kept for it
        socket.awake.set()
        await asyncio.wait_for(sending, 5)
        assert socket.code == TOO_SLOW and len(socket.sent) <= limits.QUEUE + 1
        assert '"seq": -1' not in socket.sent[-1]

    asyncio.run(lesson())


def test_a_phone_that_wakes_has_all_that_happened_meanwhile(tmp_path: Path):
    async def lesson(here: School) -> None:
        code = await here.code(talks="free")
        async with here.student() as one, here.student() as two:
            sleeper, other = [await enter(s, type="join", code=code, language="en") for s in (one, two)]
            for kind in ("seat", "begin", "end_phase", "end_phase"):
                assert (await here.order(kind))["type"] == "done"
            one.transport.abort()          # as a phone that is put away: no farewell
            for n in range(5):
                await other.act(f"w{n}", "say", to="all", text=f"word {n}")
                await asyncio.sleep(0.21)
            assert (await here.order("end_phase"))["type"] == "done"
            async with here.student() as again:
                back = await enter(again, type="hello", token=sleeper.token)
                view = await back.see(lambda v: bool(v.get("phase")))
                assert view["phase"]["name"] == "offer" and len(view["talk"]) == 5

    run(lesson, tmp_path)


def test_the_address_of_the_laptop_changes_and_everybody_comes_back_by_code(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("negotiation.classroom.hall.LOOK", 0.1)
    found = ["192.168.1.7"]
    monkeypatch.setattr(network, "addresses", lambda: list(found))

    async def lesson(here: School) -> None:
        code = await here.code()
        async with wire(f"127.0.0.1:{here.port}", f"/screen/ws?key={here.hall.screen_key}") as wall:
            door = (await hear(wall, "view"))["door"]
            assert door["url"] == f"http://192.168.1.7:{here.port}/"
            async with here.student() as line:
                before = await enter(line, type="join", code=code, language="es")
            found[:] = ["10.0.0.4"]
            while "door" not in (frame := await hear(wall, "view")):
                pass
            assert frame["door"]["url"] == f"http://10.0.0.4:{here.port}/" and frame["door"]["qr"] != door["qr"]
        async with here.student() as line:     # under another address the browser knows no token
            after = await enter(line, type="resume", code=code, resume=before.resume.lower())
            assert after.member == before.member

    run(lesson, tmp_path)


def test_who_is_turned_away_is_counted_and_not_named(tmp_path: Path):
    async def lesson(here: School) -> None:
        code = await here.code()
        async with here.student() as fine:
            pupil = await enter(fine, type="join", code=code, language="en")
            assert (await asyncio.to_thread(here.get, "/", Host="evil.example")).status == 421
            with pytest.raises(InvalidStatus):
                async with wire(f"127.0.0.1:{here.port}", "/ws", origin="http://evil.example"):
                    pass
            with pytest.raises(InvalidStatus):
                async with wire(f"127.0.0.1:{here.console_port}", "/ws", origin="http://evil.example"):
                    pass
            for hello in ({"type": "join", "code": "222222"}, {"type": "resume", "code": code, "resume": "22222222"},
                          {"type": "hello", "token": "guess"}, {"type": "teacher"}):
                async with here.student() as line:
                    await send(line, **hello)
                    assert (await hear(line, "refused"))["text"]
            async with here.student() as line:
                bad = await enter(line, type="join", code=code, language="en")
                await line.send("{")
                await hear(line, "reject")
                await line.send(json.dumps({"v": 1, "text": "x" * limits.FRAME}))
                with contextlib.suppress(ConnectionClosed):
                    while True:
                        await line.recv()
            async with here.student() as line:
                await enter(line, type="hello", token=bad.token)
                for n in range(limits.MESSAGES[0] + limits.EXCESS + 5):
                    await send(line, type="act", cid=f"c{n}", kind="done", body={"on": True})
                with contextlib.suppress(ConnectionClosed):
                    while True:
                        await line.recv()
            assert here.hall.turned_away == {"host": 1, "origin": 2, "code": 2, "token": 1, "frame": 3, "flood": 1}
            async with here.teacher() as console:
                told = (await hear(console, "view"))["host"]["turned_away"]
                assert dict(told) == here.hall.turned_away
            assert (await pupil.act("a", "alias"))["type"] == "ack"

    run(lesson, tmp_path)
    (file,) = tmp_path.glob("*.negroom")
    content = file.read_bytes()
    for trace in (b"127.0.0.1", b"evil", b"Mozilla", b"Python", b"guess"):
        assert trace not in content, "a room's file tells nothing about anybody's device"


def test_a_rate_gives_back_with_time():
    rate = limits.Rate(3, 2.0)
    assert [rate.allows("a", 0.0) for _ in range(4)] == [True, True, True, False]
    assert (
        rate.allows("b", 0.0)
        and not rate.allows("a", 1.9)
        and rate.allows("a", 2.0)
        and not rate.allows("a", 2.1)
    )
    assert rate.free("c", 0.0) and rate.free("c", 0.0) and not rate.free("a", 2.1)
