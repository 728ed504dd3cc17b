"""One page for a player, and the keys."""

from __future__ import annotations

from collections.abc import Iterator

from .controls import Button, printed
from .items import Badge, Item, badge_width
from .keys import chord
from .layout import REST, Rect, columns
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack
from .tokens import BODY, SECTION

SECTIONS = ("aim", "score", "month", "deals", "clocks", "trust", "know")
# A line: the keys of some actions, or keys that are the same for all, and the message.
KEYS = (
    ("end", "end"), ("=1…6", "choose"), ("tab.suggested tab.all tab.deal tab.offers tab.tariffs", "tabs"),
    ("openly quietly", "offer"), ("undo redo", "undo"), ("map swap", "link"), ("news log", "log"), ("codex", "codex"),
    ("coach", "coach"), ("save quicksave", "save"), ("quickload", "load"), ("back", "back"), ("=tab", "walk"),
    ("tip", "tip"), ("menu", "escape"), ("settings", "settings"), ("mute", "mute"), ("full picture", "full"),
)


NARROW = 720.0  # below this width the keys stand under the text
LEAST = 110.0  # the width in which words are read well beside their keys


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
        if body.w < NARROW:
            stack = Stack(body.w - BAR)
            self.guide(stack)
            self.keys(stack)
            yield from stack.shown(body, "page")
        else:
            left, right = columns(body, REST, min(400.0, body.w * 0.38), gap=28)
            stack, keys = Stack(left.w - BAR), Stack(right.w - BAR)
            self.guide(stack)
            self.keys(keys)
            yield from stack.shown(left, "page")
            yield from keys.shown(right, "keys")
        close = Rect(at.right - 160, at.bottom - 40, 160, 40)
        yield Button(close, t("window.close"), "primary", key="enter", name="close")
        yield Button(Rect(at.x, close.y, 160, 40), t("menu.codex"), icon="book-open", key="c", name="codex")

    def guide(self, stack: Stack) -> None:
        """What the game is about."""
        for name in SECTIONS:
            stack.text(self.t(f"guide.{name}"), SECTION, "bold", "ink", gap=1)
            stack.text(self.t(f"guide.{name}.text"), BODY, gap=9)

    def keys(self, stack: Stack) -> None:
        """What each key does; words that have no room beside their keys stand below them."""
        stack.text(self.t("guide.keys"), SECTION, "bold", "ink", gap=6)
        for names, name in KEYS:
            y, x = stack.y, 0.0
            for one in names.split():
                text = printed(one[1:] if one.startswith("=") else chord(one, self.sitting.look.keys))
                wide = badge_width(text)
                stack.add(Badge(Rect(x, y, wide, 23), text, "ink", "well", "edge"))
                x += wide + 4
            beside = stack.width - x - 6 >= LEAST
            stack.y += 2 if beside else 25
            stack.text(self.t(f"guide.key.{name}"), 15, left=max(120.0, x + 6) if beside else 0.0, gap=4)
            stack.y = max(y + 30, stack.y + 4)

    def on(self, name: str, value: object = None) -> Screen | None:
        """Look a word up, or close."""
        if name == "codex":
            from .codex import Codex

            return Codex(self.under)
        return self.under if name == "close" else self
