"""The log: every month so far, the newest first, as far as the one who looks may know; by country, by word, as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..rules.countries import NAMES
from ..session import Played
from ..writing import WriteError, write_whole
from .acts import Act, acts, events
from .controls import Button, TextField
from .game import Game
from .items import Flag, Icon, Item
from .layout import REST, Rect, columns
from .lists import Option, Tabs
from .pages import Page, Sheet, problem_lines
from .screen import Screen
from .stack import BAR, Stack
from .take import folder
from .tokens import BODY, LABEL, SECTION

ALL, EVENTS = "all", "events"


class Log(Sheet):
    """A long sheet to scroll."""

    want = (860.0, 660.0)

    def __init__(self, under: Page, game: Game) -> None:
        super().__init__(under)
        self.game = game
        self.of = ALL
        self.word = ""
        self.take_focus("word")

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.t("log.title"), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """Whose acts, a word to look for, the months, and the ways on."""
        t = self.t
        narrow = at.w < 640
        which, looked = columns(Rect(at.x, at.y, at.w, 36), REST, 150 if narrow else 210, gap=12)
        options = (Option(ALL, t("log.all")),
                   *(Option(c, t(f"code.{c}"), tip=t(f"country.{c}")) for c in NAMES),
                   Option(EVENTS, "" if narrow else t("log.events"), "newspaper", tip=t("log.events")))
        yield Tabs(which, options, self.of, 15, name="of")
        yield TextField(looked, self.word, t("log.search"), 40, name="word", tip=t("log.search.tip"))
        body = at.cut(top=46, bottom=52)
        key = ("log", body.w, self.t.language, self.of, self.word)
        stack = self.game.kept(key, lambda: history(self.game, body.w - BAR, self.of, self.word))
        yield from stack.shown(body, "log")
        yield Button(Rect(at.x, at.bottom - 40, 200, 40), t("log.export"), icon="file-down", name="export",
                     enabled=bool(self.game.session.past), tip=t("log.export.tip", folder=str(folder())))
        yield Button(Rect(at.right - 160, at.bottom - 40, 160, 40), t("window.close"), "primary", key="enter",
                     name="close")

    def on(self, name: str, value: object = None) -> Screen | None:
        """Choose, look for, take away, close."""
        match name:
            case "close":
                return self.under
            case "of":
                self.of = str(value)
                self.scroll_to("log", 0)
            case "word":
                self.word = str(value)
                self.scroll_to("log", 0)
            case "export":
                self.say(self.export(), "file-down")
        return self

    def export(self) -> str:
        """Write the whole log as text; where it lies, or what went wrong."""
        session = self.game.session
        name = f"{session.scenario.name}-{self.game.me or 'watched'}-seed-{session.seed}.txt"
        path: Path = folder() / name
        lines = [line for title, found in chapters(self.game) for line in (title, *map(_line, found), "")]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, "\n".join(lines) + "\n")
        except WriteError as error:
            return self.t("take.failed", why=problem_lines(self.t, error)[0])
        except OSError as error:
            return self.t("take.failed", why=str(error))
        return self.t("log.exported", file=str(path))


def _line(act: Act) -> str:
    code = f"{act.country}: " if act.country else ""
    return f"  {code}{act.words}" + (f" ({act.reason})" if act.reason else "")


def chapters(game: Game, of: str = ALL, word: str = "") -> Iterator[tuple[str, list[Act]]]:
    """Every half of a month, the newest first: its title, and the acts of one country that hold a word."""
    for played in reversed(game.session.past):
        found = [act for act in (*events(game, played), *acts(game, played)) if _wanted(act, of, word)]
        yield _title(game, played), found


def _title(game: Game, played: Played) -> str:
    before = played.transition.before
    return game.t("log.phase", month=game.month(int(before.month)), phase=game.t(f"phase.{before.phase}"))


def _wanted(act: Act, of: str, word: str) -> bool:
    whose = of == ALL or (of == EVENTS and not act.country) or act.country == of
    return whose and word.strip().casefold() in f"{act.words} {act.reason}".casefold()


def history(game: Game, wide: float, of: str = ALL, word: str = "") -> Stack:
    """Every phase under its month; where something is looked for, only the phases that have it."""
    t, stack = game.t, Stack(wide)
    narrowed = of != ALL or bool(word.strip())
    if not game.session.past:
        stack.text(t("log.empty"), BODY)
    shown = 0
    for title, found in chapters(game, of, word):
        if narrowed and not found:
            continue
        shown += 1
        stack.text(title, SECTION, "headline", "ink", gap=4)
        for act in found:
            tone = "ink" if act.country else "soft"
            at = stack.text(act.words, 15, "regular" if act.country else "semibold", tone, left=30, gap=1)
            mark = Rect(0, at.y + 2, 20, 16)
            stack.add(Flag(mark, act.country) if act.country else Icon(mark, act.icon))
            if act.reason:
                stack.text(act.reason, LABEL, tone="muted", left=30, gap=3)
        if not found:
            stack.text(t("log.nothing"), 15, tone="muted")
        stack.rule(8)
    if narrowed and not shown and game.session.past:
        stack.text(t("log.not_found"), BODY)
    return stack
