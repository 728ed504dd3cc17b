"""Lessons played at random by rooms without a server: what students and teacher may do, in any order."""

from __future__ import annotations

import json
import random
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from negotiation.classroom import door
from negotiation.classroom.acts import PHRASES, act
from negotiation.classroom.event import Refused
from negotiation.classroom.orders import order
from negotiation.classroom.phases import tick
from negotiation.classroom.room import Member, Room
from negotiation.classroom.settings import Settings, scenario_texts
from negotiation.classroom.store import SqliteStore
from negotiation.rules.legality import mask
from negotiation.rules.names import NAMES
from negotiation.rules.notation import line

LANGUAGES = ("en", "es", "fr")
CODE = "K7PQ4M"


def new_room(people: int = 3, seed: int = 1, **settings: Any) -> Room:
    """A room with people in it who wait."""
    room = Room()
    room.now = 1000.0
    chosen = Settings(**settings)
    room.record(
        "room",
        {
            "code": CODE,
            "salt": "salt",
            "seed": seed,
            "settings": chosen.body(),
            "scenarios": texts(json.dumps(chosen.body())),
        },
    )
    for n in range(people):
        door.join(room, CODE, LANGUAGES[n % 3])
    return room


@lru_cache
def texts(settings: str) -> dict[str, str]:
    """The scenarios of settings, made once for all tests."""
    return scenario_texts(Settings(**json.loads(settings)))


def begun(people: int = 3, seed: int = 1, **settings: Any) -> Room:
    """A room whose games have begun."""
    room = new_room(people, seed, **settings)
    order(room, "seat", {})
    order(room, "begin", {})
    return room


def until(room: Room, phase: str, game: int = 1, round_: int | None = None) -> None:
    """Let the clock run until a game is in a phase."""
    table = room.tables[game]
    while table.phase != phase or (round_ is not None and table.round != round_):
        assert table.phase != "ended", f"the game ended before {phase}"
        order(room, "end_phase", {"game": game})


def seat_of(room: Room, country: str, game: int = 1) -> Member:
    """Who holds the pen of a country."""
    return next(m for m in room.at(game, NAMES.index(country)) if m.pen)


def do(room: Room, country: str, kind: str, body: dict[str, Any], cid: str = "", game: int = 1) -> int:
    """A country does something."""
    return act(room, seat_of(room, country, game), kind, body, cid or f"c{room.seq}")


class Chance:
    """One random thing after another; what is refused is refused and changes nothing."""

    def __init__(self, room: Room, seed: int) -> None:
        self.room, self.lot, self.sent = room, random.Random(seed), 0
        self.refused: list[str] = []

    def step(self) -> None:
        """A member, the teacher or the clock does something."""
        before = self.room.seq
        self.room.now += self.lot.choice((0.0, 0.3, 2.0, 20.0))
        try:
            self.lot.choice(
                (self._member, self._member, self._member, self._member, self._teacher, self._clock)
            )()
        except Refused as error:
            self.refused.append(error.reason.id)
            assert self.room.seq == before, "what is refused leaves no event"

    def _clock(self) -> None:
        tick(self.room)

    def _member(self) -> None:
        member = self.lot.choice(list(self.room.members.values()))
        table = self.room.tables.get(member.game)
        self.sent += 1
        kind = self.lot.choice(
            (
                "say",
                "say",
                "say",
                "plan",
                "plan",
                "plan",
                "done",
                "done",
                "predict",
                "check",
                "reflect",
                "pen",
                "language",
                "alias",
            )
        )
        body: dict[str, Any] = {
            "language": self.lot.choice(LANGUAGES),
            "on": self.lot.random() < 0.9,
            "item": self.lot.randrange(2),
            "answer": self.lot.randrange(3),
            "text": f"canary {member.name} {self.sent}",
            "to": "m1",
        }
        if table is not None:
            seat = member.seat
            others = [n for n in NAMES if n != NAMES[seat]]
            body |= {
                what: {n: self.lot.choice((0.1, 0.5, 0.9)) for n in others} for what in ("signs", "raises")
            }
            if kind == "say":
                body["to"] = self.lot.choice(table.channels(seat))
                if self.lot.random() < 0.4:
                    body["phrase"] = self.lot.choice(PHRASES)
            session = table.session
            codes = (
                [] if session.over else np.flatnonzero(mask(session.scenario, session.state, seat)).tolist()
            )
            body["lines"] = [
                line(session.scenario.menu, seat, session.phase, code)
                for code in self.lot.sample(codes, min(len(codes), self.lot.randrange(3)))
            ]
        act(self.room, member, kind, body, f"x{self.sent}")

    def _teacher(self) -> None:
        game = self.lot.choice([0, *self.room.tables])
        member = self.lot.choice(list(self.room.members))
        kind = self.lot.choice(
            (
                "pause",
                "resume",
                "resume",
                "extend",
                "end_phase",
                "end_phase",
                "end_phase",
                "rewind",
                "player",
                "player",
                "reseat",
                "link",
                "pen",
                "mute",
                "note",
                "headline",
                "lock",
            )
        )
        order(
            self.room,
            kind,
            {
                "game": game
                if kind not in ("rewind", "player", "reseat")
                else self.lot.choice(list(self.room.tables)),
                "member": member,
                "seat": self.lot.randrange(3),
                "player": self.lot.choice((None, None, "default", "hold")),
                "round": self.lot.randrange(1, 4),
                "seconds": 60,
                "on": self.lot.random() < 0.3,
                "text": f"note {self.sent}",
                "ready": "summit",
            },
        )


def through_the_disk(room: Room, folder: Path) -> tuple[SqliteStore, str]:
    store = SqliteStore(folder)
    name = store.create_room(CODE)
    for n in range(0, len(room.fresh), 7):
        store.append(name, room.fresh[n : n + 7])
    return store, name


def plain(room: Room) -> object:
    return json.loads(json.dumps(room.snapshot(), default=str, sort_keys=True))
