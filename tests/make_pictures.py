"""Write the golden lists and pictures of every screen, and the pictures of docs/pictures: `make pictures`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs" / "pictures"
sys.path[:0] = [str(HERE), str(HERE / "screens"), str(HERE.parent)]

from alone import alone  # noqa: E402


def lists(folder: Path) -> None:
    """One text a screen and language."""
    from gallery import SCENES
    from listing import listing

    from negotiation.words import languages

    for language in languages():
        place = folder / language
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for name, scene in SCENES.items():
            with alone():
                lines = listing(scene(language).screen)
            (place / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def golden(folder: Path) -> None:
    """The twelve pictures that are compared."""
    import pygame
    from gallery import PICTURES, photographed

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in PICTURES:
        with alone():
            pygame.image.save(photographed(name), folder / f"{name}.png")


def pages(folder: Path) -> None:
    """Every screen for the pages, in English on paper, and what was cut on it."""
    from gallery import SCENES

    from negotiation.screens import draw
    from negotiation.screens.window import picture

    folder.mkdir(exist_ok=True)
    for name, scene in SCENES.items():
        with alone():
            picture(scene("en").screen, (1280, 720), folder / f"{name}.png")
        for cut in draw.cut:
            print(f"{name}: {cut.text!r} is cut")


if __name__ == "__main__":
    lists(HERE / "screens" / "golden")
    golden(HERE / "screens" / "golden" / "pictures")
    pages(DOCS)
    print(f"look at {DOCS}")
