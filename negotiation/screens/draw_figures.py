"""Meters, tables and the line of months."""

from __future__ import annotations

from . import measure
from .draw_brush import Brush, draw
from .draw_items import put_change
from .figures import Cell, Column, Gauge, Meter, Table, Timeline, Tug
from .items import change_width
from .layout import Rect
from .tokens import LABEL


@draw.register
def _(item: Meter, brush: Brush) -> None:
    bar = item.bar
    brush.rounded(bar, "well", bar.h / 2, "edge")
    inner = bar.inset(2)
    brush.rounded(
        Rect(inner.x, inner.y, max(inner.h, item.x(item.value) - inner.x), inner.h), item.tone, inner.h / 2
    )
    for n in range(1, len(item.words)):
        edge = item.low + (item.high - item.low) * n / len(item.words)
        x = item.x(edge)
        brush.rect(Rect(x - 0.5, inner.y + 1, 1, inner.h - 2), "edge" if edge > item.value else "panel")
    if item.before is not None:
        brush.triangle(item.x(item.before), bar.y - 4, 9, "soft", up=False)
    for box, word, current in item.labels():
        name, tone = ("bold", "ink") if current else ("regular", "muted")
        brush.label(box, word, LABEL, name, tone, "center")


@draw.register
def _(item: Tug, brush: Brush) -> None:
    at, middle = item.at, item.at.center[0]
    brush.rounded(at, "panel", at.h / 2, "edge")
    against, favor = item.lengths()
    brush.hatch(Rect(middle - against, at.y + 2, against, at.h - 4))
    brush.rounded(Rect(middle, at.y + 2, favor, at.h - 4), "good", 3)
    brush.rect(Rect(middle - 1, at.y - 3, 2, at.h + 6), "ink")


@draw.register
def _(item: Gauge, brush: Brush) -> None:
    line = Rect(item.at.x, item.at.y + 6, item.at.w, 8)
    brush.rounded(line, "line", 4)
    x = line.x + 8 + (line.w - 16) * min(1.0, max(0.0, item.share))
    brush.disc(x, line.center[1], 9, "trust", "panel", 2)
    words = Rect(item.at.x, line.bottom + 4, item.at.w, 20)
    room = item.at.w / 2 - 4
    brush.label(Rect(words.x, words.y, room, 20), item.low, LABEL, tone="muted")
    brush.label(Rect(words.right - room, words.y, room, 20), item.high, LABEL, tone="muted", align="right")


def put_cell(brush: Brush, at: Rect, column: Column, cell: Cell) -> None:
    """Flag, text and change side by side, at the column's side of the box."""
    flag = 28.0 if cell.flag else 0.0
    extra = change_width(cell.change, LABEL) + (5 if cell.text else 0) if cell.change else 0.0
    room = at.w - 4 - flag - extra
    size = measure.fit(cell.text, cell.font, cell.size, room)
    wide = measure.width(cell.text, cell.font, size)
    two = wide > room + 1 and not cell.detail and at.h >= 2 * measure.line(LABEL, 1.15)
    wide = min(wide, room)
    x = at.x + (at.w - flag - wide - extra) * {"left": 0.0, "center": 0.5, "right": 1.0}[column.align]
    middle = at.center[1]
    if cell.flag:
        brush.flag(cell.flag, x, middle, 21)
        x += flag
    if cell.detail:
        under = measure.height(cell.detail, "regular", 15, room, 1.2)
        top = middle - (measure.line(size, 1.2) + under) / 2
        brush.label(Rect(x, top, wide, measure.line(size, 1.2)), cell.text, size, cell.font, cell.tone)
        below = Rect(x, top + measure.line(size, 1.2), room, under)
        brush.lines(below, cell.detail, 15, tone="soft", leading=1.2)
    elif two:
        high = measure.height(cell.text, cell.font, LABEL, room, 1.15)
        box = Rect(x, middle - high / 2, room, min(high, at.h))
        brush.lines(box, cell.text, LABEL, cell.font, cell.tone, column.align, 1.15)
    elif cell.text:
        brush.label(Rect(x, at.y, wide, at.h), cell.text, size, cell.font, cell.tone)
    if cell.change:
        put_change(brush, cell.change, x + wide + (5 if cell.text else 0), middle, LABEL)


@draw.register
def _(item: Table, brush: Brush) -> None:
    for n in item.marked:
        box = item.row_box(n)
        brush.rounded(Rect(box.x - 6, box.y + 2, box.w + 12, box.h - 4), "chosen", 6)
    for n in range(len(item.rows)):
        box = item.row_box(n)
        brush.rect(Rect(box.x, box.y, box.w, 1 / brush.scale), "line")
    for box, column in zip(item.boxes(), item.columns, strict=True):
        head = Cell(column.text, LABEL, "semibold", "muted", column.flag)
        if column.text or column.flag:
            put_cell(brush, Rect(box.x, box.y, box.w, item.head), column, head)
    for box, column, cell in item.cells():
        put_cell(brush, box, column, cell)


@draw.register
def _(item: Timeline, brush: Brush) -> None:
    y, last = item.y, len(item.stops) - 1
    brush.rounded(Rect(item.x(0), y - 2, item.x(last) - item.x(0), 4), "line", 2)
    brush.rounded(Rect(item.x(0), y - 2, max(1.0, item.x(item.now) - item.x(0)), 4), "trust", 2)
    for n, stop in enumerate(item.stops):
        past = n <= item.now
        edge = "trust" if past else "edge"
        if n == item.now:
            brush.disc(item.x(n), y, 8, "panel", "trust", 4)
        else:
            brush.disc(item.x(n), y, 3.5, "trust" if past else "panel", edge, 1.2)
        if stop.icon:
            brush.icon(stop.icon, item.x(n), y - 16, 17, stop.tone)
    for box, text, now in item.words():
        brush.label(box, text, LABEL, "bold" if now else "regular", "ink" if now else "muted", "center")
