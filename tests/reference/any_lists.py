"""Lists of any lines for tests: mostly legal ones, some that are not, some too long."""

from __future__ import annotations

import numpy as np

from negotiation.rules.legality import mask
from negotiation.rules.menu import ANSWER, VOTE
from negotiation.rules.notation import line
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State

WRONG, LONG = 0.08, 0.04


def any_lists(scenario: Scenario, state: State, draw: np.random.Generator) -> list[list[str]]:
    """Lines of each seat for one phase of a lone game; every kind of line is as likely as any other."""
    return [_list(scenario, state, i, draw) for i in range(3)]


def _list(scenario: Scenario, state: State, i: int, draw: np.random.Generator) -> list[str]:
    menu, phase = scenario.menu, state.phase
    legal = mask(scenario, state, i)
    many = draw.integers(0, 3) + (draw.random() < LONG) * 2
    out: list[int] = []
    if phase == "talk":
        table = menu.say[i]
        keys = table.target * 100 + table.word
        return [line(menu, i, phase, c) for c in (_one(legal, keys, draw) for _ in range(many)) if c]
    table = menu.do[i]
    measures = np.isin(table.sort, (ANSWER, VOTE), invert=True)
    for _ in range(many):
        out.append(_one(legal & measures, table.target * 100 + table.value // 6, draw, measures))
    for j in range(3):
        for three in (0, 1):
            mine = (table.sort == ANSWER) & (table.target == j) & (table.three == three)
            if mine.any() and (legal & mine).any() and draw.random() < 0.8:
                accept = mine & (table.value == 1)
                out.append(int(np.flatnonzero(accept if draw.random() < 0.8 else mine)[-1]))
            elif mine.any() and draw.random() < WRONG / 4:
                out.append(int(np.flatnonzero(mine)[0]))
    votes = np.flatnonzero(table.sort == VOTE)
    if len(votes) and draw.random() < (0.9 if legal[votes].any() else WRONG / 2):
        out.append(int(votes[0] if draw.random() < 0.8 else votes[-1]))
    return [line(menu, i, phase, c) for c in out if c]


def _one(legal: np.ndarray, keys: np.ndarray, draw: np.random.Generator, among: np.ndarray | None = None) -> int:
    """A code: first a kind of line, then one of that kind, so that the many offers do not crowd out the rest."""
    pool = np.flatnonzero(legal if draw.random() > WRONG else (np.ones(len(keys), bool) if among is None else among))
    if not len(pool):
        return 0
    kind = draw.choice(np.unique(keys[pool]))
    return int(draw.choice(pool[keys[pool] == kind]))
