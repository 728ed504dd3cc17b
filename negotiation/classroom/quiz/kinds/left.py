"""Pareto: what a signed deal left on the table."""

from __future__ import annotations

from ....rules.countries import NAMES
from ..item import Ask, Item, Kind, numbers


def make(ask: Ask) -> Item | None:
    """What one could still have gained without hurting a partner; the sum, the partner's part, the sign go wrong."""
    game, seat = ask.game, ask.seat
    for signed in game.signed:
        zone = game.zone(signed.month, signed.kind)
        if seat not in zone.members or not zone.ok.any():
            continue
        more = zone.left(zone.row(signed.deal))
        mine = zone.members.index(seat)
        rest = [float(x) for n, x in enumerate(more) if n != mine]
        wrong = [("joint", more.sum()), *(("other_side", x) for x in rest), ("sign", -more[mine])]
        return ask.item("left", numbers("money", more[mine], wrong), {"month": signed.month, "country": NAMES[seat]},
                        {f"left.{NAMES[i]}": round(float(x), 4) for i, x in zip(zone.members, more, strict=True)},
                        [signed.half])
    return None


KIND = Kind("left", make)
