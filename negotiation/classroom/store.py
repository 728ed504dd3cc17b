"""Where rooms are kept: one SQLite file a room, appended to and never changed; deleting it deletes the lesson.

A store has five methods (create_room, append, read_from, list, delete), beside two to say where a room is and to let
go; nothing else of the classroom knows SQLite. `postgres.py` is the other store.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from ..reading import FileError, Problem
from ..rules.reasons import Reason
from .event import FORMAT, Event

SUFFIX = ".negroom"
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9A-Z]{6}")
_TABLES = """
CREATE TABLE about (format INTEGER NOT NULL);
CREATE TABLE event (seq INTEGER PRIMARY KEY, game INTEGER NOT NULL, who TEXT NOT NULL, cid TEXT NOT NULL,
                    kind TEXT NOT NULL, body TEXT NOT NULL, t REAL NOT NULL);
CREATE UNIQUE INDEX once ON event (who, cid) WHERE cid <> '';
"""


class StoreError(FileError):
    """A room that cannot be read or written; the problem names the file and what would be right."""


class Store(Protocol):
    """Rooms by name, each a log of events that is only added to. All but `place` and `close` raise StoreError."""

    def create_room(self, code: str) -> str:
        """A new empty room; its name: the day and the code."""

    def append(self, room: str, events: Sequence[Event]) -> None:
        """Write events, all or none; they are safe on return. Numbers and marks of a room are taken only once."""

    def read_from(self, room: str, seq: int = 0) -> Iterator[Event]:
        """Events from a number on, in order."""

    def list(self) -> list[str]:
        """The rooms there are, the newest first."""

    def delete(self, room: str) -> None:
        """Delete a room and all that is in it."""

    def place(self, room: str) -> str:
        """Where a room is, for people to read."""

    def close(self) -> None:
        """Let go of everything; the store can be used again."""


def store_at(place: Path | str) -> Store:
    """The store of a folder, or of the database at an address (postgresql://…)."""
    if isinstance(place, Path):
        return SqliteStore(place)
    from .postgres import PostgresStore

    return PostgresStore(place)


class SqliteStore:
    """Rooms as files of one folder. A room is named by its day and its code: 2026-11-22-K7PQ4M."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, sqlite3.Connection] = {}

    def path(self, room: str) -> Path:
        """The file of a room."""
        return self.folder / f"{room}{SUFFIX}"

    def place(self, room: str) -> str:
        """The same, to be read."""
        return str(self.path(room))

    def create_room(self, code: str) -> str:
        """A new empty room; its name. Raises StoreError."""
        room = f"{date.today():%Y-%m-%d}-{code}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self.path(room).open("xb"):
                pass
            link = self._link(room)
            link.executescript(f"BEGIN;{_TABLES}INSERT INTO about VALUES ({FORMAT});COMMIT;")
        except (OSError, sqlite3.Error) as error:
            raise _wrong(self.path(room), error) from error
        return room

    def append(self, room: str, events: Sequence[Event]) -> None:
        """Write events, all or none, and return once they are on the disk. Raises StoreError."""
        try:
            link = self._link(room)
            with link:
                link.execute("BEGIN IMMEDIATE")
                link.executemany(
                    "INSERT INTO event (seq, game, who, cid, kind, body, t) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [(e.seq, e.game, e.who, e.cid, e.kind, json.dumps(e.body, ensure_ascii=False), e.t)
                     for e in events])
        except (sqlite3.Error, UnicodeError) as error:
            raise _wrong(self.path(room), error) from error

    def read_from(self, room: str, seq: int = 0) -> Iterator[Event]:
        """Events from a number on, in order. Raises StoreError."""
        return read_events(self._link(room), self.path(room), seq)

    def list(self) -> list[str]:
        """The rooms there are, the newest first."""
        found = []
        for path in self.folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(FileNotFoundError):       # it may be deleted at this moment
                found.append((path.stem[:10], path.stat().st_mtime_ns, path.stem))
        return [name for *_, name in sorted(found, reverse=True) if _NAME.fullmatch(name)]

    def delete(self, room: str) -> None:
        """Delete a room and all that is in it. Raises StoreError."""
        if room not in self.list():
            raise _wrong(self.path(room), FileNotFoundError())
        self._shut(room)
        try:
            for end in ("", "-wal", "-shm"):
                self.path(room).with_name(self.path(room).name + end).unlink(missing_ok=True)
        except OSError as error:
            raise _wrong(self.path(room), error) from error

    def close(self) -> None:
        """Fold what is beside each file into it, so that a file is the whole room."""
        for room in list(self._open):
            self._shut(room)

    def _shut(self, room: str) -> None:
        link = self._open.pop(room, None)
        if link is not None:
            link.close()

    def _link(self, room: str) -> sqlite3.Connection:
        if room not in self._open:
            if not self.path(room).is_file():              # SQLite would make one
                raise missing(self.path(room))
            # One thread writes at a time: the room waits for its commit.
            link = sqlite3.connect(self.path(room), isolation_level=None, check_same_thread=False, timeout=10)
            try:
                link.execute("PRAGMA journal_mode = WAL")
                link.execute("PRAGMA synchronous = FULL")
            except sqlite3.Error as error:
                link.close()
                raise _wrong(self.path(room), error) from error
            self._open[room] = link
        return self._open[room]


def read_events(link: sqlite3.Connection, path: Path, seq: int = 0) -> Iterator[Event]:
    """The events of an open file, in order. Raises StoreError for a file that is no room or of a newer format."""
    try:
        found = link.execute("SELECT format FROM about").fetchone()
        if found is None or found[0] > FORMAT:
            raise StoreError([Problem(str(path), 0, "", Reason("record.newer", {"format": found[0] if found else "?"}),
                                      Reason("record.install_newer"))])
        rows = link.execute("SELECT seq, kind, body, t, game, who, cid FROM event WHERE seq >= ? ORDER BY seq", (seq,))
        for number, kind, body, t, game, who, cid in rows:
            yield Event(number, kind, json.loads(body), t, game, who, cid)
    except (sqlite3.Error, json.JSONDecodeError) as error:
        raise _wrong(path, error) from error


def missing(path: Path) -> StoreError:
    """What to say of a file that is not there."""
    return _wrong(path, FileNotFoundError())


def _wrong(path: Path, error: Exception) -> StoreError:
    """What is wrong with a room's file, and the remedy."""
    text = str(error)
    if isinstance(error, (FileNotFoundError, FileExistsError)):
        missing = isinstance(error, FileNotFoundError)
        what, remedy = Reason("file.no_such_file" if missing else "room.file.exists"), Reason("file.check_path")
    elif "full" in text or getattr(error, "errno", None) == 28:
        what, remedy = Reason("room.file.full"), Reason("room.file.make_space")
    elif "not a database" in text or "no such table" in text or isinstance(error, json.JSONDecodeError):
        what, remedy = Reason("room.file.not_one"), Reason("room.file.choose_room")
    else:
        what, remedy = Reason("file.said", {"text": text or type(error).__name__}), Reason("file.check_path")
    return StoreError([Problem(str(path), 0, "", what, remedy)])
