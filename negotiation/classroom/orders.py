"""What the teacher may do with a room: seats, clock, games, words. Every order is an event of the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..rules.names import N
from ..strategies import StrategyError, find
from . import codes
from .again import again
from .debrief import remote
from .event import Refused, Told
from .more_time import give
from .pace import shorten
from .phases import advance, begin, enter
from .room import Member, Room
from .seating import COMPUTER, reseat, seat_all, seat_computers
from .settings import AFTER, BRIEF, CLOSED, ENDED, LOBBY, MONTHLY
from .table import Table

LONGEST_NOTE = 280
HEADLINES = ("summit", "markets", "farmers", "elections")
MOST_COMPUTER_GAMES = 12

Body = Mapping[str, Any]


def order(room: Room, kind: str, body: Body) -> dict[str, Any]:
    """Do what the teacher asks; what the console is told beside the new view. Raises Refused."""
    if kind not in ORDERS:
        raise Refused("room.refused.kind")
    return ORDERS[kind](room, body) or {}


def _seat(room: Room, body: Body) -> None:
    seat_all(room, str(body.get("rest", COMPUTER)), _whole(body, "per_seat", 1, 4, 1))


def _computers(room: Room, body: Body) -> None:
    seat_computers(room, _whole(body, "games", 1, MOST_COMPUTER_GAMES, 1))


def _reseat(room: Room, body: Body) -> None:
    reseat(room, str(body.get("member")), _whole(body, "game", 0, 1000), _whole(body, "seat", -1, N - 1, -1))


def _begin(room: Room, body: Body) -> None:
    begin(room)


def _lock(room: Room, body: Body) -> None:
    room.record("lock", {"on": body.get("on") is True})


def _pause(room: Room, body: Body) -> None:
    for table in _some(room, body):
        if not table.paused:
            room.record("pause", {}, table.number)


def _resume(room: Room, body: Body) -> None:
    for table in _some(room, body):
        if table.paused:
            room.record("resume", {}, table.number)


def _extend(room: Room, body: Body) -> None:
    seconds = _whole(body, "seconds", 1, 3600, 60)
    for table in _some(room, body):
        room.record("extend", {"seconds": seconds}, table.number)


def _pace(room: Room, body: Body) -> None:
    shorten(room)


def _again(room: Room, body: Body) -> None:
    again(room)


def _end_phase(room: Room, body: Body) -> None:
    for table in _some(room, body):
        if table.phase != ENDED:
            advance(room, table)


def _rewind(room: Room, body: Body) -> None:
    """A game goes back to the beginning of a month it has played."""
    for table in _some(room, body, one=True):
        round_ = _whole(body, "round", 1, 1000)
        if room.stage in AFTER:
            raise Refused("room.refused.game_over")
        if round_ > table.round or table.phase == BRIEF:
            raise Refused("room.refused.round")
        months = [p for p in MONTHLY if p not in room.settings.without]
        room.record("rewind", {"round": round_}, table.number)
        enter(room, table, months[0], round_)


def _player(room: Room, body: Body) -> None:
    """A chair is given to a computer player, or back to people."""
    table = _some(room, body, one=True)[0]
    seat, player = _whole(body, "seat", 0, N - 1), body.get("player")
    if player is not None:
        try:
            find(str(player))
        except StrategyError as error:
            raise Told(error.reason) from error
    if table.players[seat] != player:
        room.record("player", {"seat": seat, "player": player}, table.number)


def _kick(room: Room, body: Body) -> None:
    member = _member(room, body)
    room.record("kick", {"member": member.name, "why": str(body.get("why", ""))[:LONGEST_NOTE] or "-"})


def _link(room: Room, body: Body) -> dict[str, Any]:
    """A new code to come back with, for another device; the old one and the old browser are shut out."""
    member, (code, hashed) = _member(room, body), codes.way_back(room.salt)
    room.record("link", {"member": member.name, "resume": hashed, "token": codes.token_hash(codes.token())})
    return {"link": {"member": member.name, "resume": code}}


def _pen(room: Room, body: Body) -> None:
    member = _member(room, body)
    if not member.game:
        raise Refused("room.refused.no_seat")
    room.record("pen", {"member": member.name})


def _mute(room: Room, body: Body) -> None:
    room.record("mute", {"member": _member(room, body).name, "on": body.get("on") is True})


def _time(room: Room, body: Body) -> None:
    """A person has more time than the others, or as much again."""
    give(room, _member(room, body), body.get("times"))


def _note(room: Room, body: Body) -> None:
    text = str(body.get("text", "")).strip()[:LONGEST_NOTE]
    if not text:
        raise Refused("room.refused.empty")
    room.record("note", {"member": _member(room, body).name, "text": text})


def _headline(room: Room, body: Body) -> None:
    """News for one game or all, ready or typed; it says something and changes nothing."""
    ready, text = body.get("ready"), str(body.get("text", "")).strip()[:LONGEST_NOTE]
    if ready not in (None, *HEADLINES) or not (ready or text):
        raise Refused("room.refused.empty")
    game = _whole(body, "game", 0, 1000, 0)
    if game and game not in room.tables:
        raise Refused("room.refused.no_game")
    room.record("headline", {"game": game, **({"ready": ready} if ready else {"text": text})})


def _close(room: Room, body: Body) -> None:
    """The lesson is over."""
    if room.stage != CLOSED:
        room.record("stage", {"stage": CLOSED})


def _some(room: Room, body: Body, one: bool = False) -> list[Table]:
    """The game that is named, or all of them."""
    if room.stage == LOBBY and not one:
        raise Refused("room.refused.not_begun")
    game = _whole(body, "game", 0, 1000, 0)
    if not game and not one:
        return list(room.tables.values())
    if game not in room.tables:
        raise Refused("room.refused.no_game")
    return [room.tables[game]]


def _member(room: Room, body: Body) -> Member:
    member = room.members.get(str(body.get("member")))
    if member is None or member.gone:
        raise Refused("room.refused.no_member")
    return member


def _whole(body: Body, name: str, low: int, high: int, usual: int | None = None) -> int:
    value = body.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Refused("room.refused.setting", name=name)
    return value


ORDERS: Mapping[str, Callable[[Room, Body], dict[str, Any] | None]] = {
    "seat": _seat, "computers": _computers, "reseat": _reseat, "begin": _begin, "lock": _lock, "pause": _pause,
    "resume": _resume, "extend": _extend, "end_phase": _end_phase, "rewind": _rewind, "player": _player,
    "pace": _pace, "again": _again,
    "kick": _kick, "link": _link, "pen": _pen, "mute": _mute, "time": _time, "note": _note,
    "headline": _headline, "close": _close,
    **remote.ORDERS,
}
