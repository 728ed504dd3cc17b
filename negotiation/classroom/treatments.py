"""Four treatments a teacher may lay over the games of one class: two arms each, dealt out block by block.

What bears on play is a setting of the scenario, so that a game of either arm is an ordinary saved game.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..rules.kinds import AIMED, HOME


@dataclass(frozen=True)
class Arm:
    """One side of a comparison: keys of the scenario it changes, how the talks go, what the brief tells."""

    name: str
    set: Mapping[str, object] = field(default_factory=dict)
    open_talks: bool = False               # all talk is heard by all three
    history: bool = True                   # the brief tells what this capital remembers of 2018


_ALOUD = [w.name for w in (*AIMED, *HOME) if w.name != "quiet"]
NONE = Arm("none")
TREATMENTS: Mapping[str, tuple[Arm, Arm]] = {
    "history": (Arm("told"), Arm("untold", history=False)),
    "talks": (Arm("secret"), Arm("public", {"menu.words": _ALOUD}, open_talks=True)),
    "sunset": (Arm("near", {"state.renewed": False}), Arm("far", {"state.renewed": True})),
    "separate": (Arm("allowed"), Arm("three_way", {"menu.clauses": {"separate": [0]}})),
}


def arms_of(treatment: str) -> tuple[Arm, ...]:
    """The arms of a treatment; one plain arm for "" (none)."""
    return TREATMENTS[treatment] if treatment else (NONE,)


def dealt(treatment: str, games: int, seed: int) -> list[str]:
    """An arm for each game: in every block of two games each arm once, the order by lot."""
    names = [arm.name for arm in arms_of(treatment)]
    lot, out = random.Random(f"{seed}:{treatment}"), list[str]()
    while len(out) < games:
        block = list(names)
        lot.shuffle(block)
        out += block
    return out[:games]
