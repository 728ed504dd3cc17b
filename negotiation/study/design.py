"""Designs of studies (doors 5): a YAML file in, checked points out; all that is wrong told before a game is played."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..checking import Checker
from ..reading import FileError, Item, Problem, Tree, joined, near
from ..rules.names import NAMES
from ..rules.reasons import Reason
from ..scenarios import ScenarioError, load, names, scenario_hash, scenario_text
from ..strategies import StrategyError, find
from .folder import sha
from .points import Point, World, scenario_of
from .sampling import Draft, drawn
from .tables import MEASURES

KEYS = ("name", "title", "scenario", "seed", "replications", "players", "set", "points", "grid", "sample", "table",
        "measures")
WAYS = ("points", "grid", "sample", "table")
LAST_SEED, MOST = 2 ** 63 - 1, 10 ** 9
TRIED = 400                                # worlds that are all built before a game is played; of more, the outermost


class DesignError(FileError):
    """A design that cannot be played: every problem with file, line, key and remedy."""


@dataclass(frozen=True)
class Design:
    """A design that can be played. `method` says how its points were drawn, `text` is the file as it was."""

    name: str
    file: str
    text: str
    seed: int
    replications: int
    measures: tuple[str, ...]
    points: tuple[Point, ...]
    worlds: Mapping[str, World]
    strategies: Mapping[str, str] = field(default_factory=dict)
    method: Mapping[str, Any] = field(default_factory=dict)


def read_design(given: str | Path | Mapping[str, Any]) -> Design:
    """The design of a file, or of a table of the same keys. Raises DesignError."""
    if isinstance(given, Mapping):
        file, text = "design", json.dumps(given, ensure_ascii=False, indent=1, default=str) + "\n"
    else:
        file = str(given)
        text = _text(Path(given))
    tree = Tree(file)
    item = tree.read(text)
    check = Checker(tree.problems)
    design = _design(check, item, file, text) if item is not None else None
    check.done(DesignError)
    assert design is not None
    return design


def check_design(path: str | Path) -> list[Problem]:
    """Everything that is wrong in a design; empty when all is well."""
    try:
        read_design(path)
    except FileError as error:
        return list(error.problems)
    return []


def _text(path: Path) -> str:
    from ..reading import read_file
    item, problems = read_file(path)
    if problems or item is None:
        raise DesignError(problems)
    return path.read_text(encoding="utf-8-sig")


def _design(check: Checker, item: Item, file: str, text: str) -> Design | None:
    given = check.table(item, "", KEYS)
    name = check.text(given["name"], "name") if "name" in given else Path(file).stem
    if "replications" not in given:
        check.fault(item, "replications", Reason("file.missing"), Reason("study.add_it"))
    seed = int(check.number(given["seed"], "seed", 0, LAST_SEED, whole=True)) if "seed" in given else 0
    count = 1
    if "replications" in given:
        count = int(check.number(given["replications"], "replications", 1, MOST, whole=True))
    if seed > LAST_SEED - count + 1:
        check.wrong(given["seed"], "seed", "study.smaller_seed")
    measures: tuple[str, ...] = ("runs",)
    if "measures" in given:
        asked = check.names(given["measures"], "measures", MEASURES)
        measures = tuple(m for m in MEASURES if m == "runs" or m in asked)
    ways = [w for w in WAYS if w in given]
    if len(ways) != 1:
        where = given[ways[1]] if ways else item
        check.fault(where, ways[1] if ways else "", Reason("study.two_ways" if ways else "study.no_way"),
                    Reason("study.one_way", {"ways": ", ".join(WAYS)}))
        return None
    drafts, method = drawn(check, given, ways[0], seed)
    folder = Path(file).parent
    reader = _Reader(check, item, folder)
    points = [reader.point(d) for d in drafts]
    if not drafts and not check.problems:
        check.wrong(given[ways[0]], ways[0], "study.needs_points")
    if check.problems:
        return None
    try_worlds(check, drafts, [p for p in points if p is not None], reader.worlds)
    return Design(name, file, text, seed, count, measures, tuple(p for p in points if p is not None), reader.worlds,
                  reader.strategies, method)


class _Reader:
    """Turns drafts into points: finds their scenarios and strategies, each once."""

    def __init__(self, check: Checker, item: Item, folder: Path) -> None:
        self._check, self._item, self._folder = check, item, folder
        self.worlds: dict[str, World] = {}
        self.strategies: dict[str, str] = {}
        self._named: dict[str, str] = {}                   # as written, as loaded
        self._seats: dict[str, tuple[str, str, str]] = {}
        self._players: dict[str, str | None] = {}
        self._faulty: set[str] = set()

    def point(self, draft: Draft) -> Point | None:
        """The point of a draft; None where its scenario cannot be had."""
        if draft.scenario is None:
            if "" not in self._faulty:
                self._faulty.add("")
                self._check.fault(self._item, "scenario", Reason("file.missing"), Reason("study.add_it"))
            return None
        name = self._scenario(*draft.scenario)
        players = {}
        for country, (item, key) in draft.players.items():
            if country not in NAMES:
                self._check.unknown(item, key, "file.unknown_country", country, NAMES)
            else:
                players[country] = self._player(item, key)
        if name is None:
            return None
        own = dict(zip(NAMES, self._seats[name], strict=True))
        seats = [players.get(c) or own[c] for c in NAMES]
        return Point(name, (seats[0], seats[1], seats[2]), {key: item.plain for key, (item, _) in draft.set.items()})

    def _scenario(self, item: Item, key: str) -> str | None:
        text = self._check.text(item, key)
        if text not in self._named:
            self._named[text] = text if text in names() else self._path(text)
        name = self._named[text]
        if name in self._faulty:
            return None
        if name not in self.worlds:
            try:
                scenario = load(name)
            except ScenarioError as error:
                self._faulty.add(name)
                if any(p.file and p.file != name for p in error.problems) or os.path.isfile(name):
                    self._check.problems += error.problems         # they lie in the scenario's own file
                else:
                    self._check.unknown(item, key, "file.unknown_scenario", text, names())
                return None
            self.worlds[name] = World(scenario.name, scenario_hash(scenario), scenario_text(scenario))
            self._seats[name] = tuple(str(find(s)) for s in scenario.seats)  # type: ignore[assignment]
        return name

    def _player(self, item: Item, key: str) -> str | None:
        text = self._check.text(item, key)
        if text not in self._players:
            name, bracket, rest = text.partition("(")
            asked = self._path(name) + bracket + rest if name.strip().endswith(".py") else text
            try:
                found = find(asked)
                self._players[text] = str(found)
                if found.name.endswith(".py"):
                    self.strategies[found.name] = sha(Path(found.name))
            except StrategyError as error:
                self._players[text] = None
                said = error.reason
                self._check.fault(item, key, said, Reason("study.list_strategies"))
        return self._players[text]

    def _path(self, text: str) -> str:
        """A path as seen from the design's folder, else as it is."""
        beside = self._folder / text
        return str(beside) if os.path.isfile(beside) else text


