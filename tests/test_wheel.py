"""The wheel: built, put into another folder, and played from there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.needs("wheel")


def run(*words: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        cwd=environment.get("PYTHONPATH", ROOT),
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("negotiation-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's content alone; the packages it needs are those of this environment."""
    folder = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(folder), str(wheel))
    return folder


def test_every_scenario_and_asset_is_in_the_wheel(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    shipped = [
        p
        for folder in ("scenarios", "assets")
        for p in (ROOT / folder).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    ]
    assert {f"negotiation/data/{p.relative_to(ROOT).as_posix()}" for p in shipped} - inside == set()


def test_every_module_is_in_the_wheel_and_nothing_else_is(wheel):
    inside = {
        n
        for n in zipfile.ZipFile(wheel).namelist()
        if n.endswith((".py", "py.typed")) and not n.startswith("negotiation/data/")
    }
    here = {
        p.relative_to(ROOT).as_posix()
        for p in (ROOT / "negotiation").rglob("*")
        if p.suffix == ".py" or p.name == "py.typed"
    }
    assert inside == here


def test_the_installed_package_finds_its_scenarios_and_words(installed):
    told = json.loads(
        run(
            "-c",
            "import json, negotiation\nfrom negotiation.scenarios import names\n"
            "from negotiation.words import languages\n"
            "print(json.dumps([negotiation.__file__, list(names()), languages()]))",
            PYTHONPATH=str(installed),
        )
    )
    assert Path(told[0]).is_relative_to(installed)
    assert told[1:] == [sorted(p.stem for p in (ROOT / "scenarios").glob("*.yaml")), ["en", "es", "fr"]]


def test_the_installed_package_plays_a_told_game(installed):
    told = run(
        "-m", "negotiation", "watch", "tutorial", "--text", "--exit", "--lang", "en", PYTHONPATH=str(installed)
    )
    assert "May 2026" in told and "July 2026" in told
