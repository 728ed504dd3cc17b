"""`negotiation verify`: saved games played again and compared, month by month."""

from __future__ import annotations

from . import options, speech
from .command import DIFFERS, OK, command
from .speech import t


@command("verify", options.files(), options.as_json(), examples=("negotiation verify game.nego",))
def command_(files: tuple[str, ...], as_json: bool) -> int:
    """Play each file again."""
    from ..reading import FileError
    from ..record import read, verify

    rows = []
    failed: list[str] = []
    for file in files:
        try:
            record = read(file)
            verdict = verify(record)
        except FileError as error:
            failed += [speech.problem_line(p) for p in error.problems]
            continue
        for notice in record.notices:
            speech.note(f"{file}: {speech.words().reason(notice)}")
        rows.append({"file": file, "equal": verdict.equal, "months": verdict.months,
                     "first_difference": verdict.first_difference})
        if not as_json:
            speech.complain(speech.problem_line(p) for p in verdict.problems)
            text = t("cli.verify.equal", file=file, n=verdict.months) if verdict.equal else \
                t("cli.verify.differs", file=file, month=str(verdict.first_difference))
            print(text)
    if failed:
        speech.complain(failed)
        return 2
    if as_json:
        speech.answer(rows)
    return OK if all(row["equal"] for row in rows) else DIFFERS
