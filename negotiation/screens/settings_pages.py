"""What stands on each page of the settings: controls named `set.FIELD` after the fields of `tokens.Look`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from ..words import languages
from . import measure
from .controls import Button, Slider, Toggle, printed, toggle_height
from .figures import Meter
from .items import Delta, Text, change, paragraph, well
from .keys import ACTIONS, chord
from .layout import Rect
from .lists import Option, Tabs
from .pages import Sitting
from .stack import Stack
from .tokens import BODY, FAMILIES, FIGURE, LABEL, LEAST_TEXT, MOST_TEXT, THEMES, Look

ICONS = {"reading": "type", "color": "palette", "motion": "move", "sound": "volume-2", "keys": "keyboard",
         "language": "languages", "game": "sliders-horizontal"}
PAGES = tuple(ICONS)
FIELDS = {"reading": ("text", "family"), "color": ("theme",), "motion": ("motion", "full"),
          "sound": ("mute", "volume", "controls", "events", "captions"), "keys": ("keys",), "language": ("language",),
          "game": ("ask", "numbers", "steps")}
SIZES = tuple(n / 100 for n in range(round(LEAST_TEXT * 100), round(MOST_TEXT * 100) + 1, 10))
LOUD = tuple(n / 10 for n in range(11))


def page_of(name: str) -> Callable[[Stack, Sitting], None]:
    """What sets a page on a stack."""
    return _PAGES[name]


def changed(sitting: Sitting, field: str, value: object) -> None:
    """Set one thing."""
    if field == "language":
        sitting.language = sitting.look.language = str(value)
    else:
        setattr(sitting.look, field, value)


def reset(page: str, sitting: Sitting) -> None:
    """Set everything on a page as it is at first; the language stays that of the words on the screen."""
    usual = dataclasses.asdict(Look())
    for field in FIELDS[page]:
        setattr(sitting.look, field, usual[field])


def _heading(stack: Stack, text: str, note: str = "") -> None:
    at = stack.row(measure.line(17), 4)
    stack.add(Text(at, text, 17, "semibold"))
    if note:
        stack.add(Text(at, note, 17, "bold", align="right"))


def _choice(stack: Stack, sitting: Sitting, field: str, values: tuple[str, ...], chosen: str) -> None:
    """One of a few, as tabs; one under the other where the words need more room than there is."""
    t = sitting.t
    _heading(stack, t(f"settings.{field}"))
    options = tuple(Option(value, t(f"settings.{field}.{value}")) for value in values)
    widest = max(measure.width(option.text, "semibold", BODY) for option in options)
    if (widest + 30) * len(options) <= stack.width:
        stack.add(Tabs(stack.row(40, 14), options, chosen, name=f"set.{field}"))
    else:
        from .lists import ListBox

        stack.add(ListBox(stack.row(42 * len(options), 14), options, chosen, 40, name=f"set.{field}"))


def _switch(stack: Stack, sitting: Sitting, field: str, on: bool) -> None:
    t = sitting.t
    text, detail = t(f"settings.{field}"), t(f"settings.{field}.detail")
    at = stack.row(toggle_height(text, detail, stack.width), 12)
    stack.add(Toggle(at, text, on, detail, name=f"set.{field}"))


def _amount(stack: Stack, sitting: Sitting, field: str, stops: tuple[float, ...], marks: tuple[float, ...]) -> None:
    t, value = sitting.t, float(getattr(sitting.look, field))
    _heading(stack, t(f"settings.{field}"), t.percent(100 * value))
    shown = tuple((mark, t.percent(100 * mark)) for mark in marks)
    stack.add(Slider(stack.row(48, 10), stops, value, shown, name=f"set.{field}"))


def _preview(stack: Stack, sitting: Sitting) -> None:
    """A trust as the board shows it."""
    t = sitting.t
    text = t("settings.preview.text")
    room = stack.width - 32
    lines = measure.height(text, "regular", BODY, room)
    at = stack.row(132 + lines)
    stack.add(well(at))
    inner = at.inset(16, 0)
    stack.add(Text(Rect(inner.x, at.y + 6, room, 20), t("settings.preview"), LABEL, tone="muted"))
    stack.add(Text(Rect(inner.x, at.y + 26, 52, 42), "46", FIGURE, "headline"))
    stack.add(Delta(Rect(inner.x + 56, at.y + 34, 60, 26), change("+5", 1), BODY))
    words = tuple(t(f"band.{n}") for n in ("broken", "wary", "working", "warm", "close"))
    stack.add(Meter(Rect(inner.x, at.y + 68, room, 48), 46, words=words, current=2, before=41))
    y = stack.y
    stack.y = at.y + 118
    stack.text(text, left=16, right=16)
    stack.y = y


def _reading(stack: Stack, sitting: Sitting) -> None:
    _amount(stack, sitting, "text", SIZES, (0.8, 1.0, 1.5, 2.0))
    _choice(stack, sitting, "family", FAMILIES, sitting.look.family)
    _preview(stack, sitting)


def _color(stack: Stack, sitting: Sitting) -> None:
    _choice(stack, sitting, "theme", tuple(THEMES), sitting.look.theme)
    stack.text(sitting.t("settings.theme.detail"), gap=14)
    _preview(stack, sitting)


def _motion(stack: Stack, sitting: Sitting) -> None:
    _switch(stack, sitting, "motion", sitting.look.motion)
    _switch(stack, sitting, "full", sitting.look.full)


def _sound(stack: Stack, sitting: Sitting) -> None:
    _switch(stack, sitting, "mute", sitting.look.mute)
    for field in ("volume", "controls", "events"):
        _amount(stack, sitting, field, LOUD, (0.0, 0.5, 1.0))
    _switch(stack, sitting, "captions", sitting.look.captions)


def _keys(stack: Stack, sitting: Sitting) -> None:
    t = sitting.t
    stack.text(t("settings.keys.detail"), gap=10)
    for action in ACTIONS:
        name, key = t(f"action.{action}"), printed(chord(action, sitting.look.keys))
        font = "semibold" if action in sitting.look.keys else "regular"
        high = measure.height(name, font, BODY, stack.width - 150)
        at = stack.row(max(36.0, high), 4)
        stack.add(paragraph(Rect(0, at.y + max(0.0, (34 - high) / 2), stack.width - 150, 0), name, BODY, font, "ink"))
        stack.add(Button(Rect(at.right - 140, at.y, 140, 34), key, name=f"key.{action}", tip=t("settings.key.tip")))


def _language(stack: Stack, sitting: Sitting) -> None:
    t = sitting.t
    options = tuple(Option(code, t(f"language.{code}")) for code in languages())
    _heading(stack, t("settings.language"))
    stack.add(Tabs(stack.row(40, 14), options, sitting.language, name="set.language"))
    stack.text(t("settings.language.detail"))


def _game(stack: Stack, sitting: Sitting) -> None:
    _switch(stack, sitting, "ask", sitting.look.ask)
    _switch(stack, sitting, "numbers", sitting.look.numbers)
    _switch(stack, sitting, "steps", sitting.look.steps)


_PAGES = {"reading": _reading, "color": _color, "motion": _motion, "sound": _sound, "keys": _keys,
          "language": _language, "game": _game}
