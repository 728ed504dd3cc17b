"""Alternatives played on with the same luck, humors and whispers for each.

Both rivals, and the seat itself after this phase, are played by the default computer player.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..match import choose
from ..rules.arrays import Array, Ints
from ..rules.countries import OTHERS, N
from ..rules.future import ending, score
from ..rules.notation import TALK
from ..rules.step import Decide, Talk, step
from ..rules.written import choices_of
from ..strategies.solving import rows
from .sight import RIVAL, Sight

SOON = 3                       # months after which trust is read


@dataclass(frozen=True, eq=False)
class Ends:
    """What became of k alternatives in n continuations each.

    parts [k, n, 3]: economy, politics, future of the seat, $bn. trust [k, n, 2]: of the two others in the seat, `SOON`
    months from now or at the end. ending [k, n]: number of the ending.
    """

    parts: Array
    trust: Array
    ending: Ints

    def and_(self, other: Ends) -> Ends:
        """These continuations and more of the same alternatives."""
        both = zip((self.parts, self.trust, self.ending), (other.parts, other.trust, other.ending), strict=True)
        return Ends(*(np.concatenate(pair, 1) for pair in both))


def stacked_choices(sight: Sight, lists: Sequence[Sequence[str]], count: int) -> Talk | Decide:
    """The seat's lines of k alternatives, each in `count` games: choices [k x count] in which the others pass."""
    own = []
    for lines in lists:
        seats: list[Sequence[str]] = [()] * N
        seats[sight.seat] = lines
        own.append(choices_of(sight.scenario, sight.state.phase, seats))

    def every(name: str) -> Ints:
        return np.repeat(np.stack([getattr(one, name) for one in own]), count, axis=0)

    return Talk(every("say")) if sight.state.phase == TALK else Decide(every("answer"), every("do"), every("vote"))


def played_on(sight: Sight, lists: Sequence[Sequence[str]], seeds: Any, months: int | None = None,
              ) -> Iterator[Ends | None]:
    """Play n continuations of k alternatives, half a month between two pauses; the last one given are their ends.

    months: of the game to play from now on, None to its end; what is left counts as if it ended then.
    """
    scenario, me, k, n = sight.scenario, sight.seat, len(lists), len(seeds)
    players = (RIVAL,) * N
    worlds = sight.worlds(seeds)
    theirs = choose(scenario, worlds, players, OTHERS[me]).choices
    state = rows(worlds, np.tile(np.arange(n), k))
    choices = _joined(theirs, stacked_choices(sight, lists, n), me, k)
    left = 2 * (scenario.months if months is None else months) - (state.phase != TALK)
    soon, trust = 2 * SOON - (state.phase != TALK), state.trust
    for half in range(max(1, left)):
        state = step(scenario, state, choices).after
        trust = state.trust if half < soon else trust
        if bool((state.over > 0).all()) or half + 1 >= left:
            break
        yield None
        choices = choose(scenario, state, players).choices
    parts = score(scenario, state)[..., me]
    seen = trust[:, list(OTHERS[me]), me]
    yield Ends(parts.reshape(k, n, -1), seen.reshape(k, n, -1), ending(state).reshape(k, n))


def _joined(theirs: Talk | Decide, own: Talk | Decide, me: int, k: int) -> Talk | Decide:
    """The others' choices [n], the same for every alternative, with the seat's own [k x n]."""
    def with_own(rest: Ints, mine: Ints) -> Ints:
        out = np.tile(rest, (k,) + (1,) * (rest.ndim - 1))
        out[:, me] = mine[:, me]
        return out

    if isinstance(theirs, Talk) and isinstance(own, Talk):
        return Talk(with_own(theirs.say, own.say))
    assert isinstance(theirs, Decide) and isinstance(own, Decide)
    return Decide(with_own(theirs.answer, own.answer), with_own(theirs.do, own.do), with_own(theirs.vote, own.vote))
