"""Who made what the window shows, and under which license it may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..paths import shipped
from .controls import Button
from .items import Item
from .layout import Rect
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack
from .tokens import LABEL, SECTION

_MARKS = re.compile(r"`|\[([^\]]*)\]\([^)]*\)")


@cache
def made_by() -> tuple[tuple[str, str, str, str], ...]:
    """The rows of assets/CREDITS.md: what, from where, by whom, license."""
    text = (shipped("assets") / "CREDITS.md").read_text(encoding="utf-8")
    rows = [[_MARKS.sub("", cell).strip() for cell in line.strip("|").split("|")]
            for line in text.splitlines() if line.startswith("| ")]
    return tuple((row[0], row[1], row[2], row[3].rstrip(": ")) for row in rows[2:] if len(row) == 4)


class Credits(Sheet):
    """Opens over the menu or the title."""

    want = (860.0, 620.0)

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.t("credits.title"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """The game itself, its source, then everything that others made."""
        t = self.t
        stack = Stack(at.w - BAR)
        stack.text(t("credits.game"), tone="ink", gap=8)
        stack.text(t("credits.article"), gap=8)
        stack.text(t("credits.data"), gap=14)
        stack.text(t("credits.others"), SECTION, "bold", "ink", gap=6)
        for what, source, who, license_ in made_by():
            stack.text(who, font="semibold", tone="ink", gap=0)
            stack.text(f"{what} · {source}", LABEL, gap=0)
            stack.text(license_, LABEL, tone="muted", gap=8)
        stack.text(t("credits.licenses"), LABEL, tone="muted")
        yield from stack.shown(at.cut(bottom=52), "page")
        close = Rect(at.right - 150, at.bottom - 42, 150, 42)
        yield Button(close, t("window.close"), "primary", key="enter", name="close")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Close."""
        return self.under if name == "close" else self
