"""One suite for both places where rooms are kept: a folder of SQLite files, and a Postgres database."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import Database, database
from lessons import CODE, Chance, begun

from negotiation.classroom.event import FORMAT, Event
from negotiation.classroom.room import Room
from negotiation.classroom.store import SqliteStore, Store, StoreError, store_at

with contextlib.suppress(ImportError):
    from school import School, enter, run

POSTGRES = pytest.param("postgres", marks=pytest.mark.needs("postgres"))


@pytest.fixture(scope="module")
def server() -> Iterator[Database]:
    with database() as found:
        yield found


@pytest.fixture(params=["folder", POSTGRES])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a store keeps its rooms; nothing is in it."""
    if request.param == "folder":
        return tmp_path
    import psycopg

    address: str = request.getfixturevalue("server").address
    with psycopg.connect(address) as link:
        link.execute("DROP TABLE IF EXISTS event, room")
    return address


@pytest.fixture
def store(place: Path | str) -> Iterator[Store]:
    found = store_at(place)
    yield found
    found.close()


def event(seq: int, who: str = "", cid: str = "", **body: object) -> Event:
    return Event(seq, "say", body, 1000.0 + seq / 7, 3, who, cid)


def test_events_come_back_as_they_were(store: Store):
    name = store.create_room(CODE)
    assert list(store.read_from(name)) == [] and store.list() == [name]
    events = [event(1, "m1", "a", text="¿Qué? «Non» \u0000 \U0001f30e"), event(2, "m1", rate=0.1 + 0.2, deep=[[None]]),
              event(3, "m2", "a", text="the mark of somebody else"), event(4, "m1", n=2**60)]
    store.append(name, events[:3])
    store.append(name, events[3:])
    store.append(name, [])
    assert list(store.read_from(name)) == events
    assert list(store.read_from(name, 3)) == events[2:]
    assert list(store.read_from(name, 5)) == []


@pytest.mark.parametrize("wrong", [event(1), event(3, "m1", "a"), event(3, text="\ud800")],
                         ids=["a number again", "a mark again", "what no file can hold"])
def test_all_of_a_group_is_kept_or_nothing(wrong: Event, store: Store):
    name = store.create_room(CODE)
    store.append(name, [event(1, "m1", "a")])
    with pytest.raises(StoreError):
        store.append(name, [event(2, "m1", "b"), wrong])
    assert list(store.read_from(name)) == [event(1, "m1", "a")]
    store.append(name, [event(2, "m1", "b")])
    assert [e.seq for e in store.read_from(name)] == [1, 2]


def test_a_room_is_made_once_and_found_or_named(store: Store):
    name = store.create_room(CODE)
    with pytest.raises(StoreError, match="a room of this name already"):
        store.create_room(CODE)
    for other in ("2026-01-01-AAAAAA", "../" + name, ""):
        with pytest.raises(StoreError, match="no such file"):
            list(store.read_from(other))
        with pytest.raises(StoreError):
            store.append(other, [event(1)])
        with pytest.raises(StoreError, match="no such file"):
            store.delete(other)
    assert store.list() == [name]


def test_the_room_written_last_is_named_first_and_the_deleted_one_not(store: Store):
    one, two, three = (store.create_room(code) for code in ("AAAAAA", "BBBBBB", "CCCCCC"))
    for name in (three, two, one):
        store.append(name, [event(1)])
        store.close()                      # a file's time is that of its last fold
    store.append(two, [event(2)])
    store.close()
    assert store.list() == [two, one, three]
    store.delete(one)
    assert store.list() == [two, three]
    with pytest.raises(StoreError):
        list(store.read_from(one))
    again = store.create_room("AAAAAA")
    assert list(store.read_from(again)) == []


def test_what_was_written_is_there_for_the_next_who_looks(place: Path | str, store: Store):
    name = store.create_room(CODE)
    store.append(name, [event(1)])
    other = store_at(place)
    assert other.list() == [name] and list(other.read_from(name)) == [event(1)]
    other.append(name, [event(2)])
    with pytest.raises(StoreError):        # two servers: a number is taken once
        store.append(name, [event(2, text="mine")])
    assert list(store.read_from(name)) == [event(1), event(2)]
    other.close()
    assert name[-len(CODE):] in store.place(name)


def test_a_room_of_a_newer_format_is_refused(place: Path | str, store: Store):
    name = store.create_room(CODE)
    store.close()
    if isinstance(store, SqliteStore):
        with sqlite3.connect(store.path(name)) as link:
            link.execute("UPDATE about SET format = ?", (FORMAT + 1,))
        link.close()
    else:
        import psycopg

        with psycopg.connect(str(place)) as found:
            found.execute("UPDATE room SET format = %s", (FORMAT + 1,))
    with pytest.raises(StoreError, match=str(FORMAT + 1)):
        list(store.read_from(name))


def test_a_lesson_at_random_is_the_same_lesson_read_again(store: Store):
    room = begun()
    name = store.create_room(CODE)
    chance = Chance(room, 5)
    for _ in range(8):
        for _ in range(15):
            chance.step()
        store.append(name, room.fresh)
        room.fresh = []
    assert Room.replayed(store.read_from(name)).snapshot() == room.snapshot()


@pytest.mark.needs("postgres")
def test_a_database_that_was_away_is_found_again_and_nothing_kept_is_lost(server: Database):
    store = store_at(server.address)
    name = store.create_room("DDDDDD")
    store.append(name, [event(1)])
    server.stop("immediate")               # as a power switch does it
    with pytest.raises(StoreError, match="check that the database is running"):
        store.append(name, [event(2)])
    with pytest.raises(StoreError):
        store.list()
    server.start()
    store.append(name, [event(2)])
    assert list(store.read_from(name)) == [event(1), event(2)]
    store.close()


@pytest.mark.needs("postgres")
def test_no_password_is_told():
    store = store_at("postgresql://judge:secret@/lessons?host=/nowhere")
    assert store.place("x") == "postgresql:///nowhere/lessons x"
    with pytest.raises(StoreError) as error:
        store.list()
    assert "secret" not in str(error.value)


@pytest.mark.needs("postgres")
@pytest.mark.needs("classroom")
def test_a_lesson_waits_for_its_database_and_is_open_again_with_the_next_start(server: Database):
    code = ""

    async def first(here: School) -> None:
        nonlocal code
        code = await here.code(talks="free")
        async with here.student() as socket:
            pupil = await enter(socket, type="join", code=code, language="fr")
            for kind in ("seat", "begin"):
                assert (await here.order(kind))["type"] == "done"
            await asyncio.to_thread(server.stop)
            told = await pupil.act("one", "check", item=0, answer=0)
            assert told["code"] == "room.refused.disk"
            await pupil.see(lambda view: view["trouble"])
            await asyncio.to_thread(server.start)
            await pupil.see(lambda view: not view["trouble"])
            assert (await pupil.act("one", "check", item=0, answer=0))["type"] == "ack"

    async def second(here: School) -> None:
        assert here.hall.room.code == code
        (checks,) = here.hall.room.tables[1].checks.values()
        assert list(checks) == ["0"]
        assert (await here.order("delete", room=here.hall.name))["type"] == "done"
        assert here.hall.rooms == []

    store = store_at(server.address)
    for name in store.list():
        store.delete(name)
    store.close()
    run(first, server.address)
    run(second, server.address)
