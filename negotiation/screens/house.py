"""House rules: who plays the other chairs, how long the game is, and what chance may do in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..rules.countries import NAMES
from ..strategies import SHORT, names
from ..words import Words
from . import measure
from .controls import Button, Slider, Toggle, button_width, toggle_height
from .items import Item, Text
from .layout import Rect
from .lists import Dropdown, Option
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack
from .tokens import BODY

if TYPE_CHECKING:
    from .title import Title

PERSON = "person"
SCENARIO = "scenario"  # the player the scenario brings, at the level chosen
LENGTHS = (3, 6, 9, 12, 18, 24, 36)


@dataclass
class House:
    """What is played otherwise than the scenario says; empty, 0 and True leave it as it is."""

    rivals: dict[str, str] = field(default_factory=dict)  # country: a strategy, or PERSON
    months: int = 0
    luck: bool = True

    def changes(self) -> Mapping[str, object]:
        """The keys of the scenario that change."""
        changed: dict[str, object] = {"months": self.months} if self.months else {}
        return changed if self.luck else {**changed, "luck": 0}

    def count(self) -> int:
        """How many things differ."""
        return len(self.changes()) + sum(player != SCENARIO for player in self.rivals.values())


def rivals(t: Words) -> tuple[Option, ...]:
    """Who may take a chair, each with what it does."""
    found = [Option(SCENARIO, t("house.scenario"))]
    for name in (*SHORT, *(each for each in names() if each != "default")):
        words = t(f"rival.{name}") if t.has(f"rival.{name}") else name
        found.append(Option(name, words, tip=about(t, name)))
    return (*found, Option(PERSON, t("house.person"), tip=t("house.person.tip")))


def about(t: Words, name: str) -> str:
    """One sentence on a player."""
    if name == PERSON:
        return t("house.person.tip")
    if name in SHORT:
        return t(f"level.{name}.tip")
    return t(f"strategy.{name}") if t.has(f"strategy.{name}") else ""


class HouseRules(Sheet):
    """Opens over the title; every choice holds at once."""

    want = (640.0, 600.0)

    def __init__(self, title: Title) -> None:
        super().__init__(title)
        self.title = title

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.t("house.title"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """The other two chairs, the length, chance, and the way back."""
        t, house = self.t, self.title.house
        stack = Stack(at.w - BAR)
        for country in NAMES:
            if country != self.title.country:
                self.rival(stack, country)
        usual = self.title.usual_months
        months = house.months or usual
        stops = tuple(sorted({*LENGTHS, usual}))
        row = stack.row(measure.line(17), 4)
        stack.add(Text(row, t("house.months"), 17, "semibold"))
        stack.add(Text(row, t("house.months.n", n=months), 17, "bold", align="right"))
        marks = tuple((float(n), str(n)) for n in stops)
        stack.add(Slider(stack.row(48, 2), tuple(map(float, stops)), float(months), marks, name="house.months"))
        note = t("house.months.short") if months < usual else t("house.months.long") if months > usual else ""
        if note:
            stack.text(note, gap=10)
        self.switch(stack, "house.luck", t("house.luck"), t("house.luck.detail"), house.luck)
        self.switch(stack, "settings.steps", t("settings.steps"), t("settings.steps.detail"), self.sitting.look.steps)
        yield from stack.shown(at.cut(bottom=52), "house")
        changed = house.count() > 0
        wide = min(button_width(t("house.reset"), "x"), at.w - 170)
        yield Button(Rect(at.x, at.bottom - 42, wide, 42), t("house.reset"), "ghost", icon="rotate-ccw", name="reset",
                     enabled=changed, tip="" if changed else t("house.reset.none"))
        yield Button(Rect(at.right - 160, at.bottom - 42, 160, 42), t("settings.done"), "primary", key="enter",
                     name="done")

    def switch(self, stack: Stack, name: str, text: str, detail: str, on: bool) -> None:
        """Something that is on or off."""
        at = stack.row(toggle_height(text, detail, stack.width), 10)
        stack.add(Toggle(at, text, on, detail, name=name))

    def rival(self, stack: Stack, country: str) -> None:
        """Who plays one chair, and what that means."""
        t, local = self.t, self.title.local
        chosen = self.title.house.rivals.get(country, SCENARIO)
        at = stack.row(36, 4)
        half = max(measure.width(local(f"country.{c}"), "semibold", 17) for c in NAMES) + 20
        stack.add(Text(at.cut(right=at.w - half), local(f"country.{country}"), 17, "semibold"))
        stack.add(Dropdown(at.cut(left=half), rivals(t), chosen, 15, name=f"rival.{country}"))
        words = self.title.rival_words(country) if chosen == SCENARIO else about(t, chosen)
        stack.text(words, BODY, gap=12)

    def on(self, name: str, value: object = None) -> Screen | None:
        """A choice, everything as it was, or back."""
        house = self.title.house
        match name.split("."):
            case ["rival", country]:
                house.rivals[country] = str(value)
            case ["house", "months"] if isinstance(value, float):
                house.months = 0 if int(value) == self.title.usual_months else int(value)
            case ["house", "luck"]:
                house.luck = bool(value)
            case ["settings", "steps"]:
                self.sitting.look.steps = bool(value)
                self.say(self.sitting.keep(), "circle-alert")
            case ["reset"]:
                self.title.house = House()
            case ["done"]:
                return self.under
        return self
