"""`negotiation verify`: saved games and rows of studies played again and compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import options, speech
from .command import DIFFERS, OK, command
from .kept import games
from .speech import t

if TYPE_CHECKING:
    from ..record import Record


@command("verify", options.files(), options.as_json(),
         examples=("negotiation verify game.nego", "negotiation verify runs.csv", "negotiation verify lesson.negroom"))
def command_(files: tuple[str, ...], as_json: bool) -> int:
    """Play each file again."""
    from ..reading import FileError

    rows: list[dict[str, Any]] = []
    failed: list[str] = []
    for file in files:
        try:
            if file.lower().endswith((".csv", ".parquet")):
                rows.append(_study(file, as_json))
            else:
                rows += [_compared(name, record, as_json) for name, record in games(file).items()]
        except FileError as error:
            failed += [speech.problem_line(p) for p in error.problems]
    if failed:
        speech.complain(failed)
        return 2
    if as_json:
        speech.answer(rows)
    return OK if all(row["equal"] for row in rows) else DIFFERS


def _study(file: str, as_json: bool) -> dict[str, Any]:
    """The runs of an exported study; `first_difference` is then a row."""
    from ..study.check import verify_file
    runs, first = verify_file(Path(file))
    if not as_json:
        print(t("cli.verify.rows_equal", file=file, n=runs) if first is None else
              t("cli.verify.rows_differ", file=file, row=str(first)))
    return {"file": file, "equal": first is None, "months": None, "runs": runs, "first_difference": first}


def _compared(file: str, record: Record, as_json: bool) -> dict[str, Any]:
    """One game played again; what is wrong with it is said at once."""
    from ..record import verify

    verdict = verify(record)
    for notice in record.notices:
        speech.note(f"{file}: {speech.words().reason(notice)}")
    if not as_json:
        speech.complain(speech.problem_line(p) for p in verdict.problems)
        print(t("cli.verify.equal", file=file, n=verdict.months) if verdict.equal else
              t("cli.verify.differs", file=file, month=str(verdict.first_difference)))
    return {"file": file, "equal": verdict.equal, "months": verdict.months,
            "first_difference": verdict.first_difference}
