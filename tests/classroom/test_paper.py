"""Games on paper, a second game, a lesson that is late, rooms that are old: what the plans need of a room."""

from __future__ import annotations

import asyncio
import datetime
import json
import re
from html import unescape
from pathlib import Path

import pytest
from lessons import CODE, begun, do, new_room, until

from negotiation.classroom import absent, door, keeping, pace, paper
from negotiation.classroom.event import Event, Refused
from negotiation.classroom.hall import Hall
from negotiation.classroom.lesson import lesson
from negotiation.classroom.orders import order
from negotiation.classroom.phases import tick
from negotiation.classroom.room import Room
from negotiation.classroom.room_file import records_of
from negotiation.classroom.settings import DECIDE, ENDED, OFFER, scenario_texts
from negotiation.classroom.store import SqliteStore
from negotiation.record import verify
from negotiation.rules.names import NAMES
from negotiation.words import languages, words

EN = words("en")
DEAL = "offer all us_on_canada=2 us_on_mexico=2 renew"


def on_paper(games: int = 1, **settings: object) -> Room:
    room = new_room(0, **settings)
    paper.order(room, "paper_games", {"games": games}, EN)
    return room


def slips(room: Room, us: list[str], canada: list[str], mexico: list[str], game: int = 1) -> dict:
    return paper.order(room, "paper", {"game": game, "lines": [us, canada, mexico]}, EN)


def refusal(room: Room, kind: str, **body: object) -> str:
    """Why the console is refused; nothing has changed."""
    before = room.snapshot()
    with pytest.raises(Refused) as refused:
        paper.order(room, kind, body, EN)
    assert room.snapshot() == before
    return refused.value.reason.id


# paper ---------------------------------------------------------------------------------------------------------------


def test_a_game_on_paper_is_typed_slip_by_slip_and_is_an_ordinary_game(tmp_path: Path):
    room = on_paper(2, months=2, treatment="talks")
    table = room.tables[1]
    room.now += 10_000
    assert not tick(room) and table.phase == OFFER and table.round == 1, "no clock runs"
    form = paper.order(room, "paper_form", {"game": 1}, EN)["form"]
    assert [s["country"] for s in form["seats"]] == list(NAMES) and form["phase"] == OFFER
    worth = paper.order(room, "paper_worth", {
        "game": 1, "seat": 0, "partner": "all", "levels": {"us_on_canada": 2, "us_on_mexico": 2, "renew": 1}}, EN)
    line = worth["worth"]["line"]
    form = slips(room, [line], ["call mexico"], [])["form"]
    assert form["phase"] == DECIDE and table.session.past[0].lines[1] == ("call mexico",)
    offers = [s["task"]["offers"] for s in form["seats"]]
    assert not offers[0] and offers[1][0]["from"] == offers[2][0]["from"] == "us"
    form = slips(room, [], [offers[1][0]["accept"]], [offers[2][0]["accept"]])["form"]
    assert form["phase"] == OFFER and form["round"] == 2
    slips(room, [], [], [])
    votes = [["vote renew"]] * 3
    assert slips(room, *votes) == {"form": None} and table.phase == ENDED and table.session.over
    assert room.tables[2].phase == OFFER, "the other game waits"
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()
    store = SqliteStore(tmp_path)
    name = store.create_room(CODE)
    store.append(name, room.fresh)
    store.close()
    assert all(verify(record).equal for record in records_of(store.path(name)).values())


