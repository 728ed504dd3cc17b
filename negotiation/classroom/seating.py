"""Who sits where: groups by lot, what is left over, and a seat changed afterwards."""

from __future__ import annotations

import random

from ..rules.names import N
from .event import Refused
from .room import SEAT_SHARED, Room
from .settings import LOBBY
from .treatments import dealt

COMPUTER, SHARE = "computer", "share"      # what is done with a rest of one or two


def seat_all(room: Room, rest: str = COMPUTER, per_seat: int = 1) -> None:
    """Games for everybody who waits, three seats each, by lot; a rest plays beside computer players or shares seats."""
    if room.stage != LOBBY:
        raise Refused("room.refused.has_begun")
    waiting = [m.name for m in room.here() if not m.game]
    if not waiting:
        raise Refused("room.refused.nobody_waits")
    if rest not in (COMPUTER, SHARE) or not 1 <= per_seat <= SEAT_SHARED:
        raise Refused("room.refused.setting", name="rest")
    lot = random.Random(f"{room.seed}:seats:{room.seq}")
    lot.shuffle(waiting)
    groups = [waiting[n:n + per_seat] for n in range(0, len(waiting), per_seat)]       # one a seat
    games = [groups[n:n + N] for n in range(0, len(groups), N)]
    if rest == SHARE and len(games) > 1 and len(games[-1]) < N:
        seats = [seat for game in games[:-1] for seat in game]
        for name in [name for group in games.pop() for name in group]:
            min(seats, key=len).append(name)
    first = max(room.tables, default=0) + 1
    arms = dealt(room.settings.treatment, len(games), room.seed + first)
    tables = []
    for n, game in enumerate(games):
        chairs: list[list[str]] = game + [[] for _ in range(N - len(game))]
        lot.shuffle(chairs)
        tables.append({"game": first + n, "arm": arms[n], "seed": room.seed + first + n, "seats": chairs,
                       "players": [None if chair else room.settings.player for chair in chairs]})
    room.record("seated", {"tables": tables})


def seat_computers(room: Room, games: int) -> None:
    """Games of computer players only: a rehearsal, or a table to compare with."""
    if room.stage != LOBBY:
        raise Refused("room.refused.has_begun")
    first = max(room.tables, default=0) + 1
    arms = dealt(room.settings.treatment, games, room.seed + first)
    room.record("seated", {"tables": [
        {"game": first + n, "arm": arms[n], "seed": room.seed + first + n, "seats": [[], [], []],
         "players": [room.settings.player] * N} for n in range(games)]})


def reseat(room: Room, name: str, game: int, seat: int) -> None:
    """A member moves to a seat of a game (game 0: back to those who wait); a computer player there makes room."""
    member = room.members.get(name)
    if member is None or member.gone:
        raise Refused("room.refused.no_member")
    if not game:
        room.record("reseat", {"member": name, "game": 0, "seat": -1})
        return
    if game not in room.tables or seat not in range(N):
        raise Refused("room.refused.no_seat")
    if (member.game, member.seat) == (game, seat):
        return
    if len(room.at(game, seat)) >= SEAT_SHARED:
        raise Refused("room.refused.seat_full", n=SEAT_SHARED)
    room.record("reseat", {"member": name, "game": game, "seat": seat})
    if room.tables[game].players[seat] is not None:
        room.record("player", {"seat": seat, "player": None}, game)
