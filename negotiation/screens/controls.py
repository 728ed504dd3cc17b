"""The things a person operates. Each knows what a press at a point or a turn by a key would mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from . import measure
from .items import Effect, Item
from .layout import Point, Rect
from .tokens import BODY, CORNER, LABEL, SECTION


class Meaning(Enum):
    """What a press or a key can mean besides a value."""

    NOTHING = 0


NOTHING = Meaning.NOTHING
BACKWARD, FORWARD = ("left", "up"), ("right", "down")


@dataclass(frozen=True)
class Control(Item):
    """Something to operate. A disabled one with a tip can still be reached, to read why."""

    enabled: bool = field(default=True, kw_only=True)
    key: str = field(default="", kw_only=True)
    hot: bool = field(default=False, kw_only=True)

    def press(self, point: Point) -> object:
        """The value a click at a point hands to `Screen.on`; NOTHING when it means nothing."""
        return None

    def activate(self) -> object:
        """The value of Enter or Space."""
        return None

    def turn(self, key: str) -> object:
        """The value of an arrow key, Home, End, PageUp or PageDown."""
        return NOTHING

    def shortcut(self, chord: str) -> object:
        """The value of the control's own key, pressed anywhere."""
        return self.activate() if self.key and chord == self.key else NOTHING

    def ring(self) -> tuple[Rect, float]:
        """Where the focus ring goes."""
        return self.at, CORNER


def cap(key: str) -> str:
    """What is printed on a key. Enter is drawn as an arrow, so that no language is needed."""
    names = {"escape": "Esc", "enter": "enter", "space": "Space"}
    return names.get(key) or "+".join(part[:1].upper() + part[1:] for part in key.split("+"))


def printed(key: str) -> str:
    """A key as words name it."""
    return "Enter" if key == "enter" else cap(key)


def cap_width(key: str) -> float:
    """The width of a printed key, and the gap before it."""
    if not key:
        return 0
    return 34 if key == "enter" else measure.width(cap(key), "regular", LABEL) + 10 + 8


@dataclass(frozen=True)
class Button(Control):
    """A button: plain, primary, ghost (no border) or bar (in the dark bar). Without text it is its icon."""

    text: str
    kind: str = "plain"
    icon: str = ""
    size: float = BODY


def button_width(text: str, icon: str = "", key: str = "", size: float = BODY) -> float:
    """The width a button wants."""
    return measure.width(text, "semibold", size) + (24 if icon else 0) + cap_width(key) + 30


@dataclass(frozen=True)
class Choice(Control):
    """One answer of several on a card: title, a line of detail, and who will care how much."""

    text: str
    detail: str = ""
    effects: tuple[Effect, ...] = ()
    chosen: bool = False
    size: float = SECTION
    small: float = 15
    tight: bool = False  # in a narrow list: less room around the words

    @property
    def words(self) -> Rect:
        """Where title and detail go."""
        left = (42 if self.tight else 56) if self.key else 16
        return self.at.cut(left=left, right=(10 if self.tight else 14) + 84 * len(self.effects))


def choice_height(text: str, detail: str, width: float, effects: int = 0) -> float:
    """The height a choice wants in a width."""
    room = width - 70 - 84 * effects
    return 24 + measure.height(text, "bold", 18, room, 1.2) + measure.height(detail, "regular", 15, room)


@dataclass(frozen=True)
class Card(Control):
    """A country to play: round flag, name, a line, and a note such as the difficulty."""

    country: str
    text: str
    detail: str = ""
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Chip(Control):
    """A small rounded button. A closable one shows a cross, and pressing it takes the thing away."""

    text: str
    icon: str = ""
    closable: bool = False
    chosen: bool = False
    size: float = 15

    def ring(self) -> tuple[Rect, float]:
        """As round as the chip."""
        return self.at, self.at.h / 2


def chip_width(text: str, icon: str = "", closable: bool = False, size: float = 15) -> float:
    """The width a chip wants."""
    return measure.width(text, "regular", size) + 22 + (20 if icon else 0) + (20 if closable else 0)


@dataclass(frozen=True)
class Toggle(Control):
    """A switch with its words on the left; the words belong to it and can be pressed too."""

    text: str
    on: bool
    detail: str = ""

    def press(self, point: Point) -> object:
        """The other state."""
        return not self.on

    def activate(self) -> object:
        """The other state."""
        return not self.on


def toggle_height(text: str, detail: str, width: float) -> float:
    """The height a switch with its words wants in a width."""
    under = measure.height(detail, "regular", 15, width - 60) if detail else 0.0
    return max(32.0, 8 + measure.height(text, "semibold", 17, width - 60) + under)


@dataclass(frozen=True)
class Slider(Control):
    """A knob on a line with fixed stops. `ghost` marks today's value; marks are words under stops."""

    stops: tuple[float, ...]
    value: float
    marks: tuple[tuple[float, str], ...] = ()
    ghost: float | None = None
    page: int = 5

    def place(self, value: float) -> float:
        """The x of a value; stops are equally far apart."""
        return self.track.x + self.track.w * self._share(value)

    @property
    def track(self) -> Rect:
        """The line the knob runs on."""
        return Rect(self.at.x + 9, self.at.y + 10, self.at.w - 18, 6)

    def _share(self, value: float) -> float:
        last = len(self.stops) - 1
        if last < 1:
            return 0.0
        below = max((n for n, stop in enumerate(self.stops) if stop <= value), default=0)
        if below == last:
            return 1.0
        low, high = self.stops[below], self.stops[below + 1]
        return (below + max(0.0, value - low) / (high - low)) / last

    def nearest(self, x: float) -> float:
        """The stop nearest to a point on the line."""
        share = min(max((x - self.track.x) / self.track.w, 0.0), 1.0)
        return self.stops[round(share * (len(self.stops) - 1))]

    def press(self, point: Point) -> object:
        """The stop under the point."""
        return self.nearest(point[0])

    def activate(self) -> object:
        """Enter on a slider changes nothing."""
        return NOTHING

    def turn(self, key: str) -> object:
        """One stop left or right, a page, or an end."""
        last = len(self.stops) - 1
        here = min(range(last + 1), key=lambda n: abs(self.stops[n] - self.value))
        moves = {"left": -1, "down": -1, "right": 1, "up": 1, "pagedown": -self.page, "pageup": self.page}
        there = {"home": 0, "end": last}.get(key, here + moves.get(key, 0))
        there = max(0, min(last, there))
        return self.stops[there] if there != here else NOTHING

    def ring(self) -> tuple[Rect, float]:
        """Around the knob."""
        return Rect(self.place(self.value) - 10, self.track.center[1] - 10, 20, 20), 10


@dataclass(frozen=True)
class TextField(Control):
    """One line to type in; the caret is at the end."""

    text: str
    hint: str = ""
    most: int = 40
    digits: bool = False
    typing: bool = False  # the keys go here now; the screen sets it

    def typed(self, more: str) -> str:
        """The text after some letters were typed."""
        wanted = "".join(c for c in more if (c.isdigit() if self.digits else c.isprintable()))
        return (self.text + wanted)[: self.most]

    def press(self, point: Point) -> object:
        """A click only takes the focus."""
        return NOTHING

    def activate(self) -> object:
        """Enter belongs to the screen's main button."""
        return NOTHING
