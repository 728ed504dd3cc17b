"""The coach: legal alternatives, paired games, honest words about what is close, and nothing its seat may not see."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from documents import ROOT, blocks

from negotiation.analysis.intervals import Estimate, estimate
from negotiation.coach import Coaching, Sight, ask, sight_of
from negotiation.coach.answers import verdict
from negotiation.coach.plans import Alternative, alternatives
from negotiation.coach.rollouts import Ends, played_on
from negotiation.coach.told import billion, told
from negotiation.coach.values import valued
from negotiation.plan import Plan
from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.rules.future import score
from negotiation.rules.names import NAMES
from negotiation.rules.notation import TALK, parse
from negotiation.rules.state import State
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.strategies.view import seen
from negotiation.words import languages, words

KICK_START = load("kick-start-2025")


def game(halves: int, seed: int = 7, seat: int = CANADA, *planned: str) -> Session:
    """A game after so many half months in which the person planned nothing."""
    session = Session(KICK_START, seed, {name: None if n == seat else "default" for n, name in enumerate(NAMES)})
    for _ in range(halves):
        session.next()
    session.plan(*planned)
    return session


def document(coaching: Coaching) -> str:
    return json.dumps([coaching.first().document(), coaching.finish().document()])


# what it may know --------------------------------------------------------------------------------------------------

def with_other_secrets(state: State, seat: int) -> State:
    """The same state with another seed, a whisper between the two others, and other private papers of theirs."""
    i, j = (n for n in range(3) if n != seat)
    cat = KICK_START.catalogue
    separate = np.flatnonzero(cat.separate & cat.members[:, i] & cat.members[:, j])   # none between the neighbors
    offer, quiet, last, tested = (np.array(getattr(state, name)) for name in ("offer", "quiet", "last", "tested"))
    if offer[i, j] < 0 and len(separate):
        offer[i, j], quiet[i, j] = separate[0], 1
    last[[i, j]], tested[[i, j]] = 5, 1
    return state.changed(seed=np.array(987654321, np.uint64), offer=offer, quiet=quiet, last=last, tested=tested)


def of_other_secrets(session: Session) -> Session:
    """The same game to look at from its seat, with everything else about it changed, in this phase and the last."""
    other = session.fork()
    other.state = with_other_secrets(session.state, session.seat)
    other.plans = Plan(other.scenario, other.state)
    other.plans.moves = session.plans.moves
    other.seed = 987654321
    if other.past:
        last = other.past[-1]
        before = with_other_secrets(last.transition.before, session.seat)
        other.past[-1] = replace(last, transition=replace(last.transition, before=before, after=other.state))
    return other


@pytest.mark.parametrize(("halves", "seat"), [(0, CANADA), (3, US), (4, MEXICO)])
def test_games_that_differ_only_in_what_the_seat_cannot_see_get_the_same_advice_to_the_byte(halves, seat):
    session = game(halves, 3, seat)
    other = of_other_secrets(session)
    assert other.state.digest() != session.state.digest()
    assert document(ask(other, games=3, months=3)) == document(ask(session, games=3, months=3))


def test_what_the_seat_sees_changes_the_advice():
    session = game(2)
    other = session.fork()
    ledger = np.array(other.state.ledger)
    ledger[US, CANADA, 0] += 10
    other.state = other.state.changed(ledger=ledger)
    assert sight_of(other).seed != sight_of(session).seed


@pytest.mark.parametrize(("halves", "seat"), [(2, US), (5, CANADA), (7, MEXICO)])
def test_imagined_games_look_like_the_real_one_from_the_seat(halves, seat):
    sight = sight_of(game(halves, 2, seat))
    worlds = sight.worlds(sight.seeds(0, 12))
    assert len(set(worlds.seed.tolist())) == 12
    for n in range(12):
        assert (seen(worlds.game(n), seat).numbers() == sight.state.numbers()).all()


def test_a_whisper_of_the_others_is_imagined_where_they_had_a_word_left():
    def whispered(sight: Sight) -> np.ndarray:
        worlds = sight.worlds(sight.seeds(0, 64))
        return ((worlds.quiet > 0) & (worlds.known == 0)).sum(0)

    sight, found = next((s, w) for seed, halves in product(range(10), (5, 9, 11))
                        if (w := whispered(s := sight_of(game(halves, seed)))).any())
    assert found.max() < 64 and found[CANADA].sum() == found[:, CANADA].sum() == 0
    assert not whispered(replace(sight, said=(2, 2, 2))).any()


# alternatives ------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("halves", "seat", "planned"), [
    (0, CANADA, ("call us", "call mexico")), (1, US, ()),
    (4, MEXICO, ("offer all us_on_canada=2 us_on_mexico=2 renew",)), (23, CANADA, ("vote renew",))])
def test_alternatives_are_legal_and_differ_and_the_plan_comes_first(halves, seat, planned):
    session = game(halves, 5, seat, *planned)
    found = [each for each in alternatives(sight_of(session), session.planned()) if each is not None]
    assert found[0].lines == tuple(session.planned()) and () in [each.lines for each in found]
    assert len({tuple(sorted(each.lines)) for each in found}) == len(found) > 2
    for each in found:
        Plan(session.scenario, session.state).add([parse(session.scenario.menu, line, seat) for line in each.lines])
        assert each.kind != "instead" or set(each.dropped) <= set(planned)
        assert not each.line or each.kind == "without" or each.line in each.lines


def test_an_offer_that_would_be_refused_is_brought_nearer():
    session = game(4, 5, CANADA, "offer all us_on_canada=3 us_on_mexico=3 renew")
    reasons = [each.reason.id for each in alternatives(sight_of(session), session.planned()) if each and each.reason]
    assert "coach.reason.advice" in reasons


def test_offers_on_the_table_may_be_accepted_or_refused():
    session = game(1)
    assert [offer.unsigned for offer in session.offers()] == [None]
    lines = [each.lines for each in alternatives(sight_of(session), ()) if each]
    assert ("accept mexico",) in lines and ("refuse mexico",) in lines


# games played on ---------------------------------------------------------------------------------------------------

def ends(sight: Sight, lists: list[tuple[str, ...]], seeds: object, months: int | None = None) -> Ends:
    *_, last = played_on(sight, lists, seeds, months)
    assert last is not None
    return last


def test_a_continuation_is_the_game_of_its_seed_with_those_lines():
    """From the first month nothing is hidden but the seed, so the game of that seed can be played otherwise."""
    sight, lists = sight_of(game(0)), [("visit us",), ("offer mexico ports", "appeal")]
    seeds = sight.seeds(0, 2)
    found = ends(sight, lists, seeds)
    for k, lines in enumerate(lists):
        session = Session(KICK_START, int(seeds[1]), {"us": "default", "canada": None, "mexico": "default"})
        session.plan(*lines)
        session.next()
        session = session.at(1, dict.fromkeys(NAMES, "default"))
        while not session.over:
            session.next()
            if len(session.past) == 6:
                trust = session.state.trust[[US, MEXICO], CANADA]
        assert np.array_equal(found.parts[k, 1], score(KICK_START, session.state)[:, CANADA])
        assert np.array_equal(found.trust[k, 1], trust)


def test_what_is_the_same_differs_by_nothing_at_all():
    sight = sight_of(game(3))
    found = ends(sight, [(), ()], sight.seeds(0, 4), 2)
    assert np.array_equal(found.parts[0], found.parts[1]) and np.array_equal(found.trust[0], found.trust[1])


def test_the_answer_does_not_depend_on_how_the_work_was_cut():
    one, two = (ask(game(4), games=5, months=2, block=block) for block in (2, 64))
    assert one.finish() == two.finish() and one.answer is not None and one.answer.games == 5


def test_with_fewer_months_the_rest_counts_as_if_it_ended_then():
    sight = sight_of(game(2))
    found = ends(sight, [()], sight.seeds(0, 2), 1)
    after = sight.worlds(sight.seeds(0, 2))
    from negotiation.match import choose
    from negotiation.rules.step import Talk, step
    say = choose(KICK_START, after, ("default",) * 3, (US, MEXICO)).choices
    assert isinstance(say, Talk)
    after = step(KICK_START, after, say).after
    after = step(KICK_START, after, choose(KICK_START, after, ("default",) * 3).choices).after
    assert np.array_equal(found.parts[0], score(KICK_START, after)[..., CANADA])


# answers -----------------------------------------------------------------------------------------------------------

@cache
def coached() -> Coaching:
    coaching = ask(game(0, 7, CANADA, "call us"), games=6)
    coaching.finish()
    return coaching


def test_differences_are_to_the_plan_and_their_intervals_are_those_of_paired_games():
    coaching = coached()
    answer = coaching.answer
    assert answer is not None and answer.games == 6 and answer.rows[0].alternative.kind == "plan"
    found = ends(coaching.sight, [row.alternative.lines for row in answer.rows], coaching.sight.seeds(0, 6))
    payoff = found.parts.sum(-1)
    for n, row in enumerate(answer.rows):
        assert row.payoff.mean == pytest.approx(estimate(payoff[n] - payoff[0]).mean, abs=1e-9)
        assert row.payoff.half == pytest.approx(estimate(payoff[n] - payoff[0]).half, abs=1e-9)
        assert sum(row.parts) == pytest.approx(row.payoff.mean, abs=1e-9)
    means = [row.payoff.mean for row in answer.rows[1:]]
    assert means == sorted(means, reverse=True)
    assert answer.best.payoff.mean == max(row.payoff.mean for row in answer.rows)


def test_the_first_answer_knows_no_interval_and_tells_what_a_deal_is_worth_and_how_likely():
    first = ask(game(0, 7, CANADA)).first()
    assert first.games == 0 and all(row.payoff.low == row.payoff.high for row in first.rows)
    row = next(row for row in first.rows if row.alternative.lines == ("offer mexico ports",))
    deal = next(reason for reason in row.reasons if reason.id == "coach.why.deal").places
    value, chance = float(str(deal["value"])), float(str(deal["chance"])) / 100
    assert 0 < row.payoff.mean < value * chance < value


def test_a_deal_that_is_worth_less_than_one_holds_out_for_is_no_gain_at_first():
    """Mexico's early three-way paper: the computer player of even temper would go on talking, and so says the coach."""
    for halves, seed in product((5, 7, 9), range(1000, 1010)):
        session = game(halves, seed)
        offers = {(offer.sender, offer.three): offer.value for offer in session.offers() if offer.unsigned is None}
        for row in ask(session).first().rows if offers else ():
            held = next((r for r in row.reasons if r.id == "coach.why.waiting"), None)
            if held is not None and row.alternative.line.startswith("accept"):
                assert row.verdict != "better"
                return
    raise AssertionError("no such paper was found")


