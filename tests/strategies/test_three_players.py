"""The three-player group on walls and nothing else: whom each punishes for what was done to whom."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.rules.scenario import Scenario
from negotiation.scenarios import load
from negotiation.strategies import View, find


@pytest.fixture(scope="module")
def walls() -> Scenario:
    return load(Path(__file__).parent / "two_by_two.yaml")


def answers(scenario: Scenario, name: str, seat: int, *blows: tuple[int, int, float]) -> dict[int, float]:
    """Whom a seat puts a wall on, how high, after last month's blows (who, on whom, percent)."""
    wall, raised = np.zeros((3, 3)), np.zeros((3, 3))
    for i, j, rate in blows:
        wall[i, j], raised[i, j] = rate, 1.0
    state = scenario.start(1).changed(phase="decide", month=5.0, wall=wall, raised=raised, reprieve=np.zeros((3, 3)))
    chosen = find(name)(View(scenario, state, seat))
    table, options = scenario.menu.do[seat], scenario.menu.options
    return {int(table.target[c]): float(options.rate[table.value[c]]) for c in chosen.codes if c}


@pytest.mark.parametrize(("name", "blows", "goal"), [
    ("k_of_2(k=1)", [(US, CANADA, 25)], {US: 25, MEXICO: 25}),
    ("k_of_2(k=2)", [(US, CANADA, 25)], {}),
    ("k_of_2(k=2)", [(US, CANADA, 25), (MEXICO, CANADA, 25)], {US: 25, MEXICO: 25}),
    ("k_of_2(k=1)", [(US, MEXICO, 25)], {}),
    ("punisher(eta=1)", [(US, MEXICO, 25)], {US: 25}),
    ("punisher(eta=0.5)", [(US, MEXICO, 50)], {US: 25}),
    ("punisher(eta=0)", [(US, MEXICO, 50)], {}),
    ("punisher(eta=1)", [(US, MEXICO, 25), (US, CANADA, 25)], {US: 50}),
    ("punisher(eta=1, most=25)", [(US, MEXICO, 25), (US, CANADA, 25)], {US: 25}),
    ("most_favored", [(US, CANADA, 25)], {US: 25, MEXICO: 25}),
    ("most_favored(most=50)", [(US, CANADA, 50)], {US: 50, MEXICO: 50}),
    ("most_favored(rule=mean)", [(US, CANADA, 50)], {US: 25, MEXICO: 25}),
    ("most_favored", [(US, MEXICO, 50)], {}),
    ("bandwagon", [(US, MEXICO, 25)], {MEXICO: 25}),
    ("bandwagon", [(US, CANADA, 25)], {}),
    ("bandwagon", [(MEXICO, CANADA, 25), (MEXICO, US, 25)], {}),
    ("tit_for_tat", [(US, MEXICO, 25)], {}),
])
def test_canada_answers(
        name: str, blows: list[tuple[int, int, float]], goal: dict[int, float], walls: Scenario) -> None:
    assert answers(walls, name, CANADA, *blows) == goal


def test_washington_follows_the_larger_of_its_neighbors(walls: Scenario) -> None:
    assert answers(walls, "bandwagon", US, (CANADA, MEXICO, 25)) == {MEXICO: 25}
    assert answers(walls, "bandwagon", US, (MEXICO, CANADA, 25)) == {}


@pytest.mark.parametrize("name", ["suspicious", "k_of_2", "punisher", "bandwagon", "pavlov", "adaptive(start=0)"])
def test_nobody_of_the_group_breaks_a_promise_to_punish(name: str, walls: Scenario) -> None:
    """A promise of calm to both forbids every rise; without it there is one."""
    wall, raised = np.zeros((3, 3)), np.zeros((3, 3))
    for i, j in ((US, CANADA), (MEXICO, CANADA), (US, MEXICO)):
        wall[i, j], raised[i, j] = 25.0, 1.0
    state = walls.start(1).changed(phase="decide", wall=wall, raised=raised, reprieve=np.zeros((3, 3)))
    pledge = np.zeros((3, 3, 3))
    pledge[CANADA, :, 1] = 3.0
    assert find(name)(View(walls, state, CANADA)).codes.any()
    assert not find(name)(View(walls, state.changed(pledge=pledge), CANADA)).codes.any()
