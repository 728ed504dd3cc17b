"""The doors into the window: play, watch, and pictures of a game without a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..reading import FileError
from ..session import Session
from ..words import system_language, words
from . import faults, settings_file
from .album import SIZE, pictures
from .board import Board
from .curtain import Curtain
from .ending import Ending
from .pages import Page, Sitting, problem_lines
from .replay import Replay
from .title import Title
from .watch import Watch

__all__ = ["first_page", "pictures", "play", "replay", "watch"]
_pictures = pictures  # `watch` has a parameter of that name


def first_page(sitting: Sitting) -> Page:
    """Where a game at hand goes on: its end, its board, or the board of a watched game."""
    assert sitting.game is not None
    if sitting.game.session.over:
        return Ending(sitting)
    if sitting.game.watched:
        return Watch(sitting)
    return Curtain(sitting) if sitting.game.shared else Board(sitting)


def sitting_down(language: str | None) -> tuple[Sitting, str]:
    """A sitting with the player's own settings, and what could not be read of them, in words."""
    look, problems = settings_file.read()
    sitting = Sitting(language or look.language or system_language(), look)
    if not problems:
        return sitting, ""
    lines = problem_lines(sitting.t, FileError(problems))
    return sitting, sitting.t("settings.not_read", why=lines[0])


def play(session: Session | None = None, language: str | None = None, size: tuple[int, int] = SIZE,
         keeper: Callable[[Session], None] | None = None) -> None:
    """Open the window and play until it is closed; without a session it begins with the title.

    The game at hand is kept when the window closes, and by `keeper` where it came from after every half month.
    Raises pygame.error where there is no display.
    """
    sitting, trouble = sitting_down(language)
    if session is None:
        page: Page = Title(sitting)
    else:
        sitting.begin(session, keeper)
        page = first_page(sitting)
    page.say(trouble, "circle-alert")
    try:
        _run(sitting, page, size)
    finally:
        sitting.autosave()


def watch(
    session: Session,
    language: str | None = None,
    pictures: Path | str | None = None,
    exit: bool = False,
    months: int | None = None,
    size: tuple[int, int] = SIZE,
) -> None:
    """Watch computer players in a window, month by month; with `exit` it plays by itself and closes at the end.

    `months`: how far it is played; None to its end.
    With `pictures`, one PNG of the board a month goes into that folder first, and no window is needed for it.
    Raises pygame.error where there is no display, OSError where the folder cannot be written.
    """
    if pictures is not None:
        _pictures(session if exit else session.fork(), pictures, months=months, language=language, size=size)
        if exit:
            return
    sitting, _ = sitting_down(language)
    sitting.begin(session)
    _run(sitting, Watch(sitting, leave=exit, months=months) if not session.over else Ending(sitting), size)


def replay(session: Session, month: int | None = None, language: str | None = None,
           size: tuple[int, int] = SIZE) -> None:
    """Look at a played game in the window, from a month on (None: from its end); it can be taken up again anywhere.

    Raises pygame.error where there is no display.
    """
    sitting, trouble = sitting_down(language)
    sitting.begin(session)
    page = Replay(first_page(sitting), session, None if month is None else 2 * month)
    page.say(trouble, "circle-alert")
    _run(sitting, page, size)


def _run(sitting: Sitting, page: Page, size: tuple[int, int]) -> None:
    from .window import Window

    window = Window(page, size, sitting.look, words(sitting.language)("window.name"), sitting.cues)
    try:
        window.run()
    except Exception as error:
        sitting.autosave()
        raise faults.Broken(faults.report(error, sitting)) from error