def test_what_a_slip_cannot_say_changes_nothing():
    room = on_paper(1)
    assert refusal(room, "paper", game=1, lines=[[DEAL], ["accept us"], []])
    assert refusal(room, "paper", game=1, lines=[[], ["us: call mexico"], []])
    assert refusal(room, "paper", game=1, lines=[[], ["call nobody"], []])
    assert refusal(room, "paper", game=1, lines=[["call canada"] * 9, [], []]) == "room.refused.kind"
    assert refusal(room, "paper", game=1, lines=[["call canada"], []]) == "room.refused.kind"
    assert refusal(room, "paper", game=1, lines="call canada") == "room.refused.kind"
    assert refusal(room, "paper", game=9, lines=[[], [], []]) == "room.refused.no_game"
    assert refusal(room, "paper_worth", game=1, seat=7, partner="all", levels={}) == "room.refused.no_seat"
    assert refusal(room, "paper_worth", game=1, seat=1, partner="canada", levels={}) == "room.refused.kind"
    assert refusal(room, "paper_games", games=1) == "room.refused.has_begun"
    order(room, "player", {"game": 1, "seat": 2, "player": "default"})
    assert refusal(room, "paper", game=1, lines=[[], [], ["call us"]]) == "room.refused.computer"
    assert slips(room, [], [], [])["form"]["seats"][2]["task"] == {}
    for games in (0, 41, True, "2", None):
        assert refusal(new_room(0), "paper_games", games=games) == "room.refused.setting"


def test_a_game_whose_devices_fail_goes_on_on_paper_and_back():
    room = begun()
    until(room, "talk")
    assert refusal(room, "paper_form", game=1) == "room.refused.pause_first"
    order(room, "pause", {"game": 1})
    assert paper.order(room, "paper_form", {"game": 1}, EN)["form"]["phase"] == OFFER
    do_lines = [["call canada"], [], []]
    slips(room, *do_lines)
    order(room, "resume", {"game": 1})
    assert room.tables[1].phase == DECIDE and not room.tables[1].paused
    do(room, "canada", "plan", {"lines": []})
    assert room.tables[1].session.past[0].lines[0] == ("call canada",)


# a second game -------------------------------------------------------------------------------------------------------


def test_a_second_game_moves_everybody_on_by_one_country_and_changes_the_arms():
    room = begun(people=7, treatment="history", months=1)
    before = {m.name: (m.game, m.seat, m.pen) for m in room.members.values()}
    arms = {n: t.arm.name for n, t in room.tables.items()}
    with pytest.raises(Refused):
        order(room, "again", {})
    for number in list(room.tables):
        until(room, ENDED, number)
    order(room, "again", {})
    games = len(arms)
    for m in room.members.values():
        game, seat, pen = before[m.name]
        assert (m.game, m.seat, m.pen) == (game + games, (seat + 1) % 3, pen)
    for n, arm in arms.items():
        assert {arm, room.tables[n + games].arm.name} == {"told", "untold"}
        assert [room.tables[n + games].players[(i + 1) % 3] for i in range(3)] == list(room.tables[n].players)
    table = room.tables[games + 1]
    assert table.phase == "brief" and table.ends == room.now + room.settings.seconds["brief"] // 2
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()


# late ----------------------------------------------------------------------------------------------------------------


def planned(people: int = 3) -> Room:
    """A room of the civics plan whose games have begun."""
    plan, room = lesson("civics"), Room()
    settings, room.now = plan.settings("en"), 1000.0
    room.record("room", {"code": CODE, "salt": "salt", "seed": 1, "settings": settings.body(),
                         "scenarios": scenario_texts(settings), "plan": plan.carried()})
    for _ in range(people):
        door.join(room, CODE, "en")
    order(room, "seat", {})
    order(room, "begin", {})
    return room


def test_a_lesson_that_is_late_shortens_its_months_and_never_the_debrief():
    room = planned()
    assert pace.latest(room) == room.begun + 25 * 60 and pace.late(room, room.now) == 0
    with pytest.raises(Refused):
        order(room, "pace", {})
    order(room, "extend", {"seconds": 180})        # the brief took three minutes longer
    late = pace.late(room, room.now)
    assert 0 < late <= 180
    order(room, "pace", {})
    assert pace.late(room, room.now) == 0
    assert room.settings.seconds["reflect"] == 120 and room.settings.seconds["offer"] < 60
    while room.tables[1].phase != ENDED:           # nobody is done early
        room.now = room.tables[1].ends or room.now
        tick(room)
    assert room.now <= pace.latest(room)
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()


