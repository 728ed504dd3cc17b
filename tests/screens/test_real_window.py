"""The game in a real window of a display server of its own: whole games by mouse and by keys, the lesson, a kill."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alone import alone
from at_the_window import board, page, session, title
from pilot import Pilot

from negotiation.record import Record, read

pytestmark = pytest.mark.needs("display")
PATIENCE = 90.0  # seconds, on a computer that does other things as well; what hangs is ended by pytest
PAUSE = 0.08  # a hand is not quicker
KEYS = {"enter": "Return", "escape": "Escape", "f5": "F5", "tab": "Tab"}


def until(what: str, ask: Callable[[], object]) -> object:
    """Wait until something is so; what never comes is named."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = ask()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {PATIENCE:.0f} seconds")


class Desk:
    """A display server, a window manager and the game on it, with a hand at mouse and keys."""

    def __init__(self, home: Path, *words: str) -> None:
        self.home = home
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        gone = ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")
        self.env = {k: v for k, v in os.environ.items() if k not in gone}
        self.env |= {"DISPLAY": f":{number}", "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home),
                     "SDL_AUDIODRIVER": "dummy"}
        (home / "negotiation").mkdir(exist_ok=True)
        (home / "negotiation" / "settings.yaml").write_text("steps: false\n", encoding="utf-8")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.manager = subprocess.Popen(["openbox"], env=self.env, **quiet)
        self.game = subprocess.Popen([sys.executable, "-m", "negotiation", *words], env=self.env,
                                     stderr=subprocess.PIPE, text=True)
        self.window = ""

    def wait(self) -> None:
        """Until the board can be seen."""
        self.window = str(until("the window", self.found)).split()[-1]
        until("the picture of the board", lambda: len(self.picture()) > 50_000)

    def hand(self, *words: object) -> str:
        """What xdotool says."""
        done = subprocess.run(["xdotool", *map(str, words)], env=self.env, capture_output=True, text=True, timeout=20)
        return done.stdout.strip() if done.returncode == 0 else ""

    def found(self) -> str:
        """The game's window, once it is there."""
        assert self.game.poll() is None, self.game.stderr.read() if self.game.stderr else ""
        return self.hand("search", "--onlyvisible", "--pid", self.game.pid)

    def press(self, pilot: Pilot, name: str) -> None:
        """Press what the pilot's screen has at the same place."""
        x, y = pilot.part(name).at.center
        self.hand("mousemove", "--window", self.window, round(x), round(y), "click", 1)
        pilot.click(name)
        time.sleep(PAUSE)

    def keys(self, pilot: Pilot, *names: str) -> None:
        """Press keys, the pilot as well."""
        for name in names:
            self.hand("key", "--window", self.window, KEYS.get(name, name))
            pilot.key(name)
            time.sleep(PAUSE)

    def picture(self) -> bytes:
        """The window as a PNG."""
        return subprocess.run(["import", "-window", self.window, "png:-"], env=self.env, capture_output=True,
                              timeout=20).stdout

    def kept(self) -> Record | None:
        """The quick save."""
        path = self.home / "negotiation" / "saves" / "quick.nego"
        return read(path) if path.is_file() else None

    def close(self) -> None:
        """End what was started here, and nothing else."""
        for process in (self.game, self.manager, self.server):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)
        if self.game.stderr:
            self.game.stderr.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def desk(*words: str) -> Desk:
        desks.append(Desk(tmp_path, *words))
        desks[-1].wait()
        return desks[-1]

    try:
        yield desk
    finally:
        for each in desks:
            each.close()


@pytest.fixture
def desk(opened: Callable[..., Desk]) -> Desk:
    return opened("play", "--as", "canada", "--seed", "7", "--lang", "en")


def played(pilot: Pilot) -> list[object]:
    """Every half as it was played beside the window."""
    return [phase.lines for phase in session(pilot).past]


