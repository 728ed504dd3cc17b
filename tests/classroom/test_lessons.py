"""Every lesson plan of the folder: whole in all languages, in time, played, printed; and every way to be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lessons import CODE, do, until

from negotiation.classroom import brief, lesson, pack
from negotiation.classroom.event import Refused
from negotiation.classroom.orders import order
from negotiation.classroom.phases import tick
from negotiation.classroom.room import Room
from negotiation.classroom.settings import BRIEF, REFLECT, Settings, scenario_texts
from negotiation.cli import run as program
from negotiation.paths import shipped
from negotiation.rules.names import NAMES
from negotiation.scenario_text import scenario_hash
from negotiation.scenarios import load, loads
from negotiation.words import languages, words

FOLDER = shipped("assets") / "lessons"
PLANS = sorted(p.stem for p in FOLDER.glob("*.yaml"))
NARROW = "\u00a0"


def texts(tree: Any, key: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text of a plan's file."""
    if isinstance(tree, dict) and set(tree) == set(languages()):
        yield key, tree
    elif isinstance(tree, dict):
        for name, entry in tree.items():
            yield from texts(entry, f"{key}.{name}")
    elif isinstance(tree, list):
        for n, entry in enumerate(tree):
            yield from texts(entry, f"{key}[{n}]")


def room_of(name: str, players: bool = True) -> Room:
    """A room of a plan with one game, of computer players or of people."""
    plan, room = lesson.lesson(name), Room()
    settings, room.now = plan.settings("en"), 1000.0
    room.record("room", {"code": CODE, "salt": "salt", "seed": 1, "settings": settings.body(),
                         "scenarios": scenario_texts(settings), "plan": plan.carried()})
    if players:
        order(room, "computers", {"games": 1})
        order(room, "begin", {})
    return room


def test_there_is_a_plan_for_each_course():
    assert set(PLANS) >= {"civics", "ir", "economics"}
    assert lesson.names()[0] == "civics", "the shortest comes first"


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_right_and_its_words_keep_to_the_house_style(name: str):
    path = FOLDER / f"{name}.yaml"
    assert lesson.problems_of(path) == []
    found = dict(texts(yaml.safe_load(path.read_text("utf-8"))))
    assert len(found) > 80
    for key, text in found.items():
        for language, said in text.items():
            assert said.strip() == said and "  " not in said, (key, language)
            assert "!" not in said and not re.search(r"(?i)\b(trump|carney|sheinbaum|trudeau|ford)\b", said), key
        assert not re.search(r"[^\s\u00a0][:;?%»](?=[\s»]|$)| [:;?%»]|«[^\u00a0]", text["fr"]), (key, text["fr"])
        assert text["es"].count("?") == text["es"].count("¿") and " %" not in text["es"], (key, text["es"])
        assert not re.search(r"\b(tú|tienes|puedes|tus|vos)\b", text["es"]), key
        # A text that was not translated is the English one; names and a few words are alike in two languages.
        assert len(text["en"]) < 30 or len(set(text.values())) == 3, key


@pytest.mark.parametrize("name", PLANS)
def test_a_game_of_a_plan_is_measured_by_a_par_of_its_own(name: str):
    """Whatever its arm and months: three normal computer players reach 1; the par of the file stays if it fits."""
    room = room_of(name, players=False)
    order(room, "computers", {"games": 2})
    order(room, "begin", {})
    while not room.play_over():
        order(room, "end_phase", {})
    score, arms = room.lesson().score, room.lesson().arms
    assert len(arms) == 2 and score is not None
    assert score == pytest.approx(1, abs=0.025), "par is kept to one decimal"
    plain = load(room.settings.scenario)
    for scenario in room.scenarios.values():
        assert (scenario.par == plain.par) or scenario_hash(scenario) != scenario_hash(plain)


