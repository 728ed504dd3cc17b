"""How the window keeps up: each figure against its budget, in processes of their own without a display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .speed import ROOT, Row

BUDGETS = {  # name: the budget, and what the figure is per
    "idle share of a core": (0.01, "second"),
    "an interaction at 1080p, median": (0.008, "press"),
    "an interaction at 1080p, 95 of 100": (0.008, "press"),
    "layout after a resize, worst of 9": (0.300, "resize"),
    "start to title": (1.2, "start"),
    "a month answered": (0.100, "month"),
    "memory after an hour of play": (250.0, "MB, not seconds"),
}


def window(_: object) -> list[Row]:
    """Run this file once a figure, each in a process and a home of its own."""
    rows = []
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy",
               "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
        env |= dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME"), home)
        for task in TASKS:
            found = {}
            for _ in range(3 if task == "started" else 1):
                done = subprocess.run([sys.executable, "-m", "benchmarks.window", task], check=True, env=env, text=True,
                                      capture_output=True, cwd=ROOT)
                for name, value in json.loads(done.stdout.splitlines()[-1]).items():
                    found[name] = min(value, found.get(name, value))
            for name, value in found.items():
                budget, per = BUDGETS[name]
                rows.append(Row("window", name, value, per, f"budget of {budget:g}", budget / max(value, 1e-9), 1.0))
    return rows


# what runs in the processes ------------------------------------------------------------------------------------------

def started() -> dict[str, float]:
    """From the process's first moment to the painted title; the figure holds Python's own start."""
    import time

    from negotiation.screens.start import sitting_down
    from negotiation.screens.title import Title
    from negotiation.screens.window import Window

    sitting, _ = sitting_down("en")
    opened = Window(Title(sitting, seed=1), (1280, 720), sitting.look)
    opened.step()
    begun = Path("/proc/self/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[19]
    up = float(Path("/proc/uptime").read_text(encoding="utf-8").split()[0])
    seconds = up - int(begun) / os.sysconf("SC_CLK_TCK")
    opened.close()
    assert time.monotonic() > 0
    return {"start to title": seconds}


def at_the_board(size: tuple[int, int]):  # type: ignore[no-untyped-def]
    """A window on the board of a game's second month, painted once."""
    from negotiation.scenarios import load
    from negotiation.screens.board import Board
    from negotiation.screens.pages import Sitting
    from negotiation.screens.tokens import Look
    from negotiation.screens.window import Window
    from negotiation.session import Session

    sitting = Sitting("en", Look(motion=False, steps=False))
    sitting.begin(Session(load("kick-start-2025"), 3, {"us": "default", "canada": None, "mexico": "default"}))
    opened = Window(Board(sitting), size, sitting.look, cues=sitting.cues)
    opened.step()
    return opened


def press(opened, *names: str) -> None:  # type: ignore[no-untyped-def]
    """Keys, one after the other."""
    import pygame

    codes = {"enter": pygame.K_RETURN, "escape": pygame.K_ESCAPE, "tab": pygame.K_TAB}
    for name in names:
        code = codes.get(name) or pygame.key.key_code(name)
        pygame.event.post(pygame.Event(pygame.KEYDOWN, key=code, mod=0, unicode=name[:1]))
        opened.step(waiting=True)


def idle() -> dict[str, float]:
    """Six seconds in which nobody does anything, after four others: taken by a second thread."""
    import threading
    import time

    import pygame

    opened, seen = at_the_board((1920, 1080)), []

    def watch() -> None:
        for seconds in (4, 6):
            time.sleep(seconds)
            seen.append((time.process_time(), time.perf_counter()))
        pygame.event.post(pygame.Event(pygame.USEREVENT))

    threading.Thread(target=watch).start()
    while len(seen) < 2:
        opened.step(waiting=True)
    (used, first), (all_used, last) = seen
    return {"idle share of a core": (all_used - used) / (last - first)}


def touched() -> dict[str, float]:
    """Everything one does at the board: tabs, moves planned and taken back, links, pointers, sliders."""
    import time

    import pygame

    from .timing import percentile

    opened, times = at_the_board((1920, 1080)), []
    rounds = [["a", "s", "1", "z", "2", "z", "m", "x", "d", "a", "s", "tab", "tab", "tab"] for _ in range(6)]
    for turn, keys in enumerate(rounds):
        for key in keys:
            start = time.perf_counter()
            press(opened, key)
            times.append((turn, time.perf_counter() - start))
        for x in range(200, 1800, 100):
            pygame.event.post(pygame.Event(pygame.MOUSEMOTION, pos=(x, 400 + 20 * turn), rel=(0, 0), buttons=(0, 0, 0)))
            start = time.perf_counter()
            opened.step(waiting=True)
            times.append((turn, time.perf_counter() - start))
    known = [seconds for turn, seconds in times if turn]
    return {"an interaction at 1080p, median": percentile(known, 0.5),
            "an interaction at 1080p, 95 of 100": percentile(known, 0.95)}


def resized() -> dict[str, float]:
    """Nine sizes the window has not had before."""
    import time

    from negotiation.screens.window import picture

    opened, worst = at_the_board((1280, 720)), 0.0
    for size in ((1920, 1080), (960, 600), (1024, 768), (1366, 768), (1440, 900), (1600, 900), (1100, 700), (1280, 960),
                 (2560, 1440)):
        start = time.perf_counter()
        picture(opened.screen, size)
        worst = max(worst, time.perf_counter() - start)
    return {"layout after a resize, worst of 9": worst}


def answered() -> dict[str, float]:
    """From the key that ends a month to the painted summary, each month of a game; the median."""
    import time

    from .timing import percentile

    opened, times = at_the_board((1280, 720)), []
    while type(opened.screen).__name__ != "Ending":
        if type(opened.screen).__name__ == "Summary":
            press(opened, "enter")
            continue
        press(opened, "1", "2")
        start = time.perf_counter()
        press(opened, "enter")
        times.append(time.perf_counter() - start)
    return {"a month answered": 2 * percentile(times, 0.5)}


def remembered() -> dict[str, float]:
    """Ten games from the first key to the debrief and every page of it: what an hour at the window comes to."""
    from negotiation.scenarios import load
    from negotiation.screens.board import Board
    from negotiation.session import Session

    opened = at_the_board((1920, 1080))
    for seed in range(10):
        while type(opened.screen).__name__ != "Ending":
            press(opened, *(("enter",) if type(opened.screen).__name__ == "Summary" else ("a", "s", "1", "2", "enter")))
        for page in ("worth", "computer", "past", "talk", "story"):
            opened.screen.on("page", page)
            opened.step()
        sitting = opened.screen.sitting
        sitting.begin(Session(load("kick-start-2025"), seed, {"us": "default", "canada": None, "mexico": "default"}))
        opened.screen = Board(sitting)
        opened.step()
    peak = Path("/proc/self/status").read_text(encoding="utf-8").split("VmHWM:")[1].split()[0]
    return {"memory after an hour of play": int(peak) / 1000}


TASKS = {each.__name__: each for each in (started, idle, touched, resized, answered, remembered)}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]]()))
