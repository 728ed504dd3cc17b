"""The page about studies does what it shows, in one place from top to bottom."""

from __future__ import annotations

import pytest
from documents import ROOT, Place, blocks

pytestmark = [pytest.mark.needs("study"), pytest.mark.needs("shell")]


def test_the_page_does_what_it_shows(tmp_path):
    place = Place(tmp_path)
    shown = blocks((ROOT / "docs" / "studies.md").read_text(encoding="utf-8"))
    assert {block.sort for block in shown} == {"yaml", "console", "python"}
    for block in shown:
        place.do(block)
