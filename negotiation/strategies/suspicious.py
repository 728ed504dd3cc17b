"""Begins with a blow at both, then does to each partner what that partner did last.

Tit for tat that starts by defecting: Boyd and Lorberbaum, No pure strategy is evolutionarily stable (1987).
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from .reciprocity import answering, bad, each, reciprocal
from .view import View

CARD = reciprocal(
    group="tit for tat",
    formula="D in the first month; then x_ij(t+1) = x_ji(t), x in {C, D}",
    source="Boyd and Lorberbaum (1987)",
    weakness="its first blow starts a feud with everybody who answers blows",
)


def punished(view: View) -> Flags:
    """[g, other] both in the first month; then whoever treated it badly last month."""
    first = view.state.month == 0
    return each(*(np.where(first, True, bad(view, j, view.me)) for j in view.others))


talk, decide = answering(punished)
