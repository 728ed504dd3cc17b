"""The first lesson: the board of a small game, with one idea at a time over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..scenarios import load
from ..session import Session
from . import measure
from .board import MOVES, Board
from .controls import Button
from .items import Icon, Item, Panel, Ring, Text, fill, one_line, paragraph
from .layout import REST, Rect, columns
from .lesson import CARDS, NAME, STEPS
from .pages import Sitting
from .screen import Screen
from .stack import BAR, Stack
from .tokens import BODY, LABEL, SECTION

LINE = 44.0  # the height of a step's name over the board
LOW = 330.0  # the least height of a board under the whole strip
SEED = 0  # the lesson has no luck: every seed is the same game


def begin(sitting: Sitting, country: str = "canada") -> Learn:
    """A new lesson."""
    scenario = load(NAME)
    seats = {name: None if name == country else scenario.seats[n] for n, name in enumerate(("us", "canada", "mexico"))}
    sitting.begin(Session(scenario, SEED, seats)).first = False
    return Learn(sitting)


class Learn(Board):
    """The board with a strip of words over it; every step can be left out, repeated, or shown."""

    guided = True

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.step = 0
        self.telling = True
        self.reading = True  # where strip and board have no room together: the words, or the board

    def half(self) -> int:
        """Half months played so far."""
        return len(self.game.session.past)

    def content(self) -> Iterator[Item]:
        """The strip on top, the board below, a ring around what is meant."""
        if not self.telling:
            yield from super().content()
            return
        whole = self.size
        strip = self.strip_height(whole[0])
        low = whole[1] - strip < LOW
        if low and self.reading:
            yield from self.page(self.box)
            return
        strip = LINE if low else strip
        found: list[Item] = []
        self.size = (whole[0], whole[1] - strip)
        try:
            found = [item.moved(0, strip) for item in super().content()]
        finally:
            self.size = whole
        yield from found
        yield from (self.line if low else self.strip)(Rect(0, 0, whole[0], strip))
        meant = STEPS[self.step].at
        for item in found:
            if item.name == meant:
                at, radius = item.ring()
                yield Ring(at.inset(-3), radius=radius + 3)
            elif item.name == meant.partition(".")[0]:
                yield from (Ring(part.at.inset(-3), radius=9) for part in item.parts() if part.name == meant)

    def strip_height(self, wide: float) -> float:
        """As high as the words of this step need."""
        return measure.height(self.words(), "regular", BODY, self.room(wide)) + (58 if wide >= 860 else 84)

    def room(self, wide: float) -> float:
        """The width of the words."""
        return wide - 70 - (430 if wide >= 860 else 0)

    def words(self) -> str:
        """What this step says."""
        return self.t(f"learn.{STEPS[self.step].id}.text")

    def page(self, at: Rect) -> Iterator[Item]:
        """The words of a step alone, and the ways on, one of them to the board."""
        t = self.t
        yield fill(at, "desk")
        yield Panel(at.inset(6), fill="chosen", edge="trust")
        box = at.inset(20, 14)
        count = t("learn.step", number=self.step + 1, last=len(STEPS))
        stack = Stack(box.w - BAR)
        stack.text(t(f"learn.{STEPS[self.step].id}"), SECTION, "bold", "ink")
        stack.text(count, LABEL, tone="muted", gap=6)
        stack.text(self.words(), BODY, tone="ink")
        yield from stack.shown(box.cut(bottom=92), "lesson.inside")
        yield Button(Rect(box.x, box.bottom - 84, box.w, 38), t("learn.look"), "primary", "map", name="lesson_look")
        yield from self.ways(Rect(box.x, box.bottom - 38, box.w, 38))

    def line(self, at: Rect) -> Iterator[Item]:
        """The name of a step over the board, and the way back to its words."""
        t = self.t
        yield Panel(at.inset(4, 2), fill="chosen", edge="trust")
        read = Rect(at.right - 50, at.y + 4, 40, at.h - 8)
        yield one_line(at.cut(left=14, right=60), t(f"learn.{STEPS[self.step].id}"), BODY, "bold", name="lesson")
        yield Button(read, "", icon="graduation-cap", name="lesson_read", tip=t("learn.read"))

    def strip(self, at: Rect) -> Iterator[Item]:
        """Where one is, the words, and the ways on."""
        t, step = self.t, STEPS[self.step]
        yield Panel(at.inset(6, 4), fill="chosen", edge="trust")
        yield Icon(Rect(at.x + 20, at.y + 16, 22, 22), "graduation-cap", "trust")
        room = self.room(at.w)
        count = t("learn.step", number=self.step + 1, last=len(STEPS))
        wide = measure.width(count, "regular", LABEL)
        yield Text(Rect(at.x + 54, at.y + 12, room - wide - 10, 26), t(f"learn.{step.id}"), 18, "bold", name="lesson")
        yield Text(Rect(at.x + 54 + room - wide, at.y + 12, wide, 26), count, LABEL, tone="muted", align="right")
        yield paragraph(Rect(at.x + 54, at.y + 40, room, 0), self.words(), BODY, tone="ink")
        if at.w >= 860:
            yield from self.ways(Rect(at.right - 420, at.center[1] - 19, 400, 38))
        else:
            yield from self.ways(Rect(at.x + 54, at.bottom - 46, at.w - 74, 36))

    def ways(self, at: Rect) -> Iterator[Item]:
        """Back, shown, on, and out of the lesson."""
        t, step = self.t, STEPS[self.step]
        back, show, on, leave = columns(at, 42, REST, REST, 42, gap=8)
        yield Button(back, "", icon="arrow-left", name="lesson_back", enabled=self.step > 0,
                     tip=t("learn.back") if self.step else t("learn.back.none"))
        can = step.show is not None and step.half == self.half()
        yield Button(show, t("learn.show"), size=15, icon="eye", name="lesson_show", enabled=can,
                     tip="" if can else t("learn.show.none"))
        held = self.held()
        last = self.step == len(STEPS) - 1
        words = t("learn.skip" if step.done else "learn.next")
        yield Button(on, words, size=15, icon="arrow-right", name="lesson_next", enabled=not held and not last,
                     tip=held or (t("learn.last") if last else ""))
        yield Button(leave, "", icon="x", name="lesson_leave", tip=t("learn.leave"))

    def held(self) -> str:
        """Why the next step cannot come yet, in words."""
        further = STEPS[min(self.step + 1, len(STEPS) - 1)]
        return self.t("learn.first_end") if further.half > self.half() else ""

    def follow(self) -> None:
        """Go on past every step that is done or whose time is over."""
        while self.step < len(STEPS) - 1:
            step = STEPS[self.step]
            done = step.done is not None and step.half <= self.half() and step.done(self)
            if not (step.half < self.half() or done) or (done and self.held()):
                return
            self.turn_to(self.step + 1)

    def turn_to(self, step: int) -> None:
        """Another step; where one card is shown at a time, the one it is about."""
        self.step, self.reading = step, True
        self.changed()
        card = CARDS.get(STEPS[step].at)
        self.alone = card or MOVES
        self.pane = card or self.pane
        self.reveal(STEPS[step].at, around=34)

    def handle(self, event: Any) -> Screen | None:
        """As the board; then see whether the step is done."""
        after = super().handle(event)
        if after is self:
            self.follow()
        return after

    def next_month(self) -> Screen:
        """As the board; the lesson goes on in the next month."""
        after = super().next_month()
        self.follow()
        return after

    # what is done ------------------------------------------------------------------------------------------

    def on(self, name: str, value: object = None) -> Screen | None:
        """The strip's own buttons, else the board's."""
        match name:
            case "lesson_back":
                self.turn_to(self.step - 1)
                return self
            case "lesson_next":
                self.turn_to(self.step + 1)
                return self
            case "lesson_show":
                step = STEPS[self.step]
                after = step.show(self) if step.show else self
                if step.done is None:
                    self.turn_to(self.step + 1)
                return after if isinstance(after, Screen) else self
            case "lesson_look" | "lesson_read":
                self.reading = name == "lesson_read"
                return self
            case "lesson_leave":
                self.telling = False
                self.say(self.t("learn.left"), "graduation-cap")
                return self
        return super().on(name, value)
