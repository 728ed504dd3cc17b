"""What deals are worth: against a plain reckoning, alone and in batches, and who may know what."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from scattered_states import scattered

from negotiation.economy.policy import Policy
from negotiation.rules import outcomes
from negotiation.rules.bargaining import table_of
from negotiation.rules.causes import BROKEN
from negotiation.rules.countries import ALL, CANADA, EYE, MEXICO, US
from negotiation.rules.future import worth
from negotiation.rules.payoffs import Position, flows, settle, status_of, years_left
from negotiation.rules.scenario import MenuLimits, Scenario
from negotiation.rules.signing import POLICY, applied
from negotiation.rules.state import State, stacked
from negotiation.rules.values import DEAR, MEMBERS, SOBER, appraise, belief, outlook


def plain_gain(scenario: Scenario, state: State, deal: int) -> np.ndarray:
    """One deal of a lone game without effects, meanings or memory: sign it in thought and reckon the position."""
    rules, cat = scenario.rules, scenario.catalogue
    after = applied(cat, np.array(deal), {name: getattr(state, name) for name in POLICY})
    kind, separate = int(cat.kind[deal]), bool(cat.separate[deal])
    kept = np.array(state.deal)
    kept[kind] = -1
    if kind == ALL:
        kept[:2] = -1
    elif separate:
        kept[ALL] = -1
    renewed = np.array(1.0 if cat.renew[deal] else 0.0 if separate else float(state.renewed))
    notice = np.zeros(3) if kind == ALL else state.notice
    position = Position(settle(scenario, Policy(**after)), renewed, notice, *flows(cat, kept))
    years = years_left(scenario, state.month)
    value = worth(scenario, position, state.trust, state.labour, years)
    lapses = sum(rules.lottery[int(status_of(after["pact"], renewed))])
    left = scenario.months - state.month
    lump = rules.rate * left / (1 + 0.06 * left)
    clauses = (years + rules.K * (1 - lapses)) * (cat.econ[deal] + cat.polit[deal])
    return value + clauses + lump * cat.mood[deal] - appraise(scenario, state).outside


def test_every_gain_is_what_signing_in_thought_would_bring(kick_start: Scenario) -> None:
    draw = np.random.default_rng(1)
    batch = scattered(kick_start, 6, seed=9)
    for k in range(6):
        state = batch.game(k)
        view = appraise(kick_start, state)
        for deal in draw.choice(len(kick_start.catalogue), 25, replace=False):
            kind = int(kick_start.catalogue.kind[deal])
            got = view.gain(kind)[deal - kick_start.catalogue.first[kind]]
            assert got == pytest.approx(plain_gain(kick_start, state, int(deal)), abs=1e-9)


def test_what_a_deal_brings_is_belief_times_gain_and_the_rest_handed_over(without_luck: Scenario) -> None:
    state = scattered(without_luck, 5, seed=2)
    view, cat = appraise(without_luck, state), without_luck.catalogue
    keeps, lump = belief(without_luck, state), appraise(without_luck, state).outlook.lump
    for kind, members in enumerate(MEMBERS):
        deals = cat.of_kind[kind]
        joint = ~cat.separate[deals]                     # a separate pact also holds Washington's hopes
        for place, i in enumerate(members):
            p = keeps[:, i, [j for j in members if j != i]].min(-1)[:, None]
            lost = cat.gives[deals, i] + lump[:, None] * np.minimum(cat.mood[deals, i], 0)
            want = p * view.gain(kind)[..., i] + (1 - p) * lost
            assert view.own(kind)[..., place][:, joint] == pytest.approx(want[:, joint], abs=1e-9)
            if i != US:
                assert view.own(kind)[..., place] == pytest.approx(want, abs=1e-9)


def test_washington_hopes_to_charge_the_one_left_out(kick_start: Scenario) -> None:
    state = kick_start.start(0)
    view, hopeless = appraise(kick_start, state), appraise(kick_start.with_rules(charge=0.0), state)
    cat = kick_start.catalogue
    for kind, left in ((0, MEXICO), (1, CANADA)):
        extra = view.own(kind)[:, 0] - hopeless.own(kind)[:, 0]
        want = 0.35 * np.maximum(-view.gain(kind)[:, left], 0) * cat.separate[cat.of_kind[kind]]
        assert extra == pytest.approx(want, abs=1e-9)


def test_zones_of_agreement_at_the_start(without_luck: Scenario) -> None:
    """The counts of rules 9, reckoned with the parliaments of rules version 1.0."""
    first = without_luck.with_rules(pass0=0.32, pass1=0.010)
    view = appraise(first, first.start(0))
    assert [int(table_of(view, kind).ok.sum()) for kind in range(4)] == [143, 142, 7, 524]


def test_values_have_the_same_bits_alone_in_a_batch_and_in_any_order(kick_start: Scenario) -> None:
    batch = scattered(kick_start, 12, seed=4)
    lone = [batch.game(k) for k in range(12)]
    many, back = outlook(kick_start, batch), outlook(kick_start, stacked(lone[::-1]))
    for k, state in enumerate(lone):
        one = outlook(kick_start, state)
        for viewer in (None, US, MEXICO):
            a, b, c = (look.seen_by(viewer) for look in (one, many, back))
            assert np.array_equal(a.outside, b.outside[k]) and np.array_equal(a.outside, c.outside[11 - k])
            for kind in range(4):
                assert np.array_equal(a.own(kind), b.own(kind)[k])
                assert np.array_equal(a.own(kind), c.own(kind)[11 - k])
                assert np.array_equal(a.gain(kind), b.gain(kind)[k])
        for name in ("now", "renewal", "believed", "threat"):
            assert np.array_equal(getattr(one, name), getattr(many, name)[k])


def test_what_was_remembered_changes_no_bit(kick_start: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "MOST", 10)
    forgetful, state = replace(kick_start), scattered(kick_start, 4, seed=8)
    for part in (state, state.game(2), state):
        here, there = outlook(forgetful, part), outlook(kick_start, part)
        assert np.array_equal(here.after, there.after) and np.array_equal(here.threat, there.threat)


def test_a_copied_memory_begins_empty(kick_start: Scenario) -> None:
    appraise(kick_start, kick_start.start(0))
    assert pickle.loads(pickle.dumps(kick_start.outcomes))._row == {}


def test_washingtons_humor_is_known_in_washington_only(kick_start: Scenario) -> None:
    state = scattered(kick_start, 8, seed=6)
    other = state.changed(seed=state.seed + np.uint64(1000))
    one, two = outlook(kick_start, state), outlook(kick_start, other)
    for viewer in (None, CANADA, MEXICO):
        for kind in range(4):
            assert np.array_equal(one.seen_by(viewer).own(kind), two.seen_by(viewer).own(kind))
    cat = kick_start.catalogue
    for kind in (0, 1):
        mine, yours = one.seen_by(US).own(kind), two.seen_by(US).own(kind)
        differs = (mine != yours).any(0)
        assert differs[:, 0].any() and not differs[:, 1].any()
        assert not differs[~cat.separate[cat.of_kind[kind]]].any()
    for kind in (2, 3):
        assert np.array_equal(one.seen_by(US).own(kind), two.seen_by(US).own(kind))


def test_without_luck_everybody_sees_alike(without_luck: Scenario) -> None:
    look = outlook(without_luck, without_luck.start(3))
    assert look.seen_by(US) is look.seen_by(None) is look.seen_by(MEXICO)


def test_a_warning_lowers_the_fallback_of_the_one_warned(kick_start: Scenario) -> None:
    start = kick_start.start(0)
    warned, rate = np.zeros((3, 3)), np.zeros((3, 3))
    warned[US, MEXICO], rate[US, MEXICO] = 3, 35
    hard = start.changed(warned=warned, warnrate=rate)
    calm, shaken = appraise(kick_start, start), appraise(kick_start, hard)
    assert shaken.outside[MEXICO] < calm.outside[MEXICO] - 1
    assert np.array_equal(shaken.outside[[US, CANADA]], calm.outside[[US, CANADA]])
    brave = appraise(kick_start, hard, fear=0.0)
    assert np.array_equal(brave.outside, brave.outlook.now)
    proven = appraise(kick_start, hard.changed(nerve=np.ones(3)))
    assert proven.outside[MEXICO] < shaken.outside[MEXICO]


def test_a_threat_that_hurts_its_maker_needs_a_record(kick_start: Scenario) -> None:
    warned, rate = np.zeros((3, 3)), np.zeros((3, 3))
    warned[US, MEXICO], rate[US, MEXICO] = 3, 35
    state = kick_start.start(0).changed(warned=warned, warnrate=rate)
    unproven, proven = (outlook(kick_start, state.changed(nerve=np.full(3, nerve))) for nerve in (0.6, 0.9))
    assert (proven.threat - proven.now)[US] < DEAR
    assert unproven.believed[MEXICO] == pytest.approx(SOBER * 0.6 ** 4)
    assert proven.believed[MEXICO] == pytest.approx(SOBER * 0.9 ** 4)


def test_belief_is_trust_and_a_broken_word_counts_twice(kick_start: Scenario) -> None:
    start = kick_start.start(0)
    even = start.changed(base=np.full((3, 3), 50.0), ledger=np.zeros((3, 3, 12)))
    assert belief(kick_start, even)[~EYE] == pytest.approx(0.6)
    ledger = np.zeros((3, 3, 12))
    ledger[CANADA, US, BROKEN] = -10
    assert belief(kick_start, even.changed(ledger=ledger))[CANADA, US] == pytest.approx(0.6 - 0.1 - 0.15)
    assert (belief(kick_start.with_rules(trust_on=0.0), start) == 0.6).all()


def test_one_deal_of_each_game_can_be_asked_for(kick_start: Scenario) -> None:
    state = scattered(kick_start, 6, seed=3)
    view, cat = appraise(kick_start, state), kick_start.catalogue
    deal = np.array([-1, 3, 300, 514, 600, 1670])
    worths = view.of(deal, CANADA)
    assert worths[0] == 0 and worths[2] == 0                              # no deal; a deal without Canada
    assert worths[3] == view.own(2)[3, 514 - cat.first[2], 0]
    assert worths[5] == view.own(ALL)[5, 1670 - cat.first[ALL], 1]


def test_narrow_and_empty_clause_sets_work(kick_start: Scenario) -> None:
    for deals, count in ((("us-canada",), 256), ((), 0)):
        small = replace(kick_start, limits=MenuLimits(deals=deals))
        view = appraise(small, small.start(np.arange(2)))
        assert view.own(0).shape == (2, count, 2) and view.own(ALL).shape == (2, 0, 3)
        assert table_of(view, ALL).nash.tolist() == [-1, -1]
