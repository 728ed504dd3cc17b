"""Which act is changed, by vote of the class: a few acts of one game that moved something, each with what if."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...rules.countries import NAMES
from .changes import acts
from .facts import Game

if TYPE_CHECKING:
    from ..room import Room

MOST = 4                                   # acts to choose from
SIGNED = 5.0                               # points of trust that an answer to an offer counts beside what trust moved


def proposals(game: Game) -> list[dict[str, Any]]:
    """The acts of a game in whose months trust in their country moved most, in the order in which they were done.

    An answer to an offer is turned round, anything else left out.
    """
    moved: dict[tuple[int, str], float] = {}
    for turn in game.turns:                # the largest first
        moved.setdefault((turn.month, turn.toward), abs(turn.points))
    found = [{"month": act["month"], "country": NAMES[act["seat"]], "without": act["without"],
              "instead": act["instead"][-1]} for act in acts(game)]

    def weight(act: Mapping[str, Any]) -> float:
        return moved.get((act["month"] - 1, act["country"]), 0.0) + (SIGNED if act["instead"] else 0.0)

    best = sorted(range(len(found)), key=lambda n: (-weight(found[n]), n))[:MOST]
    return [found[n] for n in sorted(best)]


def counts(room: Room) -> list[int]:
    """How many votes each proposal has."""
    given = Counter(room.votes.values())
    return [given[n] for n in range(len(room.poll.get("acts", ())))]
