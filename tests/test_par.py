"""What results are measured by: par and hold in a scenario's file are what the command finds."""

from __future__ import annotations

import re

import pytest

from benchmarks import par
from negotiation.paths import shipped
from negotiation.scenarios import load, names

BEGIN = ("months: 12\npar: {us: 1, canada: 2, mexico: 3}   # old\nhold:\n  us: 1\n  canada: 2\n  mexico: 3\n"
         "luck: 0   # kept\n")


@pytest.mark.parametrize("name", names())
def test_par_and_hold_of_a_shipped_scenario_were_measured_on_the_games_it_plays_now(name):
    text = (shipped("scenarios") / f"{name}.yaml").read_text(encoding="utf-8")
    for what in par.SEATS:
        said = re.search(rf"^{what}: .*first games (\w+)", text, re.MULTILINE)
        assert said, f"written by hand, or long ago: run python -m benchmarks.par {name}"
        assert said[1] == par.mark(load(name), what), f"the games have changed: run python -m benchmarks.par {name}"


@pytest.mark.parametrize("name", ["kick-start-2025", "tiny"])
def test_par_and_hold_are_the_medians_of_all_games(name):
    scenario = load(name)
    told = {"par": scenario.par, "hold": scenario.hold}
    found = {what: par.measured(scenario, what) for what in told}
    assert told == found, f"written before the games changed: run python -m benchmarks.par {name}"


def test_writing_them_leaves_the_rest_of_a_file_alone():
    text = par.written(par.written(BEGIN, "par", (4.0, -5.5, 6.0), "a"), "hold", (0.0, 0.1, 0.2), "b")
    assert text == ('months: 12\npar: {us: 4.0, canada: -5.5, mexico: 6.0, source: "a"}\n'
                    'hold: {us: 0.0, canada: 0.1, mexico: 0.2, source: "b"}\nluck: 0   # kept\n')


def test_they_are_added_at_the_end_of_a_file_that_has_none():
    text = par.written(par.written("months: 3\n", "par", (1.0, 2.0, 3.0), "a"), "hold", (4.0, 5.0, 6.0), "b")
    assert text == ('months: 3\n\npar: {us: 1.0, canada: 2.0, mexico: 3.0, source: "a"}\n'
                    'hold: {us: 4.0, canada: 5.0, mexico: 6.0, source: "b"}\n')
