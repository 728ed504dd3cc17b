"""`python -m benchmarks.debrief`: how long a class of forty games waits for its debrief; printed, not asserted.

The games are played by the scenario's own players with luck, which takes a while; then every card is made as the
console, the projector and phones in three languages are sent it, from figures that nothing has been counted for yet.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

from negotiation.classroom import after
from negotiation.classroom.debrief import export
from negotiation.classroom.debrief.card import deck
from negotiation.classroom.kept import Kept
from negotiation.classroom.orders import order
from negotiation.classroom.room import Room
from negotiation.classroom.settings import Settings, scenario_texts
from negotiation.rules.names import N
from negotiation.words import words

GOAL = "under 3 s"


def played(games: int, scenario: str) -> Room:
    """A room whose games are over."""
    settings = Settings(scenario=scenario, luck=True)
    room = Room()
    room.record("room", {"code": "K7PQ4M", "salt": "", "seed": 1, "settings": settings.body(),
                         "scenarios": scenario_texts(settings)})
    room.record("seated", {"tables": [{"game": n, "arm": "none", "seed": n, "seats": [[], [], []],
                                       "players": ["default"] * N} for n in range(1, games + 1)]})
    order(room, "begin", {})
    while not room.play_over():
        order(room, "end_phase", {})
    order(room, "debrief", {})
    return room


def timed(name: str, work: Callable[[], Any]) -> float:
    """Do something and print how long it took."""
    start = time.perf_counter()
    work()
    took = time.perf_counter() - start
    print(f"{name:<28}{took:8.2f} s", flush=True)
    return took


def main() -> None:
    """Play, then tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=40)
    parser.add_argument("--scenario", default="kick-start-2025")
    asked = parser.parse_args()
    print(f"{asked.games} games of {asked.scenario} are played …", flush=True)
    room = played(asked.games, asked.scenario)
    kept, total = Kept(), 0.0
    for card in deck():
        def tell(id_: str = card.id) -> None:
            order(room, "card", {"card": id_})
            after.console(room, kept, "en")
            after.screen(room, kept)
            for language in ("es", "fr"):
                after.console(room, kept, language)

        total += timed(card.id, tell)
    print(f"{'all ten cards':<28}{total:8.2f} s   {GOAL}")
    timed("tables to take away", lambda: export.files(room, room.fresh, words("en")))


if __name__ == "__main__":
    main()
