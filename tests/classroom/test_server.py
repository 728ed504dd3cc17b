"""A real server on loopback: lessons by socket, and coming back."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from negotiation.classroom.room_file import records_of
from negotiation.classroom.store import SqliteStore, StoreError
from negotiation.reading import Problem
from negotiation.record import verify
from negotiation.rules.names import NAMES
from negotiation.rules.reasons import Reason
from negotiation.screens.tokens import NIGHT, PAPER

with contextlib.suppress(ImportError):  # without the extra these tests are left out, and named
    from school import School, answer, enter, hear, joined, playing, run, send, until, wire
    from websockets.exceptions import ConnectionClosed

    from negotiation.classroom import pages
    from negotiation.classroom.line import REPLACED

pytestmark = pytest.mark.needs("classroom")


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


def test_the_colors_are_those_of_the_window():
    css = pages.tokens_css()
    assert (
        f"--trust:{PAPER['trust']};" in css and f"--trust:{NIGHT['trust']};" in css and "--good-well:" in css
    )
