"""`negotiation economy`: the trade model alone, on the duties of a file."""

from __future__ import annotations

import click

from . import options, speech
from .command import DIFFERS, OK, command
from .speech import t

TOLERANCE = 5e-4                           # points of GDP within which a result is what the file expects


@command("economy", click.Argument(["file"], metavar="FILE.yaml"), options.as_json(),
         examples=("negotiation economy duties.yaml --json",))
def command_(file: str, as_json: bool) -> int:
    """Solve each case of the file."""
    from pathlib import Path

    from ..data_files import economy_problems, load_calibration, with_units
    from ..economy.cases import run_cases
    from ..economy.errors import EconomyError
    from ..reading import FileError, read_file

    item, problems = read_file(Path(file))
    if item is None or problems:
        raise FileError(problems)
    given = with_units(item)
    cases = given["cases"] if isinstance(given, dict) and "cases" in given else given
    try:
        results = run_cases(load_calibration(), cases)
    except EconomyError as error:
        raise FileError(economy_problems(error, item)) from error
    wrong = [r for r in results if r.max_error is not None and r.max_error > TOLERANCE]
    if as_json:
        speech.answer([r.row() for r in results])
    else:
        _tell(results)
        for r in wrong:
            print(t("cli.economy.differs", id=r.id, error=speech.words().number(r.max_error or 0.0, ".6f")))
    return DIFFERS if wrong else OK


def _tell(results: object) -> None:
    from rich.console import Console
    from rich.table import Table
    say = speech.words()
    table = Table()
    table.add_column(t("cli.column.case"))
    for name in ("us", "canada", "mexico"):
        table.add_column(f"{t(f'country.{name}')}, {t('cli.economy.welfare')}", justify="right")
    table.add_column(t("cli.economy.error"), justify="right")
    for r in results:  # type: ignore[attr-defined]
        error = "" if r.max_error is None else say.number(r.max_error, ".1e")
        table.add_row(r.id, *(say.number(x, "+.4f") for x in r.welfare_pct), error)
    Console().print(table)
