"""How hard the default player bargains: three levels, none of which has better luck or sees more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..rules.bargaining import NORMAL, Stance

LevelName = Literal["easy", "normal", "hard"]


@dataclass(frozen=True)
class Level:
    """One level.

    stance: shares of its best deal that it asks for, and $bn it pays for a point of trust. fear: weight it gives to
    warnings. warns: whether it ever warns, and so raises first. answers: chance a month that it answers a wall on
    everything. sharp: whether it has a tongue when it is hit.
    """

    stance: Stance = NORMAL
    fear: float = 1.0
    warns: bool = True
    answers: float = 0.85
    sharp: bool = False


LEVELS = {
    "easy": Level(Stance(0.40, 0.05, 0.30), fear=0.5, warns=False),
    "normal": Level(),
    "hard": Level(Stance(0.74, 0.42, 0.45), answers=0.95, sharp=True),
}
