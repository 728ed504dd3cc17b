"""A room as its log tells it: members, games, and where the lesson stands. Replaying the log gives it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any

from ..own_words import words_of
from ..rules.names import N
from ..rules.scenario import Scenario
from ..scenarios import loads
from ..words import Words, languages
from .debrief.card import Choice
from .debrief.facts import Lesson
from .event import Event
from .settings import ENDED, LOBBY, PLAY, Settings, settings_of
from .table import Table
from .treatments import arms_of

MOST_MEMBERS = 160                         # a class of 120 and a few who join twice
SEAT_SHARED = 4                            # members one seat may have


@dataclass
class Member:
    """One person's browser: an alias, a language, a seat, and the hashes of what it proves itself with."""

    name: str                              # m1, m2 …
    animal: str
    number: int
    language: str
    token: str                             # hash of the token in use
    before: str = ""                       # hash of the one before, good until the new one is used
    resume: str = ""                       # hash of the code to come back with
    game: int = 0                          # 0: not seated
    seat: int = -1
    pen: bool = False                      # holds the pen of its seat
    muted: bool = False
    times: float = 1.0                     # of the time the others have in a phase
    gone: str = ""                         # why it was sent out, "" while it is in
    notes: list[str] = field(default_factory=list)


class Room:
    """Members and games. It changes only by `apply`; `record` makes an event and applies it."""

    def __init__(self) -> None:
        self.code = self.salt = ""
        self.settings = Settings()
        self.scenarios: dict[str, Scenario] = {}           # by arm
        self.carried: Mapping[str, Any] = {}                # what the room carries of its plan; {} without one
        self.texts: dict[str, str] = {}                    # the same, as the log holds them
        self.seed = 0
        self.begun = 0.0                                   # when the games began
        self.stage = LOBBY
        self.locked = False
        self.put_away = False              # the teacher left it for another room; a restart does not open it
        self.members: dict[str, Member] = {}
        self.tables: dict[int, Table] = {}
        self.headlines: list[dict[str, Any]] = []
        self.choice = Choice()                             # what the debrief shows
        self.rules: dict[str, list[dict[str, Any]]] = {}   # the games played again under one other rule each
        self.spoken: dict[str, str] = {}                   # by member: the one word
        self.poll: dict[str, Any] = {}                     # the acts the class may vote for, and their game
        self.votes: dict[str, int] = {}                    # by member: the place of an act
        self.answers: dict[str, dict[int, dict[str, Any]]] = {}        # by member and place: the item and its answer
        self.ideas: dict[str, dict[str, dict[int, dict[str, Any]]]] = {}     # by member, before or after, place
        self.seen: dict[tuple[str, str], int] = {}         # what each member sent, by its own mark
        self.spent: dict[str, str] = {}                    # hashes of tokens that are good no more, and whose
        self.seq = 0
        self.last = 0.0                                    # time of the last event
        self.now = 0.0                                     # set by whoever gives an order; never read in a replay
        self.fresh: list[Event] = []                       # recorded and not yet handed to the store
        self._counted: tuple[list[Any], Lesson] | None = None          # follows from the rest; never in the log
        self.sheets: dict[tuple[int, int], Any] = {}       # items of the quiz by game and seat; the same

    @classmethod
    def replayed(cls, events: Iterable[Event]) -> Room:
        """The room of a log."""
        room = cls()
        for event in events:
            room.apply(event)
        return room

    def record(self, kind: str, body: Mapping[str, Any] | None = None, game: int = 0, who: str = "",
               cid: str = "") -> Event:
        """A new event, followed at once; the server stores what is fresh before it tells anybody."""
        event = Event(self.seq + 1, kind, dict(body or {}), self.now, game, who, cid)
        self.apply(event)
        self.fresh.append(event)
        return event

    def apply(self, event: Event) -> None:
        """Follow one event."""
        if event.game:
            self.tables[event.game].apply(event)
        else:
            ACTS[event.kind](self, event)
        if event.cid:
            self.seen[event.who, event.cid] = event.seq
        self.seq, self.last = event.seq, event.t

    # events of the room --------------------------------------------------------------------------------------------

    def _room(self, event: Event) -> None:
        body = event.body
        self.code, self.salt, self.seed = body["code"], body["salt"], body["seed"]
        self.settings = settings_of(body["settings"], tuple(languages()))
        self.carried = body.get("plan", {})
        self.texts = dict(body["scenarios"])
        self.scenarios = {arm: _scenario(text) for arm, text in self.texts.items()}

    def _join(self, event: Event) -> None:
        b = event.body
        self.members[b["member"]] = Member(b["member"], b["animal"], b["number"], b["language"], b["token"],
                                           resume=b["resume"])

    def _token(self, event: Event) -> None:
        member = self.members[event.body["member"]]
        self._tokens(member, event.body["token"], event.body["before"])

    def _link(self, event: Event) -> None:
        member = self.members[event.body["member"]]
        member.resume = event.body["resume"]
        self._tokens(member, event.body["token"], "")

    def _tokens(self, member: Member, token: str, before: str) -> None:
        for old in (member.token, member.before):
            if old and old != before:
                self.spent[old] = member.name
        member.token, member.before = token, before

    def _alias(self, event: Event) -> None:
        member = self.members[event.body["member"]]
        member.animal, member.number = event.body["animal"], event.body["number"]

    def _language(self, event: Event) -> None:
        self.members[event.body["member"]].language = event.body["language"]

    def _lock(self, event: Event) -> None:
        self.locked = event.body["on"]

    def _seated(self, event: Event) -> None:
        arms = {arm.name: arm for arm in arms_of(self.settings.treatment)}
        for row in event.body["tables"]:
            number, arm = row["game"], arms[row["arm"]]
            self.tables[number] = Table(number, arm, self.scenarios[arm.name], row["seed"], row["players"],
                                        self.carried)
            for seat, names in enumerate(row["seats"]):
                for name in names:
                    self._sit(self.members[name], number, seat)

    def _reseat(self, event: Event) -> None:
        member = self.members[event.body["member"]]
        self._stand(member)
        if event.body["game"]:
            self._sit(member, event.body["game"], event.body["seat"])

    def _sit(self, member: Member, game: int, seat: int) -> None:
        member.pen = not any(m.pen for m in self.at(game, seat))
        member.game, member.seat = game, seat

    def _stand(self, member: Member) -> None:
        """Leave a seat; the pen goes to whoever sat there longest."""
        game, seat, pen = member.game, member.seat, member.pen
        member.game, member.seat, member.pen = 0, -1, False
        rest = self.at(game, seat) if game else []
        if pen and rest:
            rest[0].pen = True

    def _kick(self, event: Event) -> None:
        member = self.members[event.body["member"]]
        self._stand(member)
        member.gone, member.token, member.before, member.resume = event.body["why"], "", "", ""

    def _pen(self, event: Event) -> None:
        member = self.members[event.body["member"]]
        for other in self.at(member.game, member.seat):
            other.pen = other is member

    def _mute(self, event: Event) -> None:
        self.members[event.body["member"]].muted = event.body["on"]

    def _time(self, event: Event) -> None:
        self.members[event.body["member"]].times = event.body["times"]

    def _note(self, event: Event) -> None:
        self.members[event.body["member"]].notes.append(event.body["text"])

    def _stage(self, event: Event) -> None:
        self.stage = event.body["stage"]
        if self.stage == PLAY:
            self.begun = event.t

    def _put_away(self, event: Event) -> None:
        self.put_away = event.body["on"]

    def _headline(self, event: Event) -> None:
        self.headlines.append({"seq": event.seq, **event.body})

    def _pace(self, event: Event) -> None:
        """The phases to come take other times."""
        self.settings = replace(self.settings, seconds=dict(event.body["seconds"]))

    def _card(self, event: Event) -> None:
        self.choice = Choice(**event.body)

    def _rule(self, event: Event) -> None:
        self.rules[event.body["rule"]] = event.body["games"]

    def _word(self, event: Event) -> None:
        self.spoken[event.body["member"]] = event.body["word"]

    def _poll(self, event: Event) -> None:
        self.poll, self.votes = (dict(event.body) if event.body["acts"] else {}), {}

    def _vote(self, event: Event) -> None:
        self.votes[event.body["member"]] = event.body["choice"]

    def _answer(self, event: Event) -> None:
        self.answers.setdefault(event.body["member"], {})[event.body["place"]] = dict(event.body)

    def _idea(self, event: Event) -> None:
        given = self.ideas.setdefault(event.body["member"], {}).setdefault(event.body["when"], {})
        given[event.body["place"]] = dict(event.body)

    def _restarted(self, event: Event) -> None:
        """Nobody loses the time in which the server was not there."""
        for table in self.tables.values():
            if table.ends is not None:
                table.ends += event.body["gap"]

    # questions -----------------------------------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario | None:
        """What the room plays, in its first arm; None of a room that is none."""
        return next(iter(self.scenarios.values()), None)

    def words(self, language: str) -> Words:
        """The words of a language, with the countries of the room's scenario."""
        return words_of(self.scenario, language)

    def at(self, game: int, seat: int) -> list[Member]:
        """Who sits in a chair, in the order in which they came."""
        return [m for m in self.members.values() if m.game == game and m.seat == seat and not m.gone]

    def here(self) -> list[Member]:
        """Everybody who was not sent out."""
        return [m for m in self.members.values() if not m.gone]

    def people(self, table: Table) -> list[int]:
        """The seats of a game in which people sit (not a computer player, not nobody)."""
        return [i for i in range(N) if table.players[i] is None and self.at(table.number, i)]

    @property
    def open_door(self) -> bool:
        """Whether somebody may join."""
        return self.stage == LOBBY and not self.locked and len(self.here()) < MOST_MEMBERS

    @property
    def running(self) -> bool:
        """Whether games are being played."""
        return self.stage == PLAY

    def lesson(self) -> Lesson:
        """The games in figures, counted once for as long as they stand still."""
        on = [(t.session, len(t.session.past), sum(map(len, t.predictions.values()))) for t in self.tables.values()]
        if self._counted is None or len(on) != len(self._counted[0]) or any(
                a[0] is not b[0] or a[1:] != b[1:] for a, b in zip(on, self._counted[0], strict=True)):
            self._counted, self.sheets = (on, Lesson(self.tables.values())), {}
        return self._counted[1]

    def play_over(self) -> bool:
        """Whether every game has come to its end."""
        return bool(self.tables) and all(t.phase == ENDED for t in self.tables.values())

    def snapshot(self) -> dict[str, Any]:
        """Everything a replay must reach again, as plain values."""
        return {
            "code": self.code, "salt": self.salt, "seed": self.seed, "settings": self.settings.body(),
            "plan": self.carried, "begun": self.begun, "stage": self.stage,
            "locked": self.locked, "put_away": self.put_away, "headlines": self.headlines,
            "seq": self.seq,
            "members": {name: asdict(m) for name, m in self.members.items()},
            "tables": {n: t.snapshot() for n, t in self.tables.items()},
            "seen": sorted((*key, seq) for key, seq in self.seen.items()), "last": self.last,
            "spent": self.spent, "choice": asdict(self.choice), "rules": self.rules, "spoken": self.spoken,
            "answers": self.answers, "poll": self.poll, "votes": self.votes, "ideas": self.ideas,
        }


@lru_cache(maxsize=8)
def _scenario(text: str) -> Scenario:
    """The scenario a room carries; rooms of one kind, and a room read again, share it."""
    return loads(text)


ACTS: Mapping[str, Callable[[Room, Event], None]] = {
    "room": Room._room, "join": Room._join, "token": Room._token, "link": Room._link, "alias": Room._alias,
    "language": Room._language, "lock": Room._lock, "seated": Room._seated, "reseat": Room._reseat,
    "kick": Room._kick, "pen": Room._pen, "mute": Room._mute, "time": Room._time, "note": Room._note,
    "stage": Room._stage, "headline": Room._headline,
    "restarted": Room._restarted, "pace": Room._pace, "put_away": Room._put_away, "card": Room._card,
    "rule": Room._rule, "word": Room._word, "answer": Room._answer,
    "idea": Room._idea, "poll": Room._poll, "vote": Room._vote,
}
