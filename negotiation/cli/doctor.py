"""`negotiation doctor`: what works on this computer, and a remedy for what does not."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from . import options, speech
from .command import OK, command
from .display import has_display
from .speech import t

# What the game itself needs, by the name it is installed by: its module, and the oldest that will do (pyproject.toml).
LIBRARIES = {"numpy": ("numpy", "2.0"), "pyyaml": ("yaml", "6.0"), "pygame-ce": ("pygame", "2.5.3"),
             "mesa": ("mesa", "3.3"), "networkx": ("networkx", "3.2"), "click": ("click", "8.1.7"),
             "rich": ("rich", "13.7"), "platformdirs": ("platformdirs", "4.2")}
PATIENCE = 20                              # seconds for a trial that may hang in a driver
SHOW = """import pygame
pygame.display.init()
pygame.display.set_mode((320, 200))
print(pygame.display.get_driver())"""
SOUND = """import pygame
pygame.mixer.init()
print(*pygame.mixer.get_init())"""
WRITE = """import sys, pygame
pygame.font.init()
for path in sys.argv[1:]:
    pygame.font.Font(path, 16).render("México — Québec", True, "white")"""


@dataclass(frozen=True)
class Finding:
    """One thing that was tried: does it work, what was found, what would mend it."""

    name: str
    works: bool
    detail: str
    remedy: str = ""


@command("doctor", options.as_json(), examples=("negotiation doctor", "negotiation doctor --json"))
def command_(as_json: bool) -> int:
    """Try everything and tell."""
    found = [_found(look) for look in LOOKS]
    if as_json:
        rows = [{"name": f.name, "works": f.works, "detail": f.detail, "remedy": f.remedy or None} for f in found]
        speech.answer(rows)
        return OK
    for f in found:
        print(t("doctor.works" if f.works else "doctor.fails", name=t(f"doctor.{f.name}"), detail=f.detail))
        if f.remedy:
            print("    " + f.remedy)
    return OK


def _found(look: Callable[[], Finding]) -> Finding:
    """What a look finds; a library or a file without which it cannot even look is named in its place."""
    try:
        return look()
    except (ImportError, OSError) as error:
        return Finding(look.__name__.lstrip("_"), False, str(error), t("doctor.remedy.files"))


def _python() -> Finding:
    return Finding("python", True, f"Python {platform.python_version()}, {platform.platform()}")


def _libraries() -> Finding:
    """What the game itself needs: there, new enough, and not pushed aside by another pygame."""
    found, missing = [], []
    for name, (module, lowest) in LIBRARIES.items():
        version = _version(name)
        if version is None or importlib.util.find_spec(module) is None:
            missing.append(name)
        elif _numbers(version) < _numbers(lowest):
            missing.append(f"{name} {version} < {lowest}")
        found.append(f"{name} {version}")
    if missing:
        lines = " ".join(f"'{name}>={lowest}'" for name, (_, lowest) in LIBRARIES.items()
                         if any(each.split()[0] == name for each in missing))
        remedy = t("doctor.remedy.install", command=f"pip install {lines}")
        return Finding("libraries", False, ", ".join(missing), remedy)
    if _version("pygame") is not None:
        return Finding("libraries", False, t("doctor.detail.two_pygames"),
                       "pip uninstall -y pygame pygame-ce && pip install pygame-ce")
    return Finding("libraries", True, ", ".join(found))


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> tuple[int, ...]:
    """2.10.1rc1 as 2, 10, 1."""
    return tuple(int(part) for part in re.findall(r"(?:^|\.)(\d+)", version))


def _files() -> Finding:
    from ..scenarios import names
    from ..words import languages
    try:
        scenarios, spoken = len(names()), ", ".join(languages())
    except FileNotFoundError as error:
        return Finding("files", False, str(error), t("doctor.remedy.files"))
    return Finding("files", scenarios > 0, t("doctor.detail.files", scenarios=scenarios, languages=spoken))


def _display() -> Finding:
    if not has_display():
        return Finding("display", False, t("doctor.detail.no_display"), t("doctor.remedy.display"))
    failed, text = _tried(SHOW)
    return Finding("display", not failed, text, t("doctor.remedy.display") if failed else "")


def _sound() -> Finding:
    failed, text = _tried(SOUND)
    return Finding("sound", not failed, text, t("doctor.remedy.sound") if failed else "")


def _fonts() -> Finding:
    from ..paths import shipped
    folder = shipped("assets") / "fonts"
    files = sorted(p for p in folder.glob("*") if p.suffix in (".ttf", ".otf"))
    failed, text = _tried(WRITE, *map(str, files))
    if failed or not files:
        return Finding("fonts", False, text or str(folder), t("doctor.remedy.files"))
    return Finding("fonts", True, ", ".join(p.stem for p in files))


def _saves() -> Finding:
    from ..reading import FileError
    from ..saves import folder
    from ..writing import write_whole
    place = folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        trial = place / "trial.txt"
        write_whole(trial, "trial\n")
        trial.unlink()
    except (OSError, FileError) as error:
        why = error.strerror if isinstance(error, OSError) else speech.problem_line(error.problems[0])
        return Finding("saves", False, f"{place}: {why}", t("doctor.remedy.saves"))
    return Finding("saves", True, str(place))


def _trouble() -> Finding:
    """Whether an error of the program was described, and what to do with it."""
    from ..trouble import path
    if not os.path.isfile(path()):         # no, where its folder may not be looked into: `saves` tells of that
        return Finding("trouble", True, t("doctor.detail.no_trouble"))
    return Finding("trouble", False, str(path()), t("doctor.remedy.trouble"))


def _network() -> Finding:
    from ..classroom.network import addresses
    found = addresses()
    if not found:
        return Finding("network", False, t("doctor.detail.no_network"), t("doctor.remedy.network"))
    return Finding("network", True, ", ".join(found))


def _extra(name: str, line: str, *modules: str) -> Callable[[], Finding]:
    def look() -> Finding:
        missing = [m for m in modules if importlib.util.find_spec(m) is None]
        return Finding(name, not missing, ", ".join(missing or modules),
                       t("doctor.remedy.install", command=line) if missing else "")
    return look


def _tried(code: str, *arguments: str) -> tuple[bool, str]:
    """Whether a trial failed, and what it said. In a process of its own: a driver that crashes harms nobody."""
    try:
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True,
                              encoding="utf-8", errors="replace", timeout=PATIENCE,
                              env={**os.environ, "PYGAME_HIDE_SUPPORT_PROMPT": "1", "PYTHONIOENCODING": "utf-8"})
    except subprocess.TimeoutExpired:
        return True, t("doctor.detail.no_answer", seconds=PATIENCE)
    lines = (done.stderr if done.returncode else done.stdout).strip().splitlines()
    return done.returncode != 0, lines[-1] if lines else ""


LOOKS: tuple[Callable[[], Finding], ...] = (
    _python, _libraries, _files, _display, _sound, _fonts, _saves, _trouble, _network,
    _extra("model", "pip install 'mesa>=3.3,<4'", "mesa"),
    _extra("study", "pip install 'negotiation[study]'", "pyarrow", "pandas", "scipy", "duckdb", "filelock",
           "matplotlib"),
    _extra("dask", "pip install 'negotiation[dask]'", "distributed"),
    _extra("sensitivity", "pip install 'negotiation[sensitivity]'", "SALib"),
    _extra("env", "pip install 'negotiation[env]'", "gymnasium", "pettingzoo"),
    _extra("openspiel", "pip install 'negotiation[openspiel]'", "pyspiel"),
    _extra("classroom", "pip install 'negotiation[classroom]'", "starlette", "uvicorn", "websockets", "segno",
           "packaging"),
    _extra("postgres", "pip install 'negotiation[postgres]'", "psycopg"))
