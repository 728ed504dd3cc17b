"""Which of a screen's items can be met by pointer and keyboard, and in what order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .controls import Control
from .items import Dialog, Item, Part
from .layout import Point
from .lists import Scroller, Scrolling


@dataclass(frozen=True)
class Placed:
    """An item where it is on the screen, and the scroller it lies in."""

    item: Item
    inside: Scroller | None = None

    def under(self, point: Point) -> bool:
        """Whether the point meets the part of it that can be seen."""
        return point in self.item.at and (self.inside is None or point in self.inside.at)


def flat(items: Iterable[Item]) -> list[Placed]:
    """All items, back to front, the contents of scrollers among them."""
    found = []
    for item in items:
        found.append(Placed(item))
        if isinstance(item, Scroller):
            found.extend(Placed(each, item) for each in item.placed)
    return found


def depth(placed: Sequence[Placed]) -> int:
    """How many dialogs are open over each other."""
    return sum(isinstance(each.item, Dialog) for each in placed)


def active(placed: Sequence[Placed]) -> list[Placed]:
    """What can be operated: everything, or what belongs to the topmost dialog."""
    tops = [n for n, each in enumerate(placed) if isinstance(each.item, Dialog)]
    return list(placed[tops[-1] :] if tops else placed)


def is_stop(item: Item) -> bool:
    """Whether Tab halts here: an enabled control, or anything with a name and a tip to read."""
    if isinstance(item, Scrolling) and item.bar() is None and isinstance(item, Scroller):
        return False
    works = isinstance(item, Control) and item.enabled
    return bool(item.name) and (works or bool(item.tip))


def stops(placed: Sequence[Placed]) -> list[Placed]:
    """Where Tab halts, in the order the screen yields its items."""
    return [each for each in active(placed) if is_stop(each.item)]


def by_name(placed: Sequence[Placed], name: str) -> Placed | None:
    """The topmost item of a name."""
    return next((each for each in reversed(placed) if name and each.item.name == name), None)


def control_at(placed: Sequence[Placed], point: Point) -> Placed | None:
    """The topmost control under a point."""
    found = (
        each for each in reversed(active(placed)) if isinstance(each.item, Control) and each.under(point)
    )
    return next(found, None)


def scrolling_at(placed: Sequence[Placed], point: Point) -> Scrolling | None:
    """The topmost thing under a point that a wheel can scroll."""
    for each in reversed(active(placed)):
        if isinstance(each.item, Scrolling) and each.item.bar() and each.under(point):
            return each.item
    return None


def part_at(placed: Sequence[Placed], point: Point) -> Part | None:
    """The smallest named part of the topmost named item under a point."""
    for each in reversed(active(placed)):
        if each.item.name and each.under(point):
            parts = [part for part in each.item.parts() if part.name and point in part.at]
            if parts:
                return parts[-1]
    return None


def part_of(placed: Sequence[Placed], name: str) -> Part | None:
    """The part of a name."""
    for each in reversed(placed):
        for part in each.item.parts():
            if name and part.name == name:
                return part
    return None
