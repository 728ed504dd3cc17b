"""Files that appear whole or not at all: written beside, synced to the disk, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .reading import FileError, Problem
from .rules.reasons import Reason

# The remedy for what a disk may say; anything else asks for another folder.
_REMEDIES = {errno.ENOSPC: "file.free_space", errno.EDQUOT: "file.free_space", errno.EFBIG: "file.free_space",
             errno.ENOENT: "file.make_folder", errno.ENOTDIR: "file.make_folder",
             errno.EISDIR: "file.name_a_file"}


class WriteError(FileError):
    """A file that could not be written; what stood there before still stands."""

    def __init__(self, path: Path | str, error: OSError) -> None:
        """Turn what the system said into a problem with a remedy."""
        why = error.strerror or type(error).__name__
        remedy = Reason(_REMEDIES.get(error.errno or 0, "file.other_folder"))
        super().__init__([Problem(str(path), 0, "", Reason("file.cannot_write", {"why": why}), remedy)])


@contextmanager
def beside(path: Path | str) -> Iterator[Path]:
    """A free name beside `path` to write to; renamed to `path` at the end, taken away after an error.

    Raises WriteError where the system refuses. A device or a pipe is given as it is.
    """
    goal = Path(path)
    try:
        goal = goal.resolve() if goal.exists() else goal
        if goal.exists() and not stat.S_ISREG(goal.stat().st_mode):
            if goal.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(goal))
            yield goal
            return
        rough = goal.with_name(f".{goal.name}.{os.getpid()}.part")
        try:
            os.close(os.open(rough, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666))
            yield rough
            with rough.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(rough, goal)
        finally:
            with contextlib.suppress(OSError):
                rough.unlink(missing_ok=True)
        _sync_folder(goal.parent)
    except OSError as error:
        raise WriteError(path, error) from error


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(path: Path | str, content: str | bytes) -> None:
    """Write one file, whole or not at all. Raises WriteError."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    with beside(path) as rough, rough.open("wb") as file:
        file.write(data)
