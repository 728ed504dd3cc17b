"""The trade model against figures worked out beforehand, and against its equations written a second time."""

import math

import numpy as np
import pytest

from negotiation.economy import decompose, run_case, run_cases
from negotiation.economy.border import one_lane

POINTS = 0.0005

# w - A in percent of GDP (us, canada, mexico): month 1, means of years 1 to 3, long run
PATHS = {
    "O1": """-0.036 -3.105 -4.458   0.042 -2.796 -3.859   0.135 -2.428 -3.144   0.168 -2.298 -2.893
              0.186 -2.227 -2.756""",
    "O3": """-0.242 -3.314 -4.585  -0.176 -2.923 -3.877  -0.097 -2.455 -3.032  -0.069 -2.291 -2.735
             -0.054 -2.202 -2.573""",
    "O4": """-0.071 -3.975 -0.029  -0.027 -3.558  0.002   0.026 -3.062  0.039   0.045 -2.887  0.052
              0.055 -2.792  0.059""",
    "O13": """-0.092 -0.541 -2.063  -0.053 -0.404 -1.553  -0.008 -0.240 -0.945   0.008 -0.182 -0.731
               0.017 -0.151 -0.615""",
}


def duties_of(calibration, case):
    duty = calibration.duty.copy()
    regions, goods = ("USA", "CAN", "MEX"), ("autos", "metals", "energy", "agrifood", "mach_elec", "other")
    for flow, rates in case["total_duty"].items():
        buyer, seller = (regions.index(name) for name in flow.split("<-"))
        for good, rate in rates.items():
            duty[buyer, seller, goods.index(good)] = rate
    return duty


def test_every_open_case_comes_out_as_expected(calibration, cases):
    results = run_cases(calibration, list(cases.values()))
    assert len(results) == 15
    for result, case in zip(results, cases.values(), strict=True):
        assert result.max_error < POINTS, (result.id, result.max_error)
        for key, values in case["expect"].items():
            unit = 100 / calibration.gdp[:3] if key == "welfare_bn" else 1
            assert np.abs((np.array(getattr(result, key)) - values) * unit).max() < POINTS
        assert result == run_case(calibration, case), "a case alone has the bits it has among others"


@pytest.mark.parametrize("name", PATHS)
def test_income_follows_its_path_while_labor_moves_between_sectors(solver, calibration, cases, name):
    duty = duties_of(calibration, cases[name])
    solution = solver.solve(one_lane(calibration.elasticity, calibration.duty, duty))
    labour, months = calibration.labour[:3].copy(), []
    for _ in range(36):
        idle = 100 * np.maximum(labour - solution.labour[:3], 0).sum(-1)
        months.append(solution.welfare[:3] - idle)
        labour += (solution.labour[:3] - labour) / 12
    years = [np.mean(months[start:start + 12], axis=0) for start in (0, 12, 24)]
    found = np.stack([months[0], *years, solution.welfare[:3]])
    published = np.array(PATHS[name].split(), float).reshape(5, 3)
    assert np.abs(found - published).max() < 0.0006


@pytest.mark.parametrize(("name", "trade", "volume"), [
    ("O1", (95.3, -48.4, -47.7), (-41.1, -1.5, -3.3)),
    ("O3", (35.3, -27.0, -25.8), (-51.1, -22.3, -21.8)),
])
def test_the_terms_of_trade_split_comes_out_as_published(solver, calibration, cases, name, trade, volume):
    parts = decompose(solver, duties_of(calibration, cases[name]))
    assert np.abs(parts.terms_of_trade[:3] - trade).max() < 0.06
    assert np.abs(parts.efficiency[:3] - volume).max() < 0.06
    assert np.abs(parts.residual).max() < 0.07
    finer = decompose(solver, duties_of(calibration, cases[name])[:3, :3, :6], steps=32)
    assert np.abs(finer.residual).max() < 0.02


def test_a_split_with_two_lanes_adds_up(solver, calibration):
    duty = calibration.duty[:3, :3, :6]
    general = duty + np.array([[0, 0.35, 0.25], [0, 0, 0], [0, 0, 0]])[..., None]
    parts = decompose(solver, general, duty, np.full_like(duty, 0.6), steps=32)
    assert np.abs(parts.residual).max() < 0.02
    assert parts.total[1] < -5


def test_the_same_rate_by_all_three_gives_the_published_us_result(solver, calibration):
    rates = np.array([0.05, 0.10, 0.15, 0.25, 0.35, 0.50])
    duty = np.repeat(calibration.duty[None], len(rates), axis=0)
    for other in (1, 2):
        duty[:, 0, other, :6] += rates[:, None]
        duty[:, other, 0, :6] += rates[:, None]
    found = solver.solve(one_lane(calibration.elasticity, calibration.duty, duty)).welfare[:, 0]
    assert np.abs(found - [0.018, 0.015, -0.000, -0.054, -0.121, -0.225]).max() < 0.0006


def test_a_plain_fixed_point_in_nested_loops_satisfies_the_same_equations(solver, calibration):
    """Written a second time, number by number with math.exp, from the printed equations."""
    c, sectors, regions = calibration, range(7), range(4)
    duty = c.duty.copy()
    duty[0, 1, :6] += 0.25
    duty[1, 0, :6] += 0.10
    border = one_lane(c.elasticity, c.duty, duty)
    solution = solver.solve(border, 1e-12)
    books = solver.accounts(border, solution)
    price = [[math.exp(books.log_price[n, j]) for j in sectors] for n in regions]
    wage = [math.exp(books.log_wage[n]) for n in regions]
    cost = [[wage[n] ** c.value_added[n, j] * math.prod(price[n][k] ** c.inputs[n, k, j] for k in sectors)
             for j in sectors] for n in regions]
    output = [[0.0] * 7 for _ in regions]
    revenue = [0.0] * 4
    for n in regions:
        for j in sectors:
            theta = c.elasticity[j]
            pull = [c.shares[n, i, j] * ((1 + duty[n, i, j]) / (1 + c.duty[n, i, j]) * cost[i][j]) ** -theta
                    for i in regions]
            assert price[n][j] == pytest.approx(sum(pull) ** (-1 / theta), rel=1e-10)
            for i in regions:
                sale = pull[i] / sum(pull) * books.spending[n, j] / (1 + duty[n, i, j])
                output[i][j] += sale
                revenue[n] += duty[n, i, j] * sale
    consumer = [math.prod(price[n][j] ** c.final[n, j] for j in sectors) for n in regions]
    deficit = [c.deficit[n] * consumer[n] for n in range(3)]
    deficit.append(-sum(deficit))
    for n in regions:
        income = wage[n] * c.gdp[n] + deficit[n] + revenue[n]
        for j in sectors:
            used = sum(c.inputs[n, j, k] * output[n][k] for k in sectors)
            assert books.spending[n, j] == pytest.approx(used + c.final[n, j] * income, rel=1e-9)
        bill = sum(c.value_added[n, j] * output[n][j] for j in sectors)
        assert wage[n] * c.gdp[n] == pytest.approx(bill, rel=1e-9)
        before = sum(c.duty[n, i, j] * c.flows[n, i, j] for i in regions for j in sectors)
        gain = 100 * (wage[n] / consumer[n] - 1) + 100 * (revenue[n] / consumer[n] - before) / c.gdp[n]
        assert solution.welfare[n] == pytest.approx(gain, abs=1e-9)
