"""The zone of possible agreement: a split that both would sign."""

from __future__ import annotations

import random

from ..before_after import Idea
from ..item import TRANSFER, Item, Option

SLACK = 12                                 # points between what the two ask for and what there is


def make(lot: random.Random, again: bool) -> Item:
    """A split inside the zone; one that either would refuse, and one of more than there is, go wrong."""
    whole = lot.choice((70, 80, 90) if again else (40, 50, 60))
    first = lot.randint(12, whole - SLACK - 12)
    second = whole - SLACK - first
    into = lot.randint(3, SLACK - 3)
    found = [((first + into, second + SLACK - into), ""), ((first - 4, whole - first + 4), "first_refuses"),
             ((whole - second + 4, second - 4), "second_refuses"), ((first + SLACK, second + SLACK), "not_there")]
    lot.shuffle(found)
    options = tuple(Option("split", list(value), mistake) for value, mistake in found)
    key = next(n for n, o in enumerate(options) if not o.mistake)
    return Item("zone", TRANSFER, 0, -1, (), {"whole": whole, "first": first, "second": second}, {}, options, key)


IDEA = Idea(2, "zone", make)
