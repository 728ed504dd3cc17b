"""Of the tests of studies: one study played in peace, and strategies that misbehave."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from studies import EVERYTHING, small, table_bytes

from negotiation.study import Study, run

# What a strategy may see does not tell it the seed; its numbers of luck do.
HEAD = """import os, signal, pathlib, time
import numpy as np
from negotiation.rules.chance import luck
from negotiation.strategies.view import STRATEGY


def has(view, seed):
    return bool((luck(np.uint64(seed), view.state.month, STRATEGY + view.me, 0) == view.draw(0)).any())
"""


@pytest.fixture(scope="session")
def peace(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The usual study, played in one process without disturbance."""
    return run(EVERYTHING, tmp_path_factory.mktemp("peace") / "study", workers=0)


@pytest.fixture(scope="session")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The same in several parts."""
    return run(EVERYTHING, tmp_path_factory.mktemp("parted") / "study", workers=0, pace=small())


@pytest.fixture
def study(parted: Study, tmp_path: Path) -> Study:
    """A copy of it that a test may spoil."""
    return Study(shutil.copytree(parted.path, tmp_path / "study"))


@pytest.fixture(scope="session")
def expected(peace: Study, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return table_bytes(peace, tmp_path_factory.mktemp("expected"))


@pytest.fixture
def strategy(tmp_path: Path) -> Callable[..., str]:
    """Writes a strategy that runs some lines when it talks, and gives its path."""
    def write(talk: str, name: str = "mine.py") -> str:
        path = tmp_path / name
        path.write_text(HEAD + "\n\ndef talk(view):\n"
                        + textwrap.indent(textwrap.dedent(talk).strip(), "    ")
                        + "\n    return view.choices()\n\n\ndef decide(view):\n    return view.choices()\n")
        return str(path)
    return write
