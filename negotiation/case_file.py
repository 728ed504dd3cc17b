"""Case files: numbered rule cases as people write them, read into records with every problem and its line.

A file is `cases:`, a list. Each case has `id` and `title`, and as it needs: `why` (the rule, in words), `scenario`,
`seed`, `rules` (constants), `given` (keys of the state), `acts` (months of moves) and what must hold afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .checking import Checker, quoted
from .keys import DEALS, KeyProblem, number, parse
from .reading import Item, Problem, listed
from .rules import countries
from .rules.notation import DECIDE, TALK, Move, NotationError, parse_deal_notation
from .rules.notation import parse as parse_line
from .rules.reasons import Reason
from .rules.scenario import Scenario
from .scenario_file import read_constants
from .scenarios import ScenarioError, load, names

DEFAULT = "kick-start-2025"
KEYS = ("id", "title", "why", "scenario", "seed", "rules", "given", "acts", "before", "expect", "legal", "illegal",
        "refused", "forecast", "codes", "menu")
CHECKED = ("before", "expect", "legal", "illegal", "refused", "forecast", "codes", "menu")
FORECASTS = ("would", "might", "would_not")
LONGEST = 60                               # months of one act


@dataclass(frozen=True)
class Act:
    """Moves of a month as lines in notation, and for how many months the same are made."""

    lines: tuple[str, ...] = ()
    months: int = 1


@dataclass(frozen=True)
class Case:
    """One numbered case. Lines are whole (`canada: call mexico`), keys are dotted, deals are in notation."""

    id: str
    title: str
    file: str = ""
    line: int = 0
    why: str = ""
    scenario: str = DEFAULT
    seed: int = 0
    rules: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    before: Mapping[str, Any] = field(default_factory=dict)           # keys before the first act
    expect: Mapping[str, Any] = field(default_factory=dict)           # keys after the last
    legal: tuple[str, ...] = ()                                       # lines that are legal after the last act
    illegal: Mapping[str, str] = field(default_factory=dict)          # lines that are not, and the reason
    refused: Mapping[str, str] = field(default_factory=dict)          # seats whose list was refused, and the reason
    forecast: Mapping[tuple[str, str], str] = field(default_factory=dict)      # (seat, deal) -> would, might …
    codes: Mapping[tuple[str, int], str] = field(default_factory=dict)         # (seat, number) -> line
    menu: Mapping[tuple[str, str], int] = field(default_factory=dict)          # (seat, phase) -> number of codes


def scenario_of(case: Case) -> Scenario:
    """The scenario a case is played in: luck is off unless its `rules` say otherwise. Raises ScenarioError."""
    return load(case.scenario, {f"rules.{name}": value for name, value in {"luck": 0, **case.rules}.items()})


def read_cases(item: Item, problems: list[Problem]) -> list[Case]:
    """The cases of a file; what is wrong goes to `problems`, and the cases it concerns are left out."""
    check = Checker(problems)
    cases: list[Case] = []
    given = check.table(item, "", ("cases",))
    if "cases" not in given:
        check.fault(item, "cases", Reason("file.missing"), Reason("case.give_list"))
    for n, row in enumerate(check.rows(given["cases"], "cases") if "cases" in given else []):
        count = len(check.problems)
        case = _case(check, row, f"cases[{n}]")
        if any(c.id == case.id for c in cases):
            check.fault(row, case.id, Reason("file.named_twice", {"name": quoted(case.id)}), Reason("file.keep_one"))
        if len(check.problems) == count:
            cases.append(case)
    problems[:] = check.problems
    return cases


def _case(check: Checker, item: Item, key: str) -> Case:
    given = check.table(item, key, KEYS)
    missing = [name for name in ("id", "title") if name not in given]
    if missing:
        check.fault(item, key, Reason("file.missing_keys", {"names": listed(missing)}), Reason("file.add_them"))
    if not any(given[name].value for name in CHECKED if name in given):
        check.fault(item, key, Reason("case.expects_nothing"), Reason("case.give_expect"))
    values: dict[str, Any] = {"id": "", "title": "", "file": item.file, "line": item.line}
    values |= {name: check.text(given[name], f"{key}.{name}") for name in ("id", "title", "why") if name in given}
    key = values["id"] or key
    if "scenario" in given:
        values["scenario"] = check.choice(given["scenario"], f"{key}.scenario", names(), "file.unknown_scenario")
    if "seed" in given:
        values["seed"] = int(check.number(given["seed"], f"{key}.seed", 0, 2**63 - 1, "", whole=True))
    if "rules" in given:
        values["rules"] = read_constants(check, given["rules"], f"{key}.rules")
    bare = Case("", "", scenario=values.get("scenario", DEFAULT), rules=values.get("rules", {}))
    try:
        return Case(**values, **_parts(check, given, key, scenario_of(bare)))
    except ScenarioError as error:
        check.problems += error.problems
        return Case(values["id"], values["title"])


def _parts(check: Checker, given: Mapping[str, Item], key: str, scenario: Scenario) -> dict[str, Any]:
    """Everything of a case that is written in keys and lines of its scenario."""
    out: dict[str, Any] = {}
    for name in ("given", "before", "expect"):
        if name in given:
            out[name] = _keyed(check, given[name], f"{key}.{name}", scenario)
    if "acts" in given:
        out["acts"] = tuple(_act(check, row, f"{key}.acts[{n}]", scenario)
                            for n, row in enumerate(check.rows(given["acts"], f"{key}.acts")))
    if "legal" in given:
        out["legal"] = _lines(check, given["legal"], f"{key}.legal", scenario)
    if "illegal" in given:
        rows = check.table(given["illegal"], f"{key}.illegal")
        out["illegal"] = {line: why for why, row in rows.items()
                          for line in _lines(check, row, f"{key}.illegal.{why}", None)}
    if "refused" in given:
        out["refused"] = {countries.NAMES[i]: check.text(entry, at)
                          for i, entry, at in check.by_country(given["refused"], f"{key}.refused")}
    if "forecast" in given:
        out["forecast"] = _forecasts(check, given["forecast"], f"{key}.forecast", scenario)
    if "codes" in given:
        out["codes"] = {(countries.NAMES[i], int(code)): f"{countries.NAMES[i]}: {check.text(entry, at)}"
                        for i, rows, at in check.by_country(given["codes"], f"{key}.codes")
                        for code, entry in check.table(rows, at).items() if code.isdecimal()}
    if "menu" in given:
        out["menu"] = {(countries.NAMES[i], phase): int(check.number(entry, at, 0, 10_000, "", whole=True))
                       for i, rows, at in check.by_country(given["menu"], f"{key}.menu")
                       for phase, entry in check.table(rows, at, (TALK, DECIDE)).items()}
    return out


def _keyed(check: Checker, item: Item, key: str, scenario: Scenario) -> dict[str, Any]:
    """Dotted keys of the state with values that their fields can hold."""
    out = {}
    for name, entry in check.table(item, key).items():
        try:
            parsed = parse(name)
            if parsed.name != "ending":
                number(scenario.catalogue, parsed, entry.value)
            out[name] = entry.value
        except KeyProblem as error:
            check.fault(entry, f"{key}.{name}", error.problem, error.remedy)
    return out


def _act(check: Checker, item: Item, key: str, scenario: Scenario) -> Act:
    """A month of moves: `{lines, months}`, or the list of lines alone."""
    if isinstance(item.value, list):
        return Act(_lines(check, item, key, scenario))
    given = check.table(item, key, ("lines", "months"))
    lines = _lines(check, given["lines"], f"{key}.lines", scenario) if "lines" in given else ()
    months = check.number(given["months"], f"{key}.months", 1, LONGEST, "months", True) if "months" in given else 1
    return Act(lines, int(months))


def _lines(check: Checker, item: Item, key: str, scenario: Scenario | None) -> tuple[str, ...]:
    """Lines in notation, quoted or as the small tables YAML makes of them (`- canada: call mexico`)."""
    out = []
    for n, row in enumerate(check.rows(item, key)):
        at = f"{key}[{n}]"
        if isinstance(row.value, dict) and len(row.value) == 1:
            (seat, entry), = row.value.items()
            text = f"{seat}: {check.text(entry, at)}"
        else:
            text = check.text(row, at)
        if scenario is not None and text:
            parsed_line(check, row, at, scenario, text)
        out.append(text)
    return tuple(out)


def parsed_line(check: Checker, item: Item, key: str, scenario: Scenario, text: str) -> Move | None:
    """The move of a line; None and a problem if it says nothing known."""
    try:
        return parse_line(scenario.menu, text)
    except NotationError as error:
        check.fault(item, key, error.reason, Reason("case.write_notation"))
        return None


def _forecasts(check: Checker, item: Item, key: str, scenario: Scenario) -> dict[tuple[str, str], str]:
    """By seat and answer, the deals that would, might or would not be accepted."""
    out = {}
    for i, rows, at in check.by_country(item, key):
        for answer, row in check.table(rows, at, FORECASTS, "file.unknown_name").items():
            for n, deal in enumerate(check.rows(row, f"{at}.{answer}")):
                text = check.text(deal, f"{at}.{answer}[{n}]")
                try:
                    parse_deal_notation(scenario.catalogue, text)
                except NotationError as error:
                    check.fault(deal, f"{at}.{answer}[{n}]", error.reason, Reason("file.needs_deal"))
                out[countries.NAMES[i], text] = answer
    return out


def equal(scenario: Scenario, key: str, expected: object, got: object, tolerance: float) -> bool:
    """Whether a value is what was expected: names and numbers of one meaning are equal."""
    parsed = parse(key)
    if parsed.name == "ending":
        return expected == got
    if parsed.name in DEALS:
        return number(scenario.catalogue, parsed, expected) == number(scenario.catalogue, parsed, got)
    return abs(number(scenario.catalogue, parsed, expected) - number(scenario.catalogue, parsed, got)) <= tolerance
