"""The window's door: opened late, and left for the text game where it will not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from . import speech
from .command import OK
from .speech import t

if TYPE_CHECKING:
    from ..record import Record
    from ..session import Session


def play(session: Session, asked: bool) -> int:
    """The game in the window; `asked` goes straight to the board. As text if the window will not open."""
    from ..screens.app import play_game
    from .play import as_text
    return _or_else(lambda: play_game(session, speech.words(), straight=asked), lambda: as_text(session))


def watch(session: Session, months: int | None, leave: bool) -> int:
    """A game of computer players in the window, or told as text if it will not open."""
    from ..screens.app import watch_game
    from .watch import tell
    return _or_else(lambda: watch_game(session, speech.words(), months, leave), lambda: tell(session, months))


def show_replay(record: Record, month: int | None) -> int:
    """A saved game in the window, month by month."""
    from ..record import session_of
    from ..screens.app import replay_game
    replay_game(session_of(record), speech.words(), month)
    return OK


def paint_months(session: Session, folder: Path, months: int | None) -> int:
    """Save the board after every month as a picture; how many there are. Needs no display."""
    from ..screens.app import board_picture
    from ..writing import WriteError
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(folder, error) from error
    count = 0
    while True:
        board_picture(session, speech.words(), folder / f"month-{session.month:02d}.png")
        count += 1
        if session.over or (months is not None and session.month >= months):
            return count
        session.end_month()


def _or_else(show: Callable[[], object], instead: Callable[[], int]) -> int:
    """Show the window; where the system refuses it one, say why and do the other thing."""
    try:
        show()
    except RuntimeError as error:
        if type(error).__module__.partition(".")[0] != "pygame":
            raise
        speech.note(t("cli.play.no_window", why=str(error)))
        return instead()
    return OK
