"""What sensible tariff moves gain, with the answers they would meet (rules 10, step 8). $bn, toward each of the others.

Washington compares one step up, everything at 25 % or more, and one step back. A neighbor compares answering what it
is charged with dropping its answers.
"""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Flags
from ..rules.countries import US, third
from ..rules.kinds.pledge import TOGETHER
from ..rules.kinds.warn import next_step
from .lookahead import Lookahead, step_back
from .view import RISES, View

HAWK = 12.0                    # $bn by which a humor makes a rise look better or worse
TOP = 25.0                     # percent: how high answers go, and the least wall on everything
ANSWER0, ANSWER_NERVE, ANSWER_TOGETHER = 0.10, 0.5, 0.25               # chance that a rise is answered
SURELY = 0.85                  # at least, for a wall that spares nothing
FALLS = 0.1                    # chance that the answer falls when the wall does
RETURN = 0.25                  # share of a partner's gain that a cut must bring before it is given away
HOPE_ALONE, HOPE_TOGETHER = 0.30, 0.50                                 # chance that an answer brings the wall down


def raises(view: View, where: Flags) -> tuple[Array, Array]:
    """For Washington: gains [g, other, option] of one step up that spares what is spared today, and of a wall on
    everything; the rates [g, other, option] of both. Reckoned where asked [g]; elsewhere 0."""
    state, scenario, me = view.state, view.scenario, view.me
    thought = Lookahead(view, where, 1 + 4 * len(view.others))
    rates = np.zeros((*view.games, 2, 2))
    for n, j in enumerate(view.others):
        wall = state.wall[..., me, j]
        rates[..., n, 0] = next_step(wall, scenario.limits.ladder)
        rates[..., n, 1] = np.maximum(wall, TOP)
        spared = state.spare[..., me, j]
        for option, sparing in enumerate(map(thought.rows, (spared, 0 * spared))):
            rate = thought.rows(rates[..., n, option])
            alone, met = 1 + 4 * n + 2 * option, 2 + 4 * n + 2 * option
            for k in (alone, met):
                thought.wall[:, k, me, j], thought.spare[:, k, me, j] = rate, sparing
            thought.wall[:, met, j, me] = np.maximum(thought.wall[:, met, j, me], np.minimum(TOP, rate))
            kept = thought.spare[:, met, j, me]
            thought.spare[:, met, j, me] = np.where(rate > 0, np.minimum(kept, sparing), kept)
    value = thought.worth()[..., me]
    gains = np.zeros((*view.games, 2, 2))
    hawk = HAWK * view.humor(RISES)
    for n, j in enumerate(view.others):
        chance, surely = _answered(view, j), np.maximum(_answered(view, j), SURELY)
        for option, risk in enumerate((np.where(state.spare[..., me, j] == 0, surely, chance), surely)):
            unmet, answered = value[..., 1 + 4 * n + 2 * option], value[..., 2 + 4 * n + 2 * option]
            expected = (1 - risk) * unmet + risk * np.minimum(answered, unmet)
            gains[..., n, option] = expected - value[..., 0] + hawk
    return np.where(where[..., None, None], gains, 0.0), rates


def _answered(view: View, j: int) -> Array:
    """[g] chance that j answers a rise."""
    state = view.state
    together = state.pledge[..., j, third(view.me, j), TOGETHER] > 0
    return np.clip(ANSWER0 + ANSWER_NERVE * state.nerve[..., j] + ANSWER_TOGETHER * together, 0, 0.95)


def truces(view: View, where: Flags) -> tuple[Array, Array]:
    """For Washington: gains [g, other] of one step back, sparing pact goods; the rates [g, other]. A wall on everything
    first learns to spare. Reckoned where asked [g]; elsewhere 0."""
    state, scenario, me = view.state, view.scenario, view.me
    thought = Lookahead(view, where, 1 + 2 * len(view.others))
    rates = np.zeros((*view.games, 2))
    for n, j in enumerate(view.others):
        wall = state.wall[..., me, j]
        rates[..., n] = np.where(state.spare[..., me, j] == 0, wall, step_back(wall, scenario.limits.ladder))
        for k in (1 + 2 * n, 2 + 2 * n):
            thought.wall[:, k, me, j], thought.spare[:, k, me, j] = thought.rows(rates[..., n]), 1.0
        thought.wall[:, 2 + 2 * n, j, me] = 0.0
    value = thought.worth()
    gains = np.zeros((*view.games, 2))
    for n, j in enumerate(view.others):
        stays, falls = value[..., 1 + 2 * n, me], value[..., 2 + 2 * n, me]
        facing = state.wall[..., j, me] > 0
        given = np.maximum(value[..., 1 + 2 * n, j] - value[..., 0, j], 0)
        gain = np.where(facing, (1 - FALLS) * stays + FALLS * falls, stays) - value[..., 0, me]
        gains[..., n] = gain - RETURN * given
    return np.where(where[..., None], gains, 0.0), rates


def answers(view: View, where: Flags) -> tuple[Array, Array]:
    """For a neighbor: gains [g, other] of answering what the other charges, up to 25 % if it spares nothing and 10 % if
    it does, with the hope that the wall comes down; the rates [g, other]. Reckoned where asked [g]; elsewhere 0."""
    state, me = view.state, view.me
    thought = Lookahead(view, where, 1 + 2 * len(view.others))
    rates = np.zeros((*view.games, 2))
    for n, j in enumerate(view.others):
        facing, sparing = state.wall[..., j, me], state.spare[..., j, me]
        rates[..., n] = np.minimum(facing, np.where(sparing > 0, 10.0, TOP))
        answer, saved = 1 + 2 * n, 2 + 2 * n
        thought.wall[:, answer, me, j] = thought.rows(rates[..., n])
        thought.spare[:, answer, me, j] = thought.rows(sparing)
        thought.spare[:, saved, j, me] = 1.0
        thought.wall[:, saved, j, me] = np.minimum(thought.wall[:, saved, j, me], TOP) if j == US else 0.0
    value = thought.worth()[..., me]
    gains = np.zeros((*view.games, 2))
    for n, j in enumerate(view.others):
        together = state.pledge[..., me, third(me, j), TOGETHER] > 0
        hope = np.where(together, HOPE_TOGETHER, HOPE_ALONE)
        today = value[..., 0]
        gains[..., n] = value[..., 1 + 2 * n] - today + hope * np.maximum(value[..., 2 + 2 * n] - today, 0)
    return np.where(where[..., None], gains, 0.0), rates


def drops(view: View, where: Flags) -> Array:
    """For a neighbor: gains [g, other] of taking its wall on the other away. Reckoned where asked [g]; elsewhere 0."""
    thought = Lookahead(view, where, 1 + len(view.others))
    for n, j in enumerate(view.others):
        thought.wall[:, 1 + n, view.me, j], thought.spare[:, 1 + n, view.me, j] = 0.0, 1.0
    value = thought.worth()[..., view.me]
    return value[..., 1:] - value[..., :1]

