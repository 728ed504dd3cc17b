"""What every screen is: it turns itself into records to draw, and events into the screen to show next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from . import focus as walk
from . import measure, pad_walk
from .controls import NOTHING, Button, Control, Slider, TextField, printed
from .events import Click, Drag, Event, Key, Move, Rest, Tick, Typed, Wheel
from .focus import Placed
from .items import Item, Ring, tooltip
from .layout import FULL, Point, Rect
from .lists import Dropdown, ListBox, Scroller, Scrolling, Tabs, step_to

Kind = TypeVar("Kind", bound=Control)
WHEEL_LINE = 48.0
ARROWS = ("left", "right", "up", "down", "home", "end", "pageup", "pagedown")


class Screen:
    """Subclass this in a file of your own. Give `items` and `on`; all else is done here."""

    # The window sets the size; nothing here needs a subclass to call super().__init__().
    size: tuple[float, float] = FULL
    wait: float | None = None
    _focus: str = ""
    _ringed: bool = False
    _under: tuple[str, ...] = ()
    _hover: str = ""
    _held: str = ""
    _tip: str = ""
    _locked: bool = False
    _open: str = ""
    _marked: str = ""
    _scrolls: Mapping[str, float] = MappingProxyType({})
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
    def box(self) -> Rect:
        """The whole screen as a rectangle."""
        return Rect(0, 0, *self.size)

    @property
    def focus(self) -> str:
        """The name of the control that keys go to, or an empty text."""
        return self._focus

    def take_focus(self, name: str, ringed: bool = False) -> None:
        """Give the keys to a control."""
        self._focus, self._ringed = name, ringed

    def scroll_to(self, name: str, offset: float) -> None:
        """Scroll a list or scroller; too far is held at its end."""
        self._scrolls = {**self._scrolls, name: offset}

    def reveal(self, name: str) -> None:
        """Bring an item that lies in a scroller into view."""
        found = walk.by_name(self._placed(), name)
        if found is not None:
            self._bring(found)

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
        key = (items, self._hover, self._scrolls)
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

    def _answer(self, event: Event, placed: list[Placed]) -> Screen | None:
        match event:
            case Key():
                return self._key(event, placed)
            case Typed(text):
                field = self._focused(placed, TextField)
                typed = field.typed(text) if field else ""
                return self.on(field.name, typed) if field and typed != field.text else self
            case Click(at):
                return self._click(at, placed)
            case Drag(at):
                return self._drag(at, placed)
            case Move(at):
                part = walk.part_at(placed, at)
                name = part.name if part else ""
                if name != self._hover:
                    self._hover = name
                    self._tip = self._tip if self._locked else ""
            case Rest(at):
                part = walk.part_at(placed, at)
                if part and part.tip and not self._locked:
                    self._tip = part.name
            case Wheel(at, lines):
                return self._wheel(at, lines, placed)
            case Tick():
                return self.tick()
        return self

    def _focused(self, placed: list[Placed], kind: type[Kind]) -> Kind | None:
        found = walk.by_name(walk.active(placed), self._focus)
        return found.item if found and isinstance(found.item, kind) and found.item.enabled else None

    def _list(self, dropdown: Dropdown) -> ListBox:
        whole = dropdown.unfolded(self.box, self._marked)
        return whole.scrolled(self._scrolls.get(whole.name, 0.0))

    def _choose(self, name: str, value: object) -> Screen | None:
        self._open = ""
        return self if value is NOTHING else self.on(name, value)

    def _click(self, at: Point, placed: list[Placed]) -> Screen | None:
        dropdown = self._dropdown(placed)
        self._ringed, self._tip, self._locked, self._held = False, "", False, ""
        if dropdown:
            unfolded = self._list(dropdown)
            if at not in unfolded.at:
                self._open = ""
                return self
            value = unfolded.press(at)
            return self if value is NOTHING else self._choose(dropdown.name, value)
        found = walk.control_at(placed, at)
        if found is None:
            return self
        control = found.item
        assert isinstance(control, Control)
        if not control.enabled:
            self._tip = control.name
            return self
        self._focus = self._held = control.name
        if isinstance(control, Scrolling) and (bar := control.bar()) and at in bar[0]:
            self.scroll_to(control.name, control.dragged(at[1]))
            return self
        if isinstance(control, Dropdown):
            self._unfold(control)
            return self
        return self._choose(control.name, control.press(at))

    def _unfold(self, dropdown: Dropdown) -> None:
        self._open, self._marked = dropdown.name, dropdown.value
        unfolded = dropdown.unfolded(self.box, dropdown.value)
        self.scroll_to(unfolded.name, unfolded.shown_for(dropdown.value))

    def _drag(self, at: Point, placed: list[Placed]) -> Screen | None:
        found = walk.by_name(walk.active(placed), self._held)
        if found is None:
            return self
        if isinstance(found.item, Slider):
            value = found.item.nearest(at[0])
            return self.on(found.item.name, value) if value != found.item.value else self
        if isinstance(found.item, Scrolling) and found.item.bar():
            self.scroll_to(found.item.name, found.item.dragged(at[1]))
        return self

    def _wheel(self, at: Point, lines: float, placed: list[Placed]) -> Screen | None:
        dropdown = self._dropdown(placed)
        thing = self._list(dropdown) if dropdown else walk.scrolling_at(placed, at)
        if thing is not None:
            kept = thing.scrolled(thing.scroll - lines * WHEEL_LINE)
            self.scroll_to(thing.name, kept.scroll)
        return self

    def _key(self, key: Key, placed: list[Placed]) -> Screen | None:
        dropdown = self._dropdown(placed)
        head, _, way = key.name.partition(" ")
        if head in ("walk", "activate") or key.name in ("tab before", "tab after"):
            return self._pad(head, way, placed, dropdown)
        if key.name == "tab":
            self._walk(-1 if key.shift else 1, placed)
            return self
        if dropdown:
            return self._key_in_list(key, dropdown)
        if key.name == "escape" and self._tip:
            locked, self._tip, self._locked = self._locked, "", False
            if locked:
                return self
        control = self._focused(placed, Control)
        if isinstance(control, TextField) and not key.ctrl and key.name != "enter":
            if key.name in ("backspace", "delete"):
                return self.on(control.name, control.text[:-1] if key.name == "backspace" else "")
            if len(key.name) == 1 or key.name == "space" or key.name in ARROWS:
                return self
        if key.chord == self.chord("tip", "t") and self._tip:
            self._locked = True
            return self
        if control and key.name in ARROWS and not key.ctrl:
            return self._turn(control, key.name)
        if self._focus and self._ringed and key.name in ("enter", "space"):
            return self._activate(control, placed)
        return self._shortcut(key, placed)

    def _pad(self, head: str, way: str, placed: list[Placed], dropdown: Dropdown | None) -> Screen | None:
        """A gamepad's way over the screen."""
        if dropdown:
            return self._key_in_list(Key("enter" if head == "activate" else way), dropdown)
        if head == "tab":
            found = pad_walk.neighbor(walk.active(placed), -1 if way == "before" else 1)
            return self._choose(*found) if found else self
        here = walk.by_name(walk.stops(placed), self._focus)
        if here is None or not self._ringed:
            self._walk(1, placed)
            return self
        control = self._focused(placed, Control)
        if head == "activate":
            return self._activate(control, placed)
        if control and pad_walk.turns(control, way):
            return self._turn(control, way)
        there = pad_walk.nearest([s for s in walk.stops(placed) if s is not here], here.item.at, way)
        if there is not None:
            self._stand_on(there)
        return self

    def _key_in_list(self, key: Key, dropdown: Dropdown) -> Screen | None:
        if key.name in ("enter", "space"):
            return self._choose(dropdown.name, self._marked)
        if key.name == "escape":
            self._open = ""
        moved = step_to(dropdown.options, self._marked, key.name)
        if isinstance(moved, str):
            self._marked = moved
            unfolded = self._list(dropdown)
            self.scroll_to(unfolded.name, unfolded.shown_for(moved))
        return self

    def _turn(self, control: Control, key: str) -> Screen | None:
        value = control.turn(key)
        if isinstance(control, Scroller):
            steps = {"up": -40.0, "down": 40.0, "pageup": -control.at.h, "pagedown": control.at.h}
            far = {"home": 0.0, "end": control.long}.get(key, control.scroll + steps.get(key, 0.0))
            self.scroll_to(control.name, control.scrolled(far).scroll)
        if value is NOTHING:
            return self
        if isinstance(control, ListBox):
            self.scroll_to(control.name, control.shown_for(value))
        return self.on(control.name, value)

    def _activate(self, control: Control | None, placed: list[Placed]) -> Screen | None:
        if control is None:
            found = walk.by_name(walk.active(placed), self._focus)
            self._tip = self._focus if found else ""
            return self if found else self._shortcut(Key("enter"), placed)
        if isinstance(control, Dropdown):
            self._unfold(control)
            return self
        if isinstance(control, TextField):
            return self._shortcut(Key("enter"), placed)
        return self._choose(control.name, control.activate())

    def _shortcut(self, key: Key, placed: list[Placed]) -> Screen | None:
        for each in walk.active(placed):
            if not isinstance(each.item, Control):
                continue
            if not each.item.enabled:
                if each.item.key and each.item.key == key.chord:
                    self._tip = each.item.name
                continue
            value = each.item.shortcut(key.chord)
            if value is not NOTHING:
                return self._choose(each.item.name, value)
        return self.back() if key.name == "escape" else self

    def _walk(self, way: int, placed: list[Placed]) -> None:
        """Move the focus to the next stop, around the ends, and bring it into view."""
        self._open, self._locked = "", False
        stops = walk.stops(placed)
        if not stops:
            return
        names = [each.item.name for each in stops]
        here = names.index(self._focus) if self._focus in names else (-1 if way > 0 else 0)
        self._stand_on(stops[(here + way) % len(stops)])

    def _stand_on(self, there: Placed) -> None:
        """Give the focus to a stop, with its tip, and bring it into view."""
        self.take_focus(there.item.name, ringed=True)
        self._tip = there.item.name if there.item.tip else ""
        self._bring(there)

    def _bring(self, there: Placed) -> None:
        if there.inside:
            top = there.item.at.y - there.inside.at.y + there.inside.scroll
            offset = there.inside.reveal(top - 6, top + there.item.at.h + 6)
            self.scroll_to(there.inside.name, offset)
