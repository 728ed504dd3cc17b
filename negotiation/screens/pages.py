"""What every screen of this game shares: the sitting it belongs to, notices, the keys that work everywhere,
and sheets that open over another screen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from .. import results, saves
from ..own_words import words_of
from ..reading import FileError, Problem
from ..session import Session
from ..words import Words
from ..writing import WriteError
from . import faults, measure, settings_file
from .controls import NOTHING, Button
from .cues import EVENTS
from .events import Event, Key
from .game import Game
from .items import Dialog, Item, Ring, Tooltip, paragraph, toast
from .layout import Rect
from .screen import Screen
from .tokens import BODY, TITLE, Look

NOTICE = 4.0  # seconds a notice stays
LINES = 6  # lines of trouble that are shown


@dataclass
class Sitting:
    """What lasts from screen to screen while a person sits at the window."""

    language: str = "en"
    look: Look = field(default_factory=Look)
    game: Game | None = None
    cues: list[str] = field(default_factory=list)  # to be heard; the window takes them
    keeper: Callable[[Session], None] | None = None  # keeps the game at hand where it came from as well

    @property
    def t(self) -> Words:
        """The words of the language chosen."""
        return words_of(self.game.session.scenario if self.game is not None else None, self.language)

    def begin(self, session: Session, keeper: Callable[[Session], None] | None = None) -> Game:
        """Take up a game; `keeper` keeps it where it came from."""
        self.game, self.keeper = Game(session, words_of(session.scenario, self.language)), keeper
        self.game.first = self.look.steps and len(session.people) == 1 and not results.read()
        return self.game

    def keep(self) -> str:
        """Keep the settings; what went wrong, in words, or an empty text."""
        try:
            settings_file.keep(self.look)
        except WriteError as error:
            return self.t("settings.not_kept", why=problem_lines(self.t, error)[0])
        return ""

    def autosave(self) -> str:
        """Keep the game in the ring of autosaves and where it came from; what went wrong, in words, or ""."""
        if self.game is None or self.game.watched:
            return ""
        said = ""
        for keep in (saves.autosave, self.keeper):
            try:
                if keep is not None:
                    keep(self.game.session)
            except FileError as error:
                said = self.t("window.not_saved", why=problem_lines(self.t, error)[0])
        return said


class Page(Screen):
    """A screen of the game. Subclasses give `content` instead of `items`."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._notice: tuple[str, str] = ("", "")

    @property
    def t(self) -> Words:
        """The words of the language chosen."""
        return self.sitting.t

    @property
    def fictional(self) -> bool:
        """Whether the game at hand is played in countries of its own."""
        game = self.sitting.game
        return game is not None and "countries" in game.session.scenario.text.get("words", {})

    @property
    def window_title(self) -> str:
        """The game's name in the language chosen."""
        return self.t("window.name")

    def chord(self, action: str, default: str) -> str:
        """The key of an action, as the player has set it."""
        return self.sitting.look.keys.get(action, default)

    def content(self) -> Iterable[Item]:
        """Everything on the page now, back to front."""
        raise NotImplementedError

    def items(self) -> Iterator[Item]:
        """The page, and a notice over it while there is one."""
        yield from self.content()
        text, icon = self._notice
        if text:
            yield toast(text, self.box, icon)

    def say(self, text: str, icon: str = "info") -> None:
        """Show a notice for a moment; an empty text shows none."""
        if text or self._notice[0]:
            self._notice = (text, icon)
            self.changed()
        self.wait = NOTICE if text else None

    def hear(self, trouble: str) -> None:
        """Tell that there is no sound."""
        self.say(self.t("window.no_sound", why=trouble), "volume-x")

    def lacks(self, files: str) -> None:
        """Tell which files of the game could not be used."""
        self.say(self.t("window.lacks", files=files), "circle-alert")

    def broke(self, error: Exception) -> Screen:
        """Keep the game and a report, tell both, and stay."""
        kept = self.sitting.autosave()
        try:
            file = str(faults.report(error, self.sitting))
        except (OSError, WriteError):
            file = "-"
        self.say(kept or self.t("window.broke", file=file), "circle-alert")
        return self

    def cue(self, *names: str) -> None:
        """Let cues be heard; with captions the last one that means something is read as well."""
        self.sitting.cues.extend(names)
        telling = [name for name in names if name in EVENTS]
        if telling and self.sitting.look.captions and not self._notice[0]:
            self.say(self.t(f"cue.{telling[-1]}"), "volume-2")

    def _choose(self, name: str, value: object) -> Screen | None:
        """A control was used: it is heard, unless what came of it has a sound of its own."""
        before = len(self.sitting.cues)
        after = super()._choose(name, value)
        if len(self.sitting.cues) == before and value is not NOTHING:
            self.sitting.cues.append("click" if after is self else "page")
        return after

    def tick(self) -> Screen | None:
        """The notice has been there long enough."""
        self.say("")
        return self

    def handle(self, event: Event) -> Screen | None:
        """Quick save and quick load work wherever a game is at hand."""
        if isinstance(event, Key) and self.sitting.game is not None:
            if event.chord == self.chord("quicksave", "f5"):
                return self.quicksave()
            if event.chord == self.chord("quickload", "f9"):
                return self.quickload()
        if isinstance(event, Key) and event.chord == self.chord("mute", "ctrl+m"):
            return self.mute()
        return super().handle(event)

    def picture_path(self) -> Path:
        """A name of its own beside the saved games."""
        now = datetime.now().strftime("%Y-%m-%d %H.%M.%S")
        return saves.folder().parent / "pictures" / f"negotiation {now}.png"

    def pictured(self, path: Path, trouble: str = "") -> None:
        """Tell where the picture lies, or what went wrong."""
        self.say(self.t("window.not_pictured", why=trouble) if trouble else self.t("window.pictured", file=str(path)),
                 "circle-alert" if trouble else "camera")

    def mute(self) -> Screen | None:
        """Sound off, or on again."""
        look = self.sitting.look
        look.mute = not look.mute
        trouble = self.sitting.keep()
        self.say(trouble or self.t("window.muted" if look.mute else "window.unmuted"),
                 "volume-x" if look.mute else "volume-2")
        return self

    def quicksave(self) -> Screen | None:
        """Keep the game in the one place for it."""
        game = self.sitting.game
        if game is not None and not game.watched:
            try:
                saves.quicksave(game.session)
                self.say(self.t("window.saved_quick"), "save")
            except WriteError as error:
                self.say(self.t("window.not_saved", why=problem_lines(self.t, error)[0]), "circle-alert")
        return self

    def quickload(self) -> Screen | None:
        """Take up the game that was quickly saved."""
        from .files import opened

        path = saves.folder() / saves.QUICK
        if not os.path.isfile(path):
            self.say(self.t("window.no_quick"), "circle-alert")
            return self
        return opened(self, path)


