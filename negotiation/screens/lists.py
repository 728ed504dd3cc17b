"""Controls that hold several options, and things longer than their box."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from . import measure
from .controls import BACKWARD, FORWARD, NOTHING, Control
from .items import Item, Part
from .layout import Point, Rect, evenly
from .tokens import BODY


@dataclass(frozen=True)
class Option:
    """One of several: a value, its words, and what may stand beside them."""

    value: str
    text: str
    icon: str = ""
    flag: str = ""
    detail: str = ""
    note: str = ""
    key: str = ""
    tip: str = ""
    enabled: bool = True


def step_to(options: tuple[Option, ...], value: str, key: str, page: int = 5) -> object:
    """The next enabled option after a key, or NOTHING."""
    usable = [o.value for o in options if o.enabled]
    if not usable:
        return NOTHING
    here = usable.index(value) if value in usable else -1
    far = len(usable) - 1
    places = {"home": 0, "end": far, "pageup": max(0, here - page), "pagedown": min(far, here + page)}
    if key in BACKWARD:
        there = max(0, here - 1)
    elif key in FORWARD:
        there = min(far, here + 1)
    elif key in places:
        there = places[key]
    else:
        return NOTHING
    return usable[there] if there != here else NOTHING


@dataclass(frozen=True)
class Tabs(Control):
    """A row of which one is chosen; arrows move, and an option's own key chooses it."""

    options: tuple[Option, ...]
    value: str
    size: float = BODY

    def places(self) -> list[Rect]:
        """Where each option is."""
        return evenly(self.at.inset(3), len(self.options), gap=4)

    def parts(self) -> tuple[Part, ...]:
        """The row and each option."""
        each = zip(self.options, self.places(), strict=True)
        return (*super().parts(), *(Part(f"{self.name}.{o.value}", at, o.tip) for o, at in each))

    def press(self, point: Point) -> object:
        """The option under the point."""
        for option, at in zip(self.options, self.places(), strict=True):
            if point in at and option.enabled:
                return option.value
        return NOTHING

    def activate(self) -> object:
        """The chosen option again."""
        return self.value

    def turn(self, key: str) -> object:
        """The neighbor."""
        return step_to(self.options, self.value, key)

    def shortcut(self, chord: str) -> object:
        """The option that has this key."""
        return next((o.value for o in self.options if o.key and o.key == chord and o.enabled), NOTHING)

    def ring(self) -> tuple[Rect, float]:
        """Around the chosen option."""
        for option, at in zip(self.options, self.places(), strict=True):
            if option.value == self.value:
                return at, 6
        return super().ring()


def fitting(options: tuple[Option, ...], wide: float, size: float = BODY) -> tuple[Option, ...]:
    """The options of a row of tabs as they have room in a width: with icon and words, with one of them, or shortened.

    Words that are left out or cut are told in the tip.
    """
    room = (wide - 6 - 4 * (len(options) - 1)) / len(options)
    widest = max(measure.width(option.text, "semibold", size) for option in options)
    if widest + (44 if any(o.icon or o.flag for o in options) else 16) <= room:
        return options
    if widest + 16 <= room:
        return tuple(replace(o, icon="", flag="") for o in options)
    if all(o.icon or o.flag for o in options):
        return tuple(replace(o, text="", tip=_told(o)) for o in options)
    short = ((o, measure.shorten(o.text, "semibold", size, room - 16)) for o in options)
    return tuple(o if text == o.text else replace(o, text=text, icon="", flag="", tip=_told(o)) for o, text in short)


def _told(option: Option) -> str:
    return f"{option.text}\n{option.tip}" if option.tip else option.text


@dataclass(frozen=True)
class Dropdown(Control):
    """One chosen of many, folded; the screen opens its list. Arrows change it without opening."""

    options: tuple[Option, ...]
    value: str
    size: float = BODY

    @property
    def chosen(self) -> Option | None:
        """The option shown."""
        return next((o for o in self.options if o.value == self.value), None)

    def turn(self, key: str) -> object:
        """The neighbor in the list."""
        return step_to(self.options, self.value, key)

    def unfolded(self, screen: Rect, marked: str) -> ListBox:
        """The open list, below the control or above it, inside the screen."""
        row = 36.0
        want = len(self.options) * row + 8
        below, above = screen.bottom - self.at.bottom - 8, self.at.y - screen.y - 8
        down = want <= below or below >= above
        high = min(want, below if down else above)
        y = self.at.bottom + 4 if down else self.at.y - 4 - high
        at = Rect(self.at.x, y, self.at.w, high)
        return ListBox(at, self.options, marked, row, framed=True, name=f"{self.name}.list")


