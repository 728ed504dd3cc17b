"""A screen without its pixels: what has no room is known from the metrics of the fonts, at a fifth of the cost."""

from __future__ import annotations

from contextlib import ExitStack
from unittest.mock import patch

import pygame

from negotiation.screens import draw, draw_brush, draw_shapes, measure
from negotiation.screens.layout import logical, scale
from negotiation.screens.screen import Screen
from negotiation.screens.tokens import Look

KEEPERS = [module for module in (draw_shapes, draw_brush, *draw.registered) if hasattr(module, "keep")]


def measured(screen: Screen, size: tuple[int, int], look: Look) -> list[draw.Cut]:
    """The texts that have no room on a screen in a window of a size: drawn as ever, but every shape is one pixel."""
    pygame.font.init()
    measure.use(look.family)
    screen.size = logical(size, look.text)
    nothing = pygame.Surface((1, 1), pygame.SRCALPHA)
    with ExitStack() as stack:
        for module in KEEPERS:
            stack.enter_context(patch.object(module, "keep", lambda key, make: nothing))
        return draw.paint(pygame.Surface(size), screen.shown(), scale(size, look.text), look.theme)
