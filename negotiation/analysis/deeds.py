"""Every line of a game as a deed: who, toward whom, and whether it was kind, hard, or about deals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..rules.arrays import Array
from ..rules.countries import ALL
from ..rules.names import NAMES
from ..rules.state import State
from ..session import Session

KIND, HARD = 1, -1
GESTURES = ("call", "visit", "drop_in", "amends", "reopen", "pledge", "appeal", "rescind", "reprieve")
PRESSURE = ("slight", "warn", "freeze", "notice")
TARIFFS = ("wall", "sector")


@dataclass(frozen=True)
class Deed:
    """A line that was played: the month, the seat, its first word, the other country ("" for all), and its sign.

    `sign`: KIND, HARD, or 0. `quiet`, `separate` (a pact without the third) and `three` (a deal of all) are about
    offers and acceptances.
    """

    month: int
    seat: int
    word: str
    toward: str
    sign: int
    line: str
    quiet: bool = False
    separate: bool = False
    three: bool = False


def deeds(session: Session) -> Iterator[Deed]:
    """All lines of a game in their order, seat by seat."""
    for played in session.past:
        before, after = played.transition.before, played.transition.after
        for seat, lines in enumerate(played.lines):
            for line in lines:
                word, *rest = line.split()
                toward = rest[0] if rest and rest[0] in NAMES else ""
                sign = KIND if word in GESTURES else HARD if word in PRESSURE else 0
                if word in TARIFFS:
                    sign = _moved(before.wall if word == "wall" else before.sector,
                                  after.wall if word == "wall" else after.sector, seat, NAMES.index(toward))
                deal = _deal(session, before, seat, [word, *rest])
                separate = deal >= 0 and bool(session.scenario.catalogue.separate[deal])
                three = deal >= 0 and int(session.scenario.catalogue.kind[deal]) == ALL
                yield Deed(int(before.month), seat, word, toward, sign, line, "quietly" in rest, separate, three)


def _moved(old: Array, new: Array, i: int, j: int) -> int:
    """HARD where a tariff rose, KIND where it fell."""
    change = float(np.sum(new[i, j]) - np.sum(old[i, j]))
    return HARD if change > 0 else KIND if change < 0 else 0


def _deal(session: Session, before: State, seat: int, words: list[str]) -> int:
    """The number of the deal an offer or an acceptance is about; -1 where it is about none."""
    if words[0] == "offer":
        move = session.parse(" ".join(words), seat)
        return int(session.scenario.menu.say[seat].deal[move.code])
    if words[0] == "accept":
        sender = NAMES.index(words[1])
        return int(before.offer[sender, sender if "three" in words else seat])
    return -1
