"""Checked values out of the items of a file: names, numbers in their unit and range, countries, texts.

A checker never stops at a problem: it notes it, hands back something harmless, and goes on to the next line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from .reading import FileError, Item, Problem, joined, known_names, listed
from .rules import countries
from .rules.reasons import Reason

LANGUAGES = ("en", "es", "fr")
_SHAPES = {dict: "{…}", list: "[…]"}


def quoted(value: object) -> str:
    """A value as a message shows it: what stands in the file, between quotes."""
    if isinstance(value, (dict, list)):
        return _SHAPES[type(value)]
    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text if len(text) <= 60 else text[:57] + '…'}'"


class Checker:
    """Collects problems; `done` raises them all."""

    def __init__(self, problems: Sequence[Problem] = ()) -> None:
        """Begin with problems that are known already."""
        self.problems = list(problems)

    def fault(self, item: Item, key: str, problem: Reason, remedy: Reason) -> None:
        """Note a problem at an item's line."""
        self.problems.append(Problem(item.file, item.line, key, problem, remedy))

    def wrong(self, item: Item, key: str, needs: str, **places: object) -> None:
        """Note a value that is not what is needed; `needs` names the remedy's message."""
        found = Reason("file.wrong_value", {"value": quoted(item.value)})
        self.fault(item, key, found, Reason(needs, places))

    def unknown(self, item: Item, key: str, noun: str, name: str, known: Sequence[str]) -> None:
        """Note a name nobody knows; `noun` is the message for it."""
        self.fault(item, key, Reason(noun, {"name": quoted(name)}), known_names(name, known, len(self.problems)))

    def done(self, error: type[FileError] = FileError) -> None:
        """Raise everything that was found."""
        if self.problems:
            raise error(self.problems)

    def table(self, item: Item, key: str, known: Sequence[str] | None = None,
              noun: str = "file.unknown_key") -> dict[str, Item]:
        """The entries of a table, without its `source`. `known` are the names it may hold (None: any)."""
        if not isinstance(item.value, dict):
            self.wrong(item, key, "file.needs_table")
            return {}
        out: dict[str, Item] = {}
        for name, entry in item.value.items():
            if name == "source" and (known is None or "source" not in known):
                self.text(entry, joined(key, name))
            elif known is not None and name not in known:
                self.unknown(entry, joined(key, name), noun, name, known)
            elif entry.value is not None:
                out[name] = entry
        return out

    def rows(self, item: Item, key: str) -> list[Item]:
        """The entries of a list."""
        if not isinstance(item.value, list):
            self.wrong(item, key, "file.needs_list")
            return []
        return list(item.value)

    def number(self, item: Item, key: str, low: float, high: float, unit: str = "",
               whole: bool = False) -> float:
        """A number in its range and unit; `low` where it is not one."""
        value = item.value
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self.wrong(item, key, "file.needs_number", low=f"{low:g}", high=f"{high:g}")
        elif item.unit and unit and item.unit != unit:
            self.fault(item, key, Reason("file.wrong_unit", {"unit": quoted(item.unit)}),
                       Reason("file.give_unit", {"unit": quoted(unit)}))
        elif not math.isfinite(value) or not low <= value <= high:
            self.fault(item, key, Reason("file.out_of_range", {"value": f"{value:g}"}),
                       Reason("file.needs_range", {"low": f"{low:g}", "high": f"{high:g}"}))
        elif whole and value != int(value):
            self.wrong(item, key, "file.needs_whole", low=f"{low:g}", high=f"{high:g}")
        else:
            return float(value)
        return low

    def flag(self, item: Item, key: str) -> bool:
        """true or false (1 and 0 will do)."""
        if isinstance(item.value, bool) or (isinstance(item.value, (int, float)) and item.value in (0, 1)):
            return bool(item.value)
        self.wrong(item, key, "file.needs_flag")
        return False

    def text(self, item: Item, key: str) -> str:
        """A text."""
        if isinstance(item.value, (int, float)) and not isinstance(item.value, bool):
            return str(item.value)
        if not isinstance(item.value, str):
            self.wrong(item, key, "file.needs_text")
            return ""
        return item.value

    def texts(self, item: Item, key: str) -> Mapping[str, str]:
        """A text in each language; a plain text stands for all of them."""
        if not isinstance(item.value, dict):
            text = self.text(item, key)
            return dict.fromkeys(LANGUAGES, text)
        out = {name: self.text(entry, joined(key, name))
               for name, entry in self.table(item, key, LANGUAGES, "file.unknown_language").items()}
        if "en" not in out:
            self.fault(item, key, Reason("file.no_english"), Reason("file.add_english"))
        return out

    def choice(self, item: Item, key: str, known: Sequence[str], noun: str = "file.unknown_name") -> str:
        """One of the known names; the first where it is none of them."""
        if isinstance(item.value, str) and item.value in known:
            return item.value
        if isinstance(item.value, (dict, list)):
            self.wrong(item, key, "file.use_one_of", names=listed(known))
        else:
            self.unknown(item, key, noun, str(item.value), known)
        return known[0] if known else ""

    def names(self, item: Item, key: str, known: Sequence[str],
              noun: str = "file.unknown_name") -> tuple[str, ...]:
        """A list of known names, each once."""
        out: dict[str, None] = {}
        for n, row in enumerate(self.rows(item, key)):
            count = len(self.problems)
            name = self.choice(row, f"{key}[{n}]", known, noun)
            if len(self.problems) == count:
                if name in out:
                    self.fault(row, f"{key}[{n}]", Reason("file.named_twice", {"name": quoted(name)}),
                               Reason("file.keep_one"))
                out[name] = None
        return tuple(out)

    def by_country(self, item: Item, key: str) -> Iterator[tuple[int, Item, str]]:
        """Entries by country: its number, the item, the key."""
        for name, entry in self.table(item, key, countries.NAMES, "file.unknown_country").items():
            yield countries.NAMES.index(name), entry, joined(key, name)

    def by_link(self, item: Item, key: str) -> Iterator[tuple[int, int, Item, str]]:
        """Entries by country and partner: both numbers, the item, the key."""
        for i, row, at in self.by_country(item, key):
            yield from ((i, j, entry, k) for j, entry, k in self.partners(row, at, i))

    def partners(self, item: Item, key: str, i: int) -> Iterator[tuple[int, Item, str]]:
        """Entries by the partners of a country."""
        others = [countries.NAMES[j] for j in countries.OTHERS[i]]
        for name, entry in self.table(item, key, others, "file.unknown_partner").items():
            yield countries.NAMES.index(name), entry, joined(key, name)

    def triple(self, item: Item, key: str, low: float, high: float,
               unit: str = "") -> tuple[float, float, float]:
        """A number for each of the three countries: a table, or a list in the order us, canada, mexico."""
        if isinstance(item.value, dict):
            found = {i: self.number(entry, at, low, high, unit)
                     for i, entry, at in self.by_country(item, key)}
            missing = [name for i, name in enumerate(countries.NAMES) if name not in item.value]
            if missing:
                self.fault(item, key, Reason("file.missing_keys", {"names": listed(missing)}),
                           Reason("file.give_all_three"))
            return found.get(0, low), found.get(1, low), found.get(2, low)
        row = self.numbers(item, key, 3, low, high, unit)
        return row[0], row[1], row[2]

    def numbers(self, item: Item, key: str, count: int, low: float, high: float,
                unit: str = "") -> tuple[float, ...]:
        """A list of so many numbers."""
        rows = self.rows(item, key)
        if isinstance(item.value, list) and len(rows) != count:
            self.fault(item, key, Reason("file.wrong_count", {"count": str(len(rows))}),
                       Reason("file.needs_count", {"count": str(count)}))
            rows = []
        out = [self.number(row, f"{key}[{n}]", low, high, unit) for n, row in enumerate(rows)]
        return tuple(out) if len(out) == count else (low,) * count
