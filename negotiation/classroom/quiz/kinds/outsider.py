"""Hub and spokes: what a deal of two did to the third."""

from __future__ import annotations

from ....rules.countries import ALL, NAMES, third
from ...debrief.facts import members
from ..item import Ask, Item, Kind, numbers


def make(ask: Ask) -> Item | None:
    """The outsider's gain from the first deal of two; the sign, a member's gain, the members' sum go wrong."""
    game = ask.game
    signed = next((s for s in game.signed if s.kind != ALL), None)
    if signed is None:
        return None
    zone = game.zone(signed.month, signed.kind)
    gain = zone.gain[zone.row(signed.deal)]
    a, b = members(signed.kind)
    out = third(a, b)
    wrong = [("sign", -gain[out]), ("member", gain[a]), ("joint", gain[a] + gain[b]), ("member", gain[b])]
    return ask.item("outsider", numbers("money", gain[out], wrong),
                    {"month": signed.month, "country": NAMES[a], "partner": NAMES[b], "third": NAMES[out]},
                    {f"gain.{NAMES[i]}": round(float(gain[i]), 4) for i in range(3)}, [signed.half])


KIND = Kind("outsider", make)
