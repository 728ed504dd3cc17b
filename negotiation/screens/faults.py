"""What went wrong and was borne: files of the game that cannot be used, and errors of the program itself."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__, saves
from ..writing import write_whole

if TYPE_CHECKING:
    from .game import Game

lacking: dict[str, str] = {}  # by the file's name: why it could not be used


def lack(file: Path, error: Exception) -> None:
    """Remember a file that something else is shown in place of."""
    lacking.setdefault(file.name, str(error) or type(error).__name__)


class Broken(RuntimeError):
    """The window had to close over an error of its own; `report` is the file that describes it."""

    def __init__(self, report: Path) -> None:
        """Name the file."""
        super().__init__(str(report))
        self.report = report


def report_path() -> Path:
    """Where an error of the program is described."""
    return saves.folder().parent / "trouble.txt"


def report(error: BaseException, game: Game | None) -> Path:
    """Describe an error for those who can mend it. Raises OSError and WriteError where it cannot be written."""
    about = ""
    if game is not None:
        session = game.session
        about = f"{session.scenario.name}, seed {session.seed}, seats {session.seats}, {len(session.past)} halves\n"
    told = "".join(traceback.format_exception(error))
    path = report_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"negotiation {__version__}, Python {platform.python_version()}, {platform.platform()}"
    write_whole(path, f"{head}\n{about}\n{told}")
    return path
