"""Put a screen's records on a surface. New kinds of record are registered with `draw` in a draw_ file."""

from __future__ import annotations

from collections.abc import Iterable

import pygame

# Imported for what they register with `draw`.
from . import draw_charts, draw_controls, draw_figures, draw_items, draw_lists, draw_map
from .draw_brush import Brush, Cut, cut, draw, forget
from .items import Item

__all__ = ["Brush", "Cut", "cut", "draw", "forget", "paint", "registered"]

registered = (draw_charts, draw_controls, draw_figures, draw_items, draw_lists, draw_map)


def paint(
    surface: pygame.Surface, items: Iterable[Item], scale: float = 1.0, theme: str = "paper"
) -> list[Cut]:
    """Draw everything, back to front. Gives the texts that had no room; `cut` holds them too."""
    cut.clear()
    brush = Brush(surface, scale, theme)
    surface.fill(brush.color("desk"))
    for item in items:
        brush.owner = item.name or type(item).__name__
        draw(item, brush)
    return list(cut)
