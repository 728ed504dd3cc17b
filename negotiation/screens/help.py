"""One page for a player, and the keys."""

from __future__ import annotations

from collections.abc import Iterator

from . import measure
from .controls import Button, printed
from .items import Badge, Item, badge_width
from .keys import chord
from .layout import REST, Rect, columns
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack
from .tokens import BODY, SECTION

SECTIONS = ("aim", "month", "deals", "clocks", "trust", "score", "know")
# A line: the keys of some actions, or keys that are the same for all, and the message.
KEYS = (
    ("end", "end"), ("=1…6", "choose"), ("tab.suggested tab.all tab.deal tab.offers tab.tariffs", "tabs"),
    ("openly quietly", "offer"), ("undo redo", "undo"), ("map swap", "link"), ("news log", "log"), ("codex", "codex"),
    ("save quicksave", "save"), ("quickload", "load"), ("back", "back"), ("=tab", "walk"), ("tip", "tip"),
    ("menu", "escape"), ("settings", "settings"), ("mute", "mute"), ("full picture", "full"),
)


class Help(Sheet):
    """What the game is about on the left, the keys on the right."""

    want = (1120.0, 664.0)

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.t("guide.title"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """Two columns and one button."""
        t = self.t
        body = at.cut(bottom=52)
        left, right = columns(body, REST, min(400.0, body.w * 0.38), gap=28)
        stack = Stack(left.w - BAR)
        for name in SECTIONS:
            stack.text(t(f"guide.{name}"), SECTION, "bold", "ink", gap=1)
            stack.text(t(f"guide.{name}.text"), BODY, gap=9)
        yield from stack.shown(left, "page")
        keys = Stack(right.w - BAR)
        keys.text(t("guide.keys"), SECTION, "bold", "ink", gap=6)
        for names, name in KEYS:
            words = t(f"guide.key.{name}")
            room = keys.width - 120
            row = keys.row(max(26.0, measure.height(words, "regular", 15, room)), 4)
            x = 0.0
            for one in names.split():
                text = printed(one[1:] if one.startswith("=") else chord(one, self.sitting.look.keys))
                wide = badge_width(text)
                keys.add(Badge(Rect(x, row.y, wide, 23), text, "ink", "well", "edge"))
                x += wide + 4
            y = keys.y
            keys.y = row.y + 2
            keys.text(words, 15, left=max(120.0, x + 6))
            keys.y = max(y, keys.y + 4)
        yield from keys.shown(right, "keys")
        close = Rect(at.right - 160, at.bottom - 40, 160, 40)
        yield Button(close, t("window.close"), "primary", key="enter", name="close")
        yield Button(Rect(at.x, close.y, 160, 40), t("menu.codex"), icon="book-open", key="c", name="codex")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Look a word up, or close."""
        if name == "codex":
            from .codex import Codex

            return Codex(self.under)
        return self.under if name == "close" else self
