"""Saved games: written from a game at hand, read from a file, played again and compared.

A record holds choices and digests and no state: loading plays the game again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .reading import Problem
from .record_reading import LARGEST, parse, refused
from .record_text import PERSON, SUFFIX, Branch, Played, Record, RecordError
from .rules import VERSION
from .rules.names import NAMES, N
from .rules.notation import NotationError
from .rules.reasons import IllegalChoice, Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.step import Transition, step
from .rules.written import choices_of
from .scenarios import ScenarioError, load, loads, names, scenario_hash, scenario_text
from .strategies import StrategyError, find

if TYPE_CHECKING:
    from .session import Session

__all__ = ["PERSON", "SUFFIX", "Branch", "Played", "Record", "RecordError", "ReplayError", "Verdict",
           "of_session", "parse", "read", "replay", "replay_phase", "scenario_of", "session_of", "verify"]

LOG = logging.getLogger(__name__)


def read(path: Path | str) -> Record:
    """The saved game of a file; a torn last line is left out and noted in `notices`. Raises RecordError."""
    shown = str(path)
    try:
        if os.path.exists(path) and not os.path.isfile(path):     # a folder, a pipe, a device
            raise IsADirectoryError(path)
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:     # ValueError: a zero in the path
        missing = isinstance(error, FileNotFoundError)
        raise refused(shown, 0, "", Reason("file.no_such_file" if missing else "file.unreadable"),
                      Reason("file.check_path")) from error
    LOG.info("saved game %s, %d bytes", shown, len(data))
    return parse(data, shown)


def scenario_of(record: Record) -> Scenario:
    """The scenario of a game: the shipped one of its name, or the text it carries. Raises RecordError."""
    try:
        if record.text_of_scenario:
            return loads(record.text_of_scenario, record.file)
        return load(record.scenario)
    except ScenarioError as error:
        raise RecordError([replace(p, file=record.file, line=0) for p in error.problems]) from error


class ReplayError(RecordError):
    """A saved game that does not play again as it was; `month` counts from 1."""

    def __init__(self, problems: list[Problem], month: int) -> None:
        """Keep the problem and the month."""
        super().__init__(problems)
        self.month = month


def replay(record: Record, scenario: Scenario | None = None,
           branch: Branch | None = None) -> Iterator[Transition]:
    """Every phase of a branch (of the one that was open, if none is given) played again.

    Raises ReplayError at the first line that is not legal and the first month whose digest differs.
    """
    scenario = scenario or scenario_of(record)
    state = scenario.start(record.seed)
    for n, played in enumerate((branch or record.branch).phases):
        transition = replay_phase(record, scenario, n, state, played)
        yield transition
        state = transition.after


def replay_phase(record: Record, scenario: Scenario, n: int, state: State, played: Played | None = None) -> Transition:
    """One phase, by its place among those of the branch, played again from the state before it. Raises ReplayError."""
    played = played or record.branch.phases[n]
    month = n // 2 + 1
    try:
        transition = step(scenario, state, choices_of(scenario, played.phase, played.lines))
    except IllegalChoice as error:
        line = _line_of(played, NAMES[error.seat], error.line)
        raise _differs(record, scenario, month, line, NAMES[error.seat], error.reason) from error
    except NotationError as error:
        seat, _, text = error.text.rpartition(": ")
        raise _differs(record, scenario, month, _line_of(played, seat, text), seat, error.reason) from error
    if played.digest and transition.after.digest() != played.digest:
        differs = Reason("record.differs", {"month": month})
        raise _differs(record, scenario, month, played.line, "digest", differs)
    if state.over > 0:
        raise _differs(record, scenario, month, played.line, "", Reason("refuse.over"))
    return transition


def _line_of(played: Played, seat: str, text: str) -> int:
    """The line of the file in which a move stands; the heading's where it is not found."""
    for i, own in enumerate(played.lines):
        if seat in ("", NAMES[i]) and text in own:
            return played.at[i][own.index(text)] if played.at[i] else played.line
    return played.line


