"""Copy the window's fonts, flags, icons and licences out of a folder of npm packages (a developer's script).

Install the packages named in CREDITS.md with npm and resvg-py with pip, then:

    python assets/build/collect.py path/to/node_modules
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import resvg_py

ASSETS = Path(__file__).resolve().parents[1]
FLAG_WIDTH = 256

FONTS = {
    "source-sans-3": ("400Regular", "600SemiBold", "700Bold"),
    "source-serif-4": ("400Regular", "600SemiBold", "700Bold"),
    "atkinson-hyperlegible-next": ("400Regular", "600SemiBold", "700Bold"),
}
FLAGS = {"us": "us", "canada": "ca", "mexico": "mx"}
ICONS = """
arrow-left arrow-left-right arrow-right award ban book-marked book-open camera chart-column chart-line check
chevron-down chevron-left chevron-right chevron-up circle circle-alert circle-check circle-dot
circle-question-mark circle-x clock coins copy corner-down-left download eye factory file-down file-pen-line
flag folder-open gamepad-2 gavel git-compare graduation-cap handshake heart-handshake history hourglass house
image image-down info keyboard landmark languages lightbulb list lock log-out map map-pin megaphone menu
messages-square minus move newspaper palette pause percent phone plane play plus quote redo-2 rotate-ccw save
scale scroll-text search settings shield skip-back skip-forward sliders-horizontal sparkles square step-back
step-forward swords table target trash-2 trending-down trending-up type undo-2 unlink user-round
user-round-search users-round volume-2 volume-x x
"""
LICENSES = {
    "source-sans-3-OFL.txt": "@expo-google-fonts/source-sans-3/LICENSE_FONT",
    "atkinson-hyperlegible-next-OFL.txt": "@expo-google-fonts/atkinson-hyperlegible-next/LICENSE_FONT",
    "source-serif-4-OFL.txt": "@expo-google-fonts/source-serif-4/LICENSE_FONT",
    "flag-icons-MIT.txt": "flag-icons/LICENSE",
    "lucide-ISC.txt": "lucide-static/LICENSE",
    "world-atlas-ISC.txt": "world-atlas/LICENSE",
}


def collect(modules: Path) -> None:
    """Fill fonts/, flags/, icons/ and LICENSES/ of the folder above; fonts unmodified, as their license asks."""
    for family, weights in FONTS.items():
        for weight in weights:
            for font in (modules / "@expo-google-fonts" / family / weight).glob("*.ttf"):
                shutil.copy(font, ASSETS / "fonts" / font.name)
    for country, code in FLAGS.items():
        source = modules / "flag-icons" / "flags" / "4x3" / f"{code}.svg"
        png = resvg_py.svg_to_bytes(svg_path=str(source), width=FLAG_WIDTH)
        (ASSETS / "flags" / f"{country}.png").write_bytes(bytes(png))
    for icon in ICONS.split():
        text = (modules / "lucide-static" / "icons" / f"{icon}.svg").read_text(encoding="utf-8")
        one_line = re.sub(r"\s+", " ", text).replace("> <", "><").strip()
        (ASSETS / "icons" / f"{icon}.svg").write_text(one_line + "\n", encoding="utf-8")
    for name, source in LICENSES.items():
        shutil.copy(modules / source, ASSETS / "LICENSES" / name)


if __name__ == "__main__":
    collect(Path(sys.argv[1]))
