"""Means, differences and effects on made-up games in which the truth is known."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from negotiation.scenarios import load
from negotiation.tournament import Tournament
from negotiation.tournament.estimates import differences, effects, mean_of, means
from negotiation.tournament.meta import meta, tensor
from negotiation.tournament.report import COLUMNS, Report

FIELD = ("a", "b", "c", "d", "e")
CHAIR, SKILL = np.array([30.0, -10.0, -20.0]), np.array([3.0, 0.0, -3.0, 1.0, 6.0])


def made(games: int = 12, full: int = 3, luck: float = 4.0, noise: float = 1.0, drawn: int = 4, seed: int = 0):
    """Payoff = chair + own skill - a tenth of the rivals' + luck of the seed + noise."""
    draw = np.random.default_rng(seed)
    t = Tournament(load("tutorial"), FIELD, games, full=full)
    common = draw.normal(0, luck, (games, 3))
    for chair in range(3):
        t.drawn[chair] = [t.pairs[n] for n in draw.permutation(len(t.pairs))[:drawn]]
    wanted = {t.three(c, s, pair): (c, s, pair) for c in range(3) for s in range(len(FIELD)) for pair in t.met(c, s)}
    for three in wanted:
        skill = np.array([SKILL[FIELD.index(name)] for name in three])
        payoff = CHAIR + 1.1 * skill - 0.1 * skill.sum() + common + draw.normal(0, noise, (games, 3))
        t.results.add(three, payoff, 0)
    return t


def truth(t: Tournament, chair: int, s: int) -> float:
    return float(CHAIR[chair] + SKILL[s] - 0.2 * SKILL[list(t.core)].mean())


def test_a_mean_over_all_pairs_takes_seeds_for_luck_and_pairs_for_fixed():
    x = np.array([[1.0, 3.0], [5.0, 7.0]])
    assert mean_of(x, 2).mean == 4 and mean_of(x, 2).n == 4
    assert mean_of(x, 2).half == pytest.approx(12.706204736 * 1.0)       # seeds mean 3 and 5: error 1, one degree
    assert mean_of(x, 4).half > mean_of(x, 2).half                       # half the pairs only: their spread counts
    assert mean_of(x[:1], 4).half == float("inf")


def test_intervals_hold_the_truth_as_often_as_they_say():
    held, sampled = [], []
    for seed in range(60):
        t = made(seed=seed)
        for (chair, s), e in means(t).items():
            (held if s in t.core else sampled).append(e.low <= truth(t, chair, s) <= e.high)
    assert 0.91 < np.mean(held) < 0.99
    assert np.mean(sampled) > 0.93


def test_paired_differences_are_far_narrower_than_the_means():
    t = made(luck=10)
    wide, found = means(t), differences(t)
    assert len(found) == 3 * 10
    for d in found:
        true = SKILL[d.a] - SKILL[d.b]
        assert abs(d.estimate.mean - true) < 2
        assert d.estimate.half < wide[d.chair, d.a].half / 3
        assert d.corrected >= d.estimate.p


def test_what_differs_is_told_and_what_does_not_is_not():
    found = differences(made(noise=1.0))
    for d in found:
        if abs(SKILL[d.a] - SKILL[d.b]) >= 3:
            assert d.told, d
    assert sum(d.told for d in differences(_equal())) <= 1


def _equal() -> Tournament:
    t = made()
    draw = np.random.default_rng(8)
    for three in list(t.results._payoffs):
        t.results._payoffs[three] = CHAIR + draw.normal(0, 2, (t.games, 3))
    return t


def test_the_seat_is_told_apart_from_the_strategy():
    e = effects(made(noise=0.1, luck=0.1))
    assert [x.mean for x in e.chair] == pytest.approx(CHAIR.tolist(), abs=0.3)
    assert [x.mean for x in e.strategy] == pytest.approx(SKILL[:3].tolist(), abs=0.3)
    assert sum(x.mean for x in e.chair) == pytest.approx(0, abs=1e-9)
    assert sum(e.shares) == pytest.approx(1) and e.shares[0] > 0.9 > 0.001 > e.shares[2]


def test_the_best_strategy_is_the_equilibrium_and_firm_where_it_is_far_ahead():
    t = made(noise=0.3)
    found = meta(t)
    assert [p.profile for p in found.pure] == [(0, 0, 0)]
    assert found.pure[0].sure == 1 and found.pure[0].margin == pytest.approx(2 * 0.9 + 1.2, abs=1)
    assert np.allclose(found.mixed[:, 0], 1, atol=1e-6) and np.allclose(found.against_mixed[:, 0], 0, atol=1e-5)
    assert (found.mean_regret[:, 0] < 0.5).all() and (found.mean_regret[:, 2] > 4).all()
    unsure = meta(_equal())
    assert all(p.sure < 0.9 for p in unsure.pure)


def test_the_tensor_holds_every_three_in_its_place():
    t = made()
    u = tensor(t)
    assert u.shape == (12, 3, 3, 3, 3)
    assert (u[:, :, 2, 0, 1] == t.results["c", "a", "b"]).all()


def test_tables_have_the_columns_of_their_codebook_and_round_trip(tmp_path):
    report = Report.of(made())
    files = report.write(tmp_path)
    assert {f.name for f in files} == {*COLUMNS, "codebook.csv", "tournament.json"}
    rows = {f.name: list(csv.DictReader(f.read_text().splitlines())) for f in files if f.suffix == ".csv"}
    for name, columns in COLUMNS.items():
        assert rows[name] and set(rows[name][0]) == set(columns)
    book = rows["codebook.csv"]
    assert len(book) == sum(map(len, COLUMNS.values())) and all(row["meaning"] for row in book)
    assert len(rows["profiles.csv"]) == 27
