"""Tabs, dropdowns, lists and scrollers."""

from __future__ import annotations

from . import measure
from .draw_brush import Brush, draw
from .draw_controls import put_cap
from .layout import Rect
from .lists import Dropdown, ListBox, Option, Scroller, Scrolling, Tabs
from .tokens import BODY, LABEL


@draw.register
def _(item: Tabs, brush: Brush) -> None:
    brush.rounded(item.at, "well", 8, "line")
    # One tab with no room for its icon takes the icons from all, so that the row stays even.
    icons = all(
        measure.width(o.text, "bold", LABEL) + 24 <= at.w - 6
        for o, at in zip(item.options, item.places(), strict=True)
    )
    for option, at in zip(item.options, item.places(), strict=True):
        on = option.value == item.value
        if on:
            brush.rounded(at, "panel", 6, "trust", 1.5)
        tone = "ink" if on else "soft" if option.enabled and item.enabled else "muted"
        name = "bold" if on else "semibold"
        icon = 22.0 if option.icon and (icons or not option.text) else 0.0
        room = at.w - 6 - icon
        size = measure.fit(option.text, name, item.size, room)
        wide = min(room, measure.width(option.text, name, size))
        x = at.center[0] - (icon + wide) / 2
        if icon:
            brush.icon(option.icon, x + 8, at.center[1], 17, "trust" if on else tone)
        if option.text:
            brush.label(Rect(x + icon, at.y, wide, at.h), option.text, size, name, tone)


def put_option(brush: Brush, option: Option, at: Rect, tone: str, size: float = BODY) -> None:
    """Flag or icon, words, and a note at the right, in a row."""
    middle = at.center[1]
    if option.flag:
        brush.flag(option.flag, at.x, middle, 22)
        at = at.cut(left=30)
    elif option.icon:
        brush.icon(option.icon, at.x + 9, middle, 18, tone if tone != "ink" else "soft")
        at = at.cut(left=28)
    if option.note:
        wide = min(measure.width(option.note, "regular", 15), at.w * 0.6)
        brush.label(at.cut(left=at.w - wide), option.note, 15, tone="muted", align="right")
        at = at.cut(right=wide + 12)
    if option.detail:
        high = measure.line(size, 1.2) + measure.line(15, 1.2)
        top = Rect(at.x, middle - high / 2, at.w, measure.line(size, 1.2))
        brush.label(top, option.text, size, "semibold", tone)
        brush.label(Rect(at.x, top.bottom, at.w, measure.line(15, 1.2)), option.detail, 15, tone="soft")
    else:
        brush.label(at, option.text, size, "semibold", tone)


@draw.register
def _(item: Dropdown, brush: Brush) -> None:
    tone = "ink" if item.enabled else "muted"
    brush.rounded(item.at, "well" if item.hot or not item.enabled else "panel", 7, "edge")
    if item.chosen:
        shown = Option(item.value, item.chosen.text, item.chosen.icon, item.chosen.flag)
        put_option(brush, shown, item.at.cut(left=10, right=30), tone, item.size)
    brush.icon("chevron-down", item.at.right - 16, item.at.center[1], 18, tone)


def put_bar(brush: Brush, item: Scrolling) -> None:
    """The scroll bar, when there is something to scroll."""
    bar = item.bar()
    if bar:
        brush.rounded(bar[0], "well", 4)
        brush.rounded(bar[1], "edge", 4)


@draw.register
def _(item: ListBox, brush: Brush) -> None:
    if item.framed:
        brush.shadow(item.at, 8)
        brush.rounded(item.at, "panel", 8, "edge")
    with brush.clipped(item.at.inset(1) if item.framed else item.at):
        for option, at in zip(item.options, item.places(), strict=True):
            if not item.at.overlaps(at):
                continue
            on = option.value == item.value
            tone = "ink" if option.enabled and item.enabled else "muted"
            box = at.inset(0, 2)
            if item.framed:
                if on:
                    brush.rounded(box, "chosen", 6)
            else:
                ground, edge = ("chosen", "trust") if on else ("panel", "line")
                brush.rounded(box.inset(0.5), ground, 8, edge, 1.5 if on else 1)
            inner = box.inset(12, 0)
            if option.key:
                put_cap(brush, option.key, inner.x, inner.center[1], tone)
                inner = inner.cut(left=34)
            put_option(brush, option, inner, tone)
    put_bar(brush, item)


@draw.register
def _(item: Scroller, brush: Brush) -> None:
    with brush.clipped(item.at):
        for each in item.placed:
            if item.at.overlaps(each.at):
                brush.owner = each.name or type(each).__name__
                draw(each, brush)
    put_bar(brush, item)
