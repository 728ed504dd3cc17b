"""The console's papers over a real server: who gets them, what they hold, and a paper game typed by socket."""

from __future__ import annotations

import asyncio
import contextlib
import json
from pathlib import Path

import pytest

from negotiation.classroom import lesson
from negotiation.classroom.event import Event

with contextlib.suppress(ImportError):
    from school import School, run

    from negotiation.classroom import pages
    from negotiation.classroom.staff import COOKIE

pytestmark = pytest.mark.needs("classroom")

PATHS = ("/pack", "/slides", "/pack.js", "/pack.json?plan=civics", "/absent.html?lang=fr")


def test_papers_are_for_the_console_alone_and_come_in_three_languages(tmp_path: Path):
    async def here(school: School) -> None:
        held = {"Cookie": f"{COOKIE}={school.secret}"}

        async def get(path: str, port: int = 0, **headers: str):  # type: ignore[no-untyped-def]
            return await asyncio.to_thread(school.get, path, port or school.console_port, **headers)

        for path in PATHS:
            assert (await get(path)).status == 403, path
            assert (await get(path, school.port, **held)).status == 404, "students are served none of it"
        for language in ("en", "es", "fr"):
            got = await get(f"/pack.json?plan=economics&lang={language}&arm=three_way", **held)
            told = json.loads(got.content)
            plan = lesson.lesson("economics")
            assert got.status == 200 and told["title"] == plan.title[language] and told["arm"] == "three_way"
            assert [s["title"] for s in told["slides"]] == [s.title[language] for s in plan.slides]
        for plan in ("nothing", "../kick-start-2025", ""):
            assert (await get(f"/pack.json?plan={plan}", **held)).status == 404
        assert (await get("/absent.html", **held)).status == 404, "no room is open"

    run(here, tmp_path)


def test_a_lesson_by_plan_is_opened_typed_from_paper_and_told_to_who_was_absent(tmp_path: Path):
    async def here(school: School) -> None:
        plan = lesson.lesson("civics")
        settings = {**plan.settings("fr").body(), "months": 1}
        assert (await school.order("create", **{**settings, "plan": "algebra"}))["code"] == "room.refused.setting"
        assert not school.hall.name
        await school.order("create", **settings)
        assert school.hall.room.carried == plan.carried()
        assert (await school.order("paper_games", games=1))["type"] == "done"
        for _ in range(2):
            told = await school.order("paper", game=1, lines=[[], [], []])
        assert told["form"] is None
        held = {"Cookie": f"{COOKIE}={school.secret}"}
        got = await asyncio.to_thread(school.get, "/absent.html?lang=fr", school.console_port, **held)
        page = got.content.decode()
        assert plan.title["fr"] in page and "attachment" in (got.getheader("content-disposition") or "")
        name = school.hall.name
        await school.order("leave")
        await school.order("open", room=name)
        assert school.hall.room.carried == plan.carried(), "the room has its plan, whatever becomes of the file"

    run(here, tmp_path)


def test_old_rooms_are_deleted_at_the_start(tmp_path: Path):
    from negotiation.classroom.store import SqliteStore

    store = SqliteStore(tmp_path)
    name = store.create_room("ABCDEF")
    store.append(name, [Event(1, "lock", {"on": True}, 1.0)])
    store.close()
    for end in ("", "-wal", "-shm"):
        found = tmp_path / f"{name}.negroom{end}"
        if found.exists():
            found.rename(tmp_path / f"2020-01-01-ABCDEF.negroom{end}")

    async def here(school: School) -> None:
        async with asyncio.timeout(20):
            while school.hall.store.list():
                await asyncio.sleep(0.02)

    run(here, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_every_page_of_the_papers_is_small_and_asks_for_nothing_elsewhere():
    for path in ("/pack", "/slides", "/pack.js", "/slides.js", "/lesson.js", "/paper.js", "/pack.css", "/slides.css"):
        body = pages.TEACHER[path].body
        assert len(body) < 12_000 and b"http://" not in body and b"https://" not in body, path
