"""One person's own game on the student's page: a room of one seat, computer players in the others, and no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..rules.names import NAMES
from . import door
from .hall import Hall
from .phases import begin
from .room import Room
from .settings import PREDICT, TALK, USUAL, Settings


@dataclass(frozen=True)
class Alone:
    """The game that was asked for: a scenario, its luck, who sits where (None: the person), the person's language."""

    scenario: str
    seed: int
    seats: Mapping[str, str | None]
    language: str

    async def begin(self, hall: Hall) -> str:
        """Open the room and begin; the token for the browser. Raises ScenarioError and StrategyError."""
        from ..strategies import find

        for player in self.seats.values():
            if player is not None:
                find(player)
        await hall.create(Settings(scenario=self.scenario, seconds=dict.fromkeys(USUAL, 0), without=(PREDICT, TALK),
                                   talks="off", language=self.language, luck=True))
        return await hall.do(self._sit)

    def _sit(self, room: Room) -> str:
        came = door.join(room, room.code, self.language)
        players = [self.seats[name] for name in NAMES]
        chairs = [[came.member.name] if player is None else [] for player in players]
        room.record("seated", {"tables": [{"game": 1, "arm": "none", "seed": self.seed, "seats": chairs,
                                           "players": players}]})
        begin(room)
        return came.token
