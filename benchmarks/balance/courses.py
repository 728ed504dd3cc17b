"""What a course followed through the last months is worth over passing through all of them.

The courses are those of the advisers a player may ask, and one more that mends trust before all else. As with single
choices, a course is chosen on some fates and reckoned on others, and everything hidden is drawn anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.validation.plays import DEFAULT as SCENARIO
from benchmarks.validation.plays import Changes, Floats, opening
from negotiation.rules.countries import N
from negotiation.rules.notation import TALK
from negotiation.rules.state import State
from negotiation.strategies import Choices, View, find
from negotiation.strategies.default_decide import decisions
from negotiation.strategies.levels import LEVELS
from negotiation.strategies.repair import repair
from negotiation.suggest import ADVISERS

from .bars import FRESH
from .endgame import JUDGED, MONTHS, RECKONED
from .forks import ends, phases, together

PASSES, MENDS = "hold", "mending trust"
NAMES = (*ADVISERS, MENDS)


def course(name: str) -> Callable[[View], Choices]:
    """A course by name."""
    return mends if name == MENDS else find(name)


def mends(view: View) -> Choices:
    """All words go into trust; the rest as the default player."""
    if view.phase != TALK:
        return decisions(view, LEVELS["normal"])
    out = view.choices()
    repair(view, out)
    out.speak(view.me, "appeal", why="say.appeal")
    return out


@dataclass(frozen=True)
class Courses:
    """The last months of default games from one chair, each course in turn."""

    chair: int
    games: int
    changes: Changes = ()

    def run(self) -> tuple[Floats, tuple[str, ...]]:
        """[game] $bn of the best course over passing, and which it was."""
        scenario = opening(SCENARIO, self.changes)
        state = phases(self.games, self.changes)[max(0, 2 * (scenario.months - MONTHS))]
        fates = together([_another(state, fate) for fate in range(JUDGED + RECKONED)])
        found = []
        for name in (PASSES, *NAMES):
            players = [course(name) if i == self.chair else find("default") for i in range(N)]
            total = ends(scenario, fates, players)[:, self.chair]
            found.append(total.reshape(JUDGED + RECKONED, self.games))
        worth = np.stack(found[1:]) - found[0]
        best = worth[:, :JUDGED].mean(1).argmax(0)
        gain = np.take_along_axis(worth[:, JUDGED:].mean(1), best[None], 0)[0]
        return gain, tuple(NAMES[int(n)] for n in best)


def _another(state: State, fate: int) -> State:
    return state.changed(seed=state.seed + np.uint64((fate + 1) * FRESH))
