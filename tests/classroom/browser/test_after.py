"""The debrief and the quiz in real browsers: every card on projector, console and phone, every answer, by axe-core.

The games are played beforehand without a server; the room's file is what the browsers find.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from lesson import Room, lesson, press, shows

from negotiation.words import languages, words

sys.path.insert(0, str(Path(__file__).parents[1]))

from lessons import do, new_room, until

from negotiation.classroom import codes, door
from negotiation.classroom.debrief import changes, remote
from negotiation.classroom.orders import order
from negotiation.classroom.store import SqliteStore

pytestmark = [pytest.mark.needs("classroom"), pytest.mark.needs("browser")]


def played(folder: Path, language: str) -> tuple[str, str]:
    """A room at its debrief: one game of people, three of computer players; its code, and one member's way back."""
    room = new_room(0, 5, language=language, luck=True, treatment="talks")
    way_back = [door.join(room, room.code, language).resume for _ in range(3)]
    order(room, "seat", {})
    order(room, "computers", {"games": 3})
    order(room, "begin", {})
    until(room, "predict")
    for name, others in (("us", ("canada", "mexico")), ("canada", ("us", "mexico"))):
        do(room, name, "predict", {"signs": dict.fromkeys(others, .9), "raises": dict.fromkeys(others, .1)})
    until(room, "offer")
    do(room, "canada", "plan", {"lines": ["offer us us_on_canada=2 separate"]})
    until(room, "decide")
    do(room, "us", "plan", {"lines": ["wall mexico 35 all", "wall canada 50 all"]})
    while not room.play_over():
        order(room, "end_phase", {})
    order(room, "debrief", {})
    game = room.lesson().games[0]
    act = changes.acts(game)[0]
    remote.keep_asked(room, changes.asked(game, act["month"], act["without"], "", games=10))
    remote.keep_ruled(room, "low", changes.ruled(room, room.lesson().games, "low"))
    order(room, "card", {"card": "vent", "hide": False, "game": game.number})
    store, shift = SqliteStore(folder), time.time() - room.last
    name = store.create_room(room.code)
    store.append(name, [dataclasses.replace(event, t=event.t + shift) for event in room.fresh])
    store.close()
    return room.code, way_back[0]


@pytest.mark.parametrize("language", languages())
def test_the_debrief_is_for_everybody(language: str, tmp_path: Path):
    assert codes.WORK > 2, "the server hashes as this process does"
    code, way_back = played(tmp_path / "rooms", language)
    t = words(language)
    with lesson(tmp_path / "rooms") as room:
        projector, teacher, phone = room.projector(), room.teacher(language), room.phone(language, code)
        phone.click("form ~ button")
        phone.fill("#resume", way_back)
        phone.click("form button.main")
        phone.wait_for_selector(".words button")
        phone.click(".words button >> nth=3")
        for card in cards(language):
            teacher.select_option("nav select", card)
            for page in (projector, teacher, phone):
                shows(page, ".debrief h2", f"{t(f'card.{card}')} {number_of(card)}/10")
                for summary in page.locator(".debrief summary").all():
                    summary.click()
            look(room, card, projector, teacher, phone)
        press(teacher, t("console.after.quiz"))
        for n in range(4):
            phone.click(f".choices[role=group] >> nth={n} >> button >> nth={n % 2}")
            phone.wait_for_selector(f"section:nth-of-type({n + 1}) .note")
        shows(projector, ".count", t("screen.quiz", done="1", of="3"))
        look(room, "quiz", projector, teacher, phone)


ORDER = ("vent", "happened", "foreseen", "road", "trust", "power", "arms", "what_if", "article", "one_rule")


STEERED = ("vent", "road", "what_if", "one_rule")          # on the console with more than the card itself


def cards(language: str) -> tuple[str, ...]:
    """Each language looks at every third card: all of them together at all."""
    return ORDER[languages().index(language)::len(languages())]


def number_of(card: str) -> int:
    return ORDER.index(card) + 1


def look(room: Room, name: str, *pages: Any) -> None:
    for page in pages:
        room.look(page, name)
