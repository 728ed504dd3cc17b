"""The controls, one small function each."""

from __future__ import annotations

from . import measure
from .controls import Button, Card, Chip, Choice, Slider, TextField, Toggle, cap, cap_width
from .draw_brush import Brush, draw
from .draw_items import put_effect
from .layout import Rect
from .tokens import LABEL, SECTION

# kind: ground, ground under the pointer, text, edge
BUTTONS = {
    "primary": ("trust", "trust.hot", "trust.ink", ""),
    "plain": ("panel", "well", "ink", "edge"),
    "ghost": ("", "well", "ink", ""),
    "bar": ("", "bar.hot", "bar.ink", ""),
}
OFF = {"bar": ("", "", "bar.soft", ""), "ghost": ("", "", "muted", "")}


def put_cap(brush: Brush, key: str, x: float, middle: float, tone: str) -> None:
    """A printed key from x to the right."""
    wide = cap_width(key) - 8
    brush.rounded(Rect(x, middle - 9.5, wide, 19), "", 4, tone)
    if key == "enter":
        brush.icon("corner-down-left", x + wide / 2, middle, 14, tone)
    else:
        brush.write(cap(key), x + wide / 2, middle, LABEL, "regular", tone, "center")


@draw.register
def _(item: Button, brush: Brush) -> None:
    ground, hot, tone, edge = BUTTONS[item.kind]
    if not item.enabled:
        ground, hot, tone, edge = OFF.get(item.kind, ("well", "well", "muted", "line"))
    brush.rounded(item.at, hot if item.hot else ground, 7, edge)
    x, middle = item.at.center
    if not item.text:
        brush.icon(item.icon, x, middle, min(22.0, item.at.h - 8), tone)
        return
    room = item.at.w - 12
    icon, key = (24.0 if item.icon else 0.0), cap_width(item.key)
    size = measure.fit(item.text, "semibold", item.size, room - icon - key)
    if icon + measure.width(item.text, "semibold", size) + key > room + 1:
        # The printed key is the first to go: the key itself still works.
        key = 0.0
        size = measure.fit(item.text, "semibold", item.size, room - icon)
    wide = measure.width(item.text, "semibold", size)
    if icon + wide > room + 1 and item.at.h >= 2 * measure.line(LABEL, 1.1):
        inner = item.at.inset(6, 0).cut(left=icon)
        high = measure.height(item.text, "semibold", LABEL, inner.w, 1.1)
        box = Rect(inner.x, middle - high / 2, inner.w, high)
        brush.lines(box, item.text, LABEL, "semibold", tone, "center", 1.1)
        if high > item.at.h:
            brush.note(item.text, item.at)
        if item.icon:
            brush.icon(item.icon, item.at.x + 16, middle, 18, tone)
        return
    wide = min(wide, room - icon)
    x -= (icon + wide + key) / 2
    if item.icon:
        brush.icon(item.icon, x + 9, middle, 18, tone)
    brush.label(Rect(x + icon, item.at.y, wide, item.at.h), item.text, size, "semibold", tone)
    if key:
        put_cap(brush, item.key, x + icon + wide + 8, middle, tone)


@draw.register
def _(item: Choice, brush: Brush) -> None:
    ground = "chosen" if item.chosen or item.hot else "well"
    brush.rounded(item.at, ground, 10, "trust" if item.chosen else "line", 1.5 if item.chosen else 1)
    middle = item.at.center[1]
    tone, soft = ("ink", "soft") if item.enabled else ("muted", "muted")
    if item.key:
        side = min(24.0 if item.tight else 28.0, item.at.h - 12)
        box = Rect((item.at.x + item.words.x) / 2 - side / 2, middle - side / 2, side, side)
        brush.rounded(box, "panel", 6, "edge")
        brush.label(box, cap(item.key), 16, "bold", tone, "center")
    left, room = item.words.x, item.words.w
    title = measure.height(item.text, "bold", item.size, room, 1.2)
    detail = measure.height(item.detail, "regular", item.small, room) if item.detail else 0
    y = middle - (title + detail) / 2
    brush.lines(Rect(left, y, room, item.at.bottom - y), item.text, item.size, "bold", tone, leading=1.2)
    if item.detail:
        y += title
        brush.lines(Rect(left, y, room, item.at.bottom - y), item.detail, item.small, "regular", soft)
    for n, effect in enumerate(item.effects):
        put_effect(brush, effect, item.at.right - 84 * (len(item.effects) - n), middle)


