"""A lesson in countries that exist nowhere: no frame and no page of it names a real one, or shows its flag."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from lessons import do, new_room, until

from negotiation.classroom import absent, after, pack, paper, views
from negotiation.classroom.acts import act
from negotiation.classroom.debrief import changes, remote
from negotiation.classroom.event import Refused, Told
from negotiation.classroom.lesson import lesson, names
from negotiation.classroom.line import said
from negotiation.classroom.orders import order
from negotiation.classroom.pages import STUDENT, TEACHER
from negotiation.classroom.room import Room
from negotiation.classroom.settings import scenario_texts
from negotiation.own_words import replaced, words_of
from negotiation.paths import shipped
from negotiation.scenarios import load
from negotiation.words import languages

REAL = re.compile(r"Canad|Mexic|México|Mexique|United States|Estados Unidos|États-Unis|Washington|Ottawa|américain"
                  r"|estadounidense|\bUS\b|\bUS\$|\bEUA\b|É\.-U\.|Mar-a-Lago|\b2025\b")
OWN = re.compile(r"Aurelia|Borealis|Meridia")


class Watch:
    """Everything that all faces of a room would be sent, searched."""

    def __init__(self, room: Room) -> None:
        self.room, self.frames, self.named = room, 0, 0

    def search(self, content: Any) -> None:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        found = REAL.search(text)
        assert found is None, text[max(0, found.start() - 80):found.end() + 80]
        self.frames, self.named = self.frames + 1, self.named + bool(OWN.search(text))

    def all(self) -> None:
        room, kept = self.room, views.Kept()
        for member in room.members.values():
            self.search(views.student(room, member, kept))
        self.search({**views.projector(room), **after.screen(room, kept)})
        for language in languages():
            opened = min(room.tables, default=0)
            self.search({**views.teacher(room, {}, language, opened, ()), **after.console(room, kept, language)})


def aurelia(**settings: Any) -> Watch:
    room = new_room(4, 4, scenario="aurelia", months=2, treatment="talks", **settings)
    watch = Watch(room)
    watch.all()
    order(room, "seat", {})
    watch.all()
    order(room, "begin", {})
    return watch


@pytest.mark.parametrize("language", languages())
def test_a_lesson_in_countries_of_its_own_names_no_real_one(language: str):
    watch = aurelia(language=language)
    room = watch.room
    watch.all()
    for round_ in (1, 2):
        for phase in ("predict", "talk", "offer", "decide", "result"):
            until(room, phase, round_=round_)
            if phase == "predict":
                do(room, "canada", "predict", {"signs": {"us": .9, "mexico": .1}, "raises": {"us": .1, "mexico": .5}})
            if phase == "talk":
                for n, ready in enumerate(("summit", "elections", "farmers", "markets")):
                    order(room, "headline", {"game": n % 2, "ready": ready})
            if (phase, round_) == ("offer", 1):
                do(room, "canada", "plan", {"lines": ["offer us origin", "call mexico"]})
                do(room, "mexico", "plan", {"lines": ["freeze canada", "offer us separate"]})
            if (phase, round_) == ("decide", 1):
                do(room, "us", "plan", {"lines": ["wall mexico 35 all", "wall canada 50 all"]})
            watch.all()
    until(room, "ended")
    watch.all()
    debrief(watch)
    watch.search(absent.page(room, language))
    assert watch.frames > 150 and watch.named > watch.frames / 2


def debrief(watch: Watch) -> None:
    """Every card there is for such a room, and the quiz with every answer."""
    room = watch.room
    order(room, "debrief", {})
    game = room.lesson().games[0]
    one = changes.acts(game)[0]
    remote.keep_asked(room, changes.asked(game, one["month"], one["without"], "", games=4))
    remote.keep_ruled(room, "low", changes.ruled(room, room.lesson().games, "low"))
    console = after.console(room, views.Kept(), "en")["after"]
    assert [c["number"] for c in console["cards"]] == list(range(1, 10)), "all but the one about the article"
    for card in console["cards"]:
        order(room, "card", {"card": card["id"], "hide": False, "game": game.number})
        watch.all()
    with pytest.raises(Refused):
        order(room, "card", {"card": "article"})
    order(room, "quiz", {})
    watch.all()
    for member in room.members.values():
        for place in range(4):
            act(room, member, "answer", {"place": place, "answer": place}, f"q{member.name}{place}")
    watch.all()
    order(room, "close", {})


def test_what_is_refused_and_what_is_typed_from_paper_has_the_same_words():
    watch = aurelia()
    room = watch.room
    until(room, "offer")
    with pytest.raises(Told) as refused:
        do(room, "canada", "plan", {"lines": ["offer us us_on_canada=2 separate"]})
    order(room, "pause", {"game": 1})
    for language in languages():
        t = room.words(language)
        watch.search(paper.order(room, "paper_form", {"game": 1}, t))
        watch.search(said(refused.value, t))
    assert watch.named > 2


@pytest.mark.parametrize("language", languages())
def test_a_page_lays_the_scenario_s_words_over_its_own(language: str):
    """Whatever text a page draws itself, without the words of the article's world."""
    for pages in (STUDENT, TEACHER):
        book = json.loads(pages[f"/words/{language}.json"].body)
        laid = {**book, **replaced(load("aurelia"), language, *{f"{id_.partition('.')[0]}." for id_ in book})}
        assert laid != book
        left = {id_: text for id_, text in laid.items() if REAL.search(re.sub(r"\{[^}]*\}", "", text))}
        assert not left
        assert laid["page.country.us"] == "Aurelia"