def test_months_have_a_shortest_length_and_a_lesson_without_a_plan_is_never_late():
    room = planned()
    order(room, "extend", {"seconds": 1500})
    order(room, "pace", {})
    assert room.settings.seconds["talk"] == 36 and pace.late(room, room.now) > 0
    assert pace.latest(begun()) is None and pace.late(begun(), 9e9) == 0


# the page for who was absent -----------------------------------------------------------------------------------------


def test_the_page_for_who_was_absent_tells_a_game_and_nothing_of_any_person():
    room = begun(months=2, talks="free")
    with pytest.raises(Refused):
        absent.page(room, "en")
    until(room, "talk")
    do(room, "us", "say", {"to": "us-canada", "text": "canary <b>talk</b>"})
    until(room, OFFER)
    do(room, "us", "plan", {"lines": [DEAL]})
    until(room, "reflect")
    do(room, "canada", "reflect", {"text": "canary of a sentence"})
    order(room, "end_phase", {"game": 1})
    for language in languages():
        t, page = words(language), unescape(absent.page(room, language))
        assert f'<html lang="{language}">' in page and "canary" not in page and "<script" not in page
        assert not re.search(r'(?:src|href)=|https?://', page), "it asks for nothing"
        for m in room.members.values():
            assert t(f"room.animal.{m.animal}") not in page
        assert t(f"ending.{room.tables[1].session.ending}") in page
        assert page.count("<details>") == 3 + 2 and "negotiation play tutorial" in page
        assert not re.search(r">(absent|page|room|console)\.[a-z]", page), "every message is there"


# how long rooms are kept ---------------------------------------------------------------------------------------------

NOW = datetime.datetime(2026, 11, 26, 12).timestamp()


def kept(folder: Path, code: str, begun: str, last: str, monkeypatch: pytest.MonkeyPatch) -> str:
    class Day(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            return datetime.date.fromisoformat(begun)

    monkeypatch.setattr("negotiation.classroom.store.date", Day)
    store = SqliteStore(folder)
    name = store.create_room(code)
    t = datetime.datetime.fromisoformat(last).timestamp()
    store.append(name, [Event(1, "lock", {"on": True}, t), Event(2, "put_away", {"on": True}, NOW)])
    store.close()
    return name


def test_rooms_left_alone_are_deleted_after_their_days_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    old = kept(tmp_path, "AAAAAA", "2026-09-01", "2026-10-20", monkeypatch)
    used = kept(tmp_path, "BBBBBB", "2026-09-01", "2026-11-20", monkeypatch)
    new = kept(tmp_path, "CCCCCC", "2026-11-20", "2026-11-20", monkeypatch)
    open_ = kept(tmp_path, "DDDDDD", "2026-09-01", "2026-09-02", monkeypatch)
    broken = tmp_path / "2026-09-01-EEEEEE.negroom"
    broken.write_text("this is no room")
    other = tmp_path / "notes.txt"
    other.write_text("of the teacher")
    hall = Hall(SqliteStore(tmp_path), 0, lambda: NOW)
    hall.name = open_
    assert asyncio.run(keeping.sweep(hall, 0)) == []
    assert asyncio.run(keeping.sweep(hall, 30)) == [old]
    assert set(hall.store.list()) == {used, new, open_, broken.stem} and other.exists()
    assert not list(tmp_path.glob(f"{old}*")), "nothing stays beside the file"
    assert sorted(asyncio.run(keeping.sweep(hall, 3))) == sorted([used, new])
    assert hall.name in hall.store.list()
    hall.store.close()


def test_a_deleted_room_leaves_no_byte_of_its_lesson_in_the_folder(tmp_path: Path):
    room, store = begun(), SqliteStore(tmp_path)
    until(room, "talk")
    do(room, "us", "say", {"to": "all", "text": "canary"})
    name = store.create_room(CODE)
    store.append(name, room.fresh)
    assert any(b"canary" in p.read_bytes() for p in tmp_path.iterdir())
    store.delete(name)
    assert list(tmp_path.iterdir()) == [] and json.dumps(store.list()) == "[]"
