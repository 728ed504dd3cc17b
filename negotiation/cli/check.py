"""`negotiation check`: everything that is wrong in scenarios, case files, saved games and strategies, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import options, speech
from .command import DIFFERS, OK, command
from .speech import t

if TYPE_CHECKING:
    from ..reading import Item, Problem
    from ..rules.reasons import Reason
    from ..strategies import StrategyError

KINDS = (".yaml", ".yml", ".nego", ".py", ".csv")


@command("check", options.files(), options.as_json(),
         examples=("negotiation check my-scenario.yaml game.nego mine.py", "negotiation check *.yaml --json"))
def command_(files: tuple[str, ...], as_json: bool) -> int:
    """Check each file; 1 if anything is wrong."""
    found: list[Problem] = []
    for file in files:
        wrong = problems_of(file)
        found += wrong
        if not wrong and not as_json:
            print(t("cli.check.fine", file=file))
    say = speech.words().reason
    if as_json:
        speech.answer([{"file": p.file, "line": p.line or None, "key": p.key or None, "problem": say(p.problem),
                        "remedy": say(p.remedy)} for p in found])
    else:
        for p in found:
            print(speech.problem_line(p))
    return DIFFERS if found else OK


def problems_of(file: str) -> list[Problem]:
    """Everything that is wrong in a file, whatever kind it is."""
    from ..reading import FileError, Problem, read_file
    from ..rules.reasons import Reason

    path = Path(file)
    if path.suffix.lower() not in KINDS:
        remedy = Reason("check.kinds", {"kinds": ", ".join(KINDS)})
        return [Problem(file, 0, "", Reason("check.unknown_kind", {"kind": f"'{path.suffix}'"}), remedy)]
    if path.suffix.lower() in (".py", ".csv"):
        return _moves(file) or _strategy(file)
    try:
        if path.suffix.lower() == ".nego":
            return _record(file)
        item, problems = read_file(path)
        if item is None or problems:
            return problems
        return _tree(file, item)
    except FileError as error:
        return list(error.problems)


def _tree(file: str, item: Item) -> list[Problem]:
    """A scenario, a lesson plan, a design, a history, trade figures, rule cases or cases of the trade model."""
    from ..cases import check_cases
    from ..scenarios import check_file

    if isinstance(item.value, dict) and "lesson" in item.value and "steps" in item.value:
        from ..classroom.lesson import problems_of as lesson_problems
        return lesson_problems(Path(file))
    if isinstance(item.value, dict) and {"points", "grid", "sample", "table", "replications"} & set(item.value):
        from ..study.design import check_design
        return check_design(file)
    cases = item.value.get("cases") if isinstance(item.value, dict) else item
    if cases is None or not isinstance(cases.value, list):
        return check_file(file)
    keys = {key for row in cases.value if isinstance(row.value, dict) for key in row.value}
    if keys & {"total_duty", "duty_not_claiming", "duty_claiming", "claim_share"}:
        return _economy(item)
    return check_cases(file)


def _economy(item: Item) -> list[Problem]:
    from ..data_files import economy_problems, load_calibration, with_units
    from ..economy.cases import run_cases
    from ..economy.errors import EconomyError

    given = with_units(item)
    try:
        run_cases(load_calibration(), given["cases"] if isinstance(given, dict) else given)
    except EconomyError as error:
        return economy_problems(error, item)
    return []


def _record(file: str) -> list[Problem]:
    from ..record import read, verify

    record = read(file)
    for notice in record.notices:
        speech.note(f"{file}: {speech.words().reason(notice)}")
    return list(verify(record).problems)


def _moves(file: str) -> list[Problem]:
    """Every row of a table of moves that is not understood."""
    if not file.lower().endswith(".csv"):
        return []
    from ..scenarios import load
    from ..strategies import script

    table, wrong = script.read_all(file)
    found = wrong + table.problems(load("kick-start-2025").menu)
    found.sort(key=lambda error: int(str(error.reason.places.get("line", 0))))
    return [_said(file, error) for error in found]


def _said(file: str, error: StrategyError) -> Problem:
    """What is wrong with a strategy, in the user's language, with its line apart."""
    from ..reading import Problem
    from ..rules.reasons import Reason

    line, column = (int(str(error.reason.places.get(name, 0))) for name in ("line", "column"))
    text = speech.words().reason(error.reason)
    for head in (f"{file}:{line}:{column}", f"{file}:{line}", f"{file}:1", file):
        if text.startswith(head):
            text = text[len(head):].lstrip(" \u00a0:")
            break
    key = error.reason.id.rpartition("_")[2] if column else ""             # the name of the column
    mend = "file.check_path" if error.reason.id == "strategy.no_file" else \
        "check.mend_moves" if file.lower().endswith(".csv") else "check.mend_strategy"
    return Problem(file, line, key, Reason("file.said", {"text": text}), Reason(mend))


def _strategy(file: str) -> list[Problem]:
    """A strategy must load, and keep to what every strategy keeps to, in every seat."""
    from ..reading import Problem
    from ..rules.reasons import Reason
    from ..strategies import StrategyError
    from ..strategy_check import check_strategy

    try:
        wrong = check_strategy(file, "tutorial")
    except StrategyError as error:
        return [_said(file, error)]
    except Exception as error:
        what = Reason("file.said", {"text": f"{type(error).__name__}: {error}"})
        return [Problem(file, _line_in(error, file), "", what, Reason("check.mend_strategy"))]
    mend = Reason("check.mend_strategy")
    return [Problem(file, 0, str(each.problem.places.get("line", "")), _apart(each.problem), mend)
            for each in {each.problem.id: each for each in wrong}.values()]


def _apart(problem: Reason) -> Reason:
    """The reason why a line is not legal; other problems as they are."""
    inner = problem.places.get("reason")
    return problem if inner is None else inner  # type: ignore[return-value]


def _line_in(error: Exception, file: str) -> int:
    """The last line of the user's own file on the way to an error."""
    import traceback
    own = [f.lineno for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).name == Path(file).name]
    return int(own[-1] or 0) if own else 0
