"""Antialiased shapes on a pygame surface, placed in logical pixels and kept once made."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from io import BytesIO

import pygame

from ..paths import shipped
from .layout import Point, Rect
from .tokens import THEMES

# pygame's shapes have hard edges and its text stands on whole pixels: both are drawn larger and reduced once.
FINE = 4
KEPT = 40_000_000  # bytes of surfaces that are kept


class Kept(OrderedDict[object, pygame.Surface]):
    """Surfaces by their keys, the least lately used first, and how many bytes they hold."""

    held = 0


_kept = Kept()


def keep(key: object, make: Callable[[], pygame.Surface]) -> pygame.Surface:
    """A surface made before, or made now; the least lately used are dropped."""
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    made = _kept[key] = make()
    _kept.held += weight(made)
    while _kept.held > KEPT and len(_kept) > 1:
        _, oldest = _kept.popitem(last=False)
        _kept.held -= weight(oldest)
    return made


def weight(surface: pygame.Surface) -> int:
    """The bytes of a surface."""
    return surface.get_width() * surface.get_height() * surface.get_bytesize()


def clear(width: float, height: float, color: pygame.Color) -> pygame.Surface:
    """A transparent surface whose hidden color is that of what will be drawn, so that edges stay clean."""
    surface = pygame.Surface((max(1, round(width)), max(1, round(height))), pygame.SRCALPHA)
    surface.fill((color.r, color.g, color.b, 0))
    return surface


def reduced(surface: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """A surface made smaller, smoothly."""
    return pygame.transform.smoothscale(surface, (max(1, size[0]), max(1, size[1])))


def let_go() -> None:
    """Drop everything kept."""
    _kept.clear()
    _kept.held = 0


class Shapes:
    """A surface, the scale from logical to real pixels, and a theme."""

    def __init__(self, surface: pygame.Surface, scale: float = 1.0, theme: str = "paper") -> None:
        """Begin drawing on a surface."""
        self.surface, self.scale, self.theme = surface, scale, theme
        self.tones = THEMES[theme]

    def px(self, length: float) -> int:
        """Real pixels of a length, at least one for anything above nothing."""
        return max(1, round(length * self.scale)) if length > 0 else 0

    def box(self, at: Rect) -> pygame.Rect:
        """A rectangle in real pixels; neighbors stay neighbors."""
        left, top = round(at.x * self.scale), round(at.y * self.scale)
        right, bottom = round(at.right * self.scale), round(at.bottom * self.scale)
        return pygame.Rect(left, top, right - left, bottom - top)

    def color(self, tone: str) -> pygame.Color:
        """A token's color, or a color written out."""
        return pygame.Color(self.tones.get(tone, tone))

    def rect(self, at: Rect, tone: str) -> None:
        """A plain rectangle; a thin one is never thinner than a real pixel."""
        color, box = self.color(tone), self.box(at)
        box.w, box.h = max(1, box.w), max(1, box.h)
        if color.a == 255:
            self.surface.fill(color, box)
            return
        veil = pygame.Surface(box.size, pygame.SRCALPHA)
        veil.fill(color)
        self.surface.blit(veil, box)

    def rounded(
        self,
        at: Rect,
        fill: str,
        radius: float = 8,
        edge: str = "",
        width: float = 1,
        corners: tuple[bool, bool, bool, bool] = (True, True, True, True),
    ) -> None:
        """A rectangle with round corners: top left, top right, bottom left, bottom right."""
        box = self.box(at)
        if box.w <= 0 or box.h <= 0 or not (fill or edge):
            return
        bend = min(self.px(radius), box.w // 2, box.h // 2)
        line = self.px(width) if edge else 0
        key = ("round", box.size, bend, fill, edge, line, corners, self.theme)
        made = keep(key, lambda: self._rounded(box.size, bend, fill, edge, line, corners))
        self.surface.blit(made, box)

    def _rounded(
        self, size: tuple[int, int], bend: int, fill: str, edge: str, line: int, corners: Sequence[bool]
    ) -> pygame.Surface:
        outer = self.color(edge or fill)
        inner = self.color(fill) if fill else pygame.Color(outer.r, outer.g, outer.b, 0)
        whole = clear(*size, outer)
        whole.fill(outer)
        whole.fill(inner, whole.get_rect().inflate(-2 * line, -2 * line))
        # Only the corners are bent, so only they are drawn large.
        patch = max(bend, line)
        if not patch:
            return whole
        big = clear(2 * patch * FINE, 2 * patch * FINE, outer)
        pygame.draw.rect(big, outer, big.get_rect(), border_radius=bend * FINE)
        if line:
            hollow = big.get_rect().inflate(-2 * line * FINE, -2 * line * FINE)
            pygame.draw.rect(big, inner, hollow, border_radius=max(0, bend - line) * FINE)
        small = reduced(big, (2 * patch, 2 * patch))
        for n, wanted in enumerate(corners):
            if wanted:
                right, bottom = n % 2, n // 2
                there = (right * (size[0] - patch), bottom * (size[1] - patch))
                whole.fill((outer.r, outer.g, outer.b, 0), (*there, patch, patch))
                # Onto nothing at all a blit copies, so the corner keeps its own transparency.
                whole.blit(small, there, (right * patch, bottom * patch, patch, patch))
        return whole

    def shadow(self, at: Rect, radius: float = 10, blur: float = 9, drop: float = 3) -> None:
        """The soft shadow of a sheet."""
        box, soft = self.box(at), self.px(blur)

        def make() -> pygame.Surface:
            # What is soft needs few pixels: it is drawn at half its size. Two box blurs look like a Gaussian one.
            color, near = self.color("shadow"), soft // 2
            whole = (box.w + 4 * soft, box.h + 4 * soft)
            made = clear(whole[0] // 2, whole[1] // 2, color)
            pygame.draw.rect(made, color, (soft, soft, box.w // 2, box.h // 2), border_radius=self.px(radius) // 2)
            for _ in range(2):
                made = pygame.transform.box_blur(made, max(1, near * 2 // 3))
            return pygame.transform.smoothscale(made, whole)

        made = keep(("shadow", box.size, soft, radius, self.theme), make)
        self.surface.blit(made, (box.x - 2 * soft, box.y - 2 * soft + self.px(drop)))

    def polygon(self, points: Sequence[Point], tone: str) -> None:
        """A filled polygon."""
        real = [(x * self.scale, y * self.scale) for x, y in points]
        left, top = (math.floor(min(p[n] for p in real)) - 1 for n in (0, 1))
        right, bottom = (math.ceil(max(p[n] for p in real)) + 1 for n in (0, 1))
        shape = tuple((round((x - left) * FINE), round((y - top) * FINE)) for x, y in real)
        size = (right - left, bottom - top)

        def make() -> pygame.Surface:
            big = clear(size[0] * FINE, size[1] * FINE, self.color(tone))
            pygame.draw.polygon(big, self.color(tone), shape)
            return reduced(big, size)

        self.surface.blit(keep(("polygon", shape, size, tone, self.theme), make), (left, top))

    def triangle(self, x: float, y: float, size: float, tone: str, up: bool = True) -> None:
        """A small triangle around a point."""
        tip = -0.45 * size if up else 0.45 * size
        base = -tip * 0.9
        self.polygon([(x - size / 2, y + base), (x + size / 2, y + base), (x, y + tip)], tone)

    def disc(self, x: float, y: float, radius: float, fill: str, edge: str = "", width: float = 1) -> None:
        """A circle; its edge lies inside the radius."""
        real, line = radius * self.scale, (self.px(width) if edge else 0)
        side = 2 * math.ceil(real) + 2

        def make() -> pygame.Surface:
            big = clear(side * FINE, side * FINE, self.color(edge or fill))
            middle = (side * FINE // 2, side * FINE // 2)
            if edge:
                pygame.draw.circle(big, self.color(edge), middle, real * FINE)
            pygame.draw.circle(big, self.color(fill), middle, (real - line) * FINE)
            return reduced(big, (side, side))

        made = keep(("disc", round(real, 2), fill, edge, line, self.theme), make)
        self.surface.blit(made, (round(x * self.scale - side / 2), round(y * self.scale - side / 2)))

    def hatch(self, at: Rect, radius: float = 3, ground: str = "bad.well", ink: str = "bad") -> None:
        """Slanted lines: what speaks against."""
        box = self.box(at)
        if box.w <= 0 or box.h <= 0:
            return

        def make() -> pygame.Surface:
            big = pygame.Surface((box.w * FINE, box.h * FINE), pygame.SRCALPHA)
            big.fill(self.color(ground))
            wide, high = big.get_size()
            for x in range(-high, wide + high, self.px(5) * FINE):
                pygame.draw.line(big, self.color(ink), (x, high), (x + high, 0), max(2, self.px(1.3) * FINE))
            made = reduced(big, box.size)
            mask = self._rounded(
                box.size, min(self.px(radius), min(box.size) // 2), "#FFFFFF", "", 0, (True,) * 4
            )
            made.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
            return made

        self.surface.blit(keep(("hatch", box.size, radius, ground, ink, self.theme), make), box)


def mark(side: int = 64) -> pygame.Surface:
    """The game's own mark, for the window's frame and the task bar: a handshake on the color of trust."""
    out = pygame.Surface((side, side), pygame.SRCALPHA)
    pygame.draw.rect(out, THEMES["paper"]["trust"], out.get_rect(), border_radius=side // 5)
    drawing = (shipped("assets") / "icons" / "handshake.svg").read_text(encoding="utf-8")
    white = BytesIO(drawing.replace("currentColor", "#FFFFFF").encode())
    hands = pygame.image.load_sized_svg(white, (side * 3 // 4, side * 3 // 4))
    out.blit(hands, (side // 8, side // 8))
    return out
