"""The shipped scenarios are worlds of their own, and the classroom ones teach what they promise."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.worlds import spread, teaching
from benchmarks.worlds.__main__ import stories, three
from negotiation.scenarios import load, names


@pytest.mark.parametrize("name", teaching.classrooms())
def test_what_a_classroom_scenario_teaches_holds_where_nothing_need_be_played(name: str) -> None:
    for test, holds, margin in teaching.reckoned(name):
        assert holds, f"{test}: {margin}"


def test_the_page_of_scenarios_has_their_words_and_their_pars() -> None:
    """`make worlds` writes it anew."""
    page = (Path(__file__).parents[1] / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert page.endswith("\n".join(stories()) + "\n")
    rows = {line.split("`")[1]: line.split(" | ") for line in page.splitlines() if line.startswith("| `")
            and line.count(" | ") == 7}
    assert tuple(rows) == tuple(names())
    for name, (_, months, _, _, par, _, hold, _) in rows.items():
        scenario = load(name)
        assert (int(months), par, hold) == (scenario.months, three(scenario.par), three(scenario.hold)), name


def world(name: str, par: list[float], sd: float, renewed: float) -> spread.World:
    shares = np.array([renewed, 1 - renewed])
    return spread.World(name, np.array(par), np.zeros(3), np.full(3, sd), shares, (40.0, 60.0))


def test_two_worlds_are_one_unless_a_chair_or_the_endings_differ_by_more_than_the_seeds_do() -> None:
    usual = world("usual", [30, -30, -60], 15, 0.7)
    near, richer = world("near", [40, -35, -55], 15, 0.6), world("richer", [30, -30, -30], 20, 0.7)
    ends = world("ends", [30, -30, -60], 15, 0.05)
    (near_,), (richer_,), (ends_,) = (spread.apart([usual, other]) for other in (near, richer, ends))
    assert near_.alike and near_.par == pytest.approx(10 / 15)
    assert not richer_.alike and richer_.par == pytest.approx(1.5)
    assert not ends_.alike and ends_.endings == pytest.approx(0.65 / 0.42)
    assert spread.apart([usual, richer, near])[0] == near_


def test_a_scenario_without_luck_is_told_from_another_by_what_it_pays() -> None:
    still, other = world("still", [10, 0, 0], 0, 1), world("other", [12, 0, 0], 0, 1)
    assert not spread.apart([still, other])[0].alike
    assert spread.apart([still, world("same", [10.5, 0, 0], 0, 1)])[0].alike
