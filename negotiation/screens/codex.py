"""The codex: every word of the game, to look up, with the way from one to the next and back."""

from __future__ import annotations

from collections.abc import Iterator

from ..codex import entries, search
from .controls import Button, Chip, TextField, chip_width
from .items import Item, Rule
from .layout import REST, Rect, columns, flow
from .lists import Dropdown, ListBox, Option
from .pages import Page, Sheet
from .screen import Screen
from .stack import BAR, Stack
from .tokens import LABEL, SECTION, TITLE

NARROW = 640.0
FIRST = "trust"


class Codex(Sheet):
    """Opens over any page; `term` is the entry shown first."""

    want = (980.0, 620.0)

    def __init__(self, under: Page, term: str = FIRST) -> None:
        super().__init__(under)
        self.term, self.wanted = term, ""
        self.before: tuple[str, ...] = ()
        self.take_focus("search")

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.t("codex.title"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """Search and list on the left, the entry on the right."""
        t = self.t
        found = search(t.language, self.wanted)
        options = tuple(Option(entry.id, entry.term) for entry in found)
        body, foot = at.cut(bottom=50), at.cut(top=at.h - 42)
        if at.w < NARROW:
            every = tuple(Option(e.id, e.term) for e in search(t.language, ""))
            yield Dropdown(Rect(body.x, body.y, body.w, 36), every, self.term, name="list")
            right = body.cut(top=44)
        else:
            left, right = columns(body, 300, REST, gap=30)
            yield TextField(Rect(left.x, left.y, left.w, 38), self.wanted, t("codex.search"), 40, name="search",
                            tip=t("codex.search"))
            yield ListBox(left.cut(top=46), options, self.term, 36, name="list")
            yield Rule(Rect(left.right + 14, left.y, 1, left.h))
        yield from self.entry(right.w - BAR).shown(right, "entry")
        yield Button(Rect(foot.x, foot.y, 120, 42), t("codex.back"), icon="arrow-left", key="backspace", name="earlier",
                     enabled=bool(self.before), tip="" if self.before else t("codex.back.none"))
        yield Button(Rect(foot.right - 150, foot.y, 150, 42), t("window.close"), "primary", key="enter", name="close")

    def entry(self, wide: float) -> Stack:
        """Term, text, and the terms it leads to."""
        t = self.t
        known = entries(t.language)
        one = known[self.term]
        stack = Stack(wide)
        stack.text(one.term, TITLE, "headline", "ink", gap=10)
        stack.text(one.text, SECTION, tone="ink", gap=18)
        if one.links:
            stack.text(t("codex.see"), LABEL, "semibold", "muted", gap=4)
            widths = [min(wide, chip_width(known[link].term, "arrow-right")) for link in one.links]
            for place, link in zip(flow(Rect(0, stack.y, wide, 0), widths, 32, 8), one.links, strict=True):
                stack.add(Chip(place, known[link].term, "arrow-right", name=f"see.{link}"))
                stack.y = place.bottom + 8
        return stack

    def go(self, term: str) -> None:
        """Open an entry, and remember the one before."""
        if term != self.term:
            self.before = (*self.before, self.term)
            self.term = term
            self.scroll_to("entry", 0)

    def on(self, name: str, value: object = None) -> Screen | None:
        """Search, choose, follow, go back, close."""
        head, _, rest = name.partition(".")
        match head:
            case "search":
                self.wanted = str(value)
                found = search(self.t.language, self.wanted)
                self.scroll_to("list", 0)
                if self.wanted and found:
                    self.term = found[0].id
            case "list":
                self.go(str(value))
            case "see":
                self.go(rest)
            case "earlier":
                *before, self.term = self.before
                self.before = tuple(before)
            case "close":
                return self.under
        return self
