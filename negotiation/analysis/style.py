"""How a country negotiated, as four shares counted from its deeds: nothing is judged, everything can be looked up.

reciprocity: of the months in which a partner had been kind or hard the month before, those answered in kind
             (Axelrod, The Evolution of Cooperation, 1984: the mark of tit for tat).
openness:    of the offers, those made in the open.
loyalty:     of the deals offered or accepted that were three-way or without the third, those that were three-way.
pressure:    of all deeds that were kind or hard, the hard ones (the dual-concern model of Pruitt and Rubin, 1986,
             contrasts contending with problem solving).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..rules.names import NAMES
from ..session import Session
from .deeds import HARD, Deed, deeds

TRAITS = ("reciprocity", "openness", "loyalty", "pressure")


@dataclass(frozen=True)
class Trait:
    """A share from 0 to 1 and the number of deeds it was counted from; None where there were none."""

    id: str
    share: float | None
    count: int


def style(session: Session, seat: int) -> tuple[Trait, ...]:
    """The four traits of a seat over the game so far."""
    found = list(deeds(session))
    own = [deed for deed in found if deed.seat == seat]
    offers = [deed for deed in own if deed.word == "offer"]
    deals = [deed for deed in own if deed.three or deed.separate]
    signed = [deed for deed in own if deed.sign]
    return (
        _answered(found, seat),
        _share("openness", [not deed.quiet for deed in offers]),
        _share("loyalty", [deed.three for deed in deals]),
        _share("pressure", [deed.sign == HARD for deed in signed]),
    )


def _share(id_: str, marks: Sequence[bool]) -> Trait:
    return Trait(id_, sum(marks) / len(marks) if marks else None, len(marks))


def _answered(found: Sequence[Deed], seat: int) -> Trait:
    """Whether what a partner did in one month came back to it in the next."""
    moods: dict[tuple[int, int, int], int] = {}
    for deed in found:
        for toward in [NAMES.index(deed.toward)] if deed.toward else [k for k in range(3) if k != deed.seat]:
            key = (deed.month, deed.seat, toward)
            moods[key] = moods.get(key, 0) + deed.sign
    marks = []
    for (month, actor, toward), mood in moods.items():
        answer = moods.get((month + 1, seat, actor), 0)
        if toward == seat and mood and answer:
            marks.append((mood > 0) == (answer > 0))
    return _share("reciprocity", marks)
