"""The points of a design as drafts whose values still know their lines: a list, a grid, a sample, a table."""

from __future__ import annotations

import csv
import io
import itertools
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..checking import Checker
from ..reading import Item, Tree, joined
from ..rules.names import NAMES
from ..rules.reasons import Reason

Entry = tuple[Item, str]                   # a value with its line, and its key in the design
METHODS = ("latin", "sobol", "saltelli")
POINT = ("scenario", "players", "set")
MOST_POINTS = 1_000_000
DIGITS = 9                                 # of a drawn number: what any machine draws alike
SEAT = "players."


@dataclass(frozen=True)
class Draft:
    """A point as it stands in the file."""

    scenario: Entry | None = None
    players: Mapping[str, Entry] = field(default_factory=dict)
    set: Mapping[str, Entry] = field(default_factory=dict)

    def with_keys(self, entries: Mapping[str, Entry]) -> Draft:
        """With further keys: `scenario`, `players` (all three alike), `players.canada`, or a key of the scenario."""
        scenario, players, changed = self.scenario, dict(self.players), dict(self.set)
        for key, entry in entries.items():
            if key == "scenario":
                scenario = entry
            elif key == "players":
                players |= dict.fromkeys(NAMES, entry)
            elif key.startswith(SEAT):
                players[key.removeprefix(SEAT)] = entry
            else:
                changed[key.removeprefix("set.")] = entry
        return Draft(scenario, players, changed)


def drawn(check: Checker, given: Mapping[str, Item], way: str, seed: int) -> tuple[list[Draft], dict[str, Any]]:
    """The drafts of a design's points, and how they were drawn."""
    common = _draft(check, {k: v for k, v in given.items() if k in POINT}, "")
    item = given[way]
    if way == "points":
        rows = [(_draft(check, check.table(row, f"points[{n}]", POINT), f"points[{n}]", common))
                for n, row in enumerate(check.rows(item, "points"))]
        return rows, {"way": way}
    if way == "grid":
        return _grid(check, item, common), {"way": way}
    if way == "table":
        return _table(check, item, common), {"way": way, "table": str(item.value)}
    return _sample(check, item, common, seed)


def _draft(check: Checker, given: Mapping[str, Item], at: str, common: Draft | None = None) -> Draft:
    """The draft of one table with scenario, players and set."""
    out = common or Draft()
    if "scenario" in given:
        out = out.with_keys({"scenario": (given["scenario"], joined(at, "scenario"))})
    for name in ("players", "set"):
        if name not in given:
            continue
        key = joined(at, name)
        if name == "players" and isinstance(given[name].value, str):
            out = out.with_keys({SEAT + c: (given[name], key) for c in NAMES})
            continue
        entries = check.table(given[name], key)
        prefix = SEAT if name == "players" else ""
        out = out.with_keys({prefix + k: (item, joined(key, k)) for k, item in entries.items()})
    return out


def _grid(check: Checker, item: Item, common: Draft) -> list[Draft]:
    axes = {key: [(row, f"grid.{key}[{n}]") for n, row in enumerate(check.rows(entry, f"grid.{key}"))]
            for key, entry in check.table(item, "grid").items()}
    size = 1
    for key, values in axes.items():
        size *= len(values)
        if not values and isinstance(item.value[key].value, list):
            check.wrong(item.value[key], f"grid.{key}", "study.needs_values")
    if size > MOST_POINTS:
        check.fault(item, "grid", Reason("study.too_many_points", {"n": str(size)}),
                    Reason("study.at_most", {"n": str(MOST_POINTS)}))
        return []
    if not axes:
        return []
    return [common.with_keys(dict(zip(axes, row, strict=True))) for row in itertools.product(*axes.values())]


def _sample(check: Checker, item: Item, common: Draft, seed: int) -> tuple[list[Draft], dict[str, Any]]:
    given = check.table(item, "sample", ("method", "points", "ranges"))
    for key in ("method", "points", "ranges"):
        if key not in given:
            check.fault(item, f"sample.{key}", Reason("file.missing"), Reason("study.add_it"))
    if check.problems:
        return [], {}
    method = check.choice(given["method"], "sample.method", METHODS)
    count = int(check.number(given["points"], "sample.points", 1, MOST_POINTS, whole=True))
    if method != "latin" and count & (count - 1):
        check.wrong(given["points"], "sample.points", "study.power_of_two", below=str(1 << (count.bit_length() - 1)),
                    above=str(1 << count.bit_length()))
    ranges: dict[str, tuple[float, float, bool]] = {}
    for key, entry in check.table(given["ranges"], "sample.ranges").items():
        ranges[key] = _range(check, entry, f"sample.ranges.{key}", key)
    if not ranges:
        check.wrong(given["ranges"], "sample.ranges", "study.needs_ranges")
    if check.problems:
        return [], {}
    rows = _numbers(check, given["method"], method, count, ranges, seed)
    drafts = []
    for row in rows:
        values = {key: (Item(value, given["ranges"].file, given["ranges"].value[key].line), f"sample.ranges.{key}")
                  for key, value in zip(ranges, row, strict=True)}
        drafts.append(common.with_keys(values))
    return drafts, {"way": "sample", "method": method, "points": count, "seed": seed,
                    "ranges": {key: [low, high] for key, (low, high, _) in ranges.items()}}


