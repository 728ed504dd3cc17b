"""Every screen of the window in a state worth looking at: what the golden lists, the pictures and the walks share.

A scene is a name and a way to come there, always with the same seed. A new screen gets a line in `SCENES`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pygame
from alone import alone
from at_the_window import board, from_file, page, title
from pilot import Pilot

from negotiation import results, saves
from negotiation.coach import Coaching, ask
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.screens.board import Board
from negotiation.screens.codex import Codex
from negotiation.screens.credits import Credits
from negotiation.screens.curtain import Curtain
from negotiation.screens.ending import PAGES as ENDINGS
from negotiation.screens.ending import Ending
from negotiation.screens.learn import begin
from negotiation.screens.pages import Page, Sitting, Trouble
from negotiation.screens.replay import Replay
from negotiation.screens.settings import Settings
from negotiation.screens.settings_pages import PAGES as SETTINGS
from negotiation.screens.summary import Summary
from negotiation.screens.sure import Sure
from negotiation.screens.tokens import Look
from negotiation.screens.watch import Watch
from negotiation.screens.window import picture
from negotiation.session import Session

Scene = Callable[[str], Pilot]
NOON = datetime(2026, 1, 1, 12).timestamp()


class NewYear(date):
    """A day that never ends: what is written down today is written on it."""

    @classmethod
    def today(cls) -> date:
        return date(2026, 1, 1)


def at_the_board(language: str) -> Pilot:
    """A first month with two suggestions taken, played at the board."""
    return board("canada", seed=3, language=language).key("1", "2", "enter", "s", "1", "enter")


@cache
def first_month() -> Session:
    """That game, for all scenes that come after it."""
    with alone():
        p = at_the_board("en")
    assert isinstance(p.screen, Summary)
    return p.screen.game.session


def month_played(language: str) -> Pilot:
    """The summary after that month."""
    sitting = Sitting(language)
    sitting.begin(first_month().fork()).first = False
    sitting.autosave()
    return Pilot(Summary(Board(sitting)))


def second_month(language: str) -> Pilot:
    """The board of the second month."""
    return month_played(language).key("enter")


def planned(language: str) -> Pilot:
    """The board of the second month with both words planned."""
    return second_month(language).key("1", "2")


@cache
def advised() -> Coaching:
    """What the coach says there, by a set number of games."""
    p = planned("en")
    assert isinstance(p.screen, Board)
    coaching = ask(p.screen.game.session, games=16)
    coaching.finish()
    return coaching


def coached(language: str) -> Pilot:
    """The coach over that board, all its games played."""
    p = planned(language)
    assert isinstance(p.screen, Board)
    game = p.screen.game
    game.kept(("coach", tuple(game.session.planned())), advised)
    return p.key("h")


def first_game(language: str) -> Pilot:
    """The board of somebody who has never played: deals and measures still closed."""
    return title(language, seed=3).key("enter")


def kept(language: str) -> Page:
    """A board with saved games, all of one day."""
    p = at_the_board(language).key("enter")
    for file in saves.autosaves():
        os.utime(file, (NOON, NOON))
    assert isinstance(p.screen, Page)
    return p.screen


def opened(language: str) -> Pilot:
    """The list of saved games with one chosen."""
    kept(language)
    return title(language).key("o")


def lesson(language: str, step: int) -> Pilot:
    """The lesson at one of its steps, everything before it done by the lesson itself."""
    p = Pilot(begin(Sitting(language)))
    while page(p) != "Learn" or p.screen.step < step:  # type: ignore[union-attr]
        if page(p) != "Learn":
            p.key("enter")
        else:
            p.click("lesson_show" if p.find("lesson_show").enabled else "lesson_next")  # type: ignore[attr-defined]
    return p


def told(language: str, month: int) -> Pilot:
    """The history of the default scenario at one of its months."""
    p = title(language, seed=3).key("h")
    return p.key(*["right"] * month)


def shared(language: str) -> Pilot:
    """The curtain between two people at one machine."""
    sitting = Sitting(language)
    sitting.begin(Session(load("kick-start-2025"), 3, {"us": "default", "canada": None, "mexico": None}))
    return Pilot(Curtain(sitting))


def watched(language: str) -> Pilot:
    """A game of three computer players after its second month."""
    sitting = Sitting(language)
    sitting.begin(Session(load("kick-start-2025"), 3, dict.fromkeys(NAMES, "default")))
    return Pilot(Watch(sitting)).key("enter", "enter")


@cache
def whole_game() -> Session:
    """A game in which the first two suggestions were taken every month, to its end."""
    p = board("canada", seed=3)
    while page(p) != "Ending":
        p.key("s", "1", "2", "enter")
        for _ in range(3):
            if page(p) != "Ending":
                p.key("enter")
    return p.screen.game.session  # type: ignore[union-attr]


def ended(language: str, side: str = "story") -> Pilot:
    """One side of the ending of that game."""
    sitting = Sitting(language)
    sitting.begin(whole_game().fork())
    with patch.object(results, "date", NewYear):
        p = Pilot(Ending(sitting))
    p.key(str([name for name, _ in ENDINGS].index(side) + 1))
    return p.tick() if side == "computer" else p


def replayed(language: str) -> Pilot:
    """That game again, in the middle."""
    ending = ended(language).screen
    assert isinstance(ending, Ending)
    return Pilot(Replay(ending, ending.game.session, 13))


def over(language: str, sheet: Callable[[Board], Page]) -> Pilot:
    """A sheet over the board of the second month."""
    under = second_month(language).screen
    assert isinstance(under, Board)
    return Pilot(sheet(under))


def unvoted(language: str) -> Pilot:
    """The last month without a vote."""
    p = board("canada", scenario="tutorial", language=language)
    while page(p) != "Unvoted":
        p.key("enter")
    return p


def broken(language: str) -> Pilot:
    """What is said of a scenario file that does not hold."""
    lines = ["mine.yaml:3: months: 'six' is not a whole number; 6 would be right",
             "mine.yaml:9: state.trust.canada.usa: no such country; did you mean 'us'?"]
    return over(language, lambda under: Trouble(under, under.t("title.bad_file"), lines))


SCENES: dict[str, Scene] = {
    "title": title,
    "title-file": from_file,
    "title-make": lambda t: from_file(t).click("make"),
    "history": lambda t: told(t, 3),
    "house": lambda t: title(t).key("r"),
    "first-game": first_game,
    "board": second_month,
    "board-words": lambda t: second_month(t).key("a"),
    "board-planned": planned,
    "board-deal": lambda t: second_month(t).key("d"),
    "board-decide": lambda t: second_month(t).key("enter", "s"),
    "board-offers": lambda t: second_month(t).key("enter", "o"),
    "board-tariffs": lambda t: second_month(t).key("enter", "r").click("step.1.sector us metals"),
    "advice": lambda t: second_month(t).key("d").click("advice.us"),
    "coach": coached,
    "sure": lambda t: over(t, Sure),
    "unvoted": unvoted,
    "summary": month_played,
    "summary-parts": lambda t: month_played(t).click("page.parts"),
    "summary-refused": lambda t: month_played(t).click("page.refused"),
    "log": lambda t: second_month(t).key("l"),
    "menu": lambda t: second_month(t).key("escape"),
    "help": lambda t: second_month(t).key("f1"),
    "codex": lambda t: over(t, lambda under: Codex(under, "trust")),
    "credits": lambda t: over(t, Credits),
    "save": lambda t: Pilot(kept(t)).key("ctrl+s"),
    "load": opened,
    "trouble": broken,
    **{f"settings-{name}": lambda t, name=name: over(t, lambda under: Settings(under, name)) for name in SETTINGS},
    "learn": lambda t: lesson(t, 3),
    "learn-forecast": lambda t: lesson(t, 15),
    "curtain": shared,
    "watch": watched,
    **{f"ending-{name}": lambda t, name=name: ended(t, name) for name, _ in ENDINGS},
    "ending-table": lambda t: ended(t).click("table"),
    "chairs": lambda t: ended(t).click("chair"),
    "replay": replayed,
}

# name: the scene, the size of the window, the look
PICTURES: dict[str, tuple[str, tuple[int, int], Look]] = {
    "title": ("title", (1280, 720), Look()),
    "board": ("board", (1280, 720), Look()),
    "deal": ("board-deal", (1280, 720), Look()),
    "summary": ("summary", (1280, 720), Look()),
    "ending": ("ending-story", (1280, 720), Look()),
    "learn": ("learn", (1280, 720), Look()),
    "board-night": ("board", (1280, 720), Look(theme="night")),
    "board-contrast": ("board", (1280, 720), Look(theme="contrast")),
    "board-1024x768": ("board", (1024, 768), Look()),
    "board-1920x1080": ("board", (1920, 1080), Look()),
    "board-140": ("board", (1280, 720), Look(text=1.4)),
    "board-200": ("board", (1280, 720), Look(text=2.0)),
}


def shot(name: str, size: tuple[int, int] = (1280, 720), look: Look | None = None, language: str = "en",
         path: Path | None = None) -> pygame.Surface:
    """A scene painted now."""
    look = look or Look()
    p = SCENES[name](language)
    assert isinstance(p.screen, Page)
    p.screen.sitting.look = look
    return picture(p.screen, size, path, look)


def photographed(name: str) -> pygame.Surface:
    """One of the twelve pictures, painted now."""
    scene, size, look = PICTURES[name]
    return shot(scene, size, look)


def folder_of(name: str) -> Path:
    """A folder of this name for pictures that are looked at once."""
    place = Path(tempfile.gettempdir()) / f"negotiation-pictures-{name}"
    place.mkdir(exist_ok=True)
    return place
