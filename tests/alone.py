"""A home of its own: what is kept goes there, and nothing kept before is found."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from negotiation import saves

HOMES = ("APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


@contextmanager
def alone() -> Iterator[Path]:
    """An empty home, without a display or a speaker, until the block ends."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    before = {name: os.environ.get(name) for name in HOMES}
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(dict.fromkeys(HOMES, home))
        try:
            yield Path(home)
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def shut_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Saved games belong into a folder that may not be looked into, whoever asks (rights do not stop root)."""
    real = os.stat

    def stat(path: str | Path, *arguments: object, **named: object) -> os.stat_result:
        if str(path).startswith(str(folder)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *arguments, **named)                      # type: ignore[arg-type]

    folder.write_text("")                                           # nor can anything be made in it
    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(saves, "folder", lambda: folder / "saves")
    return folder
