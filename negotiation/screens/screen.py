"""What every screen is: it turns itself into records to draw, and events into the screen to show next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from . import focus as walk
from . import measure
from .controls import Button, Control, TextField, printed
from .events import Event
from .focus import Placed
from .hands import Hands
from .items import Item, Ring, tooltip
from .layout import FULL, Rect
from .lists import Dropdown, Scroller, Scrolling, Tabs


class Screen(Hands):
    """Subclass this in a file of your own. Give `items` and `on`; all else is done here."""

    # The window sets the size; nothing here needs a subclass to call super().__init__().
    size: tuple[float, float] = FULL
    wait: float | None = None
    _under: tuple[str, ...] = ()
    _raw: tuple[object, list[Item]] | None = None
    _worn: tuple[tuple[object, ...], list[Item], list[Placed]] | None = None
    remembering: bool = False  # set by a window: nothing but events changes the screen from now on

    def items(self) -> Iterable[Item]:
        """Everything on the screen now, back to front; controls in reading order."""
        raise NotImplementedError

    def on(self, name: str, value: object = None) -> Screen | None:
        """A control was used. Return the screen to show next: self to stay, None to leave the game."""
        raise NotImplementedError

    def back(self) -> Screen | None:
        """Esc, when no control has that key: one level up. Stays, unless a screen says otherwise."""
        return self

    def hear(self, trouble: str) -> None:
        """The window has no sound, and why; a screen that can show notices tells it."""

    def lacks(self, files: str) -> None:
        """Files of the game could not be used; a screen that can show notices tells which."""

    def broke(self, error: Exception) -> Screen:
        """An answer to an event failed; a screen that can tell it goes on as if nothing had been pressed."""
        raise error

    def picture_path(self) -> Path:
        """Where a picture of the window goes."""
        return Path("picture.png")

    def pictured(self, path: Path, trouble: str = "") -> None:
        """The window was pictured there, or why it was not."""

    def chord(self, action: str, default: str) -> str:
        """The key of an action; a screen with settings may know another than the usual one."""
        return default

    def tick(self) -> Screen | None:
        """`wait` seconds went by without anything else happening."""
        return self

    @property
    def fictional(self) -> bool:
        """Whether its countries exist nowhere: then no real flag and no real land is drawn."""
        return False

    @property
    def window_title(self) -> str:
        """What the window is called while this is shown; an empty text leaves it as it is."""
        return ""

    @property
    def box(self) -> Rect:
        """The whole screen as a rectangle."""
        return Rect(0, 0, *self.size)

    def reveal(self, name: str, around: float = 6) -> None:
        """Bring an item that lies in a scroller into view, and so much above and below it."""
        found = walk.by_name(self._placed(), name)
        if found is not None:
            self._bring(found, around)

    def changed(self) -> None:
        """Something was changed from outside: what is remembered of the items no longer holds."""
        self._raw = None

    def _items(self) -> list[Item]:
        """The items, remembered until the next event or size: asking for all of them takes time."""
        key = (self.size, measure.family())
        if self._raw is None or self._raw[0] != key or not self.remembering:
            self._raw = (key, list(self.items()))
        return self._raw[1]

    def shown(self) -> tuple[Item, ...]:
        """The items as they are drawn: scrolled, with hover, focus ring, open list and tooltip."""
        placed = self._placed()
        out = list(self._worn[1])
        focused = walk.by_name(walk.active(placed), self._focus)
        dropdown = self._dropdown(placed)
        if dropdown:
            out.append(self._dressed(dropdown.unfolded(self.box, self._marked)))
        elif focused and self._ringed and self._in_view(focused):
            out.append(Ring(*focused.item.ring()))
        part = walk.part_of(walk.active(placed), self._tip) if not dropdown else None
        if part and part.tip:
            out.append(tooltip(part.at, part.tip, self.box, self._locked))
        return tuple(out)

    def handle(self, event: Event) -> Screen | None:
        """Answer one event: the screen to show next, or None to leave."""
        placed = self._placed()
        before = walk.depth(placed)
        after = self._answer(event, placed)
        if after is self:
            self.changed()
            self._settle(before)
        return after

    def _dressed(self, item: Item) -> Item:
        if isinstance(item, Scrolling):
            item = item.scrolled(self._scrolls.get(item.name, item.scroll))
        if isinstance(item, Scroller):
            content = tuple(self._dressed(each) for each in item.content)
            if any(one is not other for one, other in zip(content, item.content, strict=True)):
                item = replace(item, content=content)
        if isinstance(item, Control):
            item = self._keyed(item)
        if isinstance(item, Control) and self._hover and item.name == self._hover.split(".list")[0]:
            item = replace(item, hot=True)
        if isinstance(item, TextField) and item.name == self._focus:
            item = replace(item, typing=True)
        return item

    def _keyed(self, item: Control) -> Control:
        """A control with the keys it has now; one without words tells its key in its tip."""
        if item.key:
            key = self.chord(item.name, item.key)
            item = item if key == item.key else replace(item, key=key)
            if isinstance(item, Button) and not item.text and item.enabled and item.tip:
                item = replace(item, tip=f"{item.tip} ({printed(item.key)})")
        if isinstance(item, Tabs) and any(option.key for option in item.options):
            name = item.name
            options = (replace(o, key=o.key and self.chord(f"{name}.{o.value}", o.key)) for o in item.options)
            item = replace(item, options=tuple(options))
        return item

    def _placed(self) -> list[Placed]:
        """Everything where it is met, as it is drawn; made once for the same items, pointer and scrolling."""
        items = self._items()
        key = (items, self._hover, self._scrolls, self._focus)
        if self._worn is None or any(one is not other for one, other in zip(self._worn[0], key, strict=True)):
            out = [self._dressed(item) for item in items]
            self._worn = (key, out, walk.flat(out))
        return self._worn[2]

    def _dropdown(self, placed: list[Placed]) -> Dropdown | None:
        found = walk.by_name(walk.active(placed), self._open)
        return found.item if found and isinstance(found.item, Dropdown) else None

    @staticmethod
    def _in_view(each: Placed) -> bool:
        return each.inside is None or each.inside.at.overlaps(each.item.at)

    def _settle(self, before: int) -> None:
        """A dialog that opened takes the focus; one that closed gives it back."""
        placed = self._placed()
        now = walk.depth(placed)
        if now > before:
            self._under = (*self._under, self._focus)
            stops = walk.stops(placed)
            self._focus = stops[0].item.name if stops and self._ringed else ""
            self._tip, self._locked = "", False
        elif now < before and self._under:
            *below, self._focus = self._under
            self._under = tuple(below)
