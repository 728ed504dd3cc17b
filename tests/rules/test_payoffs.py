"""Payoffs of a year, the years after, and the score: formulas of rules 8 and their limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scattered_states import scattered

from negotiation.economy.policy import Policy
from negotiation.rules import payoffs
from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.rules.future import ENDINGS, ending, future, lapsed_flow, score, worth
from negotiation.rules.payoffs import (
    BOTH_APART,
    CANADA_APART,
    LAPSED,
    MEXICO_APART,
    ONE_OUT,
    RENEWED,
    YEARLY,
    position_of,
    years_left,
)
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import stacked

SWAP = [US, MEXICO, CANADA]


def tall(state, i, j, rate, spare):
    wall, spared = np.array(state.wall), np.array(state.spare)
    wall[..., i, j], spared[..., i, j] = rate, spare
    return state.changed(wall=wall, spare=spared)


def test_exposure_follows_the_exponential_it_stands_for() -> None:
    for h in (0.02, 0.1, 0.35):
        for years in (0.25, 1.0, 5.0):
            x = (h + 0.1) * years
            true = (h + 0.1 * math.exp(-x)) / (h + 0.1)
            got = payoffs.exposure(np.array(h), np.array(years), 0.1)
            assert x > 2.5 or abs(got - true) < 0.021


def test_a_shorter_clock_and_a_likelier_end_hold_more_back() -> None:
    years = np.array([1.0, 3.0, 11.0, 16.0])
    assert (np.diff(payoffs.exposure(np.array(0.1), years, 0.1)) < 0).all()
    chance = np.array([0.02, 0.1, 0.35])
    assert (np.diff(payoffs.exposure(chance, np.array(11.0), 0.1)) > 0).all()


@pytest.mark.parametrize(("pact", "renewed", "status"), [
    ((2, 2, 2), 1, RENEWED), ((2, 2, 2), 0, YEARLY), ((2, 1, 2), 0, MEXICO_APART), ((1, 2, 2), 0, CANADA_APART),
    ((1, 1, 2), 0, BOTH_APART), ((0, 0, 2), 0, LAPSED), ((0, 2, 2), 0, ONE_OUT), ((1, 0, 2), 0, ONE_OUT),
    ((0, 1, 2), 1, ONE_OUT)])
def test_the_status_follows_from_the_pairs(pact, renewed, status) -> None:
    assert payoffs.status_of(np.array(pact, float), np.array(float(renewed))) == status


def test_less_trust_means_more_hazard_and_at_least_a_fifth_stays(kick_start: Scenario) -> None:
    trust = np.zeros((5, 3, 3)) + np.array([0, 25, 50, 75, 100.0])[:, None, None]
    chance, years = payoffs.hazard(kick_start, trust, np.full(5, YEARLY), np.zeros((5, 3)))
    assert (np.diff(chance, axis=0) <= 0).all()
    assert chance[2] == pytest.approx(0.1) and chance[0] == pytest.approx(0.2) and chance[4] == pytest.approx(0.02)
    assert (years == 11).all()


def test_a_running_notice_sets_the_clock_for_all(kick_start: Scenario) -> None:
    _, years = payoffs.hazard(kick_start, np.full((3, 3), 50.0), np.array(YEARLY), np.array([0.0, 3.0, 0.0]))
    assert (years == 0.25).all()


def test_canada_and_mexico_are_treated_alike(kick_start: Scenario) -> None:
    state = scattered(kick_start, 40)
    swapped = state.trust[:, SWAP][:, :, SWAP]
    mirror = np.array([RENEWED, YEARLY, CANADA_APART, MEXICO_APART, BOTH_APART, LAPSED, ONE_OUT])
    for status in range(6):                     # one neighbor out has no name of its own for each neighbor
        here, there = np.full(40, status), np.full(40, mirror[status])
        left, _ = payoffs.hazard(kick_start, state.trust, here, state.notice)
        right, _ = payoffs.hazard(kick_start, swapped, there, state.notice)
        assert np.array_equal(left, right[:, SWAP])
        assert np.array_equal(payoffs.thicket(kick_start.rules, here),
                              payoffs.thicket(kick_start.rules, there)[:, SWAP])


def test_pain_begins_after_a_free_part_and_has_a_cap(kick_start: Scenario) -> None:
    rules = kick_start.rules
    assert (payoffs.pain(rules, np.array([-0.2, -0.3, -0.3])) == 0).all()
    assert payoffs.pain(rules, np.array([-0.3, -0.5, 1.0])) == pytest.approx([-7.2, -1.2, 0])
    assert payoffs.pain(rules, np.array([-9.0, -9, -9])) == pytest.approx([-25, -25, -25])


def test_friends_ask_for_no_more_than_a_25_percent_wall(kick_start: Scenario) -> None:
    policy = Policy.free((3,))
    policy.wall[:, US, CANADA] = 10, 25, 50
    policy.sector[2, US, CANADA, :2] = 50
    assert payoffs.friends(kick_start.rules, policy)[:, US] == pytest.approx([0.6, 1.5, 3.0])
    assert (payoffs.friends(kick_start.rules, policy)[:, 1:] == 0).all()


def test_a_lapse_is_worst_where_it_happens(kick_start: Scenario) -> None:
    value, earnings = kick_start.lapse
    assert value[0] == pytest.approx([-12.5, -22.6, -29.1], abs=0.1)
    assert value[1] == pytest.approx([-5.1, -23.4, 0.8], abs=0.1)
    assert value[2] == pytest.approx([-3.3, 1.0, -30.0], abs=0.1)
    assert earnings == pytest.approx([-0.18, -1.25, -1.69], abs=0.01)


def test_parliaments_pass_what_trust_has_earned(kick_start: Scenario, without_luck: Scenario) -> None:
    trust = np.where(np.eye(3) == 1, 0, np.array([0, 50, 60, 100.0])[:, None, None])
    assert payoffs.passage(kick_start.rules, trust)[:, 0] == pytest.approx([0.20, 0.70, 0.86, 0.99])
    assert payoffs.passage(without_luck.rules, trust)[:, 0].tolist() == [0, 1, 1, 1]


def test_the_score_at_the_start(kick_start: Scenario) -> None:
    parts = score(kick_start, kick_start.start(0))
    assert (parts[:2] == 0).all()
    assert parts[2] == pytest.approx([-1.65, -68.40, -94.25], abs=0.05)


def test_a_wall_on_everything_is_answered_in_the_years_after(kick_start: Scenario) -> None:
    state = tall(kick_start.start(0).changed(month=np.array(11.0)), US, MEXICO, 25, 0)
    parts = score(kick_start, state)[2]
    assert parts[US] == pytest.approx(-54.07, abs=0.2) and parts[MEXICO] == pytest.approx(-261.7, abs=0.5)
    calm = score(kick_start.with_rules(answered=0.0), state)[2]
    assert calm[US] > parts[US] + 10


def test_a_lapse_that_happened_is_paid_for_four_years_and_the_months_not_played(kick_start: Scenario) -> None:
    state = kick_start.start(0).changed(pact=np.array([0.0, 0, 2]), status=np.array(5.0), over=np.array(1.0),
                                        month=np.array(1.0))
    assert score(kick_start, state)[2] == pytest.approx(kick_start.lapse[0][0] * (4 + 11 / 12))


def test_nobody_gains_by_anothers_exit(kick_start: Scenario) -> None:
    flow = np.array([5.0, 5.0, 5.0])
    paid = lapsed_flow(kick_start, flow, np.array([0.0, 2, 2]))
    assert paid[MEXICO] == min(5.0, kick_start.lapse[0][1, MEXICO]) < 5
    assert paid[CANADA] == kick_start.lapse[0][1, CANADA]


def test_notice_costs_the_future(kick_start: Scenario) -> None:
    flow, pact = np.zeros(3), np.full(3, 2.0)
    calm = future(kick_start, flow, np.array(YEARLY), np.zeros(3), pact, np.array(1.0))
    noticed = future(kick_start, flow, np.array(YEARLY), np.array([6.0, 0, 0]), pact, np.array(1.0))
    assert noticed == pytest.approx(calm * (0.25 + 0.35) / 0.25)


def test_a_renewal_that_may_fail_lies_between_renewed_and_yearly_reviews(kick_start: Scenario) -> None:
    def at(status, passes):
        return future(kick_start, np.zeros(3), np.array(status), np.zeros(3), np.full(3, 2.0), np.array(passes))
    assert at(RENEWED, 0.0) == pytest.approx(at(YEARLY, 0.0))
    assert at(RENEWED, 0.6) == pytest.approx(0.6 * at(RENEWED, 1.0) + 0.4 * at(YEARLY, 1.0))


def test_every_ending_has_its_name(kick_start: Scenario) -> None:
    start = kick_start.start(0)
    low = start.changed(wall=np.zeros((3, 3)))
    for state, name in [
            (low.changed(renewed=np.array(1.0), status=np.array(0.0)), "renewed"),
            (tall(low.changed(renewed=np.array(1.0), status=np.array(0.0)), US, MEXICO, 10, 0), "renewed_walls"),
            (start.changed(renewed=np.array(1.0), status=np.array(0.0)), "renewed_walls"), (start, "yearly_reviews"),
            (start.changed(status=np.array(2.0)), "two_pacts"), (start.changed(status=np.array(3.0)), "two_pacts"),
            (start.changed(status=np.array(4.0)), "hub_and_spokes"), (start.changed(status=np.array(6.0)), "one_out"),
            (start.changed(status=np.array(5.0)), "lapsed")]:
        assert ENDINGS[ending(state)] == name


def test_scores_and_worths_have_the_same_bits_alone_and_in_a_batch(kick_start: Scenario) -> None:
    batch = scattered(kick_start, 12, seed=5)
    lone = [batch.game(k) for k in range(12)]

    def worths(state):
        return worth(kick_start, position_of(kick_start, state), state.trust, state.labour,
                     years_left(kick_start, state.month))
    many, back = worths(batch), worths(stacked(lone[::-1]))
    scores = score(kick_start, batch)
    for k, state in enumerate(lone):
        assert np.array_equal(worths(state), many[k]) and np.array_equal(many[k], back[11 - k])
        assert np.array_equal(score(kick_start, state), scores[k])
        assert ending(state) == ending(batch)[k]
