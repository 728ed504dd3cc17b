"""Small places of the trade model, exactly: the split of the teaching panels, displaced labor, accounts kept short."""

import dataclasses
import importlib
import itertools
import math
import pkgutil

import numpy as np
import pytest

import negotiation.economy
from negotiation.economy import EconomyError, balance, decompose, run_case
from negotiation.economy import calibration as calibrating
from negotiation.economy.border import one_lane, two_lanes

US, CANADA, MEXICO = range(3)
STEPS = 3


def test_displaced_labor_is_what_sectors_lose_in_percent(solver, calibration):
    duty = calibration.duty.copy()
    duty[US, CANADA, 0] = 0.25
    labour = solver.solve(one_lane(calibration.elasticity, calibration.duty, duty)).labour
    found = run_case(calibration, {"total_duty": {"us<-canada": {"autos": 0.25}}})
    for n in range(3):
        lost = math.fsum(max(calibration.labour[n, j] - labour[n, j], 0) for j in range(7))
        assert found.displaced_pct[n] == pytest.approx(100 * lost, rel=1e-9)
        assert found.welfare_bn[n] == pytest.approx(found.welfare_pct[n] * calibration.gdp[n] / 100, rel=1e-12)


def test_accounts_that_stay_under_the_floor_are_refused(mapping, monkeypatch):
    mapping["domestic_floor"]["value"] = 0.3
    balance(mapping)
    monkeypatch.setattr(calibrating, "ROUNDS", 2)
    with pytest.raises(EconomyError, match=r"final_shares\.canada: .* home sales stay under the floor"):
        balance(mapping)


def test_nothing_is_split_where_nothing_changes(solver, calibration):
    parts = decompose(solver, calibration.duty, steps=2)
    for name in ("terms_of_trade", "efficiency", "total", "residual"):
        assert np.abs(getattr(parts, name)).max() < 1e-6


def test_the_split_is_the_sum_of_its_steps_number_by_number(solver, calibration):
    """The printed integral in loops: general duties on the way, a share of the flow in a lane of its own."""
    c, regions, goods = calibration, range(4), range(7)
    general, claiming, share = c.duty.copy(), c.duty.copy(), np.zeros_like(c.duty)
    general[US, CANADA, :6] += 0.35
    general[MEXICO, US, :6] += 0.20
    claiming[US, CANADA, 0] += 0.10
    share[:3, :3, :6] = 0.6
    parts = decompose(solver, general[:3, :3, :6], claiming[:3, :3, :6], share[:3, :3, :6], STEPS)
    ends = [general.tolist(), claiming.tolist()]
    at = []  # of each step: duty and flow by lane, cost, consumer price, deficit
    for step in range(STEPS + 1):
        duty = np.zeros((2, *c.duty.shape))
        for lane in (0, 1):
            for b, s, j in np.ndindex(c.duty.shape):
                begin = math.log(1 + c.duty[b, s, j])
                end = math.log(1 + ends[lane][b][s][j])
                duty[lane, b, s, j] = math.exp(begin + step / STEPS * (end - begin)) - 1
        border = two_lanes(c.elasticity, c.duty, duty[0], duty[1], share)
        solution = solver.solve(border, 1e-11)
        books = solver.accounts(border, solution)
        flow = np.zeros_like(duty)
        for b, s, j in np.ndindex(c.duty.shape):
            part, power = (1 - share[b, s, j], share[b, s, j]), 1 + c.elasticity[j]
            pull = [part[lane] * (1 + duty[lane, b, s, j]) ** -power for lane in (0, 1)]
            for lane in (0, 1):
                flow[lane, b, s, j] = books.flows[b, s, j] * pull[lane] / sum(pull)
        at.append((duty, flow, books.flows, books.log_cost, books.log_consumer_price, books.deficit))
    for n in regions:
        trade = volume = 0.0
        for (d0, f0, q0, c0, p0, b0), (d1, f1, q1, c1, p1, b1) in itertools.pairwise(at):
            price = (math.exp(p0[n]) + math.exp(p1[n])) / 2
            gained = (b0[n] + b1[n]) / 2 * (p1[n] - p0[n])
            spared = 0.0
            for other in regions:
                for j in goods:
                    gained += (q0[other, n, j] + q1[other, n, j]) / 2 * (c1[n, j] - c0[n, j])
                    gained -= (q0[n, other, j] + q1[n, other, j]) / 2 * (c1[other, j] - c0[other, j])
                    for lane in (0, 1):
                        if f1[lane, n, other, j] > 0:
                            grown = (math.log(f1[lane, n, other, j]) - math.log(f0[lane, n, other, j])
                                     - (c1[other, j] - c0[other, j]))
                            wedge = (d0 * f0)[lane, n, other, j] + (d1 * f1)[lane, n, other, j]
                            spared += wedge / 2 * grown
            trade += gained / price
            volume += spared / price
        assert parts.terms_of_trade[n] == pytest.approx(trade, abs=1e-6)
        assert parts.efficiency[n] == pytest.approx(volume, abs=1e-6)
        assert parts.total[n] == pytest.approx(solution.welfare[n] * c.gdp[n] / 100, abs=1e-9)
        assert parts.residual[n] == pytest.approx(parts.total[n] - parts.terms_of_trade[n] - parts.efficiency[n])


@pytest.mark.parametrize("module", [m.name for m in pkgutil.iter_modules(negotiation.economy.__path__)])
def test_records_cannot_be_written_to(module):
    found = vars(importlib.import_module(f"negotiation.economy.{module}")).values()
    records = [x for x in found if isinstance(x, type) and dataclasses.is_dataclass(x)]
    assert all(x.__dataclass_params__.frozen for x in records)
