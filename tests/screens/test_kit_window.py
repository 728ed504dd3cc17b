"""The loop: real pygame events become the screens' own, and it paints only when something changed."""

import os
import subprocess
import sys

import pygame
import pytest
from at_the_window import board, session
from demonstration import Board, Gallery
from pilot import Pilot

from negotiation.screens.layout import logical, scale
from negotiation.screens.tokens import Look
from negotiation.screens.window import Window


@pytest.fixture
def window():
    opened = Window(Board(), title="Negotiation")
    yield opened
    opened.close()


def post(window, kind, **what):
    pygame.event.post(pygame.Event(kind, **what))
    window.step()


def middle(window, name):
    at = Pilot(window.screen).part(name).at.center
    return round(at[0] * window.scale), round(at[1] * window.scale)


def press(window, pos):
    post(window, pygame.MOUSEBUTTONDOWN, pos=pos, button=1)
    post(window, pygame.MOUSEBUTTONUP, pos=pos, button=1)


def test_a_click_reaches_the_control_under_its_own_position(window):
    window.step()
    press(window, middle(window, "propose"))
    assert window.screen.log == [("propose", None)]


def test_a_key_reaches_the_screen(window):
    post(window, pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r")
    assert window.screen.log == [("end", None)]


def test_the_page_keys_and_the_keypad_have_the_names_screens_use(window):
    names = {
        pygame.K_PAGEUP: "pageup",
        pygame.K_KP_ENTER: "enter",
        pygame.K_ESCAPE: "escape",
        pygame.K_F5: "f5",
    }
    for code, name in names.items():
        raw = pygame.Event(pygame.KEYDOWN, key=code, mod=0)
        assert window.translate(raw).name == name


def test_a_drag_moves_a_slider(window):
    window.step()
    slider = next(item for item in window.screen.shown() if item.name == "tariff")
    y = round(slider.track.center[1])
    post(window, pygame.MOUSEBUTTONDOWN, pos=(round(slider.place(5)), y), button=1)
    post(window, pygame.MOUSEMOTION, pos=(round(slider.place(35)), y), rel=(9, 0), buttons=(1, 0, 0))
    post(window, pygame.MOUSEBUTTONUP, pos=(round(slider.place(35)), y), button=1)
    post(window, pygame.MOUSEMOTION, pos=(round(slider.place(50)), y), rel=(9, 0), buttons=(0, 0, 0))
    assert window.screen.tariff == 35


def test_it_paints_only_when_something_changed(window):
    window.step()
    assert window.painted == 1
    window.step()
    post(window, pygame.MOUSEMOTION, pos=(2, 700), rel=(0, 0), buttons=(0, 0, 0))
    assert window.painted == 1
    post(window, pygame.MOUSEMOTION, pos=middle(window, "propose"), rel=(0, 0), buttons=(0, 0, 0))
    assert window.painted == 2


def test_typed_text_reaches_a_field(window):
    window.screen = Gallery()
    window.step()
    press(window, middle(window, "seed"))
    post(window, pygame.TEXTINPUT, text="9")
    assert window.screen.typed == "41079"


def test_the_wheel_scrolls_what_the_pointer_is_on(window):
    window.screen = Gallery()
    window.step()
    post(window, pygame.MOUSEMOTION, pos=middle(window, "scroller"), rel=(0, 0), buttons=(0, 0, 0))
    post(window, pygame.MOUSEWHEEL, x=0, y=-1, flipped=False)
    assert next(item for item in window.screen.shown() if item.name == "scroller").scroll > 0


def test_closing_the_window_ends_the_game(window):
    pygame.event.post(pygame.Event(pygame.QUIT))
    assert window.step() is False


def test_a_screen_that_leaves_ends_the_game(window):
    window.screen.settings = True
    post(window, pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r")
    assert window.step() is False


def test_run_ends_by_itself_when_the_game_is_left():
    window = Window(Board())
    pygame.event.post(pygame.Event(pygame.QUIT))
    window.run()
    assert not pygame.display.get_init()


def test_a_clock_ticks_when_a_screen_asks_for_it():
    class Clock(Board):
        wait = 0.01
        ticks = 0

        def tick(self):
            self.ticks += 1
            return self if self.ticks < 3 else None

    clock = Clock()
    Window(clock).run()
    assert clock.ticks == 3


def test_the_look_can_be_changed_while_playing(window):
    window.step()
    before = window.surface.copy()
    window.look.theme = "night"
    window.step()
    assert window.painted == 2
    assert before.get_at((4, 400)) != window.surface.get_at((4, 400))


def test_the_logical_size_grows_with_the_window_and_shrinks_with_larger_text():
    assert logical((1280, 720)) == (1280, 720)
    assert logical((1920, 1080)) == (1280, 720)
    assert logical((2560, 1080)) == pytest.approx((2560 / 1.5, 720))
    assert logical((1280, 720), 2.0) == (640, 360)
    assert logical((1024, 768)) == (1024, 768)
    assert min(logical((800, 500))[1] / 600, logical((800, 500))[0] / 960) == pytest.approx(1)
    assert scale((1280, 720), 1.4) == 1.4


def test_a_window_with_larger_text_shows_larger_controls():
    small, large = Window(Board()), None
    small.step()
    assert small.screen.size == (1280, 720)
    small.close()
    large = Window(Board(), look=Look(text=1.25))
    large.step()
    assert large.screen.size == (1024, 576)
    large.close()


def test_screens_are_imported_and_used_without_pygame():
    code = (
        "import sys; sys.path[:0] = ['tests', 'tests/screens']\n"
        "import demonstration, pilot\n"
        "pilot.Pilot(demonstration.Board()).click('propose').slide('tariff', 40).key('tab').hover('time.1')\n"
        "from negotiation.screens import events, focus, layout, linkmap, measure, tokens\n"
        "sys.exit('pygame' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_display_that_does_not_answer_is_not_taken_for_a_window(tmp_path):
    """SDL falls back on painting where nobody looks; the game becomes text instead."""
    env = {k: v for k, v in os.environ.items() if k not in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")}
    env |= {"DISPLAY": ":4711", "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-m", "negotiation", "play", "tutorial", "--seed", "1"], env=env, text=True,
                          input="call us\nquit\n", capture_output=True, timeout=60)
    assert done.returncode == 0 and ":4711" in done.stderr and "Call Washington" in done.stdout


def test_a_window_that_changes_its_size_in_mid_game_keeps_focus_and_plan():
    p = board(seed=3).click("suggestion.0").click("tab.deal")
    p.on("with", "us")
    planned = session(p).planned()
    opened = Window(p.screen, (1280, 720), Look(motion=False))
    opened.step()
    opened.screen.take_focus("clause.0", ringed=True)
    for size in ((1024, 768), (960, 600), (1920, 1080)):
        opened.surface = pygame.display.set_mode(size, pygame.RESIZABLE)
        opened.step()
        level = Pilot(opened.screen).find("clause.0").value
        post(opened, pygame.KEYDOWN, key=pygame.K_LEFT if level else pygame.K_RIGHT, mod=0, unicode="")
        assert opened.screen.size == logical(size, 1.0) and opened.screen.focus == "clause.0"
        assert Pilot(opened.screen).find("clause.0").value != level and session(p).planned() == planned
    opened.close()