class Sheet(Page):
    """A page that opens as a dialog over another one, which stays visible behind it."""

    want: tuple[float, float] = (640.0, 480.0)

    def __init__(self, under: Page) -> None:
        super().__init__(under.sitting)
        self.under = under
        self._behind: tuple[tuple[float, float], tuple[Item, ...]] | None = None

    def behind(self) -> tuple[Item, ...]:
        """The page below as it was when this one opened."""
        if self._behind is None or self._behind[0] != self.size:
            self.under.size = self.size
            if self._behind is not None:
                self.under.changed()
            still = tuple(i for i in self.under.shown() if not isinstance(i, Ring | Tooltip))
            self._behind = (self.size, still)
        return self._behind[1]

    def head(self) -> tuple[str, str]:
        """Title and line of text."""
        return "", ""

    def inner(self, at: Rect) -> Iterable[Item]:
        """What stands on the sheet."""
        raise NotImplementedError

    def content(self) -> Iterator[Item]:
        """The page below, and the sheet over it."""
        yield from self.behind()
        wide, high = self.want
        title, text = self.head()
        room = self.box.inset(16 if self.box.h >= 420 else 6)
        sheet = Dialog(self.box.placed(min(wide, room.w), min(high, room.h)), title, text, name="sheet")
        yield sheet
        yield from self.inner(sheet.inside)

    def back(self) -> Screen | None:
        """Esc closes the sheet."""
        return self.under


class Trouble(Sheet):
    """Says what is wrong with a file, line by line, and how to mend it."""

    def __init__(self, under: Page, title: str, lines: Sequence[str]) -> None:
        super().__init__(under)
        self.title, self.lines = title, tuple(lines[:LINES])
        self.more = max(0, len(lines) - LINES)
        room = 720.0 - 56
        high = sum(measure.height(line, "regular", BODY, room) + 8 for line in self.shown_lines())
        self.want = (720.0, 40 + measure.height(title, "headline", TITLE, room, 1.2) + high + 90)

    def shown_lines(self) -> list[str]:
        """The lines there is room for."""
        return [*self.lines, *([self.t("window.more_lines", n=self.more)] if self.more else [])]

    def head(self) -> tuple[str, str]:
        """The title."""
        return self.title, ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """The lines and one button."""
        y = at.y
        for line in self.shown_lines():
            one = paragraph(Rect(at.x, y, at.w, 0), line)
            y = one.at.bottom + 8
            yield one
        yield Button(
            Rect(at.right - 160, at.bottom - 40, 160, 40), self.t("window.close"), "primary", key="enter", name="close"
        )

    def on(self, name: str, value: object = None) -> Screen | None:
        """Back to where one was."""
        return self.under


def problem_lines(t: Words, error: FileError) -> list[str]:
    """Every problem of a file as a line in the language."""
    return [_line(t, problem) for problem in error.problems]


def _line(t: Words, problem: Problem) -> str:
    file = Path(problem.file).name if problem.file else ""
    place = f"{file}:{problem.line}" if problem.line and file else file
    head = "".join(f"{part}: " for part in (place, problem.key) if part)
    return f"{head}{t.reason(problem.problem)}; {t.reason(problem.remedy)}"
