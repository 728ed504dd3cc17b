"""A Postgres server of one's own: from the system's packages, on no port, in a folder that goes with it."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from groups import GROUPS

SERVANTS = ("postgres", "nobody")          # Postgres does not run as root


class Database:
    """The server: its address, and how it is stopped and started."""

    def __init__(self, folder: Path, user: str | None) -> None:
        self.folder, self.user = folder, user
        self.address = f"postgresql://judge@/postgres?host={folder}"
        self._run("initdb", "-D", f"{folder}/data", "-U", "judge", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c shared_buffers=16MB -c max_connections=20"
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", how, "stop")

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run([str(GROUPS["postgres"].find(program)), *words], user=self.user, cwd=self.folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL,
                              close_fds=True)
        assert done.returncode == 0, done.stderr


@contextlib.contextmanager
def database() -> Iterator[Database]:
    """A server that runs as somebody who may run one."""
    user = next(filter(_known, SERVANTS)) if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="negotiation-"))     # a socket's path must be short
    try:
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        found = Database(folder, user)
        try:
            yield found
        finally:
            found.stop()
    finally:
        shutil.rmtree(folder)


def _known(user: str) -> bool:
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False
