"""Running the program: in this process for its answers, in one of its own where the process matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from negotiation.cli import run


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def errors(self) -> list[str]:
        return self.err.splitlines()


Program = Callable[..., Answer]


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """`program("list", "moves")` in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEGOTIATION_DEBUG", raising=False)

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        status = run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)
    return call


def environment(**more: str) -> dict[str, str]:
    """Of a process of its own: this package, no display."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "NEGOTIATION_DEBUG")}
    return {**kept, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), **more}


@pytest.fixture
def process(tmp_path: Path) -> Program:
    """The same in a process of its own; `given` is its standard input."""
    def call(*arguments: object, given: str = "", **more: str) -> Answer:
        done = subprocess.run([sys.executable, "-m", "negotiation", *map(str, arguments)], input=given, cwd=tmp_path,
                              capture_output=True, text=True, encoding="utf-8", env=environment(**more), timeout=120)
        return Answer(done.returncode, done.stdout, done.stderr)
    return call
