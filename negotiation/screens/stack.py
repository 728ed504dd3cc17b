"""Things set under each other in a width; scrolled only where they are higher than their place."""

from __future__ import annotations

from collections.abc import Iterator

from . import measure
from .items import Item, Rule, paragraph
from .layout import Rect
from .lists import Scroller
from .tokens import BODY

BAR = 14.0  # room kept free for a scroll bar


class Stack:
    """Items from (0, 0) down; `y` is where the next one goes."""

    def __init__(self, width: float) -> None:
        self.width, self.y = width, 0.0
        self.found: list[Item] = []

    def row(self, high: float, gap: float = 0.0) -> Rect:
        """The place of the next row, as wide as the stack."""
        at = Rect(0, self.y, self.width, high)
        self.y += high + gap
        return at

    def add(self, *items: Item) -> None:
        """Put items whose places came from `row`."""
        self.found.extend(items)

    def text(
        self, text: str, size: float = BODY, font: str = "regular", tone: str = "soft", left: float = 0.0,
        right: float = 0.0, gap: float = 2.0,
    ) -> Rect:
        """A paragraph; gives its place."""
        room = self.width - left - right
        at = self.row(measure.height(text, font, size, room), gap)
        self.add(paragraph(Rect(left, at.y, room, 0), text, size, font, tone))
        return at

    def rule(self, gap: float = 6.0) -> None:
        """A thin line with room around it."""
        self.y += gap
        self.add(Rule(Rect(0, self.y, self.width, 1)))
        self.y += gap

    def shown(self, at: Rect, name: str) -> Iterator[Item]:
        """The items in their place, with a scroll bar where they are too high for it."""
        if self.y <= at.h + 0.5:
            for item in self.found:
                yield item.moved(at.x, at.y)
        else:
            yield Scroller(at, tuple(self.found), self.y, name=name)
