"""Turn Natural Earth's countries (npm world-atlas, TopoJSON) into map.json: a developer's script.

    python assets/build/map.py path/to/node_modules/world-atlas/countries-50m.json

Arcs are projected (Albers equal area) and simplified one by one (Visvalingam), so that shared borders stay
shared; small islands are dropped; the three countries are fitted into a box 1000 wide, in whole numbers.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np

ASSETS = Path(__file__).resolve().parents[1]
BOX = 1000
SMALLEST_TRIANGLE = 2.2e-6  # in squared radii of the Earth: finer than a pixel of a 1440-line window
SMALLEST_ISLAND = 1.2e-4
COUNTRIES = {"840": "us", "124": "canada", "484": "mexico"}
# Greenland, Central America and the Caribbean, drawn as plain land.
NEIGHBORS = "304 320 084 340 222 192 558 388 332 214 044 188 591 352 630"


def albers(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Degrees to points [n, 2], y downward: Albers equal-area conic, parallels 20 and 60, at 98 W 40 N."""
    lon, lat = np.radians(lon), np.radians(lat)
    middle, equator, low, high = (math.radians(x) for x in (-98.0, 40.0, 20.0, 60.0))
    n = (math.sin(low) + math.sin(high)) / 2
    c = math.cos(low) ** 2 + 2 * n * math.sin(low)
    rho = np.sqrt(c - 2 * n * np.sin(lat)) / n
    rho0 = math.sqrt(c - 2 * n * math.sin(equator)) / n
    theta = n * ((lon - middle + math.pi) % (2 * math.pi) - math.pi)
    return np.stack([rho * np.sin(theta), rho * np.cos(theta) - rho0], axis=-1)


def triangle(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
    """The area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(points: np.ndarray) -> np.ndarray:
    """Drop the points that matter least, smallest triangle first (Visvalingam, Whyatt 1993); ends stay."""
    count = len(points)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    alive, version = [True] * count, [0] * count
    heap = [(triangle(*points[i - 1 : i + 2]), i, 0) for i in range(1, count - 1)]
    heapq.heapify(heap)
    while heap:
        area, i, made = heapq.heappop(heap)
        if not alive[i] or made != version[i]:
            continue
        if area >= SMALLEST_TRIANGLE:
            break
        alive[i] = False
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < count - 1:
                version[j] += 1
                again = triangle(points[before[j]], points[j], points[after[j]])
                heapq.heappush(heap, (max(area, again), j, version[j]))
    return points[np.array(alive)]


def joined(arcs: list[np.ndarray], order: list[int]) -> np.ndarray:
    """A ring out of arcs; a negative number is an arc walked backward, as TopoJSON has it."""
    walked = [arcs[k] if k >= 0 else arcs[~k][::-1] for k in order]
    return np.concatenate([walked[0], *(arc[1:] for arc in walked[1:])])


def area(ring: np.ndarray) -> float:
    """The area inside a closed ring."""
    x, y = ring[:, 0], ring[:, 1]
    return 0.5 * abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))


def left_out(code: str, degrees: np.ndarray) -> bool:
    """Hawaii and the islands beyond 180 degrees would make the map mostly sea."""
    lon, lat = degrees.mean(axis=0)
    return code == "840" and (lon > 0 or (lon < -150 and lat < 23))


def build(source: Path) -> dict[str, object]:
    """The whole of map.json."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    scale, shift = (np.array(atlas["transform"][key]) for key in ("scale", "translate"))
    degrees = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in atlas["arcs"]]
    arcs = [simplified(albers(arc[:, 0], arc[:, 1])) for arc in degrees]
    shapes = {str(g.get("id")): g for g in atlas["objects"]["countries"]["geometries"]}

    def rings(code: str) -> list[np.ndarray]:
        shape = shapes[code]
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        kept = [joined(arcs, p[0]) for p in polygons if not left_out(code, joined(degrees, p[0]))]
        return sorted((r for r in kept if len(r) > 3 and area(r) >= SMALLEST_ISLAND), key=area, reverse=True)

    countries = {name: rings(code) for code, name in COUNTRIES.items()}
    everything = np.concatenate([ring for each in countries.values() for ring in each])
    corner, far = everything.min(axis=0), everything.max(axis=0)
    zoom = BOX / (far[0] - corner[0])

    def whole(points: np.ndarray) -> list[list[int]]:
        numbers = [[round(float(x)), round(float(y))] for x, y in (points - corner) * zoom]
        return [numbers[0], *(b for a, b in pairwise(numbers) if b != a)]

    meridians = [albers(np.full(40, float(lon)), np.linspace(5, 80, 40)) for lon in range(-180, 0, 15)]
    parallels = [albers(np.linspace(-175, -15, 90), np.full(90, float(lat))) for lat in range(10, 81, 10)]
    return {
        "size": [BOX, math.ceil((far[1] - corner[1]) * zoom)],
        "countries": {name: [whole(r) for r in each] for name, each in countries.items()},
        "neighbors": [whole(r) for code in NEIGHBORS.split() if code in shapes for r in rings(code)],
        "graticule": [whole(line) for line in (*meridians, *parallels)],
    }


if __name__ == "__main__":
    text = json.dumps(build(Path(sys.argv[1])), separators=(",", ":"))
    (ASSETS / "map.json").write_text(text + "\n", encoding="utf-8")
