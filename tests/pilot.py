"""Drive a screen the way a hand would, by the names of things, without pygame."""

from __future__ import annotations

from negotiation.screens import focus
from negotiation.screens.controls import Control, Slider
from negotiation.screens.events import Click, Drag, Event, Key, Move, Rest, Tick, Typed, Wheel
from negotiation.screens.items import Dialog, Item, Part, Tooltip
from negotiation.screens.screen import Screen


class Pilot:
    """Holds the screen that is shown now; every action returns the pilot, so that actions can be chained.

    Items are remembered until the next event, as the window does: what a test changes behind a screen's back shows
    after `screen.changed()`.
    """

    def __init__(self, screen: Screen):
        self.screen: Screen | None = screen
        screen.remembering = True

    def placed(self) -> list[focus.Placed]:
        assert self.screen is not None, "the game was left"
        return focus.flat(self.screen.shown())

    def names(self) -> list[str]:
        return [each.item.name for each in self.placed() if each.item.name]

    def find(self, name: str) -> Item:
        """The topmost item of a name. Raises LookupError with the names there are."""
        found = focus.by_name(self.placed(), name)
        if found is None:
            raise LookupError(
                f"no {name!r} on {type(self.screen).__name__}; there are {sorted(set(self.names()))}"
            )
        return found.item

    def part(self, name: str) -> Part:
        """An item, or a part of one such as `tabs.deal` or `map.us-canada`."""
        found = focus.part_of(self.placed(), name)
        if found is None:
            self.find(name)
            raise LookupError(name)
        return found

    def texts(self) -> list[str]:
        """Every text on the screen, in drawing order: what a person could read."""
        fields = ("title", "text", "note", "detail")
        return [getattr(each.item, f) for each in self.placed() for f in fields if getattr(each.item, f, "")]

    def tip(self) -> str:
        """The tooltip that is shown, or an empty text."""
        return next((each.item.text for each in self.placed() if isinstance(each.item, Tooltip)), "")

    def dialog(self) -> Dialog | None:
        return next((each.item for each in reversed(self.placed()) if isinstance(each.item, Dialog)), None)

    def give(self, event: Event) -> Pilot:
        assert self.screen is not None, "the game was left"
        before = self.screen
        self.screen = before.handle(event)
        if self.screen is not None and self.screen is not before:
            before.changed()                       # it may be what is seen behind the new one
            self.screen.changed()
            self.screen.remembering = True
        return self

    def on(self, name: str, value: object = None) -> Pilot:
        """What a control of this name would ask of the screen."""
        assert self.screen is not None, "the game was left"
        self.screen.on(name, value)
        self.screen.changed()
        return self

    def into_view(self, name: str) -> Pilot:
        """Turn the wheel over the scroller a thing lies in, until it can be seen."""
        for _ in range(200):
            owners = (e for e in self.placed() if name in {part.name for part in e.item.parts()})
            found = focus.by_name(self.placed(), name) or next(owners, None)
            if found is None or found.inside is None or found.inside.at.holds(found.item.at):
                break
            up = found.item.at.y < found.inside.at.y
            self.give(Wheel(found.inside.at.center, 1 if up else -1))
        return self

    def click(self, name: str) -> Pilot:
        """Press a control, or a part of one such as `tabs.deal`, in its middle."""
        self.into_view(name)
        part = self.part(name)
        found = focus.by_name(self.placed(), name)
        if found is not None and isinstance(found.item, Control):
            hit = focus.control_at(self.placed(), part.at.center)
            assert hit is not None and hit.item.name == name, (
                f"{name!r} is covered by {hit and hit.item.name!r}"
            )
        return self.give(Click(part.at.center))

    def key(self, *chords: str) -> Pilot:
        """Press keys one after another: `key("tab")`, `key("shift+tab")`, `key("ctrl+s")`, `key("right")`."""
        for chord in chords:
            *held, name = chord.split("+")
            self.give(Key(name, shift="shift" in held, ctrl="ctrl" in held))
        return self

    def type(self, text: str) -> Pilot:
        """Type letters, as keys and as text, the way a window sends them."""
        for letter in text:
            self.give(Key("space" if letter == " " else letter.lower())).give(Typed(letter))
        return self

    def slide(self, name: str, value: float) -> Pilot:
        """Press a slider's knob and drag it to a value."""
        slider = self.find(name)
        assert isinstance(slider, Slider)
        y = slider.track.center[1]
        return self.give(Click((slider.place(slider.value), y))).give(Drag((slider.place(value), y)))

    def hover(self, name: str) -> Pilot:
        """Point at a thing and rest there."""
        at = self.part(name).at.center
        return self.give(Move(at)).give(Rest(at))

    def wheel(self, name: str, lines: float) -> Pilot:
        return self.give(Wheel(self.part(name).at.center, lines))

    def tick(self) -> Pilot:
        return self.give(Tick())
