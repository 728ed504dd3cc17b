"""Small places that whole games seldom meet: humors bit by bit, lists of codes, first deals, words half written."""

from __future__ import annotations

import dataclasses
import importlib
import itertools
import pkgutil
from dataclasses import replace

import numpy as np
import pytest
from reference.luck import BITS, STEP, mixed

from negotiation import rules
from negotiation.rules.bargaining import NORMAL, base_ask, clock_ends, favorite, table_of, trust_cost
from negotiation.rules.chance import humor
from negotiation.rules.clauses import ACCESS_CANADA, SEPARATE
from negotiation.rules.countries import ALL, CANADA, MEXICO, US
from negotiation.rules.forecast import advice, forecast
from negotiation.rules.future import score
from negotiation.rules.history import month_number, month_text
from negotiation.rules.kinds import HOME_WORD
from negotiation.rules.kinds.pledge import THREE_WAY, TOGETHER
from negotiation.rules.legality import legal_kind, legal_words
from negotiation.rules.menu import ACCEPT, ANSWER, REFUSE, VOTE
from negotiation.rules.month import Month
from negotiation.rules.news import news
from negotiation.rules.notation import DECIDE, TALK, NotationError, parse
from negotiation.rules.scenario import Scenario
from negotiation.rules.signing import signing_order
from negotiation.rules.state import stacked
from negotiation.rules.step import silence, step
from negotiation.rules.values import appraise, outlook
from negotiation.rules.why_not import first_wrong, why_unsigned
from negotiation.rules.written import choices_of


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_humor_is_the_mixers_in_whole_numbers(number: int) -> None:
    for seed in (0, 1, 41, 2**63 - 1):
        begun = mixed((seed + STEP * (7 + number)) & BITS)
        own = [2 * ((mixed((begun + (who + 1) * STEP) & BITS) >> 11) / 2**53) - 1 for who in range(3)]
        assert humor(seed, number).tolist() == own and max(map(abs, own)) <= 1


def test_months_are_written_and_read() -> None:
    for n in range(12 * 1994, 12 * 1996):
        assert month_number(month_text(n)) == n
    assert month_text(month_number("2025-08")) == "2025-08"


def test_a_batch_refuses_codes_that_are_no_measures(kick_start: Scenario) -> None:
    """An answer or a vote among the measures, a number below or beyond the menu."""
    state = kick_start.start().changed(phase=DECIDE)
    table = kick_start.menu.do[US]
    nothing = choices_of(kick_start, DECIDE, [[], [], []])
    wrong = [int(np.flatnonzero(table.sort == ANSWER)[0]), int(np.flatnonzero(table.sort == VOTE)[0]), -1, len(table)]
    for code in wrong:
        do = np.array(nothing.do)
        do[US, 0] = code
        choices = replace(nothing, do=do[None], answer=nothing.answer[None], vote=nothing.vote[None])
        assert step(kick_start, stacked([state]), choices).wrong.tolist() == [[True, False, False]], code


@pytest.mark.parametrize("text", ["pass now", "offer mexico foo=2", "offer canada foo", "offer all foo=1", "offer"])
def test_a_word_that_nobody_knows_is_not_taken_for_another(kick_start: Scenario, text: str) -> None:
    with pytest.raises(NotationError):
        parse(kick_start.menu, f"us: {text}")


@pytest.mark.parametrize(("answer", "text"), [(ACCEPT, "accept canada"), (REFUSE, "refuse canada")])
def test_an_answer_to_no_offer_is_told_as_its_line(kick_start: Scenario, answer: int, text: str) -> None:
    answers = np.zeros((3, 2), np.int64)
    answers[CANADA, 0] = answer
    found = first_wrong(kick_start, kick_start.start().changed(phase=DECIDE), MEXICO, DECIDE, [], answers)
    assert found is not None and (found[0], found[1].id) == (text, "refuse.no_offer")


