"""What a scenario is, beyond its name: its whole text, its hash, and how many of its numbers have a source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from .checking import Checker
from .data_files import ECONOMY, data_names, find
from .paths import shipped
from .reading import Item, read_file
from .rules.constants import Constants
from .rules.scenario import Scenario

# What play depends on; the rest of a file is words and references.
PLAYED = ("months", "state", "menu", "news", "carve_out", "content_credit", "economy")


def counted(item: Item) -> tuple[int, int]:
    """How many numbers a tree holds, and how many of them have no source."""
    if isinstance(item.value, (dict, list)):
        rows = [counted(v) for v in (item.value.values() if isinstance(item.value, dict) else item.value)]
        return sum(r[0] for r in rows), sum(r[1] for r in rows)
    number = isinstance(item.value, (int, float)) and not isinstance(item.value, bool)
    return int(number), int(number and not item.source)


def whole_of(item: Item) -> dict[str, Any]:
    """The whole scenario as plain values, complete in itself: no `like`, data that is not shipped written out."""
    whole: dict[str, Any] = {k: v for k, v in item.plain.items() if k != "like"}
    for holder, name, asked in _data(item, whole):
        if isinstance(asked.value, str) and asked.value not in (*data_names(), "none"):
            found = find(Checker(), asked, name, "file.unknown_data")
            holder[name] = found.plain if found is not None else asked.value
    return whole


def _data(item: Item, whole: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, Item]]:
    """Where a scenario refers to data: the table that does, the key, the item."""
    trust = item.value.get("state", item).value.get("trust")
    if trust is not None and isinstance(trust.value, dict) and "history" in trust.value:
        yield whole["state"]["trust"], "history", trust.value["history"]
    if "economy" in item.value:
        yield whole, "economy", item.value["economy"]


def scenario_text(scenario: Scenario) -> str:
    """The whole scenario as text that `loads` reads back, whatever files it was made of."""
    return json.dumps(scenario.text["whole"], ensure_ascii=False, indent=1) + "\n"


def scenario_hash(scenario: Scenario) -> str:
    """sha256 of what play depends on: the file's keys, its data, and the constants that are not the usual ones.

    Titles, lessons, par and sources may change without changing it.
    """
    whole = scenario.text["whole"]
    played: dict[str, Any] = {k: whole[k] for k in PLAYED if k in whole}
    usual = asdict(Constants())
    played["rules"] = {k: v for k, v in asdict(scenario.rules).items() if v != usual[k]}
    played["months"] = scenario.months
    played["data"] = [_content(name) for name in _named(played)]
    text = json.dumps(_floats(played), sort_keys=True, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _floats(value: Any) -> Any:
    """The same values with every number as a float: 3 and 3.0 play alike."""
    if isinstance(value, Mapping):
        return {k: _floats(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_floats(v) for v in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _named(played: Mapping[str, Any]) -> list[str]:
    """The shipped data files a scenario rests on."""
    asked = [played.get("economy", ECONOMY), played.get("state", {}).get("trust", {}).get("history")]
    return [name for name in asked if isinstance(name, str) and name in data_names()]


@lru_cache(maxsize=16)
def _content(name: str) -> str:
    item, _ = read_file(shipped("scenarios") / "data" / f"{name}.yaml")
    values = {} if item is None else {k: v for k, v in item.plain.items() if k not in ("title", "name", "sources")}
    for event in values.get("events", ()):
        event.pop("text", None)
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
