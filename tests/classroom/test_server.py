"""A real server on loopback: lessons by socket, coming back, and everything it refuses, one by one."""

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
from negotiation.classroom.room_file import records_of
from negotiation.classroom.store import SqliteStore, StoreError
from negotiation.reading import Problem
from negotiation.record import verify
from negotiation.rules.names import NAMES
from negotiation.rules.reasons import Reason
from negotiation.screens.tokens import NIGHT, PAPER

with contextlib.suppress(ImportError):  # without the extra these tests are left out, and named
    from school import Pupil, School, answer, enter, hear, run, send, until, wire
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed, InvalidStatus

    from negotiation.classroom import pages
    from negotiation.classroom.line import REPLACED
    from negotiation.classroom.serve import PortTaken, bound

pytestmark = pytest.mark.needs("classroom")


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


# lessons -------------------------------------------------------------------------------------------------------------


def test_three_people_of_three_languages_play_a_game_to_its_end(tmp_path: Path):
    async def lesson(here: School) -> None:
        pupils = await playing(here)
        by = {p.view["me"]["country"]: p for p in pupils}
        assert set(by) == set(NAMES) and {p.view["me"]["language"] for p in pupils} == {"en", "es", "fr"}
        for round_ in (1, 2, 3):
            for phase in ("predict", "talk", "offer", "decide", "result"):
                for p in pupils:
                    if round_ == 1 and phase == "predict":
                        assert (await p.act("b", "done", on=True))["type"] == "ack"
                for p in pupils:
                    await p.see(
                        lambda v, ph=phase, r=round_: v["phase"]["name"] == ph and v["phase"]["round"] == r
                    )
                if phase == "predict":
                    for p in pupils:
                        await p.act(f"p{round_}", "predict", signs={}, raises={})
                elif phase == "talk":
                    await by["us"].act(
                        f"s{round_}", "say", to="us-mexico", text=f"<script>alert({round_})</script>"
                    )
                    view = await by["mexico"].see(lambda v, r=round_: len(v["talk"]) == r)
                    assert view["talk"][-1]["text"] == f"<script>alert({round_})</script>"
                    await here.order("end_phase")
                elif phase == "offer":
                    line = "offer all us_on_canada=2 us_on_mexico=2 renew" if round_ == 2 else "pass"
                    await by["us"].act(f"o{round_}", "plan", lines=[line])
                    for c in ("canada", "mexico"):
                        await by[c].act(f"o{round_}", "plan", lines=[])
                elif phase == "decide":
                    offers = {c: by[c].view["task"]["offers"] for c in NAMES}
                    for c in NAMES:
                        lines = [o["accept"] for o in offers[c]] + (["vote renew"] if round_ == 3 else [])
                        told = await by[c].act(f"d{round_}", "plan", lines=lines)
                        assert told["type"] == "ack", told
                else:
                    for p in pupils:
                        await p.act(f"r{round_}", "done", on=True)
        for p in pupils:
            await p.see(lambda v: v["phase"]["name"] == "reflect")
            await p.act("w", "reflect", text="because it was fair")
        for p in pupils:
            view = await p.see(lambda v: v["phase"]["name"] == "ended")
            assert len(view["task"]["months"]) == 3 and view["task"]["wrote"] == "because it was fair"
        assert not any("<script>" in f for f in by["canada"].frames), "Canada heard what two others said"
        name = here.hall.name
        await here.order("leave")
        store = here.hall.store
        store.close()
        (record,) = records_of(store.path(name)).values()
        assert verify(record).equal and record.seats == ("person",) * 3

    run(lesson, tmp_path)


def test_a_page_comes_back_with_all_it_had_and_nothing_counts_twice(tmp_path: Path):
    async def lesson(here: School) -> None:
        (pupil,) = await playing(here, 1)
        await pupil.act("one", "check", item=0, answer=0)
        view = await pupil.see(lambda v: "answer" in v["task"]["asked"][0])
        await pupil.socket.close()
        await until(lambda: not here.hall.students)
        back = await enter(await here.student(), type="hello", token=pupil.token)
        again = await back.see()
        for name in ("room", "me", "board", "sheet", "task", "talk"):
            assert again[name] == view[name]
        assert (await back.act("one", "check", item=0, answer=1))["type"] == "ack"
        assert sum(e.kind == "check" for e in here.hall.store.read_from(here.hall.name)) == 1

    run(lesson, tmp_path)


