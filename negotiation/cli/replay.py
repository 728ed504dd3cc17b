"""`negotiation replay`: a saved game told again, to any month, with the reasons of its computer players."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import options, speech
from .command import OK, Wrong, command
from .kept import game
from .speech import t

if TYPE_CHECKING:
    from ..record import Record
    from ..session import Session


@command("replay", click.Argument(["file"], metavar="FILE"),
         options.number("--month", "cli.option.to_month", low=0), options.as_json(),
         options.flag("--window", "cli.option.window"),
         examples=("negotiation replay game.nego --month 6", "negotiation replay game.nego --json",
                   "negotiation replay lesson.negroom#3"))
def command_(file: str, month: int | None, as_json: bool, window: bool) -> int:
    """Tell the branch that was open."""
    from ..record import scenario_of

    record = game(file)
    for notice in record.notices:
        speech.note(f"{file}: {speech.words().reason(notice)}")
    if month is not None and month > record.branch.months:
        raise Wrong(f"--month: {t('cli.replay.too_far', file=file, n=record.branch.months)}")
    last = len(record.branch.phases) if month is None else 2 * month
    if window:
        from .window import show_replay
        return show_replay(record, month, lambda: _tell(record, last))
    if as_json:
        speech.answer(_document(record, _empty(record, scenario_of(record)), last))
        return OK
    return _tell(record, last)


def _tell(record: Record, last: int) -> int:
    """The first halves of a game as text."""
    from ..record import PERSON, scenario_of
    from . import told

    session = _empty(record, scenario_of(record))
    words = speech.words(session.scenario)
    # A game that goes on keeps its secrets: a whispered offer between others is told once it has ended.
    sight = None if _ended(record, session) else [i for i, seat in enumerate(record.seats) if seat == PERSON] or None
    print(t("text.title", title=told.title(words, session), seed=session.seed))
    _print(told.standing(words, session))
    for n in range(last):
        if n % 2 == 0:
            print()
            print(t("text.month_head", month=told.month_name(words, session), played=session.month + 1,
                    months=session.scenario.months))
        _again(record, session, n)
        _print(told.phase(words, session, session.past[-1], sight))
        if n % 2:
            _print(told.trust_moved(words, session))
    if session.over:
        print()
        _print(told.ending(words, session))
    return OK


def _ended(record: Record, session: Session) -> bool:
    """Whether the saved game was played to its end; one that cannot be played so far counts as going on."""
    from ..record import ReplayError, replay
    over = False
    try:
        for happened in replay(record, session.scenario):
            over = bool(happened.after.over > 0)
    except ReplayError:
        return False
    return over


def _print(lines: Any) -> None:
    for line in lines:
        print(line)


def _empty(record: Record, scenario: Any) -> Session:
    """The game at its start, with the computer players that can still be had."""
    from ..record import PERSON
    from ..rules.names import NAMES
    from ..session import Session
    from ..strategies import StrategyError, find

    seats: dict[str, str | None] = {}
    for name, seat in zip(NAMES, record.seats, strict=True):
        try:
            seats[name] = None if seat == PERSON else str(find(seat))
        except StrategyError:
            seats[name] = None                       # its file is gone: its moves are told without reasons
    return Session(scenario, record.seed, seats)


def _again(record: Record, session: Session, n: int) -> None:
    """Play one phase as it was."""
    from ..record import replay_phase

    replay_phase(record, session.scenario, n, session.state)         # names the line that cannot be played again
    session.play_lines(record.branch.phases[n].lines)


def _document(record: Record, session: Session, last: int) -> dict[str, Any]:
    from ..outcome import outcome
    from ..rules.names import NAMES
    from ..rules.state import stacked

    phases = []
    signed: list[int] = []
    for n in range(last):
        _again(record, session, n)
        played = session.past[-1]
        signed += [int(d) for d in played.transition.notes.get("signed_deal", ()) if d >= 0]
        trust = played.transition.after.trust
        phases.append({"month": n // 2 + 1, "phase": played.transition.before.phase,
                       "lines": {name: list(own) for name, own in zip(NAMES, played.lines, strict=True)},
                       "trust": {a: {b: round(float(trust[i, j]), 9) for j, b in enumerate(NAMES) if j != i}
                                 for i, a in enumerate(NAMES)}})
    columns = outcome(session.scenario, stacked([session.state]), [signed]).columns()
    return {"file": record.file, "scenario": record.scenario, "rules": record.rules, "seed": record.seed,
            "players": dict(zip(NAMES, record.seats, strict=True)), "branches": [b.name for b in record.branches],
            "branch": record.playing, "over": session.over, "phases": phases,
            "state": {name: values[0] for name, values in columns.items()}}