def _differs(record: Record, scenario: Scenario, month: int, line: int, key: str,
             what: Reason) -> ReplayError:
    """Why a game does not play again: other rules, another scenario, or a changed file."""
    if record.rules != VERSION:
        what = Reason("record.other_rules", {"saved": record.rules, "now": VERSION, "month": month})
        remedy = Reason("record.install_rules", {"saved": record.rules})
        if month > 1 and record.file:
            remedy = Reason("record.install_rules_or_replay", {"saved": record.rules, "file": Path(record.file).name,
                                                               "month": month - 1})
    elif scenario_hash(scenario) != record.fingerprint:
        what = Reason("record.other_scenario", {"scenario": record.scenario, "month": month})
        remedy = Reason("record.old_scenario")
    else:
        remedy = Reason("record.older_copy")
    return ReplayError([Problem(record.file, line, key, what, remedy)], month)


@dataclass(frozen=True)
class Verdict:
    """Whether a saved game plays again as it was: months compared, and the first that differs, if any."""

    months: int
    first_difference: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether every month of every branch agrees."""
        return self.first_difference is None


def verify(record: Record) -> Verdict:
    """Play every branch again and compare. Raises RecordError only where the scenario cannot be had."""
    scenario = scenario_of(record)
    first: int | None = None
    problems: list[Problem] = []
    for branch in record.branches:
        try:
            for _ in replay(record, scenario, branch):
                pass
        except ReplayError as error:
            first = error.month if first is None else min(first, error.month)
            problems += error.problems
    return Verdict(record.branch.months, first, tuple(problems))


def of_session(session: Session, others: Mapping[str, Session] | None = None, name: str = "main") -> Record:
    """A game at hand as a record; `others` are its forks by name, kept as further branches."""
    scenario = session.scenario
    first, second, third = (seat or PERSON for seat in session.seats)
    branches = tuple(_branch(n, s) for n, s in {name: session, **(others or {})}.items())
    mark = scenario_hash(scenario)
    shipped = scenario.name in names() and scenario_hash(load(scenario.name)) == mark
    return Record(scenario.name, mark, session.seed, (first, second, third),
                  NAMES[session.seat] if session.people else "", branches, name,
                  "" if shipped else scenario_text(scenario))


def _branch(name: str, session: Session) -> Branch:
    phases = [Played(p.transition.before.phase, p.lines, p.transition.after.digest() if n % 2 else "")
              for n, p in enumerate(session.past)]
    planned = tuple(tuple(session.planned(i)) if i in session.people else () for i in range(N))
    return Branch(name, tuple(phases), planned)


def session_of(record: Record, branch: Branch | None = None) -> Session:
    """The game of a record, played to where it stood, with its plans. Raises RecordError."""
    from .session import Session

    scenario, chosen = scenario_of(record), branch or record.branch
    _seats_are_there(record)
    seats = {name: None if seat == PERSON else seat for name, seat in zip(NAMES, record.seats, strict=True)}
    session = Session(scenario, record.seed, seats)
    if record.human:
        session.seat = NAMES.index(record.human)
    for _ in replay(record, scenario, chosen):           # names the line that cannot be played again
        pass
    for played in chosen.phases:
        session.play_lines(played.lines)
    for i in session.people:
        _plan_again(record, session, i, chosen.planned[i])
    return session


def _seats_are_there(record: Record) -> None:
    wrong = []
    for name, seat in zip(NAMES, record.seats, strict=True):
        try:
            if seat != PERSON:
                find(seat)
        except StrategyError as error:
            wrong.append(Problem(record.file, 0, f"seat {name}", error.reason, Reason("record.mend_seat")))
    if wrong:
        raise RecordError(wrong)


def _plan_again(record: Record, session: Session, i: int, lines: tuple[str, ...]) -> None:
    try:
        session.plan(*lines, seat=i)
    except (IllegalChoice, NotationError) as error:
        remedy = Reason("record.older_copy")
        raise RecordError([Problem(record.file, 0, NAMES[i], error.reason, remedy)]) from error