def test_the_latest_socket_of_a_seat_wins_and_the_older_is_told(tmp_path: Path):
    async def lesson(here: School) -> None:
        first = await joined(here, await here.code())
        second = await enter(await here.student(), type="hello", token=first.token)
        await hear(first.socket, "replaced")
        with pytest.raises(ConnectionClosed):
            while True:
                await first.socket.recv()
        assert first.socket.close_code == REPLACED
        await until(lambda: len(here.hall.students) == 1)
        assert (await second.act("x", "language", language="fr"))["type"] == "ack"

    run(lesson, tmp_path)


def test_a_copied_token_shows_at_the_console_and_a_code_of_ones_own_brings_the_owner_back(tmp_path: Path):
    async def lesson(here: School) -> None:
        owner = await joined(here, await here.code())
        thief = await enter(await here.student(), type="hello", token=owner.token)
        honest = await enter(await here.student(), type="hello", token=owner.token)
        await send(late := await here.student(), type="hello", token=thief.token)
        assert (await hear(late, "refused"))["code"] == "room.refused.copied"
        async with here.teacher() as console:
            view = await hear(console, "view")
            assert [m["copied"] for m in view["members"]] == [True]
        back = await enter(await here.student(), type="resume", code=here.hall.room.code, resume=owner.resume)
        assert back.member == owner.member
        await send(late := await here.student(), type="hello", token=honest.token)
        assert (await hear(late, "refused"))["code"] == "room.refused.copied"

    run(lesson, tmp_path)


def test_a_room_that_stopped_is_open_again_with_the_next_start(tmp_path: Path):
    kept: dict[str, str] = {}

    async def first(here: School) -> None:
        (pupil,) = await playing(here, 1)
        kept.update(token=pupil.token, code=here.hall.room.code)

    async def second(here: School) -> None:
        assert here.hall.room.code == kept["code"]
        back = await enter(await here.student(), type="hello", token=kept["token"])
        assert (await back.see())["phase"]["name"] == "brief"
        await here.order("leave")

    async def third(here: School) -> None:
        assert here.hall.name == ""
        told = await here.order("open", room=here.hall.store.list()[0])
        assert told["type"] == "done" and here.hall.room.code == kept["code"]
        assert (await here.order("open", room="../../etc/passwd"))["type"] == "reject"
        await here.order("delete", room=here.hall.name)
        assert here.hall.name == "" and here.hall.store.list() == [] and list(tmp_path.iterdir()) == []

    for lesson in (first, second, third):
        run(lesson, tmp_path)


def test_the_teacher_sees_everything_and_hands_out_a_new_code(tmp_path: Path):
    async def lesson(here: School) -> None:
        pupils = await playing(here, 2)
        await here.order("end_phase")
        await here.order("end_phase")
        await pupils[0].act("s", "say", to="all", text="hello there")
        async with here.teacher() as console:
            await answer(console, {"type": "order", "cid": "l", "kind": "look", "body": {"game": 1}})
            frame = await hear(console, "view")
            while not frame.get("game"):
                frame = await hear(console, "view")
            assert frame["game"]["talk"][0]["text"] == "hello there"
            told = await answer(
                console, {"type": "order", "cid": "n", "kind": "link", "body": {"member": pupils[0].member}}
            )
        back = await enter(
            await here.student(), type="resume", code=here.hall.room.code, resume=told["link"]["resume"]
        )
        assert back.member == pupils[0].member
        await here.order("kick", member=back.member, why="rude")
        assert (await hear(back.socket, "refused"))["code"] == "room.refused.gone"
        await send(late := await here.student(), type="hello", token=back.token)
        assert (await hear(late, "refused"))["code"] == "room.refused.token"

    run(lesson, tmp_path)


