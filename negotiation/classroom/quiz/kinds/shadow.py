"""The shadow of the future, with other numbers than the game's: how likely a next time must be."""

from __future__ import annotations

from ..item import TRANSFER, Ask, Item, Kind, numbers

APART = 0.03


def make(ask: Ask) -> Item | None:
    """delta* = (T - R) / (T - P); the wrong denominator, the complement, the fraction turned round go wrong."""
    lot = ask.lot
    while True:
        p = lot.randint(1, 4)
        r = p + lot.randint(2, 6)
        t = r + lot.randint(1, 6)
        right = (t - r) / (t - p)
        wrong = [("wrong_base", (t - r) / (r - p)), ("complement", (r - p) / (t - p)), ("inverted", (t - p) / (t - r))]
        options = numbers("share", right, wrong, 2, APART)
        if {o.mistake for o in options} == {"", "wrong_base", "complement", "inverted"}:
            return ask.item("shadow", options, {"t": t, "r": r, "p": p}, {"right": round(right, 4)}, source=TRANSFER)


KIND = Kind("shadow", make)
