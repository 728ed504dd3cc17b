"""Charts as records of SVG: a page builds its elements from them, so that text stays text and colors are the page's.

A record is [name, attributes, children]; `written` gives the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from ...rules.names import NAMES

Mark = list[Any]
WIDE, HIGH = 640, 400                      # units of a whole chart; 20 units are a line of text
GRAIN = 5                                  # units under which two points of a cloud are one


def mark(name: str, class_: str = "", *kids: Mark | str, **attributes: object) -> Mark:
    """One element; numbers are rounded to a tenth of a unit, `_` in a name is a hyphen."""
    found = {"class": class_} if class_ else {}
    for key, value in attributes.items():
        found[key.replace("_", "-")] = f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
    return [name, found, list(kids)]


def chart(*kids: Mark, wide: int = WIDE, high: int = HIGH) -> Mark:
    """A whole chart; its words stand beside it as a table, so it is a picture to whoever cannot see it."""
    return mark("svg", "chart", *kids, viewBox=f"0 0 {wide} {high}", aria_hidden="true")


def words_at(x: float, y: float, text: str, class_: str = "", anchor: str = "start") -> Mark:
    """A line of text; `anchor`: start, middle, end."""
    return mark("text", class_, text, x=float(x), y=float(y), text_anchor=anchor)


def rule(x1: float, y1: float, x2: float, y2: float, class_: str = "grid") -> Mark:
    """A straight line."""
    return mark("line", class_, x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2))


def bar(x: float, y: float, wide: float, high: float, class_: str) -> Mark:
    """A rectangle; one without extent is a hairline."""
    return mark("rect", class_, x=float(x), y=float(y), width=float(max(wide, 1.0)), height=float(max(high, 1.0)))


def disc(x: float, y: float, r: float, class_: str) -> Mark:
    """A circle."""
    return mark("circle", class_, cx=float(x), cy=float(y), r=float(r))


def token(country: int, x: float, y: float, r: float, class_: str = "") -> Mark:
    """A country's own shape: square, circle, triangle."""
    name = f"{NAMES[country]} {class_}".strip()
    if country == 0:
        return bar(x - .85 * r, y - .85 * r, 1.7 * r, 1.7 * r, name)
    if country == 1:
        return disc(x, y, r, name)
    points = f"{x:.1f},{y - 1.05 * r:.1f} {x + 1.1 * r:.1f},{y + .85 * r:.1f} {x - 1.1 * r:.1f},{y + .85 * r:.1f}"
    return mark("polygon", name, points=points)


def path(points: Iterable[tuple[float, float]], class_: str) -> Mark:
    """A line through points."""
    return mark("polyline", class_, points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points))


def cloud(points: Iterable[tuple[float, float]], class_: str) -> Mark:
    """Many points as one element; those that would cover each other are drawn once."""
    cells = sorted({(round(x / GRAIN), round(y / GRAIN)) for x, y in points})
    return mark("path", f"cloud {class_}", d="".join(f"M{x * GRAIN} {y * GRAIN}h0" for x, y in cells))


def scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """From values to units."""
    span = (high - low) or 1.0
    return lambda value: start + (float(value) - low) / span * (end - start)


def reach(values: Sequence[float] | np.ndarray, zero: bool = True, least: float = 1.0) -> tuple[float, float]:
    """The ends of an axis for values, round numbers; 0 among them if asked for."""
    flat = [float(v) for v in np.ravel(np.asarray(values, np.float64)) if np.isfinite(v)] or [0.0]
    low, high = min(flat), max(flat)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < least:
        low, high = low - least / 2, high + least / 2
    for _ in range(3):                     # a wider axis may have wider ticks
        step = round_step(low, high)
        low, high = (round(float(end(x / step - slack) * step), 9) for end, x, slack in
                     ((np.floor, low, -1e-9), (np.ceil, high, 1e-9)))
    return low, high


def round_step(low: float, high: float, most: int = 5) -> float:
    """The distance of the ticks of an axis: 1, 2 or 5 times a power of ten."""
    rough = max(high - low, 1e-9) / most
    power = 10.0 ** np.floor(np.log10(rough))
    return float(next(power * n for n in (1, 2, 5, 10) if power * n >= rough - 1e-12))


def ticks(low: float, high: float) -> list[float]:
    """The values at which an axis is marked."""
    step = round_step(low, high)
    first = np.ceil(low / step - 1e-9)
    return [round(float(n * step), 9) for n in np.arange(first, np.floor(high / step + 1e-9) + 1)]


def written(record: Mark | str) -> str:
    """A record as the text of an SVG file."""
    if isinstance(record, str):
        return escape(record)
    name, attributes, kids = record
    space = {"xmlns": "http://www.w3.org/2000/svg"} if name == "svg" else {}
    head = "".join(f" {key}={quoteattr(value)}" for key, value in {**space, **attributes}.items())
    return f"<{name}{head}>{''.join(written(kid) for kid in kids)}</{name}>"
