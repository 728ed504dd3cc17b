"""How wide text is and where it breaks, from the metrics of the shipped fonts: no drawing, no pygame."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..paths import shipped
from .faults import lack

# The names records use, and what stands for each in every family a player may choose.
FONTS = ("regular", "semibold", "bold", "serif", "headline")
_SANS = ("SourceSans3_400Regular", "SourceSans3_600SemiBold", "SourceSans3_700Bold")
_SERIF = ("SourceSerif4_400Regular", "SourceSerif4_600SemiBold", "SourceSerif4_700Bold")
_EASY = tuple(f"AtkinsonHyperlegibleNext_{weight}" for weight in ("400Regular", "600SemiBold", "700Bold"))
FILES = {
    "sans": (*_SANS, *_SERIF[1:]),
    "serif": (*_SERIF, *_SERIF[1:]),
    "easy": (*_EASY, *_EASY[1:]),
}
ELLIPSIS = "…"
LEADING = 1.3
# A no-break space holds its two words together; every other space may end a line.
SPACE = " "


@dataclass(frozen=True)
class Font:
    """One font, in thousandths of its size."""

    file: Path
    ascent: int
    descent: int
    capital: int
    advance: dict[str, int]
    before: dict[str, int]
    after: dict[str, int]
    kerning: list[list[int]]
    unknown: int

    def width(self, text: str) -> int:
        """The width of one line."""
        total = sum(self.advance.get(letter, self.unknown) for letter in text)
        for a, b in pairwise(text):
            row, column = self.before.get(a), self.after.get(b)
            if row is not None and column is not None:
                total += self.kerning[row][column]
        return total


_family = "sans"
# Measures for any font, wide enough for most, where the true ones cannot be read.
ROUGH: dict[str, Any] = {"ascent": 1000, "descent": 300, "capital": 660, "advance": {"0": 560}, "before": [],
                         "after": [], "kerning": []}


def use(family: str) -> None:
    """Set text in another family from now on: what is measured and what is drawn."""
    global _family
    if family != _family:
        _family = family
        width.cache_clear()
        wrap.cache_clear()


def family() -> str:
    """The family in use."""
    return _family


def fonts() -> dict[str, Font]:
    """Every font of the family in use, by the name records use."""
    return _fonts(_family)


@cache
def _fonts(family: str) -> dict[str, Font]:
    read = _read()
    return {name: read[file] for name, file in zip(FONTS, FILES[family], strict=True)}


@cache
def _read() -> dict[str, Font]:
    folder = shipped("assets") / "fonts"
    try:
        read = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
        return {name: _font(folder / f"{name}.ttf", one) for name, one in read.items()}
    except (OSError, ValueError, KeyError) as error:
        lack(folder / "metrics.json", error)
        return {name: _font(folder / f"{name}.ttf", ROUGH) for family in FILES.values() for name in family}


def _font(file: Path, one: dict[str, Any]) -> Font:
    def members(groups: list[str]) -> dict[str, int]:
        return {letter: n for n, group in enumerate(groups) for letter in group}

    return Font(
        file=file,
        ascent=one["ascent"],
        descent=one["descent"],
        capital=one["capital"],
        advance=one["advance"],
        before=members(one["before"]),
        after=members(one["after"]),
        kerning=one["kerning"],
        unknown=max(one["advance"]["0"], 600),
    )


@lru_cache(maxsize=8000)
def width(text: str, font: str = "regular", size: float = 16) -> float:
    """The width of one line of text, in the unit of `size`."""
    return fonts()[font].width(text) * size / 1000


def capital(font: str, size: float) -> float:
    """The height of a capital letter: what is centered when a label stands in the middle of a box."""
    return fonts()[font].capital * size / 1000


@lru_cache(maxsize=4000)
def wrap(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """The lines of a text set into a width; a word wider than the width stands alone on its line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(SPACE):
            longer = f"{line}{SPACE}{word}" if line else word
            if line and width(longer, font, size) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return tuple(lines)


def height(text: str, font: str, size: float, room: float, leading: float = LEADING) -> float:
    """The height a text needs in a width."""
    return len(wrap(text, font, size, room)) * line(size, leading)


def line(size: float, leading: float = LEADING) -> float:
    """From one baseline to the next."""
    return size * leading


def fit(text: str, font: str, size: float, room: float, least: float = 14) -> float:
    """The largest size up to `size` and down to `least` at which one line fits; `least` where none does."""
    wide = width(text, font, 1000) / 1000
    if wide * size <= room + 0.01:
        return size
    return max(least, min(size, int(room / wide * 2) / 2))


def shorten(text: str, font: str, size: float, room: float) -> str:
    """The text, or as much of its beginning as fits before an ellipsis."""
    if width(text, font, size) <= room:
        return text
    kept = text
    while kept and width(kept.rstrip() + ELLIPSIS, font, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS
