"""Lists of choices of several games put side by side, or made as wide as each other."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Ints
from ..rules.step import Decide, Talk


def side_by_side(found: list[Talk | Decide]) -> Talk | Decide:
    """The choices of some games, one by one, as those of a batch."""
    talks, decides = [c for c in found if isinstance(c, Talk)], [c for c in found if isinstance(c, Decide)]
    if talks:
        wide = max(c.say.shape[-1] for c in talks)
        return Talk(np.concatenate([_widened(c.say, wide) for c in talks]))
    wide = max(c.do.shape[-1] for c in decides)
    return Decide(np.concatenate([c.answer for c in decides]), np.concatenate([_widened(c.do, wide) for c in decides]),
                  np.concatenate([c.vote for c in decides]))


def as_wide(own: Talk | Decide, other: Talk | Decide) -> Talk | Decide:
    """The same lists with as many places as another's, where a strategy gave too many."""
    if isinstance(own, Talk) and isinstance(other, Talk):
        return Talk(_widened(own.say, other.say.shape[-1]))
    assert isinstance(own, Decide) and isinstance(other, Decide)
    return Decide(own.answer, _widened(own.do, other.do.shape[-1]), own.vote)


def _widened(codes: Ints, wide: int) -> Ints:
    return np.concatenate([codes, np.zeros((*codes.shape[:-1], wide - codes.shape[-1]), np.int64)], -1)
