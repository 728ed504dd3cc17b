"""An error of the program itself, described in one file that may be sent: versions, the error, the game, no person.

The home folder, the names of the user and of the computer are taken out of everything that goes into it.
"""

from __future__ import annotations

import getpass
import os
import platform
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__, saves
from .paths import HERE
from .rules import VERSION
from .rules.names import NAMES
from .words import system_language, words
from .writing import WriteError, write_whole

if TYPE_CHECKING:
    from .session import Session

NAME = "trouble.txt"
USERS = ("USER", "LOGNAME", "USERNAME")    # variables that name who is at the computer


def path() -> Path:
    """Where the last error is described: beside the saved games."""
    return saves.folder().parent / NAME


def report(error: BaseException, door: str, session: Session | None = None, language: str = "",
           quiet: bool = False) -> Path:
    """Describe an error for those who can mend it; where it was written. Raises OSError, WriteError.

    `quiet` leaves out what the error says, for doors at which people write (it may quote them).
    """
    head = words(language or system_language())("trouble.head")
    about = [head, "", f"negotiation {__version__}, rules {VERSION}, Python {platform.python_version()}, "
             f"{platform.platform()}", f"door: {door}", "", *_chain(error, quiet)]
    text = "\n".join([*about, *_game(session)])
    place = path()
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, without_names(text) + "\n")
    return place


def tried(error: BaseException, door: str, session: Session | None = None, language: str = "",
          quiet: bool = False) -> Path | None:
    """The same, where nothing more may go wrong; None if it cannot be written."""
    try:
        return report(error, door, session, language, quiet)
    except (OSError, WriteError):
        return None


def _chain(error: BaseException, quiet: bool) -> Iterator[str]:
    """The errors that led to this one, the first one first: files, lines, kinds, and what they say."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _chain(before, quiet)
        yield "which led to:"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        yield f"    {frame.line}"
    yield type(error).__name__ + ("" if quiet or not str(error) else f": {error}")


def _game(session: Session | None) -> Iterator[str]:
    """The game as a saved one: with it the error can be seen again."""
    if session is None:
        return
    yield f"\n{session.scenario.name}, seed {session.seed}, {len(session.past)} half months\n"
    try:
        yield session.record().text()
    except Exception as error:             # what broke may be the game itself
        yield f"the game cannot be written: {type(error).__name__}"


def without_names(text: str) -> str:
    """A text without what tells whose computer this is. Countries keep their names, whoever is called like them."""
    folders = {str(HERE.parent): "", sys.prefix: "<python>", sys.base_prefix: "<python>", **_homes()}
    for folder, instead in sorted(folders.items(), key=lambda each: -len(each[0])):
        if len(folder) > 1:
            text = text.replace(folder + os.sep, f"{instead}/" if instead else "").replace(folder, instead or ".")
    # Computers first: many are called after somebody.
    for names, instead in ((_computers(), "computer"), (_users(), "somebody")):
        for name in sorted(names - set(NAMES), key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", instead, text, flags=re.IGNORECASE)
    return text


def _homes() -> dict[str, str]:
    try:
        return {str(home): "~" for home in (Path.home(), Path.home().resolve())}
    except RuntimeError:                   # nobody's home
        return {}


def _users() -> set[str]:
    try:
        found = {getpass.getuser()}
    except (OSError, KeyError, ImportError):
        found = set()
    found |= {os.environ.get(name, "") for name in USERS} | {Path(home).name for home in _homes()}
    return {name for name in found if len(name) > 1}


def _computers() -> set[str]:
    whole = platform.node()
    return {name for name in (whole, whole.partition(".")[0]) if len(name) > 1}