def try_worlds(check: Checker, drafts: Sequence[Draft], points: Sequence[Point], worlds: Mapping[str, World]) -> None:
    """Build the scenario of every point; of very many, of the outermost values of each key.

    Problems bear the design's lines.
    """
    chosen = differing(drafts, points)
    if len(chosen) > TRIED:
        chosen = outermost(drafts, chosen)
    told: set[tuple[str, int, str, str]] = set()
    for n in chosen:
        try:
            scenario_of(worlds[points[n].scenario], points[n].changes)
        except ScenarioError as error:
            for problem in error.problems:
                mapped = _mapped(drafts[n], problem)
                mark = (mapped.file, mapped.line, mapped.key, mapped.problem.id)
                if mark not in told:
                    told.add(mark)
                    check.problems.append(mapped)


def differing(drafts: Sequence[Draft], points: Sequence[Point]) -> list[int]:
    """The first point of each world; as soon as there are too many to try, all that may differ."""
    entries: dict[tuple[str, tuple[int, ...]], int] = {}
    for n, (draft, point) in enumerate(zip(drafts, points, strict=True)):
        # The points of a grid share the very entries: a million are told apart without reading one of them.
        entries.setdefault((point.scenario, tuple(map(id, draft.set.values()))), n)
    worlds: dict[tuple[str, str], int] = {}
    for n in entries.values():
        worlds.setdefault((points[n].scenario, points[n].changes), n)
        if len(worlds) > TRIED:
            return list(entries.values())
    return list(worlds.values())


def outermost(drafts: Sequence[Draft], chosen: Sequence[int]) -> list[int]:
    """Of many drafts, those with the least and the greatest number of each key, and one with each other value."""
    first: dict[str, dict[int, int]] = {}
    for n in chosen:
        for key, entry in drafts[n].set.items():
            first.setdefault(key, {}).setdefault(id(entry), n)
    kept: dict[int, None] = {}
    for key, rows in first.items():
        numbers: list[tuple[float, int]] = []
        others: dict[str, int] = {}
        for n in rows.values():
            value = drafts[n].set[key][0].plain
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                numbers.append((float(value), n))
            else:
                others.setdefault(json.dumps(value), n)
        kept |= dict.fromkeys([min(numbers)[1], max(numbers)[1]] if numbers else [])
        kept |= dict.fromkeys(others.values())
    return list(kept)


def _mapped(draft: Draft, problem: Problem) -> Problem:
    """A problem of a scenario at the line and key of the design that brought it about."""
    own = [k for k in draft.set if problem.key == k or problem.key.startswith((f"{k}.", f"{k}["))
           or k.startswith(f"{problem.key}.")]
    if not own and draft.set:
        hit = near(problem.key, list(draft.set))
        own = [hit] if hit else list(draft.set)[:1]
    item, key = draft.set[own[0]] if own else draft.scenario or (None, "")
    if item is None:
        return problem
    return Problem(item.file, item.line, key if own else joined(key, problem.key), problem.problem, problem.remedy)
