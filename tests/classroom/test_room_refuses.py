"""The room without a server: what its door, its members, its teacher and its store refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lessons import CODE, begun, do, new_room, plain, seat_of, through_the_disk, until

from negotiation.classroom import door
from negotiation.classroom.event import Event, Refused
from negotiation.classroom.orders import order
from negotiation.classroom.room_file import records_of
from negotiation.classroom.settings import settings_of
from negotiation.classroom.store import StoreError

# the door ------------------------------------------------------------------------------------------------------------


def test_tokens_are_kept_as_hashes_and_change_at_every_return():
    room = new_room(0)
    came = door.join(room, CODE.lower(), "fr")
    log = json.dumps([dict(e.body) for e in room.fresh])
    assert came.token not in log and came.resume not in log
    second = door.back(room, came.token)
    lost = door.back(room, came.token)  # the answer was lost: the one before is still good
    assert len({came.token, second.token, lost.token}) == 3
    third = door.back(room, lost.token)
    for old in (came.token, second.token):
        with pytest.raises(door.Copied) as error:
            door.back(room, old)
        assert error.value.member == "m1"
    again = door.resume(room, CODE, came.resume.lower())
    with pytest.raises(door.Copied):
        door.back(room, third.token)
    assert door.back(room, again.token).member.name == "m1"
    code = order(room, "link", {"member": "m1"})["link"]["resume"]
    with pytest.raises(Refused, match="resume"):
        door.resume(room, CODE, came.resume)
    assert door.resume(room, CODE, code).member.name == "m1"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"locked": True}, "locked"),
        ({"stage": "play"}, "locked"),
        ({"code": "222222"}, "code"),
        ({"language": "de"}, "setting"),
        ({"full": True}, "full"),
    ],
)
def test_the_door_refuses(change: dict[str, object], why: str, monkeypatch):
    room = new_room(2)
    room.locked, room.stage = bool(change.get("locked", False)), str(change.get("stage", "lobby"))
    if change.get("full"):
        monkeypatch.setattr(door, "MOST_MEMBERS", 2)
    with pytest.raises(Refused, match=why):
        door.join(room, str(change.get("code", CODE)), str(change.get("language", "en")))
    assert len(room.members) == 2


# refusals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phase", "kind", "body", "why"),
    [
        ("talk", "say", {"to": "canada-mexico", "phrase": "hello"}, "channel"),
        ("talk", "say", {"to": "everybody", "phrase": "hello"}, "channel"),
        ("talk", "say", {"to": "all", "phrase": "insult"}, "kind"),
        ("talk", "say", {"to": "all", "text": "x" * 281}, "long"),
        ("talk", "say", {"to": "all", "text": " \n "}, "empty"),
        ("talk", "say", {"to": "all", "text": 7}, "kind"),
        ("brief", "say", {"to": "all", "phrase": "hello"}, "no_talk"),
        ("talk", "plan", {"lines": []}, "phase"),
        ("talk", "done", {"on": True}, "phase"),
        ("brief", "done", {"on": "yes"}, "phase"),
        ("brief", "check", {"item": 2, "answer": 0}, "kind"),
        ("brief", "check", {"item": True, "answer": 0}, "kind"),
        ("brief", "check", {"item": 0, "answer": 99}, "kind"),
        ("predict", "check", {"item": 0, "answer": 0}, "phase"),
        ("predict", "predict", {"signs": {"us": 0.5}, "raises": {}}, "kind"),
        ("predict", "predict", {"signs": {"canada": 0.7}, "raises": {}}, "kind"),
        ("predict", "predict", {"signs": {}}, "kind"),
        ("offer", "plan", {"lines": "call canada"}, "kind"),
        ("offer", "plan", {"lines": ["canada: call us"]}, "not_yours"),
        ("offer", "plan", {"lines": ["wall canada 25 all"]}, "in_talk"),
        ("offer", "plan", {"lines": ["call canada", "call mexico", "appeal"]}, "too_many"),
        ("offer", "plan", {"lines": ["sing canada"]}, "notation.verb"),
        ("offer", "plan", {"lines": ["pass"] * 9}, "kind"),
        ("decide", "plan", {"lines": ["accept canada"]}, "no_offer"),
        ("talk", "reflect", {"text": "because"}, "phase"),
        ("talk", "pen", {"to": "m2"}, "no_member"),
        ("talk", "pen", {"to": "m9"}, "no_member"),
        ("talk", "alias", {}, "alias"),
        ("talk", "language", {"language": "de"}, "setting"),
        ("talk", "resign", {}, "kind"),
    ],
)
def test_what_a_member_may_not_do(phase: str, kind: str, body: dict[str, object], why: str):
    room = begun()
    until(room, phase)
    before = plain(room)
    with pytest.raises(Refused) as error:
        do(room, "us", kind, body)
    assert why in error.value.reason.id and plain(room) == before


def test_a_question_is_answered_once_and_muted_is_muted():
    room = begun()
    do(room, "us", "check", {"item": 0, "answer": 0})
    with pytest.raises(Refused, match="answered"):
        do(room, "us", "check", {"item": 0, "answer": 1})
    until(room, "talk")
    order(room, "mute", {"member": seat_of(room, "us").name, "on": True})
    with pytest.raises(Refused, match="muted"):
        do(room, "us", "say", {"to": "all", "phrase": "hello"})


@pytest.mark.parametrize(("talks", "why"), [("off", "no_talk"), ("phrases", "phrases_only")])
def test_the_teacher_sets_how_people_talk(talks: str, why: str):
    room = begun(talks=talks)
    until(room, "talk")
    with pytest.raises(Refused, match=why):
        do(room, "us", "say", {"to": "all", "text": "anything"})


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        ("seat", {}, "has_begun"),
        ("begin", {}, "has_begun"),
        ("computers", {}, "has_begun"),
        ("pause", {"game": 9}, "no_game"),
        ("rewind", {"game": 1, "round": 1}, "round"),
        ("player", {"game": 1, "seat": 3}, "setting"),
        ("player", {"game": 0, "seat": 1}, "no_game"),
        ("player", {"game": 1, "seat": 1, "player": "nobody_knows"}, ""),
        ("kick", {"member": "m9"}, "no_member"),
        ("reseat", {"member": "m1", "game": 9, "seat": 0}, "no_seat"),
        ("note", {"member": "m1", "text": " "}, "empty"),
        ("headline", {"ready": "war"}, "empty"),
        ("headline", {"ready": "summit", "game": 7}, "no_game"),
        ("extend", {"seconds": -5}, "setting"),
        ("extend", {"seconds": True}, "setting"),
        ("explode", {}, "kind"),
    ],
)
def test_what_the_teacher_may_not_do(kind: str, body: dict[str, object], why: str):
    room = begun()
    before = plain(room)
    with pytest.raises(Refused) as error:
        order(room, kind, body)
    assert why in error.value.reason.id and plain(room) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": -1},
        {"months": 99},
        {"seconds": {"talk": -1}},
        {"seconds": {"nap": 3}},
        {"seconds": []},
        {"talks": "loud"},
        {"treatment": "magic"},
        {"language": "de"},
        {"without": ["offer"]},
        {"scenario": ""},
        {"rehearsal": 1},
        {"luck": 1},
        {"color": "red"},
    ],
)
def test_settings_that_cannot_be(wrong: dict[str, object]):
    with pytest.raises(Refused) as error:
        settings_of(wrong, ("en", "es", "fr"))
    assert str(error.value.reason.places["name"]) in next(iter(wrong))


# the store -----------------------------------------------------------------------------------------------------------


def test_a_store_keeps_all_or_nothing_and_deletes_for_good(tmp_path: Path):
    room = begun()
    store, name = through_the_disk(room, tmp_path)
    twice = [Event(room.seq + 1, "lock", {"on": True}, 1.0), Event(room.seq, "lock", {"on": False}, 1.0)]
    with pytest.raises(StoreError):
        store.append(name, twice)
    assert [e.seq for e in store.read_from(name, room.seq)] == [room.seq]
    assert store.list() == [name]
    with pytest.raises(StoreError):
        store.create_room(CODE)
    with pytest.raises(StoreError):
        store.delete("../" + name)
    store.close()
    assert [p.name for p in tmp_path.iterdir()] == [f"{name}.negroom"]
    store.delete(name)
    assert store.list() == [] and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"not a database at all, but long enough to be one....." * 30, "room.file.not_one"),
        (b"", "room.file.not_one"),
        (None, "file.no_such_file"),
    ],
)
def test_a_file_that_is_no_room_is_named(tmp_path: Path, content: bytes | None, why: str):
    path = tmp_path / "2026-01-01-AAAAAA.negroom"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError) as error:
        records_of(path)
    assert error.value.problems[0].problem.id == why and error.value.problems[0].file == str(path)
