"""The game on a display server, under a window manager, used by a hand that knows nothing of pygame."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 40.0  # seconds that a busy machine may take
pytestmark = pytest.mark.needs("display")


class Desk:
    """A display of one's own: look at it, press keys on it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment

    def look(self) -> bytes:
        """What the whole display shows, as a plain picture file."""
        picture = self.folder / "desk.ppm"
        subprocess.run(["import", "-window", "root", str(picture)], env=self.environment, check=True, timeout=PATIENCE)
        return picture.read_bytes()

    def press(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", *keys], env=self.environment, check=True, timeout=PATIENCE)

    def play(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "negotiation", *words]
        return subprocess.Popen(command, env=self.environment, cwd=self.folder, text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def until(holds: Callable[[], bool], game: subprocess.Popen[str]) -> None:
    """Wait for something to be seen, while the game runs."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert game.poll() is None, game.communicate()
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.2)


def colors(picture: bytes) -> int:
    """How many colors a picture has; a bare display has a few."""
    body = picture[-(len(picture) // 3 * 3):]
    return len({body[k : k + 3] for k in range(0, len(body), 3)})


def another(a: bytes, b: bytes) -> bool:
    """Whether two pictures differ in more than a fifth of what they show."""
    return sum(x != y for x, y in zip(a[::30], b[::30], strict=False)) > min(len(a), len(b)) / 30 / 5


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
                              pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    hidden = ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    environment |= {"DISPLAY": f":{number}", "PYTHONPATH": str(ROOT), "SDL_AUDIODRIVER": "dummy"}
    manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield Desk(tmp_path, environment)
    for each in (manager, server):
        each.terminate()
        each.wait(timeout=PATIENCE)


def test_the_window_opens_begins_a_game_and_is_closed_by_the_window_manager(desk):
    game = desk.play("play")
    until(lambda: colors(desk.look()) > 200, game)
    title = desk.look()

    def begun() -> bool:
        desk.press("Return")  # again, should the first have come before the window had the keys
        time.sleep(2)
        return another(desk.look(), title)

    until(begun, game)
    desk.press("alt+F4")
    told, complaints = game.communicate(timeout=PATIENCE)
    assert (game.returncode, complaints) == (0, ""), told


def test_a_watched_game_leaves_by_itself(desk):
    game = desk.play("watch", "tutorial", "--seed", "7", "--months", "1", "--exit")
    told, complaints = game.communicate(timeout=PATIENCE)
    assert (game.returncode, complaints) == (0, ""), told
