"""Promises: stay three-way, no new tariffs, answer together. Cheap to give, worth something once they
were tested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..arrays import total, turned
from ..causes import BROKEN, KEPT
from ..checks import LINE_OPEN
from ..countries import CANADA, MEXICO, US
from ..reasons import Reason, country
from ._kind import Check, Kind, Word

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..month import Month
    from ..scenario import Scenario
    from ..state import State

THREE_WAY, CALM, TOGETHER = 0, 1, 2
NAMES = ("three", "calm", "together")
REPRIEVE = 3  # the fourth column of `tested`


def _not_pledged(number: int) -> Check:
    def ok(scenario: Scenario, state: State) -> Flags:
        free: Flags = state.pledge[..., number] == 0
        return free

    def says(scenario: Scenario, state: State, i: int, j: int) -> Reason:
        return Reason("refuse.already_pledged", {"partner": country(j), "n": int(state.pledge[i, j, number])})

    return Check(ok, says)


def _neighbors(scenario: Scenario, state: State) -> Flags:
    both = np.zeros(state.pledge.shape[:-1], bool)
    both[..., CANADA, MEXICO] = both[..., MEXICO, CANADA] = True
    return both


def _not_a_neighbor(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.not_together", {"a": country(CANADA), "b": country(MEXICO)})


# With Washington in it the promise could never be broken, and Washington's own warnings would test it.
BETWEEN_NEIGHBORS = Check(_neighbors, _not_a_neighbor)


def _checks(number: int) -> tuple[Check, ...]:
    shared = (LINE_OPEN, _not_pledged(number))
    return (BETWEEN_NEIGHBORS, *shared) if number == TOGETHER else shared


def say(month: Month) -> None:
    """A promise counts `pledge` at once and runs for `pledge_months`."""
    rules = month.scenario.rules
    said = [month.said(f"pledge_{name}") for name in NAMES]
    month.felt("pledge", KEPT, rules.pledge * (said[0] * 1.0 + said[1] + said[2]))
    pledge, tested = month.now("pledge"), month.now("tested")
    for n, on in enumerate(said):
        pledge[..., n] = np.where(on, rules.pledge_months + 1.0, pledge[..., n])
        tested[..., n] = np.where(on, 0.0, tested[..., n])


def tempt(month: Month) -> None:
    """An open or leaked separate offer breaks the three-way promise; warnings and offers test the
    promises they meet.
    """
    rules = month.scenario.rules
    separate = month.notes["separate"] > 0
    pledge, tested = month.now("pledge"), month.now("tested")
    seen = np.asarray((separate & (month.now("known") > 0)).max(-1))
    broken = seen[..., :, None] & (pledge[..., THREE_WAY] > 0)
    month.felt("pledge_broken", BROKEN, rules.broken * broken)
    month.scar("pledge_broken", rules.broken * broken)
    pledge[..., THREE_WAY] = np.where(broken, 0.0, pledge[..., THREE_WAY])
    warned = month.said("warn")
    wooed: np.ndarray = month.notes["wooed"] > 0
    pressed = warned[..., US, 1] | warned[..., US, 2]
    _test(tested, CALM, turned(warned))
    _test(tested, REPRIEVE, turned(warned))
    _test(tested, THREE_WAY, np.broadcast_to(wooed[..., :, None], warned.shape))
    _test(tested, TOGETHER, np.broadcast_to(pressed[..., None, None], warned.shape))


def _test(tested: np.ndarray, number: int, on: np.ndarray) -> None:
    tested[..., number] = np.maximum(tested[..., number], on)


def judge(month: Month) -> None:
    """Which promises this month's signatures and rises break [g, i, j]; what they test."""
    pledge, tested = month.now("pledge"), month.now("tested")
    pairs, apart, up = (
        month.notes["signed_pairs"] > 0,
        month.notes["separate_pairs"] > 0,
        month.notes["up"] > 0,
    )
    alone = np.zeros(pairs.shape, bool)
    everybody = total(month.notes["signed"]) >= 3
    for i, j in ((CANADA, MEXICO), (MEXICO, CANADA)):
        alone[..., i, j] = pairs[..., i, US] & ~everybody
    left_three_way = apart.any(-1)[..., :, None] & (pledge[..., THREE_WAY] > 0)
    went_alone = alone & (pledge[..., TOGETHER] > 0)
    raised = up & (pledge[..., CALM] > 0)
    broken = left_three_way | went_alone | raised
    month.notes["broken_word"] = np.maximum(month.notes["broken_word"], broken)
    pledge[..., THREE_WAY] = np.where(broken, 0.0, pledge[..., THREE_WAY])
    pledge[..., CALM] = np.where(broken & up, 0.0, pledge[..., CALM])
    pledge[..., TOGETHER] = np.where(broken & alone, 0.0, pledge[..., TOGETHER])
    _test(tested, CALM, turned(up))
    _test(tested, REPRIEVE, turned(up))
    pressed = up[..., US, 1] | up[..., US, 2]
    _test(tested, TOGETHER, np.broadcast_to(pressed[..., None, None], up.shape))


def settle(month: Month) -> None:
    """A promise that has run its time unbroken: `kept` if it was tested, else `kept_idle`; clocks tick."""
    pledge, tested = month.now("pledge"), month.now("tested")
    for n in range(3):
        month.notes["run_out"] = np.maximum(
            month.notes["run_out"], run_out(month, pledge[..., n] == 1, tested[..., n])
        )
    month.new["pledge"] = np.maximum(pledge - 1, 0)


def run_out(month: Month, ended: np.ndarray, tested: np.ndarray) -> np.ndarray:
    """Points for a promise or reprieve that ends unbroken this month [g, i, j]."""
    rules = month.scenario.rules
    return np.where(ended, np.where(tested > 0, rules.kept, rules.kept_idle), 0.0)


KIND = Kind(
    "pledge",
    tuple(Word(f"pledge_{name}", 8 + n, checks=_checks(n)) for n, name in enumerate(NAMES)),
    steps={"say": say, "tempt": tempt, "judge": judge, "settle": settle},
)
