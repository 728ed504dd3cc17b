"""Which items a seat is asked, and how a page words them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from ... import explain
from ...words import Words
from ..board import month_name
from ..debrief.facts import Game, Lesson
from ..room import Member, Room
from .item import MEDIAN, OWN, Ask, Item, kinds

SPARE = ("walk_away", "class_mean", "coalition", "shadow")     # kinds that every game of a month can be asked


def items_of(room: Room, member: Member) -> tuple[Item, ...]:
    """The items of a member's seat; one without a game is asked about the game in the middle of the class."""
    lesson = room.lesson()
    place = (member.game, member.seat)
    if place not in room.sheets:
        room.sheets[place] = sheet(lesson, lesson.game(member.game), member.seat, room.settings.quiz, room.seed)
    found: tuple[Item, ...] = room.sheets[place]
    return found


def sheet(lesson: Lesson, game: Game | None, seat: int, wanted: tuple[str, ...], seed: int) -> tuple[Item, ...]:
    """One item of each kind that is wanted.

    Where a game cannot be asked about it, the middle one is, then any; where none can, another kind takes its place.
    """
    if not lesson.games:
        return ()
    own = seat if game is not None else 0
    first = [(game, OWN)] if game is not None and game.people[own] else []
    order = [*first, (lesson.median, MEDIAN), *((g, MEDIAN) for g in lesson.games)]
    out: list[Item] = []
    for name in wanted:
        found = next(_tried(lesson, order, own, name, seed), None)
        taken = {*wanted, *(item.kind for item in out)}
        for spare in SPARE:
            if found is None and spare not in taken:
                found = next(_tried(lesson, order, own, spare, seed), None)
        if found is not None:
            out.append(found)
    return tuple(out)


def _tried(lesson: Lesson, order: list[tuple[Game, str]], seat: int, name: str, seed: int) -> Iterator[Item]:
    for game, source in order:
        lot = random.Random(f"{seed}:{game.number}:{seat}:{name}")
        item = kinds()[name].make(Ask(lesson, game, seat, lot, source))
        if item is not None:
            yield item


def worded(room: Room, t: Words, item: Item, given: Mapping[str, Any] | None) -> dict[str, Any]:
    """An item as a page shows it; the right answer, the mistake and the reckoning once it is answered."""
    game = room.lesson().game(item.game)
    row: dict[str, Any] = {
        "text": t(f"quiz.ask.{item.kind}", **_places(t, game, item.places)), "source": _source(t, item),
        "options": [option(t, game, o.form, o.value) for o in item.options]}
    if given is not None:
        mistake = item.options[given["answer"]].mistake
        row |= {"answer": given["answer"], "right": given["right"], "solution": item.key,
                "why": t(f"quiz.why.{mistake}") if mistake else t("quiz.right"),
                "how": t(f"quiz.how.{item.kind}", **_places(t, game, {**item.places, **item.inputs}))}
    return row


def _source(t: Words, item: Item) -> str:
    events = t("list.separator").join(str(e) for e in item.events)
    return t(f"quiz.source.{item.source}", n=item.game, events=events or "–")


def _places(t: Words, game: Game | None, places: Mapping[str, Any]) -> dict[str, Any]:
    """Places as a sentence takes them: a month by its name."""
    out = dict(places)
    if game is not None and "month" in out:
        out["month"] = month_name(t, game.session, int(out["month"]) - 1)
    return out


def option(t: Words, game: Game | None, form: str, value: Any) -> str:
    """An answer in words."""
    if form == "money":
        return t.money(float(value), sign=bool(value))
    if form == "count":
        return t.number(int(value), ",d")
    if form == "share":
        return t.number(float(value), ",.2f")
    if form == "text":
        return t(str(value))
    assert game is not None
    if form == "event":
        return t("quiz.event", month=month_name(t, game.session, int(value["month"]) - 1), why=t(value["why"]))
    cat = game.scenario.catalogue
    deal = cat.number(int(value["kind"]), {int(c): int(n) for c, n in value["levels"].items()})
    return explain.deal_words(t, cat, deal)


def results(room: Room, t: Words) -> dict[str, Any]:
    """For the console: of every kind how many were right and which mistakes were made; of every member its marks."""
    by_kind: dict[str, dict[str, Any]] = {}
    for name in room.settings.quiz:
        by_kind[name] = {"kind": t(f"quiz.kind.{name}"), "answered": 0, "right": 0, "mistakes": {}}
    for given in (a for answers in room.answers.values() for a in answers.values()):
        row = by_kind.setdefault(given["kind"], {"kind": t(f"quiz.kind.{given['kind']}"), "answered": 0, "right": 0,
                                                 "mistakes": {}})
        row["answered"] += 1
        row["right"] += given["right"]
        mistake = given["options"][given["answer"]]["mistake"]
        if mistake:
            said = t(f"quiz.why.{mistake}")
            row["mistakes"][said] = row["mistakes"].get(said, 0) + 1
    rows = [{**row, "mistakes": sorted(row["mistakes"].items(), key=lambda m: -m[1])} for row in by_kind.values()]
    marks = [{"member": m.name, "marks": [room.answers.get(m.name, {}).get(n, {}).get("right")
                                          for n in range(len(room.settings.quiz))]} for m in room.here()]
    return {"kinds": rows, "members": marks}