@dataclass(frozen=True)
class Scrolling(Control):
    """Something longer than its box. The screen keeps how far down it is scrolled."""

    scroll: float = field(default=0, kw_only=True)

    @property
    def long(self) -> float:
        """The height of the whole content."""
        raise NotImplementedError

    def scrolled(self, offset: float) -> Self:
        """The same thing scrolled, held within its length."""
        kept = max(0.0, min(offset, self.long - self.at.h))
        return self if kept == self.scroll else replace(self, scroll=kept)

    def bar(self) -> tuple[Rect, Rect] | None:
        """The track at the right edge and its thumb; None when everything is in view."""
        if self.long <= self.at.h + 0.5:
            return None
        track = Rect(self.at.right - 10, self.at.y + 2, 8, self.at.h - 4)
        high = max(24.0, track.h * self.at.h / self.long)
        share = self.scroll / (self.long - self.at.h)
        return track, Rect(track.x, track.y + (track.h - high) * share, track.w, high)

    def dragged(self, y: float) -> float:
        """The scroll that brings the thumb's middle to a height."""
        bar = self.bar()
        if bar is None:
            return 0.0
        track, thumb = bar
        return (y - thumb.h / 2 - track.y) / max(1.0, track.h - thumb.h) * (self.long - self.at.h)

    def reveal(self, top: float, bottom: float) -> float:
        """The scroll that brings a stretch of the content into view, moving as little as may be."""
        return max(min(self.scroll, top), bottom - self.at.h)

    def activate(self) -> object:
        """Enter scrolls nothing."""
        return NOTHING


@dataclass(frozen=True)
class ListBox(Scrolling):
    """Rows of which one may be chosen, with a scroll bar when they are longer than the box."""

    options: tuple[Option, ...]
    value: str = ""
    row: float = 44
    framed: bool = False

    @property
    def long(self) -> float:
        """All rows."""
        return len(self.options) * self.row + (8 if self.framed else 0)

    def places(self) -> list[Rect]:
        """Where each row is now, in view or not."""
        wide = self.at.w - (14 if self.bar() else 0) - (8 if self.framed else 0)
        pad = 4.0 if self.framed else 0.0
        x, y = self.at.x + pad, self.at.y - self.scroll + pad
        return [Rect(x, y + n * self.row, wide, self.row) for n in range(len(self.options))]

    def parts(self) -> tuple[Part, ...]:
        """The list and each row that can be seen whole."""
        seen = [(o, at) for o, at in zip(self.options, self.places(), strict=True) if self.at.holds(at)]
        return (*super().parts(), *(Part(f"{self.name}.{o.value}", at, o.tip) for o, at in seen))

    def press(self, point: Point) -> object:
        """The row under the point."""
        for option, at in zip(self.options, self.places(), strict=True):
            if point in at and option.enabled:
                return option.value
        return NOTHING

    def turn(self, key: str) -> object:
        """The neighboring row."""
        page = max(1, int(self.at.h // self.row))
        return step_to(self.options, self.value, key, page) if key not in ("left", "right") else NOTHING

    def shown_for(self, value: object) -> float:
        """The scroll that shows a row."""
        n = next((n for n, o in enumerate(self.options) if o.value == value), 0)
        return self.reveal(n * self.row, (n + 1) * self.row + (8 if self.framed else 0))

    def ring(self) -> tuple[Rect, float]:
        """Around the chosen row when it can be seen, else around the list."""
        for option, at in zip(self.options, self.places(), strict=True):
            if option.value == self.value and self.at.holds(at):
                return at, 8
        return super().ring()


@dataclass(frozen=True)
class Scroller(Scrolling):
    """A window on other items, which are laid out from (0, 0) and `length` high."""

    content: tuple[Item, ...]
    length: float

    @property
    def long(self) -> float:
        """The height of the content."""
        return self.length

    @cached_property
    def placed(self) -> tuple[Item, ...]:
        """The items where they are on the screen."""
        return tuple(item.moved(self.at.x, self.at.y - self.scroll) for item in self.content)

    def press(self, point: Point) -> object:
        """A click on the ground between its items means nothing."""
        return NOTHING
