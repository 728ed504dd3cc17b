"""A person's own results: one line of JSON a finished game, kept beside the saved games."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from . import saves
from .rules.names import NAMES
from .writing import WriteError, write_whole

if TYPE_CHECKING:
    from .session import Session

NAME = "results.jsonl"


@dataclass(frozen=True)
class Result:
    """A finished game of one person: where, as whom, against whom, and what it came to (US$ billion)."""

    day: str
    scenario: str
    country: str
    rivals: str
    seed: int
    months: int
    ending: str
    payoff: float
    gain: float  # over doing nothing
    score: float | None  # hold 0, par 1
    digest: str


def path() -> Path:
    """The file; it need not exist."""
    return saves.folder().parent / NAME


def of(session: Session) -> Result | None:
    """The result of a game; None while it goes on, and where not exactly one person played."""
    if not session.over or len(session.people) != 1:
        return None
    seat = session.people[0]
    country = NAMES[seat]
    payoff = session.payoff()[country]
    rivals = ", ".join(f"{name}={player}" for name, player in zip(NAMES, session.seats, strict=True) if player)
    return Result(date.today().isoformat(), session.scenario.name, country, rivals, session.seed, session.month,
                  session.ending, round(payoff.total, 4), round(payoff.total - payoff.nothing, 4),
                  session.standing()[country], str(session.state.digest()))


def read() -> list[Result]:
    """All results in their order; none where they may not be read. Lines that are torn are left out, and a copy of the
    file is kept aside if it can be.
    """
    try:
        return _read()
    except OSError:
        return []


def _read() -> list[Result]:
    file = path()
    if not file.exists():
        return []
    raw = file.read_bytes()
    found, torn = [], False
    for line in raw.decode("utf-8", "replace").splitlines():
        one = _result(line)
        torn |= one is None
        found += [one] if one is not None else []
    if torn:
        with contextlib.suppress(WriteError):
            write_whole(file.with_name(file.name + ".bad"), raw)
    return found


def add(session: Session) -> Result | None:
    """Keep the result of a finished game, once; None where there is none to keep. Raises WriteError."""
    one, file = of(session), path()
    if one is None:
        return None
    try:
        before = _read()                   # what may not be read must not be written over
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(file, error) from error
    if any((r.digest, r.country) == (one.digest, one.country) for r in before):
        return one
    lines = [json.dumps(asdict(each), ensure_ascii=False) for each in (*before, one)]
    write_whole(file, "\n".join(lines) + "\n")
    return one


def best(scenario: str, country: str) -> Result | None:
    """The game with the largest gain in a chair of a scenario."""
    found = [r for r in read() if (r.scenario, r.country) == (scenario, country)]
    return max(found, key=lambda r: r.gain, default=None)


def _result(line: str) -> Result | None:
    """A line as a result; None where it is not one."""
    try:
        read_ = json.loads(line)
        one = Result(**{f.name: read_[f.name] for f in fields(Result)})
        whole = isinstance(one.scenario, str) and isinstance(one.country, str) and float(one.gain) == one.gain
    except (ValueError, KeyError, TypeError):
        return None
    return one if whole else None
