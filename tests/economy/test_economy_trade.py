"""The trade model as the rules see it: duties, claims, burdens, months and long runs."""

import math
import pickle
import time

import numpy as np
import pytest
from economy_bits import games

from negotiation.economy import EconomyError, NoConvergence, Policy, TradeModel
from negotiation.economy.remembered import Remembered, distinct

US, CANADA, MEXICO = 0, 1, 2
AUTOS, METALS, ENERGY, OTHER = 0, 1, 2, 5


@pytest.fixture
def policy():
    return Policy.free()


def test_a_free_border_pays_what_2024_paid_and_moves_nothing(model, policy):
    duties = model.duties(policy)
    assert np.array_equal(duties.general, model.calibration.duty[:3, :3, :6])
    assert np.array_equal(duties.claiming, duties.general)
    assert np.abs(np.concatenate(model.month(policy, model.claims0)[:3])).max() < 1e-12
    assert np.array_equal(model.claim_target(policy), model.claims0)
    assert np.abs(model.burden(policy)).max() == 0
    assert model.labour0.shape == (3, 7)


def test_a_wall_that_spares_leaves_claiming_goods_alone(model, policy):
    policy.wall[US, CANADA] = 35
    duties = model.duties(policy)
    assert duties.general[US, CANADA, OTHER] == pytest.approx(0.3505)
    assert duties.claiming[US, CANADA, OTHER] == pytest.approx(0.0005)
    policy.spare[US, CANADA] = 0
    assert model.duties(policy).claiming[US, CANADA, OTHER] == pytest.approx(0.3505)


def test_a_general_tariff_stops_at_ten_percent_on_canadian_energy(model, policy):
    policy.wall[US, CANADA:] = 35
    general = model.duties(policy).general
    assert general[US, CANADA, ENERGY] == pytest.approx(0.1007)
    assert general[US, MEXICO, ENERGY] == pytest.approx(0.3505)


def test_claiming_cars_and_metals_are_credited_for_their_content(model, policy):
    policy.sector[US, CANADA, AUTOS] = 25
    policy.sector[US, CANADA, METALS] = 50
    policy.sector[CANADA, US, AUTOS] = 25
    claiming = model.duties(policy).claiming
    assert claiming[US, CANADA, AUTOS] == pytest.approx(0.0015 + 0.108)
    assert claiming[US, CANADA, METALS] == pytest.approx(0.0005 + 0.39)
    assert claiming[CANADA, US, AUTOS] == pytest.approx(0.25)


def test_a_scenario_may_set_its_own_carve_outs_and_credits(calibration, policy):
    policy.wall[US, CANADA] = policy.wall[US, MEXICO] = 35
    policy.sector[US, CANADA, AUTOS] = 25
    own = TradeModel(calibration, carve_out={"us": {"mexico": {"metals": {"value": 5, "source": "a class"}}}},
                     content_credit={})
    duties = own.duties(policy)
    assert duties.general[US, CANADA, ENERGY] == pytest.approx(0.3507)
    assert duties.general[US, MEXICO, METALS] == pytest.approx(0.0529)
    assert duties.claiming[US, CANADA, AUTOS] == pytest.approx(0.2515)
    with pytest.raises(EconomyError) as refused:
        TradeModel(
            calibration, carve_out={"us": {"canada": {"oil": 10}}}, content_credit={"us": {"canada": 1}})
    assert [problem.key for problem in refused.value.problems] == [
        "carve_out.us.canada.oil", "content_credit.us.canada"]


def test_without_a_pact_the_pair_pays_most_favored_nation_duties_in_one_lane(model, policy):
    policy.pact[:] = 0
    policy.wall[US, CANADA] = 10
    duties = model.duties(policy)
    assert duties.general[US, MEXICO] == pytest.approx([0.087, 0.01, 0.003, 0.04, 0.012, 0.028])
    assert duties.claiming[US, CANADA, AUTOS] == duties.general[US, CANADA, AUTOS] == pytest.approx(0.155)
    assert np.all(duties.general[CANADA, MEXICO] == 0), "both stay in another free-trade pact"
    assert np.all(model.claim_target(policy)[US, MEXICO] == 0)


def test_claims_rise_with_the_gap_toward_a_ceiling(model, policy):
    policy.wall[US, CANADA] = 5
    target = model.claim_target(policy)
    reached = 1 - math.exp(-0.05 / 0.05)
    assert target[US, CANADA, OTHER] == pytest.approx(0.25 + (0.79 - 0.25) * reached)
    policy.wall[US, CANADA] = 50
    assert model.claim_target(policy)[US, CANADA, OTHER] == pytest.approx(0.79, abs=1e-4)


def test_a_split_pact_and_a_tighter_rule_of_origin_lower_the_ceiling(model, calibration, policy):
    whole = model.ceiling(policy)
    policy.pact[1] = 1
    assert model.ceiling(policy) == pytest.approx(whole * 0.94)
    assert TradeModel(calibration, cumulation=False).ceiling(policy) == pytest.approx(whole)
    policy.pact[1] = 2
    policy.content[0] = 1
    tight = whole.copy()
    tight[[US, CANADA], [CANADA, US], AUTOS] -= 0.10
    assert model.ceiling(policy) == pytest.approx(tight)


