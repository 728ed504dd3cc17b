"""The first screen: which country, against whom, from which start, and where a kept game goes on."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import datetime
from pathlib import Path

from .. import saves
from ..rules.countries import NAMES
from ..rules.scenario import Scenario
from ..scenarios import ScenarioError, load, names
from ..session import Session
from ..words import languages
from . import measure
from .controls import Button, Card, TextField
from .game import scenario_title
from .items import Item, Panel, Text, fill, paragraph
from .layout import REST, Rect, columns, evenly
from .linkmap import VIEW, MapView
from .lists import ListBox, Option, Tabs
from .pages import Page, Sitting, Trouble, problem_lines
from .screen import Screen
from .tokens import BODY, LEAD, SECTION

FIRST = "kick-start-2025"
LEVELS = ("easy", "normal", "hard")
FILE = "file"  # the row for a scenario of one's own
ORDER = ("canada", "us", "mexico")
COLUMN = 620.0


def level_of(scenario: Scenario) -> str:
    """The level of the computer players a scenario brings; "normal" where they are of another kind."""
    return next((level for level in LEVELS if any(level in seat for seat in scenario.seats)), "normal")


class Title(Page):
    """Choose and begin."""

    def __init__(self, sitting: Sitting, seed: int | None = None) -> None:
        super().__init__(sitting)
        self.country = "canada"
        self.level = ""  # empty: as the scenario has it
        self.name = FIRST if FIRST in names() else names()[0]
        self.path = ""
        self.seed = str(datetime.now().microsecond // 100 if seed is None else seed)

    def scenario(self, name: str) -> Scenario:
        """A shipped scenario."""
        return load(name)

    @property
    def chosen_level(self) -> str:
        """The level shown as chosen."""
        return self.level or ("normal" if self.name == FILE else level_of(self.scenario(self.name)))

    # what is seen ------------------------------------------------------------------------------------------

    def content(self) -> Iterator[Item]:
        """The choices on the left, the map and the chosen scenario's summary on the right."""
        t, box = self.t, self.box
        left = min(COLUMN, box.w * 0.6)
        yield fill(box, "sea")
        yield MapView(box.cut(left=left - 40), VIEW)
        wide = min(330.0, box.w - left - 64)
        tongues = tuple(Option(code, t(f"language.{code}")) for code in languages())
        column = Rect(44, 0, left - 44, box.h)
        low = box.h < 690
        y = 16.0 if low else 30.0
        yield Text(Rect(column.x, y, column.w, 62), t("window.name"), 44 if low else 56, "headline")
        y += 60 if low else 68
        yield Text(Rect(column.x, y, column.w, 26), t("window.subtitle"), LEAD, "serif", "soft")
        y = yield from self.cards(column.cut(top=y + (30 if low else 38)))
        y = yield from self.players(column.cut(top=y + 10))
        foot = Rect(column.x, box.h - (58 if low else 76), column.w, 46)
        yield from self.starts(column.cut(top=y + 10, bottom=box.h - foot.y + 12))
        yield from self.buttons(foot)
        yield Tabs(Rect(box.right - wide - 20, 20, wide, 38), tongues, self.sitting.language, name="language")
        yield from self.summary(Rect(box.right - wide - 20, 0, wide, box.h - 20))

    def heading(self, at: Rect, text: str) -> Text:
        """A small heading over a group of controls."""
        return Text(Rect(at.x, at.y, at.w, 22), text, BODY, "bold", "soft")

    def cards(self, at: Rect) -> Generator[Item, None, float]:
        """The three countries; gives the height where they end."""
        t = self.t
        yield self.heading(at, t("title.play_as"))
        boxes = evenly(at.cut(top=26), 3, gap=12)
        high = 124 + max(measure.height(t(f"chair.{c}"), "regular", 15, boxes[0].w - 16) for c in NAMES)
        for box, country in zip(boxes, ORDER, strict=True):
            yield Card(
                Rect(box.x, box.y, box.w, high),
                country,
                t(f"country.{country}"),
                t(f"chair.{country}"),
                chosen=country == self.country,
                name=f"country.{country}",
            )
        return at.y + 26 + high

    def players(self, at: Rect) -> Generator[Item, None, float]:
        """How hard the others bargain, and the seed."""
        t = self.t
        one, two = columns(Rect(at.x, at.y, at.w, 60), REST, 170, gap=16)
        yield self.heading(one, t("title.level"))
        yield self.heading(two, t("title.seed"))
        options = tuple(Option(v, t(f"level.{v}"), tip=t(f"level.{v}.tip")) for v in LEVELS)
        yield Tabs(one.cut(top=24), options, self.chosen_level, name="level")
        yield TextField(two.cut(top=24), self.seed, "0", 18, True, name="seed", tip=t("title.seed.tip"))
        return one.bottom

    def starts(self, at: Rect) -> Iterator[Item]:
        """The scenarios, and a path where the last row is chosen."""
        t = self.t
        yield self.heading(at, t("title.scenario"))
        rows = []
        for name in names():
            scenario = self.scenario(name)
            year, month = (int(x) for x in scenario.first_month.split("-"))
            first = t("month.year", month=t(f"month.{month}"), year=str(year))
            note = t("title.months", n=scenario.months, first=first)
            rows.append(Option(name, scenario_title(scenario, t), note=note))
        rows.append(Option(FILE, t("title.file"), note=t("title.file.note")))
        typing = 46 if self.name == FILE else 0
        yield ListBox(at.cut(top=24, bottom=typing), tuple(rows), self.name, 42, name="scenario")
        if typing:
            hint = t("title.path")
            yield TextField(at.cut(top=at.h - 38), self.path, hint, 400, name="path", tip=hint)

    def buttons(self, at: Rect) -> Iterator[Item]:
        """Begin, go on, open, help, leave."""
        t = self.t
        narrow = at.w < 560
        start, go_on, open_, set_, help_, leave = columns(at, REST, 140 if narrow else 150, 46 if narrow else 130,
                                                          44, 44, 44, gap=8)
        yield Button(start, t("title.start"), "primary", size=SECTION, key="enter", name="start")
        kept = saves.autosaves()
        yield Button(
            go_on, t("title.continue"), icon="play", key="c", name="continue", enabled=bool(kept),
            tip="" if kept else t("title.nothing_kept"),
        )
        opening = t("title.load")
        yield Button(open_, "" if narrow else opening, icon="folder-open", key="o", name="load",
                     tip=opening if narrow else "")
        yield Button(set_, "", icon="settings", key=",", name="settings", tip=t("tool.settings"))
        yield Button(help_, "", icon="circle-question-mark", key="f1", name="help", tip=t("window.help"))
        yield Button(leave, "", icon="log-out", key="ctrl+q", name="leave", tip=t("window.quit"))

    def summary(self, at: Rect) -> Iterator[Item]:
        """What the chosen scenario is about, in a box at the lower right."""
        if self.name == FILE:
            return
        scenario = self.scenario(self.name)
        found = scenario.text.get("summary", {})
        text = str(found.get(self.t.language) or found.get("en") or "")
        if not text:
            return
        high = measure.height(text, "regular", 15, at.w - 28) + 54
        box = Rect(at.x, at.bottom - high, at.w, high)
        yield Panel(box)
        yield Text(Rect(box.x + 14, box.y + 10, box.w - 28, 26), scenario_title(scenario, self.t), SECTION, "bold")
        yield paragraph(Rect(box.x + 14, box.y + 38, box.w - 28, 0), text, 15)

    # what is done ------------------------------------------------------------------------------------------

    def on(self, name: str, value: object = None) -> Screen | None:
        """A choice, or off we go."""
        match name.split("."):
            case ["country", country]:
                self.country = country
            case ["level"]:
                self.level = str(value)
            case ["seed"]:
                self.seed = str(value)
            case ["scenario"]:
                self.name = str(value)
                if self.name == FILE:
                    self.take_focus("path", ringed=True)
            case ["path"]:
                self.path = str(value)
            case ["language"]:
                self.sitting.language = self.sitting.look.language = str(value)
                self.say(self.sitting.keep(), "circle-alert")
            case ["start"]:
                return self.start()
            case ["continue"]:
                from .files import opened

                return opened(self, saves.autosaves()[0])
            case ["load"]:
                from .files import Files

                return Files(self, saving=False)
            case ["settings"]:
                from .settings import Settings

                return Settings(self)
            case ["help"]:
                from .help import Help

                return Help(self)
            case ["leave"]:
                return None
        return self

    def start(self) -> Screen | None:
        """A new game from what was chosen; what is wrong with a file is told."""
        from .board import Board

        try:
            path = Path(self.path.strip()).expanduser()
            scenario = load(path) if self.name == FILE else load(self.name)
        except ScenarioError as error:
            return Trouble(self, self.t("title.bad_file"), problem_lines(self.t, error))
        seats = {name: None if name == self.country else self.player(scenario, n) for n, name in enumerate(NAMES)}
        self.sitting.begin(Session(scenario, int(self.seed or 0), seats))
        board = Board(self.sitting)
        board.say(self.sitting.autosave(), "circle-alert")
        return board

    def player(self, scenario: Scenario, seat: int) -> str:
        """The computer player of a chair: the scenario's own, unless another level was asked for."""
        return self.level or scenario.seats[seat]


