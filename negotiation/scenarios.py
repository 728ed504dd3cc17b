"""Scenario files: a shipped name or a path in, a Scenario out; or everything that is wrong, line by line.

Only this file and the readers below it know the format. A scenario may be `like` another one and change a few keys;
`set` does the same from the command line.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from .checking import Checker
from .data_files import (
    ECONOMY,
    data_names,
    economy_problems,
    find,
    load_calibration,
    read_economy,
    read_history,
    with_units,
)
from .economy.calibration import Calibration
from .economy.errors import EconomyError
from .economy.trade import TradeModel
from .opening import read_state
from .paths import shipped
from .reading import FileError, Item, Problem, Tree, merged, read_file
from .rules.clauses import catalogue
from .rules.constants import Constants
from .rules.menu import Menu
from .rules.reasons import Reason
from .rules.scenario import LADDER, Scenario
from .scenario_file import Sheet, read_sheet
from .scenario_text import PLAYED, counted, scenario_hash, scenario_text, whole_of

LOG = logging.getLogger(__name__)
LIKE_MOST = 10                             # files in a chain of `like`
SET = "--set"
# What belongs to one scenario as it is played, and to none that is like it.
OWN = ("name", "about", "par", "hold")


class ScenarioError(FileError):
    """A scenario that cannot be played: every problem with file, line, key and remedy."""


def names() -> tuple[str, ...]:
    """The shipped scenarios."""
    return tuple(sorted(p.stem for p in shipped("scenarios").glob("*.yaml")))


def load(name_or_path: str | Path, set: Mapping[str, object] | None = None) -> Scenario:
    """The scenario of a shipped name or a path, with some dotted keys changed. Raises ScenarioError.

    The values of `set` are read as YAML where they are text: `{"state.trust.canada.us": "40"}`.
    """
    key = json.dumps(sorted((set or {}).items()), default=str)
    if isinstance(name_or_path, str) and name_or_path in names():
        return _shipped(name_or_path, key)
    return _read(name_or_path, set or {})


@lru_cache(maxsize=64)
def _shipped(name: str, changes: str) -> Scenario:
    return _read(name, dict(json.loads(changes)))


@lru_cache(maxsize=64)
def heading(name: str) -> Sheet:
    """The head of a shipped scenario (title, summary, months, seats) without building its world: what a list shows.

    Raises ScenarioError.
    """
    check = Checker()
    item = _whole(check, _file(check, _found(check, name, None, "")))
    check.done(ScenarioError)
    assert item is not None
    sheet = read_sheet(check, item, name)
    check.done(ScenarioError)
    return sheet


def loads(text: str, file: str = "scenario", set: Mapping[str, object] | None = None) -> Scenario:
    """The scenario of a whole text, as `scenario_text` gives it, some dotted keys changed. Raises ScenarioError."""
    tree = Tree(file)
    item = tree.read(text)
    check = Checker(tree.problems)
    whole = _whole(check, item)
    return _built(check, _with(check, whole, set) if whole is not None and set else whole, "unnamed")


def _read(name_or_path: str | Path, changes: Mapping[str, object]) -> Scenario:
    check = Checker()
    path = _found(check, str(name_or_path), None, "")
    item = _whole(check, _file(check, path))
    LOG.info("scenario %s, %d keys changed", path, len(changes))
    return _built(check, _with(check, item, changes) if item is not None else None, path.stem if path else "")


def _file(check: Checker, path: Path | None) -> Item | None:
    if path is None:
        return None
    item, problems = read_file(path)
    check.problems += problems
    return item


def _found(check: Checker, name: str, asked: Item | None, key: str) -> Path | None:
    """The file of a shipped name or a path; relative to the file that asks for it."""
    if name in names():
        return shipped("scenarios") / f"{name}.yaml"
    path = Path(asked.file).parent / name if asked is not None else Path(name)
    if os.path.isfile(path) or path.suffix in (".yaml", ".yml"):
        return path
    where = asked if asked is not None else Item(None, "", 0)
    check.unknown(where, key, "file.unknown_scenario", name, names())
    return None


def _whole(check: Checker, item: Item | None, chain: tuple[str, ...] = ()) -> Item | None:
    """A file over the one it is like, and so on; None where the chain breaks."""
    if item is None or not isinstance(item.value, dict):
        if item is not None:
            check.wrong(item, "", "file.needs_table")
        return None
    like = item.value.get("like")
    chain = (*chain, str(Path(item.file).resolve()))
    if like is None or like.value is None:
        return item
    path = _found(check, check.text(like, "like"), like, "like")
    if path is None:
        return None
    if str(path.resolve()) in chain or len(chain) >= LIKE_MOST:
        check.fault(like, "like", Reason("file.like_cycle", {"name": f"'{like.value}'"}),
                    Reason("file.like_another"))
        return None
    parent = _whole(check, _file(check, path), chain)
    if parent is None:
        return None
    # A title of one's own is one's own in every language: what it lacks is not filled up with another's.
    return merged(_without(parent, (*OWN, *(name for name in ("title", "summary") if name in item.value))), item)


def _without(item: Item, keys: Sequence[str]) -> Item:
    return replace(item, value={name: entry for name, entry in item.value.items() if name not in keys})


def _with(check: Checker, item: Item, changes: Mapping[str, object]) -> Item:
    """The tree with dotted keys changed; par and hold go where they no longer fit what is played."""
    if any(key.split(".")[0] in (*PLAYED, "rules", "luck") for key in changes):
        item = _without(item, [name for name in ("par", "hold") if name not in changes])
    for key, value in changes.items():
        if isinstance(value, str):
            tree = Tree(SET)
            entry = tree.read(value)
            check.problems += [Problem(SET, 0, key, p.problem, p.remedy) for p in tree.problems]
        else:
            entry = Tree(SET).read(json.dumps(value))
        if entry is None:
            continue
        for part in reversed(key.split(".")):
            entry = Item({part: _unlined(entry)}, SET, 0)
        item = merged(item, entry)
    return item


def _unlined(item: Item) -> Item:
    """The same item without a line: what was typed has none."""
    value = item.value
    if isinstance(value, dict):
        value = {k: _unlined(v) for k, v in value.items()}
    elif isinstance(value, list):
        value = [_unlined(v) for v in value]
    return Item(value, SET, 0, item.unit, item.source)


def _built(check: Checker, item: Item | None, default_name: str) -> Scenario:
    """The scenario of a whole tree. Raises ScenarioError with all that is wrong in it."""
    if item is None:
        raise ScenarioError(check.problems)
    sheet = read_sheet(check, item, default_name)
    calibration = _calibration(check, sheet)
    deals = catalogue(sheet.limits.clauses, sheet.limits.deals)
    if not len(deals):
        menu = sheet.items["menu"].value
        where = "deals" if "deals" in menu and not menu["deals"].value else "clauses"
        check.fault(menu.get(where, sheet.items["menu"]), f"menu.{where}", Reason("file.no_deals"),
                    Reason("file.leave_a_deal"))
        raise ScenarioError(check.problems)
    state = sheet.items.get("state")
    opening = None
    if state is not None:
        opening = read_state(check, state, "state", sheet.limits, Menu(sheet.limits, deals))
    trade = None
    if calibration is not None:
        trade = _trade(check, sheet, item, calibration)
    check.done(ScenarioError)
    assert opening is not None and trade is not None
    rules = Constants(**sheet.constants)
    arrays = opening.closed(check, rules, trade, deals)
    check.done(ScenarioError)
    for array in arrays.values():
        array.flags.writeable = False
    text = {**sheet.text, "numbers": counted(item), "whole": whole_of(item), "past": opening.effects}
    if opening.until is not None:
        text["history"] = (opening.history, opening.until)
    seats = (sheet.seats[0], sheet.seats[1], sheet.seats[2])
    return Scenario(sheet.name, sheet.months, sheet.first_month, rules, trade, arrays, sheet.limits, sheet.news,
                    seats, sheet.par, sheet.hold, opening.claims, opening.labour, text)


def _calibration(check: Checker, sheet: Sheet) -> Calibration | None:
    asked = sheet.items.get("economy")
    if asked is None or asked.value in data_names():
        return _known_calibration(ECONOMY if asked is None else str(asked.value))
    found = find(check, asked, "economy", "file.unknown_data")
    if found is None:
        return None
    return read_economy(check, found, "economy" if found is asked else "")


@lru_cache(maxsize=8)
def _known_calibration(name: str) -> Calibration:
    return load_calibration(name)


def _trade(check: Checker, sheet: Sheet, item: Item, calibration: Calibration) -> TradeModel | None:
    """The trade model under the scenario's terms; scenarios with equal terms share one, and its memory."""
    terms = [json.dumps(with_units(sheet.items[k])) if k in sheet.items else ""
             for k in ("carve_out", "content_credit")]
    cumulation = float(sheet.constants.get("thicket_on", Constants().thicket_on))
    try:
        return _model(calibration, cumulation, *terms)
    except EconomyError as error:
        check.problems += economy_problems(error, item)
        return None


