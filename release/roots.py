"""Bare Debian systems in folders, entered by chroot: made by debootstrap, with nothing but what is named.

Needs Linux, root, and `apt-get install debootstrap`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from .page import ROOT

ROOTS = ROOT / "build" / "roots"
MIRROR = "http://deb.debian.org/debian"
# A house with a mirror or certificates of its own lends them to the bare system.
LENT = ("/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt")

# Where this computer may have a Python that Debian has not: `lend` takes it along.
OTHERS = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"

# Its own view of processes and shared memory, gone with the command.
INSIDE = """mount -t proc proc "$0/proc" && mkdir -p "$0/dev/shm" && mount -t tmpfs tmpfs "$0/dev/shm" &&
exec chroot "$0" /bin/sh -c 'cd "$0" && exec "$@"' "$@" """


class Bare:
    """A bare system of one suite."""

    def __init__(self, suite: str, packages: tuple[str, ...] = (), folder: Path | None = None) -> None:
        """Make it, unless it is there. Raises RuntimeError where this computer cannot."""
        self.suite, self.folder = suite, folder or ROOTS / suite
        if not (self.folder / "etc" / "debian_version").exists():
            self._make()
        for name in LENT:
            if Path(name).exists():
                (self.folder / name[1:]).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(name, self.folder / name[1:])
        self.install(*packages)

    def _make(self) -> None:
        if os.geteuid() or shutil.which("debootstrap") is None:
            raise RuntimeError("bare systems need root and debootstrap: apt-get install debootstrap")
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["debootstrap", "--variant=minbase", self.suite, str(self.folder), MIRROR], check=True,
                       stdout=subprocess.DEVNULL)

    def install(self, *packages: str) -> None:
        """Debian packages that are wanted; those that are there stay as they are."""
        wanted = [p for p in packages if self.run("dpkg", "-s", p).returncode]
        if wanted:
            self.run("apt-get", "update", "-qq", "-o", "Acquire::Retries=3", check=True)
            self.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", *wanted, check=True)

    def run(self, *words: str, folder: str = "/", check: bool = False,
            given: str = "") -> subprocess.CompletedProcess[str]:
        """A command inside, with an environment of its own. Raises CalledProcessError if asked to check."""
        inside = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8",
                  "DEBIAN_FRONTEND": "noninteractive", "SSL_CERT_FILE": LENT[1], "UV_LINK_MODE": "copy"}
        enter = ["unshare", "--mount", "/bin/sh", "-c", INSIDE, str(self.folder), folder]
        return subprocess.run([*enter, *words], env=inside, input=given, capture_output=True, text=True,
                              encoding="utf-8", check=check)

    def lend(self, python: Path) -> str:
        """A Python of this computer with all that is its own, at the same place inside; its program."""
        place = self.folder / python.relative_to("/")
        if not place.exists():
            shutil.copytree(python, place, symlinks=True, ignore=shutil.ignore_patterns(
                "__pycache__", "site-packages", "test"))
        return str(python / "bin" / "python3")

    def python(self) -> list[str]:
        """The Pythons inside that the game can run on, the oldest first."""
        found = [p.name for p in (self.folder / "usr" / "bin").glob("python3.*") if p.name[8:].isdecimal()]
        return sorted((f"/usr/bin/{name}" for name in found if int(name[8:]) >= 11), key=lambda p: int(p[17:]))
