"""An item of the quiz: question, answers, and what they were worked out from. A kind of item is a file of `kinds`."""

from __future__ import annotations

import pkgutil
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from ..debrief.facts import Game, Lesson

ANSWERS = 4
APART = 0.25                               # $bn between two answers, at least: they are shown with one decimal
OWN, MEDIAN, CLASS, TRANSFER, ARTICLE = "own", "median", "class", "transfer", "article"


@dataclass(frozen=True)
class Option:
    """An answer: how its value is worded (money, count, share, text, deal, event), the mistake it shows ("": none)."""

    form: str
    value: Any
    mistake: str = ""


@dataclass(frozen=True)
class Item:
    """A question. `inputs` are the numbers its formula takes; `events` those of the log they stand in."""

    kind: str
    source: str                            # own, median, class, transfer, article
    game: int
    seat: int
    events: tuple[int, ...]
    places: Mapping[str, Any]              # of the question's sentence
    inputs: Mapping[str, Any]
    options: tuple[Option, ...]
    key: int                               # place of the right answer

    def body(self) -> dict[str, Any]:
        """As the log keeps it beside an answer."""
        return {"kind": self.kind, "source": self.source, "game": self.game, "seat": self.seat,
                "events": list(self.events), "places": dict(self.places), "inputs": dict(self.inputs),
                "options": [{"form": o.form, "value": o.value, "mistake": o.mistake} for o in self.options],
                "key": self.key}


@dataclass(frozen=True)
class Ask:
    """What a kind of item is made from: the class, one game and seat of it, a lot of its own."""

    lesson: Lesson
    game: Game
    seat: int
    lot: random.Random
    source: str = OWN

    def item(self, kind: str, options: Sequence[Option], places: Mapping[str, Any], inputs: Mapping[str, Any],
             halves: Sequence[int] = (), source: str = "") -> Item:
        """The item of answers in their order; `halves`: half months of the game its numbers stand in."""
        key = next(n for n, o in enumerate(options) if not o.mistake)
        about = source or self.source
        return Item(kind, about, self.game.number if about in (OWN, MEDIAN) else 0, self.seat,
                    tuple(self.game.closed[h] for h in halves), places, inputs, tuple(options), key)


@dataclass(frozen=True)
class Kind:
    """A kind of item: its id, and how it is made; None where the game holds nothing to ask about."""

    id: str
    make: Callable[[Ask], Item | None]


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    """Every kind, by its id."""
    from . import kinds as folder

    found = [import_module(f"{folder.__name__}.{m.name}").KIND for m in pkgutil.iter_modules(folder.__path__)]
    return {kind.id: kind for kind in found}


def numbers(form: str, right: float, wrong: Sequence[tuple[str, float]], digits: int = 1,
            apart: float = APART) -> list[Option]:
    """The right number and three wrong ones, smallest first, no two so close that rounding could confuse them.

    Where named mistakes fall together, slips of reckoning take their place: a decimal point, a half, a double.
    """
    found = [(round(float(right), digits), "")]
    slips = [("decimal", right * 10), ("double", right * 2), ("half", right / 2),
             *(("other_number", right + n * 40 * apart) for n in (1, -1, 2))]
    for mistake, value in [*wrong, *slips]:
        value = round(float(value), digits)
        if len(found) < ANSWERS and all(abs(value - known) >= apart for known, _ in found):
            found.append((value, mistake))
    return [Option(form, value, mistake) for value, mistake in sorted(found)]


def counts(right: int, wrong: Sequence[tuple[str, int]]) -> list[Option]:
    """The right count and three wrong ones, smallest first."""
    found = {right: ""}
    for mistake, value in [*wrong, *(("miscounted", right + n) for n in (1, 2, -1, 3))]:
        if len(found) < ANSWERS and value >= 0 and value not in found:
            found[value] = mistake
    return [Option("count", value, mistake) for value, mistake in sorted(found.items())]
