"""How hard the default player bargains: three levels, none of which has better luck or sees more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..rules.bargaining import NORMAL, Stance

LevelName = Literal["easy", "normal", "hard"]


@dataclass(frozen=True)
class Level:
    """One level.

    stance: shares of its best deal that it asks for, $bn it pays for a point of trust, how greedy its offers are.
    fear: weight it gives to warnings. warns: whether it ever warns, and so raises first. answers: chance a month that
    it answers a wall on everything. sharp: whether it has a tongue when it is hit. appeals: whether it speaks up for
    the pact at home.
    """

    stance: Stance = NORMAL
    fear: float = 1.0
    warns: bool = True
    answers: float = 0.85
    sharp: bool = False
    appeals: bool = True


LEVELS = {
    "easy": Level(Stance(0.60, 0.00, 1.50), fear=0.5, warns=False, appeals=False),
    "normal": Level(),
    "hard": Level(Stance(1.00, 0.21, 2.00, 0.75), fear=0.75, answers=0.95, sharp=True),
}
