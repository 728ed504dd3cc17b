"""A real server on loopback: everything it refuses, one by one."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket as sockets
from pathlib import Path

import pytest

from negotiation.classroom import limits, seating
from negotiation.classroom.guard import on_the_network

with contextlib.suppress(ImportError):  # without the extra these tests are left out, and named
    from school import School, answer, hear, joined, playing, run, send, wire
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed, InvalidStatus

    from negotiation.classroom import pages
    from negotiation.classroom.serve import PortTaken, bound

pytestmark = pytest.mark.needs("classroom")


def test_pages_answer_to_this_computer_and_carry_their_policy(tmp_path: Path):
    async def lesson(here: School) -> None:
        async def get(path: str, port: int = 0, **headers: str):
            return await asyncio.to_thread(here.get, path, port, **headers)

        page = await get("/")
        policy = page.getheader("content-security-policy")
        assert page.status == 200 and "default-src 'none'" in policy and "script-src 'self';" in policy
        assert "unsafe" not in policy and page.getheader("x-frame-options") == "DENY"
        assert not re.search(rb"<script(?![^>]*src=)|\son\w+=|style=", page.content), "inline script or style"
        assert (await get("/", **{"If-None-Match": page.getheader("etag")})).status == 304
        total = 0
        for path in pages.STUDENT:
            got = await get(path)
            assert got.status == 200 and got.getheader("content-security-policy"), path
            assert not re.search(rb"https?://(?!\$\{|\[|127\.|www\.w3\.org/2000/svg)", got.content), path
            if path not in ("/screen", "/screen.css", "/screen.js") and not path.startswith(("/words/", "/terms/")):
                total += len(got.content)
        words = [len((await get(f"/words/{x}.json")).content) for x in ("en", "es", "fr")]
        assert total + max(words) < 150_000, "the page is to be under 150 KB cold"
        for path in (
            "/../pyproject.toml",
            "/%2e%2e/web.py",
            "/words/../../x.json",
            "/words/de.json",
            "/console.js",
            "/start",
            "/page/",
            "/flag/",
            "/static/x",
            "//etc/passwd",
            "/.git/config",
        ):
            assert (await get(path)).status == 404, path
        for host in ("evil.example", f"evil.example:{here.port}", "", "localhost.evil.example"):
            assert (await get("/", Host=host)).status == 421, host
        assert (await get("/", Origin="http://evil.example")).status == 403
        for method in ("POST", "PUT", "DELETE"):
            assert (await asyncio.to_thread(_method, here.port, method)) == 405

    run(lesson, tmp_path)


def _method(port: int, method: str) -> int:
    import http.client

    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request(method, "/")
    status = line.getresponse().status
    line.close()
    return status


@pytest.mark.parametrize(
    ("host", "fine"),
    [
        ("192.168.1.7:8080", True),
        ("10.0.0.4", True),
        ("[fe80::1%eth0]:8080", True),
        ("[::1]:80", True),
        ("localhost:8080", True),
        (sockets.gethostname(), True),
        ("school.example:8080", False),
        ("127.0.0.1:80; script-src *", False),
        ("192.168.1.7:80:90", False),
        ("1.2.3.4.evil.example", False),
        ("", False),
        ("0x7f.1", False),
    ],
)
def test_a_name_that_is_not_ours_is_refused(host: str, fine: bool):
    assert on_the_network(host) is fine


def test_the_console_is_for_this_computer_and_who_holds_the_secret(tmp_path: Path):
    async def lesson(here: School) -> None:
        async def get(path: str, **headers: str):
            return await asyncio.to_thread(here.get, path, here.console_port, **headers)

        from negotiation.classroom.staff import COOKIE

        held = {"Cookie": f"{COOKIE}={here.secret}"}
        for path in ("/", "/console.js", "/words/en.json", "/start", "/start?key=guess"):
            assert (await get(path)).status == 403, path
        assert (await get("/", Cookie=f"{COOKIE}=guess")).status == 403
        opened = await get(f"/start?key={here.secret}")
        cookie = opened.getheader("set-cookie").lower()
        assert opened.status == 303 and "httponly" in cookie and "samesite=strict" in cookie
        assert here.secret not in (opened.getheader("location") or "")
        assert (await get("/", **held)).status == 200
        for host in (f"192.168.1.7:{here.console_port}", f"evil.example:{here.console_port}", "127.0.0.1:1"):
            assert (await get("/", **held, Host=host)).status == 421, host
        assert (await get("/", **held, Origin="http://evil.example")).status == 403
        home = f"127.0.0.1:{here.console_port}"
        for headers, origin in (
            ({}, None),
            ({"Cookie": f"{COOKIE}=guess"}, None),
            (held, "http://evil.example"),
            (held, f"http://127.0.0.1:{here.port}"),
        ):
            with pytest.raises(InvalidStatus) as error:
                async with wire(home, "/ws", headers, origin):
                    pass
            assert error.value.response.status_code == 403
        with pytest.raises(InvalidStatus) as error:
            async with connect(
                "ws://evil.example/ws",
                host="127.0.0.1",
                port=here.console_port,
                additional_headers=held,
                origin="http://evil.example",
                proxy=None,
            ):
                pass
        assert error.value.response.status_code == 403
        for key in ("", "guess"):
            with pytest.raises(InvalidStatus):
                async with wire(f"127.0.0.1:{here.port}", f"/screen/ws?key={key}"):
                    pass
        with pytest.raises(InvalidStatus):
            async with wire(f"127.0.0.1:{here.port}", "/ws", origin="http://evil.example"):
                pass

    run(lesson, tmp_path)


def test_the_console_listens_on_loopback_alone():
    line = bound("127.0.0.1", 0)
    assert line.getsockname()[0] == "127.0.0.1"
    line.listen()
    with pytest.raises(PortTaken) as error:
        bound("127.0.0.1", line.getsockname()[1])
    assert str(line.getsockname()[1]) in error.value.filename
    line.close()


def test_frames_that_are_none_harm_nobody(tmp_path: Path):
    async def lesson(here: School) -> None:
        pupils = await playing(here)
        bad = [
            "",
            "{",
            "[]",
            "7",
            '"x"',
            "null",
            '{"v":2,"type":"ping"}',
            '{"type":"ping"}',
            "[" * 2000,
            "\u0000",
            '{"v":1,"type":"act","cid":7,"kind":"done","body":{}}',
            '{"v":1,"type":"act","kind":"done"}',
            r'{"v":1,"type":"act","cid":"\ud800","kind":"done","body":{"on":true}}',
            r'{"v":1,"type":"act","cid":"\u0000","kind":"done","body":{"on":true}}',
        ]
        for text in bad:
            await pupils[0].socket.send(text)
            assert (await hear(pupils[0].socket, "reject"))["code"] in (
                "room.refused.kind",
                "room.refused.slow",
            )
            await asyncio.sleep(0.21)
        await pupils[0].socket.send(b"\xff\xfe")
        await hear(pupils[0].socket, "reject")
        assert (await pupils[0].act("k", "done", on=True))["type"] == "ack"
        await pupils[1].socket.send(
            json.dumps(
                {"v": 1, "type": "act", "cid": "l", "kind": "say", "body": {"text": "x" * limits.FRAME}}
            )
        )
        with pytest.raises(ConnectionClosed):
            while True:
                await pupils[1].socket.recv()
        assert pupils[1].socket.close_code == 1009
        assert (await pupils[2].act("m", "done", on=True))["type"] == "ack"

    run(lesson, tmp_path)


def test_a_seat_or_a_name_in_a_message_counts_for_nothing(tmp_path: Path):
    async def lesson(here: School) -> None:
        pupils = await playing(here, 6)
        one = pupils[0]
        me = here.hall.room.members[one.member]
        body = {
            "on": True,
            "seat": (me.seat + 1) % 3,
            "game": 3 - me.game,
            "member": pupils[1].member,
            "who": pupils[1].member,
        }
        await send(
            one.socket,
            type="act",
            cid="f",
            kind="done",
            body=body,
            member=pupils[1].member,
            game=3 - me.game,
            seat=0,
        )
        await hear(one.socket, "ack")
        assert [sorted(t.done) for t in here.hall.room.tables.values()] == [
            [me.seat] if n == me.game else [] for n in (1, 2)
        ]
        for hello in (
            {"type": "hello", "token": "guess"},
            {"type": "hello", "token": ""},
            {"type": "hello", "token": one.member},
            {"type": "teacher"},
            {"type": "resume", "code": here.hall.room.code, "resume": "22222222"},
        ):
            await send(line := await here.student(), **hello)
            assert (await hear(line, "welcome", "refused"))["type"] == "refused"
        told = await answer(one.socket, {"type": "act", "cid": "o", "kind": "end_phase", "body": {}})
        assert told["code"] == "room.refused.kind"

    run(lesson, tmp_path)


def test_a_flood_of_messages_is_slowed_then_shut_out(tmp_path: Path):
    async def lesson(here: School) -> None:
        pupils = await playing(here)
        for n in range(limits.MESSAGES[0] + limits.EXCESS + 5):
            await send(pupils[0].socket, type="act", cid=f"c{n}", kind="done", body={"on": True})
        slow = 0
        with pytest.raises(ConnectionClosed):
            while True:
                slow += json.loads(await pupils[0].socket.recv()).get("code") == "room.refused.slow"
        assert slow == limits.EXCESS and pupils[0].socket.close_code == 1008
        assert (await pupils[1].act("x", "done", on=True))["type"] == "ack"

    run(lesson, tmp_path)


def test_wrong_codes_are_counted_and_a_full_or_closed_room_refuses(tmp_path: Path, monkeypatch):
    async def lesson(here: School) -> None:
        async def knock(**hello: str) -> str:
            async with here.student() as line:
                await send(line, **hello)
                frame = await hear(line, "welcome", "refused")
                return str(frame.get("code", "in"))

        code = await here.code()
        assert await knock(type="join", code=code, language="en") == "in"
        assert await knock(type="join", code=code, language="de") == "in"  # an unknown language: English
        await here.order("lock", on=True)
        assert await knock(type="join", code=code) == "room.refused.locked"
        await here.order("lock", on=False)
        found = [await knock(type="join", code="222222") for _ in range(limits.WRONG_CODES[0] + 2)]
        assert found[0] == "room.refused.code" and found[-1] == "room.refused.too_many"
        assert (
            await knock(type="join", code=code) == "room.refused.too_many"
        )  # the right one by luck does not help
        assert len(here.hall.room.members) == 2

    run(lesson, tmp_path)


def test_a_flood_of_sockets_from_one_address_is_turned_away(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("negotiation.classroom.web.KNOCKS", (5, 60.0))

    async def lesson(here: School) -> None:
        code = await here.code()
        pupils = [await joined(here, code) for _ in range(5)]
        with pytest.raises(InvalidStatus):
            await here.student()
        assert (await pupils[0].act("x", "alias"))["type"] == "ack"

    run(lesson, tmp_path)


def test_a_seat_has_room_for_four(tmp_path: Path):
    async def lesson(here: School) -> None:
        await playing(here, 3)
        assert (await here.order("reseat", member="m1", game=9, seat=0))["code"] == "room.refused.no_seat"
        assert seating.SEAT_SHARED == 4

    run(lesson, tmp_path)
