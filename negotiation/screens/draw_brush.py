"""The brush every record is drawn with: shapes, icons, flags, and text that reports when it has no room."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, singledispatch
from pathlib import Path

import pygame

from ..paths import shipped
from . import measure
from .draw_shapes import FINE, Shapes, clear, keep, let_go, reduced
from .faults import lack
from .items import Item
from .layout import Rect
from .tokens import LABEL

ANYWHERE = 1e6


@dataclass(frozen=True)
class Cut:
    """A text that had no room: the text, the box it should have fitted, and the item it belongs to."""

    text: str
    at: Rect
    item: str


cut: list[Cut] = []


def font(name: str, size: int) -> pygame.font.Font:
    """A font of the family in use, at a whole size in real pixels."""
    return _opened(measure.fonts()[name].file, size)


def check_font(file: Path) -> None:
    """Whether the tables of a TrueType or OpenType file lie inside it. Raises OSError, ValueError.

    SDL_ttf opens a file that is no font without a word, and crashes when the font is used.
    """
    read = file.read_bytes()
    count = int.from_bytes(read[4:6], "big")
    if read[:4] not in (b"\0\1\0\0", b"OTTO", b"true") or not count:
        raise ValueError("not a font")
    for n in range(count):
        entry = read[12 + 16 * n : 28 + 16 * n]
        if int.from_bytes(entry[8:12], "big") + int.from_bytes(entry[12:16], "big") > len(read):
            raise ValueError("torn off")


@cache
def _opened(file: Path, size: int) -> pygame.font.Font:
    pygame.font.init()
    try:
        check_font(file)
        return pygame.font.Font(file, size)
    except (OSError, ValueError, pygame.error) as error:
        lack(file, error)
        return pygame.font.Font(None, size)


def forget() -> None:
    """Drop everything kept; fonts do not outlive pygame.quit()."""
    _opened.cache_clear()
    let_go()


@singledispatch
def draw(item: Item, brush: Brush) -> None:
    """Put one record on the surface; registered for every kind of record in the draw_ files."""
    raise TypeError(f"no way to draw {item!r}")


class Brush(Shapes):
    """Shapes, pictures and text; `bounds` is where text may stand, `owner` the item that is being drawn."""

    def __init__(self, surface: pygame.Surface, scale: float = 1.0, theme: str = "paper") -> None:
        """Begin drawing on a surface."""
        super().__init__(surface, scale, theme)
        self.bounds = Rect(0, 0, surface.get_width() / scale, surface.get_height() / scale)
        self.owner = ""

    @contextmanager
    def clipped(self, at: Rect) -> Iterator[None]:
        """Nothing is drawn outside the box; text in it may lie anywhere up or down."""
        before, bounds = self.surface.get_clip(), self.bounds
        self.surface.set_clip(self.box(at).clip(before))
        self.bounds = Rect(at.x, -ANYWHERE, at.w, 2 * ANYWHERE)
        try:
            yield
        finally:
            self.surface.set_clip(before)
            self.bounds = bounds

    def icon(self, name: str, x: float, y: float, size: float, tone: str) -> None:
        """A line icon around a point."""
        side, color = self.px(size), self.tones.get(tone, tone)

        def make() -> pygame.Surface:
            file = shipped("assets") / "icons" / f"{name}.svg"
            try:
                drawn = io.BytesIO(file.read_text(encoding="utf-8").replace("currentColor", color[:7]).encode())
                return reduced(pygame.image.load_sized_svg(drawn, (side * 2, side * 2)), (side, side))
            except (OSError, ValueError, pygame.error) as error:
                lack(file, error)
                return clear(side, side, pygame.Color(color))

        made = keep(("icon", name, side, color), make)
        self.surface.blit(made, (round(x * self.scale - side / 2), round(y * self.scale - side / 2)))

    fictional = False                          # countries that exist nowhere: no flag of a real one, and no land

    def banner(self, country: str) -> pygame.Surface:
        """The picture of a flag; a plain one in the country's color where there is none."""
        if self.fictional:
            return self._plain(country)
        file = shipped("assets") / "flags" / f"{country}.png"
        try:
            return pygame.image.load(file)
        except (OSError, pygame.error) as error:
            lack(file, error)
            return self._plain(country)

    def _plain(self, country: str) -> pygame.Surface:
        plain = pygame.Surface((160, 120))
        plain.fill(self.color(country))
        return plain

    def coin(self, country: str, x: float, y: float, across: float, ring: str = "") -> None:
        """A round flag around a point, with a ring of a tone where one is asked for."""
        if ring:
            self.disc(x, y, across / 2 + 5, "coin", ring, 3)
        side = self.px(across)

        def make() -> pygame.Surface:
            picture = self.banner(country)
            wide, high = picture.get_size()
            # The stars stand at the left edge of the flag; the other two have their emblem in the middle.
            left = 0 if country == "us" else (wide - high) // 2
            big = pygame.Surface((side * FINE, side * FINE), pygame.SRCALPHA)
            part = pygame.Surface((high, high), pygame.SRCALPHA)
            part.blit(picture, (0, 0), (left, 0, high, high))
            pygame.transform.smoothscale(part, big.get_size(), big)
            mask = pygame.Surface(big.get_size(), pygame.SRCALPHA)
            half = side * FINE // 2
            pygame.draw.circle(mask, "#FFFFFF", (half, half), half)
            big.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
            return reduced(big, (side, side))

        made = keep(("coin", country, side, *([self.theme] if self.fictional else [])), make)
        self.surface.blit(made, (round(x * self.scale - side / 2), round(y * self.scale - side / 2)))

    def flag(self, country: str, x: float, y: float, wide: float) -> None:
        """A flag four by three, its left middle at a point."""
        box = self.box(Rect(x, y - wide * 0.375, wide, wide * 0.75))

        def make() -> pygame.Surface:
            made = reduced(self.banner(country), box.size)
            pygame.draw.rect(made, self.color("line"), made.get_rect(), 1)
            return made

        self.surface.blit(keep(("flag", country, box.size, self.theme, self.fictional), make), box)

    def word(self, text: str, name: str, size: float, tone: str) -> tuple[pygame.Surface, int]:
        """A line of text and the height of its baseline, both in real pixels."""
        # Large letters are smooth enough with less enlargement.
        fine = FINE if self.scale < 1.4 else FINE - 1
        real = size * self.scale
        big_size = max(4, round(real * fine))
        big_font = font(name, big_size)
        # The baseline falls on a whole pixel, which keeps the feet of the letters sharp.
        above = -(-big_font.get_ascent() // fine)

        def make() -> pygame.Surface:
            color = self.color(tone)
            drawn = big_font.render(text, True, color)
            high = -(-drawn.get_height() // fine) + 1
            big = clear(drawn.get_width(), high * fine, color)
            big.blit(drawn, (0, above * fine - big_font.get_ascent()), special_flags=pygame.BLEND_RGBA_MAX)
            # pygame sets each letter on a whole pixel, which adds up; here the line gets its measured width back.
            meant = measure.width(text, name, real) * fine / max(1, big_font.size(text)[0])
            wide = drawn.get_width() * min(1.06, max(0.94, meant)) / fine
            return reduced(big, (round(wide), high))

        key = ("word", text, measure.fonts()[name].file.stem, round(real, 2), fine, self.tones.get(tone, tone))
        return keep(key, make), above

    def write(
        self, text: str, x: float, middle: float, size: float, name: str, tone: str, align: str = "left"
    ) -> float:
        """One line whose capitals are centered on a height; gives its width. Nothing is fitted here."""
        wide = measure.width(text, name, size)
        if not text:
            return 0.0
        made, above = self.word(text, name, size, tone)
        base = round((middle + measure.capital(name, size) / 2) * self.scale)
        left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        self.surface.blit(made, (round(left * self.scale), base - above))
        return wide

    def label(
        self,
        at: Rect,
        text: str,
        size: float = 16,
        name: str = "regular",
        tone: str = "ink",
        align: str = "left",
    ) -> float:
        """One line in the middle of a box's height, smaller if it must be, not below 14; gives its width."""
        size = measure.fit(text, name, size, at.w + 1, min(LABEL, size))
        if measure.width(text, name, size) > at.w + 1 or at.h < size * 0.9 or not self.bounds.holds(at, 1.5):
            self.note(text, at)
            text = measure.shorten(text, name, size, at.w)
        x = at.x + at.w * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        return self.write(text, x, at.center[1], size, name, tone, align)

    def lines(
        self,
        at: Rect,
        text: str,
        size: float = 16,
        name: str = "regular",
        tone: str = "soft",
        align: str = "left",
        leading: float = measure.LEADING,
    ) -> float:
        """Wrapped text from the top of a box; gives the height used."""
        high = measure.line(size, leading)
        broken = measure.wrap(text, name, size, at.w)
        wide = max(measure.width(each, name, size) for each in broken)
        if len(broken) * high > at.h + 2 or wide > at.w + 1 or not self.bounds.holds(at, 1.5):
            self.note(text, at)
        x = at.x + at.w * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        for n, each in enumerate(broken):
            self.write(each, x, at.y + (n + 0.5) * high, size, name, tone, align)
        return len(broken) * high

    def note(self, text: str, at: Rect) -> None:
        """Remember a text that had no room."""
        cut.append(Cut(text, at, self.owner))
