"""Which sounds there are, and which of them a month deserves. No information is in a sound alone."""

from __future__ import annotations

from .. import explain
from ..rules.names import NAMES
from .game import Game

# What belongs to the hand, and what belongs to the world; the player sets their loudness apart.
CONTROLS = ("hover", "click", "add", "undo", "page")
EVENTS = ("trust_up", "trust_down", "accept", "refuse", "month", "news")
GLAD = ("event.signed", "event.renewed")
SORRY = ("event.breach", "event.unspared", "event.lapsed", "event.renewal_lost")
LEAST = 2.0  # points of trust in oneself that are heard


def of_month(game: Game) -> list[str]:
    """The cues when a month is over: its bell, what was signed or broken, trust in oneself."""
    found = ["month"]
    ids = [event.id for played in game.lately() for event in explain.events(played.transition)]
    if any(id_.startswith(GLAD) for id_ in ids):
        found.append("accept")
    elif any(id_.startswith(SORRY) for id_ in ids):
        found.append("refuse")
    if game.me:
        moved = [game.trust_change(of, game.me) for of in NAMES if of != game.me]
        largest = max(moved, key=abs)
        if abs(largest) >= LEAST:
            found.append("trust_up" if largest > 0 else "trust_down")
    return found
