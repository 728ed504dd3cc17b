"""The class: what one's country got on average."""

from __future__ import annotations

from ....rules.countries import NAMES, OTHERS
from ..item import CLASS, Ask, Item, Kind, numbers


def make(ask: Ask) -> Item | None:
    """The mean payoff of a country over all games; another country's, the three's, the sign go wrong."""
    mean = ask.lesson.payoff.mean(0)
    i = ask.seat
    wrong = [("other_side", mean[OTHERS[i][0]]), ("joint", mean.sum()), ("sign", -mean[i]),
             ("other_side", mean[OTHERS[i][1]])]
    return ask.item("class_mean", numbers("money", mean[i], wrong), {"country": NAMES[i], "n": len(ask.lesson.games)},
                    {f"mean.{NAMES[k]}": round(float(x), 4) for k, x in enumerate(mean)}, source=CLASS)


KIND = Kind("class_mean", make)