@pytest.mark.parametrize(("low", "mean", "high", "said"), [
    (0.2, 1.0, 1.8, "better"), (-1.8, -1.0, -0.2, "worse"), (-0.1, 1.0, 2.1, "close"), (0.0, 1.0, 2.0, "close"),
    (0.01, 0.02, 0.03, "close")])
def test_an_interval_that_covers_zero_is_too_close_to_call(low, mean, high, said):
    assert verdict(Estimate(mean, low, high, 10, 0.5)) == said


@pytest.mark.parametrize("language", languages())
def test_an_answer_is_told_in_every_language_and_what_is_close_never_as_a_gain(language):
    answer, t = coached().answer, words(language)
    assert answer is not None
    lines = list(told(t, answer, 6, str))
    close = [row for row in answer.rows[1:] if row.verdict == "close"]
    assert close, "a case in which nothing is close shows nothing"
    text = "\n".join(lines)
    for row in answer.rows[1:]:
        gain = t("coach.payoff", gain=billion(t, row.payoff.mean), low=billion(t, row.payoff.low),
                 high=billion(t, row.payoff.high))
        assert (gain in text) == (row.verdict != "close")
    assert "coach." not in text


# work in pieces ----------------------------------------------------------------------------------------------------

def test_without_an_end_by_the_clock_no_clock_is_read():
    def clock() -> float:
        raise AssertionError("a clock was read")

    coaching = Coaching(sight_of(game(0)), (), games=2, months=1, clock=clock)
    assert coaching.finish().games == 2 and coaching.done and not coaching.work()


