"""The page of strategies does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import ROOT, Place, sections

PAGE = ROOT / "docs" / "strategies.md"


@pytest.mark.needs("shell")
@pytest.mark.parametrize("head", sections(PAGE))
def test_what_the_page_shows_works(head: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    for block in sections(PAGE)[head]:
        place.do(block)
