"""News cards: whom they find, what they do, what halves them; the same before and after the month's talks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from negotiation.explain import news_words
from negotiation.rules.cards import BY_NAME, CARDS, Card
from negotiation.rules.causes import NEWS, SLIGHT
from negotiation.rules.countries import CANADA, MEXICO, US
from negotiation.rules.news import NAMES, news
from negotiation.rules.notation import parse
from negotiation.rules.scenario import Scenario
from negotiation.rules.step import Talk, silence, step
from negotiation.scenarios import load
from negotiation.words import languages, words

DEFAULT = "kick-start-2025"


def dealt(*names: str, first: str = "2025-08") -> Scenario:
    """The default scenario in which one of these cards is drawn every month."""
    return replace(load(DEFAULT).with_rules(card_chance=1.0), news=names, first_month=first)


def test_there_are_cards_enough_and_each_is_told_in_every_language() -> None:
    assert len(CARDS) >= 24
    for language in languages():
        for card in CARDS:
            told = f"news.{card.name}.up" if card.either_way else f"news.{card.name}"
            assert words(language).has(told) and words(language).has(f"list.card.{card.name}"), card.name


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_a_card_comes_only_where_its_own_terms_hold_and_does_what_it_says(card: Card) -> None:
    first = card.dates[0] if card.dates else f"2025-{(card.seasons or (8,))[0]:02d}"
    scenario = dealt(card.name, first=first)
    state = scenario.start(np.arange(200))
    found = news(scenario, state)
    turned = found.card == NAMES.index(card.name)
    where = card.where(state) if card.where else None
    if card.name in ("draft-shown", "deal-doubted", "factory-opens"):     # nothing of the kind stands in August 2025
        possible = where is not None and bool(where[0].any())
        assert turned.all() if possible else not turned.any()
    else:
        assert turned.all()
    for g in np.flatnonzero(turned):
        i, j, k = found.role[g]
        assert {i, j, k} == {US, CANADA, MEXICO}
        assert (not card.about or i in card.about) and (not card.other or j in card.other)
        assert where is None or where[g, i, j]
        by_role = dict(zip(("who", "other", "third"), (i, j, k), strict=True))
        for role, size in card.econ.items():
            assert found.econ[g, by_role[role]] == size
        for role, size in card.mood.items():
            assert abs(found.mood[g, by_role[role]]) == abs(size)


@pytest.mark.parametrize("name", ["hurricane", "world-cup"])
def test_out_of_season_nothing_is_turned(name: str) -> None:
    scenario = dealt(name, first="2026-01")
    assert not news(scenario, scenario.start(np.arange(50))).card.any()


def test_a_dated_card_comes_in_its_month_whatever_else_was_drawn() -> None:
    scenario = load("mar-a-lago-2024")
    dates = {name: date for name in scenario.news for date in BY_NAME[name].dates}
    assert len(dates) == 4
    state = scenario.start(np.arange(20))
    for month in range(scenario.months):
        now = f"{2024 + (11 + month) // 12}-{(11 + month) % 12 + 1:02d}"
        due = [name for name, date in dates.items() if date == now]
        found = news(scenario, state).card
        assert all((found == NAMES.index(name)).all() for name in due)
        assert not np.isin(found, [NAMES.index(name) for name in dates if name not in due]).any()
        state = state.changed(month=state.month + 1)


def test_without_luck_there_is_no_news() -> None:
    scenario = replace(load("quick").with_rules(luck=0.0), first_month="2026-06")
    assert not news(scenario, scenario.start(np.arange(50))).card.any()


@pytest.mark.parametrize("name", ["wrong-bill", "old-notes"])
def test_a_word_in_the_same_month_halves_what_a_card_costs(name: str) -> None:
    scenario = dealt(name)
    state = scenario.start(3)
    i, j, _ = (int(n) for n in news(scenario, state).role)
    country, other = ("us", "canada", "mexico")[i], ("us", "canada", "mexico")[j]
    say = silence(scenario, state).say.copy()                                               # type: ignore[union-attr]
    still = step(scenario, state, Talk(say)).after
    say[i, 0] = parse(scenario.menu, f"{country}: call {other}").code
    spoken = step(scenario, state, Talk(say)).after
    points = BY_NAME[name].felt[0].points
    assert still.ev[j, i, SLIGHT] == points and spoken.ev[j, i, SLIGHT] == points / 2


def test_relief_money_halves_the_approval_a_hurricane_costs_running_or_begun() -> None:
    scenario = dealt("hurricane")
    state = scenario.start(5)
    who = int(news(scenario, state).who)

    def after(aid: float, line: str = "") -> float:
        now = state.changed(aid=np.where(np.arange(3) == who, aid, 0.0))
        talked = step(scenario, now, silence(scenario, now)).after
        decided = silence(scenario, talked)
        if line:
            decided.do[who, 0] = parse(scenario.menu, line).code                            # type: ignore[union-attr]
        return float(step(scenario, talked, decided).after.mood[who, NEWS])

    country = ("us", "canada", "mexico")[who]
    cost = after(0)
    assert cost < 0
    assert after(2) == pytest.approx(cost / 2) and after(0, f"{country}: relief") == pytest.approx(cost / 2)


def test_the_card_of_a_month_is_the_same_after_its_talks() -> None:
    for name in ("lutnick-bilateral", "joint-review-2026", "mar-a-lago-2024"):
        scenario = load(name)
        state = scenario.start(np.arange(64))
        for _ in range(3):
            before = news(scenario, state)
            state = step(scenario, state, silence(scenario, state)).after
            after = news(scenario, state)
            assert np.array_equal(before.card, after.card) and np.array_equal(before.role, after.role)
            state = step(scenario, state, silence(scenario, state)).after


def test_a_card_is_told_with_who_cares_and_what_can_be_done() -> None:
    scenario = dealt("wrong-bill")
    text = news_words(words("en"), scenario, scenario.start(3))
    assert "trust of" in text and "−2.0" in text and "halve" in text
    assert news_words(words("en"), load("tiny"), load("tiny").start(3)) == ""
