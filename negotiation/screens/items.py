"""The plain things on a screen: frozen records with a place, drawn in the order a screen yields them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

from . import measure
from .layout import Rect
from .tokens import BODY, GAP, LABEL, PAD, RADIUS, SECTION, TITLE

HEAD = 40.0


@dataclass(frozen=True)
class Part:
    """A piece of an item that has a name or a tip of its own, such as one tab of several."""

    name: str
    at: Rect
    tip: str = ""


@dataclass(frozen=True)
class Item:
    """Anything with a place. An item with a name and a tip can be reached by keyboard to read the tip."""

    at: Rect
    name: str = field(default="", kw_only=True)
    tip: str = field(default="", kw_only=True)

    def parts(self) -> tuple[Part, ...]:
        """What can be pointed at, largest first."""
        return (Part(self.name, self.at, self.tip),)

    def moved(self, dx: float, dy: float) -> Self:
        """The same item elsewhere."""
        return replace(self, at=self.at.moved(dx, dy))

    def ring(self) -> tuple[Rect, float]:
        """Where the focus ring goes, and the radius of its corners."""
        return self.at, 6.0


@dataclass(frozen=True)
class Panel(Item):
    """A sheet of paper; with a title it has a head with an icon on the left and a note on the right."""

    title: str = ""
    icon: str = ""
    note: str = ""
    fill: str = "panel"
    edge: str = "line"
    radius: float = RADIUS
    shadow: bool = True
    stripe: str = ""

    @property
    def inside(self) -> Rect:
        """Where the panel's own things go."""
        left = PAD + (6 if self.stripe else 0)
        return self.at.cut(left=left, top=HEAD if self.title else PAD, right=PAD, bottom=PAD)


def fill(at: Rect, tone: str) -> Panel:
    """A plain colored rectangle."""
    return Panel(at, fill=tone, edge="", radius=0, shadow=False)


def well(at: Rect, tone: str = "well", edge: str = "line", radius: float = 8) -> Panel:
    """A box let into a panel."""
    return Panel(at, fill=tone, edge=edge, radius=radius, shadow=False)


@dataclass(frozen=True)
class Text(Item):
    """One line in the middle of its box's height. It shrinks to 14 before anything is cut."""

    text: str
    size: float = BODY
    font: str = "regular"
    tone: str = "ink"
    align: str = "left"


@dataclass(frozen=True)
class Paragraph(Item):
    """Wrapped text from the top of its box; `needs` tells the height beforehand."""

    text: str
    size: float = BODY
    font: str = "regular"
    tone: str = "soft"
    align: str = "left"
    leading: float = measure.LEADING

    @property
    def lines(self) -> tuple[str, ...]:
        """The text as it is broken."""
        return measure.wrap(self.text, self.font, self.size, self.at.w)

    @property
    def needs(self) -> float:
        """The height of all lines."""
        return len(self.lines) * measure.line(self.size, self.leading)


def paragraph(
    at: Rect, text: str, size: float = BODY, font: str = "regular", tone: str = "soft", align: str = "left"
) -> Paragraph:
    """A paragraph exactly as high as its text, from the top of the box: the next begins at its bottom."""
    high = measure.height(text, font, size, at.w)
    return Paragraph(Rect(at.x, at.y, at.w, high), text, size, font, tone, align)


def one_line(
    at: Rect, text: str, size: float = BODY, font: str = "regular", tone: str = "ink", name: str = "", tip: str = ""
) -> Text:
    """A line as long as its box has room for at the smallest size; where that cuts it the tip tells it whole."""
    if measure.width(text, font, LABEL) > at.w:
        size = LABEL
    short = measure.shorten(text, font, min(size, LABEL), at.w)
    whole = text if short == text else f"{text}\n{tip}".strip()
    return Text(at, short, size, font, tone, name=name, tip=tip if short == text else whole)


@dataclass(frozen=True)
class Rule(Item):
    """A thin line along the top of its box, or down its left side when it is higher than wide."""

    tone: str = "line"


@dataclass(frozen=True)
class Icon(Item):
    """A line icon, by its name in assets/icons, as large as its box."""

    icon: str
    tone: str = "soft"


@dataclass(frozen=True)
class Flag(Item):
    """A country's flag: a rectangle four by three, or round with a ring of the country's color."""

    country: str
    round: bool = False
    ringed: bool = False


