"""One game of a room: three chairs, the game at hand, the phase of the lesson it is in, what its people wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from ..rules.names import NAMES, N
from ..rules.notation import TALK
from ..rules.scenario import Scenario
from ..rules.state import State
from ..session import Session
from ..strategies.view import seen
from .event import Event, reasons_of
from .settings import BRIEF, MONTHLY
from .treatments import Arm

ALL_EARS = "all"                           # the channel all three hear


class Table:
    """A game as the log tells it so far. It changes only by `apply`."""

    def __init__(self, number: int, arm: Arm, scenario: Scenario, seed: int, players: list[str | None],
                 carried: Mapping[str, Any] | None = None) -> None:
        self.number, self.arm = number, arm
        self.carried = carried or {}       # the plan's briefs and questions
        self.session = Session(scenario, seed, dict(zip(NAMES, players, strict=True)))
        self.branches: list[Session] = []  # courses that a rewind left
        self.phase, self.round = BRIEF, 0
        self.entered = 0.0                 # when the phase began
        self.ends: float | None = None     # when it ends; None: when all are done, or the clock is held
        self.left: float | None = None     # seconds that were left when the clock was held
        self.more = [0.0] * N              # [seat] seconds beyond that, of somebody who was given more time
        self.paused = False
        self.done: set[int] = set()        # seats that are done with the phase
        self.talk: list[dict[str, Any]] = []
        self.predictions: dict[int, dict[int, dict[str, Any]]] = {}        # round > seat > what was foreseen
        self.checks: dict[int, dict[str, Any]] = {}                        # seat > answers to the brief's questions
        self.reflections: dict[int, str] = {}
        self.closed: list[int] = []        # [half month] number of the event that closed it
        self._seen: dict[int, tuple[State, tuple[str, ...], Session]] = {}     # follows from the rest; never in the log

    @property
    def players(self) -> tuple[str | None, ...]:
        """[seat] the computer player in a chair; None for people, or for nobody."""
        return self.session.seats

    @property
    def month_open(self) -> bool:
        """Whether the game is in one of the months (not before them, not after)."""
        return self.phase in MONTHLY

    def apply(self, event: Event) -> None:
        """Follow one event of this game."""
        ACTS[event.kind](self, event)

    def _phase(self, event: Event) -> None:
        body = event.body
        self.phase, self.round, self.entered = body["phase"], body["round"], event.t
        self.ends = body["ends"]
        self.left, self.done, self.more = None, set(), [0.0] * N
        if self.paused:
            self._hold(event.t)

    def _pause(self, event: Event) -> None:
        if not self.paused:
            self.paused = True
            self._hold(event.t)

    def _hold(self, t: float) -> None:
        self.left = None if self.ends is None else max(-max(self.more), self.ends - t)
        self.ends = None

    def _resume(self, event: Event) -> None:
        if self.paused:
            self.paused = False
            self.ends = None if self.left is None else event.t + self.left
            self.left = None

    def _extend(self, event: Event) -> None:
        seconds = event.body["seconds"]
        if self.ends is not None:
            self.ends += seconds
        elif self.left is not None:
            self.left += seconds

    def _more(self, event: Event) -> None:
        self.more = list(event.body["more"])

    def _plan(self, event: Event) -> None:
        seat, lines = event.body["seat"], event.body["lines"]
        while self.session.unplan(seat=seat) is not None:
            pass
        self.session.plan(*lines, seat=seat)

    def _done(self, event: Event) -> None:
        seat = event.body["seat"]
        if event.body["on"]:
            self.done.add(seat)
        else:
            self.done.discard(seat)

    def _closed(self, event: Event) -> None:
        self.session.play_lines(event.body["lines"], reasons_of(event.body["reasons"]))
        self.closed.append(event.seq)

    def _player(self, event: Event) -> None:
        seat, player = event.body["seat"], event.body["player"]
        players = list(self.players)
        players[seat] = player
        self._seated(self.session, players)
        self.done.discard(seat)

    def _seated(self, before: Session, players: list[str | None]) -> None:
        """The same game with others in its chairs; what people had planned stays planned."""
        after = before.at(len(before.past), dict(zip(NAMES, players, strict=True)))
        for seat in set(before.people) & set(after.people):
            after.plan(*before.planned(seat), seat=seat)
        self.session = after

    def _rewind(self, event: Event) -> None:
        """Back to the beginning of a month; the course that is left stays in the log and in the record."""
        self.branches.append(self.session)
        self.session = self.session.at(2 * (event.body["round"] - 1))
        del self.closed[2 * (event.body["round"] - 1):]
        self.predictions = {r: p for r, p in self.predictions.items() if r < event.body["round"]}

    def _predict(self, event: Event) -> None:
        self.predictions.setdefault(self.round, {})[event.body["seat"]] = dict(event.body["seen"])

    def _check(self, event: Event) -> None:
        body = event.body
        self.checks.setdefault(body["seat"], {})[str(body["item"])] = {"answer": body["answer"], "right": body["right"]}

    def _reflect(self, event: Event) -> None:
        self.reflections[event.body["seat"]] = event.body["text"]

    def _say(self, event: Event) -> None:
        self.talk.append({"seq": event.seq, "round": self.round, "who": event.who, **event.body})

    def late(self, seat: int, now: float) -> bool:
        """Whether the time of a seat is over while somebody else of the game still has some."""
        return self.ends is not None and self.more[seat] < max(self.more) and now >= self.ends + self.more[seat]

    # for the rest of the room ------------------------------------------------------------------------

    def hears(self, seat: int, channel: str) -> bool:
        """Whether a seat hears a channel: the one of all three, or that of a pair it is in."""
        return channel == ALL_EARS or NAMES[seat] in channel.split("-")

    def channels(self, seat: int) -> list[str]:
        """The channels a seat may speak in."""
        if self.arm.open_talks:
            return [ALL_EARS]
        pairs = ["-".join(n for n in NAMES if n in (NAMES[seat], NAMES[j])) for j in range(N) if j != seat]
        return [*pairs, ALL_EARS]

    def seen_from(self, seat: int) -> Session:
        """The game with what this seat may not see put back to its bare start, by the table of fields.

        The phases of the past are whole; whoever tells them leaves out what was whispered (`board.phase_lines`).
        """
        plans = tuple(self.session.planned(seat))
        kept = self._seen.get(seat)
        if kept is None or kept[0] is not self.session.state or kept[1] != plans:
            other = self.session.fork()
            for i in range(N):
                if i != seat:
                    other.plans.moves[i] = []
            other.state = other.plans.state = seen(other.state, seat)
            kept = self._seen[seat] = (self.session.state, plans, other)
        return kept[2]

    @cached_property
    def opening(self) -> Session:
        """The game as it stood when the brief was read; nothing is hidden from anybody yet."""
        return self.session.at(0)

    def snapshot(self) -> dict[str, Any]:
        """Everything a replay must reach again, as plain values."""
        session = self.session
        return {
            "number": self.number, "arm": self.arm.name, "seed": session.seed, "players": list(self.players),
            "phase": self.phase, "round": self.round, "entered": self.entered, "ends": self.ends, "left": self.left,
            "more": self.more, "paused": self.paused, "done": sorted(self.done), "talk": self.talk,
            "predictions": self.predictions, "checks": self.checks, "reflections": self.reflections,
            "planned": [session.planned(i) for i in range(N)], "digest": session.state.digest(),
            "lines": [p.lines for p in session.past], "reasons": [p.reasons for p in session.past],
            "branches": [[p.lines for p in s.past] for s in self.branches], "closed": self.closed,
            "in_talk": session.phase == TALK,
        }


ACTS: Mapping[str, Callable[[Table, Event], None]] = {
    "phase": Table._phase, "pause": Table._pause, "resume": Table._resume, "extend": Table._extend,
    "more": Table._more,
    "plan": Table._plan, "done": Table._done, "closed": Table._closed, "player": Table._player,
    "rewind": Table._rewind, "predict": Table._predict, "check": Table._check, "reflect": Table._reflect,
    "say": Table._say,
}
