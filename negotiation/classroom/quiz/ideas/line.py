"""The walk-away line: a deal need not be good, only better than none."""

from __future__ import annotations

import random

from ..before_after import Idea
from ..item import TRANSFER, Item, Option


def make(lot: random.Random, again: bool) -> Item:
    """The lowest result that still beats no deal, below zero; less than none, above zero, the partner's go wrong."""
    own = -lot.randint(36, 60) if again else -lot.randint(12, 34)
    other = own - lot.randint(6, 9)
    found = [(own + 2, ""), (own - 3, "below_line"), (2, "above_zero"), (other + 2, "other_side")]
    options = tuple(Option("points", value, mistake) for value, mistake in sorted(found))
    key = next(n for n, o in enumerate(options) if not o.mistake)
    return Item("line", TRANSFER, 0, -1, (), {"own": own, "other": other}, {"own": own}, options, key)


IDEA = Idea(1, "line", make)
