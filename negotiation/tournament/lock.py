"""One writer a file: the lock goes with the process, however it ends. Nothing to install, no file of its own."""

from __future__ import annotations

import sys
from typing import IO

FAR = 2**30                    # where a byte is locked on Windows: behind anything that is read or written


def taken(file: IO[str]) -> bool:
    """Whether an open file is now this one's alone; False where another holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt
            file.seek(FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
