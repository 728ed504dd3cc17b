"""Concession curves equal their formulas, MiCRO its list, Zeuthen the Nash product."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from negotiation.match import choose, months
from negotiation.rules.countries import ALL, CANADA, MEXICO, US
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import step
from negotiation.scenarios import load
from negotiation.strategies import Past, View, find
from negotiation.strategies.concession import best_three_way, clock
from negotiation.strategies.relative import aspiration as relative_aspiration
from negotiation.strategies.risk import agreed, next_paper, risks
from negotiation.strategies.timed import aspiration


@pytest.fixture(scope="module")
def short() -> Scenario:
    return load("kick-start-2025", {"months": 7, "luck": 0})


def seen(scenario: Scenario, seats: tuple[str, str, str], seat: int) -> Iterator[tuple[View, State]]:
    """Phase by phase, what a seat sees with the whole record, and the state that follows."""
    state, past = scenario.start(1), Past()
    while not state.over:
        after = step(scenario, state, choose(scenario, state, seats, past=past).choices).after
        yield View(scenario, state, seat, record=past, memory=99), after
        state, past = after, past.then(state, after)


@pytest.mark.parametrize(("kappa", "curve"), [
    (4.0, (1.0, 0.99609375, 0.9375, 0.68359375, 0.0)), (1.0, (1.0, 0.75, 0.5, 0.25, 0.0)),
    (0.25, (1.0, 1 - 0.25 ** 0.25, 1 - 0.5 ** 0.25, 1 - 0.75 ** 0.25, 0.0))])
def test_the_curves_are_their_formulas(kappa: float, curve: tuple[float, ...], short: Scenario) -> None:
    view = View(short, short.start(1), CANADA)
    for t, goal in zip((0.0, 0.25, 0.5, 0.75, 1.0), curve, strict=True):
        assert float(aspiration(view, np.asarray(t), kappa, 0.0, 0.0)) == pytest.approx(goal, abs=1e-14)
        assert float(aspiration(view, np.asarray(t), kappa, 0.3, 0.0)) == pytest.approx(0.7 * goal, abs=1e-14)


def test_those_who_are_trusted_are_met_sooner(short: Scenario) -> None:
    """kappa_ij = kappa exp(-gamma (T - 1/2))."""
    view = View(short, short.start(1), MEXICO)
    trust = min(view.state.trust[MEXICO, US], view.state.trust[MEXICO, CANADA]) / 100
    slower = 4.0 * np.exp(-1.5 * (trust - 0.5))
    assert float(aspiration(view, np.asarray(0.5), 4.0, 0.0, 1.5)) == pytest.approx(1 - 0.5 ** slower, abs=1e-14)


@pytest.mark.parametrize(("name", "kappa"), [
    ("boulware", 4.0), ("linear", 1.0), ("conceder", 0.25), ("boulware(kappa=9)", 9.0)])
def test_offers_follow_the_curve_and_are_the_kindest_of_their_worth(name: str, kappa: float, short: Scenario) -> None:
    """What is newly on the table each month: worth at least A(t) to its maker, and none as good for it is kinder."""
    laid = 0
    for view, after in seen(short, ("hold", name, "hold"), CANADA):
        if view.phase != "talk":
            continue
        deal = int(after.offer[CANADA, CANADA])
        assert deal >= 0 and float(clock(view)) == pytest.approx(float(view.state.month) / (short.months - 1))
        if after.age[CANADA, CANADA] > 0:
            continue
        laid += 1
        table = view.own_table(ALL)
        n = deal - int(short.catalogue.first[ALL])
        asked = (1 - float(clock(view)) ** kappa) * float(best_three_way(view))
        assert table.ok[n] and table.x[n, CANADA] >= asked - 1e-6
        as_good = table.ok & (table.x[:, CANADA] >= asked - 1e-6)
        smaller = np.minimum(table.share[:, US], table.share[:, MEXICO])
        assert smaller[n] == pytest.approx(smaller[as_good].max(), abs=1e-12)
    assert laid >= 3


def test_two_conceders_sign_before_two_boulwares(short: Scenario) -> None:
    def first(name: str) -> int:
        for happened in months(short, (name,) * 3, 1):
            if happened.after.signed.any():
                return int(happened.before.month) + 1
        return 99

    assert first("conceder") < first("linear") <= first("boulware") <= short.months


def test_micro_goes_down_its_own_list_step_by_step(short: Scenario) -> None:
    """Its next offer is of the highest step that it has not offered; as many new ones as it has received, and one."""
    mine: list[int] = []
    theirs: dict[int, set[int]] = {US: set(), MEXICO: set()}
    for view, after in seen(short, ("linear", "micro", "conceder"), CANADA):
        if view.phase != "talk" or float(view.state.deal[ALL]) >= 0:
            continue
        for j in theirs:
            theirs[j] |= {int(m.laid[j, place]) for m in view.past for place in (j, CANADA)} - {-1}
        deal = int(after.offer[CANADA, CANADA])
        new = after.age[CANADA, CANADA] == 0 and deal >= 0 and deal not in mine
        table = view.own_table(ALL)
        level = np.where(table.ok, np.round(table.share[:, CANADA] * 100), -1)
        first = int(short.catalogue.first[ALL])
        allowed = len(set(mine)) <= min(len(found) for found in theirs.values())
        assert new == allowed
        if new:
            open_ = sorted({float(v) for v in level if v > 0} - {float(level[d - first]) for d in mine}, reverse=True)
            assert level[deal - first] == open_[0]
            mine.append(deal)
    assert len(mine) >= 3


def test_micro_against_silence_makes_one_offer(short: Scenario) -> None:
    offers = {int(after.offer[CANADA, CANADA]) for _, after in seen(short, ("hold", "micro", "hold"), CANADA)} - {-1}
    assert len(offers) == 1


def test_relative_tit_for_tat_closes_the_share_of_the_gap_that_the_slower_partner_closed(short: Scenario) -> None:
    asked = []
    for view, _ in seen(short, ("conceder", "relative", "linear"), CANADA):
        if view.phase != "talk" or float(view.state.deal[ALL]) >= 0:
            continue
        ask, slow = float(relative_aspiration(view, 1, "min")), []
        for j in (US, MEXICO):
            papers = [int(m.laid[j, j]) for m in reversed(view.past) if m.laid[j, j] >= 0]
            worth = [min(max(float(view.value(np.asarray(p))) / float(best_three_way(view)), 0), 1) for p in papers]
            goal = 1.0
            for before, now in pairwise(worth):
                goal = min(max(goal * (1 - now) / (1 - before), 0), 1) if before < 1 else goal
            slow.append(goal)
        assert ask == pytest.approx(max(slow), abs=1e-9)
        assert float(relative_aspiration(view, 1, "max")) == pytest.approx(min(slow), abs=1e-9)
        assert float(relative_aspiration(view, 1, "mean")) == pytest.approx(sum(slow) / 2, abs=1e-9)
        asked.append(ask)
    assert asked[0] == 1.0 and min(asked) < 0.999


def test_zeuthen_ends_at_the_nash_product_on_300_random_sets() -> None:
    """The lower risk gives way: by Harsanyi (1956) that is the smaller product, and they end at the largest."""
    rng = np.random.default_rng(1930)
    for _ in range(300):
        gains = rng.uniform(0, 1, (int(rng.integers(3, 60)), 2))
        papers = np.array([gains[:, 0].argmax(), gains[:, 1].argmax()])
        while agreed(gains, papers) < 0:
            danger = risks(gains, papers)
            mover = int(danger.argmin())
            assert gains[papers[mover]].prod() <= gains[papers[1 - mover]].prod()
            moved = papers.copy()
            moved[mover] = next_paper(gains, papers, mover)
            if agreed(gains, moved) < 0:
                assert risks(gains, moved)[mover] >= risks(gains, moved)[1 - mover] - 1e-12
            papers = moved
        assert gains[agreed(gains, papers)].prod() == pytest.approx(gains.prod(1).max())


def test_three_end_at_the_nash_product_too() -> None:
    rng = np.random.default_rng(1956)
    for _ in range(100):
        gains = rng.uniform(0, 1, (int(rng.integers(4, 80)), 3))
        papers = gains.argmax(0)
        while agreed(gains, papers) < 0:
            papers = np.array([next_paper(gains, papers, i) for i in range(3)])
        assert gains[agreed(gains, papers)].prod() == pytest.approx(gains.prod(1).max())


def test_the_one_with_the_lower_risk_gives_way_and_the_other_repeats_its_paper() -> None:
    gains = np.array([[10.0, 1.0], [6.0, 5.0], [2.0, 8.0]])
    papers = np.array([0, 2])
    assert risks(gains, papers) == pytest.approx([0.8, 7 / 8])
    assert next_paper(gains, papers, 0) == 1 and next_paper(gains, papers, 1) == 2


def test_three_who_weigh_risk_sign_the_nash_deal(short: Scenario) -> None:
    """Within the game: what is signed is as good, by the product of gains, as the Nash deal of that month."""
    for view, after in seen(short, ("zeuthen(steps=9)",) * 3, US):
        if after.signed.any():
            table, deal = view.table(ALL), int(after.deal[ALL]) - int(short.catalogue.first[ALL])
            product = np.where(table.ok, table.x.prod(-1), 0)
            assert product[deal] > 0.98 * product.max()
            return
    raise AssertionError("nothing was signed")


def test_a_trilateralist_refuses_a_deal_for_two_and_a_pivot_asks_more_than_the_other_bid(short: Scenario) -> None:
    start = short.start(1)
    sweet = short.catalogue.number(1, {})
    best = View(short, start, MEXICO)
    pair = int(np.argmax([float(best.value(np.asarray(d))) for d in short.catalogue.of_kind[1]]))
    deal = int(short.catalogue.of_kind[1][pair])
    offer = np.array(start.offer)
    offer[US, MEXICO] = deal
    known = np.array(start.known)
    known[US, MEXICO] = 1.0
    asked = start.changed(phase="decide", offer=offer, known=known)
    view = View(short, asked, MEXICO)
    told = {t.line: t.reason.id for t in find("trilateralist")(view).told()}
    assert told.get("refuse us") == "answer.three_pays_more" and sweet >= 0
    assert "accept us" in {t.line for t in find("pivot")(view).told()}
    talk = View(short, asked.changed(phase="talk"), MEXICO)
    said = find("pivot(eps=3, share=0)")(talk)
    bid = float(talk.value(np.asarray(deal)))
    table = short.menu.say[MEXICO]
    to_canada = [int(table.deal[c]) for c in said.codes if table.target[c] == CANADA and table.deal[c] >= 0]
    gains = [float(talk.value(np.asarray(d))) for d in to_canada]
    most = max(float(talk.value(np.asarray(d))) for d in short.catalogue.of_kind[2])
    assert all(gain >= min(bid + 3, most) - 1e-9 for gain in gains)
