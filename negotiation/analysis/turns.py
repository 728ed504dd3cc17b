"""The months in which a trust moved most."""

from __future__ import annotations

from dataclasses import dataclass

from .. import explain
from ..rules.names import NAMES
from ..session import Session

MOST = 5
LEAST = 1.0  # points under which a month turned nothing
LINKS = tuple((a, b) for a in NAMES for b in NAMES if a != b)


@dataclass(frozen=True)
class Turn:
    """A month in which one trust moved far: the month played, whose trust in whom, points, the reason's id."""

    month: int
    of: str
    toward: str
    points: float
    why: str


def turning_points(session: Session, most: int = MOST) -> list[Turn]:
    """The largest changes of a trust in one month, at most one a month and link, in their order."""
    found = []
    for month in range(len(session.past) // 2):
        phases = [played.transition for played in session.past[2 * month : 2 * month + 2]]
        for of, toward in LINKS:
            i, j = NAMES.index(of), NAMES.index(toward)
            points = float(phases[-1].after.trust[i, j] - phases[0].before.trust[i, j])
            reasons = explain.month_changes(phases, i, j)
            if reasons and abs(points) >= LEAST:
                found.append(Turn(month, of, toward, points, reasons[0].id))
    largest = sorted(found, key=lambda turn: -abs(turn.points))[:most]
    return sorted(largest, key=lambda turn: (turn.month, -abs(turn.points)))
