"""What the three countries have in force at their borders, for any number of games at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negotiation.economy.errors import EconomyError, Problem
from negotiation.economy.portable import Floats

PAIR_OF = np.array([[0, 0, 1], [0, 0, 2], [1, 2, 0]])
"""The pair of two countries: us-canada 0, us-mexico 1, canada-mexico 2 (the diagonal is never used)."""
SAME = np.eye(3, dtype=bool)[..., None]
"""Buyer and seller are one country, `[3, 3, 1]`."""


@dataclass(frozen=True, eq=False)
class Policy:
    """Measures in force; any axes of games stand in front, `[..., i, j]` is country i's measure on country j."""

    wall: Floats
    """General tariff, percent, `[..., 3, 3]`."""
    spare: Floats
    """1 where it spares goods that claim the pact, `[..., 3, 3]`."""
    sector: Floats
    """Extra tariff on a good, percent, `[..., 3, 3, 6]`."""
    pact: Floats
    """Of each pair: 2 the three-way pact, 1 a separate pact, 0 none, `[..., 3]`."""
    content: Floats
    """1 where the pair has the tighter rule of origin for cars, `[..., 3]`."""

    SHAPES: ClassVar[dict[str, tuple[int, ...]]] = {
        "wall": (3, 3), "spare": (3, 3), "sector": (3, 3, 6), "pact": (3,), "content": (3,)}
    COLUMNS: ClassVar[int] = 78  # numbers in a row

    def __post_init__(self) -> None:
        """Check the last axes; raises EconomyError."""
        problems = [
            Problem(f"policy.{name}", f"has the shape {getattr(self, name).shape}", f"The last axes must be {shape}")
            for name, shape in self.SHAPES.items() if getattr(self, name).shape[-len(shape):] != shape]
        if problems:
            raise EconomyError(problems)

    @property
    def games(self) -> tuple[int, ...]:
        """The axes of games: `()` for a lone game."""
        return self.wall.shape[:-2]

    @classmethod
    def free(cls, games: tuple[int, ...] = ()) -> Policy:
        """No measures, everything spared, the three-way pact in force."""
        zero = {name: np.zeros(games + shape) for name, shape in cls.SHAPES.items()}
        return cls(zero["wall"], zero["spare"] + 1, zero["sector"], zero["pact"] + 2, zero["content"])

    def rows(self) -> Floats:
        """All games as rows `[games, 78]`, -0 written as 0. Equal rows are equal policies."""
        games = self.games
        count = int(np.prod(games, dtype=np.int64))
        out = np.empty((count, self.COLUMNS))
        at = 0
        for name, shape in self.SHAPES.items():
            value, size = getattr(self, name), int(np.prod(shape))
            out[:, at:at + size] = np.broadcast_to(value, games + shape).reshape(count, size)
            at += size
        out += 0.0
        return out

    @classmethod
    def of_rows(cls, rows: Floats) -> Policy:
        """The policies of rows."""
        parts, at = {}, 0
        for name, shape in cls.SHAPES.items():
            size = int(np.prod(shape))
            parts[name] = rows[:, at:at + size].reshape(-1, *shape)
            at += size
        return cls(**parts)
