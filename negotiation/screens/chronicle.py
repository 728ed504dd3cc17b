"""How it came to this: the months before the game beside the map, those of the script after it, and a way into both."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .. import explain
from ..analysis.chronicle import Chapter, chapter, months_told, opening_month
from ..analysis.script import Retold, Scene, last_month, retold
from ..rules.arrays import Array
from ..rules.countries import NAMES, PAIR_NAMES
from ..rules.scenario import Scenario
from ..session import Session
from .board_map import LEGEND, SIDES
from .chronicle_story import story
from .controls import Button, Slider
from .game import scenario_title
from .items import Item, Panel, change, fill, one_line
from .layout import REST, Rect, columns, rows
from .linkmap import Link, LinkMap, Side
from .lists import Option, Tabs
from .pages import Page
from .screen import Screen
from .stack import BAR, Stack
from .tokens import SECTION, TITLE

PACE = 4.0  # seconds a month stays when the story goes by itself
WIDE = (880.0, 420.0)  # below this size there is no map beside the story
STORY = 460.0


class Chronicle(Page):
    """The history of a scenario, one month at a time."""

    def __init__(self, under: Page, scenario: Scenario, country: str = "canada", seed: int = 0) -> None:
        super().__init__(under.sitting)
        self.under, self.scenario, self.country, self.seed = under, scenario, country, seed
        self.told = months_told(scenario)
        self.last = len(self.told) + last_month(scenario) - 1
        self.at, self.link, self.playing = 0, PAIR_NAMES[2], False
        self._chapters: dict[int, Chapter] = {}
        self._script: Retold | None = None

    # what is told ------------------------------------------------------------------------------------------

    @property
    def chapter(self) -> Chapter | None:
        """The month before the game that is shown; None for one of the script."""
        if self.at >= len(self.told):
            return None
        month = self.told[self.at]
        if month not in self._chapters:
            self._chapters[month] = chapter(self.scenario, month)
        return self._chapters[month]

    @property
    def script(self) -> Retold:
        """The months of the history that can be played, played once."""
        if self._script is None:
            self._script = retold(self.scenario, self.seed)
        return self._script

    @property
    def scene(self) -> Scene | None:
        """The month of the script that is shown; None before the game."""
        number = self.at - len(self.told)
        return self.script.scenes[number] if number >= 0 else None

    def trusts(self) -> tuple[Array, Array]:
        """The six trusts before the month shown and after it, as they were."""
        if one := self.chapter:
            return one.before, one.trust
        scenes, number = self.script.scenes, self.at - len(self.told)
        if number:
            return scenes[number - 1].happened, scenes[number].happened
        return np.asarray(self.script.session.at(0).state.trust), scenes[0].happened

    def date(self) -> str:
        """The month shown."""
        one = self.chapter
        number = one.number if one else opening_month(self.scenario) + self.at - len(self.told)
        return self.month(number)

    def month(self, number: int) -> str:
        """A month since year 0, in words."""
        return self.t("month.year", month=self.t(f"month.{number % 12 + 1}"), year=str(number // 12))

    # what is seen ------------------------------------------------------------------------------------------

    def content(self) -> Iterator[Item]:
        """The title, the map, the story with its slider, and the way in."""
        t, box = self.t, self.box.inset(12 if self.box.h >= 480 else 6)
        yield fill(self.box, "desk")
        wide = box.w >= WIDE[0] and box.h >= WIDE[1]
        head, rest = rows(box, 44 if wide else 32, REST, gap=6)
        title = t("history.title", title=scenario_title(self.scenario, t))
        yield one_line(head, title, TITLE if wide else SECTION, "headline", "ink")
        if wide:
            left, right = columns(rest, REST, STORY, gap=12)
            yield Panel(left)
            shown = tuple((stroke, t(f"band.{name}")) for stroke, name in LEGEND)
            names = tuple((c, t(f"country.{c}")) for c in NAMES)
            yield LinkMap(left.inset(4), self.links(), self.link, names, shown, t("map.trust"), name="map", key="m")
        else:
            right = rest
        yield from self.side(right, trusts=not wide)

    def side(self, at: Rect, trusts: bool) -> Iterator[Item]:
        """The month, its slider, what happened, and the buttons below."""
        panel = Panel(at, self.date(), "newspaper")
        yield panel
        box = at.inset(14, 0).cut(top=42, bottom=10)
        low = box.h < 330
        yield from self.steps(Rect(box.x, box.y, box.w, 34))
        foot = Rect(box.x, box.bottom - (38 if low else 84), box.w, 38 if low else 84)
        body = Rect(box.x, box.y + 42, box.w, foot.y - box.y - 50)
        stack = Stack(body.w - BAR)
        story(self, stack, trusts)
        yield from stack.shown(body, "story")
        yield from self.ways(foot, low)

    def steps(self, at: Rect) -> Iterator[Item]:
        """The slider over the months between a step back and a step on."""
        t = self.t
        back, slider, play, on = columns(at, 40, REST, 40, 40, gap=6)
        further = (self.at > 0, self.at < self.last)
        for place, (name, icon, key, can) in zip((back, play, on), (
            ("earlier", "step-back", "left", further[0]),
            ("play", "pause" if self.playing else "play", "p", self.last > 0),
            ("later", "step-forward", "right", further[1]),
        ), strict=True):
            yield Button(place, "", icon=icon, key=key, name=f"go.{name}", enabled=can,
                         tip=t(f"history.{name}") if can else t("replay.no_further"))
        stops = tuple(float(n) for n in range(self.last + 1)) or (0.0,)
        yield Slider(slider, stops, float(self.at), page=3, name="month", tip=t("history.slider"))

    def ways(self, at: Rect, low: bool) -> Iterator[Item]:
        """Whose chair, into the game, and out of the story."""
        t = self.t
        where = self.begins()
        why = "" if where is not None else t("history.not_yet", month=self.month(opening_month(self.scenario)))
        month = self.month(opening_month(self.scenario) + (where or 0))
        tip = why or t("history.step_in.tip", country=self.country, month=month)
        chairs = tuple(Option(c, t(f"code.{c}"), tip=t(f"country.{c}")) for c in NAMES)
        if low:
            chair, enter, leave = columns(at, min(170.0, at.w / 3), REST, 46, gap=6)
        else:
            first, second = rows(at, 38, 40, gap=6)
            chair, leave = columns(first, REST, 46, gap=6)
            enter = second
        yield Tabs(chair, chairs, self.country, 15, name="chair")
        yield Button(enter, t("history.step_in"), "primary", "play", key="enter", name="step_in",
                     enabled=where is not None, tip=tip)
        yield Button(leave, "", icon="log-out", key="escape", name="leave", tip=t("history.leave"))

    def links(self) -> tuple[Link, ...]:
        """The three links as they were after the month."""
        before, after = self.trusts()

        def side(i: int, j: int) -> Side:
            moved = float(after[i, j] - before[i, j])
            shown = change(self.t.number(moved, "+.0f"), moved) if abs(moved) >= 0.5 else None
            return Side(NAMES[i], float(after[i, j]), self.t.number(float(after[i, j]), ".0f"), shown)

        out = []
        for pair in PAIR_NAMES:
            i, j = (NAMES.index(c) for c in SIDES[pair])
            word = self.t(f"band.{explain.band(min(float(after[i, j]), float(after[j, i])))}")
            out.append(Link(pair, side(i, j), side(j, i), word, word))
        return tuple(out)

    # what is done ------------------------------------------------------------------------------------------

    def begins(self) -> int | None:
        """The month of the game in which one would step in from what is shown; None before the game."""
        number = self.at - len(self.told)
        return number if number >= 0 else 0 if number == -1 else None

    def go(self, number: int) -> None:
        """Show another month."""
        self.at = max(0, min(number, self.last))
        self.scroll_to("story", 0)

    def play(self, on: bool) -> None:
        """Let the months go by, or stop."""
        self.playing = on
        self.wait = PACE if on else None

    def tick(self) -> Screen | None:
        """Time for the next month."""
        if not self.playing:
            return super().tick()
        self.go(self.at + 1)
        self.play(self.at < self.last)
        return self

    def on(self, name: str, value: object = None) -> Screen | None:
        """Another month, another chair, in or out."""
        head, _, rest = name.partition(".")
        match head:
            case "go" if rest == "play":
                self.go(0 if self.at == self.last and not self.playing else self.at)
                self.play(not self.playing)
            case "go":
                self.play(False)
                self.go(self.at + (1 if rest == "later" else -1))
            case "month":
                self.play(False)
                self.go(int(float(str(value))))
            case "map":
                self.link = str(value) if str(value) in PAIR_NAMES else self.link
            case "chair":
                self.country = str(value)
            case "step_in":
                return self.step_in()
            case "leave":
                return self.under
        return self

    def step_in(self) -> Screen:
        """A game of one's own from the start of the month shown, in the chair chosen."""
        from .start import first_page

        month = self.begins() or 0
        seats = {c: None if c == self.country else self.scenario.seats[n] for n, c in enumerate(NAMES)}
        session = self.script.at(month, seats) if month else Session(self.scenario, self.seed, seats)
        game = self.sitting.begin(session)
        page = first_page(self.sitting)
        page.say(self.t("replay.taken", month=game.month()), "play")
        return page

    def back(self) -> Screen | None:
        """Esc leads back to where one was."""
        return self.under