@draw.register
def _(item: Card, brush: Brush) -> None:
    brush.shadow(item.at, 12)
    edge, width = ("trust", 2.5) if item.chosen else ("edge", 1)
    brush.rounded(item.at, "well" if item.hot else "panel", 12, edge, width)
    x = item.at.center[0]
    brush.coin(item.country, x, item.at.y + 46, 54, item.country)
    inner = item.at.inset(10, 0)
    brush.label(
        Rect(inner.x, item.at.y + 84, inner.w, 26),
        item.text,
        SECTION,
        "bold",
        f"{item.country}.ink",
        "center",
    )
    note = 26 if item.note else 8
    brush.lines(item.at.inset(8, 0).cut(top=112, bottom=note), item.detail, 15, align="center")
    if item.note:
        brush.label(
            Rect(inner.x, item.at.bottom - 28, inner.w, 22), item.note, LABEL, "semibold", "muted", "center"
        )


@draw.register
def _(item: Chip, brush: Brush) -> None:
    ground = "chosen" if item.chosen else "well" if item.hot else "panel"
    tone = "ink" if item.enabled else "muted"
    edge = "trust" if item.chosen else "edge" if item.enabled else "line"
    brush.rounded(item.at, ground, item.at.h / 2, edge)
    inner = item.at.inset(11, 0)
    middle = item.at.center[1]
    if item.icon:
        brush.icon(item.icon, inner.x + 7, middle, 16, tone)
        inner = inner.cut(left=20)
    if item.closable:
        brush.icon("x", inner.right - 6, middle, 14, tone)
        inner = inner.cut(right=20)
    brush.label(inner, item.text, item.size, "semibold" if item.chosen else "regular", tone)


@draw.register
def _(item: Toggle, brush: Brush) -> None:
    switch = Rect(item.at.right - 46, item.at.y + 4, 44, 24)
    middle = switch.center[1]
    if item.on:
        brush.rounded(switch, "trust" if item.enabled else "muted", 12)
        brush.disc(switch.right - 12, middle, 8, "trust.ink")
        brush.icon("check", switch.x + 13, middle, 13, "trust.ink")
    else:
        brush.rounded(switch, "well", 12, "edge", 1.5)
        brush.disc(switch.x + 12, middle, 8, "edge")
    room = item.at.w - 60
    tone = "ink" if item.enabled else "muted"
    high = measure.height(item.text, "semibold", 17, room)
    brush.lines(Rect(item.at.x, item.at.y + 4, room, high), item.text, 17, "semibold", tone)
    if item.detail:
        rest = item.at.cut(top=high + 4, right=60)
        brush.lines(rest, item.detail, 15, tone="muted")


@draw.register
def _(item: Slider, brush: Brush) -> None:
    track, middle = item.track, item.track.center[1]
    here = item.place(item.value)
    tone = "trust" if item.enabled else "muted"
    brush.rounded(track, "line", 3)
    brush.rounded(Rect(track.x, track.y, max(4.0, here - track.x), track.h), tone, 3)
    taken: list[Rect] = []
    for value, text in item.marks:
        x = item.place(value)
        brush.rect(Rect(x - 0.5, middle + 8, 1, 5), "edge")
        wide = measure.width(text, "regular", LABEL)
        box = Rect(x - wide / 2, middle + 13, wide, 18).within(Rect(item.at.x, middle, item.at.w, 60))
        if not any(box.inset(-4, 0).overlaps(other) for other in taken):
            brush.label(box, text, LABEL, tone="muted")
            taken.append(box)
    if item.ghost is not None:
        brush.disc(item.place(item.ghost), middle, 5.5, "panel", "edge", 1)
    brush.disc(here, middle, 10, tone)
    brush.disc(here, middle, 5 if not item.hot else 6, "panel")


@draw.register
def _(item: TextField, brush: Brush) -> None:
    brush.rounded(item.at, "panel" if item.enabled else "well", 7, "edge")
    inner = item.at.inset(10, 0)
    text, tone = (item.text, "ink") if item.text else (item.hint, "muted")
    # What is being typed is seen at its end, however long it is.
    while text and item.text and measure.width(text, "regular", 16) > inner.w - 4:
        text = text[1:]
    wide = brush.label(inner, text, 16, tone=tone)
    if item.typing:
        caret = inner.x + (wide + 1 if item.text else -2)
        brush.rect(Rect(caret, item.at.center[1] - 10, 1.5, 20), "ink")
