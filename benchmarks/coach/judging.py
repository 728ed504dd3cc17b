"""What every alternative of a position is really worth: long games from the true position with luck of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation.analysis.continued import spread
from negotiation.analysis.intervals import Estimate, estimate
from negotiation.coach import Answer, Coaching, Sight, sight_of
from negotiation.coach.rollouts import played_on
from negotiation.rules.arrays import Array
from negotiation.rules.state import State
from negotiation.session import Session

JUDGED = 64                    # games of every alternative, on seeds the coach has not seen
JUDGE_SEED = 10**12
BLOCK = 32
CHOICES = ("first", "refined", "computer", "pass")


@dataclass(frozen=True)
class Told(Sight):
    """A sight that hides nothing but the luck to come, humors included: whispers that lie on the table are there."""

    true: State | None = None

    def worlds(self, seeds: object) -> State:
        """The true position with each seed's luck."""
        assert self.true is not None
        return spread(self.true, seeds)


@dataclass(frozen=True)
class Judged:
    """One position: payoff of every alternative in every judged game [k, n], and which one each adviser takes."""

    payoff: Array
    taken: dict[str, int]

    def regret(self, choice: str) -> float:
        """How much better the best alternative is, $bn. It is chosen on one half of the games and paid on the other."""
        k = self.taken[choice]
        halves = self.payoff[:, ::2], self.payoff[:, 1::2]
        found = [float(paid[int(chosen.mean(1).argmax())].mean() - paid[k].mean())
                 for chosen, paid in (halves, halves[::-1])]
        return sum(found) / 2

    def gain(self, choice: str, over: str) -> float:
        """How much better one choice is than another, $bn."""
        return float((self.payoff[self.taken[choice]] - self.payoff[self.taken[over]]).mean())


def judged(game: Session, games: int, months: int | None, judge: int = JUDGED) -> Judged:
    """Ask the coach with nothing planned, then play every alternative on."""
    sight = sight_of(game)
    coaching = Coaching(sight, (), games, months)
    first = coaching.first()
    refined = coaching.finish()
    lists = [row.alternative.lines for row in first.rows]
    told = Told(sight.scenario, sight.state, sight.seat, true=game.state)
    payoff = []
    for start in range(0, judge, BLOCK):
        seeds = np.arange(JUDGE_SEED + start, JUDGE_SEED + min(start + BLOCK, judge), dtype=np.uint64)
        ends = [each for each in played_on(told, lists, seeds) if each is not None]
        payoff.append(ends[-1].parts.sum(-1))
    computer = next((row.alternative.lines for row in first.rows if row.alternative.kind == "computer"), ())
    taken = {"first": lists.index(_top(first)), "refined": lists.index(_top(refined)),
             "computer": lists.index(computer), "pass": lists.index(())}
    return Judged(np.concatenate(payoff, 1), taken)


def _top(answer: Answer) -> tuple[str, ...]:
    return answer.best.alternative.lines


def summary(found: list[Judged]) -> dict[str, Estimate]:
    """Mean regret of every choice over the positions, and the gain of the refined answer over the others."""
    out = {f"regret.{name}": estimate([each.regret(name) for each in found]) for name in CHOICES}
    return {**out, **{f"gain.{name}": estimate([each.gain("refined", name) for each in found])
                      for name in CHOICES if name != "refined"}}
