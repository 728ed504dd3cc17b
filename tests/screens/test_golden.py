"""Every screen as it was when somebody last looked at it: as records in every language, and twelve as pictures.

After a change that was meant: `make pictures`, and look at them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pygame
import pytest
from alone import alone
from gallery import PICTURES, SCENES, folder_of, photographed
from listing import listing

from negotiation.words import languages

GOLDEN = Path(__file__).parent / "golden"
DOCS = Path(__file__).parents[2] / "docs" / "pictures"
STEP, SHARE = 12, 0.001  # a picture is the same when at most so many of its pixels differ by more than this


@pytest.fixture(autouse=True)
def nothing_kept():
    with alone():
        yield


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", SCENES)
def test_a_screen_is_as_it_was(name, language):
    kept = (GOLDEN / language / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert listing(SCENES[name](language).screen) == kept


def test_no_golden_list_is_left_over():
    kept = {file.stem for language in languages() for file in (GOLDEN / language).iterdir()}
    assert kept == set(SCENES)
    assert {file.stem for file in (GOLDEN / "pictures").iterdir()} == set(PICTURES)


def test_the_pictures_of_the_pages_are_of_these_screens():
    kept = {file.stem for file in DOCS.glob("*.png") if not file.stem.startswith("classroom-")}
    assert kept == set(SCENES)


def differing(one: pygame.Surface, other: pygame.Surface) -> float:
    """The share of pixels that differ visibly."""
    if one.get_size() != other.get_size():
        return 1.0
    colors = [np.frombuffer(pygame.image.tobytes(each, "RGB"), np.uint8).astype(int) for each in (one, other)]
    return float((abs(colors[0] - colors[1]).reshape(-1, 3).max(axis=1) > STEP).mean())


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_as_it_was(name, tmp_path):
    kept = pygame.image.load(GOLDEN / "pictures" / f"{name}.png")
    now = photographed(name)
    share = differing(now, kept)
    if share > SHARE:
        pygame.image.save(now, folder_of("differs") / f"{name}.png")
    assert share <= SHARE, f"{share:.2%} of the pixels differ; see {folder_of('differs')}"


def test_the_comparison_sees_a_moved_knob():
    before = photographed("board")
    after = before.copy()
    pygame.draw.circle(after, "#55318A", (640, 360), 20)
    assert differing(before, after) > SHARE
    assert differing(before, before.copy()) == 0
