"""A scenario's own names and sentences: no door shows a name that was replaced."""

from __future__ import annotations

import re

import pytest

from negotiation.own_words import words_of
from negotiation.scenarios import load
from negotiation.words import languages, words

REAL = re.compile(r"Canad|Mexic|México|Mexique|United States|Estados Unidos|États-Unis|Washington|Ottawa|américain"
                  r"|estadounidense|\bUS\b|\bUS\$|\bEUA\b|É\.-U\.")
# Sentences of no game: what the program is, the window's own example, figures of a tournament of the real scenario.
OUTSIDE = ("cli.", "credits.", "settings.", "list.", "console.", "tournament.", "room.", "page.", "plan.", "pack.",
           "bundle.", "codex.", "history.", "chronicle.", "file.", "house.", "doctor.", "make.", "news.summit",
           "news.election", "news.office", "news.leader", "learn.", "quiz.article")


@pytest.mark.parametrize("language", languages())
def test_no_sentence_of_a_game_names_a_real_country(language: str) -> None:
    t = words_of(load("aurelia"), language)
    left = {id_: text for id_, text in t.starting("").items()
            if REAL.search(re.sub(r"\{[^}]*\}", "", text)) and not id_.startswith(OUTSIDE)}
    assert not left


@pytest.mark.parametrize(("language", "of", "to"), [
    ("en", "of Aurelia", "to Meridia"), ("es", "de Aurelia", "a Meridia"), ("fr", "d'Aurelia", "à Meridia")])
def test_names_stand_in_every_form(language: str, of: str, to: str) -> None:
    t = words_of(load("aurelia"), language)
    assert t.vformat("{x!d} {y!a} {z} {x!c}", (), {"x": "us", "y": "mexico", "z": "canada"}) == \
        f"{of} {to} Borealis Aurum"


def test_a_sentence_of_ones_own_stands_in_place_of_the_catalogues() -> None:
    scenario = load("talks-2018")
    assert words_of(scenario, "en")("ending.renewed") == "A new pact signed"
    assert words_of(scenario, "fr")("ending.lapsed") == words("fr")("ending.lapsed")


def test_what_speaks_of_the_article_keeps_its_names() -> None:
    t = words_of(load("aurelia"), "en")
    assert t("credits.article") == words("en")("credits.article")


def test_a_scenario_without_words_has_the_usual_ones() -> None:
    assert words_of(load("kick-start-2025"), "es") is words("es") and words_of(None, "es") is words("es")
