"""A game as tables to take away: one row a month, one row a deed, and what every column means."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ..rules.future import score
from ..rules.names import NAMES
from ..session import Session
from .deeds import deeds
from .turns import LINKS

PARTS = ("economy", "politics", "future")
# column: what it holds, in English for a codebook; the names are those of the dotted keys.
MONTHS = {
    "month": "months played before this row; 0 is the start",
    "date": "year and month that begins",
    **{f"trust.{a}.{b}": f"trust of {a} in {b}, 0 to 100" for a, b in LINKS},
    **{f"payoff.{c}.{part}": f"{part} of {c} as if the game ended now, US$ billion" for c in NAMES for part in PARTS},
    **{f"approval.{c}": f"approval of the government of {c} at home, 0 to 100" for c in NAMES},
}
DEEDS = {
    "month": "month played, from 1",
    "country": "who did it",
    "line": "the line in notation",
    "toward": "the other country; empty for all or for oneself",
    "sign": "1 a kindness, -1 pressure, 0 neither",
}


def months(session: Session) -> list[list[object]]:
    """The rows of MONTHS."""
    states = [session.past[0].transition.before] if session.past else [session.state]
    states += [p.transition.after for n, p in enumerate(session.past) if n % 2 or p.transition.after.over > 0]
    out: list[list[object]] = []
    for number, state in enumerate(states):
        year, month = session.date(number)
        parts = score(session.scenario, state)
        row: list[object] = [number, f"{year}-{month:02d}"]
        row += [round(float(state.trust[NAMES.index(a), NAMES.index(b)]), 4) for a, b in LINKS]
        row += [round(float(parts[p, i]), 4) for i in range(len(NAMES)) for p in range(len(PARTS))]
        row += [round(float(state.approval[i]), 4) for i in range(len(NAMES))]
        out.append(row)
    return out


def done(session: Session) -> list[list[object]]:
    """The rows of DEEDS."""
    return [[deed.month + 1, NAMES[deed.seat], deed.line, deed.toward, deed.sign] for deed in deeds(session)]


def as_csv(columns: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV with a head line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def codebook() -> str:
    """What every column of both tables means."""
    rows = [("months.csv", *each) for each in MONTHS.items()] + [("deeds.csv", *each) for each in DEEDS.items()]
    return as_csv(("file", "column", "meaning"), rows)
