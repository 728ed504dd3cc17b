"""Coalition values in closed form against linear programs, on a thousand random games of three."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from negotiation.analysis.cooperative import COALITIONS, core, excess, least_core, nucleolus, shapley

GAMES = 1000
SHORT = COALITIONS[:-1]
MEMBERS = np.array([[i in c for i in range(3)] for c in COALITIONS], float)


def random_games() -> np.ndarray:
    """Half with any worth, some far from superadditive; half zero-monotonic; some of small whole numbers, with ties."""
    draw = np.random.default_rng(6)
    v = draw.normal(0, 10, (GAMES, 7))
    half = slice(0, GAMES // 2)
    v[half, :3] = 0
    v[half, 3:6] = np.abs(v[half, 3:6])
    v[half, 6] = v[half, 3:6].max(-1) * draw.uniform(1, 2, GAMES // 2)
    v[::5] = draw.integers(-3, 6, v[::5].shape)
    return v


V = random_games()


def solved(cost, upper, upper_by, equal, equal_by, free):
    """The linear programs of all games as one: blocks [g, row, column]. Solution and the price of every inequality."""
    from scipy.optimize import linprog
    from scipy.sparse import block_diag
    games, _, columns = upper.shape
    found = linprog(np.tile(cost, games), block_diag(upper, "csr"), upper_by.ravel(), block_diag(equal, "csr"),
                    equal_by.ravel(), bounds=(None, None) if free else (0, None), method="highs")
    assert found.status == 0, found.message
    return found.x.reshape(games, columns), -found.ineqlin.marginals.reshape(games, -1)


def least_excess(v, fixed=None, given=None, individual=False):
    """min e over splits x of v(all) with v(S) - x(S) <= e; S in `fixed` have the excess `given` instead."""
    games = len(v)
    fixed = np.zeros((games, 6), bool) if fixed is None else fixed
    given = np.zeros((games, 6)) if given is None else given
    rows = np.zeros((games, 6 + 6 + 3 * individual, 4))
    by = np.zeros(rows.shape[:2])
    rows[:, :6, :3], rows[:, :6, 3] = -MEMBERS[:6], np.where(fixed, 0.0, -1.0)
    by[:, :6] = np.where(fixed, given, 0.0) - v[:, :6]
    rows[:, 6:12, :3] = np.where(fixed[..., None], MEMBERS[:6], 0)       # and not less, where fixed
    by[:, 6:12] = np.where(fixed, v[:, :6] - given, 0.0) + 1e-11
    if individual:
        rows[:, 12:, :3], by[:, 12:] = -np.eye(3), -v[:, :3]
    whole = np.broadcast_to(np.array([[1.0, 1, 1, 0]]), (games, 1, 4))
    x, price = solved(np.array([0.0, 0, 0, 1]), rows, by, whole, v[:, 6:], free=True)
    return x, price[:, :6]


def successive(v, individual):
    """The nucleolus by linear programs: least excess, fix the coalitions that cannot have less, and again."""
    fixed, given = np.zeros((len(v), 6), bool), np.zeros((len(v), 6))
    x = np.zeros((len(v), 4))
    for _ in range(6):
        left = ~fixed.all(-1)
        if not left.any():
            break
        x[left], price = least_excess(v[left], fixed[left], given[left], individual)
        tight = (price > 1e-7) & ~fixed[left]
        assert tight.any(-1).all()
        given[left] = np.where(tight, x[left, 3:], given[left])
        fixed[left] |= tight
        # What the fixed coalitions already settle is fixed as well: those in the span of their members and the whole.
        for g in np.flatnonzero(left):
            base = np.vstack([MEMBERS[:6][fixed[g]], np.ones(3)])
            if np.linalg.matrix_rank(base) == 3:
                fixed[g] = True
    return x[:, :3]


@pytest.mark.needs("scipy")
def test_core_and_least_core_are_those_of_a_linear_program():
    x, _ = least_excess(V)
    assert np.allclose(least_core(V), x[:, 3], atol=1e-8)
    assert (core(V) == (x[:, 3] <= 1e-8)).all()
    assert 100 < core(V).sum() < 900


@pytest.mark.needs("scipy")
def test_the_nucleolus_is_that_of_successive_linear_programs():
    has = V[:, :3].sum(-1) <= V[:, 6]
    assert 300 < has.sum() < 1000
    assert np.allclose(nucleolus(V[has]), successive(V[has], individual=True), atol=1e-6)
    assert np.allclose(nucleolus(V[~has]), successive(V[~has], individual=False), atol=1e-6)


@pytest.mark.needs("scipy")
def test_shapley_is_the_one_split_with_balanced_contributions():
    """Myerson (1980): what i loses if j leaves equals what j loses if i leaves, in the whole and in every pair."""
    number = {c: n for n, c in enumerate(COALITIONS)}
    rows, by = [], []
    for a, b in ((0, 1), (0, 2), (1, 2)):
        c = 3 - a - b

        def in_pair(i: int, j: int) -> np.ndarray:
            pair = V[:, number[min(i, j), max(i, j)]]
            return (pair + V[:, i] - V[:, j]) / 2

        rows.append(np.eye(3)[a] - np.eye(3)[b])
        by.append(in_pair(a, c) - in_pair(b, c))
    rows.append(np.ones(3))
    by.append(V[:, 6])
    equal = np.broadcast_to(np.array(rows), (GAMES, 4, 3))
    x, _ = solved(np.zeros(3), np.zeros((GAMES, 1, 3)), np.zeros((GAMES, 1)), equal, np.stack(by, -1), free=True)
    assert np.allclose(shapley(V), x, atol=1e-8)


def test_shapley_is_the_mean_over_the_orders_of_joining():
    number = {frozenset(c): n for n, c in enumerate(COALITIONS)}
    mean = np.zeros((GAMES, 3))
    for order in permutations(range(3)):
        before: frozenset[int] = frozenset()
        for i in order:
            mean[:, i] += (V[:, number[before | {i}]] - (V[:, number[before]] if before else 0)) / 6
            before |= {i}
    assert np.allclose(shapley(V), mean)


def test_splits_add_up_and_keep_what_they_promise():
    for split in (shapley(V), nucleolus(V)):
        assert np.allclose(split.sum(-1), V[:, 6])
    has = V[:, :3].sum(-1) <= V[:, 6]
    assert (nucleolus(V)[has] >= V[has, :3] - 1e-9).all()
    held = core(V)
    assert (excess(V[held], nucleolus(V[held])) <= 1e-9).all()


def test_a_published_game():
    """research 3.6: (3, 1, 1; 6, 6, 3; 9) has the nucleolus (5, 2, 2) and the Shapley value (4.67, 2.17, 2.17)."""
    v = np.array([3.0, 1, 1, 6, 6, 3, 9])
    assert nucleolus(v) == pytest.approx([5, 2, 2])
    assert shapley(v) == pytest.approx([14 / 3, 13 / 6, 13 / 6])
    assert core(v) and least_core(v) == pytest.approx(-1)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_names_do_not_matter(order):
    number = {frozenset(c): n for n, c in enumerate(COALITIONS)}
    renamed = V[:, [number[frozenset(order[i] for i in c)] for c in COALITIONS]]
    for split in (shapley, nucleolus):
        assert np.allclose(split(renamed), split(V)[:, list(order)], atol=1e-9)
