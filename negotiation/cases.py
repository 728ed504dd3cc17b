"""Numbered rule cases: each plays a few months from a given state and says what must hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .case_file import Act, Case, equal, read_cases, scenario_of
from .keys import changed, get
from .paths import shipped
from .reading import FileError, Problem, read_file
from .rules import countries
from .rules.forecast import forecast
from .rules.notation import DECIDE, TALK, NotationError, parse, parse_deal_notation
from .rules.reasons import IllegalChoice
from .rules.scenario import Scenario
from .rules.state import State, stacked
from .rules.step import Decide, Talk, step
from .rules.values import appraise
from .rules.why_not import why_not
from .rules.written import choices_of

TOLERANCE = 0.0002


@dataclass(frozen=True)
class Difference:
    """Something that does not hold: what it is about, what was expected, what is."""

    key: str
    expected: object
    got: object


@dataclass(frozen=True)
class Result:
    """A case that was run."""

    case: Case
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Nothing differs."""
        return not self.differences

    def rows(self) -> list[dict[str, Any]]:
        """One row for each difference: id, key, expected, got."""
        return [{"id": self.case.id, "key": d.key, "expected": d.expected, "got": d.got} for d in self.differences]


def files() -> list[Path]:
    """The shipped case files."""
    return sorted((shipped("scenarios") / "cases").glob("*.yaml"))


def load_cases(path: Path | str) -> list[Case]:
    """The cases of a file. Raises FileError with everything that is wrong in it."""
    item, problems = read_file(Path(path))
    cases = read_cases(item, problems) if item is not None else []
    if problems:
        raise FileError(problems)
    return cases


def check_cases(path: Path | str) -> list[Problem]:
    """Everything that is wrong in a case file as a file; empty when all is well. Nothing is played."""
    try:
        load_cases(path)
    except FileError as error:
        return list(error.problems)
    return []


def run_files(paths: Iterable[Path | str] | None = None) -> list[Result]:
    """The results of all cases of some files (the shipped ones by default). Raises FileError before any is run."""
    return [run(case) for path in [*(paths if paths is not None else files())] for case in load_cases(path)]


def run(case: Case) -> Result:
    """Play one case and compare."""
    scenario = scenario_of(case)
    before = changed(scenario, scenario.start(case.seed), case.given)
    after, refused = played(scenario, before, case.acts)
    found = [*_values("before ", scenario, before, case.before), *_values("", scenario, after, case.expect),
             *_legality(scenario, after, case), *_refusals(case, refused), *_menu(scenario, case),
             *_forecasts(scenario, after, case)]
    return Result(case, tuple(found))


def played(scenario: Scenario, state: State, acts: Sequence[Act]) -> tuple[State, dict[str, str]]:
    """The state after some months, and the reasons of the seats whose lists were refused: they pass, as in a batch."""
    refused: dict[str, str] = {}
    for act in acts:
        for _ in range(act.months):
            for phase in (TALK, DECIDE):
                lines = [[text for text in act.lines if _belongs(scenario, text, seat, phase)] for seat in range(3)]
                state = _phase(scenario, state, choices_of(scenario, phase, lines), refused)
    return state, refused


def _belongs(scenario: Scenario, text: str, seat: int, phase: str) -> bool:
    move = parse(scenario.menu, text)
    return move.seat == seat and move.phase == phase and move.code > 0


def _phase(scenario: Scenario, state: State, choices: Talk | Decide, refused: dict[str, str]) -> State:
    try:
        return step(scenario, state, choices).after
    except IllegalChoice as error:
        refused[countries.NAMES[error.seat]] = error.reason.id
    many = {name: np.asarray(value)[None] for name, value in vars(choices).items()}
    return step(scenario, stacked([state]), type(choices)(**many)).after.game(0)


def _values(prefix: str, scenario: Scenario, state: State, expected: Any) -> list[Difference]:
    out = []
    for key, value in expected.items():
        got = get(scenario, state, key)
        if not equal(scenario, key, value, got, TOLERANCE):
            out.append(Difference(prefix + key, value, round(got, 4) if isinstance(got, float) else got))
    return out


def reason_against(scenario: Scenario, state: State, text: str) -> str:
    """The id of the reason why a line is not legal now (or says nothing the menu knows); "" if it is."""
    try:
        move = parse(scenario.menu, text)
    except NotationError as error:
        return error.reason.id
    reason = why_not(scenario, state.changed(phase=move.phase), move.seat, move.phase, move.code)
    return reason.id if reason is not None else ""


def _legality(scenario: Scenario, state: State, case: Case) -> list[Difference]:
    wanted = [(line, "") for line in case.legal] + list(case.illegal.items())
    got = [(line, why, reason_against(scenario, state, line)) for line, why in wanted]
    return [Difference(line, why or "legal", found or "legal") for line, why, found in got if why != found]


def _refusals(case: Case, refused: dict[str, str]) -> list[Difference]:
    seats = [name for name in countries.NAMES if case.refused.get(name) != refused.get(name)]
    return [Difference(f"refused {name}", case.refused.get(name), refused.get(name)) for name in seats]


def _menu(scenario: Scenario, case: Case) -> list[Difference]:
    out = []
    for (_, code), text in case.codes.items():
        got = parse(scenario.menu, text).code
        if got != code:
            out.append(Difference(f"code {text}", code, got))
    for (name, phase), count in case.menu.items():
        i = countries.NAMES.index(name)
        got = len(scenario.menu.say[i] if phase == TALK else scenario.menu.do[i])
        if got != count:
            out.append(Difference(f"codes {name} {phase}", count, got))
    return out


def _forecasts(scenario: Scenario, state: State, case: Case) -> list[Difference]:
    out = []
    for (name, text), expected in case.forecast.items():
        deal = parse_deal_notation(scenario.catalogue, text)
        got = forecast(scenario, state, appraise(scenario, state), deal, countries.NAMES.index(name)).answer
        if got != expected:
            out.append(Difference(f"forecast {name} {text}", expected, got))
    return out
