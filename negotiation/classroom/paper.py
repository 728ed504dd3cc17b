"""Games that were played on paper: the teacher types the slips, half month by half month, into the room's own log.

Such a game stands still for the clock; it may be one of paper from the start, or one whose devices failed on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..rules.names import NAMES, N
from ..rules.notation import NotationError
from ..rules.reasons import IllegalChoice
from ..words import Words
from .acts import MOST_LINES
from .board import month_name
from .event import Refused, Told
from .phases import CLOSES, advance, begin
from .room import Room
from .settings import ENDED, LOBBY
from .table import Table
from .tasks import TASKS, appraised
from .treatments import dealt

MOST_GAMES = 40

Body = Mapping[str, Any]


def order(room: Room, kind: str, body: Body, t: Words) -> dict[str, Any]:
    """Do what the console asks; what it is told. Raises Refused."""
    return ORDERS[kind](room, body, t)


def _games(room: Room, body: Body, t: Words) -> dict[str, Any]:
    """So many games without people at the page, begun and standing at the slips of the first month."""
    games = body.get("games")
    if room.stage != LOBBY:
        raise Refused("room.refused.has_begun")
    if not isinstance(games, int) or isinstance(games, bool) or not 1 <= games <= MOST_GAMES:
        raise Refused("room.refused.setting", name="games")
    first = max(room.tables, default=0) + 1
    arms = dealt(room.settings.treatment, games, room.seed + first)
    room.record("seated", {"tables": [
        {"game": first + n, "arm": arms[n], "seed": room.seed + first + n, "seats": [[], [], []],
         "players": [None] * N} for n in range(games)]})
    begin(room)
    for n in range(games):
        room.record("pause", {}, first + n)
        _to_slips(room, room.tables[first + n])
    return {}


def _take_up(room: Room, body: Body, t: Words) -> dict[str, Any]:
    """The slips that come next in a game that stands still."""
    table = _table(room, body)
    _to_slips(room, table)
    return {"form": form(table, t)}


def _worth(room: Room, body: Body, t: Words) -> dict[str, Any]:
    """An offer as a slip has it: its line and its words, or why it cannot be made."""
    seat = body.get("seat")
    if seat not in range(N) or isinstance(seat, bool):
        raise Refused("room.refused.no_seat")
    return {"worth": appraised(_table(room, body), int(str(seat)), t, body)}


def _enter(room: Room, body: Body, t: Words) -> dict[str, Any]:
    """What all three slips say; the half month is played. All or nothing."""
    table, lines = _table(room, body), body.get("lines")
    if table.phase not in CLOSES:
        raise Refused("room.refused.phase")
    if not isinstance(lines, list) or len(lines) != N or not all(_slip(own) for own in lines):
        raise Refused("room.refused.kind")
    if any(own and table.players[i] is not None for i, own in enumerate(lines)):
        raise Refused("room.refused.computer")
    trial, planned = table.session.fork(), dict[int, list[str]]()
    try:
        for i in trial.people:
            while trial.unplan(seat=i) is not None:
                pass
            if any(trial.parse(text, i).seat != i for text in lines[i]):
                raise Refused("room.refused.not_yours")
            planned[i] = [move.text for move in trial.plan(*lines[i], seat=i)]
    except (IllegalChoice, NotationError) as error:
        raise Told(error.reason) from error
    for i, texts in planned.items():
        room.record("plan", {"seat": i, "lines": texts}, table.number)
    advance(room, table)
    _to_slips(room, table)
    return {"form": form(table, t)}


def form(table: Table, t: Words) -> dict[str, Any] | None:
    """What the three slips of this half month may say, seat by seat; None once the game is over."""
    if table.phase not in CLOSES:
        return None
    return {"game": table.number, "phase": table.phase, "round": table.round, "rounds": table.session.scenario.months,
            "month": month_name(t, table.session, table.round - 1),
            "seats": [{"country": NAMES[i], "player": table.players[i],
                       "task": {} if table.players[i] else TASKS[table.phase](table, i, t)} for i in range(N)]}


def _to_slips(room: Room, table: Table) -> None:
    """On to the next half month that slips decide, or to the end; what has no slip is passed over."""
    while table.phase not in (*CLOSES, ENDED):
        advance(room, table)


def _slip(own: object) -> bool:
    return isinstance(own, list) and len(own) <= MOST_LINES and all(isinstance(text, str) for text in own)


def _table(room: Room, body: Body) -> Table:
    """The game that is named; it must stand still. Raises Refused."""
    table = room.tables.get(body.get("game", 0))
    if table is None:
        raise Refused("room.refused.no_game")
    if not room.running or table.phase == ENDED:
        raise Refused("room.refused.game_over")
    if not table.paused:
        raise Refused("room.refused.pause_first")
    return table


ORDERS: Mapping[str, Callable[[Room, Body, Words], dict[str, Any]]] = {
    "paper_games": _games, "paper_form": _take_up, "paper_worth": _worth, "paper": _enter,
}