@lru_cache(maxsize=16)
def _model(calibration: Calibration, cumulation: float, carve_out: str, content_credit: str) -> TradeModel:
    carved, credited = (json.loads(t) if t else None for t in (carve_out, content_credit))
    return TradeModel(calibration, cumulation, carved, credited)


def is_shipped(scenario: Scenario) -> bool:
    """Whether a scenario plays as the shipped one of its name does: then its name is enough to keep a game by."""
    return scenario.name in names() and scenario_hash(scenario) == scenario_hash(load(scenario.name))


def described(name: str) -> dict[str, Any]:
    """What a list says of a shipped scenario: name, title and summary by language, months, numbers by source."""
    scenario = load(name)
    numbers, unsourced = scenario.text["numbers"]
    return {"name": name, "title": scenario.text.get("title", {}), "summary": scenario.text.get("summary", {}),
            "first_month": scenario.first_month, "months": scenario.months, "numbers": numbers,
            "numbers_without_source": unsourced}


def check_file(path: str | Path) -> list[Problem]:
    """Everything that is wrong in a scenario, a history, or a file of trade figures; empty when all is well."""
    check = Checker()
    item, check.problems = read_file(Path(path))
    if item is None:
        return check.problems
    try:
        keys = set(item.value) if isinstance(item.value, dict) else set()
        if {"gdp", "flows"} & keys:
            read_economy(check, item)
        elif {"events", "policy"} & keys:
            read_history(check, item, "", LADDER)
        else:
            _built(check, _whole(check, item), Path(path).stem)
    except ScenarioError as error:
        return list(error.problems)
    return check.problems


__all__ = ["ScenarioError", "check_file", "described", "is_shipped", "load", "loads", "names", "scenario_hash",
           "scenario_text"]