def test_a_standing_warning_is_feared_in_full_unless_another_weight_is_named(kick_start: Scenario) -> None:
    state = kick_start.start()
    warned, rate, nerve = np.zeros((3, 3)), np.zeros((3, 3)), np.ones(3)
    warned[US, CANADA], rate[US, CANADA] = 3, 50
    state = state.changed(warned=warned, warnrate=rate, nerve=nerve)
    usual, look = appraise(kick_start, state), outlook(kick_start, state)
    assert look.seen_by() is look.seen_by(None, 1.0)
    for kind in (0, 3):
        assert np.array_equal(usual.own(kind), look.seen_by(None, 1.0).own(kind))
        assert not np.array_equal(usual.own(kind), look.seen_by(None, 1.1).own(kind))


def test_what_is_asked_is_at_most_the_best_there_is(kick_start: Scenario) -> None:
    state = kick_start.start()
    view = appraise(kick_start, state)
    asks = [forecast(kick_start, state, view, int(d), i).needed
            for kind, i in ((0, CANADA), (1, MEXICO), (3, US)) for d in kick_start.catalogue.of_kind[kind][::60]]
    assert 0 < min(asks) < 1 and max(asks) <= 1


@pytest.mark.parametrize("module", [m.name for m in pkgutil.walk_packages(rules.__path__, "negotiation.rules.")])
def test_records_cannot_be_written_to(module: str) -> None:
    """The scratch of a month apart."""
    found = vars(importlib.import_module(module)).values()
    records = [x for x in found if isinstance(x, type) and dataclasses.is_dataclass(x) and not issubclass(x, Month)]
    assert all(x.__dataclass_params__.frozen for x in records)                                # type: ignore[attr-defined]


def test_a_renewal_that_is_there_already_is_worth_nothing_more(kick_start: Scenario) -> None:
    state = kick_start.start()
    assert np.abs(outlook(kick_start, state.changed(renewed=np.array(1.0))).renewal).max() == 0
    assert outlook(kick_start, state).renewal.min() > 0


def test_advice_goes_by_steps_and_then_by_the_kinder_deal(kick_start: Scenario) -> None:
    state = kick_start.start()
    view, cat = appraise(kick_start, state), kick_start.catalogue
    compared = 0
    for deal in cat.of_kind[ALL][::120]:
        found = advice(kick_start, state, view, int(deal), US, most=12)
        for one, next_one in itertools.pairwise(found):
            assert one.steps <= next_one.steps
            if one.steps == next_one.steps:
                assert min(one.values) >= min(next_one.values)
                compared += 1
    assert compared > 10


@pytest.mark.parametrize("pair", [0, 1])
def test_a_lapsed_pair_leaves_no_three_way_deal_open(kick_start: Scenario, pair: int) -> None:
    """Neither on a table nor among the points that are spoken of."""
    state = kick_start.start()
    pact = np.array(state.pact)
    pact[pair] = 0
    lapsed = state.changed(pact=pact)
    assert legal_kind(kick_start, state, ALL).any() and not legal_kind(kick_start, lapsed, ALL).any()
    assert not legal_words(kick_start, lapsed)[[0, 1, 2], [0, 1, 2], HOME_WORD["offer_all"]].any()


@pytest.mark.parametrize(("laid", "answers", "given"), [
    ("offer all us_on_canada=2 us_on_mexico=2 renew", ("accept us three", "accept us three"), {"renewed": 1}),
    ("offer canada us_on_canada=2 separate", ("accept us", "pass"), {"pact": (1, 2, 2)})])
def test_what_has_become_impossible_is_not_signed(kick_start: Scenario, laid: str, answers, given) -> None:
    """A renewal of what is renewed, a separate pact of a pair that has left."""
    start = kick_start.start()
    talked = step(kick_start, start, choices_of(kick_start, TALK, [[laid], [], []])).after
    for changes, signed in (({}, True), (given, False)):
        state = talked.changed(**{name: np.array(x, getattr(start, name).dtype) for name, x in changes.items()})
        after = step(kick_start, state, choices_of(kick_start, DECIDE, [[], *([a] for a in answers)])).after
        assert bool((after.signed > 0).any()) == signed


