"""What is shipped to draw with: complete, small, and licensed."""

import json

import pygame
import pytest

from negotiation.paths import shipped
from negotiation.screens import measure
from negotiation.screens.tokens import COUNTRIES, FAMILIES

ASSETS = shipped("assets")


def test_all_assets_together_stay_within_five_megabytes():
    files = [file for file in ASSETS.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    assert sum(file.stat().st_size for file in files) < 5 * 2**20


def test_what_is_read_when_the_game_runs_stays_within_four_megabytes():
    """All but the catalogues in the form that translators write, and the scripts that made the rest."""
    files = [file for file in ASSETS.rglob("*") if file.is_file() and file.suffix not in (".po", ".py", ".pyc")]
    assert sum(file.stat().st_size for file in files) < 4_000_000


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_flag_is_256_pixels_wide(country):
    assert pygame.image.load(ASSETS / "flags" / f"{country}.png").get_size() == (256, 192)


def test_every_font_with_metrics_is_there_and_every_font_that_is_there_has_metrics():
    assert set(measure.FILES) == set(FAMILIES)
    named = {f"{file}.ttf" for family in measure.FILES.values() for file in family}
    assert named == {file.name for file in (ASSETS / "fonts").glob("*.ttf")}
    assert set(measure.fonts()) == set(measure.FONTS)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_fonts_have_every_letter_of_the_three_languages(family):
    measure.use(family)
    letters = "áéíóúüñ¿¡ÁÉÍÓÚÜÑàâæçèêëîïôœùûüÿÀÂÆÇÈÊËÎÏÔŒÙÛŸ«»“”‘’–—−…·€%\u00a0"
    for font in measure.fonts().values():
        assert [letter for letter in letters if letter not in font.advance] == []
    measure.use("sans")


def test_the_map_has_the_three_countries_inside_its_box():
    drawn = json.loads((ASSETS / "map.json").read_text(encoding="utf-8"))
    wide, high = drawn["size"]
    assert set(drawn["countries"]) == set(COUNTRIES)
    for rings in drawn["countries"].values():
        assert all(0 <= x <= wide and 0 <= y <= high for ring in rings for x, y in ring)


def test_every_license_named_in_the_credits_is_there():
    credits = (ASSETS / "CREDITS.md").read_text(encoding="utf-8")
    for license in (ASSETS / "LICENSES").iterdir():
        assert f"LICENSES/{license.name}" in credits