def test_the_clock_stops_it_after_the_first_answer_and_only_time_at_work_counts():
    ticks = iter(range(0, 10**6))
    coaching = Coaching(sight_of(game(0)), (), games=64, seconds=3, block=2, clock=lambda: next(ticks))
    answer = coaching.finish()
    pieces = next(ticks) // 2
    assert coaching.done and answer.games < 64 and coaching.spent == pieces
    assert Coaching(sight_of(game(0)), (), seconds=0.0).finish().games == 0


def test_a_piece_is_small_and_the_answer_comes_before_the_games():
    coaching = ask(game(0), games=2, months=1)
    pieces = 0
    while coaching.answer is None:
        assert coaching.work()
        pieces += 1
    assert pieces > 2 and coaching.answer.games == 0 and not coaching.done


def test_what_cannot_be_asked_is_refused():
    session = game(0)
    with pytest.raises(ValueError, match="at least 2"):
        ask(session, games=1)
    while not session.over:
        session.end_month()
    with pytest.raises(ValueError, match="has ended"):
        ask(session)


def test_a_game_without_luck_needs_no_more_than_its_rules_say():
    session = Session(load("tutorial"), 1)
    answer = ask(session, games=3).finish()
    assert all(row.payoff.low <= row.payoff.mean <= row.payoff.high for row in answer.rows)
    assert session.phase == TALK


def test_the_example_of_the_page_runs(capsys):
    page = (ROOT / "docs" / "coach.md").read_text(encoding="utf-8")
    example, = (block.text for block in blocks(page) if block.sort == "python")
    known: dict[str, object] = {}
    exec(compile(example, "docs/coach.md", "exec"), known)
    assert len(capsys.readouterr().out.splitlines()) == len(known["answer"].rows) > 2  # type: ignore[attr-defined]


def test_a_rise_counts_with_the_answer_it_will_meet():
    sight = sight_of(game(1, 5, US))
    found = [Alternative("plan", ()), Alternative("added", ("wall mexico 50 all",)), Alternative("added", ("relief",))]
    meek = replace(sight, state=sight.state.changed(nerve=np.array([0.6, 0.6, 0.0])))
    bold = replace(sight, state=sight.state.changed(nerve=np.array([0.6, 0.6, 1.0])))
    sparing = [Alternative("plan", ()), Alternative("added", ("wall mexico 35 sparing",))]
    gain = [float(np.diff(valued(each, sparing).payoff)[0]) for each in (meek, bold)]
    assert gain[1] < gain[0]
    assert valued(sight, found).payoff[1] < valued(sight, found).payoff[0]
