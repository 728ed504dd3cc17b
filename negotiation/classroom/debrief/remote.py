"""What the teacher does with the debrief: begin it, choose a card and its game, ask what if, go on to the quiz."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from ...rules.names import N
from ..event import Refused
from ..phases import enter
from ..room import Room
from ..settings import AFTER, DEBRIEF, ENDED, LOBBY, QUIZ
from .card import Choice, deck
from .poll import proposals

Body = Mapping[str, Any]


def _debrief(room: Room, body: Body) -> None:
    """The games are over, wherever they stand, and the class looks at them."""
    if room.stage == LOBBY or not room.tables:
        raise Refused("room.refused.not_begun")
    for table in room.tables.values():
        if table.paused:
            room.record("resume", {}, table.number)
        if table.phase != ENDED:
            enter(room, table, ENDED, table.round)
    if room.stage != DEBRIEF:
        room.record("stage", {"stage": DEBRIEF})


def _card(room: Room, body: Body) -> None:
    """Another card, or another choice for the one that is shown."""
    if room.stage not in AFTER:
        raise Refused("room.refused.not_begun")
    now, lesson = room.choice, room.lesson()
    card, hide = body.get("card", now.card), body.get("hide", now.hide)
    game, month, kind = (body.get(k, getattr(now, k)) for k in ("game", "month", "kind"))
    checks = {
        "card": card in [c.id for c in deck(room.scenario)], "hide": isinstance(hide, bool),
        "game": game == 0 or lesson.game(game) is not None,
        "month": _whole(month, 0, 1000), "kind": _whole(kind, -1, N),
    }
    for name, good in checks.items():
        if not good:
            raise Refused("room.refused.setting", name=name)
    chosen = lesson.game(game)
    if chosen is not None and month > chosen.months:
        month = 0
    _record(room, replace(now, card=card, hide=hide, game=game, month=month, kind=kind))


def _record(room: Room, choice: Choice) -> None:
    if choice != room.choice:
        room.record("card", asdict(choice))


def _poll(room: Room, body: Body) -> None:
    """The class may vote which act is changed, in the game of the card; or the vote is over."""
    lesson, now = room.lesson(), room.choice
    if room.stage != DEBRIEF or not lesson.games:
        raise Refused("room.refused.not_begun")
    if body.get("on") is not True:
        _end_poll(room)
        return
    game = lesson.game(now.game) or lesson.median
    found = proposals(game)
    if not found:
        raise Refused("room.refused.no_act")
    room.record("poll", {"game": game.number, "acts": found})
    _record(room, replace(now, card="what_if"))


def _end_poll(room: Room) -> None:
    if room.poll:
        room.record("poll", {"game": 0, "acts": []})


def keep_asked(room: Room, found: Mapping[str, Any]) -> None:
    """The answer to a what-if becomes what its card shows."""
    _end_poll(room)
    _record(room, replace(room.choice, card="what_if", game=found["game"], asked=dict(found)))


def keep_ruled(room: Room, rule: str, games: list[dict[str, Any]]) -> None:
    """The games under another rule become what their card shows."""
    room.record("rule", {"rule": rule, "games": games})
    _record(room, replace(room.choice, card="one_rule", rule=rule))


def _quiz(room: Room, body: Body) -> None:
    """The quiz opens; its items are made from the games as they stand."""
    if room.stage == LOBBY or not room.lesson().games:
        raise Refused("room.refused.no_month")
    if room.stage != QUIZ:
        _debrief(room, body)
        room.record("stage", {"stage": QUIZ})


def _whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


ORDERS: Mapping[str, Callable[[Room, Body], None]] = {"debrief": _debrief, "card": _card, "quiz": _quiz,
                                                            "poll": _poll}
