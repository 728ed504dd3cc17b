"""Painting only what changed gives the same picture as painting everything; what is remembered is never stale."""

from __future__ import annotations

import random

import pygame
import pytest
from alone import alone
from at_the_window import board, title

from negotiation.screens.tokens import Look
from negotiation.screens.window import Window, picture

KEYS = ("a", "s", "d", "o", "r", "1", "2", "3", "z", "y", "x", "m", "tab", "tab", "down", "right", "left", "enter",
        "l", "c", "escape", "f1", "comma", "p", "n", "g", "space")
CODES = {"enter": "return", "comma": ","}


@pytest.mark.parametrize(("seed", "text", "theme"), [(1, 1.0, "paper"), (2, 1.0, "night"), (3, 1.4, "paper")])
def test_a_window_shows_what_a_whole_painting_shows(seed, text, theme):
    luck = random.Random(seed)
    with alone():
        p = board("canada", seed=seed) if seed < 3 else title()
        look = p.screen.sitting.look = Look(theme=theme, text=text, motion=False)
        window = Window(p.screen, look=look, cues=p.screen.sitting.cues)
        try:
            window.step()
            for n in range(160):
                if luck.random() < 0.5:
                    key = luck.choice(KEYS)
                    code = pygame.key.key_code(CODES.get(key, key))
                    pygame.event.post(pygame.Event(pygame.KEYDOWN, key=code, mod=0, unicode=""))
                else:
                    pos = (luck.randrange(1280), luck.randrange(720))
                    pygame.event.post(pygame.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0)))
                    if luck.random() < 0.3:
                        pygame.event.post(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=1))
                        pygame.event.post(pygame.Event(pygame.MOUSEBUTTONUP, pos=pos, button=1))
                if not window.step(waiting=True):
                    break
                if n % 4 == 0:
                    shown = pygame.image.tobytes(window.surface, "RGB")
                    window.screen.changed()
                    whole = pygame.image.tobytes(picture(window.screen, (1280, 720), look=look), "RGB")
                    assert shown == whole, (n, type(window.screen).__name__)
        finally:
            window.close()
