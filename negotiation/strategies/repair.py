"""What is left of a month goes to the partner that trusts one least: reopen, amends, visit, call, by need."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from ..rules.causes import BROKEN, GESTURE, SIDE_DEAL, SLIGHT
from .choices import Choices
from .view import View

QUARTER = 3                    # months between looks at a shut line, unless a deal binds the pair
BEARABLE = 20.0                # trust in the other above which the line is opened again
GRIEVANCE = -12.0              # trust points held against one that ask for amends
STILL_FRESH = 0.4              # worth of amends under which they are not made again
VISIT_UNDER, CALL_UNDER = 8.0, 11.0        # gestures that still count: points of that cause already there
SHUT = 10.0                    # trust points that a line one has shut adds to the need


def repair(view: View, out: Choices) -> None:
    """First toward the one in greater need, then toward the other."""
    state, me = view.state, view.me
    first, second = (100 - state.trust[..., j, me] + SHUT * (state.frozen[..., me, j] > 0) for j in view.others)
    earlier = first >= second
    for here in (earlier, ~earlier):
        mend(view, out, view.others[0], here)
        mend(view, out, view.others[1], ~here)


def mend(view: View, out: Choices, j: int, where: Flags) -> None:
    """The one word that this partner needs most, where asked [g]."""
    state, me = view.state, view.me
    held = state.ledger[..., j, me, :]
    grievance = held[..., SLIGHT] + held[..., SIDE_DEAL] + held[..., BROKEN]
    ready = view.bound(j) | ((state.month % QUARTER == 0) & (state.trust[..., me, j] > BEARABLE))
    wants = (
        ("reopen", "say.reopen", ready),
        ("amends", "say.amends", (grievance < GRIEVANCE) & (state.fresh[..., me, j, 0] > STILL_FRESH)),
        ("visit", "say.visit", held[..., GESTURE] < VISIT_UNDER),
        ("call", "say.call", held[..., GESTURE] < CALL_UNDER),
    )
    left = np.asarray(where)
    for word, why, need in wants:
        chosen = left & need & view.may_speak(j, word)
        left = left & ~chosen
        out.speak(j, word, chosen, why=why, trust=state.trust[..., j, me])
