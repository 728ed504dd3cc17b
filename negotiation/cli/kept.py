"""A game that was kept, from a saved game's file or from a lesson's room: `lesson.negroom#3` is the room's third."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .command import Wrong
from .speech import t

if TYPE_CHECKING:
    from ..classroom.hot_seat import HotSeat
    from ..record import Record

ROOM = ".negroom"


def games(file: str) -> dict[str, Record]:
    """Every game of a file by the name it is told by. Raises FileError."""
    from ..record import read

    path, mark, number = file.rpartition("#")
    if not mark or not path.endswith(ROOM):
        path, number = file, ""
    if Path(path).suffix.lower() != ROOM:
        return {file: read(file)}
    from ..classroom.room_file import records_of
    found = records_of(Path(path))
    if not number:
        return found
    if file not in found:
        raise Wrong(t("cli.wrong.game_of_room", file=path, number=number, n=len(found)))
    return {file: found[file]}


def room_game(file: str | Path) -> HotSeat | None:
    """The one game of a room, to go on with in the same file; None for any other file. Raises FileError and Wrong."""
    path, mark, _ = str(file).rpartition("#")
    if Path(path if mark else file).suffix.lower() != ROOM:
        return None
    from ..classroom.hot_seat import HotSeat

    found = games(str(file))
    if len(found) != 1:
        raise Wrong(t("cli.wrong.which_game", file=str(file), n=len(found)))
    path, _, number = next(iter(found)).rpartition("#")
    return HotSeat(Path(path), int(number))


def game(file: str | Path) -> Record:
    """The one game of a file. Raises FileError, and Wrong where a room has several."""
    found = games(str(file))
    if len(found) != 1:
        raise Wrong(t("cli.wrong.which_game", file=str(file), n=len(found)))
    return next(iter(found.values()))