def test_a_cabinet_is_weak_below_its_limit(kick_start: Scenario) -> None:
    rules, state = kick_start.rules, kick_start.start()
    mood = np.zeros_like(state.mood)
    dear = kick_start.catalogue.number(0, {ACCESS_CANADA: 3}) - kick_start.catalogue.first[0]
    for below, legal in ((0, True), (1, False)):
        mood[CANADA, 0] = rules.ratify - 50 - below
        assert legal_kind(kick_start, state.changed(mood=mood), 0)[dear] == legal


def test_the_months_that_ink_still_needs_are_told(kick_start: Scenario) -> None:
    since = np.array([1.0, 9.0, 9.0, 9.0])
    state = kick_start.start().changed(since=since)
    reason = why_unsigned(kick_start, state, int(kick_start.catalogue.of_kind[0][5]))
    assert reason is not None and reason.id == "refuse.ink_wet"
    assert reason.places == {"n": kick_start.rules.dry_pair - 1}


def test_asks_start_lower_after_every_clock(kick_start: Scenario) -> None:
    asks = [float(base_ask(kick_start, np.array(m))) for m in range(kick_start.months)]
    begins = [0, *clock_ends(kick_start.months)[:-1]]
    highest = [max(asks[a:b]) for a, b in itertools.pairwise([*begins, kick_start.months])]
    assert highest == [asks[m] for m in begins]
    assert all(h <= NORMAL.open - 0.05 * n for n, h in enumerate(highest)) and highest == sorted(highest)[::-1]


def test_an_offer_to_both_needs_both(kick_start: Scenario) -> None:
    state = kick_start.start().changed(month=np.array(10.0))
    view = appraise(kick_start, state)
    table, found = table_of(view, ALL), favorite(view, ALL, US)
    both = table.chance(CANADA) * table.chance(MEXICO)
    assert found.chance == pytest.approx(float(table.at(both, found.deal))) and 0 < found.chance < 1


def test_a_promise_is_dear_up_to_its_last_month(kick_start: Scenario) -> None:
    state, deal = kick_start.start(), np.array(kick_start.catalogue.number(0, {SEPARATE: 1}))
    free = trust_cost(kick_start, state, CANADA, deal)
    for months, cost in ((0, 10.0), (1, 30.0), (3, 30.0)):
        pledge = np.zeros_like(state.pledge)
        pledge[CANADA, MEXICO, THREE_WAY] = months
        assert trust_cost(kick_start, state.changed(pledge=pledge), CANADA, deal) == cost
    assert free == 10


@pytest.mark.parametrize(("level", "signed"), [(2, False), (1, True)])
def test_a_weak_cabinet_does_not_sign_at_the_limit(kick_start: Scenario, level: int, signed: bool) -> None:
    """The limit itself is too much, also where the offer was laid down before approval fell."""
    rules, cat = kick_start.rules, kick_start.catalogue
    deal = cat.number(0, {ACCESS_CANADA: level})
    assert (cat.mood[deal, CANADA] <= rules.ratify_mood) != signed
    state = kick_start.start()
    offer = np.array(state.offer)
    offer[US, CANADA] = deal
    mood = np.zeros_like(state.mood)
    mood[CANADA, 0] = rules.ratify - 51
    state = state.changed(phase=DECIDE, offer=offer, mood=mood)
    after = step(kick_start, state, choices_of(kick_start, DECIDE, [[], ["accept us"], []])).after
    assert (after.deal[0] == deal) == signed


def test_advice_shows_a_sure_deal_if_there_is_one(kick_start: Scenario) -> None:
    state = kick_start.start()
    view, shown = appraise(kick_start, state), 0
    for deal in kick_start.catalogue.of_kind[ALL][::150]:
        longest = advice(kick_start, state, view, int(deal), CANADA, most=5_000)
        sure = {c.deal for c in longest if forecast(kick_start, state, view, c.deal, CANADA).answer == "would"}
        if sure:
            shown += 1
            assert sure & {c.deal for c in advice(kick_start, state, view, int(deal), CANADA)}
    assert shown


