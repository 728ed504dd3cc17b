"""The first page speaks of the chosen scenario: its countries, and chairs that are as it has them."""

from __future__ import annotations

import pytest
from alone import alone
from at_the_window import title

from negotiation.own_words import words_of
from negotiation.rules.names import NAMES
from negotiation.scenarios import heading, load, names
from negotiation.session import Session
from negotiation.words import languages, words


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


@pytest.mark.parametrize("name", names())
def test_the_chairs_are_told_as_the_scenario_has_them(name):
    """The usual words: both neighbors pay a general tariff, the friendship of the two is broken, Washington is
    trusted little. A scenario in which that is not so says all three its own way, in every language.
    """
    game = Session(load(name), 0, {})
    wall = game.state.wall
    friends = game.trust("mexico", "canada")
    usual = wall[0, 1] > 0 and wall[0, 2] > 0 and friends < 50 and game.trust("canada", "us") < 45
    for language in languages():
        own, plain = words_of(heading(name), language), words(language)
        differ = [own(f"chair.{country}") != plain(f"chair.{country}") for country in NAMES]
        assert all(differ) or (usual and not any(differ)), (language, differ)


@pytest.mark.parametrize("language", languages())
def test_the_countries_to_choose_from_are_those_of_the_scenario(language):
    p = title(language)
    p.screen.on("scenario", "aurelia")
    assert {"Aurelia", "Borealis", "Meridia"} <= set(p.texts()) and p.screen.fictional
    assert "Meridia" in p.key("r").texts()
    p = title(language)
    p.screen.on("scenario", "quick")
    assert words(language)("country.canada") in p.texts() and not p.screen.fictional
