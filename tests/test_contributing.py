"""Every recipe of CONTRIBUTING.md works as it stands, in a copy of the tree."""

from __future__ import annotations

import pytest
from documents import ROOT, Place, sections

RECIPES = sections(ROOT / "CONTRIBUTING.md")
pytestmark = pytest.mark.needs("shell")


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda name: name.lower().replace(" ", "_"))
def test_a_recipe_works_as_it_stands(recipe, tmp_path):
    place = Place.copied(tmp_path)
    for block in RECIPES[recipe]:
        place.do(block)


def test_the_recipes_are_those_of_a_newcomer():
    assert {"A strategy", "A scenario", "A move", "A clause", "A language", "A screen"} <= RECIPES.keys()
