"""A room that is open: one task takes what is asked for in order, stores it in groups, and only then answers.

What a page has been told is on the disk. If the disk refuses, the room goes back to what the log holds and says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar, cast

from ..scenarios import loads
from . import codes, faces, network, views
from .event import Event, Refused
from .kept import Kept
from .lesson import lesson
from .line import OVER, Line
from .orders import order
from .phases import tick
from .room import Room
from .settings import CLOSED, PLAY, REHEARSED, Settings, scenario_texts
from .store import Store, StoreError

GROUP = 256                                # works stored by one commit, at most
FEW = 4                                    # games moved on in one go: others are heard in between
AT_ONCE, ENOUGH = 5.0, 4                   # seconds in which most of at least so many people are lost: a broken network
BEAT = 0.25                                # seconds between looks at the clock
LOOK = 5.0                                 # seconds between looks at the network
AGAIN = 2.0                                # seconds before a full disk is tried again
SEEDS = 1_000_000
RESUMED_WITHIN = 3 * 3600                  # seconds since its last event in which a restart opens a room by itself

# Events of the room that only the member's own page shows, and those of its game.
OF_ONE = ("join", "token", "link", "alias", "language", "mute", "time", "note", "answer", "idea", "vote")

PLAIN = network.Site()
T = TypeVar("T")


class Hall:
    """The open room, if any, with its sockets."""

    def __init__(self, store: Store, port: int, clock: Callable[[], float] = time.time,
                 site: network.Site = PLAIN) -> None:
        self.store, self.port, self.clock, self.site = store, port, clock, site
        self.name = ""                     # of the open room; "" while none is open
        self.room = Room()
        self.rooms: list[str] = []         # that are kept, the newest first
        self.students: dict[str, Line] = {}                # by member
        self.screens: set[Line] = set()
        self.consoles: set[Line] = set()
        self.away: dict[str, float] = {}                   # since when a member's socket is shut
        self.copied: set[str] = set()                      # members whose seat was opened on a second device
        self.reached: set[str] = set()                     # devices that got the student page; in memory only
        self.turned_away: Counter[str] = Counter()         # what was refused at the door, by kind, never by whom
        self.addresses = _addresses(site)
        self.address = next(iter(self.addresses), "")
        self.plan, self.keep_days = "", 0                  # chosen at launch: a lesson plan; 0: rooms stay
        self.screen_key = secrets.token_urlsafe(12)
        self.trouble: StoreError | None = None
        self.sound = True                  # whether the room is what its log says; else nothing of it is told
        self.kept = Kept()
        self.cut_off = False               # the games were paused because most people were lost at once
        self._counts: list[tuple[float, int]] = []         # how many were here, over the last seconds
        self._works: asyncio.Queue[tuple[Callable[[Room], Any], asyncio.Future[Any]]] = asyncio.Queue()
        self._stale: set[str] = set()                      # members whose page is behind
        self._all_stale = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.turn = asyncio.Lock()         # held from an event to its commit: nothing is told in between

    # life ------------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to work. Raises StoreError."""
        await self.list_rooms()
        self._tasks = [asyncio.create_task(run()) for run in (self._work, self._tell, self._watch)]

    async def stop(self) -> None:
        """Let everybody go, stop, and fold the room into its one file."""
        for line in [*self.students.values(), *self.screens, *self.consoles]:
            line.close(OVER)
        await asyncio.sleep(0)
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await asyncio.to_thread(self.store.close)

    async def create(self, settings: Settings) -> None:
        """Open a new room. Raises ScenarioError and StoreError."""
        texts = await asyncio.to_thread(scenario_texts, settings)
        played = loads(next(iter(texts.values())))
        carried = {"plan": lesson(settings.plan).carried(played)} if settings.plan else {}
        code = codes.short_code(codes.ROOM_SIGNS)
        name = await asyncio.to_thread(self.store.create_room, code)
        await self.leave()
        self._open(name, Room())
        await self.list_rooms()
        try:
            await self.do(lambda room: room.record("room", {
                "code": code, "salt": secrets.token_hex(8), "seed": secrets.randbelow(SEEDS),
                "settings": settings.body(), "scenarios": texts, **carried}))
        except Refused:
            self._open("", Room())         # a room that could not be begun is none
            raise

    async def rehearse(self, settings: Settings) -> None:
        """A whole lesson of computer players, in about a minute."""
        await self.create(Settings(**{**settings.__dict__, "rehearsal": True, "seconds": REHEARSED}))

        def begin(room: Room) -> None:
            order(room, "computers", {"games": 4})
            order(room, "begin", {})

        await self.do(begin)

    async def open(self, name: str) -> None:
        """Open a room that was kept. Nobody loses the time in between. Raises StoreError."""
        room = await asyncio.to_thread(lambda: Room.replayed(self.store.read_from(name)))
        await self.leave()
        self._open(name, room)
        if room.stage == PLAY:
            await self.do(lambda r: r.record("restarted", {"gap": max(0.0, r.now - r.last)}))
        if room.put_away:
            await self.do(lambda r: r.record("put_away", {"on": False}))
        self._everybody()

    async def resume(self) -> None:
        """After a fall: the room that was open last, if its lesson still goes on. Raises StoreError."""
        name = next(iter(self.rooms), "")
        if name:
            room = await asyncio.to_thread(lambda: Room.replayed(self.store.read_from(name)))
            if room.seq and room.stage != CLOSED and not room.put_away and self.clock() - room.last < RESUMED_WITHIN:
                await self.open(name)

    async def leave(self) -> None:
        """Close the room that is open; it stays in its file."""
        if self.name:
            with contextlib.suppress(Refused):
                await self.do(lambda room: room.record("put_away", {"on": True}))
        self._open("", Room())
        self._everybody()

    async def list_rooms(self) -> None:
        """Learn which rooms are kept. Raises StoreError."""
        self.rooms = await asyncio.to_thread(self.store.list)

    def _open(self, name: str, room: Room) -> None:
        for line in self.students.values():
            line.close(OVER)
        self.name, self.room, self.kept, self.sound = name, room, Kept(), True
        self.cut_off, self._counts = False, []
        self.students, self.away, self.copied = {}, {m: self.clock() for m in room.members}, set()

    # work ------------------------------------------------------------------------------------------------------------

    async def do(self, work: Callable[[Room], T]) -> T:
        """Do something with the room, in its turn; returns when it is on the disk. Raises what work raises."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        await self._works.put((work, future))
        return cast(T, await future)

    async def _work(self) -> None:
        while True:
            works = [await self._works.get()]
            while len(works) < GROUP and not self._works.empty():
                works.append(self._works.get_nowait())
            answers: list[tuple[asyncio.Future[Any], Any, bool]] = []
            async with self.turn:
                if not self.sound:
                    await self._read_again()
                room, name = self.room, self.name
                for work, future in works:
                    if not self.sound:
                        answers.append((future, Refused("room.refused.disk"), False))
                        continue
                    room.now = self.clock()
                    try:
                        answers.append((future, work(room), True))
                    except Exception as error:
                        answers.append((future, error, False))
                refused = await self._keep(room, name)
            for future, answer, fine in answers:
                if future.cancelled():
                    continue
                if refused is not None or not fine:
                    future.set_exception(refused or answer)
                else:
                    future.set_result(answer)

    async def _keep(self, room: Room, name: str) -> Refused | None:
        """Store what is fresh; what to answer if that cannot be done."""
        fresh, room.fresh = room.fresh, []
        if not fresh or not name:
            return None
        try:
            await asyncio.to_thread(self.store.append, name, fresh)
        except StoreError as error:
            await self._back(name, error)
            return Refused("room.refused.disk")
        self.trouble = None
        self._stale |= self._touched(room, fresh)
        self._all_stale.set()
        return None

    def _touched(self, room: Room, events: list[Event]) -> set[str]:
        """Whose pages show what has happened: a game's, one member's and its game's, or everybody's."""
        games, names = {e.game for e in events if e.game}, set[str]()
        for event in events:
            if not event.game:
                if event.kind not in OF_ONE:
                    return set(self.students)
                member = room.members[event.body["member"]]
                names.add(member.name)
                games.add(member.game)
        return names | {m.name for m in room.members.values() if m.game and m.game in games}

    async def _back(self, name: str, error: StoreError) -> None:
        """The disk refused: the room is again what its log says."""
        if name != self.name:
            return                         # it was closed meanwhile
        self.trouble, self.sound = error, False
        await self._read_again()
        self._everybody()

    async def _read_again(self) -> None:
        """The room is what its log says, if that can be read."""
        with contextlib.suppress(StoreError):
            self.room = await asyncio.to_thread(lambda: Room.replayed(self.store.read_from(self.name)))
            self.kept, self.sound = Kept(), True

    async def _watch(self) -> None:
        """Look at the clock; while the disk refuses, try it now and then, and give the time back."""
        tried = looked = 0.0
        while True:
            await asyncio.sleep(BEAT)
            if self.clock() - looked >= LOOK:
                looked = self.clock()
                await self._look()
            if self.name and self.trouble is not None and self.clock() - tried >= AGAIN:
                tried = self.clock()
                with contextlib.suppress(Refused):
                    await self.do(lambda room: room.record("restarted", {"gap": max(0.0, room.now - room.last)}))
            elif self.name and self.room.running and self.trouble is None:
                with contextlib.suppress(Refused):
                    await self.do(self._most_lost)
                    while await self.do(lambda room: tick(room, FEW)):
                        await asyncio.sleep(0)

    def _most_lost(self, room: Room) -> None:
        """If most people lost their connection at once it is the network: the games wait until the teacher goes on."""
        now, here = self.clock(), len(self.students)
        self._counts = [(t, n) for t, n in self._counts if now - t < AT_ONCE] + [(now, here)]
        most = max(n for _, n in self._counts)
        if most >= ENOUGH and here < most / 2 and not all(t.paused for t in room.tables.values()):
            self._counts = []
            self.cut_off = True
            order(room, "pause", {})

    async def _look(self) -> None:
        """Whether this computer's addresses have changed: the projector then shows the new one. And which rooms are."""
        with contextlib.suppress(StoreError):
            await self.list_rooms()
        found = await asyncio.to_thread(_addresses, self.site)
        if found != self.addresses:
            self.addresses = found
            if self.address not in found:
                self.address = next(iter(found), "")
            self.changed()

    # telling ---------------------------------------------------------------------------------------------------------

    def _everybody(self) -> None:
        self._stale |= set(self.students)
        self._all_stale.set()

    def changed(self) -> None:
        """Somebody came or went: consoles and projector show it."""
        self._all_stale.set()

    def turn_away(self, why: str) -> None:
        """Somebody or something was refused: the console counts it."""
        self.turned_away[why] += 1
        self.changed()

    async def _tell(self) -> None:
        while True:
            await self._all_stale.wait()
            self._all_stale.clear()
            stale, self._stale = self._stale, set()
            for name in stale:
                async with self.turn:
                    if name in self.students:
                        self.tell(self.students[name])
                await asyncio.sleep(0)     # what people do goes before what they are told
            async with self.turn:
                self.tell_staff()
            await asyncio.sleep(0.02)      # several changes of a moment make one frame

    def tell(self, line: Line) -> None:
        """Bring one student's page up to date."""
        member = self.room.members.get(line.member)
        if member is not None:
            found = views.student(self.room, member, self.kept) if self.sound else {}
            line.view(self.room.seq, {**found, "trouble": self.trouble is not None}, self.clock())

    def tell_staff(self) -> None:
        """Bring consoles and projectors up to date."""
        for line in [*self.screens]:
            line.view(self.room.seq, faces.screen(self), self.clock())
        for line in [*self.consoles]:
            line.view(self.room.seq, faces.console(self, line), self.clock())


def _addresses(site: network.Site) -> list[str]:
    """What students can type: the name of a certificate, and the addresses of the kind this server listens on."""
    return [*([site.name] if site.name else []), *(address for address in network.addresses() if ":" not in address)]
