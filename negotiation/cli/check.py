"""`negotiation check`: everything that is wrong in scenarios, case files, saved games and strategies, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import options, speech
from .command import DIFFERS, OK, command
from .speech import t

if TYPE_CHECKING:
    from ..reading import Item, Problem

KINDS = (".yaml", ".yml", ".nego", ".py")
TRIED = 3                                  # months for which a strategy is tried in every seat


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
    if path.suffix.lower() == ".py":
        return _strategy(file)
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
    """A scenario, a design, a history, trade figures, rule cases or cases of the trade model."""
    from ..cases import check_cases
    from ..scenarios import check_file

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


def _strategy(file: str) -> list[Problem]:
    """A strategy must load, play every seat alone and in a batch, keep to the rules, and be the same in both."""
    from ..match import months
    from ..reading import Problem
    from ..rules.reasons import IllegalChoice, Reason
    from ..scenarios import load
    from ..strategies import StrategyError, find

    def problem(what: Reason, key: str = "", line: int = 0) -> list[Problem]:
        return [Problem(file, line, key, what, Reason("check.mend_strategy"))]

    try:
        strategy = find(file)
        scenario = load("tutorial")
        for seat in range(3):
            seats = ["hold" if i != seat else strategy for i in range(3)]
            alone = [list(months(scenario, seats, n))[-1].after.digest() for n in range(TRIED)]
            last = list(months(scenario, seats, list(range(TRIED))))[-1].after
            if [last.game(n).digest() for n in range(TRIED)] != alone:
                return problem(Reason("check.not_the_same"))
    except StrategyError as error:
        line = int(str(error.reason.places.get("line", 0)))
        return problem(Reason("file.said", {"text": str(error).removeprefix(f"{file}:{line}: ")}), line=line)
    except IllegalChoice as error:
        return problem(error.reason, error.line)
    except Exception as error:
        return problem(Reason("file.said", {"text": f"{type(error).__name__}: {error}"}), line=_line_in(error, file))
    return []


def _line_in(error: Exception, file: str) -> int:
    """The last line of the user's own file on the way to an error."""
    import traceback
    own = [f.lineno for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).name == Path(file).name]
    return int(own[-1] or 0) if own else 0
