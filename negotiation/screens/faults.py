"""What went wrong and was borne: files of the game that cannot be used, and errors of the program itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import trouble

if TYPE_CHECKING:
    from .pages import Sitting

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


def report(error: BaseException, sitting: Sitting) -> Path:
    """Describe an error for those who can mend it. Raises OSError and WriteError where it cannot be written."""
    session = sitting.game.session if sitting.game is not None else None
    return trouble.report(error, "window", session, sitting.language)
