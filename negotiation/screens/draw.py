"""Put a screen's records on a surface. New kinds of record are registered with `draw` in a draw_ file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

# Imported for what they register with `draw`.
from . import draw_charts, draw_controls, draw_figures, draw_items, draw_lists, draw_map
from .controls import Card
from .draw_brush import Brush, Cut, cut, draw, forget
from .items import Dialog, Item, Panel, Toast, Tooltip
from .linkmap import LinkMap
from .lists import ListBox

__all__ = ["Brush", "Cut", "cut", "draw", "forget", "paint", "registered"]

WIDE = (Dialog,)  # what dims the whole screen
SHADOWED = (Panel, Card, LinkMap, Toast, Tooltip, ListBox)
# Logical pixels beyond its box that a thing may draw on, sideways and up and down: a shadow, or a ring or mark.
SHADOW, MARK = (15.0, 18.0), (8.0, 8.0)
MOST = 6  # parts that are drawn one by one
registered = (draw_charts, draw_controls, draw_figures, draw_items, draw_lists, draw_map)


def paint(
    surface: pygame.Surface, items: Iterable[Item], scale: float = 1.0, theme: str = "paper"
) -> list[Cut]:
    """Draw everything, back to front. Gives the texts that had no room; `cut` holds them too."""
    cut.clear()
    brush = Brush(surface, scale, theme)
    surface.fill(brush.color("desk"))
    _put(brush, items)
    return list(cut)


def repaint(
    surface: pygame.Surface, old: Sequence[Item], new: Sequence[Item], scale: float = 1.0, theme: str = "paper"
) -> list[pygame.Rect]:
    """Draw what differs from what was drawn before, on the surface that has it; gives the parts that were drawn."""
    brush = Brush(surface, scale, theme)
    parts = _dirty(brush, surface.get_rect(), old, new)
    for part in parts:
        surface.set_clip(part)
        surface.fill(brush.color("desk"), part)
        _put(brush, [item for item in new if isinstance(item, WIDE) or _reach(brush, item).colliderect(part)])
    surface.set_clip(None)
    return parts


def _put(brush: Brush, items: Iterable[Item]) -> None:
    for item in items:
        brush.owner = item.name or type(item).__name__
        draw(item, brush)


def _dirty(brush: Brush, whole: pygame.Rect, old: Sequence[Item], new: Sequence[Item]) -> list[pygame.Rect]:
    """Rectangles that do not meet and hold everything that came, went or changed."""
    same = {id(item) for item in old} & {id(item) for item in new}
    moved = {item for item in old if id(item) not in same} ^ {item for item in new if id(item) not in same}
    # The same things in another order may lie over each other otherwise.
    if any(isinstance(item, WIDE) for item in moved) or (not moved and tuple(old) != tuple(new)):
        return [whole]
    parts: list[pygame.Rect] = []
    for item in sorted(moved, key=lambda each: (each.at.y, each.at.x)):
        one = _reach(brush, item).clip(whole)
        while (met := one.collidelist(parts)) >= 0:
            one = one.union(parts.pop(met))
        if one.w and one.h:
            parts.append(one)
    return parts if len(parts) <= MOST else [parts[0].unionall(parts[1:])]


def _reach(brush: Brush, item: Item) -> pygame.Rect:
    """What an item may draw on: its box, and around it its shadow, ring or marks."""
    wide, high = SHADOW if isinstance(item, SHADOWED) else MARK
    return brush.box(item.at.inset(-wide, -high))
