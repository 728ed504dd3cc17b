"""The same ideas asked about before the games and after the lesson, with other numbers, and what was gained between.

The gain of a class is the normalized one (Hake 1998): (after - before) / (1 - before), of the shares of right answers
among those who answered both times; there is none where all were right before. Before the games nobody is told what is
right: the same idea comes again.
"""

from __future__ import annotations

import pkgutil
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ...words import Words
from ..settings import CLOSED, LOBBY, QUIZ
from .item import Item

if TYPE_CHECKING:
    from ..room import Member, Room

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Idea:
    """An idea: its place, its id, and an item about it with numbers by lot, other ones the second time."""

    order: int
    id: str
    make: Callable[[random.Random, bool], Item]


@dataclass(frozen=True)
class Gain:
    """What a class knew of an idea ("" for all together): people who answered both times, shares right, the gain."""

    idea: str
    people: int
    before: float
    after: float

    @property
    def gain(self) -> float | None:
        """The normalized gain; None where nothing was left to be gained."""
        return (self.after - self.before) / (1 - self.before) if self.before < 1 else None


@lru_cache(maxsize=1)
def ideas() -> Mapping[str, Idea]:
    """Every idea by its id, in order."""
    from . import ideas as folder

    found = [import_module(f"{folder.__name__}.{m.name}").IDEA for m in pkgutil.iter_modules(folder.__path__)]
    return {idea.id: idea for idea in sorted(found, key=lambda idea: idea.order)}


def time_of(room: Room) -> str:
    """Whether it is the time to answer: before, after, or "" for neither."""
    return {LOBBY: BEFORE, QUIZ: AFTER}.get(room.stage, "")


def items(room: Room, member: Member, when: str) -> tuple[Item, ...]:
    """The items of a member, before or after: the same whenever they are made."""
    return tuple(ideas()[name].make(random.Random(f"{room.seed}:{member.name}:{when}:{name}"), when == AFTER)
                 for name in room.settings.ideas)


def told(room: Room, member: Member, t: Words) -> list[dict[str, Any]]:
    """A member's items as the page shows them now; what was right only after the lesson, once it is answered."""
    when = time_of(room) or (AFTER if room.stage == CLOSED else "")
    given = room.ideas.get(member.name, {}).get(when, {})
    out = []
    for place, item in enumerate(items(room, member, when) if when else ()):
        if place not in given and room.stage == CLOSED:
            continue
        row: dict[str, Any] = {"text": t(f"quiz.idea.{item.kind}", **item.places), "place": place,
                               "options": [_option(t, o.form, o.value) for o in item.options]}
        if place in given:
            row["answer"] = given[place]["answer"]
            if when == AFTER:
                mistake = item.options[row["answer"]].mistake
                row |= {"right": not mistake, "solution": item.key,
                        "why": t(f"quiz.why.{mistake}") if mistake else t("quiz.right"),
                        "how": t(f"quiz.idea.{item.kind}.how", **item.places)}
        out.append(row)
    return out


def _option(t: Words, form: str, value: Any) -> str:
    if form == "points":
        return t.number(value, ",d")
    return t("quiz.split", first=value[0], second=value[1]) if form == "split" else t(value)


def answered(room: Room, when: str) -> int:
    """How many of those who are here have answered all items of a time."""
    count = len(room.settings.ideas)
    return sum(len(room.ideas.get(m.name, {}).get(when, {})) == count for m in room.here())


def right(room: Room, member: Member, when: str) -> int | None:
    """How many items of a time somebody had right; None for who did not answer all of them."""
    given = room.ideas.get(member.name, {}).get(when, {})
    return sum(a["right"] for a in given.values()) if given and len(given) == len(room.settings.ideas) else None


def gains(room: Room) -> list[Gain]:
    """What was gained, idea by idea, then over all; without those nobody answered both times."""
    answers = [room.ideas.get(m.name, {}) for m in room.here()]
    out, both = [], [(found[BEFORE], found[AFTER]) for found in answers if len(found) == 2]
    for place, name in enumerate(room.settings.ideas):
        pairs = [(a[place]["right"], b[place]["right"]) for a, b in both if place in a and place in b]
        out += [_gain(name, pairs)] if pairs else []
    count = len(room.settings.ideas)
    whole = [(sum(x["right"] for x in a.values()) / count, sum(x["right"] for x in b.values()) / count)
             for a, b in both if len(a) == len(b) == count]
    return [*out, _gain("", whole)] if whole else out


def _gain(idea: str, pairs: list[tuple[float, float]]) -> Gain:
    n = len(pairs)
    return Gain(idea, n, sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n)


def rows(room: Room, t: Words) -> list[dict[str, Any]]:
    """The gains as the console shows them."""
    return [{"idea": t(f"quiz.idea.{g.idea}.name") if g.idea else t("console.gain.all"), "people": g.people,
             "before": t.percent(100 * g.before), "after": t.percent(100 * g.after),
             "gain": "–" if g.gain is None else t.number(g.gain, "+,.2f" if round(g.gain, 2) else ",.2f")}
            for g in gains(room)]
