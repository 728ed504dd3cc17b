"""What the computer player would have done in one's chair: month by month, and in a whole game of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..match import choose
from ..rules.names import NAMES
from ..rules.reasons import Reason
from ..rules.written import written
from ..session import Session
from ..strategies import Strategy, find, past_of


@dataclass(frozen=True)
class Otherwise:
    """A phase in which the computer player would have chosen differently: both sets of lines, and its reasons."""

    month: int
    phase: str
    own: tuple[str, ...]
    theirs: tuple[str, ...]
    reasons: tuple[Reason, ...]


def adviser(session: Session, seat: int) -> str:
    """The computer player the scenario itself puts into that chair."""
    return session.scenario.seats[seat]


def otherwise(session: Session, seat: int) -> Iterator[Otherwise]:
    """In the game as it was: every phase in which the computer player would have chosen something else."""
    players: list[Strategy | None] = [None] * len(NAMES)
    players[seat] = find(adviser(session, seat))
    for half, played in enumerate(session.past):
        before = played.transition.before
        chosen = choose(session.scenario, before, players, past=past_of(p.transition for p in session.past[:half]))
        lines = written(session.scenario, chosen.choices)[seat]
        if set(lines) != set(played.lines[seat]):
            yield Otherwise(int(before.month), before.phase, tuple(played.lines[seat]), tuple(lines),
                            chosen.reasons[seat])


def instead(session: Session, seat: int) -> Session:
    """A game of its own: the same start, seed and rivals, the computer player in the chair, played as far."""
    seats = dict(zip(NAMES, session.seats, strict=True))
    for name, other in seats.items():
        if other is None:
            seats[name] = adviser(session, NAMES.index(name))
    played = Session(session.scenario, session.seed, seats)
    while not played.over and (session.over or played.month < session.month):
        played.end_month()
    return played
