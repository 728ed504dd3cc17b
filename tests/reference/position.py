"""A game as plain lists and numbers, and the few small things that every part of the reference needs."""

from __future__ import annotations

from typing import Any

US, CANADA, MEXICO = COUNTRIES = range(3)
NAMES = ("us", "canada", "mexico")
PAIRS = ((US, CANADA), (US, MEXICO), (CANADA, MEXICO))
ALL = 3  # the kind of a three-way deal; kinds 0 to 2 are the pairs
CAUSES = ("history", "gesture", "slight", "side_deal", "kept", "broken", "tariffs", "relief", "loyalty",
          "together", "channel", "witness")
PAIN, PRIDE, WINS, CONCESSIONS, NEWS = range(5)
THREE, CALM, TOGETHER, PAUSE = range(4)  # promises; the fourth is a reprieve
# Section 6: highest, lowest, share that fades in a month.
CAUSE = {"history": (25, -25, 0.0), "gesture": (14, 0, 0.08), "slight": (0, -20, 0.10), "side_deal": (0, -30, 0.04),
         "kept": (20, 0, 0.03), "broken": (0, -35, 0.03), "tariffs": (0, -30, 0.0), "relief": (12, 0, 0.06),
         "loyalty": (12, 0, 0.04), "together": (14, 0, 0.04), "channel": (6, -18, 0.15), "witness": (6, -12, 0.08)}
MOOD_FADES = (0.0, 0.12, 0.10, 0.10, 0.25)


def copied(value: Any) -> Any:
    """Nested lists, anew."""
    return [copied(x) for x in value] if isinstance(value, list) else value


class Position:
    """One game: the fields of section 2 as nested lists, by name."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.__dict__.update({name: copied(value) for name, value in fields.items()})

    def copy(self) -> Position:
        return Position(self.__dict__)

    def trust(self, i: int, j: int) -> float:
        """Trust of i in j."""
        return min(max(self.base[i][j] + sum(self.ledger[i][j]), 0.0), 100.0)

    def approval(self, i: int) -> float:
        return 50 + sum(self.mood[i])

    def shut(self, i: int, j: int) -> bool:
        """Whether the channel between two capitals is shut, from whichever side."""
        return self.frozen[i][j] > 0 or self.frozen[j][i] > 0

    def feel(self, i: int, j: int, cause: str, points: float) -> None:
        """An event: it counts less the fuller its cause is."""
        if points == 0:
            return
        c = CAUSES.index(cause)
        high, low, _ = CAUSE[cause]
        x = self.ledger[i][j][c]
        if points > 0:
            x += min(points, high) * (1 - max(x, 0) / high)
        else:
            x += max(points, low) * (1 - min(x, 0) / low)
        self.ledger[i][j][c] = x
        self.ev[i][j][c] += points

    def wound(self, i: int, j: int, cause: str, points: float, scar: float) -> None:
        """An event of which a part is never forgotten: a scar counts in full."""
        self.feel(i, j, cause, points)
        self.ledger[i][j][0] += scar * points
        self.ev[i][j][0] += scar * points


def others(i: int) -> list[int]:
    return [j for j in COUNTRIES if j != i]


def third(i: int, j: int) -> int:
    return 3 - i - j


def pair(i: int, j: int) -> int:
    return i + j - 1
