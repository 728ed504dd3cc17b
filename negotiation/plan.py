"""What is planned for the open phase: lines of people, judged one by one and together, taken back and planned again."""

from __future__ import annotations

from collections.abc import Sequence

from .rules.countries import N
from .rules.menu import ANSWER, VOTE
from .rules.notation import DECIDE, TALK, Move, parse
from .rules.reasons import IllegalChoice, Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.why_not import clashes, why_not


class Plan:
    """The planned moves of every seat in one phase, in the order given. It decides no rule: it asks `why_not`."""

    def __init__(self, scenario: Scenario, state: State) -> None:
        self.scenario, self.state = scenario, state
        self.moves: list[list[Move]] = [[] for _ in range(N)]
        self.dropped: list[Move] = []

    def copy(self) -> Plan:
        """The same plan, to be changed on its own."""
        other = Plan(self.scenario, self.state)
        other.moves, other.dropped = [list(m) for m in self.moves], list(self.dropped)
        return other

    def refusal(self, move: Move) -> Reason | None:
        """Why a move cannot join the plan; None if it can."""
        reason = why_not(self.scenario, self.state, move.seat, move.phase, move.code)
        if reason is not None or not self._counts(move):
            return reason
        same = [m for m in self.moves[move.seat] if self._counts(m)]
        slots = self.scenario.menu.slots if self.state.phase == TALK else self.scenario.menu.do_slots
        if len(same) >= slots:
            return Reason("refuse.too_many", {"planned": slots, "n": slots})
        for other in same:
            clash = clashes(self.scenario, self.state, move.seat, self.state.phase, other.code, move.code)
            if clash is not None:
                return clash
        return None

    def add(self, moves: Sequence[Move]) -> list[Move]:
        """Plan moves in order, all or none. Raises IllegalChoice for the first that cannot join."""
        before = [list(m) for m in self.moves]
        for move in moves:
            reason = self.refusal(move)
            if reason is not None:
                self.moves = before
                raise IllegalChoice(move.seat, move.text, reason)
            if move.code:
                kept = [m for m in self.moves[move.seat] if not self._replaces(move, m)]
                self.moves[move.seat] = [*kept, move]
        self.dropped.clear()
        return [m for m in moves if m.code]

    def drop(self, seat: int, text: str | None = None) -> Move | None:
        """Take back a planned line of a seat (the last one if none is named); None if there is none."""
        wanted = None if text is None else parse(self.scenario.menu, text, seat).text
        found = [m for m in self.moves[seat] if wanted in (None, m.text)]
        if not found:
            return None
        self.moves[seat].remove(found[-1])
        self.dropped.append(found[-1])
        return found[-1]

    def again(self) -> Move | None:
        """Plan again what was taken back last, if it is still possible."""
        while self.dropped:
            move = self.dropped.pop()
            if self.refusal(move) is None:
                self.moves[move.seat].append(move)
                return move
        return None

    def _sort(self, move: Move) -> int:
        return int(self.scenario.menu.do[move.seat].sort[move.code]) if self.state.phase == DECIDE else -1

    def _counts(self, move: Move) -> bool:
        """Whether a move takes one of the month's places; answers and votes are free."""
        return move.code > 0 and self._sort(move) not in (ANSWER, VOTE)

    def _replaces(self, new: Move, old: Move) -> bool:
        """A new answer to the same offer, or a new vote, takes the place of the old one."""
        if self._counts(new) or self._counts(old) or self._sort(new) != self._sort(old):
            return False
        table = self.scenario.menu.do[new.seat]
        same_offer = (
            table.target[new.code] == table.target[old.code]
            and table.three[new.code] == table.three[old.code]
        )
        return self._sort(new) == VOTE or bool(same_offer)
