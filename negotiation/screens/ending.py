"""How it ended: the last screen of a game, with a page for each way to look at it and what to play next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from .. import results, saves
from ..rules.countries import NAMES
from ..session import Session
from ..writing import WriteError
from . import measure
from .controls import Button, button_width
from .ending_computer import computer_page, working
from .ending_past import past_page
from .ending_story import story_page
from .ending_talk import talk_page
from .ending_worth import worth_page
from .events import Event, Key
from .game import Game
from .items import Flag, Item, Panel, Rule, Text, fill, paragraph
from .layout import REST, Rect, columns, rows
from .lists import Option, Tabs, fitting
from .pages import Page, Sitting, problem_lines
from .screen import Screen
from .tokens import FIGURE, LABEL

PAGES = (("story", "chart-line"), ("worth", "coins"), ("computer", "user-round-search"), ("past", "newspaper"),
         ("talk", "messages-square"))
# What the codex opens at: by how it ended on the first page, by the page on the others.
ENDINGS = {"renewed": "review", "renewed_walls": "review", "yearly_reviews": "yearly", "two_pacts": "separate",
           "hub_and_spokes": "hub", "one_out": "notice", "lapsed": "lapse"}
TERMS = {"worth": "par", "computer": "seed", "past": "history", "talk": "loyalty"}
SCORE = 236.0  # the width of the score's place
LOW = 560.0  # below this height the head is one line


class Ending(Page):
    """The last screen of a game."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        assert sitting.game is not None
        self.game: Game = sitting.game
        self.toward = self.game.me or "canada"
        self.page = PAGES[0][0]
        self.table = False
        try:
            saves.finished(self.game.session)
            self.result = results.add(self.game.session)
        except WriteError as error:
            self.result = results.of(self.game.session)
            self.say(self.t("ending.not_kept", why=problem_lines(self.t, error)[0]), "circle-alert")

    # what is seen ------------------------------------------------------------------------------------------

    def content(self) -> Iterator[Item]:
        """The bar, how it ended, the pages, what next."""
        low = self.box.h < LOW
        top, rest = rows(self.box, 44 if low else 52, REST)
        yield from self.bar(top)
        body = rest.inset(8 if low else 12)
        text = self.t(f"ending.{self.game.session.ending}.text")
        score = self.game.session.standing()[self.game.me] if self.game.me else None
        aside = SCORE if score is not None and body.w > 620 else 0.0
        high = 46.0 if low else 62 + measure.height(text, "regular", 17, body.w - 40 - aside) + 10
        head, tabs, page, foot = rows(body, high, 36, REST, 42 if low else 46, gap=6 if low else 10)
        yield from self.head(head, text, score if aside else None)
        options = tuple(Option(name, self.t(f"debrief.{name}"), icon, key=str(n))
                        for n, (name, icon) in enumerate(PAGES, 1))
        yield Tabs(tabs, fitting(options, body.w, 15), self.page, 15, name="page")
        show: dict[str, Callable[[Ending, Rect], Iterator[Item]]] = {
            "story": story_page, "worth": worth_page, "computer": computer_page, "past": past_page, "talk": talk_page,
        }
        yield from show[self.page](self, page)
        yield from self.buttons(foot)

    def bar(self, at: Rect) -> Iterator[Item]:
        """Who played, what, and with which seed."""
        t, game = self.t, self.game
        yield fill(at, "bar")
        for n, country in enumerate((game.me,) if game.me else NAMES):
            yield Flag(Rect(at.x + 16 + 30 * n, at.center[1] - 18, 36, 36), country, round=True)
        left = 62.0 if game.me else 124.0
        who = t("board.you_are", country=game.me) if game.me else t("board.watching")
        wide = min(260.0, at.w / 2 - left)
        yield Text(Rect(left, at.y, wide, at.h), measure.shorten(who, "bold", 16, wide), 16, "bold", "bar.ink")
        about = t("ending.about", title=game.title(), seed=str(game.session.seed), n=game.session.month)
        room = at.w / 2 - 16
        yield Text(Rect(at.center[0], at.y, room, at.h), measure.shorten(about, "regular", LABEL, room), LABEL,
                   tone="bar.soft", align="right", name="about", tip=about)

    def head(self, at: Rect, text: str, score: float | None) -> Iterator[Item]:
        """The ending's name and sentence, and the score beside it."""
        t = self.t
        yield Panel(at, stripe="trust")
        name = t(f"ending.{self.game.session.ending}")
        room = at.w - 40 - (SCORE if score is not None else 0)
        if at.h < 60:
            yield Text(Rect(at.x + 20, at.y, room, at.h), name, 22, "headline", name="ending", tip=text)
            if score is not None:
                shown = t("ending.score.short", score=t.number(score, ".2f"))
                yield Text(Rect(at.right - SCORE, at.y, SCORE - 14, at.h), shown, 16, "bold", align="right",
                           name="score", tip=self.scored())
            return
        yield Text(Rect(at.x + 24, at.y + 10, room, 40), name, 30, "headline", name="ending")
        yield paragraph(Rect(at.x + 24, at.y + 54, room, 0), text, 17)
        if score is not None:
            box = Rect(at.right - SCORE - 4, at.y + 8, SCORE - 10, at.h - 16)
            yield Rule(Rect(box.x, box.y, 1, box.h))
            inner = box.cut(left=14)
            yield Text(inner.cut(bottom=inner.h - 40), t.number(score, ".2f"), FIGURE, "headline", name="score")
            yield replace(paragraph(inner.cut(top=38), t("ending.score"), LABEL), name="score.about", tip=self.scored())

    def scored(self) -> str:
        """What the score says, in a sentence with its two numbers."""
        game = self.game
        scenario, seat = game.session.scenario, NAMES.index(game.me)
        if scenario.par is None or scenario.hold is None:
            return self.t("ending.score")
        payoff = game.payoffs()[game.me]
        return self.t("ending.score.long", gain=game.points(payoff.total - scenario.hold[seat]),
                      par=game.points(scenario.par[seat] - scenario.hold[seat]))

    def buttons(self, at: Rect) -> Iterator[Item]:
        """Once more, in another chair, otherwise; again, log, keep, take away, leave."""
        t, game = self.t, self.game
        tools = (("replay", "history", "v", True), ("log", "scroll-text", "l", True),
                 ("codex", "book-open", "c", True), ("save", "save", "ctrl+s", not game.watched),
                 ("take", "download", "d", True), ("settings", "settings", ",", True),
                 ("leave", "house", "escape", True))
        right = 44.0 * len(tools) + 6 * (len(tools) - 1)
        again, chair, other, rest = self.places(at, right)
        bare = chair.w < button_width(t("ending.chair"), "x") or again.w < button_width(t("ending.again"), "x")
        yield Button(again, "" if bare else t("ending.again"), "primary", icon="rotate-ccw", name="again",
                     tip=t("ending.again") if bare else "")
        yield Button(chair, "" if bare else t("ending.chair"), icon="arrow-left-right", name="chair",
                     tip=t("ending.chair.tip"))
        if other.w > 40:
            yield Button(other, t("ending.other"), icon="users-round", key="n", name="other")
        for place, (name, icon, key, can) in zip(columns(rest, *[REST] * len(tools), gap=6), tools, strict=True):
            tip = t(f"debrief.tool.{name}") if can else t("ending.no_save")
            yield Button(place, "", icon=icon, key=key, name=name, enabled=can, tip=tip)

    def places(self, at: Rect, right: float) -> tuple[Rect, Rect, Rect, Rect]:
        """Room for the three ways to play on, and for the tools; the third way only where it fits."""
        t, left = self.t, at.w - right - 12
        wants = [button_width(t("ending.again"), "x") + 20, button_width(t("ending.chair"), "x"),
                 button_width(t("ending.other"), "x", "n")]
        rest = at.cut(left=at.w - right)
        if sum(wants) + 16 <= left:
            return (*columns(at.cut(right=right + 12), REST, wants[1], wants[2], gap=8), rest)  # type: ignore[return-value]
        one, two = columns(at.cut(right=right + 12), REST, min(wants[1], left / 2), gap=8)
        return one, two, Rect(two.right, at.y, 0, at.h), rest

    # what is done ------------------------------------------------------------------------------------------

    def on(self, name: str, value: object = None) -> Screen | None:
        """Another page, or what next."""
        head, _, rest = name.partition(".")
        match head:
            case "page":
                self.page = str(value)
                self.scroll_to("page", 0)
                if self.page == "computer" and working(self):
                    self.wait = 0.02
            case "toward":
                self.toward = str(value)
            case "table":
                self.table = bool(value)
            case "again":
                return self.start(self.game.me)
            case "chair":
                from .chairs import Chairs

                return Chairs(self)
            case "other":
                return self.other()
            case "save":
                from .files import Files

                return Files(self, saving=True)
            case "log":
                from .log import Log

                return Log(self, self.game)
            case "codex":
                from .codex import Codex

                return Codex(self, TERMS.get(self.page) or ENDINGS[self.game.session.ending])
            case "replay" | "turn":
                from .replay import Replay

                return Replay(self, self.game.session, int(rest) if rest else 0)
            case "take":
                from .take import take_away

                self.say(take_away(self), "download")
            case "settings":
                from .settings import Settings

                return Settings(self)
            case "leave":
                return self.other()
        return self

    def handle(self, event: Event) -> Screen | None:
        """As every page; the key that quits works here too."""
        if isinstance(event, Key) and event.chord == self.chord("leave", "ctrl+q"):
            return None
        return super().handle(event)

    def back(self) -> Screen | None:
        """Esc leads to the first page."""
        return self.other()

    def other(self) -> Screen:
        """The first page, with no game at hand."""
        from .title import Title

        self.sitting.game = None
        return Title(self.sitting)

    def tick(self) -> Screen | None:
        """What takes a moment is computed once its page is on the screen."""
        if self.page == "computer" and working(self):
            working(self, compute=True)
            self.wait = None
            return self
        return super().tick()

    def start(self, country: str) -> Screen:
        """The same start: with the next seed in the same chair, with the same one in another."""
        old = self.game.session
        seats = dict(zip(NAMES, old.seats, strict=True))
        if not self.game.me:
            country = ""
        same = country == self.game.me
        if not same:
            seats[self.game.me] = old.scenario.seats[NAMES.index(self.game.me)]
            seats[country] = None
        self.sitting.begin(Session(old.scenario, old.seed + same, seats))
        from .start import first_page

        return first_page(self.sitting)
