"""Ideas asked about before and after: parallel items with one right answer, nothing told too early, the gain."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from lessons import begun, new_room, until

from negotiation.classroom import after, views
from negotiation.classroom.acts import act
from negotiation.classroom.debrief import export
from negotiation.classroom.event import Refused
from negotiation.classroom.kept import Kept
from negotiation.classroom.lesson import lesson
from negotiation.classroom.orders import order
from negotiation.classroom.quiz.before_after import AFTER, BEFORE, Gain, gains, ideas, items
from negotiation.classroom.quiz.item import Item
from negotiation.classroom.room import Member, Room
from negotiation.classroom.settings import settings_of
from negotiation.words import languages, words

ALL = tuple(ideas())


def asked(people: int = 6, **settings: object) -> Room:
    return new_room(people, ideas=ALL, **settings)


def sure(item: Item) -> list[int]:
    """The places of the answers that are right, worked out from the question alone."""
    p = item.places
    if item.kind == "line":
        values = [o.value for o in item.options]
        return [values.index(min(v for v in values if v > p["own"]))]
    if item.kind == "zone":
        return [n for n, o in enumerate(item.options) if o.value[0] >= p["first"] and o.value[1] >= p["second"]
                and sum(o.value) <= p["whole"]]
    return [n for n, o in enumerate(item.options) if o.value == "quiz.outsider.diverted"]


def answer(room: Room, member: Member, rights: list[bool]) -> None:
    """One's items, right or wrong as wished."""
    when = BEFORE if room.stage == "lobby" else AFTER
    for place, (item, good) in enumerate(zip(items(room, member, when), rights, strict=True)):
        given = item.key if good else (item.key + 1) % 4
        act(room, member, "idea", {"place": place, "answer": given}, f"{when}{place}")


def play(room: Room) -> None:
    order(room, "seat", {})
    order(room, "begin", {})
    while not room.play_over():
        order(room, "end_phase", {})
    order(room, "quiz", {})


def test_every_item_has_one_right_answer_and_the_second_time_other_numbers():
    for seed in range(60):
        room = new_room(3, seed, ideas=ALL)
        for member in room.here():
            twice = [items(room, member, when) for when in (BEFORE, AFTER)]
            for item in (*twice[0], *twice[1]):
                assert sure(item) == [item.key]
                assert len({json.dumps(o.value) for o in item.options}) == 4 == len({o.mistake for o in item.options})
            assert all(a.places != b.places for a, b in zip(*twice, strict=True))
            assert twice[0] == items(room, member, BEFORE)


@pytest.mark.parametrize("language", languages())
def test_every_idea_is_worded_and_every_mistake_explained(language: str):
    room = asked(4)
    t = words(language)
    for member in room.here():
        member.language = language
    for member in room.here():
        answer(room, member, [False] * 3)
    play(room)
    for turn in range(4):                  # every answer of every item is given by somebody
        member = room.here()[turn]
        for place, item in enumerate(items(room, member, AFTER)):
            act(room, member, "idea", {"place": place, "answer": (item.key + turn) % 4}, f"a{place}")
        for row in after.student(room, member, Kept())["after"]["ideas"]:
            assert row["why"] and row["how"] and len(set(row["options"])) == 4
            assert not re.search(r"\{\w|quiz\.|cli\.", json.dumps(row, ensure_ascii=False))
            assert (row["why"] == t("quiz.right")) == row["right"]
    told = after.console(room, Kept(), language)["after"]["gains"]
    assert [row["idea"] for row in told] == [*(t(f"quiz.idea.{i}.name") for i in ALL), t("console.gain.all")]


def test_before_the_games_nobody_is_told_what_is_right_and_one_answers_once():
    room = asked(1)
    member = room.members["m1"]
    rows = views.student(room, member, Kept())["ideas"]
    assert len(rows) == 3 and all(set(row) == {"text", "options", "place"} for row in rows)
    answer(room, member, [True, False, True])
    rows = views.student(room, member, Kept())["ideas"]
    assert all(set(row) == {"text", "options", "place", "answer"} for row in rows)
    with pytest.raises(Refused, match="answered"):
        act(room, member, "idea", {"place": 0, "answer": 0}, "again")
    for wrong in ({"place": 3, "answer": 0}, {"place": 0, "answer": 4}, {"place": True, "answer": 0}, {"place": 0}, {}):
        with pytest.raises(Refused, match="kind"):
            act(room, member, "idea", wrong, f"w{wrong}")
    assert views.teacher(room, {}, "en", 0, ())["room"]["first"] == 1
    order(room, "seat", {})
    order(room, "begin", {})
    assert views.student(room, member, Kept())["ideas"] == []
    with pytest.raises(Refused, match="phase"):
        act(room, member, "idea", {"place": 0, "answer": 0}, "late")


