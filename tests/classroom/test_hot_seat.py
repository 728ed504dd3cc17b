"""A game of a room goes on at one machine, and back in the room."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lessons import begun, do, until
from pilot import Pilot

from negotiation.classroom.event import Event
from negotiation.classroom.hot_seat import HotSeat
from negotiation.classroom.orders import order
from negotiation.classroom.room import Room
from negotiation.classroom.room_file import events_of, records_of, room_of
from negotiation.classroom.store import SqliteStore, StoreError
from negotiation.cli import run as program
from negotiation.record import verify
from negotiation.screens.pages import Sitting
from negotiation.screens.start import first_page
from negotiation.screens.tokens import Look


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A room of two games: three people in the offers of their second month, and one beside computer players."""
    room = begun(people=4)
    until(room, "offer", 1, 2)
    do(room, "mexico", "plan", {"lines": ["call canada"]})
    return written(room, tmp_path)


def written(room: Room, folder: Path) -> Path:
    store = SqliteStore(folder)
    path = store.path(store.create_room(room.code))
    store.append(path.stem, room.fresh)
    store.close()
    return path


def test_three_people_go_on_in_the_window_and_the_room_has_it(file: Path):
    other = room_of(file).tables[2].snapshot()
    game = HotSeat(file, 1)
    sitting = Sitting("en", Look())
    sitting.begin(game.begin(), game.keep)
    pilot = Pilot(first_page(sitting))
    assert sitting.game is not None and sitting.game.session.planned(2) == ["call canada"]
    for _ in range(3):                     # each behind the curtain, then all at once
        pilot.click("begin").click("end")
    room = room_of(file)
    table = room.tables[1]
    assert (table.phase, table.round, table.ends) == ("decide", 2, None)
    assert table.session.past[2].lines == ((), (), ("call canada",))
    assert table.session.state.digest() == sitting.game.session.state.digest()
    for _ in range(3):
        pilot.click("begin").click("end")
    table = room_of(file).tables[1]
    assert (table.phase, table.round, table.session.month) == ("offer", 3, 2)
    assert room_of(file).tables[2].snapshot() == other
    assert all(verify(record).equal for record in records_of(file).values())


def test_the_class_goes_on_where_the_machine_stopped(file: Path):
    game = HotSeat(file, 1)
    session = game.begin()
    session.end_month()
    game.keep(session)
    session.plan("call mexico", seat=1)
    game.keep(session)
    room = room_of(file)
    assert room.tables[1].session.planned(1) == ["call mexico"]
    room.now = room.last + 1
    order(room, "end_phase", {"game": 1})
    assert room.tables[1].session.past[4].lines[1] == ("call mexico",)
    assert Room.replayed([*events_of(file), *room.fresh]).snapshot() == room.snapshot()


def test_played_to_the_end_the_game_has_ended_in_the_room(file: Path):
    game = HotSeat(file, 1)
    session = game.begin()
    while not session.over:
        session.next()
    game.keep(session)
    table = room_of(file).tables[1]
    assert table.phase == "ended" and table.session.ending == session.ending
    before = len(events_of(file))
    game.keep(session)
    assert len(events_of(file)) == before, "nothing new, nothing written"


def test_a_month_taken_back_stays_in_the_file_as_a_branch(file: Path):
    game = HotSeat(file, 1)
    session = game.begin()
    session.end_month()
    game.keep(session)
    for _ in range(3):
        session.undo()
    assert session.phase == "decide"       # in the middle of the first month
    session.plan(next(m for m in session.moves(2) if m.startswith("sector")), seat=2)
    session.next()
    game.keep(session)
    table = room_of(file).tables[1]
    assert [p.lines for p in table.session.past] == [p.lines for p in session.past]
    assert (table.phase, table.round, len(table.branches)) == ("offer", 2, 1)
    assert len(table.branches[0].past) == 4
    assert all(verify(record).equal for record in records_of(file).values())


def test_three_delegations_take_all_chairs_of_a_game_with_computer_players(file: Path):
    game = HotSeat(file, 2)
    session = game.begin(everybody=True)
    assert list(session.people) == [0, 1, 2]
    session.end_month()
    game.keep(session)
    assert room_of(file).tables[2].players == (None, None, None)


def test_a_room_that_went_on_elsewhere_is_left_as_it_is(file: Path):
    game = HotSeat(file, 1)
    session = game.begin()
    session.next()
    game.keep(session)
    store = SqliteStore(file.parent)
    store.append(file.stem, [Event(room_of(file).seq + 1, "headline", {"game": 0, "text": "x"}, 1.0)])
    store.close()
    before = events_of(file)
    session.next()
    sitting = Sitting("en", Look())
    sitting.begin(session, game.keep)
    assert "gone on elsewhere" in sitting.autosave()
    assert events_of(file) == before
    game.keep(session)                     # read again, it may
    assert room_of(file).tables[1].session.month == 2


def test_the_command_goes_on_with_a_game_of_a_room_as_text(file: Path, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("end\nend\nend\nquit\n"))
    assert program(["play", "--load", f"{file}#1", "--text", "--lang", "en"]) == 0
    assert room_of(file).tables[1].phase == "decide"
    assert program(["play", "--load", str(file), "--text", "--lang", "en"]) == 2
    assert f"{file}#1" in capsys.readouterr().err


def test_a_disk_that_refuses_is_told_and_nothing_is_half_written(file: Path, monkeypatch):
    game = HotSeat(file, 1)
    session = game.begin()
    session.next()
    before = events_of(file)
    append = SqliteStore.append

    def full(self, room, events):
        append(self, room, events[:0])
        raise StoreError([])

    monkeypatch.setattr(SqliteStore, "append", full)
    with pytest.raises(StoreError):
        game.keep(session)
    assert events_of(file) == before
    monkeypatch.setattr(SqliteStore, "append", append)
    game.keep(session)
    assert room_of(file).tables[1].phase == "decide"
