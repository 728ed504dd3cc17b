"""Charts and bars."""

from __future__ import annotations

from itertools import pairwise

import pygame

from .charts import Bars, Chart, Spark, Waterfall
from .draw_brush import Brush, draw
from .draw_items import put_change
from .draw_shapes import FINE, clear, keep, reduced
from .items import change_width
from .layout import Point, Rect
from .tokens import BODY, LABEL

# dash, gap: in widths of the line
DASHES = {"solid": (1.0, 0.0), "dashes": (2.4, 2.0), "dots": (0.1, 2.0)}


def ribbon(
    surface: pygame.Surface, points: list[Point], color: pygame.Color, width: float, dash: str = "solid"
) -> None:
    """A thick line with round ends along points, in the pixels of a large surface that is reduced later."""
    on, off = (length * width for length in DASHES[dash])
    walked, step = 0.0, max(1.0, width / 8)
    for (x0, y0), (x1, y1) in pairwise(points):
        along = ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)) ** 0.5
        count = max(1, int(along / step))
        for n in range(count):
            if off == 0 or walked % (on + off) <= on:
                share = n / count
                place = (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
                pygame.draw.circle(surface, color, place, width / 2)
            walked += along / count
    if points and off == 0:
        pygame.draw.circle(surface, color, points[-1], width / 2)


def marker(surface: pygame.Surface, shape: str, color: pygame.Color, at: Point, size: float) -> None:
    """A square, triangle or circle around a point."""
    x, y = at
    if shape == "square":
        pygame.draw.rect(surface, color, (x - size, y - size, 2 * size, 2 * size))
    elif shape == "triangle":
        pygame.draw.polygon(
            surface, color, [(x - 1.2 * size, y + size), (x + 1.2 * size, y + size), (x, y - 1.2 * size)]
        )
    else:
        pygame.draw.circle(surface, color, (x, y), size)


@draw.register
def _(item: Chart, brush: Brush) -> None:
    plot = item.plot
    for value, text in item.ticks:
        y = item.y(value)
        brush.rect(Rect(plot.x, y, plot.w, 1 / brush.scale), "line")
        brush.label(
            Rect(item.at.x, y - 10, plot.x - item.at.x - 8, 20), text, LABEL, tone="muted", align="right"
        )
    for box, text in item.dates():
        brush.label(box, text, LABEL, tone="muted", align="center")
    for n, text in item.notes:
        x, y = item.x(n), plot.y
        while y < plot.bottom:
            brush.rect(Rect(x, y, 1 / brush.scale, min(4.0, plot.bottom - y)), "edge")
            y += 8
        brush.disc(x, item.at.y + 11, 10, "ink")
        brush.write(text, x, item.at.y + 11, LABEL, "bold", "panel", "center")
    area = Rect(plot.x - 8, plot.y - 8, plot.w + 16, plot.h + 16)
    size = brush.box(area).size
    zoom = brush.scale * FINE

    def make() -> pygame.Surface:
        whole = pygame.Surface(size, pygame.SRCALPHA)
        for line in item.lines:
            color = brush.color(line.tone)
            big = clear(size[0] * FINE, size[1] * FINE, color)
            points = [((x - area.x) * zoom, (y - area.y) * zoom) for x, y in item.points(line)]
            ribbon(big, points, color, 2.6 * zoom, line.stroke)
            every = max(1, len(points) // 8)
            for place in points[::every]:
                marker(big, line.marker, color, place, 4.5 * zoom)
            whole.blit(reduced(big, size), (0, 0))
        return whole

    drawn = keep(("chart", item.lines, item.low, item.high, size, brush.theme), make)
    brush.surface.blit(drawn, brush.box(area))
    for y, line in item.ends():
        box = Rect(plot.right + 10, y - 10, item.at.right - plot.right - 10, 20)
        brush.label(box, line.text, LABEL, "bold", line.tone)


@draw.register
def _(item: Spark, brush: Brush) -> None:
    if len(item.values) < 2:
        return
    size, zoom = brush.box(item.at).size, brush.scale * FINE

    def make() -> pygame.Surface:
        color = brush.color(item.tone)
        big = clear(size[0] * FINE, size[1] * FINE, color)
        points = [((x - item.at.x) * zoom, (y - item.at.y) * zoom) for x, y in item.points()]
        ribbon(big, points, color, 2 * zoom)
        pygame.draw.circle(big, color, points[-1], 3.4 * zoom)
        return reduced(big, size)

    key = ("spark", item.values, item.tone, item.low, item.high, size, brush.theme)
    brush.surface.blit(keep(key, make), brush.box(item.at))


@draw.register
def _(item: Bars, brush: Brush) -> None:
    words, field, _ = item.fields()
    zero = min(max(0.0, item.low), item.high)
    for n, bar in enumerate(item.bars):
        row = item.row_box(n)
        middle, left = row.center[1], row.x
        if bar.flag:
            brush.flag(bar.flag, left, middle, 24)
            left += 32
        brush.label(Rect(left, row.y, row.x + words - 8 - left, row.h), bar.text, BODY, "semibold")
        high = min(20.0, row.h - 4)
        ground = Rect(row.x + words, middle - high / 2, field, high)
        brush.rounded(ground, "well", 4, "line")
        first, last = sorted((item.x(zero), item.x(bar.value)))
        brush.rounded(Rect(first, ground.y, max(2.0, last - first), high), bar.tone, 4)
        if bar.mark is not None:
            brush.rect(Rect(item.x(bar.mark) - 1, ground.y - 4, 2, high + 8), "ink")
        shown = Rect(ground.right + 6, row.y, row.right - ground.right - 6, row.h)
        brush.label(shown, bar.shown, BODY, "bold", align="right")


@draw.register
def _(item: Waterfall, brush: Brush) -> None:
    field = item.field()
    for box, step in item.boxes():
        above = box.y - 12
        if step.change is None:
            brush.rounded(box, "trust.2", 4)
            brush.write(step.shown, box.center[0], above, BODY, "bold", "ink", "center")
        else:
            if step.change.good is False:
                brush.hatch(box)
            else:
                brush.rounded(box, "good" if step.change.good else "muted", 3)
            wide = change_width(step.change)
            put_change(brush, step.change, box.center[0] - wide / 2, above)
    for under, text in item.labels():
        brush.lines(under, text, LABEL, align="center")
    brush.rect(Rect(item.at.x, field.bottom, item.at.w, 1 / brush.scale), "edge")
