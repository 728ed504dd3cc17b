"""The map with the three links: who trusts whom, how much, and how it changed."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from . import measure
from .controls import NOTHING, Control
from .items import Change, Item, Part
from .layout import Point, Rect
from .tokens import LABEL, band

# Map units, as in assets/map.json: the window on the map, the capitals' nodes, and how far each link bows.
VIEW = Rect(30, 262, 960, 800)
NODES = {"canada": (392.0, 398.0), "us": (748.0, 660.0), "mexico": (470.0, 930.0)}
BOWS = {
    frozenset(("us", "canada")): (40.0, -46.0),
    frozenset(("us", "mexico")): (60.0, 40.0),
    # West of the United States, so that no two links cross.
    frozenset(("canada", "mexico")): (-200.0, 0.0),
}
NODE = 25.0
NUMBER = 19.0


@dataclass(frozen=True)
class Side:
    """One direction of trust: the country that trusts, its trust 0..100 as text too, and the change."""

    country: str
    trust: float
    text: str
    change: Change | None = None


@dataclass(frozen=True)
class Link:
    """Two directions of trust between a pair, and the word for the weaker."""

    value: str
    left: Side
    right: Side
    word: str = ""
    tip: str = ""

    @property
    def weaker(self) -> float:
        """The lower of the two trusts: it decides the line's dashes."""
        return min(self.left.trust, self.right.trust)

    @property
    def mean(self) -> float:
        """The mean of the two: it decides the line's width and color."""
        return (self.left.trust + self.right.trust) / 2

    @property
    def tone(self) -> str:
        """The ribbon's color."""
        return f"trust.{min(4, band(self.mean) + 1)}"

    @property
    def width(self) -> float:
        """The ribbon's width."""
        return 3 + self.mean / 100 * 9


@dataclass(frozen=True)
class MapView(Item):
    """The map alone, fitted into its box, the sea filling the rest. `view` is in map units."""

    view: Rect = VIEW

    @property
    def zoom(self) -> float:
        """Logical pixels for one map unit."""
        return min(self.at.w / self.view.w, self.at.h / self.view.h)

    def on_screen(self, point: Point) -> Point:
        """A map point on the screen."""
        left = self.at.x + (self.at.w - self.view.w * self.zoom) / 2
        top = self.at.y + (self.at.h - self.view.h * self.zoom) / 2
        return left + (point[0] - self.view.x) * self.zoom, top + (point[1] - self.view.y) * self.zoom


@dataclass(frozen=True)
class LinkMap(Control):
    """Map, nodes, links and pills. Pressing a pill or node gives its value; arrows go around the links."""

    links: tuple[Link, ...]
    value: str
    names: tuple[tuple[str, str], ...]
    legend: tuple[tuple[str, str], ...] = ()
    legend_title: str = ""

    @property
    def map(self) -> MapView:
        """The map under it."""
        return MapView(self.at)

    def node(self, country: str) -> Point:
        """The middle of a country's node."""
        return self.map.on_screen(NODES[country])

    def curve(self, link: Link, steps: int = 48) -> list[Point]:
        """The ribbon's middle line, from the left side's node to the right side's."""
        a, b = NODES[link.left.country], NODES[link.right.country]
        bow = BOWS[frozenset((link.left.country, link.right.country))]
        middle = ((a[0] + b[0]) / 2 + bow[0], (a[1] + b[1]) / 2 + bow[1])
        start, pull, end = (self.map.on_screen(p) for p in (a, middle, b))
        points = []
        for n in range(steps + 1):
            t = n / steps
            u, v, w = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
            points.append((u * start[0] + v * pull[0] + w * end[0], u * start[1] + v * pull[1] + w * end[1]))
        return points

    def side_width(self, side: Side) -> float:
        """The room of number and change in a pill."""
        changed = side.change
        extra = measure.width(changed.text, "bold", LABEL) + 16 if changed else 0
        return measure.width(side.text, "bold", NUMBER) + extra

    def pill(self, link: Link) -> Rect:
        """The pill on the middle of its ribbon, pushed inside the map."""
        x, y = self.curve(link)[24]
        # Both halves as wide as the wider, so that the arrows stand in the middle.
        wide = 2 * (42 + ceil(max(self.side_width(link.left), self.side_width(link.right)))) + 22
        return Rect(x - wide / 2, y - 19, wide, 38).within(self.at.inset(4))

    def word_box(self, link: Link) -> Rect:
        """The word hanging from a pill."""
        pill = self.pill(link)
        wide = measure.width(link.word, "bold", LABEL) + 20
        return Rect(pill.center[0] - wide / 2, pill.bottom - 5, wide, 22)

    def node_box(self, country: str) -> Rect:
        """A country's round flag."""
        x, y = self.node(country)
        return Rect(x - NODE, y - NODE, 2 * NODE, 2 * NODE)

    def label(self, country: str) -> Rect:
        """A country's name beside its node: Canada's on the left, the others where there is room."""
        x, y = self.node(country)
        wide = measure.width(dict(self.names)[country], "bold", LABEL) + 18
        right = Rect(x + NODE + 4, y - 12, wide, 24)
        left = Rect(x - NODE - 4 - wide, y - 12, wide, 24)
        below = Rect(x - wide / 2, y + NODE - 1, wide, 24)
        tries = {"canada": (left, below), "us": (right, below), "mexico": (below, right)}[country]
        taken = [self.pill(link) for link in self.links] + [self.word_box(link) for link in self.links]
        for box in tries:
            if self.at.holds(box, -2) and not any(box.overlaps(other) for other in taken):
                return box
        return below.within(self.at.inset(4))

    def legend_box(self) -> Rect:
        """The key of the lines, in the lower left corner."""
        words = [measure.width(text, "regular", LABEL) + 42 for _, text in self.legend]
        wide = max([measure.width(self.legend_title, "bold", LABEL), *words], default=0) + 22
        high = 34 + 22 * len(self.legend)
        return Rect(self.at.x + 10, self.at.bottom - 10 - high, wide, high)

    def parts(self) -> tuple[Part, ...]:
        """The map, its nodes and its pills."""
        nodes = (Part(f"{self.name}.{c}", self.node_box(c)) for c, _ in self.names)
        pills = (Part(f"{self.name}.{link.value}", self.pill(link), link.tip) for link in self.links)
        return (*super().parts(), *nodes, *pills)

    def press(self, point: Point) -> object:
        """The link of the pill, or the country of the node, under the point."""
        for link in reversed(self.links):
            if point in self.pill(link) or (link.word and point in self.word_box(link)):
                return link.value
        for country, _ in self.names:
            if point in self.node_box(country):
                return country
        return NOTHING

    def activate(self) -> object:
        """The chosen link again."""
        return self.value

    def turn(self, key: str) -> object:
        """The next link around the triangle."""
        values = [link.value for link in self.links]
        ways = {"left": -1, "up": -1, "right": 1, "down": 1}
        if key not in ways or not values:
            return NOTHING
        here = values.index(self.value) if self.value in values else -1
        return values[(here + ways[key]) % len(values)]

    def ring(self) -> tuple[Rect, float]:
        """Around the chosen link's pill."""
        for link in self.links:
            if link.value == self.value:
                return self.pill(link), 19
        return self.at, 10
