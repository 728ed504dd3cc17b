"""Random hands at every screen: nothing raises, and a game is kept."""

from __future__ import annotations

import os
import random

import pytest
from alone import alone
from at_the_window import board
from gallery import SCENES
from pilot import Pilot

from negotiation import saves
from negotiation.rules.names import NAMES
from negotiation.screens import focus
from negotiation.screens.controls import Control, Slider
from negotiation.screens.events import Click, Drag, Key, Move, Rest, Tick, Typed, Wheel
from negotiation.session import Session
from negotiation.words import languages

KEYS = ("tab", "enter", "space", "escape", "left", "right", "up", "down", "home", "end", "pageup", "pagedown",
        *"123456sadorpqzymxnlt", "f1", "f5", "f9", "backspace")
SIZES = ((1280.0, 720.0), (1024.0, 768.0), (960.0, 600.0), (1706.0, 720.0), (914.0, 514.0), (640.0, 360.0))
# Where no person is in a game yet.
UNKEPT = ("title", "title-file", "title-make", "history", "house", "watch", "first-game", "load")


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


EVENTS = int(os.environ.get("NEGOTIATION_EVENTS", "6000"))  # `make hands` gives twenty thousand
SHARES = 8


@pytest.mark.parametrize("share", range(SHARES))
def test_random_events_never_raise_and_leave_a_game_to_go_on_with(share):
    """Every screen gets its part of them, in a language, a window and a size of text drawn by lot."""
    scenes = list(SCENES)[share::SHARES]
    for number, name in enumerate(scenes):
        hand = random.Random(f"{name} {share}")
        with alone():
            p = SCENES[name](hand.choice(languages()))
            p.screen.sitting.autosave()
            for n in range(-(-EVENTS // len(SCENES))):
                if n % 60 == 0:
                    p.screen.size = hand.choice(SIZES)
                before = p.screen
                p.give(event(hand, p))
                if p.screen is None:
                    p = board(hand.choice(NAMES), scenario=hand.choice(["tutorial", "tiny"]))
                if p.screen is not before:
                    p.screen.changed()
                p.screen.remembering = True  # as the window does
                p.screen.shown()
            for file in saves.autosaves()[:1]:
                assert Session.load(file).month >= 0
            assert saves.autosaves() or name in UNKEPT, f"{number}: nothing was kept"


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
