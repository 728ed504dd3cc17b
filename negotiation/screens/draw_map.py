"""The map, and on it the ribbons, pills and nodes of the three links."""

from __future__ import annotations

import json
from functools import cache
from math import ceil, floor
from typing import Any

import pygame

from ..paths import shipped
from .draw_brush import Brush, draw
from .draw_charts import ribbon
from .draw_items import put_change
from .draw_shapes import FINE, clear, keep, reduced
from .faults import lack
from .items import change_width
from .layout import Point, Rect
from .linkmap import NODE, NUMBER, Link, LinkMap, MapView, Side
from .tokens import COUNTRIES, LABEL, stroke


@cache
def shapes() -> dict[str, Any]:
    """assets/map.json, read once; nothing but sea where it cannot be read."""
    file = shipped("assets") / "map.json"
    try:
        read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        lack(file, error)
        return {"graticule": [], "neighbors": [], "countries": dict.fromkeys(COUNTRIES, ())}
    return read


@draw.register
def _(item: MapView, brush: Brush) -> None:
    box = brush.box(item.at)
    # Large windows have pixels enough: less enlargement keeps the surface small.
    fine = 3 if box.w < 900 else 2
    zoom = brush.scale * fine

    (left, top), (right, bottom) = item.on_screen((0, 0)), item.on_screen((1000, 1000))
    wide, high = (right - left) / 1000 * zoom, (bottom - top) / 1000 * zoom
    left, top = (left - item.at.x) * zoom, (top - item.at.y) * zoom

    def real(points: list[list[int]]) -> list[Point]:
        return [(left + x * wide, top + y * high) for x, y in points]

    def make() -> pygame.Surface:
        big = pygame.Surface((box.w * fine, box.h * fine), pygame.SRCALPHA)
        big.fill(brush.color("sea"))
        for line in shapes()["graticule"]:
            pygame.draw.lines(big, brush.color("sea.line"), False, real(line), fine)
        lands = () if brush.fictional else COUNTRIES
        for ring in () if brush.fictional else shapes()["neighbors"]:
            pygame.draw.polygon(big, brush.color("land"), real(ring))
        for country in lands:
            for ring in shapes()["countries"][country]:
                pygame.draw.polygon(big, brush.color(f"{country}.map"), real(ring))
        for country in lands:
            for ring in shapes()["countries"][country]:
                pygame.draw.lines(big, brush.color("panel"), True, real(ring), max(2, round(1.3 * zoom)))
        made = reduced(big, box.size)
        mask = clear(*box.size, pygame.Color("#FFFFFF"))
        Brush(mask, brush.scale).rounded(Rect(0, 0, item.at.w, item.at.h), "#FFFFFF", 10)
        made.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
        return made

    brush.surface.blit(keep(("map", box.size, item.view, brush.theme, brush.fictional), make), box)


def put_ribbon(brush: Brush, item: LinkMap, link: Link) -> None:
    """One ribbon: width by mean trust, dashes by the weaker side, a halo around the chosen one."""
    points = [(x * brush.scale, y * brush.scale) for x, y in item.curve(link)]
    layers = [("panel", link.width + 4.5, "solid"), (link.tone, link.width, stroke(link.weaker))]
    if link.value == item.value:
        layers.insert(0, ("focus", link.width + 9, "solid"))
    margin = layers[0][1] * brush.scale
    left, top = (floor(min(p[n] for p in points) - margin) for n in (0, 1))
    size = tuple(ceil(max(p[n] for p in points) + margin) - start for n, start in enumerate((left, top)))

    def make() -> pygame.Surface:
        # All layers on one surface just around the ribbon: a surface as large as the map takes ten times as long.
        big = clear(size[0] * FINE, size[1] * FINE, brush.color(layers[0][0]))
        line = [((x - left) * FINE, (y - top) * FINE) for x, y in points]
        for tone, width, dash in layers:
            ribbon(big, line, brush.color(tone), width * brush.scale * FINE, dash)
        return reduced(big, (size[0], size[1]))

    key = ("ribbon", link.value, size, tuple(layers), points[0], left, top, brush.theme)
    brush.surface.blit(keep(key, make), (left, top))


def put_pill(brush: Brush, item: LinkMap, link: Link) -> None:
    """Two flags, two numbers, two changes: each beside the one who trusts."""
    pill, chosen = item.pill(link), link.value == item.value
    middle = pill.center[1]
    edge, width = ("trust", 2.2) if chosen else ("edge", 1.0)
    brush.shadow(pill, 19, 6, 2)
    brush.rounded(pill, "panel", 19, edge, width)
    brush.coin(link.left.country, pill.x + 20, middle, 28)
    brush.coin(link.right.country, pill.right - 20, middle, 28)

    def number(side: Side, x: float) -> None:
        wide = brush.write(side.text, x, middle, NUMBER, "bold", "ink")
        if side.change:
            put_change(brush, side.change, x + wide + 4, middle + 1, LABEL)

    def mirrored(side: Side, right: float) -> None:
        wide = brush.write(side.text, right, middle, NUMBER, "bold", "ink", "right")
        if side.change:
            put_change(
                brush, side.change, right - wide - 4 - change_width(side.change, LABEL), middle + 1, LABEL
            )

    number(link.left, pill.x + 40)
    mirrored(link.right, pill.right - 40)
    brush.icon("arrow-left-right", pill.center[0], middle, 15, "muted")
    if link.word:
        box = item.word_box(link)
        ground = "warn.well" if link.weaker < 40 else "good.well"
        brush.rounded(box, ground, 11, edge)
        brush.label(box.inset(6, 0), link.word, LABEL, "bold", "ink", "center")


@draw.register
def _(item: LinkMap, brush: Brush) -> None:
    brush.shadow(item.at, 10)
    draw(item.map, brush)
    with brush.clipped(item.at):
        for link in sorted(item.links, key=lambda link: link.value == item.value):
            put_ribbon(brush, item, link)
    for country, name in item.names:
        x, y = item.node(country)
        brush.coin(country, x, y, 2 * NODE - 10, country)
        box = item.label(country)
        brush.rounded(box, "panel", 12, "line")
        brush.label(box.inset(6, 0), name, LABEL, "bold", f"{country}.ink", "center")
    for link in item.links:
        put_pill(brush, item, link)
    if item.legend:
        put_legend(brush, item)


def put_legend(brush: Brush, item: LinkMap) -> None:
    """What the three kinds of line mean."""
    box = item.legend_box()
    brush.rounded(box, "panel", 8, "line")
    brush.label(Rect(box.x + 11, box.y + 4, box.w - 16, 24), item.legend_title, LABEL, "bold", "soft")
    zoom = brush.scale * FINE
    for n, (dash, text) in enumerate(item.legend):
        line = Rect(box.x + 11, box.y + 30 + 22 * n, 26, 20)
        size = brush.box(line).size
        width = {"dots": 3.0, "dashes": 4.0, "solid": 6.0}[dash]

        def make(size: tuple[int, int] = size, dash: str = dash, width: float = width) -> pygame.Surface:
            color = brush.color("trust")
            big = clear(size[0] * FINE, size[1] * FINE, color)
            ribbon(
                big,
                [(width / 2 * zoom, 10 * zoom), ((26 - width / 2) * zoom, 10 * zoom)],
                color,
                width * zoom,
                dash,
            )
            return reduced(big, size)

        brush.surface.blit(keep(("legend", dash, size, brush.theme), make), brush.box(line))
        brush.label(Rect(line.right + 5, line.y, box.right - line.right - 8, 20), text, LABEL, tone="soft")