@dataclass(frozen=True)
class Change:
    """A difference as people see it: text, direction (1, 0, -1), and whether that is good (None: neither)."""

    text: str
    way: int
    good: bool | None = None

    @property
    def tone(self) -> str:
        """The color that goes with it."""
        if self.way == 0 or self.good is None:
            return "muted"
        return "good" if self.good else "bad"


def change(text: str, way: float, up_is_good: bool = True) -> Change:
    """A change whose good side is up, or down for things such as tariffs."""
    sign = (way > 0) - (way < 0)
    return Change(text, sign, (sign > 0) == up_is_good if sign else None)


def change_width(one: Change, size: float = 15) -> float:
    """The width of triangle and text."""
    return measure.width(one.text, "bold", size) + (size * 0.85 if one.way else 0)


@dataclass(frozen=True)
class Delta(Item):
    """A change on its own: a triangle up or down, and the number."""

    change: Change
    size: float = 15
    align: str = "left"


@dataclass(frozen=True)
class Effect:
    """Who will care, and how much: -3 .. 3 arrows, or a text in their place."""

    country: str
    strength: int
    text: str = ""


EFFECT = 74.0  # the width of one effect in a row


@dataclass(frozen=True)
class Cares(Item):
    """Effects beside each other: who cares."""

    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Badge(Item):
    """A word on a rounded ground, not to be pressed."""

    text: str
    tone: str = "warn"
    fill: str = "warn.well"
    edge: str = ""
    icon: str = ""
    size: float = LABEL


def badge_width(text: str, icon: str = "", size: float = LABEL) -> float:
    """The width a badge wants."""
    return measure.width(text, "semibold", size) + 20 + (18 if icon else 0)


@dataclass(frozen=True)
class Pips(Item):
    """Full and empty dots from the right: what is left of a small number."""

    left: int
    of: int


@dataclass(frozen=True)
class Dialog(Item):
    """Dims what was yielded before it and opens a sheet; what comes after belongs to it and keeps focus."""

    title: str = ""
    text: str = ""

    @property
    def margin(self) -> float:
        """The room left and right of what stands on the sheet."""
        return 28.0 if self.at.w > 560 else 16.0

    @property
    def inside(self) -> Rect:
        """The sheet below the title and its line of text."""
        top, room = self.margin, self.at.w - 2 * self.margin
        if self.title:
            top = self.margin - 10 + measure.height(self.title, "headline", TITLE, room, 1.2) + GAP
        if self.text:
            top += measure.height(self.text, "regular", SECTION, room) + GAP - 4
        return self.at.cut(left=self.margin, top=top, right=self.margin, bottom=self.margin - 4)


TOOLTIP_WIDTH, TOOLTIP_SIZE = 320.0, 15.0


@dataclass(frozen=True)
class Tooltip(Item):
    """A note beside what is pointed at or focused; `locked` says that it stays until Esc."""

    text: str
    locked: bool = False


def tooltip(anchor: Rect, text: str, screen: Rect, locked: bool = False) -> Tooltip:
    """A tooltip below its anchor, above it where there is no room below."""
    room = min(TOOLTIP_WIDTH, screen.w - 40)
    lines = measure.wrap(text, "semibold", TOOLTIP_SIZE, room)
    # A little more than the text needs, so that no rounding breaks a line that fits.
    wide = max(measure.width(each, "semibold", TOOLTIP_SIZE) for each in lines) + 24
    high = len(lines) * measure.line(TOOLTIP_SIZE) + 14
    below = anchor.bottom + 6
    y = below if below + high <= screen.bottom else anchor.y - 6 - high
    box = Rect(anchor.center[0] - wide / 2, y, wide, high)
    return Tooltip(box.within(screen.inset(4)), text, locked)


@dataclass(frozen=True)
class Toast(Item):
    """A short notice over everything, without a control."""

    text: str
    icon: str = "info"


def toast(text: str, screen: Rect, icon: str = "info") -> Toast:
    """A toast at the lower middle of the screen, wrapped to its text."""
    room = min(460.0, screen.w - 80)
    lines = measure.wrap(text, "semibold", BODY, room)
    wide = max(measure.width(each, "semibold", BODY) for each in lines) + 60
    high = len(lines) * measure.line(BODY) + 20
    return Toast(Rect(screen.center[0] - wide / 2, screen.bottom - high - 24, wide, high), text, icon)


@dataclass(frozen=True)
class Ring(Item):
    """The double focus ring around a place; the screen adds it itself."""

    radius: float = 8
