"""A screen as lines of text: one record a line, with what differs from its defaults; scrolled contents below it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from negotiation import saves
from negotiation.screens.items import Dialog, Item
from negotiation.screens.layout import Rect
from negotiation.screens.screen import Screen


def listing(screen: Screen) -> list[str]:
    """Every record of a screen as it is shown, back to front; of a dialog only itself and what is on it."""
    items = screen.shown()
    top = max((n for n, item in enumerate(items) if isinstance(item, Dialog)), default=0)
    lines = [line for item in items[top:] for line in _lines(item, "")]
    return [line.replace(str(saves.folder().parent), "(home)") for line in lines]


def _lines(item: Item, indent: str) -> Iterator[str]:
    inner = [each for each in getattr(item, "content", ()) if isinstance(each, Item)]
    yield indent + _one(item, leave=("content",) if inner else ())
    for each in inner:
        yield from _lines(each, indent + "  ")


def _one(record: Any, leave: tuple[str, ...] = ()) -> str:
    """A record: its kind, then every field that is not as it would be anyway."""
    words = [type(record).__name__]
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        usual = field.default if field.default_factory is dataclasses.MISSING else field.default_factory()
        if field.name not in leave and value != usual:
            words.append(_value(value) if isinstance(value, Rect) else f"{field.name}={_value(value)}")
    return " ".join(words)


def _value(value: Any) -> str:
    if isinstance(value, Rect):
        return f"[{_number(value.x)} {_number(value.y)} {_number(value.w)} {_number(value.h)}]"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(_value(each) for each in value) + ")"
    if dataclasses.is_dataclass(value):
        return f"<{_one(value)}>"
    return repr(value)


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"
