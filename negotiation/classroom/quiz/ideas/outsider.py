"""The third country: what a deal of two others does to it."""

from __future__ import annotations

import random

from ..before_after import Idea
from ..item import TRANSFER, Item, Option

WRONG = {"unchanged": "not_unchanged", "gains": "not_gain", "taxed": "not_taxed"}


def make(lot: random.Random, again: bool) -> Item:
    """It sells less, though nobody did anything to it."""
    found = [("diverted", ""), *WRONG.items()]
    lot.shuffle(found)
    options = tuple(Option("text", f"quiz.outsider.{name}", mistake) for name, mistake in found)
    key = next(n for n, o in enumerate(options) if not o.mistake)
    return Item("outsider", TRANSFER, 0, -1, (), {"rate": lot.choice((20, 25, 30) if again else (10, 15))}, {}, options,
                key)


IDEA = Idea(3, "outsider", make)
