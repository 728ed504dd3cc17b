"""What a screen does with what hands do: keys, clicks, drags and the wheel find the control they are meant for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from . import focus as walk
from . import pad_walk
from .controls import NOTHING, Control, Slider, TextField
from .events import Click, Drag, Event, Key, Move, Rest, Tick, Typed, Wheel
from .focus import Placed
from .layout import Point
from .lists import Dropdown, ListBox, Scroller, Scrolling, step_to

if TYPE_CHECKING:
    from .screen import Screen

Kind = TypeVar("Kind", bound=Control)
WHEEL_LINE = 48.0
ARROWS = ("left", "right", "up", "down", "home", "end", "pageup", "pagedown")


class Hands:
    """The half of a screen that answers events; `Screen` is the half that shows things.

    Kept here: the focused control and whether it shows its ring, what is pointed at, held down, open and marked in an
    open list, the tip and whether it is locked, and how far each list is scrolled.
    """

    _focus: str = ""
    _ringed: bool = False
    _hover: str = ""
    _held: str = ""
    _tip: str = ""
    _locked: bool = False
    _open: str = ""
    _marked: str = ""
    _scrolls: Mapping[str, float] = MappingProxyType({})

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
                self._tip = self._tip if self._locked else ""
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
            if key.name in ("backspace", "delete") and control.text:
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

    def _bring(self, there: Placed, around: float = 6) -> None:
        if there.inside:
            top = there.item.at.y - there.inside.at.y + there.inside.scroll
            offset = there.inside.reveal(top - around, top + there.item.at.h + around)
            self.scroll_to(there.inside.name, offset)
