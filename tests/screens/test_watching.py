"""Games of computer players: watched month by month, by themselves, and as pictures that need no display."""

from __future__ import annotations

import os
import struct
import subprocess
import sys

from at_the_window import page, session, text
from pilot import Pilot

from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.screens.album import pictures
from negotiation.screens.pages import Sitting
from negotiation.screens.start import first_page
from negotiation.screens.watch import Watch
from negotiation.session import Session


def watched(scenario: str = "tutorial", leave: bool = False) -> Pilot:
    sitting = Sitting("en")
    sitting.begin(Session(load(scenario), 4, dict.fromkeys(NAMES, "default")))
    return Pilot(Watch(sitting, leave=True) if leave else first_page(sitting))


def test_a_watched_game_goes_on_month_by_month():
    p = watched()
    assert page(p) == "Watch" and "suggestion.0" not in p.names() and "save" not in p.names()
    for month in range(3):
        assert session(p).month == month
        p.key("enter")
    assert session(p).over
    for played in session(p).past[-2:]:
        for seat, lines in enumerate(played.lines):
            assert all(p.screen.game.move(line, seat) in text(p) for line in lines)
    p.key("enter")
    assert page(p) == "Ending"


def test_a_watched_game_plays_by_itself_and_pauses():
    p = watched()
    assert p.screen.wait is None
    p.key("p")
    assert p.screen.wait
    p.tick()
    assert session(p).month == 1
    p.key("p")
    p.tick()
    assert session(p).month == 1 and p.screen.wait is None


def test_a_watched_game_that_is_to_leave_leaves_at_its_end():
    p = watched(leave=True)
    for _ in range(4):
        if p.screen is not None:
            p.tick()
    assert p.screen is None


def test_one_picture_a_month_is_written(tmp_path):
    game = Session(load("tutorial"), 4, dict.fromkeys(NAMES, "default"))
    found = pictures(game, tmp_path / "board", months=2, language="es")
    assert [path.name for path in found] == ["00-start.png", "01-2026-05.png", "02-2026-06.png"]
    for path in found:
        head = path.read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", head[16:24]) == (1280, 720)
    assert len({path.read_bytes() for path in found}) == 3


def test_pictures_need_no_display(tmp_path):
    """Without DISPLAY and without any video driver named."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}
    bare = {k: v for k, v in os.environ.items() if k not in hidden}
    words = ["watch", "tutorial", "--pictures", str(tmp_path), "--exit", "--months", "1"]
    done = subprocess.run([sys.executable, "-m", "negotiation", *words], env=bare, capture_output=True, text=True,
                          timeout=60)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in tmp_path.glob("*.png")) == ["00-start.png", "01-2026-05.png"]


def test_a_watched_game_stops_after_the_months_asked_for():
    sitting = Sitting("en")
    sitting.begin(Session(load("tutorial"), 3, dict.fromkeys(NAMES, "hold")))
    pilot = Pilot(Watch(sitting, months=1))
    pilot.click("end").click("end")
    assert sitting.game.session.month == 1
