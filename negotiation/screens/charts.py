"""Charts: lines over time, bars on one scale, and how one number became another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import measure
from .items import Change, Item
from .layout import Point, Rect
from .tokens import BODY, LABEL


@dataclass(frozen=True)
class Line:
    """One line of a chart, labeled at its end. Dash and marker tell it apart without its color."""

    text: str
    values: tuple[float, ...]
    tone: str = "trust"
    stroke: str = "solid"
    marker: str = "circle"


@dataclass(frozen=True)
class Chart(Item):
    """Lines over time: `ticks` at the side, `along` at the bottom, `notes` as numbered flags at the top."""

    lines: tuple[Line, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()
    along: tuple[tuple[int, str], ...] = ()
    notes: tuple[tuple[int, str], ...] = ()

    @property
    def plot(self) -> Rect:
        """The field of the lines, inside the room for ticks and labels."""
        left = max((measure.width(text, "regular", LABEL) for _, text in self.ticks), default=0) + 12
        right = max((measure.width(line.text, "bold", LABEL) for line in self.lines), default=0) + 12
        return self.at.cut(
            left=left, top=22 if self.notes else 10, right=right, bottom=26 if self.along else 10
        )

    @property
    def steps(self) -> int:
        """How many steps the longest line has."""
        return max(1, max((len(line.values) for line in self.lines), default=2) - 1)

    def x(self, n: float) -> float:
        """Where a moment lies."""
        return self.plot.x + self.plot.w * n / self.steps

    def y(self, value: float) -> float:
        """Where a value lies; beyond the ends it stays at the end."""
        share = (value - self.low) / (self.high - self.low)
        return self.plot.bottom - self.plot.h * min(1.0, max(0.0, share))

    def points(self, line: Line) -> list[Point]:
        """A line's points on the screen."""
        return [(self.x(n), self.y(value)) for n, value in enumerate(line.values)]

    def ends(self) -> list[tuple[float, Line]]:
        """The labels at the ends of the lines, moved apart where they would touch."""
        wanted = sorted((self.y(line.values[-1]), n) for n, line in enumerate(self.lines) if line.values)
        placed: list[tuple[float, Line]] = []
        for y, n in wanted:
            low = placed[-1][0] + 18 if placed else y
            placed.append((max(y, low), self.lines[n]))
        over = max(0.0, (placed[-1][0] if placed else 0) - self.plot.bottom)
        return [(y - over, line) for y, line in placed]

    def dates(self) -> list[tuple[Rect, str]]:
        """The words at the bottom, without those that would touch the one before."""
        kept: list[tuple[Rect, str]] = []
        for n, text in self.along:
            wide = measure.width(text, "regular", LABEL) + 2
            box = Rect(self.x(n) - wide / 2, self.plot.bottom + 5, wide, 20)
            if not kept or box.x >= kept[-1][0].right + 6:
                kept.append((box, text))
        return kept


@dataclass(frozen=True)
class Spark(Item):
    """A small line without axes; its last point is marked."""

    values: tuple[float, ...]
    tone: str = "trust"
    low: float | None = None
    high: float | None = None

    def points(self) -> list[Point]:
        """The line's points on the screen."""
        low = min(self.values) if self.low is None else self.low
        high = max(self.values) if self.high is None else self.high
        span = high - low or 1.0
        inner = self.at.inset(5)
        last = max(1, len(self.values) - 1)
        return [
            (inner.x + inner.w * n / last, inner.bottom - inner.h * (value - low) / span)
            for n, value in enumerate(self.values)
        ]


@dataclass(frozen=True)
class Bar:
    """One bar: flag or words on the left, value as text on the right, and a mark to compare with."""

    text: str
    value: float
    shown: str
    tone: str = "trust"
    flag: str = ""
    mark: float | None = None


@dataclass(frozen=True)
class Bars(Item):
    """Horizontal bars on one scale, from the left, or from a zero line when some are negative."""

    bars: tuple[Bar, ...]
    low: float
    high: float

    def fields(self) -> tuple[float, float, float]:
        """The widths of the words, of the bars' field and of the values."""
        flags = 32 if any(bar.flag for bar in self.bars) else 0
        words = max((measure.width(bar.text, "semibold", BODY) for bar in self.bars), default=0) + 12 + flags
        shown = max((measure.width(bar.shown, "bold", BODY) for bar in self.bars), default=0) + 12
        words = min(words, self.at.w * 0.45)
        return words, max(20.0, self.at.w - words - shown), shown

    def x(self, value: float) -> float:
        """Where a value lies."""
        words, field, _ = self.fields()
        share = (value - self.low) / (self.high - self.low)
        return self.at.x + words + field * min(1.0, max(0.0, share))

    def row_box(self, n: int) -> Rect:
        """One bar's row."""
        high = self.at.h / max(1, len(self.bars))
        return Rect(self.at.x, self.at.y + n * high, self.at.w, high)


@dataclass(frozen=True)
class Step:
    """One step of a waterfall: a level (`change` None), or a change from the level before."""

    text: str
    value: float
    change: Change | None = None
    shown: str = ""


LEVEL = 5.0  # the thickness of a level


@dataclass(frozen=True)
class Waterfall(Item):
    """How one number became another: first and last as levels, ups solid, downs hatched.

    A level is a line and no bar: the field does not begin at zero, and a bar's length would mean nothing.
    """

    steps: tuple[Step, ...]
    low: float
    high: float

    def field(self) -> Rect:
        """Where the bars are, between the numbers above and the words below."""
        rows = self.label_height() * (2 if self.staggered else 1)
        return self.at.cut(top=24, bottom=6 + rows)

    @property
    def staggered(self) -> bool:
        """Whether some word is wider than its bar's place, so that every other label stands one row lower."""
        room = self.at.w / max(1, len(self.steps)) - 6
        words = [word for step in self.steps for word in step.text.split()]
        return any(measure.width(word, "regular", LABEL) > room for word in words)

    def label_width(self) -> float:
        """How wide a label may be."""
        room = self.at.w / max(1, len(self.steps)) - 6
        return 2 * room if self.staggered else room

    def label_height(self) -> float:
        """The height of the highest label."""
        room = self.label_width()
        return max((measure.height(step.text, "regular", LABEL, room) for step in self.steps), default=0)

    def labels(self) -> Iterator[tuple[Rect, str]]:
        """Every step's words with their place."""
        room, high = self.label_width(), self.label_height()
        for n, (box, step) in enumerate(self.boxes()):
            y = self.field().bottom + 5 + (high if self.staggered and n % 2 else 0)
            lines = measure.wrap(step.text, "regular", LABEL, room)
            wide = max(measure.width(each, "regular", LABEL) for each in lines) + 1
            yield Rect(box.center[0] - wide / 2, y, wide, high).within(self.at), step.text

    def y(self, value: float) -> float:
        """Where a value lies."""
        field = self.field()
        share = (value - self.low) / (self.high - self.low)
        return field.bottom - field.h * min(1.0, max(0.0, share))

    def boxes(self) -> Iterator[tuple[Rect, Step]]:
        """Every step's bar."""
        wide = self.at.w / max(1, len(self.steps))
        level = self.low
        for n, step in enumerate(self.steps):
            first, last = (step.value, step.value) if step.change is None else (level, level + step.value)
            top, bottom = self.y(max(first, last)), self.y(min(first, last))
            if step.change is None:
                top, bottom = top - LEVEL / 2, top + LEVEL / 2
            yield Rect(self.at.x + n * wide + 8, top, wide - 16, max(3.0, bottom - top)), step
            level = last
