"""The quiz: items from the games themselves, one right answer each, kept in the log beside what was answered."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from classes import at_random, of_computers, of_people
from lessons import seat_of
from quiz_check import checked

from negotiation.classroom import after, views
from negotiation.classroom.acts import act
from negotiation.classroom.debrief import export
from negotiation.classroom.event import Refused
from negotiation.classroom.kept import Kept
from negotiation.classroom.orders import order
from negotiation.classroom.quiz.item import Option, counts, kinds, numbers
from negotiation.classroom.quiz.sheet import items_of, sheet
from negotiation.classroom.room import Room
from negotiation.classroom.settings import settings_of
from negotiation.words import words


def test_every_item_of_fifty_games_has_one_right_answer():
    """Worked out a second time from the games played again; 1,000 games by `make quizzes`."""
    found = Counter[str]()
    for seed in (21, 22):
        found += checked(at_random(25, seed), (0, 1, 2))
    assert set(found) == set(kinds()), "every kind was met"


def test_numbers_never_look_alike():
    for right in (0.0, 0.04, -0.1, 12.34, -87.6):
        for wrong in ([], [("sign", -right)], [("joint", right + .1), ("half", right), ("sign", -right)]):
            found = numbers("money", right, wrong)
            values = [o.value for o in found]
            assert len(found) == 4 and values == sorted(values)
            assert [o.value for o in found if not o.mistake] == [round(right, 1)]
            assert min(b - a for a, b in itertools.pairwise(values)) >= .2
    assert [o.value for o in counts(0, [("kept_ones", 0), ("all_given", 2)])] == [0, 1, 2, 3]
    assert isinstance(counts(1, [])[0], Option)


def quiz_room() -> Room:
    room = of_people(3, 4, 150, calm=True, quiz=("walk_away", "promises", "shadow", "article"))
    order(room, "quiz", {})
    return room


def test_a_student_answers_once_and_hears_at_once():
    room = quiz_room()
    member = seat_of(room, "mexico")
    items = items_of(room, member)
    before = views.student(room, member, Kept())["after"]["quiz"]
    assert len(before) == 4 and not any({"answer", "solution", "right", "why"} & set(row) for row in before)
    key = items[0].key
    act(room, member, "answer", {"place": 0, "answer": key}, "a0")
    act(room, member, "answer", {"place": 1, "answer": (items[1].key + 1) % 4}, "a1")
    for body in ({"place": 0, "answer": 1}, {"place": 9, "answer": 0}, {"place": 2, "answer": 4}, {"place": 2}):
        with pytest.raises(Refused):
            act(room, member, "answer", body, f"x{room.seq}{json.dumps(body)}")
    rows = views.student(room, member, Kept())["after"]["quiz"]
    assert rows[0]["right"] and rows[0]["solution"] == key and not rows[1]["right"]
    assert rows[1]["why"] and rows[1]["how"] and "answer" not in rows[2]
    other = views.student(room, seat_of(room, "us"), Kept())["after"]["quiz"]
    assert not any("answer" in row for row in other)
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()


def test_the_log_and_the_table_hold_each_item_whole():
    room = quiz_room()
    for country in ("us", "canada"):
        member = seat_of(room, country)
        for place, item in enumerate(items_of(room, member)):
            act(room, member, "answer", {"place": place, "answer": (item.key + place) % 4}, f"{country}{place}")
    rows = list(csv.DictReader(io.StringIO(export.files(room, room.fresh, words("en"))["quiz.csv"])))
    assert len(rows) == 8
    closed = {e.seq for e in room.fresh if e.kind == "closed"}
    for row in rows:
        options, mistakes = json.loads(row["options"]), row["mistakes"].split()
        assert len(options) == len(mistakes) == 4 and mistakes.count("-") == 1
        assert mistakes[int(row["key"]) - 1] == "-" and (row["key"] == row["answer"]) == (row["right"] == "1")
        assert {int(x) for x in row["events"].split()} <= closed
        if row["source"] == "own":
            assert row["events"] and row["about"] == row["game"]
    told = after.console(room, Kept(), "fr")["after"]["quiz"]
    assert sum(k["answered"] for k in told["kinds"]) == 8 and sum(k["right"] for k in told["kinds"]) == 2
    assert sum(n for k in told["kinds"] for _, n in k["mistakes"]) == 6
    grades = list(csv.DictReader(io.StringIO(export.files(room, room.fresh, words("en"))["gradebook.csv"])))
    assert sorted(int(r["quiz"]) for r in grades) == [0, 1, 1] and {r["quiz_max"] for r in grades} == {"4"}


def test_a_mark_of_the_gradebook_stands_under_a_place_not_under_what_was_not_asked():
    """Where nobody promised anything, another kind of question takes the place; quiz.csv names it."""
    room = of_computers([["hold"] * 3], 3)
    asked = [item.kind for item in sheet(room.lesson(), None, -1, ("promises", "shadow"), 1)]
    assert asked[0] != "promises" and asked[1] == "shadow"
    room.settings = replace(room.settings, quiz=("promises", "shadow"))
    assert [name for name in export.grade_columns(room) if name.startswith("item")] == ["item.1", "item.2"]
    assert "promises" in export.grade_columns(room)["item.1"]


def test_a_seat_of_a_computer_or_nobody_is_asked_about_the_middle_game():
    room = quiz_room()
    lesson = room.lesson()
    for item in sheet(lesson, None, -1, ("walk_away", "class_mean"), 1):
        assert item.source in ("median", "class") and len(item.options) == 4
    member = seat_of(room, "us")
    item, row = items_of(room, member)[0], after.student(room, member, Kept())["after"]["quiz"][0]
    assert item.source == "own" and item.events
    assert row["source"] == words(member.language)("quiz.source.own", n=1, events=str(item.events[0]))


def test_nobody_answers_outside_the_quiz_and_a_plan_names_its_items():
    room = of_people(3, 4, 40, calm=True)
    with pytest.raises(Refused):
        act(room, seat_of(room, "us"), "answer", {"place": 0, "answer": 0}, "a")
    with pytest.raises(Refused):
        settings_of({"quiz": ["no such kind"]}, ("en",))
    assert settings_of({"quiz": ["zone", "left"]}, ("en",)).quiz == ("zone", "left")


def test_every_kind_reads_well_in_every_language():
    room = of_people(3, 4, 150, calm=True, quiz=tuple(kinds()))
    order(room, "quiz", {})
    for name in ("us", "canada", "mexico"):
        member = seat_of(room, name)
        for language in ("en", "es", "fr"):
            member.language = language
            for row in views.student(room, member, Kept())["after"]["quiz"]:
                assert not re.search(r"\{\w", json.dumps(row)) and len(set(row["options"])) == 4
