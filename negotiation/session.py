"""One game at hand: who sits where, what is planned, what has been played; what may be asked of it is in `asked`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .asked import Asked
from .match import choose, joined, reasons_for
from .plan import Plan
from .reckoning import Idle
from .rules.countries import CANADA, NAMES, N
from .rules.notation import DECIDE, Move
from .rules.reasons import Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.step import Decide, Talk, Transition, step
from .rules.values import Appraisal
from .rules.written import choices_of, written
from .strategies import Past, Strategy, find, past_of

if TYPE_CHECKING:
    from pathlib import Path

    from .record import Record

Lines = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Played:
    """A phase that was played: what happened, every seat's lines, and the reasons the computer players
    gave for them.
    """

    transition: Transition
    lines: Lines
    reasons: tuple[tuple[Reason, ...], ...]


class Session(Asked):
    """A lone game with people and computer players in its seats. Every rule is asked of `rules`; nothing
    is decided here.
    """

    def __init__(
        self, scenario: Scenario, seed: int = 0, seats: Mapping[str, str | None] | None = None
    ) -> None:
        """`seats` names the computer players, e.g. {"us": "default", "mexico": "bully"}; seats not named
        are people's.

        Without `seats` a person is Canada and the scenario's own players sit in the other two chairs.
        Raises StrategyError for a strategy that does not exist and KeyError for a country that does not.
        """
        if seats is None:
            seats = {name: None if n == CANADA else scenario.seats[n] for n, name in enumerate(NAMES)}
        unknown = set(seats) - set(NAMES)
        if unknown:
            raise KeyError(f"{sorted(unknown)[0]}: no such country; there are us, canada, mexico")
        self.scenario, self.seed = scenario, seed
        self.seats: tuple[str | None, ...] = tuple(seats.get(name) for name in NAMES)
        self.players: tuple[Strategy | None, ...] = tuple(find(s) if s else None for s in self.seats)
        self.people: tuple[int, ...] = tuple(n for n in range(N) if self.players[n] is None)
        self.seat: int = self.people[0] if self.people else CANADA
        self.past: list[Played] = []
        self.future: list[Played] = []  # undone phases that may be played again
        self.state: State = scenario.start(seed)
        self.plans = Plan(scenario, self.state)
        self._idle = Idle(scenario, self.state)
        self._appraised: tuple[State, int | None, Appraisal] | None = None

    # moves ---------------------------------------------------------------------------------------------------------

    def plan(self, *lines: str, seat: int | None = None) -> list[Move]:
        """Plan one or more lines for this phase, in order, all or none. Raises IllegalChoice or NotationError."""
        return self.plans.add([self.parse(text, seat) for text in lines])

    def unplan(self, text: str | None = None, seat: int | None = None) -> Move | None:
        """Take back a planned line (the last one if none is named); None if there is none."""
        return self.plans.drop(self.seat if seat is None else seat, text)

    def replan(self) -> Move | None:
        """Plan again what was taken back last, if it is still possible."""
        return self.plans.again()

    def can_replan(self) -> bool:
        """Whether something was taken back that may still be planned again."""
        return any(self.plans.refusal(move) is None for move in self.plans.dropped)

    # playing -------------------------------------------------------------------------------------------------------

    def next(self) -> Played:
        """Close the phase: the computer players choose, everybody moves at once. Raises ValueError when
        the game is over.
        """
        if self.over:
            raise ValueError("the game has ended")
        chosen = choose(self.scenario, self.state, self.players, past=self.record_so_far())
        own = choices_of(self.scenario, self.phase, [[m.text for m in p] for p in self.plans.moves])
        played = self._played(joined(self.players, chosen.choices, own), chosen.reasons)
        self.future.clear()
        return played

    def play_lines(
        self, lines: Sequence[Sequence[str]], reasons: Sequence[Sequence[Reason]] | None = None
    ) -> Played:
        """Play a phase from every seat's lines, as a record tells it. Raises IllegalChoice or NotationError.

        `reasons`, seat by seat, where they were kept; else a computer player that would choose the same again says why.
        """
        choices = choices_of(self.scenario, self.phase, lines)
        if reasons is None:
            reasons = reasons_for(self.scenario, self.state, self.players, choices, self.record_so_far())
        return self._played(choices, reasons)

    def record_so_far(self) -> Past:
        """What was played before, for strategies that look back."""
        return past_of(played.transition for played in self.past)

    def _played(self, choices: Talk | Decide, reasons: Sequence[Sequence[Reason]]) -> Played:
        transition = step(self.scenario, self.state, choices)
        played = Played(transition, written(self.scenario, choices), tuple(tuple(r) for r in reasons))
        self.past.append(played)
        self._moved(transition.after)
        return played

    def at(self, half: int, seats: Mapping[str, str | None] | None = None) -> Session:
        """A game of its own as this one stood after so many half months; `seats` changes who goes on."""
        other = Session(self.scenario, self.seed, dict(zip(NAMES, self.seats, strict=True)) if seats is None else seats)
        other.past, other._idle = list(self.past[:half]), self._idle
        if other.past:
            other._moved(other.past[-1].transition.after)
        if self.seat in other.people:
            other.seat = self.seat
        return other

    def _moved(self, state: State) -> None:
        self.state = state
        self.plans = Plan(self.scenario, state)
        self._appraised = None

    def end_month(self) -> list[Played]:
        """Close this phase and, if it was Talk, the next one as well (with nothing planned in it)."""
        played = [self.next()]
        if self.phase == DECIDE and not self.over:
            played.append(self.next())
        return played

    def undo(self) -> bool:
        """Back to before the phase played last, with what was planned in it; False at the start."""
        if not self.past:
            return False
        last = self.past.pop()
        self.future.append(last)
        self._moved(last.transition.before)
        for i in self.people:
            self.plans.moves[i] = [self.parse(text, i) for text in last.lines[i]]
        return True

    def redo(self) -> bool:
        """Play again the phase undone last, as it was; False if none is left."""
        if not self.future:
            return False
        again = self.future.pop()
        self.past.append(again)
        self._moved(again.transition.after)
        return True

    def fork(self) -> Session:
        """The same game as it stands, to be played another way."""
        other = Session(self.scenario, self.seed, dict(zip(NAMES, self.seats, strict=True)))
        other.past, other.state, other.seat = list(self.past), self.state, self.seat
        other.plans, other._idle = self.plans.copy(), self._idle
        return other

    # keeping -------------------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """The game so far as a record: scenario, seed, seats, every line, a digest a month."""
        from .record import of_session

        return of_session(self)

    def save(self, path: str | Path) -> None:
        """Write the game to a file; an older file survives if that fails. Raises OSError."""
        self.record().write(path)

    @classmethod
    def load(cls, path: str | Path) -> Session:
        """A saved game, played again to where it stood. Raises RecordError."""
        from .record import read as read_record
        from .record import session_of

        return session_of(read_record(path))