def same(desk: Desk, p: Pilot) -> bool:
    """Whether the window's game, quickly saved, is the pilot's."""
    record = desk.kept()
    return record is not None and [phase.lines for phase in record.branch.phases] == played(p)


def test_a_month_by_mouse_and_a_month_by_keyboard_in_a_real_window(desk, tmp_path):
    p = board("canada", seed=7)                   # the same game beside it tells where things are
    desk.press(p, "tab.all")
    desk.press(p, "say.call us")
    desk.press(p, "end")
    assert p.screen.game.session.phase == "decide"
    desk.press(p, "end")
    desk.press(p, "next")
    desk.keys(p, "1", "enter", "enter", "enter", "f5")
    record = until("the quick save", lambda: (r := desk.kept()) and r.branch.months == 2 and r)
    assert isinstance(record, Record)
    mine = [phase.lines for phase in p.screen.game.session.past]
    assert [phase.lines for phase in record.branch.phases] == mine and mine[0][1] == ("call us",)
    shown = desk.picture()
    (tmp_path / "window.png").write_bytes(shown)
    assert shown[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", shown[16:24]) == (1280, 720)
    desk.hand("windowsize", "--sync", desk.window, 1024, 768)
    until("the new size", lambda: struct.unpack(">II", desk.picture()[16:24]) == (1024, 768))
    assert desk.game.poll() is None
    # What was planned and where one was stays: the same three keys give the same month.
    p.screen.size = (1024.0, 768.0)
    desk.keys(p, "1", "enter", "enter", "enter", "f5")
    until("the third month", lambda: same(desk, p))
    assert session(p).month == 3
    desk.hand("key", "--window", desk.window, "Escape")
    time.sleep(0.4)
    desk.hand("key", "--window", desk.window, "ctrl+q")
    assert desk.game.wait(PATIENCE) == 0
    assert list((tmp_path / "negotiation" / "saves").glob("auto-*.nego"))


def test_a_whole_game_by_keyboard_only(desk):
    p = board("canada", seed=7)
    while page(p) != "Ending":
        for key in ("1", "2", "enter", "s", "1", "enter", "enter"):
            if page(p) != "Ending":
                desk.keys(p, key)
    desk.keys(p, "f5")
    until("the whole game", lambda: same(desk, p))
    assert session(p).over and any(lines[1] for lines in played(p))


def test_a_whole_game_by_mouse_only(desk):
    with alone():
        p = board("canada", seed=7)
        while page(p) != "Ending":
            if page(p) == "Board" and "suggestion.0" in p.names() and p.find("suggestion.0").enabled:
                desk.press(p, "suggestion.0")
            desk.press(p, {"Board": "end", "Unvoted": "vote.renew"}.get(page(p), "next"))
        desk.hand("key", "--window", desk.window, "F5")
        until("the whole game", lambda: same(desk, p))
    assert session(p).over


def test_the_whole_lesson(opened):
    with alone():
        p = title()
        desk = opened("play", "--lang", "en")
        desk.keys(p, "l")
        for _ in range(60):
            if page(p) == "Ending":
                break
            if page(p) != "Learn":
                desk.keys(p, "enter")
            else:
                desk.press(p, "lesson_show" if p.find("lesson_show").enabled else "lesson_next")
        assert page(p) == "Ending"
        desk.hand("key", "--window", desk.window, "F5")
        until("the whole lesson", lambda: same(desk, p))


def test_a_game_that_is_killed_goes_on_from_the_last_half_that_was_sent(desk):
    p = board("canada", seed=7)
    desk.keys(p, "1", "enter", "enter", "enter", "1", "2", "enter")
    until("the third half", lambda: len(list((desk.home / "negotiation" / "saves").glob("auto-*.nego"))) >= 3)
    desk.keys(p, "a")
    desk.game.kill()
    desk.game.wait(PATIENCE)
    newest = max((desk.home / "negotiation" / "saves").glob("auto-*.nego"), key=lambda f: f.stat().st_mtime_ns)
    assert [phase.lines for phase in read(newest).branch.phases] == played(p)
