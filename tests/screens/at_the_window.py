"""Games opened in the window's screens, without a window: what the tests of the screens begin with."""

from __future__ import annotations

from pilot import Pilot
from unpainted import measured

from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.screens import draw
from negotiation.screens.board import Board
from negotiation.screens.pages import Sitting
from negotiation.screens.screen import Screen
from negotiation.screens.title import Title
from negotiation.screens.tokens import Look
from negotiation.screens.window import picture
from negotiation.session import Session


def title(language: str = "en", seed: int = 7) -> Pilot:
    """The first screen."""
    return Pilot(Title(Sitting(language), seed=seed))


def from_file(language: str = "en") -> Pilot:
    """The first screen with the last row of its list chosen: a scenario of one's own."""
    p = title(language)
    p.screen.take_focus("scenario")  # type: ignore[union-attr]
    return p.key("end")


def board(country: str = "canada", scenario: str = "kick-start-2025", seed: int = 7, language: str = "en",
          rivals: str = "default", **changes: object) -> Pilot:
    """A board at the start of a game. `changes`: dotted keys of the scenario, with __ for the dots."""
    asked = load(scenario, {key.replace("__", "."): value for key, value in changes.items()})
    sitting = Sitting(language)
    sitting.begin(Session(asked, seed, {name: None if name == country else rivals for name in NAMES})).first = False
    return Pilot(Board(sitting))


def session(pilot: Pilot) -> Session:
    """The game at hand."""
    assert pilot.screen is not None
    return pilot.screen.sitting.game.session  # type: ignore[attr-defined]


def page(pilot: Pilot) -> str:
    """The name of the screen that is shown."""
    return type(pilot.screen).__name__


def onward(pilot: Pilot) -> Pilot:
    """Enter; where a vote is missing in the last month, end without one."""
    return pilot.click("go") if page(pilot) == "Unvoted" else pilot.key("enter")


def text(pilot: Pilot) -> str:
    """Everything that can be read."""
    return "\n".join(pilot.texts())


def cuts(screen: Screen | None, size: tuple[int, int] = (1280, 720), text: float = 1.0) -> list[str]:
    """The texts that have no room; only in the usual window is the screen painted to know it."""
    assert screen is not None
    if (size, text) == ((1280, 720), 1.0):
        picture(screen, size)
        found = draw.cut
    else:
        found = measured(screen, size, Look(text=text))
    return [f"{cut.text!r} on {cut.item}" for cut in found]


def pixels(screen: Screen | None, size: tuple[int, int] = (1280, 720)) -> bytes:
    """The picture of a screen as bytes, to compare."""
    import pygame

    assert screen is not None
    return pygame.image.tobytes(picture(screen, size), "RGB")
