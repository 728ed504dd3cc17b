"""Random hands at every screen: nothing raises, and the window stays quick."""

from __future__ import annotations

import random
import time

import pytest
from at_the_window import board, page, title
from pilot import Pilot

from negotiation import saves
from negotiation.screens import focus
from negotiation.screens.controls import Control, Slider
from negotiation.screens.events import Click, Drag, Key, Move, Rest, Tick, Typed, Wheel

KEYS = ("tab", "enter", "space", "escape", "left", "right", "up", "down", "home", "end", "pageup", "pagedown",
        *"123456sadorpqzymxnlt", "f1", "f5", "f9", "backspace")
SIZES = ((1280.0, 720.0), (1024.0, 768.0), (960.0, 600.0), (1706.0, 720.0))


def somewhere(hand: random.Random, p: Pilot) -> tuple[float, float]:
    """A point anywhere, but mostly on something that can be pressed."""
    controls = [e.item for e in focus.active(p.placed()) if isinstance(e.item, Control)]
    if controls and hand.random() < 0.85:
        item = hand.choice(controls)
        part = hand.choice(item.parts())
        return hand.uniform(part.at.x, part.at.right), hand.uniform(part.at.y, part.at.bottom)
    return hand.uniform(0, 1280), hand.uniform(0, 720)


def event(hand: random.Random, p: Pilot) -> object:
    at = somewhere(hand, p)
    kinds = [lambda: Click(at)] * 9 + [lambda: Key(hand.choice(KEYS), shift=hand.random() < 0.1)] * 6
    kinds += [lambda: Key("z", ctrl=True), lambda: Key("s", ctrl=True), lambda: Move(at), lambda: Rest(at),
              lambda: Wheel(at, hand.choice((-3, 3))), lambda: Drag(at), Tick, lambda: Typed(hand.choice("a7/ é"))]
    return hand.choice(kinds)()


@pytest.mark.parametrize("seed", range(3))
def test_three_hundred_random_events_never_raise(seed, tmp_path, monkeypatch):
    monkeypatch.setattr(saves, "folder", lambda: tmp_path)
    hand = random.Random(seed)
    p = title(hand.choice(["en", "es", "fr"])) if seed % 2 else board(hand.choice(["us", "canada", "mexico"]))
    met = set()
    for n in range(300):
        p.give(event(hand, p))
        if p.screen is None:
            p = board(hand.choice(["us", "canada", "mexico"]), scenario=hand.choice(["tutorial", "tiny"]))
        if n % 40 == 0:
            p.screen.size = hand.choice(SIZES)
        p.screen.shown()
        met.add(page(p))
    assert len(met) > 3


def test_every_step_at_the_board_takes_less_than_a_second():
    p = board()
    slowest = 0.0
    for name in ("tab.all", "tab.deal", "with.all", "openly", "map.us-mexico", "end", "tab.tariffs", "end", "next"):
        start = time.perf_counter()
        p.click(name)
        p.screen.shown()
        slowest = max(slowest, time.perf_counter() - start)
    assert slowest < 1.0


def test_a_slider_under_the_mouse_asks_the_game_once_for_each_stop(monkeypatch):
    p = board().click("tab.deal").click("with.all")
    asked = []
    real = p.screen.game.session.forecast
    monkeypatch.setattr(p.screen.game.session, "forecast", lambda *a: asked.append(a) or real(*a))
    slider = p.find("clause.0")
    assert isinstance(slider, Slider)
    for _ in range(3):
        for stop in slider.stops:
            p.slide("clause.0", stop)
            p.screen.shown()
    assert len(asked) == len(set(asked))
