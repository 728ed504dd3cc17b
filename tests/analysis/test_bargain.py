"""Fair points and the edge against brute force; zones and coalitions of real positions against the rules."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from negotiation.analysis import bargain, points, worths
from negotiation.rules.bargaining import table_of
from negotiation.rules.coalitions import coalitions
from negotiation.rules.countries import PAIRS, third
from negotiation.rules.legality import legal_kind, legal_measures
from negotiation.rules.values import MEMBERS, appraise
from negotiation.scenarios import load
from negotiation.session import Session


def sets():
    """Sets of 1 to 40 deals of two or three members: real numbers, small whole ones with ties, and none choosable."""
    draw = np.random.default_rng(5)
    for n in range(300):
        x = draw.normal(1, 2, (int(draw.integers(1, 40)), 2 + n % 2))
        if n % 3 == 0:
            x = np.round(x)
        ok = (x >= 0).all(-1) & (draw.random(len(x)) < 0.8)
        yield x, ok & (n % 50 > 0)


def slowly(name, x, ok):
    """The first row that no other beats, looking at every pair in plain Python."""
    rows = [n for n in range(len(x)) if ok[n]]
    if not rows:
        return -1
    best = [max(x[n][m] for n in rows) for m in range(x.shape[1])]

    def key(n):
        gains = [float(g) for g in x[n]]
        if name == "nash":
            product = float(np.prod(gains))
            flat = all(np.prod(x[r]) <= 0 for r in rows)
            return sorted(gains) if flat else [product]
        if name == "kalai_smorodinsky":
            return sorted(g / b if b > 0 else g for g, b in zip(gains, best, strict=True))
        return sorted(gains) if name == "egalitarian" else [sum(gains)]

    keys = {n: key(n) for n in rows}
    return next(n for n in rows if all(keys[n] >= keys[other] for other in rows))


@pytest.mark.parametrize("name", points.POINTS)
def test_a_fair_point_is_what_brute_force_finds(name):
    for x, ok in sets():
        found = points.POINTS[name](x, ok)
        want = slowly(name, x, ok)
        assert (found == -1) == (want == -1)
        if found != want:                                       # a sum or product may differ in its last bit
            assert np.allclose(np.sort(x[found]), np.sort(x[want])) or name in ("nash", "utilitarian")
            measure = np.prod if name == "nash" else np.sum
            assert measure(x[found]) == pytest.approx(measure(x[want]))


def test_the_edge_is_what_nobody_beats():
    for x, ok in sets():
        beaten = [any(ok[m] and (x[m] >= x[n]).all() and (x[m] > x[n]).any() for m in range(len(x)))
                  for n in range(len(x))]
        assert points.pareto(x, ok).tolist() == [bool(ok[n] and not beaten[n]) for n in range(len(x))]


def test_fair_points_lie_on_the_edge():
    for x, ok in sets():
        edge = points.pareto(x, ok)
        for name, find in points.POINTS.items():
            row = find(x, ok)
            if row >= 0 and not (name == "nash" and np.prod(x[row]) == 0):
                assert edge[row], name


@pytest.fixture(scope="module")
def game() -> Session:
    session = Session(load("tutorial"), 7, {"us": "bully", "canada": "conciliator", "mexico": "random"})
    session.end_month()
    return session


@pytest.fixture(scope="module")
def zones(game):
    return bargain.zones(game.scenario, game.state)


def test_a_zone_holds_the_deals_that_are_legal_and_that_nobody_in_them_loses_by(game, zones):
    view = appraise(game.scenario, game.state)
    for zone in zones:
        legal = legal_kind(game.scenario, game.state, zone.kind)
        want = legal & (view.own(zone.kind) >= 0).all(-1)
        assert (zone.ok == want).all() and zone.members == MEMBERS[zone.kind]
        assert (zone.edge <= zone.ok).all()
        assert zone.row(int(zone.deals[-1])) == len(zone.deals) - 1
    with pytest.raises(KeyError, match="us-canada"):
        zones[0].row(int(zones[1].deals[0]))


def test_fair_points_are_as_good_as_those_the_rules_name_where_nobody_is_struck(game):
    start = game.scenario.start(7)
    view = appraise(game.scenario, start)
    for zone in bargain.zones(game.scenario, start):
        table = table_of(view, zone.kind)
        for name in ("nash", "kalai_smorodinsky", "egalitarian"):
            named = int(getattr(table, name))
            assert (zone.points[name] < 0) == (named < 0)
            if named >= 0:
                scale = zone.best if name == "kalai_smorodinsky" else 1.0
                measure = np.prod if name == "nash" else np.min
                own, theirs = (measure(zone.worth[n] / scale) for n in (zone.points[name], zone.row(named)))
                assert own == pytest.approx(theirs)


def test_what_is_left_on_the_table_harms_nobody_and_is_nothing_on_the_edge(zones):
    zone = max(zones, key=lambda z: int(z.ok.sum()))
    inside = np.flatnonzero(zone.ok & ~zone.edge)
    assert len(inside)
    for row in inside[:20]:
        left = zone.left(row)
        assert (left >= 0).all() and left.sum() > 0
        more = zone.worth[zone.ok] - zone.worth[row]
        assert left.sum() == pytest.approx(more[(more >= 0).all(-1)].sum(-1).max())
    for row in np.flatnonzero(zone.edge)[:20]:
        assert (zone.left(row) == 0).all()
    beside = zone.beside(zone.points["nash"])
    assert set(beside) == set(points.POINTS) and (beside["nash"] == 0).all()


def test_a_payoff_without_a_deal_is_what_was_earned_and_what_comes(game):
    state = game.state
    want = state.econ + state.polit + appraise(game.scenario, state).outside
    assert bargain.payoff_without_deal(game.scenario, state).tolist() == want.tolist()


def test_coalitions_with_still_outsiders_are_those_of_the_rules(game):
    found = worths.worths(game.scenario, game.state)
    want = coalitions(appraise(game.scenario, game.state))
    assert found.alone[:3].tolist() == [0, 0, 0]
    assert found.alone[3:] == pytest.approx(want.worth)        # no pair's deal would bring all three together more
    assert found.shapley == pytest.approx(want.shapley) and found.core == bool(want.core)
    assert all(s.settled and not s.walls for s in found.structures)


def test_all_three_may_let_two_of_them_sign():
    scenario = load("tutorial", {"menu.deals": ["us-canada"]})
    found = worths.worths(scenario, scenario.start(1))
    gain = appraise(scenario, scenario.start(1)).gain(0)
    ok = legal_kind(scenario, scenario.start(1), 0)
    assert found.alone[6] == pytest.approx(max(0, gain[ok].sum(-1).max())) and found.alone[6] > 0
    assert found.alone[4:6].tolist() == [0, 0]


def test_what_two_sign_moves_the_third(game):
    """The worth of a pair is that of its deal as the engine values it, and so is what the third gains or loses."""
    view, cat = appraise(game.scenario, game.state), game.scenario.catalogue
    found = worths.worths(game.scenario, game.state)
    for kind, pair in enumerate(PAIRS):
        each = found.structures[1 + kind]
        assert each.blocks == (pair, (third(*pair),))
        gain = view.gain(kind)[each.deal - int(cat.first[kind])] if each.deal >= 0 else np.zeros(3)
        assert each.worth == pytest.approx(tuple(gain))
        assert found.spillover[third(*pair)] == pytest.approx(gain[third(*pair)])


@pytest.fixture(scope="module")
def short():
    """A scenario with few deals and two rates, so that everything can be tried."""
    scenario = load("tutorial", {"menu.ladder": [0, 25], "menu.clauses": {
        "access_canada": [0], "access_mexico": [0], "origin": [0], "security": [0]}})
    return scenario, scenario.start(3)


def test_replies_that_rest_are_best_replies(short):
    """No block can gain by another deal or by one other tariff of its members, tried out one by one."""
    scenario, state = short
    found = worths.worths(scenario, state, worths.REPLY)
    assert any(s.settled and s.walls for s in found.structures)
    base, menu = appraise(scenario, state).outside, scenario.menu
    legal = legal_measures(scenario, state)
    cat = scenario.catalogue

    def worth(walls, deal):
        wall, spare = np.array(state.wall), np.array(state.spare)
        for w in walls:
            wall[w.who, w.toward], spare[w.who, w.toward] = w.rate, w.spare
        view = appraise(scenario, state.changed(wall=wall, spare=spare))
        kind = int(cat.kind[deal])
        more = view.gain(kind)[deal - int(cat.first[kind])] if deal >= 0 else 0.0
        return view.outside - base + more

    for each in (s for s in found.structures if s.settled):
        assert worth(each.walls, each.deal) == pytest.approx(each.worth)
        for block in each.blocks:
            own = each.of(block)
            for i, j in itertools.permutations(range(3), 2):
                if i in block:
                    rest = [w for w in each.walls if (w.who, w.toward) != (i, j)]
                    others = [worths.Wall(i, j, float(menu.options.rate[n]), bool(menu.options.spare[n]))
                              for n, lever in enumerate(menu.options.lever) if lever == "wall" and legal[i, j, n]]
                    for walls in (rest, *([*rest, other] for other in others)):
                        assert sum(worth(walls, each.deal)[list(block)]) <= own + 1e-6


def test_a_batch_is_refused(short):
    scenario, _ = short
    with pytest.raises(ValueError, match="one game"):
        worths.worths(scenario, scenario.start(np.arange(2)))
    with pytest.raises(ValueError, match="one game"):
        bargain.zones(scenario, scenario.start(np.arange(2)))
    with pytest.raises(ValueError, match="outsiders"):
        worths.worths(scenario, scenario.start(0), "sleep")
