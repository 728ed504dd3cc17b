"""The history month by month, and its script: as the ledger has it, legal, and never far from what happened."""

from __future__ import annotations

import numpy as np
import pytest
from opened_early import early

from negotiation.analysis import chronicle
from negotiation.analysis.script import last_month, retold
from negotiation.rules.history import month_number, month_text
from negotiation.scenarios import load


@pytest.fixture(scope="module")
def started():
    return load("kick-start-2025")


@pytest.fixture(scope="module")
def told(started):
    return {month_text(c.number): c for c in chronicle.chapters(started)}


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    return retold(load(early(tmp_path_factory.mktemp("early"))), seed=3)


def test_the_last_chapter_is_where_the_game_begins(started, told):
    assert np.allclose(told["2025-08"].trust, started.start().trust, rtol=0, atol=1e-12)
    assert list(told) == sorted(told) and (min(told), max(told)) == ("1994-01", "2025-08")
    assert sum(len(c.events) for c in told.values()) == len(started.text["past"])


def test_chapters_follow_on_each_other_and_changes_are_those_of_the_events(started, told):
    alone = chronicle.chapter(started, month_number("2024-11"))
    november = told["2024-11"]
    assert np.array_equal(alone.before, told["2018-09"].trust) and np.array_equal(alone.trust, november.trust)
    felt = sum(e.change for e in november.events if (e.who, e.toward) == ("canada", "mexico"))
    assert november.trust[2, 1] - november.before[2, 1] == pytest.approx(felt)  # nothing had faded toward Canada


def test_tariffs_and_the_shut_channel_are_told_in_their_months(told):
    assert not told["2025-02"].policy.wall.any() and told["2025-03"].policy.wall[0, 1] == 25
    assert [m for m, c in told.items() if c.frozen.any()] == ["2024-12", "2025-01", "2025-02"]
    assert [m for m, c in told.items() if c.new_policy] == ["2025-03", "2025-04", "2025-06", "2025-08"]


def test_a_scenario_without_history_tells_none():
    scenario = load("kick-start-2025", {"state.trust": {"history": "none", "base": 50}})
    assert chronicle.months_told(scenario) == () and last_month(scenario) == 0
    assert retold(scenario).scenes == ()


def test_a_history_that_has_all_happened_leaves_nothing_to_play(started):
    assert last_month(started) == 0 and retold(started).scenes == ()


def test_the_script_plays_what_happened(script):
    lines = {month: [line for half in (s.talk, s.decide) for own in half for line in own]
             for month, s in zip(range(9), script.scenes, strict=True)}
    assert lines[0] == ["freeze canada"]
    assert lines[3][:2] == ["reopen canada", "call us"] and "wall canada 25 sparing" in lines[3]
    assert "reprieve mexico" in lines[7]
    assert {"offer mexico separate", "visit mexico", "refuse us", "wall canada 35 sparing"} <= set(lines[8])


def test_what_has_no_choice_is_named_with_the_reason(script):
    left = {(s.month, reason.id) for s in script.scenes for _, reason in s.left}
    assert left == {(2, "script.reprieve"), (6, "refuse.same_twice"), (7, "refuse.same_sector")}
    assert [s.waiting for s in script.scenes] == [0, 0, 0, 2, 2, 0, 0, 0, 0]  # two measures a month


def test_the_tariffs_of_the_script_end_as_those_of_the_history(script):
    state, policy = script.session.state, chronicle.history_of(script.session.scenario).policy(month_number("2025-08"))
    assert np.array_equal(state.wall, policy.wall) and np.array_equal(state.sector, policy.sector)


def test_trust_as_played_stays_near_trust_as_it_happened(script):
    """Two measures a month and whole words instead of halves make the difference; without luck it stays small."""
    apart = [np.abs(s.trust - s.happened).max() for s in script.scenes]
    assert max(apart) < 12
    assert apart[0] < 3


def test_one_may_step_in_at_any_month(script):
    for month in range(len(script.scenes) + 1):
        game = script.at(month, {"us": "hold", "mexico": "hold"})
        assert game.month == month and game.people == (1,)
        assert [p.lines for p in game.past] == [p.lines for p in script.session.past[: 2 * month]]
    game.end_month()
    assert game.month == 10 and script.session.month == 9
    assert game.record().branch.months == 10


def test_a_month_that_has_happened_is_the_month_before_the_next_events(started, told):
    """Trust after July 2025, faded, is what August's events were added to."""
    august = told["2025-08"]
    july = chronicle.trust_after(started, month_number("2025-07"))
    gained = {(e.toward, e.who): 0.0 for e in august.events}
    for e in august.events:
        gained[e.toward, e.who] += e.change
    names = ("us", "canada", "mexico")
    for (of, toward), change in gained.items():
        i, j = names.index(of), names.index(toward)
        assert august.trust[i, j] == pytest.approx(july[i, j] + change)


def test_the_shipped_start_after_the_visit_has_a_script():
    """Mexico's channel is shut when it begins; all else is played, and trust stays near what the ledger has."""
    told = retold(load("mar-a-lago-2024"), seed=3)
    assert len(told.scenes) == 9
    assert {reason.id for reason in (r for s in told.scenes for _, r in s.left)} == {
        "refuse.already_frozen", "script.reprieve", "refuse.same_twice", "refuse.same_sector"}
    assert max(np.abs(s.trust - s.happened).max() for s in told.scenes) < 12