def test_a_game_with_luck_that_no_par_fits_has_no_score():
    (text,) = scenario_texts(Settings(scenario="kick-start-2025", months=3, luck=True)).values()
    assert loads(text).rules.luck > 0 and loads(text).par is None
    (text,) = scenario_texts(Settings(scenario="kick-start-2025", luck=True)).values()
    assert loads(text).par == load("kick-start-2025").par is not None


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_fits_its_minutes_and_keeps_time_for_the_debrief(name: str):
    plan = lesson.lesson(name)
    settings = plan.settings("en")
    of = {step: 0 for step in lesson.STEPS}
    games, before = 0, 0
    for n, row in enumerate(plan.steps):
        of[row.step] += row.until - before
        games += row.step == "reflect" and plan.steps[n - 1].step == "months"
        before = row.until
    months = games * settings.months * lesson.months_seconds(settings)
    assert months <= 60 * of["months"] and settings.seconds[BRIEF] <= 60 * of["brief"]
    assert games * settings.seconds[REFLECT] <= 60 * of["reflect"]
    assert of["reflect"] + of["debrief"] + of["quiz"] >= 0.8 * of["months"], "talk afterwards weighs as much as play"
    assert plan.minutes == sum(of.values())


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_played_through_by_computer_players_and_its_pack_has_the_numbers_of_its_game(name: str):
    room = room_of(name)
    (table,) = room.tables.values()
    plan = lesson.lesson(name)
    told = {language: pack.told(plan, room.settings, language, table.arm.name) for language in languages()}
    for language, found in told.items():
        t = words(language)
        for seat, own in enumerate(found["seats"]):
            assert own["line"] == t.money(brief.walk_away(table.opening, seat))
            assert own["told"] == brief.told(table, seat, t) and own["sheet"] == brief.sheet(table.opening, seat, t)
            assert [row["right"] in row["options"] for row in own["asked"]] == [True] * len(own["asked"])
            for paragraph in lesson.lesson(name).briefs[NAMES[seat]]:
                assert paragraph[language] in own["told"]
            assert len(" ".join(own["told"]).split()) <= 340, "a brief can be read aloud in two minutes"
        assert len(found["seats"][0]["words"]) and len(found["seats"][0]["measures"])
    room.now += 3600.0 * 5
    for _ in range(200):
        room.now += 3600.0
        if not tick(room):
            break
    assert table.phase == "ended" and table.session.over
    assert Room.replayed(room.fresh).snapshot() == room.snapshot()


def test_a_question_of_the_plan_is_answered_on_the_brief_and_the_right_answer_waits_for_it():
    from negotiation.classroom import door

    room = room_of("civics", players=False)
    for language in ("en", "es", "fr"):
        door.join(room, CODE, language)
    order(room, "seat", {})
    order(room, "begin", {})
    until(room, BRIEF)
    table = room.tables[1]
    asked = brief.asked(table, 0, words("fr"))
    assert len(asked) == 4 and all("solution" not in row for row in asked)
    plan = lesson.lesson("civics").questions
    assert [row["text"] for row in asked[2:]] == [q.ask["fr"] for q in plan]
    do(room, "us", "check", {"item": 2, "answer": plan[0].right})
    do(room, "us", "check", {"item": 3, "answer": 1 - plan[1].right})
    assert [a["right"] for _, a in sorted(table.checks[0].items())] == [True, False]
    with pytest.raises(Refused) as refused:
        do(room, "us", "check", {"item": 4, "answer": 0})
    assert refused.value.reason.id == "room.refused.kind"


# what is wrong is said --------------------------------------------------------------------------------------------

WRONG = {
    "a missing language": (r"(summary:\n  en: >-\n(?:    .*\n)+)  es: >-\n(?:    .*\n)+", r"\1", "summary", "es"),
    "an unknown key": (r"\nminutes: 50", "\nminutes: 50\nminuts: 5", "minuts", "minutes"),
    "no scenario of that name": (r"\nscenario: .*", "\nscenario: kick-star-2025", "scenario", "kick-start-2025"),
    "a wrong setting": (r'talks: "off"', "talks: loud", "room.talks", "talks"),
    "an empty text": (r"  en: A three-player game", "  en: ''", "title.en", "English"),
    "the wrong answer out of range": (r"    right: 3", "    right: 4", "questions[0].right", "3"),
    "steps out of order": (r"- until: 11\n", "- until: 5\n", "steps[1]", "6"),
    "an end too early": (r"\nminutes: 50", "\nminutes: 55", "steps", "55"),
    "another name": (r"lesson: civics", "lesson: politics", "lesson", "civics"),
    "one question for the talk": (r"\ndiscussion:\n(.*\n)+?rubric:", "\ndiscussion: []\nrubric:", "discussion", "3"),
    "a country left out": (r"\n  mexico:\n(    .*\n)+", "\n", "briefs", "mexico"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_in_a_plan_is_named_with_its_line(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    pattern, into, key, remedy = WRONG[what]
    text, changed = re.subn(pattern, into, (FOLDER / "civics.yaml").read_text("utf-8"), count=1)
    assert changed == 1
    path = tmp_path / "civics.yaml"
    path.write_text(text, "utf-8")
    assert program(["check", str(path), "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    mine = [line for line in lines if re.match(rf"{re.escape(str(path))}:\d+: {re.escape(key)}", line)]
    assert mine and remedy in mine[0] and not any("lesson.file" in line for line in lines), lines


def test_a_plan_that_is_right_checks_and_a_name_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]):
    assert program(["check", *(str(FOLDER / f"{name}.yaml") for name in PLANS), "--lang", "en"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(PLANS)
    for name in ("../civics", "nothing", ""):
        with pytest.raises(Refused):
            lesson.lesson(name)
