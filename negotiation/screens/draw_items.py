"""The plain things: panels, text, rules, icons, flags, badges, dialogs and notices."""

from __future__ import annotations

from . import measure
from .draw_brush import Brush, draw
from .items import (
    EFFECT,
    HEAD,
    TOOLTIP_SIZE,
    Badge,
    Cares,
    Change,
    Delta,
    Dialog,
    Effect,
    Flag,
    Icon,
    Panel,
    Paragraph,
    Pips,
    Ring,
    Rule,
    Text,
    Toast,
    Tooltip,
    change_width,
)
from .layout import Rect
from .tokens import BODY, GAP, PAD, SECTION, TITLE


@draw.register
def _(item: Panel, brush: Brush) -> None:
    at = item.at
    if item.shadow:
        brush.shadow(at, item.radius)
    if item.radius:
        brush.rounded(at, item.fill, item.radius, item.edge)
    elif item.fill:
        brush.rect(at, item.fill)
    if item.stripe:
        stripe = Rect(at.x, at.y, 6, at.h)
        brush.rounded(stripe, item.stripe, 6, corners=(True, False, True, False))
    x = at.x + PAD + (6 if item.stripe else 0)
    middle = at.y + HEAD / 2
    if item.icon:
        brush.icon(item.icon, x + 8, middle, 18, "soft")
        x += 25
    room = at.right - PAD - x
    if item.note:
        wide = min(measure.width(item.note, "regular", 14), room / 2)
        brush.label(Rect(at.right - PAD - wide, at.y, wide, HEAD), item.note, 14, tone="muted", align="right")
        room -= wide + 10
    if item.title:
        brush.label(Rect(x, at.y, room, HEAD), item.title, BODY, "bold")


@draw.register
def _(item: Text, brush: Brush) -> None:
    brush.label(item.at, item.text, item.size, item.font, item.tone, item.align)


@draw.register
def _(item: Paragraph, brush: Brush) -> None:
    brush.lines(item.at, item.text, item.size, item.font, item.tone, item.align, item.leading)


@draw.register
def _(item: Rule, brush: Brush) -> None:
    thin = 1 / brush.scale
    upright = item.at.h > item.at.w
    at = Rect(item.at.x, item.at.y, thin if upright else item.at.w, item.at.h if upright else thin)
    brush.rect(at, item.tone)


@draw.register
def _(item: Icon, brush: Brush) -> None:
    brush.icon(item.icon, *item.at.center, min(item.at.w, item.at.h), item.tone)


@draw.register
def _(item: Flag, brush: Brush) -> None:
    x, y = item.at.center
    if item.round:
        across = min(item.at.w, item.at.h)
        if item.ringed:
            brush.coin(item.country, x, y, across - 10, item.country)
        else:
            brush.disc(x, y, across / 2, "coin")
            brush.coin(item.country, x, y, across - 3)
    else:
        wide = min(item.at.w, item.at.h / 0.75)
        brush.flag(item.country, x - wide / 2, y, wide)


def put_change(brush: Brush, change: Change, x: float, middle: float, size: float = 15) -> float:
    """A triangle and its number from x to the right; gives the width."""
    if change.way:
        brush.triangle(x + size * 0.32, middle, size * 0.58, change.tone, change.way > 0)
    wide = change_width(change, size)
    text = measure.width(change.text, "bold", size)
    brush.write(change.text, x + wide - text, middle, size, "bold", change.tone)
    return wide


@draw.register
def _(item: Delta, brush: Brush) -> None:
    size = item.size
    while size > 14 and change_width(item.change, size) > item.at.w + 1:
        size -= 0.5
    wide = change_width(item.change, size)
    if wide > item.at.w + 1:
        brush.note(item.change.text, item.at)
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[item.align]
    put_change(brush, item.change, item.at.x + (item.at.w - wide) * share, item.at.center[1], size)


def put_effect(brush: Brush, effect: Effect, x: float, middle: float) -> None:
    """A small flag, and arrows for who will care."""
    brush.coin(effect.country, x + 11, middle, 22)
    tone = "good" if effect.strength > 0 else "bad" if effect.strength < 0 else "muted"
    if effect.text:
        brush.write(effect.text, x + 27, middle, 15, "bold", tone)
    elif not effect.strength:
        brush.write("±", x + 30, middle, 16, "bold", tone)
    for n in range(0 if effect.text else abs(effect.strength)):
        brush.triangle(x + 34 + 13 * n, middle, 11, tone, effect.strength > 0)


@draw.register
def _(item: Cares, brush: Brush) -> None:
    for n, effect in enumerate(item.effects):
        put_effect(brush, effect, item.at.x + n * EFFECT, item.at.center[1])


@draw.register
def _(item: Badge, brush: Brush) -> None:
    brush.rounded(item.at, item.fill, item.at.h / 2, item.edge)
    inner = item.at.inset(9, 0)
    if item.icon:
        brush.icon(item.icon, inner.x + 7, inner.center[1], 15, item.tone)
        inner = inner.cut(left=18)
    brush.label(inner, item.text, item.size, "semibold", item.tone, "center")


@draw.register
def _(item: Pips, brush: Brush) -> None:
    for n in range(item.of):
        x = item.at.right - 6 - 18 * (item.of - 1 - n)
        full = n < item.left
        brush.disc(x, item.at.center[1], 6, "trust" if full else "panel", "trust", 1.5)


@draw.register
def _(item: Dialog, brush: Brush) -> None:
    brush.rect(brush.bounds, "veil")
    brush.shadow(item.at, 14, 14, 6)
    brush.rounded(item.at, "panel", 14, "line")
    left, y = item.at.x + item.margin, item.at.y + item.margin - 10
    room = item.at.w - 2 * item.margin
    if item.title:
        high = measure.height(item.title, "headline", TITLE, room, 1.2)
        box = Rect(left, y, room, high)
        brush.lines(box, item.title, TITLE, "headline", "ink", leading=1.2)
        y += high
    if item.text:
        high = measure.height(item.text, "regular", SECTION, room)
        brush.lines(Rect(left, y, room, high), item.text, SECTION)


@draw.register
def _(item: Tooltip, brush: Brush) -> None:
    brush.shadow(item.at, 7, 6, 2)
    brush.rounded(item.at, "bar", 7, "focus" if item.locked else "bar.soft", 2 if item.locked else 1)
    brush.lines(item.at.inset(11, 7), item.text, TOOLTIP_SIZE, "semibold", "bar.ink")


@draw.register
def _(item: Toast, brush: Brush) -> None:
    brush.shadow(item.at)
    brush.rounded(item.at, "bar", 9)
    brush.icon(item.icon, item.at.x + GAP + 12, item.at.center[1], 20, "bar.ink")
    brush.lines(item.at.cut(left=44, top=10, right=8, bottom=8), item.text, BODY, "semibold", "bar.ink")


@draw.register
def _(item: Ring, brush: Brush) -> None:
    brush.rounded(item.at.inset(-5), "", item.radius + 5, "focus.edge", 1.5)
    brush.rounded(item.at.inset(-3.5), "", item.radius + 3.5, "focus", 2.5)
