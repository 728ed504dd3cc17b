"""The data files scenarios refer to: the years before the game (events and tariffs), and the trade model's figures.

Both lie in `scenarios/data`; a scenario may name one, give a path, or hold the whole table itself.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .checking import Checker
from .economy.calibration import Calibration, balance
from .economy.errors import EconomyError
from .economy.policy import Policy
from .paths import shipped
from .reading import Item, Problem, joined, listed, read_file
from .rules import countries
from .rules.arrays import Array
from .rules.history import ACCOUNT, KINDS, PAST, Event, History, month_number
from .rules.kinds.sector import SECTORS
from .rules.reasons import Reason

ECONOMY, HISTORY = "north-america-2024", "article-2025"
_EVENT = ("id", "date", "who", "toward", "kind", "size", "text", "source")


@dataclass(frozen=True, eq=False)
class Tariffs:
    """General tariffs, what they spare, and sector tariffs, as arrays that a table of tariffs is written into."""

    wall: Array
    spare: Array
    sector: Array

    @classmethod
    def free(cls) -> Tariffs:
        """No tariffs."""
        return cls(np.zeros((3, 3)), np.ones((3, 3)), np.zeros((3, 3, len(SECTORS))))

    def read(self, check: Checker, item: Item, key: str, ladder: tuple[float, ...]) -> None:
        """Write a table country > partner > {general, spare, sectors} into the arrays; rates on the ladder."""
        for i, j, entry, at in check.by_link(item, key):
            given = check.table(entry, at, ("general", "spare", "sectors"))
            if "general" in given:
                self.wall[i, j] = rate(check, given["general"], f"{at}.general", ladder)
            if "spare" in given:
                self.spare[i, j] = check.flag(given["spare"], f"{at}.spare")
            if "sectors" in given:
                names = check.table(given["sectors"], f"{at}.sectors", SECTORS, "file.unknown_sector")
                for name, figure in names.items():
                    self.sector[i, j, SECTORS.index(name)] = rate(check, figure, f"{at}.sectors.{name}", ladder)

    def policy(self) -> Policy:
        """These tariffs while all three pairs are in the pact."""
        return Policy(self.wall.copy(), self.spare.copy(), self.sector.copy(), np.full(3, 2.0), np.zeros(3))


def rate(check: Checker, item: Item, key: str, ladder: tuple[float, ...]) -> float:
    """A tariff in percent that lies on the ladder."""
    count = len(check.problems)
    value = check.number(item, key, 0, max(ladder), "percent")
    if len(check.problems) == count and value not in ladder:
        check.fault(item, key, Reason("file.off_ladder", {"value": f"{value:g}"}),
                    Reason("file.use_one_of", {"names": ", ".join(f"{r:g}" for r in ladder)}))
    return value


def month(check: Checker, item: Item, key: str) -> int:
    """The number of a month written 2025-08."""
    try:
        return month_number(str(item.value))
    except ValueError:
        check.wrong(item, key, "file.needs_month")
        return 0


def find(check: Checker, item: Item, key: str, noun: str) -> Item | None:
    """The table a data reference stands for: written out here, or in the file it names."""
    if isinstance(item.value, dict):
        return item
    if not isinstance(item.value, str):
        check.wrong(item, key, "file.needs_name_or_path")
        return None
    folder = shipped("scenarios") / "data"
    path = folder / f"{item.value}.yaml"
    named = item.value.replace("-", "").replace("_", "").isalnum()
    if not (named and os.path.isfile(path)):
        path = Path(item.file).parent / item.value
        if not os.path.isfile(path):
            check.unknown(item, key, noun, item.value, sorted(p.stem for p in folder.glob("*.yaml")))
            return None
    found, problems = read_file(path)
    check.problems += problems
    return found if not problems else None


def read_history(check: Checker, item: Item, key: str, ladder: tuple[float, ...]) -> History:
    """The history of a file `name, title, sources, events, policy`; problems go to the checker."""
    given = check.table(item, key, ("name", "title", "sources", "events", "policy"))
    events: list[Event] = []
    for n, row in enumerate(check.rows(given["events"], joined(key, "events")) if "events" in given else []):
        event = _event(check, row, f"{joined(key, 'events')}[{n}]")
        if any(e.name == event.name for e in events):
            twice = Reason("file.named_twice", {"name": f"'{event.name}'"})
            check.fault(row, f"{joined(key, 'events')}[{n}].id", twice, Reason("file.keep_one"))
        events.append(event)
    policies: list[tuple[int, Policy]] = []
    tariffs = Tariffs.free()
    for n, row in enumerate(check.rows(given["policy"], joined(key, "policy")) if "policy" in given else []):
        at = f"{joined(key, 'policy')}[{n}]"
        entry = check.table(row, at, ("from", "tariffs", "source"))
        since = month(check, entry["from"], f"{at}.from") if "from" in entry else 0
        if policies and since <= policies[-1][0]:
            check.wrong(entry.get("from", row), f"{at}.from", "file.later_first")
        if "tariffs" in entry:
            tariffs.read(check, entry["tariffs"], f"{at}.tariffs", ladder)
        policies.append((since, tariffs.policy()))
    return History(tuple(sorted(events, key=lambda e: e.month)), tuple(policies))


def _event(check: Checker, item: Item, key: str) -> Event:
    given = check.table(item, key, _EVENT)
    missing = [name for name in ("id", "date", "who", "toward", "kind") if name not in given]
    if missing:
        check.fault(item, key, Reason("file.missing_keys", {"names": listed(missing)}), Reason("file.add_them"))
        return Event("", 0, ACCOUNT, 0, 1)
    kind = check.choice(given["kind"], f"{key}.kind", (*KINDS, ACCOUNT), "file.unknown_event_kind")
    i, j = (countries.NAMES.index(check.choice(given[k], f"{key}.{k}", countries.NAMES, "file.unknown_country"))
            for k in ("who", "toward"))
    if i == j and not any(p.key.startswith(key) for p in check.problems):
        others = [countries.NAMES[k] for k in countries.OTHERS[i]]
        check.wrong(given["toward"], f"{key}.toward", "file.use_one_of", names=listed(others))
    size = 1.0
    if "size" in given:
        low, high, unit = (-25, 25, "points") if kind == PAST else (0, 5, "times")
        size = check.number(given["size"], f"{key}.size", low, high, unit)
    return Event(check.text(given["id"], f"{key}.id"), month(check, given["date"], f"{key}.date"), kind, i, j, size,
                 dict(check.texts(given["text"], f"{key}.text")) if "text" in given else {}, item.source)


def nearest(item: Item, key: str) -> Item:
    """The item of a dotted key, or the nearest table around it."""
    at = item
    for part in key.replace("[", ".").replace("]", "").split("."):
        if isinstance(at.value, dict) and part in at.value:
            at = at.value[part]
        elif isinstance(at.value, list) and part.isdigit() and int(part) < len(at.value):
            at = at.value[int(part)]
        else:
            break
    return at


def economy_problems(error: EconomyError, item: Item, key: str = "") -> list[Problem]:
    """What the trade model says about a table, with the lines where it stands."""
    places = [nearest(item, p.key) for p in error.problems]
    return [Problem(at.file, at.line, joined(key, p.key), Reason("file.said", {"text": p.fault}),
                    Reason("file.said", {"text": p.remedy})) for p, at in zip(error.problems, places, strict=True)]


def with_units(item: Item) -> Any:
    """The plain values of an item, with `{value, unit}` where a unit was given."""
    if isinstance(item.value, dict):
        return {k: with_units(v) for k, v in item.value.items() if k != "source"}
    value = [with_units(v) for v in item.value] if isinstance(item.value, list) else item.value
    return {"value": value, "unit": item.unit} if item.unit else value


def read_economy(check: Checker, item: Item, key: str = "") -> Calibration | None:
    """The calibration of a table; None and problems if it cannot be used."""
    try:
        return balance(with_units(item))
    except EconomyError as error:
        check.problems += economy_problems(error, item, key)
        return None


def load_calibration(name_or_path: str = ECONOMY) -> Calibration:
    """The calibration of a shipped data file or a path. Raises FileError with every problem and its line."""
    check = Checker()
    item = find(check, Item(name_or_path, "", 0), "", "file.unknown_data")
    found = read_economy(check, item) if item is not None else None
    check.done()
    assert found is not None
    return found


def data_names() -> tuple[str, ...]:
    """The shipped data files."""
    return tuple(sorted(p.stem for p in (shipped("scenarios") / "data").glob("*.yaml")))

