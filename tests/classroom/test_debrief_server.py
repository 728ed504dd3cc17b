"""The debrief by socket and page: what the console asks for, what projector and phones are sent, tables by download."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
import zipfile
from pathlib import Path

import pytest

with contextlib.suppress(ImportError):  # without the extra these tests are left out, and named
    from school import Pupil, School, answer, enter, hear, run, until, wire

    from negotiation.classroom.staff import COOKIE

pytestmark = pytest.mark.needs("classroom")
SECONDS = dict.fromkeys(("brief", "predict", "talk", "offer", "decide", "result", "reflect"), 0)


def test_a_class_is_debriefed_and_asked(tmp_path: Path):
    """From the last month to the gradebook; the room is the same when it is opened again."""

    async def lesson(here: School) -> None:
        code = await here.code(seconds=SECONDS, talks="off", months=2)
        pupils: list[Pupil] = []
        for language in ("en", "es", "fr"):
            pupils.append(await enter(await here.student(), type="join", code=code, language=language))
        await here.order("seat")
        await here.order("begin")
        while not here.hall.room.play_over():
            await here.order("end_phase")
        assert (await here.order("what_if", game=1, month=1))["type"] == "reject"
        assert (await here.order("debrief"))["type"] == "done"
        for pupil in pupils:
            view = await pupil.see(lambda v: bool(v.get("after")))
            assert view["after"]["card"]["id"] == "vent" and "places" not in view["after"]["card"]
        assert (await pupils[0].act("w", "word", word="hope"))["type"] == "ack"
        async with wire(f"127.0.0.1:{here.port}", f"/screen/ws?key={here.hall.screen_key}") as screen:
            shown = await hear(screen, "view")
            assert shown["card"]["id"] == "vent" and shown["card"]["sheets"][0]["rows"] == [["hope", "1"]]
            await here.order("card", card="happened")
            while (shown := await hear(screen, "view")).get("card", {"id": "vent"})["id"] != "happened":
                pass
        # What is asked of the engine is reckoned beside the lesson, and kept.
        told = await here.order("rule", rule="three_way")
        assert told["type"] == "done" and here.hall.room.rules["three_way"][0]["game"] == 1
        assert (await here.order("rule", rule="none such"))["type"] == "reject"
        assert (await here.order("what_if", game=1, month=1, without="us: slight canada"))["type"] == "reject"
        assert (await here.order("quiz"))["type"] == "done"
        for pupil in pupils:
            view = await pupil.see(lambda v: bool(v["after"]) and v["after"]["stage"] == "quiz")
            assert len(view["after"]["quiz"]) == 4
            assert (await pupil.act("q0", "answer", place=0, answer=0))["type"] == "ack"
            view = await pupil.see(lambda v: "answer" in v["after"]["quiz"][0])
        async with here.teacher() as console:
            found = await answer(console, {"type": "order", "cid": "c", "kind": "close", "body": {}})
            assert found["type"] == "done"
        await until(lambda: here.hall.room.stage == "closed")
        await tables(here)

    run(lesson, tmp_path)

    async def again(here: School) -> None:
        name = here.hall.store.list()[0]
        await here.order("open", room=name)
        room = here.hall.room
        assert len(room.answers) == 3 and room.spoken and room.choice.rule == "three_way"

    run(again, tmp_path)


async def tables(here: School) -> None:
    """The downloads: for who holds the secret, and whole."""
    own = {"Cookie": f"{COOKIE}={here.secret}", "Host": f"127.0.0.1:{here.console_port}"}
    refused = await asyncio.to_thread(here.get, "/tables.zip", here.console_port, Host=own["Host"])
    assert refused.status == 403
    for path in ("/tables.zip", "/gradebook.csv"):
        assert (await asyncio.to_thread(here.get, path)).status == 404, "not on the network"
    got = await asyncio.to_thread(lambda: here.get("/tables.zip?lang=es", here.console_port, **own))
    assert got.status == 200 and "attachment" in str(got.getheader("content-disposition"))
    pack = zipfile.ZipFile(io.BytesIO(got.content))                       # type: ignore[attr-defined]
    assert len(list(csv.reader(io.StringIO(pack.read("quiz.csv").decode())))) == 4
    got = await asyncio.to_thread(lambda: here.get("/gradebook.csv", here.console_port, **own))
    rows = list(csv.DictReader(io.StringIO(got.content.decode())))        # type: ignore[attr-defined]
    assert len(rows) == 3 and {r["quiz_max"] for r in rows} == {"4"}