def test_moods_stay_within_thirty(kick_start: Scenario) -> None:
    state = kick_start.start().changed(phase=DECIDE)
    high = np.full(state.mood.shape, 60.0)
    assert step(kick_start, state.changed(mood=high), silence(kick_start, state)).after.mood.max() == 30
    assert step(kick_start, state.changed(mood=-high), silence(kick_start, state)).after.mood.min() == -30


def test_notice_is_a_matter_of_the_pairs_with_washington(kick_start: Scenario) -> None:
    """Canada and Mexico still trade under it; Washington has nothing left to leave. It can be taken back to the end."""
    state = kick_start.start()
    left = legal_words(kick_start, state.changed(pact=np.array([0, 0, 2], state.pact.dtype)))
    assert not left[[US, CANADA, MEXICO], [US, CANADA, MEXICO], HOME_WORD["notice"]].any()
    given = legal_words(kick_start, state.changed(notice=np.array([0.0, 1.0, 0.0])))
    assert given[CANADA, CANADA, HOME_WORD["rescind"]] and not given[US, US, HOME_WORD["rescind"]]


def test_a_wall_bared_toward_a_separate_partner_breaks_a_word_too(kick_start: Scenario) -> None:
    state = kick_start.start().changed(phase=DECIDE)
    choices = choices_of(kick_start, DECIDE, [["wall canada 50 all"], [], []])
    for status, hurt in ((2, True), (1, True), (0, False)):
        pact = np.array(state.pact)
        pact[0] = status
        lines = step(kick_start, state.changed(pact=pact), choices).lines
        points = sum(line.points[CANADA, US] for line in lines if line.reason == "unspare")
        assert (points < 0) == hurt, status


def test_once_over_a_renewal_is_sure(kick_start: Scenario) -> None:
    state = kick_start.start().changed(renewed=np.array(1.0))
    future = score(kick_start, state)[2]
    assert (score(kick_start, state.changed(over=np.array(1.0)))[2] > future).all()


def test_with_a_card_every_month_none_is_without(kick_start: Scenario) -> None:
    sure = kick_start.with_rules(card_every=1, card_chance=0.0)
    state = sure.start(np.arange(8))
    for month in range(6):
        assert (news(sure, state.changed(month=np.full(8, float(month)))).card > 0).all()


def test_every_country_signs_first_in_its_turn() -> None:
    assert [signing_order(month)[0][0] for month in range(12)] == [0, 1, 2] * 4
    assert all(sorted(signing_order(month)) == sorted(signing_order(0)) for month in range(12))


@pytest.mark.parametrize(("months", "broken"), [(0, False), (1, True), (3, True)])
def test_a_promise_is_broken_up_to_its_last_month(kick_start: Scenario, months: int, broken: bool) -> None:
    """To answer together, by a deal with Washington alone."""
    state = step(kick_start, kick_start.start(),
                 choices_of(kick_start, TALK, [["offer canada us_on_canada=2"], [], []])).after
    pledge = np.zeros_like(state.pledge)
    pledge[CANADA, MEXICO, TOGETHER] = months
    signed = step(kick_start, state.changed(pledge=pledge), choices_of(kick_start, DECIDE, [[], ["accept us"], []]))
    assert signed.after.signed[CANADA] > 0
    points = sum(float(line.points[MEXICO, CANADA]) for line in signed.lines if line.reason == "word_broken")
    assert (points < 0) == broken


def test_a_warning_is_feared_up_to_its_last_month(kick_start: Scenario) -> None:
    state = kick_start.start()
    fears = []
    for months in (0, 1, 3):
        warned, rate = np.zeros((3, 3)), np.zeros((3, 3))
        warned[US, CANADA], rate[US, CANADA] = months, 50
        fears.append(outlook(kick_start, state.changed(warned=warned, warnrate=rate, nerve=np.ones(3))).believed)
    assert fears[0].max() == 0 and np.array_equal(fears[1], fears[2]) and fears[1].max() > 0