def test_the_console_shows_who_is_away(tmp_path: Path):
    async def lesson(here: School) -> None:
        pupils = await playing(here, 2)
        async with here.teacher() as console:
            frame = await hear(console, "view")
            assert [m["away"] for m in frame["members"]] == [None, None]
            await pupils[0].socket.close()
            while not any(m["away"] is not None for m in frame.get("members", [])):
                frame = await hear(console, "view")
            assert [m["away"] is None for m in frame["members"]] == [False, True]
            await enter(await here.student(), type="hello", token=pupils[0].token)
            while any(m["away"] is not None for m in frame.get("members", [{"away": 1}])):
                frame = await hear(console, "view")

    run(lesson, tmp_path)


def test_the_games_wait_when_most_people_are_lost_at_once(tmp_path: Path):
    async def lesson(here: School) -> None:
        pupils = await playing(here, 6)
        await asyncio.sleep(0.6)  # they have been here for a while
        await pupils[0].socket.close()
        await until(lambda: len(here.hall.students) == 5)
        await asyncio.sleep(0.6)
        assert not any(t.paused for t in here.hall.room.tables.values())  # one is not most
        for pupil in pupils[1:5]:
            await pupil.socket.close()
        await until(lambda: all(t.paused for t in here.hall.room.tables.values()))
        assert here.hall.cut_off
        await enter(await here.student(), type="hello", token=pupils[0].token)
        await here.order("resume")
        assert not here.hall.cut_off and not any(t.paused for t in here.hall.room.tables.values())
        await asyncio.sleep(0.6)
        assert not here.hall.cut_off

    run(lesson, tmp_path)


def test_the_projector_shows_the_door_and_no_secret(tmp_path: Path):
    async def lesson(here: School) -> None:
        key = here.projector.partition("key=")[2]
        async with wire(f"127.0.0.1:{here.port}", f"/screen/ws?key={key}") as screen:
            assert (await hear(screen, "view"))["room"] is None
            code = await here.code()
            frame = await hear(screen, "view")
            while frame.get("room", {}).get("code") != code:
                frame = await hear(screen, "view")
            if here.hall.address:
                assert len(frame["door"]["qr"]) > 20 and code not in frame["door"]["url"]
            await send(screen, type="act", cid="x", kind="say", body={})  # nothing it says is heard
            await joined(here, code)
            frame = await hear(screen, "view")
            assert frame["room"]["people"] == 1

    run(lesson, tmp_path)


@pytest.mark.parametrize("unread", [False, True], ids=["can be read", "cannot be read either"])
def test_a_full_disk_stops_the_room_and_says_so_until_there_is_space(unread: bool, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("negotiation.classroom.hall.AGAIN", 0.2)
    append, read_from, full = SqliteStore.append, SqliteStore.read_from, [False]

    def read(self, room, seq=0):
        if full[0] and unread:
            raise StoreError([])
        return read_from(self, room, seq)

    monkeypatch.setattr(SqliteStore, "read_from", read)

    def store(self, room, events):
        if full[0]:
            raise StoreError(
                [Problem("room", 0, "", Reason("room.file.full"), Reason("room.file.make_space"))]
            )
        append(self, room, events)

    monkeypatch.setattr(SqliteStore, "append", store)

    async def lesson(here: School) -> None:
        pupils = await playing(here)
        before = here.hall.room.snapshot()
        full[0] = True
        told = await pupils[0].act("a", "done", on=True)
        async with here.hall.turn:  # not in the middle of trying the disk again
            assert told["code"] == "room.refused.disk" and (unread or here.hall.room.snapshot() == before)
        await pupils[1].see(lambda v: v["trouble"])
        full[0] = False
        await pupils[1].see(lambda v: not v["trouble"])
        assert (await pupils[0].act("a", "done", on=True))["type"] == "ack"

    run(lesson, tmp_path)


# refusals ------------------------------------------------------------------------------------------------------------


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


def test_a_seat_has_room_for_four(tmp_path: Path):
    async def lesson(here: School) -> None:
        await playing(here, 3)
        assert (await here.order("reseat", member="m1", game=9, seat=0))["code"] == "room.refused.no_seat"
        assert seating.SEAT_SHARED == 4

    run(lesson, tmp_path)


def test_the_colors_are_those_of_the_window():
    css = pages.tokens_css()
    assert (
        f"--trust:{PAPER['trust']};" in css and f"--trust:{NIGHT['trust']};" in css and "--good-well:" in css
    )