def test_a_burden_is_felt_by_the_seller_and_weighs_goods_by_their_trade(model, calibration, policy):
    policy.wall[US, CANADA] = 35
    policy.spare[US, CANADA] = 0
    burden = model.burden(policy)
    flows = calibration.flows[US, CANADA, :6]
    weights = flows / flows.sum()
    assert burden[CANADA, US] == pytest.approx(35 - 25 * weights[ENERGY])
    assert np.count_nonzero(burden) == 1
    policy.spare[US, CANADA] = 1
    assert model.burden(policy)[CANADA, US] == pytest.approx(0.3 * burden[CANADA, US])


def test_a_month_with_settled_claims_is_the_long_run(model):
    policy, _ = games(30)
    month, run = model.month(policy, model.claim_target(policy)), model.long_run(policy)
    assert np.array_equal(month.welfare, run.welfare)
    assert np.array_equal(month.earnings, run.earnings)
    assert np.array_equal(month.labour, run.labour)
    assert np.abs(month.earnings + month.revenue - month.welfare).max() < 1e-13
    assert np.abs(month.labour.sum(-1) - 1).max() < 1e-13


def test_a_lone_game_has_no_game_axis_and_an_empty_batch_is_empty(model, policy):
    run = model.long_run(policy)
    assert (run.welfare.shape, run.labour.shape) == ((3,), (3, 7))
    assert model.burden(policy).shape == (3, 3)
    none = Policy.free((0,))
    assert model.long_run(none).welfare.shape == (0, 3)
    assert model.month(none, np.zeros((0, 3, 3, 6))).labour.shape == (0, 3, 7)


def test_one_claim_table_serves_all_games_of_a_batch(model):
    policy = Policy.free((4,))
    assert model.month(policy, model.claims0).welfare.shape == (4, 3)


def test_the_split_of_a_game_adds_up_to_its_month(model, policy):
    policy.wall[US, CANADA] = 35
    parts = model.decompose(policy, model.claims0)
    money = model.month(policy, model.claims0).welfare * model.calibration.gdp[:3] / 100
    assert np.abs(parts.total[:3] - money).max() < 0.002
    assert np.abs(parts.terms_of_trade + parts.efficiency - parts.total).max() < 0.05


def test_a_copy_in_another_process_answers_the_same(calibration):
    own = TradeModel(calibration, cumulation=False, carve_out={})
    policy, claims = games(3)
    again = pickle.loads(pickle.dumps(own))
    assert np.array_equal(again.month(policy, claims).welfare, own.month(policy, claims).welfare)


def test_a_policy_of_the_wrong_shape_is_refused_by_name():
    with pytest.raises(EconomyError, match=r"policy\.sector: has the shape \(3, 3\)"):
        Policy(np.zeros((3, 3)), np.zeros((3, 3)), np.zeros((3, 3)), np.zeros(3), np.zeros(3))


def test_rows_of_a_policy_turn_back_into_it(model):
    policy, _ = games(7)
    again = Policy.of_rows(policy.rows())
    for name in Policy.SHAPES:
        assert np.array_equal(getattr(again, name), getattr(policy, name))


@pytest.mark.parametrize("wrong", [np.nan, -120.0])
def test_duties_without_an_equilibrium_name_the_game_and_give_no_numbers(calibration, wrong):
    policy = Policy.free((5,))
    policy.wall[3, US, CANADA] = wrong
    policy.spare[3] = 0
    own = TradeModel(calibration)
    with pytest.raises(NoConvergence, match="game 3: the trade model found no equilibrium") as refused:
        own.long_run(policy)
    assert refused.value.games == (3,)
    policy.wall[4] = policy.wall[3]
    policy.spare[4] = 0
    with pytest.raises(NoConvergence) as refused:
        own.month(policy, own.claims0)
    assert refused.value.games == (3, 4)


def test_many_games_with_few_policies_cost_little_and_memory_stays_flat(calibration):
    own = TradeModel(calibration)
    known, _ = games(50)
    few = own.long_run(known)
    picks = np.random.default_rng(1).integers(0, 50, 20_000)
    many = known[picks]
    begin = time.perf_counter()
    found = own.long_run(many)
    assert time.perf_counter() - begin < 1.0, "some 20 ms; solving them would take ten seconds"
    assert np.array_equal(found.labour, few.labour[picks])


def test_the_store_forgets_the_oldest_rows_and_answers_the_same():
    asked = []

    def double(rows):
        asked.append(len(rows))
        return 2 * rows

    known = Remembered(double, most=10)
    rows = np.arange(100.0).reshape(50, 2)
    assert np.array_equal(known(rows), 2 * rows)
    assert len(known) <= 20
    assert np.array_equal(known(rows[[4, 0, 4, 3]]), 2 * rows[[4, 0, 4, 3]])
    known(rows[[3, 4, 0, 0]])
    assert sum(asked[1:]) <= 3, "what has just been asked is remembered"
    for _ in range(20):
        known(rows)
    assert len(known) <= 20


def test_what_is_handed_out_can_be_changed_without_harm(model, policy):
    first = model.long_run(policy)
    first.welfare[...] = 99
    assert np.abs(model.long_run(policy).welfare).max() < 1e-12


def test_rows_whose_hashes_clash_are_still_told_apart(monkeypatch):
    rows = np.random.default_rng(0).integers(0, 3, (200, 5)).astype(float)
    first, back = distinct(rows)
    assert np.array_equal(rows[first[back]], rows)
    assert len(first) == len({row.tobytes() for row in rows})
    monkeypatch.setattr("negotiation.economy.remembered._MULTIPLIERS", np.zeros(256, np.uint64))
    again, back = distinct(rows)
    assert np.array_equal(rows[again[back]], rows)
    assert len(again) == len(first)
