"""`negotiation cases`: the numbered rule cases, run and compared."""

from __future__ import annotations

from . import options, speech
from .command import DIFFERS, OK, command
from .speech import t


@command("cases", options.files(required=False), options.as_json(),
         examples=("negotiation cases", "negotiation cases mine.yaml --json"))
def command_(files: tuple[str, ...], as_json: bool) -> int:
    """Run the cases of the files, or the shipped ones."""
    from ..cases import run_files

    results = run_files(files or None)
    rows = [row for result in results for row in result.rows()]
    passed = sum(result.passed for result in results)
    if as_json:
        speech.answer({"run": len(results), "passed": passed, "failed": rows})
    else:
        for row in rows:
            print(t("cli.cases.differs", id=row["id"], key=row["key"], expected=str(row["expected"]),
                    got=str(row["got"])))
        print(t("cli.cases.passed", passed=passed, n=len(results)))
    return DIFFERS if rows else OK
