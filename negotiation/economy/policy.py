"""What the three countries have in force at their borders, for any number of games at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from negotiation.economy.errors import EconomyError, Problem
from negotiation.economy.portable import Floats

PAIR_OF = np.array([[0, 0, 1], [0, 0, 2], [1, 2, 0]])
"""The pair of two countries: us-canada 0, us-mexico 1, canada-mexico 2 (the diagonal is never used)."""
SAME = np.eye(3, dtype=bool)[..., None]
"""Buyer and seller are one country, `[3, 3, 1]`."""


@dataclass(frozen=True, eq=False)
class Policy:
    """Measures in force; any axes of games stand in front. `[..., i, j]` is what country i lays on country
    j.
    """

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
    PLACES: ClassVar[dict[str, tuple[int, int]]] = {
        "wall": (0, 9), "spare": (9, 18), "sector": (18, 72), "pact": (72, 75), "content": (75, 78)}
    COLUMNS: ClassVar[int] = 78  # numbers in a row

    def __post_init__(self) -> None:
        """Check the last axes; raises EconomyError."""
        problems = []
        for name, shape in self.SHAPES.items():
            given = getattr(self, name).shape
            if given[-len(shape):] != shape:
                remedy = f"The last axes must be {shape}"
                problems.append(Problem(f"policy.{name}", f"has the shape {given}", remedy))
        if problems:
            raise EconomyError(problems)

    @property
    def games(self) -> tuple[int, ...]:
        """The axes of games: `()` for a lone game."""
        return self.wall.shape[:-2]

    def __getitem__(self, places: Any) -> Policy:
        """Some of the games, by anything that indexes their first axis."""
        return Policy(**{name: getattr(self, name)[places] for name in self.SHAPES})

    @classmethod
    def free(cls, games: tuple[int, ...] = ()) -> Policy:
        """No measures, everything spared, the three-way pact in force."""
        zero = {name: np.zeros(games + shape) for name, shape in cls.SHAPES.items()}
        return cls(zero["wall"], zero["spare"] + 1, zero["sector"], zero["pact"] + 2, zero["content"])

    def rows(self) -> Floats:
        """All games as rows `[games, 78]`, -0 written as 0. Equal rows are equal policies."""
        out = np.empty((*self.games, self.COLUMNS))
        for name, (start, stop) in self.PLACES.items():
            value = getattr(self, name)
            out[..., start:stop] = value.reshape(*value.shape[: -len(self.SHAPES[name])], stop - start)
        out += 0.0
        return out.reshape(-1, self.COLUMNS)

    @classmethod
    def of_rows(cls, rows: Floats) -> Policy:
        """The policies of rows."""
        parts = {name: rows[:, start:stop].reshape(-1, *cls.SHAPES[name])
                 for name, (start, stop) in cls.PLACES.items()}
        return cls(**parts)
