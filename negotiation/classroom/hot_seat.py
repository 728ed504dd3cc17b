"""One game of a room at one machine, where there is no network: it goes on in the window or as text, and what is
played there is written into the same room.
"""

from __future__ import annotations

import time
from pathlib import Path

from ..reading import Problem
from ..record import session_of
from ..rules.countries import NAMES, N
from ..rules.notation import TALK
from ..rules.reasons import Reason
from ..session import Session
from .event import reason_body
from .room import Room
from .room_file import records_of
from .settings import DECIDE, ENDED, LOBBY, OFFER, PLAY
from .store import SqliteStore, StoreError


class HotSeat:
    """A game of a room's file, by its number."""

    def __init__(self, path: Path, number: int) -> None:
        self.path, self.number = path, number
        self.store, self.name = SqliteStore(path.parent), path.stem
        self._room: Room | None = None

    def begin(self, everybody: bool = False) -> Session:
        """The game as it stands, with its plans. `everybody`: people in all three chairs.

        Raises StoreError, and RecordError for a game that does not play again as it was.
        """
        session = session_of(records_of(self.path)[f"{self.path}#{self.number}"])
        return session.at(len(session.past), dict.fromkeys(NAMES)) if everybody else session

    def keep(self, session: Session) -> None:
        """Add to the room what was played since, all of it or nothing. Raises StoreError.

        Months that were taken back leave the course, as with a rewind in class; they stay in the file as a branch.
        """
        try:
            room = self._room = self._room or Room.replayed(self.store.read_from(self.name))
            if next(self.store.read_from(self.name, room.seq + 1), None) is not None:
                raise StoreError([Problem(self.store.place(self.name), 0, "", Reason("room.file.moved_on"),
                                          Reason("room.file.close_it"))])
            room.now = time.time()
            follow(room, self.number, session)
            self.store.append(self.name, room.fresh)
            room.fresh = []
        except StoreError:
            self._room = None              # what is in memory is not in the file: read it again next time
            raise
        finally:
            self.store.close()


def follow(room: Room, number: int, session: Session) -> None:
    """Record what makes a game of the room the one that was played elsewhere."""
    table = room.tables[number]
    for seat in range(N):
        if table.players[seat] != session.seats[seat]:
            room.record("player", {"seat": seat, "player": session.seats[seat]}, number)
    old, new = ([p.lines for p in s.past] for s in (table.session, session))
    alike = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    if alike < len(old):
        room.record("rewind", {"round": alike // 2 + 1}, number)
    for played in session.past[len(table.session.past):]:
        room.record("closed", {
            "phase": played.transition.before.phase, "lines": [list(own) for own in played.lines],
            "reasons": [[reason_body(r) for r in own] for own in played.reasons],
            "digest": played.transition.after.digest()}, number)
    if len(new) != len(old) or alike < len(old):
        if room.stage == LOBBY:
            room.record("lock", {"on": True})
            room.record("stage", {"stage": PLAY})
        phase = ENDED if session.over else OFFER if session.phase == TALK else DECIDE
        round_ = session.month if session.over else session.month + 1
        room.record("phase", {"phase": phase, "round": round_, "ends": None}, number)
    for seat in session.people:
        if table.session.planned(seat) != session.planned(seat):
            room.record("plan", {"seat": seat, "lines": session.planned(seat)}, number)