def test_a_room_without_them_asks_nothing():
    room = begun()
    assert views.student(room, room.members["m1"], Kept())["ideas"] == [] and gains(room) == []
    until(room, "ended")
    order(room, "quiz", {})
    with pytest.raises(Refused, match="phase"):
        act(room, room.members["m1"], "idea", {"place": 0, "answer": 0}, "x")


def test_the_gain_is_that_of_those_who_answered_twice():
    """Before 1 of 3 and 2 of 3 right, after 3 of 3 and 2 of 3; two more answered once only and do not count."""
    room = asked(4)
    one, two, three, four = room.here()
    answer(room, one, [True, False, False])
    answer(room, two, [True, True, False])
    answer(room, three, [True, True, True])
    play(room)
    answer(room, one, [True, True, True])
    answer(room, two, [True, False, True])
    answer(room, four, [False, False, False])
    found = {g.idea: g for g in gains(room)}
    assert {g.people for g in found.values()} == {2}
    assert (found["line"].before, found["line"].after, found["line"].gain) == (1, 1, None)
    assert (found["zone"].before, found["zone"].after, found["zone"].gain) == (0.5, 0.5, 0)
    assert (found["outsider"].before, found["outsider"].after, found["outsider"].gain) == (0, 1, 1)
    assert found[""].before == pytest.approx(1 / 2) and found[""].after == pytest.approx(5 / 6)
    assert found[""].gain == pytest.approx((5 / 6 - 1 / 2) / (1 - 1 / 2))
    assert Gain("zone", 3, 0.5, 0.25).gain == -0.5, "what was unlearned counts against"


def test_the_tables_give_the_same_gain_counted_again_and_the_log_the_same_room():
    room = asked(6)
    for n, member in enumerate(room.here()):
        answer(room, member, [n % 2 == 0, n % 3 == 0, False])
    play(room)
    for n, member in enumerate(room.here()[:5]):
        answer(room, member, [True, n % 2 == 0, n < 2])
    files = export.files(room, room.fresh, words("en"))
    rows, told, grades = ([*csv.DictReader(io.StringIO(files[name]))]
                          for name in ("ideas.csv", "gains.csv", "gradebook.csv"))
    assert len(rows) == 18 + 15 and len(grades) == 6
    for row in rows:
        assert row["mistakes"].split()[int(row["key"]) - 1] == "-"
        assert (row["key"] == row["answer"]) == (row["right"] == "1")
    for line in told:
        of = [r for r in rows if line["idea"] in ("all", r["idea"])]
        who = {r["who"] for r in of if r["when"] == AFTER}
        before, after_ = ([int(r["right"]) for r in of if r["when"] == when and r["who"] in who]
                          for when in (BEFORE, AFTER))
        x, y = sum(before) / len(before), sum(after_) / len(after_)
        assert int(line["people"]) == len(who) == 5
        assert (float(line["before"]), float(line["after"])) == (pytest.approx(x, abs=1e-6), pytest.approx(y, abs=1e-6))
        assert float(line["gain"]) == pytest.approx((y - x) / (1 - x), abs=1e-5)
    assert [g["after"] for g in grades].count("") == 1 and all(g["ideas"] == "3" for g in grades)
    assert {g["quiz"] for g in grades} == {"0"}, "they are no part of the grade"
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()


def test_every_plan_asks_and_settings_are_checked():
    for name in ("civics", "ir", "economics"):
        assert set(lesson(name).settings("fr").ideas) == set(ALL)
    for wrong in (["no such idea"], ["line", "line"], "line"):
        with pytest.raises(Refused, match="setting"):
            settings_of({"ideas": wrong}, languages())
