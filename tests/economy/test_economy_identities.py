"""What must hold whatever the duties are."""

from copy import deepcopy

import numpy as np
import pytest
from economy_data import SHIPPED
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.economy import balance
from negotiation.economy.border import one_lane, two_lanes
from negotiation.economy.equilibrium import Equilibrium
from negotiation.economy.figures import REGIONS

TIGHT = 1e-11
SOME = settings(max_examples=25, deadline=None, derandomize=True)
SWAPPED = [0, 2, 1, 3]


@st.composite
def duties(draw, top=2.0):
    """Extra duties of the three on each other, `[3, 3, 6]`, a part of them zero."""
    rates = draw(st.lists(st.one_of(st.just(0.0), st.floats(0, top)), min_size=54, max_size=54))
    return np.array(rates).reshape(3, 3, 6) * (1 - np.eye(3))[..., None]


def raised(calibration, extra):
    duty = calibration.duty.copy()
    duty[:3, :3, :6] = np.minimum(duty[:3, :3, :6] + extra, 2.0)
    return duty


def renamed(value):
    """The same data with Canada and Mexico exchanged."""
    names = {"canada": "mexico", "mexico": "canada"}
    if isinstance(value, dict):
        return {"<-".join(names.get(side, side) for side in str(key).split("<-")): renamed(x)
                for key, x in value.items()}
    return value


def bare(mapping, name):
    return {key: value["value"] for key, value in mapping[name].items()}


@pytest.fixture(scope="module")
def mirrored():
    return Equilibrium(balance(renamed(SHIPPED)))


@pytest.fixture(scope="module")
def tripled():
    mapping = deepcopy(SHIPPED)
    mapping["gdp"] = {region: 3 * value for region, value in bare(SHIPPED, "gdp").items()}
    mapping["flows"] = {flow: [3 * x for x in row] for flow, row in bare(SHIPPED, "flows").items()}
    return Equilibrium(balance(mapping))


def test_nothing_changes_without_new_duties(solver, calibration):
    c = calibration
    solution = solver.solve(one_lane(c.elasticity, c.duty, c.duty))
    for part in (solution.welfare, solution.earnings, solution.revenue):
        assert np.abs(part).max() < 1e-12
    assert np.abs(solution.labour - c.labour).max() < 1e-14
    both = solver.solve(two_lanes(c.elasticity, c.duty, c.duty, c.duty, np.full_like(c.duty, 0.3)))
    assert np.abs(both.welfare).max() < 1e-12, "claims have no effect until the lanes differ"


@SOME
@given(extra=duties())
def test_the_books_close(solver, calibration, extra):
    c = calibration
    duty = raised(c, extra)
    border = one_lane(c.elasticity, c.duty, duty)
    solution = solver.solve(border, TIGHT)
    books = solver.accounts(border, solution)
    abroad = books.flows * (1 - np.eye(4))[..., None]
    imports, exports = abroad.sum((1, 2)), abroad.sum((0, 2))
    assert np.abs(solution.labour.sum(-1) - 1).max() < 1e-13
    assert np.abs(imports - exports - books.deficit).max() < 1e-5, "trade balance, US$ bn of some 100,000"
    assert np.abs((duty * books.flows).sum((1, 2)) - books.revenue).max() < 1e-8
    assert np.abs(solution.earnings + solution.revenue - solution.welfare).max() < 1e-13
    worth = books.income / np.exp(books.log_consumer_price)
    spent = books.deficit / np.exp(books.log_consumer_price)
    before = c.income - c.deficit
    real = 100 * (worth - spent - before) / c.gdp
    assert np.abs(real - solution.welfare).max() < 1e-9, "the parts add up to the change of real income"


@SOME
@given(extra=duties())
def test_calling_canada_mexico_and_mexico_canada_exchanges_the_results(solver, calibration, mirrored, extra):
    other = mirrored.calibration
    one = solver.solve(one_lane(calibration.elasticity, calibration.duty, raised(calibration, extra)), TIGHT)
    swapped = raised(other, extra[[0, 2, 1]][:, [0, 2, 1]])
    two = mirrored.solve(one_lane(other.elasticity, other.duty, swapped), TIGHT)
    assert np.abs(one.welfare - two.welfare[SWAPPED]).max() < 1e-9
    assert np.abs(one.labour - two.labour[SWAPPED]).max() < 1e-11


@SOME
@given(extra=duties())
def test_counting_in_another_money_changes_nothing(solver, calibration, tripled, extra):
    duty = raised(calibration, extra)
    border = one_lane(calibration.elasticity, calibration.duty, duty)
    one, two = solver.solve(border, TIGHT), tripled.solve(border, TIGHT)
    assert np.abs(one.welfare - two.welfare).max() < 1e-9
    assert np.abs(one.revenue - two.revenue).max() < 1e-9


@SOME
@given(extra=duties(), share=st.floats(0, 1))
def test_two_lanes_with_one_duty_are_one_lane(calibration, extra, share):
    c = calibration
    duty = raised(c, extra)
    one = one_lane(c.elasticity, c.duty, duty)
    two = two_lanes(c.elasticity, c.duty, duty, duty, np.full_like(duty, share))
    assert np.abs(one.attraction - two.attraction).max() < 1e-14
    assert np.abs(one.kept - two.kept).max() < 1e-15


def test_the_balanced_base_year_fits_the_data_it_came_from(calibration):
    c = calibration
    assert np.abs(c.shares.sum(1) - 1).max() < 1e-14
    assert np.abs(c.final.sum(1) - 1).max() < 1e-14
    assert np.abs(c.labour.sum(1) - 1).max() < 1e-14
    assert abs(c.deficit.sum()) < 1e-9
    given_gdp = np.array([bare(SHIPPED, "gdp")[region] for region in REGIONS])
    assert np.abs(c.gdp / given_gdp - 1).max() < 1e-3
    assert c.flows[0, 1, :6] == pytest.approx([50.4, 33.3, 124.0, 44.7, 45.9, 113.5])
    home = c.shares[np.arange(4), np.arange(4)]
    assert home.min() > 0.0499
    assert c.final[1, 4] == pytest.approx(0.0537, abs=5e-4), "the floor lifts Canadian machinery demand"
