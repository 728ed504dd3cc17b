"""Equilibria and regrets of the game of choosing a strategy, against loops and against games from textbooks."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from negotiation.tournament.meta import at_rest, logit_path, regret, regrets, values


def random_games(count: int = 60):
    draw = np.random.default_rng(4)
    for n in range(count):
        size = 2 + n % 3
        u = draw.normal(0, 10, (3, size, size, size))
        yield np.round(u / 10) if n % 4 == 0 else u


def line(u, chair, profile):
    """Payoffs of one chair for all its strategies, the others as in the profile, in plain Python."""
    return [float(u[(chair, *profile[:chair], s, *profile[chair + 1:])]) for s in range(u.shape[1])]


def test_pure_equilibria_are_those_that_loops_find():
    found = 0
    for u in random_games():
        rest = at_rest(u)
        for profile in product(range(u.shape[1]), repeat=3):
            holds = all(max(line(u, c, profile)) - line(u, c, profile)[profile[c]] <= 1e-9 for c in range(3))
            assert bool(rest[profile]) == holds
            found += holds
    assert found > 40


def test_regrets_are_those_that_loops_find():
    for u in random_games(12):
        found = regrets(u)
        for profile in product(range(u.shape[1]), repeat=3):
            for c in range(3):
                assert found[(c, *profile)] == pytest.approx(max(line(u, c, profile)) - float(u[(c, *profile)]))


def test_values_and_regret_of_a_mix_are_expectations():
    draw = np.random.default_rng(9)
    for u in random_games(12):
        p = draw.dirichlet(np.ones(u.shape[1]), 3)
        v = np.zeros_like(p)
        for profile in product(range(u.shape[1]), repeat=3):
            for c in range(3):
                others = np.prod([p[k, profile[k]] for k in range(3) if k != c])
                v[c, profile[c]] += others * u[(c, *profile)]
        assert np.allclose(values(u, p), v)
        assert np.allclose(regret(u, p), [max(v[c]) - p[c] @ v[c] for c in range(3)])


def test_a_pure_equilibrium_has_no_regret_as_a_mix():
    for u in random_games():
        for profile in np.argwhere(at_rest(u)).tolist():
            p = np.zeros((3, u.shape[1]))
            p[np.arange(3), profile] = 1
            assert regret(u, p).max() <= 1e-8


def test_the_prisoners_dilemma_of_three_has_one_equilibrium():
    """Each pays 3 to bring 2 to everybody: nobody does."""
    u = np.zeros((3, 2, 2, 2))
    for profile in product((0, 1), repeat=3):
        for c in range(3):
            u[(c, *profile)] = 2 * sum(profile) - 3 * profile[c]
    assert np.argwhere(at_rest(u)).tolist() == [[0, 0, 0]]
    assert np.allclose(logit_path(u), [[1, 0]] * 3, atol=1e-6)


def test_meeting_in_one_place_has_as_many_equilibria_as_places():
    u = np.zeros((3, 3, 3, 3))
    for place in range(3):
        u[:, place, place, place] = 1
    assert [n for n in np.argwhere(at_rest(u)).tolist() if len(set(n)) == 1] == [[0] * 3, [1] * 3, [2] * 3]


def test_matching_pennies_beside_a_bystander_is_mixed_one_to_one():
    u = np.zeros((3, 2, 2, 2))
    for a, b, c in product((0, 1), repeat=3):
        u[:, a, b, c] = (1, -1, c) if a == b else (-1, 1, c)
    p = logit_path(u)
    assert not at_rest(u).any()
    assert np.allclose(p, [[0.5, 0.5], [0.5, 0.5], [0, 1]], atol=1e-3) and regret(u, p).max() < 1e-3


def test_the_odd_one_out_wins():
    """Three pick head or tail, one alone takes from the two: mixing evenly is an equilibrium, and the path keeps it."""
    u = np.zeros((3, 2, 2, 2))
    for profile in product((0, 1), repeat=3):
        for c in range(3):
            others = [profile[k] for k in range(3) if k != c]
            if others[0] == others[1] != profile[c]:
                u[(slice(None), *profile)] = -1
                u[(c, *profile)] = 2
    p = logit_path(u)
    assert np.allclose(p, 0.5) and regret(u, p).max() < 1e-9


def test_the_path_leaves_little_regret():
    left = []
    for u in random_games(24):
        p = logit_path(u)
        assert (p >= 0).all() and np.allclose(p.sum(-1), 1)
        left.append(regret(u, p).max() / np.ptp(u))
        assert regret(u, p).max() <= regret(u, np.full(u.shape[:2], 1 / u.shape[1])).max()
    assert np.mean(np.array(left) < 1e-3) > 0.9
