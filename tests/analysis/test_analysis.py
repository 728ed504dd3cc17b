"""What a played game shows: counted again here from its lines, on real games."""

from __future__ import annotations

import csv
import io

import pytest

from negotiation.analysis import deeds, instead, past, questions, style, tables, turns
from negotiation.rules.names import NAMES
from negotiation.scenarios import load
from negotiation.session import Session
from negotiation.words import languages, words


@pytest.fixture(scope="module")
def game() -> Session:
    """A whole game of Canada against computer players: a gesture, an open three-way offer and a quiet pact."""
    session = Session(load("kick-start-2025"), 3)
    plans = [("amends mexico", "visit us"), ("offer us us_on_canada=2 drop security separate quietly", "call mexico"),
             ("offer all us_on_canada=2 us_on_mexico=2 access_canada=1 access_mexico=1 security renew",)]
    for lines in plans:
        for line in lines:
            if session.why_not(line) is None:
                session.plan(line)
        session.end_month()
    while not session.over:
        session.end_month()
    return session


def test_every_line_is_one_deed(game):
    lines = [(n // 2, seat, line) for n, played in enumerate(game.past)
             for seat, each in enumerate(played.lines) for line in each]
    assert [(d.month, d.seat, d.line) for d in deeds.deeds(game)] == lines


def test_deeds_have_the_sign_of_what_they_did(game):
    for deed in deeds.deeds(game):
        if deed.word in ("call", "visit", "amends"):
            assert deed.sign == 1
        if deed.word in ("slight", "warn", "freeze"):
            assert deed.sign == -1
        if deed.word in ("offer", "accept", "refuse"):
            assert deed.sign == 0


def test_the_style_of_the_person_is_what_was_planned(game):
    found = {trait.id: trait for trait in style.style(game, 1)}
    offers = [d for d in deeds.deeds(game) if d.seat == 1 and d.word == "offer"]
    assert [d.quiet for d in offers] == [True, False]
    assert found["openness"] == style.Trait("openness", 0.5, 2)
    assert found["pressure"].share == 0
    assert tuple(found) == style.TRAITS


def test_a_bully_presses_and_a_conciliator_does_not():
    hard = Session(load("kick-start-2025"), 1, {"us": "bully", "canada": "conciliator", "mexico": "default"})
    for _ in range(6):
        hard.end_month()
    us, canada = ({t.id: t for t in style.style(hard, seat)} for seat in (0, 1))
    assert us["pressure"].share > 0.5 > canada["pressure"].share


def test_tit_for_tat_answers_in_kind():
    game = Session(load("kick-start-2025"), 1, {"us": "bully", "canada": "tit_for_tat", "mexico": "tit_for_tat"})
    while not game.over:
        game.end_month()
    traits = {t.id: t for t in style.style(game, 1)}
    assert traits["reciprocity"].count and traits["reciprocity"].share > 0.5


def test_turning_points_are_the_largest_moves_of_a_month(game):
    found = turns.turning_points(game)
    assert 0 < len(found) <= turns.MOST and [t.month for t in found] == sorted(t.month for t in found)
    series = {(a, b): game.series(f"trust.{a}.{b}") for a, b in turns.LINKS}
    for turn in found:
        values = series[turn.of, turn.toward]
        assert turn.points == pytest.approx(values[turn.month + 1] - values[turn.month])


def test_the_computer_agrees_with_itself():
    session = Session(load("kick-start-2025"), 5, dict.fromkeys(NAMES, "default"))
    for _ in range(4):
        session.end_month()
    assert list(instead.otherwise(session, 1)) == []
    assert instead.instead(session, 1).record().text() == session.record().text()


def test_the_computer_in_ones_chair_has_the_same_start_and_seed(game):
    other = instead.instead(game, 1)
    assert other.over and other.seed == game.seed and other.people == ()
    assert other.past[0].transition.before.trust.tolist() == game.past[0].transition.before.trust.tolist()
    found = list(instead.otherwise(game, 1))
    assert found[0].month == 0 and set(found[0].own) != set(found[0].theirs)
    assert all(len(each.reasons) == len(each.theirs) for each in found)


def test_the_past_adds_up_to_what_the_scenario_tells():
    scenario = load("kick-start-2025")
    told = past.past(scenario)
    assert told and [(p.year, p.month) for p in told] == sorted((p.year, p.month) for p in told)
    assert all(p.change == 0 for p in told if p.account)
    assert all(set(languages()) <= set(p.text) for p in told)
    assert {p.source.split(",")[0] for p in told} <= {"article", "background", "judge"}


@pytest.mark.parametrize("language", languages())
def test_questions_are_sentences_in_every_language(game, language):
    t = words(language)
    found = questions.questions(game)
    assert 3 <= len(found) <= questions.MOST
    for reason in found:
        places = dict(reason.places)
        if "month" in places:
            places["month"] = str(places["month"])
        assert t(reason.id, **places).endswith("?") or "?" in t(reason.id, **places)


def test_tables_hold_the_game(game):
    rows = list(csv.DictReader(io.StringIO(tables.as_csv(tables.MONTHS, tables.months(game)))))
    assert len(rows) == game.month + 1 and set(rows[0]) == set(tables.MONTHS)
    assert float(rows[-1]["trust.mexico.canada"]) == pytest.approx(game.trust("mexico", "canada"), abs=1e-4)
    total = sum(float(rows[-1][f"payoff.canada.{part}"]) for part in tables.PARTS)
    assert total == pytest.approx(game.payoff()["canada"].total, abs=1e-3)
    done = list(csv.DictReader(io.StringIO(tables.as_csv(tables.DEEDS, tables.done(game)))))
    assert len(done) == sum(len(each) for played in game.past for each in played.lines)
    book = list(csv.DictReader(io.StringIO(tables.codebook())))
    assert len(book) == len(tables.MONTHS) + len(tables.DEEDS) and all(row["meaning"] for row in book)
