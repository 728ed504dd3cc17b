"""What each pair and all three could add by a deal, and how the gain might be split (rules 12, coalition view)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .arrays import Array, Flags, total
from .countries import ALL, N
from .legality import legal_kind
from .values import MEMBERS, Appraisal


class Coalitions(NamedTuple):
    """Who could gain what together, $bn, the others as they are."""

    worth: Array               # [g, kind] the most that its members can add by a deal they may sign today
    shapley: Array             # [g, 3] each one's mean contribution (Shapley 1953)
    core: Flags                # [g] whether some split of the whole leaves no pair better off apart


def coalitions(appraisal: Appraisal) -> Coalitions:
    """Worth of the three pairs and of all three, the Shapley value, and whether the core is not empty."""
    rows = []
    for kind, members in enumerate(MEMBERS):
        joint = total(appraisal.gain(kind)[..., list(members)])
        may = legal_kind(appraisal.scenario, appraisal.state, kind)
        rows.append(np.where(may, joint, 0.0).max(-1, initial=0.0))
    worth = np.stack(rows, -1)
    shapley = []
    for i in range(N):
        one, two = (worth[..., k] for k in range(ALL) if i in MEMBERS[k])
        (others,) = (worth[..., k] for k in range(ALL) if i not in MEMBERS[k])
        shapley.append((one + two) / 6 + (worth[..., ALL] - others) / 3)
    pairs = worth[..., :ALL]
    core = (total(pairs) <= 2 * worth[..., ALL]) & (pairs.max(-1) <= worth[..., ALL])
    return Coalitions(worth, np.stack(shapley, -1), core)