def _range(check: Checker, item: Item, at: str, key: str) -> tuple[float, float, bool]:
    """Low, high, and whether whole numbers are meant: `[low, high]`, or `{low: …, high: …, whole: true}`."""
    if key == "scenario" or key.startswith(SEAT):
        check.wrong(item, at, "study.no_range")
        return 0.0, 1.0, False
    whole = False
    if isinstance(item.value, dict):
        given = check.table(item, at, ("low", "high", "whole"))
        whole = "whole" in given and check.flag(given["whole"], f"{at}.whole")
        bounds = [check.number(given[k], f"{at}.{k}", -1e12, 1e12) if k in given else None for k in ("low", "high")]
        if None in bounds:
            check.wrong(item, at, "study.needs_range")
            return 0.0, 1.0, False
        low, high = float(bounds[0] or 0.0), float(bounds[1] or 0.0)
    else:
        low, high = check.numbers(item, at, 2, -1e12, 1e12)
    if not low < high and not any(p.key.startswith(at) for p in check.problems):
        check.wrong(item, at, "study.needs_range")
    return low, high, whole


def _numbers(check: Checker, item: Item, method: str, count: int, ranges: Mapping[str, tuple[float, float, bool]],
             seed: int) -> list[list[float | int]]:
    import numpy as np
    unit = _drawn(check, item, method, count, list(ranges), seed)
    if unit is None:
        return []
    low, high = (np.array([r[k] for r in ranges.values()], float) for k in (0, 1))
    whole = [r[2] for r in ranges.values()]
    scaled = low + unit * (high - low)
    out: list[list[float | int]] = []
    for row in scaled.tolist():
        out.append([int(min(h, max(lo, round(x)))) if w else float(f"{x:.{DIGITS}g}")
                    for x, w, lo, h in zip(row, whole, low, high, strict=True)])
    return out


def _drawn(check: Checker, item: Item, method: str, count: int, keys: Sequence[str], seed: int) -> Any:
    """[point, key] in 0 … 1; None where the package for it is missing."""
    package, extra = ("SALib", "sensitivity") if method == "saltelli" else ("scipy", "study")
    try:
        if method == "saltelli":
            from SALib.sample import sobol
            problem = {"num_vars": len(keys), "names": list(keys), "bounds": [[0.0, 1.0]] * len(keys)}
            return sobol.sample(problem, count, calc_second_order=False, seed=seed % 2**32)
        from scipy.stats import qmc
    except ImportError:
        check.fault(item, "sample.method", Reason("study.needs_package", {"name": package}),
                    Reason("study.install", {"command": f"pip install 'negotiation[{extra}]'"}))
        return None
    sampler = qmc.LatinHypercube if method == "latin" else qmc.Sobol
    return sampler(len(keys), rng=seed).random(count)


def _table(check: Checker, item: Item, common: Draft) -> list[Draft]:
    """One point a row of a CSV file; its head names the keys, an empty cell leaves one as it is."""
    text = check.text(item, "table")
    path = Path(item.file).parent / text
    path = path if os.path.isfile(path) else Path(text)
    tree = Tree(str(path))
    try:
        if os.path.exists(path) and not os.path.isfile(path):     # a folder, a pipe, a device
            raise IsADirectoryError(path)
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), strict=True))
    except (OSError, ValueError, csv.Error) as error:     # ValueError: no UTF-8, a zero in the path
        missing = isinstance(error, FileNotFoundError)
        check.fault(item, "table", Reason("file.no_such_file" if missing else "file.unreadable"),
                    Reason("file.check_path"))
        return []
    head = [cell.strip() for cell in rows[0]] if rows else []
    whole = Item(None, str(path), 1)
    for n, key in enumerate(head):
        if not key or key in head[:n]:
            check.fault(whole, key, Reason("study.bad_column", {"n": str(n + 1)}), Reason("study.name_columns"))
    drafts = []
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(head):
            check.fault(Item(None, str(path), line), "", Reason("file.wrong_count", {"count": str(len(row))}),
                        Reason("file.needs_count", {"count": str(len(head))}))
            continue
        entries = {key: (Item(_value(tree, cell), str(path), line), key)
                   for key, cell in zip(head, row, strict=True) if cell.strip()}
        drafts.append(common.with_keys(entries))
    check.problems += tree.problems
    return drafts


def _value(tree: Tree, cell: str) -> Any:
    """A cell as the number, word or text that YAML takes it for."""
    found = tree.read(cell)
    return found.plain if found is not None else cell
