"""What a screen may say before an offer is made, and what it must not know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scattered_states import scattered

from negotiation.rules.bargaining import ASKS, NORMAL, own_humor, reply, table_of, trust_cost
from negotiation.rules.clauses import ACCESS_MEXICO, RENEW, SECURITY, US_ON_CANADA, US_ON_MEXICO
from negotiation.rules.countries import ALL, CANADA, MEXICO, US
from negotiation.rules.forecast import MIGHT, WOULD, WOULD_NOT, advice, counter_offer, forecast
from negotiation.rules.scenario import Scenario
from negotiation.rules.values import MEMBERS, appraise, outlook

RANK = {WOULD_NOT: 0, MIGHT: 1, WOULD: 2}


@pytest.fixture(scope="module")
def june(kick_start: Scenario):
    state = kick_start.start(7).changed(month=np.array(11.0))
    return state, appraise(kick_start, state)


@pytest.mark.parametrize(("levels", "country", "answer"), [
    ({US_ON_CANADA: 3, US_ON_MEXICO: 2, SECURITY: 1, RENEW: 1}, CANADA, WOULD),
    ({US_ON_CANADA: 3, US_ON_MEXICO: 3}, US, WOULD_NOT),
    ({US_ON_CANADA: 2, US_ON_MEXICO: 2, ACCESS_MEXICO: 1, SECURITY: 1, RENEW: 1}, MEXICO, MIGHT)])
def test_a_forecast_says_would_might_or_would_not(kick_start, june, levels, country, answer) -> None:
    state, view = june
    deal = kick_start.catalogue.number(ALL, levels)
    assert forecast(kick_start, state, view, deal, country).answer == answer


def test_a_forecast_knows_no_humor(kick_start: Scenario) -> None:
    draw = np.random.default_rng(0)
    batch = scattered(kick_start, 4, seed=21)
    for k in range(4):
        one = batch.game(k)
        two = one.changed(seed=one.seed + np.uint64(99))
        for deal in draw.choice(len(kick_start.catalogue), 10, replace=False):
            country = MEMBERS[int(kick_start.catalogue.kind[deal])][0]
            answers = [forecast(kick_start, s, appraise(kick_start, s, viewer), int(deal), country)
                       for s in (one, two) for viewer in (None, US)]
            assert all(a == answers[0] for a in answers)


def test_a_better_deal_is_never_forecast_worse(kick_start: Scenario) -> None:
    batch = scattered(kick_start, 5, seed=22)
    for k in range(5):
        state = batch.game(k)
        view = appraise(kick_start, state)
        for kind, members in enumerate(MEMBERS):
            numbers = kick_start.catalogue.of_kind[kind][::7]
            for i in members:
                said = [forecast(kick_start, state, view, int(d), i) for d in numbers]
                cost = NORMAL.price * trust_cost(kick_start, state, i, numbers)
                order = np.argsort([f.value for f in said] - cost)
                ranks = np.array([RANK[f.answer] for f in said])[order]
                assert (np.diff(ranks) >= 0).all()


def test_would_and_would_not_are_kept_by_every_humor(kick_start: Scenario) -> None:
    said = {WOULD: 0, WOULD_NOT: 0, MIGHT: 0}
    batch = scattered(kick_start, 30, seed=23)
    look = outlook(kick_start, batch)
    for country in (CANADA, MEXICO):
        humor = own_humor(kick_start, batch, ASKS, country)
        offered = batch.offer[:, US, country].astype(np.int64)
        signs = reply(look.seen_by(country), country, offered, temper=humor).enough
        for k in np.flatnonzero(offered >= 0):
            state = batch.game(int(k))
            answer = forecast(kick_start, state, appraise(kick_start, state), int(offered[k]), country).answer
            said[answer] += 1
            assert answer == MIGHT or (answer == WOULD) == signs[k]
    assert said[WOULD_NOT] > 0


def test_the_parts_add_up_and_doubt_is_what_distrust_costs(kick_start: Scenario, june) -> None:
    state, view = june
    for deal in range(0, len(kick_start.catalogue), 97):
        for i in MEMBERS[int(kick_start.catalogue.kind[deal])]:
            f = forecast(kick_start, state, view, deal, i)
            assert f.economy + f.politics + f.doubt == pytest.approx(f.value)
    sure = kick_start.with_rules(keep0=0.95, keep1=0.0, record=0.0)
    deal = kick_start.catalogue.number(ALL, {US_ON_CANADA: 3, US_ON_MEXICO: 3, RENEW: 1})
    fond = forecast(sure, state, appraise(sure, state), deal, CANADA)
    wary = forecast(kick_start, state, view, deal, CANADA)
    assert abs(fond.doubt) < 0.2 * abs(wary.doubt)


def test_advice_is_signed_by_an_even_temper_and_nearest_first(kick_start: Scenario) -> None:
    batch, given = scattered(kick_start, 6, seed=24), 0
    level = kick_start.catalogue.level
    for k in range(6):
        state = batch.game(k)
        view = appraise(kick_start, state)
        for kind, members in enumerate(MEMBERS):
            deal = int(kick_start.catalogue.of_kind[kind][3])
            table, own = table_of(view, kind), view.own(kind)
            for i in members:
                asker = next(j for j in members if j != i)
                changes = advice(kick_start, state, view, deal, i, asker=asker)
                given += len(changes)
                assert [c.steps for c in changes] == sorted(c.steps for c in changes)
                for c in changes:
                    place = c.deal - int(kick_start.catalogue.first[kind])
                    assert table.ok[place] and reply(view, i, np.array(c.deal)).enough
                    assert c.steps == np.abs(level[c.deal] - level[deal]).sum()
                    assert [c.values[j] for j in members] == pytest.approx(own[place])
                    before = float(view.of(np.array(deal), asker))
                    assert c.own_cost == pytest.approx(before - c.values[asker])
    assert given > 10


def test_a_deal_that_would_do_is_its_own_advice(kick_start: Scenario, june) -> None:
    state, view = june
    deal = kick_start.catalogue.number(ALL, {US_ON_CANADA: 3, US_ON_MEXICO: 2, SECURITY: 1, RENEW: 1})
    assert forecast(kick_start, state, view, deal, CANADA).answer == WOULD
    first = advice(kick_start, state, view, deal, CANADA)[0]
    assert (first.deal, first.steps, first.own_cost) == (deal, 0, 0.0)


def test_a_counter_offer_is_open_and_good_for_the_one_who_makes_it(kick_start: Scenario, june) -> None:
    state, view = june
    deal = kick_start.catalogue.number(ALL, {US_ON_CANADA: 3, US_ON_MEXICO: 3})
    other = counter_offer(kick_start, state, view, deal, US)
    assert other not in (-1, deal) and table_of(view, ALL).ok[other - kick_start.catalogue.first[ALL]]
    assert view.of(np.array(other), US) > view.of(np.array(deal), US)


def test_a_forecast_refuses_what_it_cannot_answer(kick_start: Scenario, june) -> None:
    state, view = june
    with pytest.raises(ValueError, match="not in deal"):
        forecast(kick_start, state, view, int(kick_start.catalogue.first[2]), US)
    with pytest.raises(ValueError, match="no deal"):
        forecast(kick_start, state, view, 99999, US)
    with pytest.raises(ValueError, match="another state"):
        forecast(kick_start, kick_start.start(7), view, 0, US)
    batch = kick_start.start(np.arange(2))
    with pytest.raises(ValueError, match="one game"):
        forecast(kick_start, batch, appraise(kick_start, batch), 0, US)


@pytest.mark.parametrize("asker", range(3))
def test_advice_followed_for_both_partners_in_turn_comes_to_a_deal_that_both_would_sign(kick_start, asker) -> None:
    """Or ends where nothing helps; it never leads in a circle."""
    state = kick_start.start(3)
    appraisal = appraise(kick_start, state)
    partners = [i for i in range(3) if i != asker]
    numbers = kick_start.catalogue.of_kind[ALL]
    for deal in map(int, numbers[::97]):
        met = [deal]
        for turn in range(12):
            partner = partners[turn % 2]
            answers = [forecast(kick_start, state, appraisal, deal, i).answer for i in partners]
            if answers == [WOULD, WOULD]:
                break
            if answers[turn % 2] == WOULD:
                continue
            found = advice(kick_start, state, appraisal, deal, partner, asker=asker)
            if not found or found[0].deal == deal:
                break
            deal = found[0].deal
            assert deal not in met
            met.append(deal)
        else:
            raise AssertionError(f"still no answer after {met}")


def test_a_forecast_tells_what_only_undoes_a_blow(kick_start: Scenario, june) -> None:
    state, view = june
    assert forecast(kick_start, state, view, 0, CANADA).struck == 0
    wall, spare = state.wall.copy(), state.spare.copy()
    wall[US, CANADA], spare[US, CANADA] = 50, 0
    hit = state.changed(wall=wall, spare=spare)
    deal = kick_start.catalogue.number(ALL, {US_ON_CANADA: 3, US_ON_MEXICO: 3, RENEW: 1})
    before, after = (forecast(kick_start, s, appraise(kick_start, s), deal, CANADA) for s in (state, hit))
    assert after.value - before.value == pytest.approx(after.struck, rel=0.1) and after.struck > 20
    assert 0 < before.needed <= after.needed <= 1
    assert after.ones_own == replace(after, struck=0.0)
