"""A game has the same bits alone, in any batch, at any place, and on any processor."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from economy_bits import digest, games, table
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

from negotiation.economy import TradeModel
from negotiation.economy.arithmetic import Products
from negotiation.economy.border import one_lane
from negotiation.economy.equilibrium import Equilibrium

DIGEST = "220eac0e9567eade"  # of 20 games with the shipped data; the same on every machine


def part(some, places):
    return tuple(of_all[places] for of_all in some)


@pytest.fixture(scope="module")
def some():
    return games(300)


@pytest.fixture
def fresh(calibration):
    """A model that remembers nothing yet."""
    return lambda: TradeModel(calibration)


def test_a_game_alone_equals_itself_in_any_batch_and_place(fresh, some):
    alone = np.stack([table(fresh(), *part(some, k)) for k in range(20)])
    assert np.isfinite(alone).all()
    for size in (2, 7, 256):
        for start in sorted({0, 1, 5, 13, 300 - size}):
            places = np.arange(start, min(start + size, 300))
            found = table(fresh(), *part(some, places))
            for k in places[places < 20]:
                assert found[k - start].tobytes() == alone[k].tobytes(), (size, start, k)
    shuffled = np.random.default_rng(3).permutation(300)
    found = table(fresh(), *part(some, shuffled))
    for k in range(20):
        assert found[np.flatnonzero(shuffled == k)[0]].tobytes() == alone[k].tobytes()


def test_more_axes_of_games_change_no_bits(fresh, some):
    policy, claims = part(some, np.arange(12))
    flat = table(fresh(), policy, claims)
    folded = type(policy)(**{name: getattr(policy, name).reshape(3, 4, *shape)
                             for name, shape in policy.SHAPES.items()})
    assert np.array_equal(table(fresh(), folded, claims.reshape(3, 4, 3, 3, 6)).reshape(12, -1), flat)


def test_sums_written_out_have_the_bits_of_the_quick_ones(calibration, solver):
    duty = np.repeat(calibration.duty[None], 5, axis=0)
    duty[:, :3, :3, :6] += np.linspace(0, 1, 5)[:, None, None, None] * (1 - np.eye(3))[..., None]
    border = one_lane(calibration.elasticity, calibration.duty, duty)
    slow = Equilibrium(calibration, Products(written=True))
    assert np.array_equal(slow.solve(border).state, solver.solve(border).state)


def test_the_digest_is_the_one_of_every_other_machine(fresh):
    assert digest(table(fresh(), *games(20))) == DIGEST


def test_a_processor_without_wide_vectors_prints_the_same_digest():
    wide = [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(wide),
                   "PYTHONPATH": str(Path(__file__).parents[2])}
    if not wide:
        del environment["NPY_DISABLE_CPU_FEATURES"]  # a plain processor: nothing to switch off
    program = str(Path(__file__).with_name("economy_bits.py"))
    child = subprocess.run(
        [sys.executable, program], env=environment, capture_output=True, text=True, timeout=60, check=True)
    answer = json.loads(child.stdout)
    assert not set(wide) & set(answer["on"]), "the switch did not take"
    assert answer["digest"] == DIGEST
