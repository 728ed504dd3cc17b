"""Every screen of the window in a state worth looking at: what the golden lists, the pictures and the walks share.

A scene is a name and a way to come there, always with the same seed. A new screen gets a line in `SCENES`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pygame
from at_the_window import board, page, title
from pilot import Pilot

from negotiation import saves
from negotiation.screens.tokens import Look
from negotiation.screens.window import picture

Scene = Callable[[str], Pilot]
NOON = 1_767_268_800  # 1 January 2026, twelve o'clock in Greenwich


def month_played(language: str) -> Pilot:
    """The summary after a first month with two suggestions taken."""
    return board("canada", seed=3, language=language).key("1", "2", "enter", "s", "1", "enter")


def second_month(language: str) -> Pilot:
    """The board of the second month."""
    return month_played(language).key("enter")


def kept(language: str) -> Pilot:
    """The saved games, all of one day."""
    p = second_month(language)
    for file in saves.autosaves():
        os.utime(file, (NOON, NOON))
    return p.key("ctrl+s")


def whole_game(language: str) -> Pilot:
    """The end of a game in which the first two suggestions were taken every month."""
    p = board("canada", seed=3, language=language)
    while page(p) != "Ending":
        p.key("s", "1", "2", "enter")
        for _ in range(3):
            if page(p) != "Ending":
                p.key("enter")
    return p


SCENES: dict[str, Scene] = {
    "title": lambda t: title(t),
    "board": lambda t: second_month(t),
    "board-words": lambda t: second_month(t).key("a"),
    "board-deal": lambda t: second_month(t).key("d"),
    "board-decide": lambda t: second_month(t).key("enter", "s"),
    "board-offers": lambda t: second_month(t).key("enter", "o"),
    "board-tariffs": lambda t: second_month(t).key("enter", "r"),
    "advice": lambda t: second_month(t).key("d").click("advice.us"),
    "summary": month_played,
    "log": lambda t: second_month(t).key("l"),
    "menu": lambda t: second_month(t).key("escape"),
    "help": lambda t: second_month(t).key("f1"),
    "save": kept,
    "ending": whole_game,
}

# name: the scene, the size of the window, the look
PICTURES: dict[str, tuple[str, tuple[int, int], Look]] = {
    "title": ("title", (1280, 720), Look()),
    "board": ("board", (1280, 720), Look()),
    "deal": ("board-deal", (1280, 720), Look()),
    "summary": ("summary", (1280, 720), Look()),
    "ending": ("ending", (1280, 720), Look()),
    "help": ("help", (1280, 720), Look()),
    "board-night": ("board", (1280, 720), Look(theme="night")),
    "board-contrast": ("board", (1280, 720), Look(theme="contrast")),
    "board-1024x768": ("board", (1024, 768), Look()),
    "board-1920x1080": ("board", (1920, 1080), Look()),
    "board-140": ("board", (1280, 720), Look(text=1.4)),
    "board-200": ("board", (1280, 720), Look(text=2.0)),
}


def photographed(name: str) -> pygame.Surface:
    """One of the twelve pictures, painted now."""
    scene, size, look = PICTURES[name]
    p = SCENES[scene]("en")
    p.screen.sitting.look = look
    return picture(p.screen, size, look=look)


def folder_of(name: str) -> Path:
    """A folder of this name for pictures that are looked at once."""
    place = Path(tempfile.gettempdir()) / f"negotiation-pictures-{name}"
    place.mkdir(exist_ok=True)
    return place
