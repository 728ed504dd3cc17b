"""What goes to a page: nothing that is private to another seat, nothing private at all to the projector."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lessons import Chance, begun, do, seat_of, until

from negotiation.classroom import brief, views
from negotiation.classroom.board import board
from negotiation.classroom.event import Event, Refused
from negotiation.classroom.orders import order
from negotiation.classroom.room import Room
from negotiation.classroom.tasks import appraised, task
from negotiation.rules.fields import FIELDS, NOBODY, OWN, PARTIES
from negotiation.rules.names import NAMES
from negotiation.words import words


def page(room: Room, name: str) -> dict[str, Any]:
    return views.student(room, room.members[name], views.Kept())


def text(frame: Any) -> str:
    return json.dumps(frame, ensure_ascii=False, sort_keys=True)


# leaks ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_no_frame_holds_what_others_wrote_in_private(seed: int):
    """Random lessons in which every text a member writes names it: each frame of every seat is searched."""
    room = begun(people=7, seed=seed, treatment="talks")
    chance, frames, own = Chance(room, seed), 0, 0
    for game in room.tables:
        until(room, "talk", game)
    for _ in range(120):
        chance.step()
        secret = text(views.projector(room))
        assert "canary" not in secret and not any(x in secret for x in ("note ", "planned", "sheet", "m1"))
        member = chance.lot.choice(list(room.members.values()))
        table = room.tables.get(member.game)
        frame = text(page(room, member.name))
        frames += 1
        for other in room.members.values():
            if other is member or f"canary {other.name} " not in frame:
                continue
            # Another's text may stand here only if it was said in a channel this seat hears.
            assert table is not None and other.game == member.game
            for part in frame.split(f"canary {other.name} ")[1:]:
                number = part.split('"')[0]
                row = next(r for r in table.talk if r.get("text") == f"canary {other.name} {number}")
                assert table.hears(member.seat, row["to"])
                own += 1
        for other in room.members.values():
            for kept in (other.token, other.before, other.resume):
                assert not kept or kept not in frame
    assert own > 0 and frames == 120


PRIVATE = ("plan", "predict", "check", "reflect")


def other_choices(room: Room, event: Event, alone: Room) -> dict[str, Any]:
    """The same kind of private event with another content."""
    body = dict(event.body)
    if event.kind == "plan":
        session = alone.tables[event.game].session
        menu = session.scenario.menu
        from negotiation.rules.legality import mask
        from negotiation.rules.notation import line

        codes = [int(c) for c in np.flatnonzero(mask(session.scenario, session.state, body["seat"])) if c]
        body["lines"] = [] if body["lines"] else [line(menu, body["seat"], session.phase, codes[0])]
    elif event.kind == "predict":
        body["seen"] = {
            k: {n: 0.5 if v != 0.5 else 0.9 for n, v in row.items()} for k, row in body["seen"].items()
        }
    elif event.kind == "check":
        body |= {"answer": body["answer"] + 1, "right": not body["right"]}
    else:
        body["text"] = "something else"
    return body


@pytest.mark.parametrize("seed", range(2))
def test_a_page_is_the_same_whatever_the_others_keep_to_themselves(seed: int):
    """Every private event of a lesson, changed: the frames of all other seats stay equal to the last letter."""
    room = begun(people=6, seed=seed)
    chance, tried = Chance(room, 100 + seed), {kind: 0 for kind in PRIVATE}
    for phase in ("brief", "predict", "offer", "decide", "reflect"):
        until(room, phase)
        for member in list(room.at(1, 0) + room.at(1, 1) + room.at(1, 2)):
            table = room.tables[1]
            others = [n for i, n in enumerate(NAMES) if i != member.seat]
            asked: dict[str, tuple[str, dict[str, Any]]] = {
                "brief": ("check", {"item": 0, "answer": chance.lot.randrange(3)}),
                "predict": (
                    "predict",
                    {w: {n: chance.lot.choice((0.1, 0.5, 0.9)) for n in others} for w in ("signs", "raises")},
                ),
                "offer": ("plan", {"lines": [f"call {others[0]}"]}),
                "decide": ("plan", {"lines": []}),
                "reflect": ("reflect", {"text": "because"}),
            }
            kind, body = asked[phase]
            do(room, NAMES[member.seat], kind, body)
            n = next(k for k in range(len(room.fresh) - 1, -1, -1) if room.fresh[k].kind == kind)
            event = room.fresh[n]
            alone = Room.replayed(room.fresh[:n])
            alone.now = room.now
            changed = Event(
                event.seq, event.kind, other_choices(room, event, alone), event.t, event.game, event.who
            )
            alone.apply(changed)
            for rest in room.fresh[n + 1 :]:
                alone.apply(rest)
            for other in room.members.values():
                if (other.game, other.seat) != (1, member.seat):
                    assert text(page(alone, other.name)) == text(page(room, other.name)), (kind, other.name)
            assert text(views.projector(alone)) == text(views.projector(room))
            assert text(page(alone, member.name)) != text(page(room, member.name))  # it was worth hiding
            tried[kind] += 1
            assert table is room.tables[1]
    assert min(tried.values()) == 3


def test_a_whispered_offer_is_seen_by_two():
    frames, first = [], begun(seed=3)  # a tutorial has no luck: the whisper does not leak
    until(first, "offer")
    for offer in ("offer us us_on_canada=2 separate quietly", "offer us us_on_canada=3 separate quietly"):
        room = Room.replayed(first.fresh)
        room.now = first.now
        do(room, "canada", "plan", {"lines": [offer]})
        until(room, "decide")
        state = room.tables[1].session.state
        assert state.quiet[1, 0] == 1 and state.known[1, 0] == 0
        three = {c: text(page(room, seat_of(room, c).name)) for c in NAMES}
        until(room, "result")
        frames.append((three, {c: text(page(room, seat_of(room, c).name)) for c in NAMES}))
    (one, one_after), (two, two_after) = frames
    assert one["mexico"] == two["mexico"] and one_after["mexico"] == two_after["mexico"]
    assert (
        one["us"] != two["us"]
        and one["canada"] == two["canada"]
        and one_after["canada"] != two_after["canada"]
    )


def test_a_seat_sees_what_the_table_of_fields_lets_it_see():
    room = begun(scenario="kick-start-2025")
    until(room, "offer")
    do(room, "canada", "plan", {"lines": ["offer us us_on_canada=2 separate quietly"]})
    until(room, "decide")
    table = room.tables[1]
    hidden = table.session.state.known[1, 0] == 0
    through = table.seen_from(2).state
    for field in FIELDS:
        value, start = getattr(through, field.name), field.start
        if field.sees == NOBODY:
            assert (value == start).all()
        elif field.sees == OWN:
            assert (value[:2] == start).all()
        elif field.sees == PARTIES and hidden:
            assert value[1, 0] == start
        if field.sees == "all":
            assert np.array_equal(value, getattr(table.session.state, field.name))


# what a page says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("scenario", ["tutorial", "kick-start-2025", "tiny"])
def test_every_page_of_a_lesson_can_be_worded(language: str, scenario: str):
    room = begun(people=4, scenario=scenario, months=0 if scenario != "kick-start-2025" else 2)
    for member in room.members.values():
        member.language = language
    seen = set()
    while not room.play_over():
        for member in room.members.values():
            frame = page(room, member.name)
            seen.add(room.tables[1].phase)
            assert frame["phase"]["name"] == room.tables[member.game].phase
        views.teacher(room, {}, language, 1, ())
        views.projector(room)
        order(room, "end_phase", {})
    views.teacher(room, {}, language, 2, ())
    assert {"brief", "offer", "decide", "result", "reflect"} <= seen
    own = page(room, "m1")["task"]
    assert len(own["months"]) == room.tables[1].session.month and own["ending"]["title"]


def test_the_brief_asks_what_the_engine_knows():
    room = begun()
    for seat, country in enumerate(NAMES):
        line, tariff = brief.questions(room.tables[1], seat)
        session = room.tables[1].session
        assert line.options[line.right] == pytest.approx(float(session.appraisal().outside[seat]), abs=0.05)
        assert len(line.options) == 4 and min(np.diff(line.options)) > 0.1
        partner = max(seat, 1)
        assert tariff.options[tariff.right] == session.state.wall[0, partner]
        asked = page(room, seat_of(room, country).name)["task"]["asked"]
        assert all("solution" not in q and "right" not in q for q in asked)
        do(room, country, "check", {"item": 0, "answer": line.right})
        asked = page(room, seat_of(room, country).name)["task"]["asked"]
        assert asked[0]["right"] is True and asked[0]["solution"] == line.right and "solution" not in asked[1]


def test_the_points_sheet_and_the_builder_tell_what_the_session_tells():
    room = begun()
    until(room, "offer")
    table, t = room.tables[1], words("en")
    found = appraised(
        table, 2, t, {"partner": "us", "levels": {"us_on_mexico": 2, "drop": 1, "access_mexico": 1}}
    )
    session = table.session
    deal = int(session.scenario.menu.say[2].deal[session.parse(found["line"], 2).code])
    assert found["gain"] == t.number(session.value(deal, 2), "+,.1f") and found["why_not"] is None
    assert found["without"] == t.number(float(session.appraisal().outside[2]), "+,.1f")
    do(room, "mexico", "plan", {"lines": [found["line"]]})
    until(room, "decide")
    lying = task(table, 0, t)["offers"][0]
    assert lying["gain"] == t.number(session.value(deal, 0), "+,.1f") and lying["accept"] == "accept mexico"
    boards = [text(board(t, table.seen_from(seat))) for seat in range(3)]
    assert boards == [text(board(t, table.session))] * 3  # what all see alike
    cat = table.session.scenario.catalogue
    bare, opened = cat.number(0, {}), cat.number(0, {2: 1})
    row = next(r for r in brief.sheet(table.session, 1, t)[0]["rows"] if r["clause"] == t("clause.drop"))
    assert row["worth"] == t.number(table.session.value(opened, 1) - table.session.value(bare, 1), "+,.1f")
    rows = brief.sheet(table.session, 1, t)
    assert [k["kind"] for k in rows] == ["Washington", "Mexico City", "All three"] and all(
        k["rows"] for k in rows
    )


def test_a_page_tells_what_a_line_would_break():
    room = begun()
    until(room, "offer")
    do(room, "us", "plan", {"lines": ["pledge canada calm"]})
    do(room, "canada", "plan", {"lines": ["pledge mexico three"]})
    until(room, "decide")
    table, t = room.tables[1], words("en")
    told = task(table, 0, t)["breaks"]
    assert told["wall canada 50 all"] == ["Breaks your promise to Canada: no new tariffs"]
    assert told["wall mexico 50 all"] == ["Breaks your promise to Mexico: the reprieve"]
    assert "wall canada 0 sparing" not in told
    assert task(table, 2, t)["breaks"] == {}
    until(room, "offer")
    apart = {"partner": "us", "levels": {"separate": 1}}
    assert appraised(table, 1, t, apart)["breaks"] == ["Breaks your promise to Mexico: stay three-way"]
    assert appraised(table, 2, t, apart)["breaks"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"partner": "mexico", "levels": {}},
        {"partner": "us", "levels": []},
        {"partner": "us", "levels": {"gold": 1}},
        {"partner": "us", "levels": {"drop": "1"}},
    ],
)
def test_an_offer_that_cannot_be_read_is_refused(asked: dict[str, Any]):
    room = begun()
    until(room, "offer")
    with pytest.raises(Refused, match="kind"):
        appraised(room.tables[1], 2, words("en"), asked)


def test_predictions_are_set_beside_what_happened():
    room = begun()
    until(room, "predict")
    do(
        room,
        "us",
        "predict",
        {"signs": {"canada": 0.9, "mexico": 0.1}, "raises": {"canada": 0.1, "mexico": 0.5}},
    )
    until(room, "offer")
    do(room, "us", "plan", {"lines": ["offer canada us_on_canada=2"]})
    until(room, "decide")
    do(room, "canada", "plan", {"lines": ["accept us"]})
    do(room, "mexico", "plan", {"lines": ["wall us 25 all"]})
    until(room, "result")
    rows = page(room, seat_of(room, "us").name)["task"]["foreseen"]
    assert [(r["chance"], r["came"]) for r in rows] == [(0.9, True), (0.1, False), (0.1, False), (0.5, True)]
    assert page(room, seat_of(room, "canada").name)["task"]["foreseen"] == []


def test_people_of_three_languages_read_one_game():
    room = begun()
    until(room, "talk")
    do(room, "us", "say", {"to": "all", "phrase": "trust"})
    said = {m.language: page(room, m.name)["talk"][0]["text"] for m in room.members.values()}
    assert len(set(said.values())) == 3
    until(room, "offer")
    do(room, "us", "plan", {"lines": ["offer all renew"]})
    until(room, "decide")
    clauses = [
        page(room, seat_of(room, c).name)["task"]["offers"][0]["clauses"] for c in ("canada", "mexico")
    ]
    assert clauses[0] != clauses[1] and len(clauses[0]) == len(clauses[1])


# the pages themselves ------------------------------------------------------------------------------------------------


def test_every_word_of_the_pages_is_in_the_catalogue():
    """Ids written whole in the scripts, and the beginnings of those that are put together."""
    import re

    known = words("en").starting("page.", "screen.", "console.", "pack.")
    folder = Path(views.__file__).with_name("page")
    whole, begun_ = set(), set()
    for file in folder.glob("*.js"):
        code = file.read_text(encoding="utf-8")
        whole |= set(re.findall(r'"((?:page|screen|console|pack)\.[a-z_.0-9]+)"', code))
        begun_ |= {m for m in re.findall(r"`((?:page|screen|console|pack)\.[a-z_.]*)\$\{", code)}
    assert {i for i in whole if i not in known} == set()
    assert {b for b in begun_ if not any(i.startswith(b) for i in known)} == set()
    assert {i for i in known if i not in whole and not any(i.startswith(b) for b in begun_)} == set()
