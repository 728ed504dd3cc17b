"""A point of a design: what is played under one set of conditions; and how the runs of all points are numbered."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from ..rules.names import NAMES
from ..rules.scenario import Scenario
from ..scenarios import loads


@dataclass(frozen=True)
class Point:
    """One set of conditions: a scenario as the design names it, three players in full, dotted keys changed."""

    scenario: str
    players: tuple[str, str, str]
    set: Mapping[str, Any] = field(default_factory=dict)

    @property
    def changes(self) -> str:
        """What is changed, as canonical JSON."""
        return json.dumps(dict(self.set), sort_keys=True)

    @property
    def key(self) -> str:
        """A name of the point that every machine gives alike."""
        text = json.dumps([self.scenario, list(self.players), self.changes])
        return blake2b(text.encode(), digest_size=8).hexdigest()

    def command(self, seed: int) -> str:
        """The command line that plays the run of this seed alone."""
        words = ["negotiation", "simulate", self.scenario, "--seed", str(seed), "--players",
                 ",".join(f"{c}={p}" for c, p in zip(NAMES, self.players, strict=True))]
        for key, value in self.set.items():
            words += ["--set", f"{key}={value if isinstance(value, str) else json.dumps(value)}"]
        return shlex.join(words)


@dataclass(frozen=True)
class World:
    """A scenario as a study keeps it: its name, its hash and its whole text, so that no file is needed again."""

    name: str
    hash: str
    text: str


@lru_cache(maxsize=32)
def scenario_of(world: World, changes: str) -> Scenario:
    """The scenario of a world with some keys changed. Raises ScenarioError."""
    return replace(loads(world.text, world.name, json.loads(changes)), name=world.name)


Group = tuple[int, tuple[int, ...]]        # a point and some of its replications


@dataclass(frozen=True)
class Block:
    """The runs of the points first … last - 1, replications begin … end - 1; point by point."""

    first: int
    last: int
    begin: int
    end: int

    @property
    def size(self) -> int:
        """How many runs."""
        return (self.last - self.first) * (self.end - self.begin)


@dataclass(frozen=True)
class Layout:
    """The numbers of all runs of a study: block after block, so that a design that grows keeps the old numbers."""

    blocks: tuple[Block, ...]

    @property
    def total(self) -> int:
        """How many runs there are."""
        return sum(b.size for b in self.blocks)

    @property
    def points(self) -> int:
        """How many points there are."""
        return max(b.last for b in self.blocks)

    @property
    def replications(self) -> int:
        """How many runs each point has."""
        return max(b.end for b in self.blocks)

    def grown(self, points: int, replications: int) -> Layout:
        """With more points or replications behind."""
        more = [Block(0, self.points, self.replications, replications), Block(self.points, points, 0, replications)]
        return Layout((*self.blocks, *(b for b in more if b.size > 0)))

    def groups(self, start: int, stop: int) -> list[Group]:
        """The runs numbered start … stop - 1, by point."""
        out: list[Group] = []
        offset = 0
        for b in self.blocks:
            wide = b.end - b.begin
            low, high = max(start - offset, 0), min(stop - offset, b.size)
            while low < high:
                point, begin = divmod(low, wide)
                end = min(wide, begin + high - low)
                out.append((b.first + point, tuple(range(b.begin + begin, b.begin + end))))
                low += end - begin
            offset += b.size
        return out

    def cut(self, start: int, stop: int, size: int) -> int:
        """Where a chunk that begins at `start` ends: about `size` runs on, at the end of a point if one lies within."""
        end = min(stop, start + max(1, size))
        offset = 0
        for b in self.blocks:
            if offset <= end - 1 < offset + b.size and end < stop:
                wide = b.end - b.begin
                edge = offset + (end - offset) // wide * wide
                return edge if edge > start else end
            offset += b.size
        return end


def gaps(total: int, covered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of 0 … total - 1 that no given range covers."""
    out, at = [], 0
    for start, stop in sorted(covered):
        if start > at:
            out.append((at, min(start, total)))
        at = max(at, stop)
    return [*out, (at, total)] if at < total else out
