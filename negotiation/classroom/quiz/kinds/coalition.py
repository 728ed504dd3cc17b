"""Coalitions: the Shapley value of one's country."""

from __future__ import annotations

from ....analysis.cooperative import COALITIONS
from ....rules.countries import NAMES, OTHERS
from ..item import CLASS, Ask, Item, Kind, numbers


def make(ask: Ask) -> Item | None:
    """The mean of what a country adds over the six orders of joining; last in line, an equal share, a pair go wrong."""
    worth = ask.lesson.worths[ask.game.arm]
    v, i = worth.alone, ask.seat
    rest = next(n for n, c in enumerate(COALITIONS) if c == tuple(sorted(OTHERS[i])))
    pair = next(n for n, c in enumerate(COALITIONS) if len(c) == 2 and i in c)
    wrong = [("joined_last", v[6] - v[rest]), ("equal_share", v[6] / 3), ("one_pair", v[pair]),
             ("sign", -worth.shapley[i])]
    names = {"+".join(NAMES[k] for k in c): round(float(v[n]), 4) for n, c in enumerate(COALITIONS)}
    return ask.item("coalition", numbers("money", worth.shapley[i], wrong), {"country": NAMES[i]},
                    {**{f"v.{name}": x for name, x in names.items()}, "whole": round(float(v[6]), 1)}, source=CLASS)


KIND = Kind("coalition", make)
