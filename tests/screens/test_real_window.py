"""The game in a real window of a display server of its own: a month by mouse, a month by keyboard, a picture."""

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
from at_the_window import board
from pilot import Pilot

from negotiation.record import Record, read

pytestmark = pytest.mark.needs("display")
PATIENCE = 30.0
KEYS = {"enter": "Return", "escape": "Escape", "f5": "F5"}


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
        self.env |= {"DISPLAY": f":{number}", "XDG_DATA_HOME": str(home), "SDL_AUDIODRIVER": "dummy"}
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
        time.sleep(0.25)

    def keys(self, pilot: Pilot, *names: str) -> None:
        """Press keys, the pilot as well."""
        for name in names:
            self.hand("key", "--window", self.window, KEYS.get(name, name))
            pilot.key(name)
            time.sleep(0.25)

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
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(tmp_path, "play", "--as", "canada", "--seed", "7", "--lang", "en")
    try:
        opened.wait()
        yield opened
    finally:
        opened.close()


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
    desk.hand("key", "--window", desk.window, "Escape")
    time.sleep(0.4)
    desk.hand("key", "--window", desk.window, "ctrl+q")
    assert desk.game.wait(PATIENCE) == 0
    assert list((tmp_path / "negotiation" / "saves").glob("auto-*.nego"))
