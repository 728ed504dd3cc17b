"""Commitment: how many promises were broken."""

from __future__ import annotations

from ..item import Ask, Item, Kind, counts


def make(ask: Ask) -> Item | None:
    """Promises broken among those given in the game."""
    found = ask.game.words_given
    if not found["given"]:
        return None
    wrong = [("kept_ones", found["kept"]), ("all_given", found["given"]),
             ("not_broken", found["given"] - found["broken"])]
    return ask.item("promises", counts(found["broken"], wrong), {"n": found["given"]}, dict(found),
                    range(len(ask.game.closed)))


KIND = Kind("promises", make)
