"""The settings: seven pages at the left, their controls at the right, and a piece of the board to see them on."""

from __future__ import annotations

from collections.abc import Iterator

from .controls import Button, button_width, printed
from .events import Event, Key
from .game import Game
from .items import Item, Rule
from .keys import FIXED, given
from .layout import REST, Rect, columns
from .lists import Dropdown, ListBox, Option
from .pages import Page, Sheet
from .screen import Screen
from .settings_pages import ICONS, PAGES, changed, page_of, reset
from .stack import BAR, Stack

NARROW = 640.0  # below, the pages fold into one drop-down


class Settings(Sheet):
    """Opens over any page; every change holds at once and is kept at once."""

    want = (900.0, 640.0)

    def __init__(self, under: Page, page: str = PAGES[0]) -> None:
        super().__init__(under)
        self.page = page
        self.waiting = ""  # the action that gets the next key

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.t("settings.title"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """The list of pages, the page, reset and done."""
        t = self.t
        options = tuple(Option(name, t(f"settings.{name}"), ICONS[name]) for name in PAGES)
        foot, body = at.cut(top=at.h - 42), at.cut(bottom=52)
        if at.w < NARROW:
            yield Dropdown(Rect(body.x, body.y, body.w, 36), options, self.page, name="page")
            body = body.cut(top=46)
        else:
            left, body = columns(body, 190, REST, gap=28)
            yield ListBox(left, options, self.page, 44, name="page")
            yield Rule(Rect(left.right + 13, left.y, 1, left.h))
        stack = Stack(body.w - BAR)
        page_of(self.page)(stack, self.sitting)
        yield from stack.shown(body, "settings")
        wide = min(button_width(t("settings.reset"), "x"), foot.w - 170)
        yield Button(Rect(foot.x, foot.y, wide, 42), t("settings.reset"), "ghost", icon="rotate-ccw", name="reset")
        yield Button(Rect(foot.right - 160, foot.y, 160, 42), t("settings.done"), "primary", key="enter", name="done")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Turn to a page, set something, reset the page, or leave."""
        head, _, what = name.partition(".")
        match head:
            case "page":
                self.page = str(value)
                self.scroll_to("settings", 0)
            case "done":
                return self.under
            case "reset":
                reset(self.page, self.sitting)
                self._follow()
            case "key":
                self.waiting = what
                self.say(self.t("settings.key.press", action=self.t(f"action.{what}")), "keyboard")
            case "set":
                changed(self.sitting, what, value)
                self._follow()
        return self

    def handle(self, event: Event) -> Screen | None:
        """As every sheet; while an action waits for its key, the next key is it."""
        if self.waiting and isinstance(event, Key):
            action, self.waiting = self.waiting, ""
            self.say("")
            if event.name == "escape":
                return self
            if event.name in FIXED:
                self.say(self.t("settings.key.fixed", key=printed(event.chord)), "circle-alert")
                return self
            self.sitting.look.keys = given(action, event.chord, self.sitting.look.keys)
            self._follow()
            return self
        return super().handle(event)

    def tick(self) -> Screen | None:
        """The notice stays while an action waits for its key."""
        return self if self.waiting else super().tick()

    def _follow(self) -> None:
        """Keep the settings, and let the page below speak the language chosen."""
        self.say(self.sitting.keep(), "circle-alert")
        if isinstance(self.sitting.game, Game):
            self.sitting.game.t = self.t
        self._behind = None
        self.under.changed()
