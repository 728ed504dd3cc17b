"""Rectangles, and how a screen is cut into rows and columns. Logical pixels: a full window is 1280 x 720."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]

FULL = (1280.0, 720.0)
LEAST = (960.0, 600.0)


@dataclass(frozen=True)
class Rect:
    """A box: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    def __contains__(self, point: Point) -> bool:
        """Whether a point lies in the box."""
        return self.x <= point[0] < self.right and self.y <= point[1] < self.bottom

    @property
    def right(self) -> float:
        """The first x outside."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The first y outside."""
        return self.y + self.h

    @property
    def center(self) -> Point:
        """The middle."""
        return self.x + self.w / 2, self.y + self.h / 2

    def moved(self, dx: float, dy: float) -> Rect:
        """The same box elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """The box smaller by dx left and right and by dy above and below; negative numbers make it larger."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(0.0, self.w - 2 * dx), max(0.0, self.h - 2 * dy))

    def cut(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Rect:
        """What is left when strips are taken off the sides."""
        return Rect(
            self.x + left, self.y + top, max(0.0, self.w - left - right), max(0.0, self.h - top - bottom)
        )

    def placed(self, w: float, h: float, across: float = 0.5, down: float = 0.5) -> Rect:
        """A box w x h within this one: 0 is left or top, 0.5 the middle, 1 right or bottom."""
        return Rect(self.x + (self.w - w) * across, self.y + (self.h - h) * down, w, h)

    def within(self, other: Rect) -> Rect:
        """The same box pushed inside another; kept at its top left where it is larger."""
        x = max(other.x, min(self.x, other.right - self.w))
        y = max(other.y, min(self.y, other.bottom - self.h))
        return Rect(x, y, self.w, self.h)

    def holds(self, other: Rect, slack: float = 0.5) -> bool:
        """Whether another box lies wholly inside this one."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: Rect) -> bool:
        """Whether the two boxes share some area."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


@dataclass(frozen=True)
class Share:
    """A size that takes a share of what fixed sizes leave over, never less than `least`."""

    part: float = 1.0
    least: float = 0.0


REST = Share()
Size = float | Share


def spread(sizes: Sequence[Size], room: float, gap: float) -> list[tuple[float, float]]:
    """Start and length of each size along a line of length `room`."""
    shares = sum(size.part for size in sizes if isinstance(size, Share))
    fixed = sum(size for size in sizes if not isinstance(size, Share))
    left = max(0.0, room - fixed - gap * (len(sizes) - 1))
    places, start = [], 0.0
    for size in sizes:
        length = max(size.least, left * size.part / shares) if isinstance(size, Share) else size
        places.append((start, length))
        start += length + gap
    return places


def rows(box: Rect, *sizes: Size, gap: float = 0.0) -> list[Rect]:
    """The box cut from top to bottom; a size is a height or a Share."""
    return [Rect(box.x, box.y + start, box.w, length) for start, length in spread(sizes, box.h, gap)]


def columns(box: Rect, *sizes: Size, gap: float = 0.0) -> list[Rect]:
    """The box cut from left to right; a size is a width or a Share."""
    return [Rect(box.x + start, box.y, length, box.h) for start, length in spread(sizes, box.w, gap)]


def evenly(box: Rect, count: int, gap: float = 0.0) -> list[Rect]:
    """The box cut into equal columns."""
    return columns(box, *([REST] * count), gap=gap)


def flow(box: Rect, widths: Sequence[float], height: float, gap: float = 0.0) -> list[Rect]:
    """Boxes set like words: left to right, and on a new line where the width runs out."""
    places, x, y = [], box.x, box.y
    for width in widths:
        if x > box.x and x + width > box.right:
            x, y = box.x, y + height + gap
        places.append(Rect(x, y, min(width, box.w), height))
        x += width + gap
    return places


def scale(pixels: tuple[int, int], text: float = 1.0) -> float:
    """Real pixels for one logical pixel: grows with the window; a small one keeps the least logical size."""
    width, height = pixels
    fits = min(width / FULL[0], height / FULL[1])
    if fits < 1:
        fits = min(1.0, width / LEAST[0], height / LEAST[1])
    return max(0.1, fits * text)


def logical(pixels: tuple[int, int], text: float = 1.0) -> tuple[float, float]:
    """The size of a window in logical pixels."""
    factor = scale(pixels, text)
    return pixels[0] / factor, pixels[1] / factor