def test_a_usual_room_lays_nothing_over_its_words():
    room = new_room()
    assert views.student(room, room.members["m1"], views.Kept())["words"] == {}
    assert pack.told(lesson("civics"), lesson("civics").settings("en"), "en")["words"] == {}
    assert [c["id"] for c in after_debrief(room)][8] == "article"


def after_debrief(room: Room) -> list[dict[str, Any]]:
    """The cards of a room whose games are over."""
    order(room, "seat", {})
    order(room, "begin", {})
    until(room, "result")
    order(room, "debrief", {})
    cards: list[dict[str, Any]] = after.console(room, views.Kept(), "en")["after"]["cards"]
    return cards


def skin(folder: Path, plan: str) -> str:
    """The plan's own game with the countries of `aurelia`: a scenario file."""
    words = yaml.safe_load((shipped("scenarios") / "aurelia.yaml").read_text(encoding="utf-8"))["words"]
    file = folder / "skin.yaml"
    text = {"like": lesson(plan).scenario, "name": "skin", "title": {"en": "Skin"}, "summary": {"en": "The same game."}}
    file.write_text(yaml.safe_dump({**text, "words": words}, allow_unicode=True), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("plan", names())
def test_a_plan_keeps_its_briefs_under_other_names_and_they_name_no_real_country(plan: str, tmp_path: Path):
    watch = Watch(new_room())
    for language in languages():
        settings = replace(lesson(plan).settings(language), scenario=skin(tmp_path, plan))
        told = pack.told(lesson(plan), settings, language)
        told.pop("words")
        watch.search(told)
        t = words_of(load(settings.scenario), language)
        for seat in told["seats"]:
            mine = [t.told(text[language]) for text in lesson(plan).briefs[seat["country"]]]
            assert mine and seat["told"][1:1 + len(mine)] == mine
            assert len(seat["asked"]) == 2 + len(lesson(plan).questions)
    assert watch.named == 3


def test_a_plan_with_another_game_leaves_its_briefs_out_and_says_what_is_so_there():
    """In `aurelia` other tariffs stand than those the briefs of civics tell of."""
    plan = lesson("civics")
    assert plan.fits(load(plan.scenario)) and not plan.fits(load("aurelia"))
    carried = plan.carried(load("aurelia"))
    assert (carried["briefs"], carried["questions"], carried["play"]) == ({}, [], plan.carried()["play"])
    watch = Watch(new_room())
    for language in languages():
        told = pack.told(plan, replace(plan.settings(language), scenario="aurelia"), language)
        told.pop("words")
        watch.search(told)
        assert told["why"] == [] and all(len(seat["asked"]) == 2 for seat in told["seats"])
    settings = replace(plan.settings("en"), scenario="aurelia", months=2)
    room = Room()
    room.record("room", {"code": "K7PQ4M", "salt": "s", "seed": 1, "settings": settings.body(),
                         "scenarios": scenario_texts(settings), "plan": carried})
    order(room, "computers", {"games": 1})
    order(room, "begin", {})
    until(room, "ended")
    watch.room = room
    for language in languages():
        watch.search(absent.page(room, language))
        watch.search({**views.teacher(room, {}, language, 1, ()), "beside": pack.beside(room, 0.0, language)})
