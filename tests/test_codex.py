"""The codex: the same terms and links in every language, short, and true where it gives numbers."""

from __future__ import annotations

import re

import pytest

from negotiation import codex, explain
from negotiation.paths import shipped
from negotiation.rules import causes
from negotiation.scenarios import load
from negotiation.words import languages


def test_every_language_has_its_codex_of_sixty_terms():
    assert {f.stem for f in (shipped("assets") / "codex").glob("*.yaml")} == set(languages())
    assert len(codex.entries("en")) >= 60


@pytest.mark.parametrize("language", languages())
def test_terms_and_links_are_those_of_english_and_lead_somewhere(language):
    english, own = codex.entries("en"), codex.entries(language)
    assert list(own) == list(english)
    for id_, entry in own.items():
        assert set(entry.links) == set(english[id_].links) <= set(own)
        assert id_ not in entry.links


@pytest.mark.parametrize("language", languages())
def test_entries_are_two_or_three_sentences(language):
    for entry in codex.entries(language).values():
        sentences = re.findall(r"[^.?!]+[.?!](?=\s|$)", entry.text)
        assert 2 <= len(sentences) <= 4 and len(entry.text) < 420, entry.id
        assert "[[" not in entry.text and entry.term[0] == entry.term[0].upper()


EXAMPLE = {"en": "Example: ", "es": "Ejemplo: ", "fr": "Exemple\u00a0: "}


@pytest.mark.parametrize("language", languages())
def test_every_entry_has_one_example_of_the_game(language):
    assert [id_ for id_, e in codex.entries(language).items() if e.text.count(EXAMPLE[language]) != 1] == []


@pytest.mark.parametrize("language", languages())
def test_the_same_numbers_stand_in_every_language(language):
    def numbers(entry: codex.Entry) -> list[str]:
        return sorted(re.findall(r"\d+(?:[.,]\d+)?", entry.text.replace(",", ".") if language == "fr" else entry.text))

    for id_, entry in codex.entries("en").items():
        assert numbers(codex.entries(language)[id_]) == numbers(entry), id_


def test_french_has_its_no_break_spaces():
    for entry in codex.entries("fr").values():
        assert not re.search(r" [:;?!%»]|« |[^\s\u00a0:«(][;?!](?:\s|$)", entry.text), entry.id


def test_numbers_are_those_of_the_game():
    scenario = load("kick-start-2025")
    walls = scenario.opening["wall"]
    told = codex.entries("en")["tariff"].text
    assert f"Canada {walls[0, 1]:.0f}%" in told and f"Mexico {walls[0, 2]:.0f}%" in told
    assert [str(top) for top, _ in explain.BANDS[:-1]] == re.findall(r"\d+", codex.entries("en")["bands"].text)
    trust, state = codex.entries("en")["trust"].text, scenario.start()
    assert f"Canada is {state.trust[2, 1]:.0f}, Canada's in Mexico {state.trust[1, 2]:.0f}" in trust
    wary = {(i, j) for i in range(3) for j in range(3) if i != j and explain.band(float(state.trust[i, j])) == "wary"}
    assert wary == {(1, 0), (2, 0)} and "wary of Washington; the other four" in codex.entries("en")["bands"].text
    rules = scenario.rules
    assert f"below {rules.ratify:.0f} " in codex.entries("en")["approval"].text
    assert f"{state.sector[0, 1, 1]:.0f}% on metals" in codex.entries("en")["sector_tariff"].text
    assert rules.bluff == rules.nerve == 0.5 and "halves" in codex.entries("en")["nerve"].text
    assert rules.amends_share == 0.25 and "a quarter" in codex.entries("en")["amends"].text
    assert round(1 / rules.leak_chance) == 3 and "one time in three" in codex.entries("en")["leak"].text
    fade = 1 - float(causes.FADE[causes.SLIGHT])
    assert fade**7 < 0.5 < fade**6 and "seven months" in codex.entries("en")["slight"].text
    months = re.findall(r"(\w+) months", codex.entries("en")["reprieve"].text)
    assert months == ["three"] and scenario.opening["reprieve"][0, 2] == 3


@pytest.mark.parametrize(("language", "wanted", "first"), [
    ("en", "tar", "tariff"), ("fr", "resultat", "payoff"), ("es", "credibilidad", "nerve"), ("en", "ZOPA", "zopa"),
])
def test_search_takes_no_notice_of_accents_and_capitals(language, wanted, first):
    assert codex.search(language, wanted)[0].id == first


def test_search_finds_words_in_the_texts_and_nothing_for_nonsense():
    assert "hub" in [e.id for e in codex.search("en", "spokes")]
    assert codex.search("en", "qzx") == [] and len(codex.search("en", "")) == len(codex.entries("en"))
