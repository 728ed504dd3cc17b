"""One list of choices for three seats, drawn at random from what is legal, and ways to play it at other doors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from negotiation.env.games import EVERYBODY, Games
from negotiation.env.menus import FlatMenu
from negotiation.env.observation import Sight
from negotiation.rules.names import NAMES, N
from negotiation.scenarios import load

SCRIPT = '''"""Says and does what a list holds, month by month."""

from negotiation import one_at_a_time

LINES = {lines}


@one_at_a_time
def talk(view):
    """The words of the month."""
    return LINES[view.name][int(view.state.month)][0]


@one_at_a_time
def decide(view):
    """The decisions of the month."""
    return LINES[view.name][int(view.state.month)][1]
'''


@dataclass(frozen=True)
class Course:
    """A whole game: what every seat chose in each half of each month, and the digest at the end of each month."""

    scenario: str
    seed: int
    lines: tuple[tuple[tuple[str, ...], ...], ...]         # [phase][seat]
    digests: tuple[str, ...]                               # [month]

    def script(self, folder: Path) -> str:
        """The path of a strategy that plays it in any seat."""
        own = {name: [[list(self.lines[2 * m + half][i]) for half in (0, 1)] for m in range(len(self.digests))]
               for i, name in enumerate(NAMES)}
        path = folder / "script.py"
        path.write_text(SCRIPT.format(lines=json.dumps(own)), encoding="utf-8")
        return str(path)


def drawn(scenario: str, seed: int) -> Course:
    """A course of legal choices, with some offers accepted so that deals are signed."""
    games, rng = Games(Sight(load(scenario)), [seed]), np.random.default_rng(seed)
    while not games.over[0]:
        codes = [int(rng.choice(np.flatnonzero(games.masks[i][0]))) for i in EVERYBODY]
        games.choose(np.array([codes]))
    return Course(scenario, seed, tuple(p.lines for p in games.past), monthly(games))


def monthly(games: Games) -> tuple[str, ...]:
    """The digest after every month of a lone game."""
    return tuple(p.digest for p in games.past if p.phase == "decide")


class Reader:
    """Turns the lines of a course into the codes that each sub-step asks for."""

    def __init__(self, menu: FlatMenu, course: Course) -> None:
        self.menu, self.course = menu, course
        self.at = -1
        self.left: list[list[str]] = [[] for _ in range(N)]

    def code(self, seat: int, month: int, deciding: bool, legal: np.ndarray) -> int:
        """The next line of this phase that belongs here, or to pass."""
        if self.at != 2 * month + deciding:
            self.at = 2 * month + deciding
            self.left = [list(own) for own in self.course.lines[self.at]]
        for text in self.left[seat]:
            code = self.menu.code(seat, text)
            if code in legal:
                self.left[seat].remove(text)
                return code
        return int(legal[0])
