"""The window's door: opened late, and left for the text game where it will not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from . import speech
from .command import OK, Wrong
from .speech import t

if TYPE_CHECKING:
    from ..record import Record
    from ..session import Session


def play(session: Callable[[], Session], asked: bool, keeper: Callable[[Session], None] | None = None) -> int:
    """The game in the window; from its title, unless something was `asked` for. As text if it will not open."""
    from ..screens.start import play as show
    from .play import as_text
    game = session() if asked else None
    return _or_else(lambda: show(game, speech.asked_for(), keeper=keeper),
                    lambda: as_text(game or session(), keeper))


def watch(session: Session, months: int | None, leave: bool) -> int:
    """A game of computer players in the window, or told as text if it will not open."""
    from ..screens.start import watch as show
    from .watch import tell
    own = speech.asked_for()
    return _or_else(lambda: show(session, own, exit=leave, months=months), lambda: tell(session, months))


def show_replay(record: Record, month: int | None, instead: Callable[[], int]) -> int:
    """A saved game on its board, from any of its months, or told as text if the window will not open."""
    from ..record import session_of
    from ..screens.start import replay as show
    session = session_of(record)
    return _or_else(lambda: show(session, month, speech.asked_for()), instead)


def paint_months(session: Session, folder: Path, months: int | None) -> int:
    """Save the board after every month as a picture; how many there are. Needs no display."""
    from ..screens.album import pictures
    from ..writing import WriteError
    try:
        return len(pictures(session, folder, months, speech.words().language))
    except OSError as error:
        raise WriteError(folder, error) from error


def _or_else(show: Callable[[], object], instead: Callable[[], int]) -> int:
    """Show the window; where the system refuses it one, say why and do the other thing."""
    from ..screens.faults import Broken
    try:
        show()
    except Broken as error:
        raise Wrong(t("cli.play.broken", file=error.report)) from error
    except RuntimeError as error:
        if type(error).__module__.partition(".")[0] != "pygame":
            raise
        speech.note(t("cli.play.no_window", why=str(error)))
        return instead()
    return OK
