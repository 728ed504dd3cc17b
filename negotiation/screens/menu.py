"""The menu of a game at hand: go on, save, open, settings, help, leave."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from .controls import Button
from .items import Item
from .layout import Rect
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack

# Name, icon, key, and the sheet that opens: its file and its class.
ROWS = (
    ("go_on", "play", "escape", ""),
    ("save", "save", "ctrl+s", ""),
    ("load", "folder-open", "o", ""),
    ("settings", "settings", ",", "settings.Settings"),
    ("codex", "book-open", "c", "codex.Codex"),
    ("help", "circle-question-mark", "f1", "help.Help"),
    ("credits", "award", "", "credits.Credits"),
    ("title_page", "house", "", ""),
    ("leave", "log-out", "ctrl+q", ""),
)
SHEETS = {name: sheet for name, _, _, sheet in ROWS if sheet}
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
        for name, icon, key, _ in ROWS:
            can = not (name == "save" and (game is None or game.watched))
            stack.add(Button(
                stack.row(46, ROW - 46), self.t(f"menu.{name}"), "primary" if name == "go_on" else "plain", icon,
                key=key, name=name, enabled=can, tip="" if can else self.t("ending.no_save"),
            ))
        yield from stack.shown(at, "menu")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Do it; leaving keeps the game."""
        if name in SHEETS:
            module, _, sheet = SHEETS[name].partition(".")
            opened: Screen = getattr(import_module(f".{module}", __package__), sheet)(self.under)
            return opened
        match name:
            case "go_on":
                return self.under
            case "save" | "load":
                from .files import Files

                return Files(self.under, saving=name == "save")
            case "title_page":
                from .title import Title

                self.sitting.autosave()
                self.sitting.game = None
                return Title(self.sitting)
            case "leave":
                return None
        return self
