"""The menu of a game at hand: go on, save, open, settings, help, leave."""

from __future__ import annotations

from collections.abc import Iterator

from .controls import Button
from .items import Item
from .layout import Rect
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack

ROWS = (("go_on", "play", "escape"), ("save", "save", "ctrl+s"), ("load", "folder-open", "o"),
        ("settings", "settings", ","), ("codex", "book-open", "c"),
        ("help", "circle-question-mark", "f1"), ("credits", "award", ""), ("title_page", "house", ""),
        ("leave", "log-out", "ctrl+q"))
ROW = 54.0


class Menu(Sheet):
    """Opens over the board with Esc."""

    want = (440.0, 566.0)

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.t("menu.title"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """One button under the other."""
        game = self.sitting.game
        stack = Stack(at.w - (BAR if len(ROWS) * ROW > at.h else 0))
        for name, icon, key in ROWS:
            can = not (name == "save" and (game is None or game.watched))
            stack.add(Button(
                stack.row(46, ROW - 46), self.t(f"menu.{name}"), "primary" if name == "go_on" else "plain", icon,
                key=key, name=name, enabled=can, tip="" if can else self.t("ending.no_save"),
            ))
        yield from stack.shown(at, "menu")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Do it; leaving keeps the game."""
        match name:
            case "go_on":
                return self.under
            case "save" | "load":
                from .files import Files

                return Files(self.under, saving=name == "save")
            case "settings":
                from .settings import Settings

                return Settings(self.under)
            case "codex":
                from .codex import Codex

                return Codex(self.under)
            case "credits":
                from .credits import Credits

                return Credits(self.under)
            case "help":
                from .help import Help

                return Help(self.under)
            case "title_page":
                from .title import Title

                self.sitting.autosave()
                self.sitting.game = None
                return Title(self.sitting)
            case "leave":
                return None
        return self
