"""Canada and Mexico exchanged everywhere (economies, positions, moves, the turn of signing): the results are exchanged.

Without luck. Choices are lists of lines, so no choice can be a tie; what is compared is printed with the count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
import yaml

from negotiation.economy import TradeModel, balance
from negotiation.paths import shipped
from negotiation.rules import future, payoffs, settle, signing
from negotiation.rules.clauses import Catalogue
from negotiation.rules.fields import FIELDS
from negotiation.rules.notation import deal_notation, parse_deal_notation
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State, stacked
from negotiation.rules.step import step
from negotiation.rules.written import choices_of
from negotiation.scenarios import load
from reference.any_lists import any_lists
from reference.games import one_game

OTHER = [0, 2, 1]
PAIRS = [1, 0, 2]
NAMES = {"canada": "mexico", "mexico": "canada"}
GAMES, MONTHS = 3, 6
usual_order = signing.signing_order


def exchanged(text: str) -> str:
    """A line with the two names exchanged; a pair of the two keeps its name."""
    return re.sub("canada|mexico", lambda m: NAMES[m[0]], text).replace("mexico-canada", "canada-mexico")


def renamed(value: object) -> object:
    """Data of the trade model with the two exchanged."""
    return {exchanged(str(k)): renamed(x) for k, x in value.items()} if isinstance(value, dict) else value


@lru_cache
def deals(catalogue: Catalogue) -> np.ndarray:
    """The number of each deal with the two exchanged; the last place is for none."""
    return np.array([parse_deal_notation(catalogue, exchanged(deal_notation(catalogue, d)))
                     for d in range(len(catalogue))] + [-1])


def mirror(name: str, value: np.ndarray, catalogue: Catalogue) -> np.ndarray:
    """A field of a lone game with the two exchanged."""
    if name in ("deal", "offer", "last", "torn"):
        value = deals(catalogue)[value.astype(np.int64)] * 1.0
    if name == "status":  # 2 and 3 name the neighbor with a separate pact
        return np.where((value == 2) | (value == 3), 5 - value, value)
    if name in ("pact", "content"):
        return value[PAIRS]
    if name in ("deal", "since"):
        return value[[*PAIRS, 3]]
    if value.shape[:2] == (3, 3):
        return value[OTHER][:, OTHER]
    return value[OTHER] if value.ndim else value


def mirrored(state: State, catalogue: Catalogue) -> State:
    return state.changed(**{f.name: mirror(f.name, np.array(getattr(state, f.name)), catalogue)
                            for f in FIELDS if f.name != "seed"})


@contextmanager
def through_the_glass() -> Iterator[None]:
    """The rules with the sizes of the two, and the turn of signing, exchanged."""
    patch = pytest.MonkeyPatch()
    for module in (settle, payoffs, future):
        patch.setattr(module, "GDP", module.GDP[OTHER])
    patch.setattr(signing, "signing_order", lambda turn: [(OTHER[i], OTHER[j]) for i, j in usual_order(turn)])
    try:
        yield
    finally:
        patch.undo()


def glass(scenario: Scenario) -> Scenario:
    """The scenario as the exchanged rules have it."""
    data = yaml.safe_load((shipped("scenarios") / "data" / "north-america-2024.yaml").read_text(encoding="utf-8"))
    rules, rows = scenario.rules, [0, 1, 3, 2, 4, 5, 6]
    other = replace(
        rules, lottery=tuple((rules.lottery[n][0], rules.lottery[n][2], rules.lottery[n][1]) for n in rows),
        **{name: tuple(getattr(rules, name)[i] for i in OTHER)
           for name in ("free", "slope", "friends_wall", "friends_sector")})
    return replace(scenario, rules=other, trade=TradeModel(balance(renamed(data))))


def test_what_is_exchanged_comes_out_exchanged():
    scenario = load("kick-start-2025", {"luck": 0, "months": MONTHS})
    other, draw, count = glass(scenario), np.random.default_rng(2), 0
    for seed in range(GAMES):
        state = scenario.start(seed)
        while not state.over:
            lists = any_lists(scenario, state, draw)
            after = step(scenario, stacked([state]), one_game(choices_of(scenario, state.phase, lists))).after.game(0)
            swapped = [[exchanged(line) for line in lists[i]] for i in OTHER]
            with through_the_glass():
                start = stacked([mirrored(state, scenario.catalogue)])
                found = step(other, start, one_game(choices_of(other, state.phase, swapped))).after.game(0)
            wanted = mirrored(after, scenario.catalogue)
            for f in FIELDS:
                gap = np.abs(getattr(found, f.name) - getattr(wanted, f.name)).max() if f.name != "seed" else 0
                assert gap < 1e-7, (seed, int(state.month), state.phase, f.name, gap, lists)
            count += 1
            state = after
    print(f"{count} half months exchanged, 0 ties")
    assert count == 2 * MONTHS * GAMES
