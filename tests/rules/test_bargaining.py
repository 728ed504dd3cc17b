"""Bargaining points, asks, offers and answers (rules 9)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scattered_states import scattered

from negotiation.rules.bargaining import (
    ASKS,
    NORMAL,
    Stance,
    aspiration,
    base_ask,
    favorite,
    needed,
    own_humor,
    reply,
    table_of,
    trust_cost,
    undone,
    wariness,
)
from negotiation.rules.coalitions import coalitions
from negotiation.rules.countries import ALL, CANADA, EYE, MEXICO, US
from negotiation.rules.kinds.pledge import THREE_WAY, TOGETHER
from negotiation.rules.legality import legal_kind
from negotiation.rules.scenario import Scenario
from negotiation.rules.values import MEMBERS, appraise, outlook
from negotiation.scenarios import load


def test_fair_points_are_the_best_open_deals_by_their_own_measure(kick_start: Scenario) -> None:
    state = scattered(kick_start, 8, seed=12)
    view, first = appraise(kick_start, state), kick_start.catalogue.first
    for kind in range(4):
        table = table_of(view, kind)
        for g in range(8):
            x = table.x[g][table.ok[g]]
            if not len(x):
                assert table.nash[g] == table.kalai_smorodinsky[g] == table.egalitarian[g] == -1
                assert (table.best[g] == 0).all()
                continue
            assert table.best[g] == pytest.approx(x.max(0))
            points = ((table.nash, lambda y: y.prod(-1)), (table.egalitarian, lambda y: y.min(-1)),
                      (table.kalai_smorodinsky, lambda y, top=table.best[g]: (y / top).min(-1)))
            for numbers, measure in points:
                n = numbers[g] - first[kind]
                assert table.ok[g, n] and measure(table.x[g, n]) == pytest.approx(measure(x).max())


def test_ties_go_to_the_lower_number(without_luck: Scenario) -> None:
    table = table_of(appraise(without_luck, without_luck.start(0)), 2)
    flat = replace(table, x=np.ones_like(table.x))
    assert flat.nash == flat.egalitarian == flat.kalai_smorodinsky == without_luck.catalogue.first[2]


def test_shares_are_of_the_best_and_minus_one_where_nothing_is_open(kick_start: Scenario) -> None:
    table = table_of(appraise(kick_start, scattered(kick_start, 6, seed=1)), ALL)
    assert (table.share[~table.ok] == -1).all()
    assert table.share.max() <= 1 and table.share[table.ok].min() >= 0


def test_nothing_is_open_while_the_ink_is_wet(kick_start: Scenario) -> None:
    view = appraise(kick_start, kick_start.start(0).changed(since=np.zeros(4)))
    assert all(table_of(view, kind).nash == -1 and favorite(view, kind, MEMBERS[kind][0]).deal == -1
               for kind in range(4))


def test_asks_fall_to_each_clock_and_start_lower_after_it(kick_start: Scenario) -> None:
    ask = base_ask(kick_start, np.arange(12.0))
    assert (np.diff(ask)[[0, 1, 3, 4, 6, 7, 8, 9, 10]] < 0).all() and (np.diff(ask)[[2, 5]] > 0).all()
    assert ask[2] == pytest.approx(0.58) and ask[5] == pytest.approx(0.51) and ask[11] == pytest.approx(0.20)
    assert (base_ask(kick_start, np.arange(12.0), Stance(1.00, 0.30)) > ask).all()


def test_counting_less_of_what_one_holds_out_for_as_gain_makes_greedier_offers(kick_start: Scenario) -> None:
    view = appraise(kick_start, kick_start.start(np.arange(12)).changed(month=np.arange(12.0)))
    for kind, country in ((0, US), (0, CANADA), (1, MEXICO), (ALL, MEXICO)):
        usual, greedy = (favorite(view, kind, country, Stance(hold_out=share)) for share in (0.5, 0.75))
        assert (greedy.value >= usual.value - 1e-9).all() and (greedy.value > usual.value + 0.1).any()
        assert (greedy.chance <= usual.chance + 1e-9).all()


def test_trust_lowers_asks_and_a_blow_raises_them(kick_start: Scenario) -> None:
    start = kick_start.start(0)
    start = start.changed(month=np.array(2.0))
    even = start.changed(base=np.full((3, 3), 50.0), ledger=np.zeros((3, 3, 12)))
    warm = start.changed(base=np.full((3, 3), 80.0), ledger=np.zeros((3, 3, 12)))
    assert wariness(kick_start, even)[~EYE] == pytest.approx(1)
    usual = aspiration(kick_start, even, MEXICO)
    assert (aspiration(kick_start, warm, MEXICO)[:2] < usual[:2]).all()
    spare = np.ones((3, 3))
    spare[US, MEXICO] = 0
    hard = aspiration(kick_start, even.changed(spare=spare), MEXICO)
    assert hard[US] == pytest.approx(usual[US] + 0.20) and hard[CANADA] == usual[CANADA]
    assert aspiration(kick_start, even, MEXICO, temper=1.0)[US] == pytest.approx(usual[US] + 0.3)


def test_nobody_signs_to_be_rid_of_a_blow(kick_start: Scenario) -> None:
    """A tariff on everything makes each deal worth more to Canada, and none of it is a gain that it signs for."""
    before = kick_start.start(0).changed(month=np.array(4.0))
    wall, spare, sector = before.wall.copy(), before.spare.copy(), before.sector.copy()
    wall[US, CANADA], spare[US, CANADA], sector[US, MEXICO, 0] = 35, 0, 50
    now, then = (appraise(kick_start, s) for s in (before, before.changed(wall=wall, spare=spare)))
    assert (now.outlook.struck == 0).all()
    assert then.outlook.struck[CANADA] > 50 and (then.outlook.struck[[US, MEXICO]] == 0).all()
    for kind in (0, ALL):
        place = MEMBERS[kind].index(CANADA)
        gained = then.own(kind)[..., place].max() - now.own(kind)[..., place].max()
        assert gained > 20
        assert undone(then, kind)[place] == pytest.approx(gained, rel=0.05)
        assert table_of(then, kind).best[place] == pytest.approx(table_of(now, kind).best[place], rel=0.1)
        assert needed(then, CANADA, kind) > needed(now, CANADA, kind) + 0.9 * gained
    goods = appraise(kick_start, before.changed(sector=sector)).outlook
    assert goods.struck[MEXICO] > 5 and (goods.struck[[US, CANADA]] == 0).all()


def test_a_tariff_that_spares_or_stood_from_the_start_is_no_blow(kick_start: Scenario) -> None:
    start = kick_start.start(0)
    wall = start.wall.copy()
    wall[US, CANADA] = 50
    assert (outlook(kick_start, start.changed(wall=wall)).struck == 0).all()
    quick = load("quick")
    assert (quick.start(0).spare == 0).any() and (outlook(quick, quick.start(0)).struck == 0).all()


def test_a_favorite_is_open_new_and_no_worse_than_what_lies_on_the_table(kick_start: Scenario) -> None:
    state = scattered(kick_start, 90, seed=7)
    look = outlook(kick_start, state)
    found = 0
    for country in range(3):
        view = look.seen_by(country)
        humor = own_humor(kick_start, state, ASKS, country)
        for kind, members in enumerate(MEMBERS):
            if country not in members:
                continue
            table, offer = table_of(view, kind), favorite(view, kind, country, temper=humor)
            partners = [j for j in members if j != country]
            mine = state.offer[:, country, country if kind == ALL else partners[0]]
            has = offer.deal >= 0
            found += int(has.sum())
            assert (offer.deal != mine)[has].all()
            assert table.at(table.ok, offer.deal)[has].all()
            assert (offer.value[~has] == 0).all() and ((offer.chance >= 0) & (offer.chance <= 1)).all()
            best = table.best[:, members.index(country)]
            for j in partners:
                laid = state.offer[:, j, j if kind == ALL else country].astype(int)
                worth = np.where(table.at(table.ok, laid), table.at(table.x[..., members.index(country)], laid), 0)
                floor = np.where(laid >= 0, np.minimum(worth, 0.9 * best), 0)
                assert (offer.value >= floor - 1e-9)[has].all()
    assert found > 50


def test_offers_and_answers_have_the_same_bits_alone_and_in_a_batch(kick_start: Scenario) -> None:
    state = scattered(kick_start, 10, seed=11)
    many = outlook(kick_start, state)
    for k in range(10):
        lone = state.game(k)
        one = outlook(kick_start, lone)
        for country in range(3):
            a, b = one.seen_by(country), many.seen_by(country)
            humor = own_humor(kick_start, state, ASKS, country)
            alone = own_humor(kick_start, lone, ASKS, country)
            assert alone == humor[k]
            for kind in (kind for kind in range(4) if country in MEMBERS[kind]):
                left, right = favorite(a, kind, country, temper=alone), favorite(b, kind, country, temper=humor)
                assert all(x == y[k] for x, y in zip(left, right, strict=True))
                s, t = table_of(a, kind), table_of(b, kind)
                for name in ("nash", "kalai_smorodinsky", "egalitarian"):
                    assert getattr(s, name) == getattr(t, name)[k]
            for j in (j for j in range(3) if j != country):
                for laid in (j, country):
                    offered = state.offer[:, j, laid].astype(np.int64)
                    left, right = reply(a, country, offered[k], temper=alone), reply(b, country, offered, temper=humor)
                    assert all(x == y[k] for x, y in zip(left, right, strict=True))


def test_who_asks_less_never_refuses_what_one_who_asks_more_signs(kick_start: Scenario) -> None:
    state = scattered(kick_start, 40, seed=13)
    view = appraise(kick_start, state)
    for country in range(3):
        for j in (j for j in range(3) if j != country):
            offered = state.offer[:, j, country].astype(np.int64)
            answers = [reply(view, country, offered, temper=t).enough for t in (-1.0, -0.3, 0.0, 0.5, 1.0)]
            for mild, stern in pairwise(answers):
                assert (mild | ~stern).all()


def test_nothing_is_signed_that_harms_or_was_not_offered(kick_start: Scenario) -> None:
    state = scattered(kick_start, 40, seed=14)
    view = appraise(kick_start, state)
    for country in range(3):
        offered = state.offer[:, (country + 1) % 3, country].astype(np.int64)
        got = reply(view, country, offered, temper=-1.0)
        assert not (got.enough & (got.harmful | (offered < 0))).any()
        assert (got.value[offered < 0] == 0).all()


def test_a_promise_makes_a_separate_pact_dear(kick_start: Scenario) -> None:
    cat, start = kick_start.catalogue, kick_start.start(0)
    apart = np.array(int(np.flatnonzero(cat.separate)[0]))
    plain = np.array(int(cat.first[0]))
    assert trust_cost(kick_start, start, CANADA, apart) == 10 and trust_cost(kick_start, start, CANADA, plain) == 0
    pledge = np.zeros((3, 3, 3))
    pledge[CANADA, MEXICO, THREE_WAY] = pledge[CANADA, MEXICO, TOGETHER] = 2
    bound = start.changed(pledge=pledge)
    assert trust_cost(kick_start, bound, CANADA, apart) == 46
    assert trust_cost(kick_start, bound, CANADA, plain, signing=False) == 8
    assert trust_cost(kick_start, bound, CANADA, np.array(-1)) == 0


def test_a_deal_with_washington_alone_must_bring_half_of_a_three_way_ask(kick_start: Scenario) -> None:
    view = appraise(kick_start, kick_start.start(0))
    three = needed(view, MEXICO, ALL)
    pair = needed(view, MEXICO, 1)
    assert pair >= 0.3 * three
    fond, even = needed(view, US, 0, taste=1.0), needed(view, US, 0)
    assert fond <= even


def test_what_coalitions_can_add_at_the_start(without_luck: Scenario) -> None:
    """The figures of rules 9, reckoned with the parliaments of rules version 1.0."""
    first = without_luck.with_rules(pass0=0.32, pass1=0.010)
    together = coalitions(appraise(first, first.start(0)))
    assert together.worth == pytest.approx([65.8, 58.5, 5.4, 171.9], abs=0.1)
    assert together.shapley == pytest.approx([76.2, 49.7, 46.0], abs=0.1)
    assert together.shapley.sum() == pytest.approx(together.worth[ALL]) and together.core


def test_coalitions_can_add_nothing_where_nothing_may_be_signed(kick_start: Scenario) -> None:
    wet = kick_start.start(np.arange(2)).changed(since=np.zeros((2, 4)))
    assert not legal_kind(kick_start, wet, ALL).any()
    assert (coalitions(appraise(kick_start, wet)).worth == 0).all()


def test_the_normal_stance_is_that_of_the_rules() -> None:
    assert (NORMAL.open, NORMAL.close, NORMAL.price) == (0.90, 0.20, 1.50)
