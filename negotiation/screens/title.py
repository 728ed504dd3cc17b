"""The first screen: which country, against whom, from which start, and where a kept game goes on."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from datetime import datetime
from pathlib import Path

from .. import results, saves
from ..own_words import fictional, words_of
from ..rules.countries import NAMES
from ..rules.scenario import Scenario
from ..scenarios import ScenarioError, heading, load, names
from ..session import Session
from ..words import Words, languages, words
from . import measure
from .controls import Button, Card, TextField, button_width
from .house import PERSON, SCENARIO, House, HouseRules
from .items import Item, Panel, Text, fill, paragraph
from .layout import REST, Rect, columns, evenly
from .lesson import NAME as LESSON
from .linkmap import VIEW, MapView
from .lists import ListBox, Option, Tabs
from .pages import Page, Sitting, Trouble, problem_lines
from .screen import Screen
from .title_narrow import SMALL, narrow
from .title_starts import FILE, FIRST, LEVELS, about, level_of, rows
from .tokens import BODY, LEAD, SECTION

ORDER = ("canada", "us", "mexico")
COLUMN = 620.0


class Title(Page):
    """Choose and begin."""

    def __init__(self, sitting: Sitting, seed: int | None = None) -> None:
        super().__init__(sitting)
        self.country = "canada"
        self.level = ""  # empty: as the scenario has it
        self.name = FIRST if FIRST in names() else names()[0]
        self.path = ""
        self.seed = str(datetime.now().microsecond // 100 if seed is None else seed)
        self.house = House()

    @property
    def t(self) -> Words:
        """The words of the language chosen: a game that was left lends the first page no names."""
        return words(self.sitting.language)

    @property
    def local(self) -> Words:
        """The same in the words of the chosen scenario: its own countries and chairs where it has some."""
        return self.t if self.name == FILE else words_of(heading(self.name), self.sitting.language)

    @property
    def fictional(self) -> bool:
        """Whether the chosen scenario has countries of its own, whatever was played before."""
        return self.name != FILE and fictional(heading(self.name))

    @property
    def chosen_level(self) -> str:
        """The level shown as chosen."""
        return self.level or ("normal" if self.name == FILE else level_of(heading(self.name)))

    @property
    def usual_months(self) -> int:
        """How long the chosen scenario is by itself; a year where that is not known yet."""
        return 12 if self.name == FILE else heading(self.name).months

    @property
    def newcomer(self) -> bool:
        """Whether nothing was ever played here."""
        return not saves.autosaves() and not results.read()

    def kept(self) -> bool:
        """Whether a game can be gone on with."""
        return bool(saves.autosaves())

    def rival_words(self, country: str) -> str:
        """What the scenario's own player of a chair does, at the level chosen."""
        return self.t(f"level.{self.chosen_level}.tip")

    # what is seen ------------------------------------------------------------------------------------------

    def content(self) -> Iterator[Item]:
        """The choices on the left, the map and the chosen scenario's summary on the right."""
        t, box = self.t, self.box
        if box.w < SMALL[0] or box.h < SMALL[1]:
            yield from narrow(self)
            return
        left = min(COLUMN, box.w * 0.6)
        yield fill(box, "sea")
        yield MapView(box.cut(left=left - 40), VIEW)
        wide = min(330.0, box.w - left - 64)
        tongues = tuple(Option(code, t(f"language.{code}")) for code in languages())
        column = Rect(44, 0, left - 44, box.h)
        low = box.h < 690
        y = 16.0 if low else 30.0
        yield Text(Rect(column.x, y, column.w - 156, 62), t("window.name"), 44 if low else 56, "headline")
        y += 60 if low else 68
        yield Text(Rect(column.x, y, column.w, 26), t("window.subtitle"), LEAD, "serif", "soft")
        y = yield from self.cards(column.cut(top=y + (30 if low else 38)))
        y = yield from self.players(column.cut(top=y + 10))
        foot = Rect(column.x, box.h - (58 if low else 76), column.w, 46)
        yield from self.starts(column.cut(top=y + 10, bottom=box.h - foot.y + 12))
        yield from self.buttons(foot)
        yield from self.tools(Rect(column.right - 148, 22 if low else 36, 148, 44))
        yield Tabs(Rect(box.right - wide - 20, 20, wide, 38), tongues, self.sitting.language, name="language")
        yield from self.summary(Rect(box.right - wide - 20, 0, wide, box.h - 20))

    def heading(self, at: Rect, text: str) -> Text:
        """A small heading over a group of controls."""
        return Text(Rect(at.x, at.y, at.w, 22), text, BODY, "bold", "soft")

    def cards(self, at: Rect) -> Generator[Item, None, float]:
        """The three countries; gives the height where they end."""
        t = self.local
        yield self.heading(at, t("title.play_as"))
        boxes = evenly(at.cut(top=26), 3, gap=12)
        high = 124 + max(measure.height(t(f"chair.{c}"), "regular", 15, boxes[0].w - 16) for c in NAMES)
        notes = {country: self.best(country) for country in ORDER}
        high += 20 if any(notes.values()) else 0
        for box, country in zip(boxes, ORDER, strict=True):
            yield Card(
                Rect(box.x, box.y, box.w, high),
                country,
                t(f"country.{country}"),
                t(f"chair.{country}"),
                notes[country],
                chosen=country == self.country,
                name=f"country.{country}",
            )
        return at.y + 26 + high

    def best(self, country: str) -> str:
        """One's own best result in a chair of the chosen scenario, in words; empty before the first."""
        found = None if self.name == FILE else results.best(self.name, country)
        return self.t("title.best", gain=self.t.number(found.gain, "+,.1f")) if found else ""

    def players(self, at: Rect) -> Generator[Item, None, float]:
        """How hard the others bargain, the seed, and the house rules."""
        t = self.t
        one, two, three = columns(Rect(at.x, at.y, at.w, 60), REST, 110, 56, gap=12)
        yield self.heading(one, t("title.level"))
        yield self.heading(two, t("title.seed"))
        options = tuple(Option(v, t(f"level.{v}"), tip=t(f"level.{v}.tip")) for v in LEVELS)
        yield Tabs(one.cut(top=24), options, self.chosen_level, name="level")
        yield from self.luck(two.cut(top=24), three.cut(top=24))
        return one.bottom

    def luck(self, seed: Rect, house: Rect) -> Iterator[Item]:
        """The seed, and the way to the house rules."""
        t = self.t
        yield TextField(seed, self.seed, "0", 18, True, name="seed", tip=t("title.seed.tip"))
        changed = self.house.count()
        tip = t("house.changed", n=changed) if changed else t("house.tip")
        yield Button(house, str(changed) if changed else "", icon="sliders-horizontal", key="r", name="house", tip=tip)

    def starts(self, at: Rect) -> Iterator[Item]:
        """The scenarios, and a path where the last row is chosen."""
        t = self.t
        yield self.heading(at, t("title.scenario"))
        typing = 46 if self.name == FILE else 0
        yield ListBox(at.cut(top=24, bottom=typing), rows(self.t), self.name, 42, name="scenario")
        if typing:
            yield from self.own(at.cut(top=at.h - 38))

    def own(self, at: Rect) -> Iterator[Item]:
        """The path of a scenario of one's own, and the way to a form that writes one."""
        hint, words = self.t("title.path"), self.t("make.open")
        path, make = columns(at, REST, button_width(words, "file-pen-line"), gap=8)
        yield TextField(path, self.path, hint, 400, name="path", tip=hint)
        yield Button(make, words, icon="file-pen-line", name="make", tip=self.t("make.open.tip"))

    def take(self, path: Path) -> None:
        """Choose a scenario of one's own."""
        self.name, self.path = FILE, str(path)

    def buttons(self, at: Rect) -> Iterator[Item]:
        """Begin, learn, go on, open."""
        t = self.t
        start, learn, go_on, open_ = columns(at, REST, 132, 146, 44, gap=8)
        yield Button(start, t("title.start"), "primary", size=SECTION, key="enter", name="start")
        yield Button(learn, t("title.learn"), icon="graduation-cap", key="l", name="learn", tip=t("title.learn.tip"))
        kept = self.kept()
        yield Button(
            go_on, t("title.continue"), icon="play", key="c", name="continue", enabled=kept,
            tip="" if kept else t("title.nothing_kept"),
        )
        yield Button(open_, "", icon="folder-open", key="o", name="load", tip=t("title.load"))

    def tools(self, at: Rect) -> Iterator[Item]:
        """Settings, help, leave."""
        t = self.t
        tools = (("settings", "settings", ",", t("tool.settings")),
                 ("help", "circle-question-mark", "f1", t("window.help")),
                 ("leave", "log-out", "ctrl+q", t("window.quit")))
        for place, (name, icon, key, tip) in zip(columns(at, 44, 44, 44, gap=8), tools, strict=True):
            yield Button(place, "", "ghost", icon=icon, key=key, name=name, tip=tip)

    def summary(self, at: Rect) -> Iterator[Item]:
        """What the chosen scenario is about, in a box at the lower right."""
        title, text = about(self.name, self.t)
        if not text:
            return
        hint = self.t("title.newcomer") if self.newcomer else ""
        under = measure.height(hint, "semibold", 15, at.w - 28) + 8 if hint else 0.0
        high = measure.height(text, "regular", 15, at.w - 28) + 100 + under
        box = Rect(at.x, at.bottom - high, at.w, high)
        yield Panel(box)
        yield Text(Rect(box.x + 14, box.y + 10, box.w - 28, 26), title, SECTION, "bold")
        yield paragraph(Rect(box.x + 14, box.y + 38, box.w - 28, 0), text, 15)
        yield self.past(Rect(box.x + 14, box.bottom - under - 50, box.w - 28, 38))
        if hint:
            yield paragraph(Rect(box.x + 14, box.bottom - under - 8, box.w - 28, 0), hint, 15, "semibold", "trust")

    def past(self, at: Rect) -> Button:
        """The way to the months before the chosen scenario."""
        return Button(at, self.t("title.history"), icon="newspaper", key="h", name="history")

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
                    self.scroll_to("scenario", 42.0 * len(names()))  # its row stays in sight above the path
            case ["path"]:
                self.path = str(value)
            case ["language"]:
                self.sitting.language = self.sitting.look.language = str(value)
                self.say(self.sitting.keep(), "circle-alert")
            case ["start"]:
                return self.start()
            case ["learn"]:
                return self.learn()
            case ["history"]:
                return self.history()
            case ["house"]:
                return HouseRules(self)
            case ["continue"]:
                from .files import opened

                return opened(self, saves.autosaves()[0])
            case ["make"]:
                from .make import Make

                return Make(self)
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
        from .curtain import Curtain

        if self.name == LESSON and self.country == "canada" and not self.house.count():
            return self.learn()
        try:
            path = Path(os.path.expanduser(self.path.strip()))
            scenario = load(path if self.name == FILE else self.name, self.house.changes())
        except ScenarioError as error:
            return Trouble(self, self.t("title.bad_file"), problem_lines(self.t, error))
        seats = {name: None if name == self.country else self.player(scenario, n) for n, name in enumerate(NAMES)}
        game = self.sitting.begin(Session(scenario, int(self.seed or 0), seats))
        page = Curtain(self.sitting) if game.shared else Board(self.sitting)
        page.say(self.sitting.autosave(), "circle-alert")
        return page

    def history(self) -> Screen:
        """What happened before the chosen scenario, month by month; a notice where it tells no past."""
        from .chronicle import Chronicle

        scenario = load(self.name)
        if not scenario.text.get("past"):
            self.say(self.t("debrief.past.none"), "newspaper")
            return self
        return Chronicle(self, scenario, self.country, int(self.seed or 0))

    def learn(self) -> Screen:
        """The lesson."""
        from .learn import begin

        return begin(self.sitting)

    def player(self, scenario: Scenario, seat: int) -> str | None:
        """Who plays a chair: as the house rules say, else at the level asked for, else as the scenario has it."""
        asked = self.house.rivals.get(NAMES[seat], SCENARIO)
        if asked != SCENARIO:
            return None if asked == PERSON else asked
        return self.level or scenario.seats[seat]


