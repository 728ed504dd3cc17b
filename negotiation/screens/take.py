"""What one takes away from a game: pictures of the debrief's pages and its tables, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import saves
from ..analysis import tables
from ..writing import WriteError, write_whole
from .pages import problem_lines

if TYPE_CHECKING:
    from .ending import Ending

SIZE = (1280, 720)


def folder() -> Path:
    """Where pictures and tables go."""
    return saves.folder().parent / "pictures"


def take_away(page: Ending) -> str:
    """Write everything; tells where it lies, or what went wrong, in words."""
    from .ending import PAGES
    from .window import picture

    session, t = page.game.session, page.t
    place = folder() / f"{session.scenario.name}-{page.game.me or 'watched'}-seed-{session.seed}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_whole(place / "months.csv", tables.as_csv(tables.MONTHS, tables.months(session)))
        write_whole(place / "deeds.csv", tables.as_csv(tables.DEEDS, tables.done(session)))
        write_whole(place / "codebook.csv", tables.codebook())
        before, size = page.page, page.size
        for name, _ in PAGES:
            page.page = name
            page.tick()
            picture(page, SIZE, place / f"{name}.png", page.sitting.look)
        page.page, page.size = before, size
    except WriteError as error:
        return t("take.failed", why=problem_lines(t, error)[0])
    except (OSError, RuntimeError) as error:
        return t("take.failed", why=str(error))
    return t("take.done", folder=str(place))
