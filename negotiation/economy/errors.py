"""What the trade model says when it is asked something it cannot answer: the key, what is wrong, and what
to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong: the dotted key of the value, the fault, and the remedy."""

    key: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        """The problem on one line."""
        return f"{self.key}: {self.fault}. {self.remedy}"


class EconomyError(ValueError):
    """Data or duties that the trade model cannot use; `problems` holds every fault that was found, in
    order.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems and show one of them a line."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NoConvergence(EconomyError):
    """The equilibrium of some games was not found; `games` holds their places in the batch."""

    def __init__(self, games: Sequence[int]) -> None:
        """Name the games, counted from 0 in the order of the batch."""
        self.games = tuple(games)
        shown = ", ".join(str(game) for game in self.games[:10]) + (", …" if len(self.games) > 10 else "")
        many = "s" if len(self.games) > 1 else ""
        super().__init__([Problem(
            f"game{many} {shown}",
            "the trade model found no equilibrium for these duties",
            "Duties must be finite and between 0 and 200 percent, claim shares between 0 and 1",
        )])
