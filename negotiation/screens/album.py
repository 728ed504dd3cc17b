"""A game as a folder of pictures: the board at the start and after every month, then the ending."""

from __future__ import annotations

from pathlib import Path

from ..session import Session
from ..words import system_language
from .ending import Ending
from .pages import Page, Sitting
from .watch import Watch

SIZE = (1280, 720)


def pictures(
    session: Session,
    folder: Path | str,
    months: int | None = None,
    language: str | None = None,
    size: tuple[int, int] = SIZE,
) -> list[Path]:
    """Play a game of computer players on, and save the board at the start and after every month; gives the files.

    Needs no display. Raises OSError where the folder cannot be written.
    """
    from .window import picture

    sitting = Sitting(language or system_language())
    sitting.begin(session)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    page, out = Watch(sitting), []

    def keep(page: Page, name: str) -> None:
        path = place / f"{name}.png"
        picture(page, size, path, sitting.look)
        out.append(path)

    keep(page, f"{session.month:02d}-start")
    while not session.over and (months is None or session.month < months):
        session.end_month()
        year, month = session.date(session.month - 1)
        keep(page, f"{session.month:02d}-{year}-{month:02d}")
    if session.over:
        keep(Ending(sitting), f"{session.month:02d}-ending")
    return out
