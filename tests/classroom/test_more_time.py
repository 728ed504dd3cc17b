"""More time for one person: the others keep their own clock, nobody else is told, and the log tells it again."""

from __future__ import annotations

import json

import pytest
from lessons import begun, do, new_room, seat_of, until

from negotiation.classroom import pace, views
from negotiation.classroom.again import again
from negotiation.classroom.debrief.columns import TOLD
from negotiation.classroom.event import Refused
from negotiation.classroom.kept import Kept
from negotiation.classroom.line import timed
from negotiation.classroom.orders import order
from negotiation.classroom.phases import tick
from negotiation.classroom.room import Room

SECONDS = {"brief": 100, "predict": 40, "talk": 60, "offer": 80, "decide": 80, "result": 20, "reflect": 60}


def room_with(times: float = 1.5, **settings: object) -> Room:
    """A game in which Mexico has more time."""
    room = begun(seconds=SECONDS, **settings)
    order(room, "time", {"member": seat_of(room, "mexico").name, "times": times})
    return room


def left(room: Room, country: str) -> float:
    """Seconds on the page of a country."""
    found = timed(views.student(room, seat_of(room, country), Kept())["phase"], room.now)
    return float(found["left"])


def test_it_counts_at_once_and_in_every_phase_but_talk_for_that_seat_alone():
    room = room_with()
    assert [left(room, c) for c in ("us", "canada", "mexico")] == [100, 100, 150]
    for phase in ("predict", "talk", "offer", "decide", "result"):
        until(room, phase)
        others, own = SECONDS[phase] * (1.5 if phase == "talk" else 1), SECONDS[phase] * 1.5
        assert [left(room, c) for c in ("us", "canada", "mexico")] == [others, others, own], phase


def test_the_others_time_ends_before_and_the_game_waits():
    room = room_with(2.0)
    until(room, "offer")
    table = room.tables[1]
    room.now = table.ends
    assert not tick(room) and table.phase == "offer"
    with pytest.raises(Refused, match=r"refused\.time"):
        do(room, "us", "plan", {"lines": []})
    seen = views.student(room, seat_of(room, "us"), Kept())["phase"]
    assert seen["waits"] and left(room, "us") == 0 and left(room, "mexico") == 80
    do(room, "mexico", "plan", {"lines": ["call us"]})
    assert tick(room) and table.phase == "decide", "who had more time is done: nobody waits any longer"
    room.now = table.ends + 79.9
    assert not tick(room)
    room.now += 0.2
    assert tick(room) and table.phase == "result", "twice the time is twice, not more"


def test_a_pause_gives_nothing_and_takes_nothing():
    room = room_with(2.0)
    until(room, "decide")
    table = room.tables[1]
    room.now = table.ends + 30                     # the others' time is over, Mexico has 50 seconds
    order(room, "pause", {})
    assert left(room, "us") == 0 and left(room, "mexico") == 50
    assert all(row["left"] >= 0 for row in timed(views.projector(room)["clock"], room.now))
    room.now += 1000
    order(room, "resume", {})
    assert left(room, "mexico") == pytest.approx(50) and left(room, "us") == 0
    order(room, "extend", {})
    assert left(room, "us") == pytest.approx(30) and left(room, "mexico") == pytest.approx(110)


def test_it_goes_along_to_another_seat_and_can_be_taken_back():
    room = room_with()
    member = seat_of(room, "mexico")
    order(room, "reseat", {"member": member.name, "game": 1, "seat": 0})
    until(room, "predict")
    assert [left(room, c) for c in ("us", "canada")] == [60, 40]
    order(room, "time", {"member": member.name, "times": 1.0})
    assert left(room, "us") == 40 and room.tables[1].more == [0, 0, 0]


@pytest.mark.parametrize("times", [0.5, 3, True, "2", None])
def test_other_times_are_refused(times: object):
    room = new_room()
    with pytest.raises(Refused, match="setting"):
        order(room, "time", {"member": "m1", "times": times})


def test_nobody_else_is_told_and_no_table_holds_it():
    room, plain = room_with(), begun(seconds=SECONDS)
    for country in ("us", "canada"):
        mine, usual = (views.student(r, seat_of(r, country), Kept()) for r in (room, plain))
        mine["phase"].pop("waits"), usual["phase"].pop("waits")
        assert {k: v for k, v in mine.items() if k != "me"} == {k: v for k, v in usual.items() if k != "me"}
        assert mine["me"]["times"] is None
    assert views.student(room, seat_of(room, "mexico"), Kept())["me"]["times"] in ("1.5", "1,5")
    assert "1.5" not in json.dumps(views.projector(room))
    assert "time" not in TOLD and "more" not in TOLD


def test_a_lesson_with_it_is_the_same_read_again_and_knows_how_long_it_takes():
    room = room_with(2.0, months=2)
    for phase in ("predict", "talk", "offer", "decide"):
        until(room, phase)
        room.now += 7
    order(room, "pause", {})
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()
    usual = begun(seconds=SECONDS, months=2)
    slow = room_with(2.0, months=2)
    assert pace._left(slow, slow.tables[1], slow.now, 1.0) == 2 * pace._left(usual, usual.tables[1], usual.now, 1.0)


def test_without_a_clock_there_is_nothing_to_give():
    room = begun(seconds=dict.fromkeys(SECONDS, 0))
    order(room, "time", {"member": seat_of(room, "us").name, "times": 2.0})
    phase = views.student(room, seat_of(room, "us"), Kept())["phase"]
    assert room.tables[1].more == [0, 0, 0] and phase["ends"] is phase["left"] is None


def test_in_a_second_game_the_shorter_brief_is_longer_for_that_person_too():
    room = room_with()
    name = seat_of(room, "mexico").name
    until(room, "ended")
    again(room)
    table = room.tables[2]
    assert table.ends == room.now + 50
    assert table.more[room.members[name].seat] == 25 and sorted(table.more) == [0, 0, 25]
