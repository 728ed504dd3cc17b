"""Whole classes for tests of the debrief: tables of computer players of every sort, and people who act at random."""

from __future__ import annotations

import random
from collections.abc import Sequence

from lessons import Chance, begun, new_room

from negotiation.classroom.orders import order
from negotiation.classroom.room import Room
from negotiation.rules.names import N

SORTS = ("default", "random", "bully", "tit_for_tat", "conciliator", "bilateral", "loyal", "grim", "hold")


def of_computers(tables: Sequence[Sequence[str]], seed: int = 1, scenario: str = "tutorial") -> Room:
    """A room whose games are played to the end by these strategies, with luck; the debrief has begun."""
    room = new_room(0, seed, scenario=scenario, luck=True)
    room.record("seated", {"tables": [
        {"game": n, "arm": "none", "seed": seed + n, "seats": [[], [], []], "players": list(players)}
        for n, players in enumerate(tables, 1)]})
    return ended(room)


def at_random(games: int, seed: int) -> Room:
    """The same with strategies by lot."""
    lot = random.Random(seed)
    return of_computers([[lot.choice(SORTS) for _ in range(N)] for _ in range(games)], seed)


def of_people(people: int, seed: int, steps: int = 300, calm: bool = False, **settings: object) -> Room:
    """People who do one random thing after another, then the debrief. `calm`: the teacher only ends phases."""
    room = begun(people, seed, **settings)
    chance = Chance(room, seed)
    if calm:
        chance._teacher = lambda: order(room, "end_phase", {}) and None        # type: ignore[method-assign]
    for _ in range(steps):
        chance.step()
    return ended(room)


def ended(room: Room) -> Room:
    """Play what is left and begin the debrief."""
    if not room.running:
        order(room, "begin", {})
    while not room.play_over():
        order(room, "end_phase", {})
    order(room, "debrief", {})
    return room
