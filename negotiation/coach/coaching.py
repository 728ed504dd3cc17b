"""One question to the coach, answered bit by bit: `work` does a short piece, so that a window can go on in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from ..session import Session
from .answers import Answer, first_answer, refined_answer
from .plans import PLAN, Alternative, alternatives
from .rollouts import Ends, played_on
from .sight import Sight, sight_of
from .values import valued

GAMES, MOST_GAMES = 64, 5000   # continuations of every alternative: usual, and what may be asked for
SECONDS = 5.0                  # of work that a person is asked to wait for
KEPT = 8                       # alternatives that are played on
BLOCK = 32                     # continuations played together


class Coaching:
    """A plan under advice. `answer` is None until `first`; it gets surer with every block of continuations."""

    def __init__(self, sight: Sight, planned: Sequence[str], games: int = GAMES, months: int | None = None,
                 seconds: float | None = None, block: int = BLOCK,
                 clock: Callable[[], float] = time.monotonic) -> None:
        """`planned`: the seat's legal lines of this phase. games: continuations of each alternative; months: how far
        they go, None to the end. seconds: of work after which no further block counts, None for no such end.
        """
        if games < 2:
            raise ValueError("an interval needs at least 2 continuations")
        self.sight, self.planned = sight, tuple(planned)
        self.games, self.months, self.seconds, self.block = games, months, seconds, block
        self.answer: Answer | None = None
        self.done = False
        self.spent = 0.0
        self._clock = clock
        self._pieces = self._worked()

    def work(self) -> bool:
        """Do a piece of a few hundredths of a second; False once there is nothing left to do."""
        if self.done:
            return False
        start = self._clock() if self.seconds is not None else 0.0
        self.done = next(self._pieces, True) is not None
        if self.seconds is not None:
            self.spent += self._clock() - start
            self.done |= self.answer is not None and self.spent >= self.seconds
        return not self.done

    def first(self) -> Answer:
        """The answer from deal values, or a later one if there is."""
        while self.answer is None:
            self.work()
        return self.answer

    def finish(self) -> Answer:
        """The last answer."""
        while self.work():
            pass
        return self.first()

    def _worked(self) -> Iterator[None]:
        found: list[Alternative] = []
        for each in alternatives(self.sight, self.planned):
            if each is None:
                yield None
            else:
                found.append(each)
        yield None
        answer = first_answer(self.sight.seat, found, valued(self.sight, found))
        kept = _kept(answer)
        self.answer = Answer(answer.seat, 0, tuple(row for row in answer.rows if row.alternative in kept))
        yield None
        ends: Ends | None = None
        for start in range(0, self.games, self.block):
            seeds = self.sight.seeds(start, min(self.block, self.games - start))
            for more in played_on(self.sight, [each.lines for each in kept], seeds, self.months):
                if more is not None:
                    ends = more if ends is None else ends.and_(more)
                yield None
            if ends is not None and ends.parts.shape[1] > 1:
                self.answer = refined_answer(self.sight.seat, kept, ends)


def _kept(answer: Answer) -> list[Alternative]:
    """The plan, passing and the computer player's choice, and the best of the rest, as many as are played on."""
    always = [row.alternative for row in answer.rows if row.alternative.kind in (PLAN, "pass", "computer")]
    rest = [row.alternative for row in answer.rows if row.alternative not in always]
    plan, *others = sorted(always, key=lambda each: each.kind != PLAN)
    return [plan, *others, *rest[:KEPT - len(always)]]


def ask(session: Session, games: int = GAMES, months: int | None = None, seconds: float | None = None,
        block: int = BLOCK) -> Coaching:
    """What else might the seat to move do than what it has planned? Raises ValueError when the game is over."""
    if session.over:
        raise ValueError("the game has ended")
    return Coaching(sight_of(session), session.planned(), games, months, seconds, block)
