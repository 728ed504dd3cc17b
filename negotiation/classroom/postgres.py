"""Rooms in a Postgres database, for a department that hosts many: the same five methods as the folder of files.

The address is libpq's: postgresql://user@host/name; what it leaves out comes from PGHOST, PGPASSWORD, .pgpass …
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from threading import Lock
from typing import TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict

from ..reading import Problem
from ..rules.reasons import Reason
from .event import FORMAT, Event
from .store import StoreError

_TABLES = """
CREATE TABLE IF NOT EXISTS room (name TEXT PRIMARY KEY, format INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS event (
    room TEXT NOT NULL REFERENCES room ON DELETE CASCADE, seq INTEGER NOT NULL, game INTEGER NOT NULL,
    who TEXT NOT NULL, cid TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, t DOUBLE PRECISION NOT NULL,
    written BIGINT GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (room, seq));
CREATE UNIQUE INDEX IF NOT EXISTS once ON event (room, who, cid) WHERE cid <> '';
"""
_ONE_AT_A_TIME = 7204113                   # servers that start together make the tables in turn
_LIST = """
SELECT name FROM room ORDER BY left(name, 10) DESC,
       (SELECT written FROM event WHERE room = name ORDER BY seq DESC LIMIT 1) DESC NULLS LAST, name DESC
"""
WAIT = 10                                  # seconds for a server that does not answer

T = TypeVar("T")
Link = psycopg.Connection[tuple[object, ...]]


class PostgresStore:
    """Rooms as rows of one database. Two servers may share it: an event's number in a room is taken only once."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._link: Link | None = None
        self._turn = Lock()

    def place(self, room: str) -> str:
        """Where a room is kept, without a password."""
        try:
            told = conninfo_to_dict(self.address)
        except psycopg.Error:
            return room
        return f"postgresql://{told.get('host', '')}/{told.get('dbname', '')} {room}".strip()

    def create_room(self, code: str) -> str:
        """A new empty room; its name. Raises StoreError."""
        room = f"{date.today():%Y-%m-%d}-{code}"
        self._do(room, lambda link: link.execute("INSERT INTO room (name, format) VALUES (%s, %s)", (room, FORMAT)))
        return room

    def append(self, room: str, events: Sequence[Event]) -> None:
        """Write events, all or none, and return once they are on the server's disk. Raises StoreError."""
        rows = [(room, e.seq, e.game, e.who, e.cid, e.kind, json.dumps(e.body, ensure_ascii=False), e.t)
                for e in events]

        def insert(link: Link) -> None:
            with link.cursor() as cursor:
                cursor.executemany("INSERT INTO event (room, seq, game, who, cid, kind, body, t) "
                                   "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", rows)

        self._do(room, insert)

    def read_from(self, room: str, seq: int = 0) -> Iterator[Event]:
        """Events from a number on, in order. Raises StoreError."""
        found = self._do(room, lambda link: link.execute("SELECT format FROM room WHERE name = %s", (room,)).fetchone())
        if found is None:
            raise self._wrong(room, Reason("file.no_such_file"), Reason("file.check_path"))
        if int(str(found[0])) > FORMAT:
            raise self._wrong(room, Reason("record.newer", {"format": str(found[0])}), Reason("record.install_newer"))
        rows = self._do(room, lambda link: link.execute(
            "SELECT seq, kind, body, t, game, who, cid FROM event WHERE room = %s AND seq >= %s ORDER BY seq",
            (room, seq)).fetchall())
        for number, kind, body, t, game, who, cid in rows:
            yield Event(number, kind, json.loads(str(body)), t, game, who, cid)       # type: ignore[arg-type]

    def list(self) -> list[str]:
        """The rooms there are, the newest first. Raises StoreError."""
        return [str(name) for name, in self._do("", lambda link: link.execute(_LIST).fetchall())]

    def delete(self, room: str) -> None:
        """Delete a room and all that is in it. Raises StoreError."""
        gone = self._do(room, lambda link: link.execute("DELETE FROM room WHERE name = %s", (room,)).rowcount)
        if not gone:
            raise self._wrong(room, Reason("file.no_such_file"), Reason("file.check_path"))

    def close(self) -> None:
        """Let the server go."""
        with self._turn:
            self._shut()

    def _do(self, room: str, work: Callable[[Link], T]) -> T:
        """Work in one transaction, on a connection that is made anew after it broke. Raises StoreError."""
        with self._turn:
            try:
                link = self._linked()
                with link.transaction():
                    return work(link)
            except (psycopg.Error, UnicodeError) as error:
                if self._link is not None and self._link.broken:
                    self._shut()
                raise self._told(room, error) from error

    def _linked(self) -> Link:
        if self._link is None:
            link = psycopg.connect(self.address, autocommit=True, connect_timeout=WAIT)
            with link.transaction():
                link.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_AT_A_TIME,))
                link.execute(_TABLES)      # the level of `synchronous_commit` is the server's own: on
            self._link = link
        return self._link

    def _shut(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _told(self, room: str, error: Exception) -> StoreError:
        """What the server says, and the remedy."""
        if isinstance(error, psycopg.errors.DiskFull):
            return self._wrong(room, Reason("room.file.full"), Reason("room.file.make_space"))
        if isinstance(error, psycopg.errors.UniqueViolation) and error.diag.table_name == "room":
            return self._wrong(room, Reason("room.file.exists"), Reason("file.check_path"))
        text = str(error).strip().partition("\n")[0]
        return self._wrong(room, Reason("file.said", {"text": text or type(error).__name__}),
                           Reason("room.store.check"))

    def _wrong(self, room: str, what: Reason, remedy: Reason) -> StoreError:
        return StoreError([Problem(self.place(room), 0, "", what, remedy)])
