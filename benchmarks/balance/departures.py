"""Every word and every measure, once in each month or whenever it is legal: the default player with one thing added.

Up to the month in question the games are the default's own, so they are taken up there; and where the default player
would have chosen the same list, nothing is played: the gain is exactly zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.validation.plays import DEFAULT, Changes, Floats, opening
from benchmarks.validation.scripts import Script
from negotiation.rules.countries import NAMES, OTHERS
from negotiation.rules.kinds import AIMED, HOME
from negotiation.rules.notation import DECIDE, TALK
from negotiation.rules.state import State
from negotiation.rules.step import step
from negotiation.strategies import Choices, View, find, gathered, views

from .forks import ends, phases, taken, together, totals

LADDER = (0, 5, 10, 25, 35, 50)
SECTORS = ("autos", "metals", "energy", "agrifood", "mach_elec", "other")
SECTOR_RATES = (0, 25, 50)     # between them a sector's tariff differs by degree only
BOTH = "both"


@dataclass(frozen=True)
class Move:
    """A word or a measure in notation without its target, and to whom: a capital, both, or "" for at home."""

    text: str
    target: str = ""

    @property
    def family(self) -> str:
        """What it is called in a table of few rows."""
        verb = self.text.split()[0]
        return verb if verb != "wall" else f"wall {self.text.split()[-1]}"

    def __str__(self) -> str:
        return f"{self.text} {self.target}".strip()

    def targets(self, chair: int) -> tuple[int, ...]:
        """The seats it is aimed at."""
        if not self.target:
            return (chair,)
        return OTHERS[chair] if self.target == BOTH else (NAMES.index(self.target),)


WORDS = tuple(w.name for w in AIMED if not w.deals)
AT_HOME = tuple(w.name for w in HOME if not w.deals)
MEASURES = (*(f"wall {r} sparing" for r in LADDER), *(f"wall {r} all" for r in LADDER if r),
            *(f"sector {s} {r}" for s in SECTORS for r in SECTOR_RATES), "reprieve")


def moves(chair: int, phase: str, aims: tuple[str, ...]) -> list[Move]:
    """Every word or measure of a chair, aimed at each of `aims`, and those at home."""
    home = AT_HOME if phase == TALK else ("relief",)
    return [*(Move(text, aim) for text in (WORDS if phase == TALK else MEASURES) for aim in aims),
            *(Move(text) for text in home)]


def capitals(chair: int) -> tuple[str, ...]:
    """The names of the other two."""
    return tuple(NAMES[j] for j in OTHERS[chair])


def adding(move: Move, chair: int) -> Script:
    """The default player that says or does this first, wherever it is legal."""
    targets = move.targets(chair)
    if move.text.split()[0] in (*WORDS, *AT_HOME):
        return Script(words=lambda view: [(j, move.text, view.state.month >= 0, -1) for j in targets])
    return Script(measures=lambda view: [(j, move.text, view.state.month >= 0) for j in targets])


@dataclass(frozen=True)
class Always:
    """The seat of a default player that makes a move whenever it is legal."""

    chair: int
    move: Move

    def player(self) -> Callable[[View], Choices]:
        """The script."""
        return adding(self.move, self.chair)


@dataclass(frozen=True)
class Once:
    """Every move of a chair, once in one phase of one month: [move] gain, standard error, share of games changed."""

    chair: int
    month: int                 # 1 is the first
    phase: str
    games: int
    first: int = 0
    changes: Changes = ()
    only: tuple[Move, ...] = ()

    @property
    def moves(self) -> list[Move]:
        """What is tried."""
        return list(self.only) or moves(self.chair, self.phase, capitals(self.chair))

    def run(self) -> Floats:
        """[move, game] what each gains the chair, $bn."""
        scenario = opening(DEFAULT, self.changes)
        states = phases(self.games, self.changes, self.first)
        number = 2 * (self.month - 1) + (self.phase == DECIDE)
        gains = np.zeros((len(self.moves), self.games))
        if number >= len(states) - 1:
            return gains
        rows, after = self._departures(states[number])
        if not after:
            return gains
        base = totals(scenario, states[-1])[:, self.chair]
        found = ends(scenario, together(after))[:, self.chair]
        for n, here in rows:
            gains[n, here], found = found[:len(here)] - base[here], found[len(here):]
        return gains

    def _departures(self, state: State) -> tuple[list[tuple[int, np.ndarray]], list[State]]:
        """For each move that changes anything, the games [..] it changes and their states after this phase."""
        scenario = opening(DEFAULT, self.changes)
        seen = views(scenario, state)
        usual = [find("default")(view) for view in seen]
        rows, after = [], []
        for n, move in enumerate(self.moves):
            script = adding(move, self.chair)
            if (script.words is None) != (self.phase == DECIDE):
                continue
            lists = list(usual)
            lists[self.chair] = script(seen[self.chair])
            changed = (lists[self.chair].codes != usual[self.chair].codes).any(-1) & (state.over == 0)
            here = np.flatnonzero(changed)
            if len(here):
                rows.append((n, here))
                after.append(taken(step(scenario, state, gathered(scenario, state, lists)).after, here))
        return rows, after
