"""Meters, tables and the line of months. Each knows its own geometry, so that tests can read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import measure
from .items import Change, Item, Part
from .layout import REST, Rect, Size, columns
from .tokens import BODY, LABEL


@dataclass(frozen=True)
class Meter(Item):
    """A bar with a value on it. Words name its equal bands; `before` marks an earlier value."""

    value: float
    low: float = 0
    high: float = 100
    words: tuple[str, ...] = ()
    current: int = -1
    before: float | None = None
    tone: str = "trust.2"

    @property
    def bar(self) -> Rect:
        """The bar itself."""
        return Rect(self.at.x, self.at.y + (10 if self.before is not None else 0), self.at.w, 16)

    def x(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.bar.x + 2 + (self.bar.w - 4) * min(1.0, max(0.0, share))

    def labels(self) -> Iterator[tuple[Rect, str, bool]]:
        """The words that fit under their bands: all of them, or only the current one."""
        count = len(self.words)
        wide = self.at.w / max(1, count)
        fits = all(measure.width(word, "semibold", LABEL) <= wide - 2 for word in self.words)
        for n, word in enumerate(self.words):
            if fits or n == self.current:
                room = wide if fits else measure.width(word, "semibold", LABEL) + 4
                box = Rect(self.at.x + wide * (n + 0.5) - room / 2, self.bar.bottom + 2, room, 20)
                yield box.within(Rect(self.at.x, box.y, self.at.w, 20)), word, n == self.current


@dataclass(frozen=True)
class Tug(Item):
    """For against against: a hatched bar to the left, a solid one to the right, and the line between them."""

    pro: float
    con: float
    span: float = 20

    def lengths(self) -> tuple[float, float]:
        """The widths of the bar against and the bar for."""
        half = self.at.w / 2 - 2
        return half * min(1.0, self.con / self.span), half * min(1.0, self.pro / self.span)


@dataclass(frozen=True)
class Gauge(Item):
    """Where something lies between two words; a knob that nobody turns. `share` is 0..1."""

    share: float
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its width and the side its cells keep to."""

    text: str = ""
    width: Size = REST
    align: str = "left"
    flag: str = ""


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table: a flag, text, a line under it, and a change after it."""

    text: str = ""
    size: float = BODY
    font: str = "regular"
    tone: str = "ink"
    flag: str = ""
    detail: str = ""
    change: Change | None = None


@dataclass(frozen=True)
class Table(Item):
    """Rows and columns with rules between; `marked` rows lie on the color of choice."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marked: tuple[int, ...] = ()
    head: float = 32
    row: float = 0

    def boxes(self) -> list[Rect]:
        """The columns, over the whole height."""
        return columns(self.at, *(column.width for column in self.columns))

    def row_box(self, n: int) -> Rect:
        """One row; without a set height the rows share what is left below the head."""
        head = self.head if any(c.text or c.flag for c in self.columns) else 0
        high = self.row or (self.at.h - head) / max(1, len(self.rows))
        return Rect(self.at.x, self.at.y + head + n * high, self.at.w, high)

    def cells(self) -> Iterator[tuple[Rect, Column, Cell]]:
        """Every cell with its place."""
        boxes = self.boxes()
        for n, row in enumerate(self.rows):
            line = self.row_box(n)
            for box, column, cell in zip(boxes, self.columns, row, strict=True):
                yield Rect(box.x, line.y, box.w, line.h), column, cell


@dataclass(frozen=True)
class Stop:
    """One month of a timeline: its word, and an icon for what happened or will."""

    text: str
    icon: str = ""
    tone: str = "soft"
    tip: str = ""


@dataclass(frozen=True)
class Timeline(Item):
    """Months as stops on a line, the present one marked. Words that would touch are left out."""

    stops: tuple[Stop, ...]
    now: int

    def x(self, n: int) -> float:
        """Where a stop is."""
        return self.at.x + 22 + (self.at.w - 44) * n / max(1, len(self.stops) - 1)

    @property
    def y(self) -> float:
        """The height of the line."""
        return self.at.y + min(27.0, self.at.h / 2)

    def words(self) -> list[tuple[Rect, str, bool]]:
        """The words under the stops that have room, the present one first served."""
        if self.at.h < 45:
            return []
        order = sorted(range(len(self.stops)), key=lambda n: (n != self.now, n))
        kept: list[tuple[Rect, str, bool]] = []
        for n in order:
            font = "bold" if n == self.now else "regular"
            wide = measure.width(self.stops[n].text, font, LABEL) + 4
            box = Rect(self.x(n) - wide / 2, self.y + 9, wide, 20)
            if self.stops[n].text and not any(box.overlaps(other) for other, _, _ in kept):
                kept.append((box, self.stops[n].text, n == self.now))
        return kept

    def parts(self) -> tuple[Part, ...]:
        """The line and each stop that has something to tell."""
        boxes = [Rect(self.x(n) - 10, self.y - 25, 20, 32) for n in range(len(self.stops))]
        told = [
            (n, stop, box) for n, (stop, box) in enumerate(zip(self.stops, boxes, strict=True)) if stop.tip
        ]
        return (*super().parts(), *(Part(f"{self.name}.{n}", box, stop.tip) for n, stop, box in told))
