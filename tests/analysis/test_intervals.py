"""Intervals and corrected chances against scipy, tables and counting."""

from __future__ import annotations

import numpy as np
import pytest

from negotiation.analysis.intervals import estimate, holm, of, quantile, within


@pytest.mark.needs("scipy")
@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 19, 20, 99, 400])
def test_students_t_is_that_of_scipy(freedom):
    from scipy.stats import t
    for x in (0.0, 0.3, 1.0, 2.5, 9.0):
        assert within(x, freedom) == pytest.approx(1 - 2 * t.sf(x, freedom), abs=1e-12)
    assert quantile(freedom) == pytest.approx(t.ppf(0.975, freedom), rel=1e-10)


def test_students_t_is_that_of_the_printed_table():
    """Two-sided 5 % points, as every textbook prints them."""
    for freedom, point in ((1, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (30, 2.042)):
        assert quantile(freedom) == pytest.approx(point, abs=6e-4)
    with pytest.raises(ValueError, match="less than 1"):
        within(1.0, 0)


def test_intervals_hold_the_truth_as_often_as_they_say():
    draw = np.random.default_rng(1)
    held = [e.low <= 3 <= e.high for e in (estimate(draw.normal(3, 2, 6)) for _ in range(1000))]
    assert 0.93 < np.mean(held) < 0.97


def test_an_interval_of_equal_numbers_has_no_width_and_of_one_no_end():
    assert estimate([2.0, 2, 2]).half == 0 and estimate([2.0, 2, 2]).p == 0
    assert estimate([0.0, 0.0]).p == 1
    assert estimate([5.0]).high == float("inf") and estimate([5.0]).p == 1
    assert of(1.0, 0.25, 9, 10).half == pytest.approx(quantile(9) * 0.5)


def test_holm_is_the_published_example():
    """Four tests of 0.01, 0.04, 0.03, 0.005: corrected 0.03, 0.06, 0.06, 0.02 (R, p.adjust)."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


def test_holm_calls_nothing_out_of_noise_more_often_than_it_says():
    draw = np.random.default_rng(2)
    wrong = [min(holm([estimate(draw.normal(0, 1, 8)).p for _ in range(10)])) < 0.05 for _ in range(300)]
    assert np.mean(wrong) < 0.08
