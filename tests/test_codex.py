"""The codex: the same terms and links in every language, short, and true where it gives numbers."""

from __future__ import annotations

import re

import pytest

from negotiation import codex, explain
from negotiation.paths import shipped
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


def test_french_has_its_no_break_spaces():
    for entry in codex.entries("fr").values():
        assert not re.search(r" [:;?!%»]|« |[^\s\u00a0:«(][;?!](?:\s|$)", entry.text), entry.id


def test_numbers_are_those_of_the_game():
    scenario = load("kick-start-2025")
    walls = scenario.opening["wall"]
    told = codex.entries("en")["tariff"].text
    assert f"Canada {walls[0, 1]:.0f}%" in told and f"Mexico {walls[0, 2]:.0f}%" in told
    assert [str(top) for top, _ in explain.BANDS[:-1]] == re.findall(r"\d+", codex.entries("en")["bands"].text)
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
