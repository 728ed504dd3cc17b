"""Where games are kept: the platform's own folder, a ring of autosaves, one quick save."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .record import SUFFIX, of_session
from .rules.names import NAMES

if TYPE_CHECKING:
    from .session import Session

LOG = logging.getLogger(__name__)
RING = 5                                   # autosaves kept
QUICK = "quick" + SUFFIX
ENDED = 20                                 # finished games kept
ENDED_HEAD = "ended-"


def folder() -> Path:
    """The folder for saved games; it may not exist yet."""
    from platformdirs import user_data_path
    return user_data_path("negotiation", appauthor=False) / "saves"


def autosaves() -> list[Path]:
    """The autosaves there are, the newest first."""
    # A folder that may not be looked into holds none; `Path.is_file` would fail there.
    found = [p for p in (folder() / f"auto-{n}{SUFFIX}" for n in range(1, RING + 1)) if os.path.isfile(p)]
    return sorted(found, key=lambda p: p.stat().st_mtime_ns, reverse=True)


def autosave(session: Session, others: Mapping[str, Session] | None = None) -> Path:
    """Write the game over the oldest place of the ring. Raises WriteError."""
    kept = autosaves()
    free = [p for p in (folder() / f"auto-{n}{SUFFIX}" for n in range(1, RING + 1)) if p not in kept]
    return _keep(session, free[0] if free else kept[-1], others)


def quicksave(session: Session, others: Mapping[str, Session] | None = None) -> Path:
    """Write the game to the quick save. Raises WriteError."""
    return _keep(session, folder() / QUICK, others)


def finished(session: Session) -> Path | None:
    """Keep a game that has ended under a name of its own, which no autosave takes; None where nobody sat in it.

    Only the newest `ENDED` are kept. Raises WriteError.
    """
    if not session.over or not session.people:
        return None
    chairs = "-".join(NAMES[seat] for seat in session.people)
    path = folder() / f"{ENDED_HEAD}{chairs} {session.scenario.name} {session.seed}{SUFFIX}"
    kept = _keep(session, path, None)
    old = sorted(folder().glob(f"{ENDED_HEAD}*{SUFFIX}"), key=lambda p: p.stat().st_mtime_ns)
    for each in old[:-ENDED]:
        each.unlink(missing_ok=True)
    return kept


def _keep(session: Session, path: Path, others: Mapping[str, Session] | None) -> Path:
    from .writing import WriteError
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(path.parent, error) from error
    of_session(session, others).write(path)
    LOG.info("kept in %s", path)
    return path
