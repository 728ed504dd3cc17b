"""The walk-away line: what one had without a deal, just before a decision."""

from __future__ import annotations

from ....rules.countries import NAMES, OTHERS
from ..item import Ask, Item, Kind, numbers


def make(ask: Ask) -> Item | None:
    """The payoff of the whole game if nothing were signed any more; sign, others' lines and month go wrong."""
    game = ask.game
    month = ask.lot.randint(1, game.months)
    lines = game.without_deal(month)
    other = month % game.months + 1
    wrong = [("sign", -lines[ask.seat]), *(("other_side", lines[j]) for j in OTHERS[ask.seat][:1]),
             ("wrong_month", game.without_deal(other)[ask.seat]), ("other_side", lines[OTHERS[ask.seat][1]])]
    return ask.item("walk_away", numbers("money", lines[ask.seat], wrong),
                    {"month": month, "country": NAMES[ask.seat]},
                    {"other_month": other, **{f"line.{NAMES[i]}": round(float(x), 4) for i, x in enumerate(lines)}},
                    [2 * month - 2])


KIND = Kind("walk_away", make)
