"""Copy the window's fonts, flags, icons and licences out of a folder of npm packages (a developer's script).

Install the packages named in CREDITS.md with npm and resvg-py with pip, then:

    python assets/collect.py path/to/node_modules
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import resvg_py

HERE = Path(__file__).resolve().parent
FLAG_WIDTH = 256

FONTS = {
    "source-sans-3": ("400Regular", "600SemiBold", "700Bold"),
    "source-serif-4": ("600SemiBold", "700Bold"),
}
FLAGS = {"us": "us", "canada": "ca", "mexico": "mx"}
ICONS = """
arrow-left-right ban book-open chart-line check chevron-down chevron-up circle circle-alert circle-check
circle-dot circle-question-mark circle-x clock coins corner-down-left download eye factory file-pen-line flag
folder-open gavel git-compare graduation-cap handshake heart-handshake history hourglass house image info
keyboard landmark languages lightbulb lock log-out map map-pin megaphone menu messages-square minus newspaper
pause percent phone plane play plus redo-2 rotate-ccw save scroll-text settings shield skip-forward
sliders-horizontal swords trending-down trending-up type undo-2 unlink user-round user-round-search users-round
x
"""
LICENSES = {
    "source-sans-3-OFL.txt": "@expo-google-fonts/source-sans-3/LICENSE_FONT",
    "source-serif-4-OFL.txt": "@expo-google-fonts/source-serif-4/LICENSE_FONT",
    "flag-icons-MIT.txt": "flag-icons/LICENSE",
    "lucide-ISC.txt": "lucide-static/LICENSE",
    "world-atlas-ISC.txt": "world-atlas/LICENSE",
}


def collect(modules: Path) -> None:
    """Fill fonts/, flags/, icons/ and LICENSES/ beside this file; fonts unmodified, as their license asks."""
    for family, weights in FONTS.items():
        for weight in weights:
            for font in (modules / "@expo-google-fonts" / family / weight).glob("*.ttf"):
                shutil.copy(font, HERE / "fonts" / font.name)
    for country, code in FLAGS.items():
        source = modules / "flag-icons" / "flags" / "4x3" / f"{code}.svg"
        png = resvg_py.svg_to_bytes(svg_path=str(source), width=FLAG_WIDTH)
        (HERE / "flags" / f"{country}.png").write_bytes(bytes(png))
    for icon in ICONS.split():
        text = (modules / "lucide-static" / "icons" / f"{icon}.svg").read_text(encoding="utf-8")
        one_line = re.sub(r"\s+", " ", text).replace("> <", "><").strip()
        (HERE / "icons" / f"{icon}.svg").write_text(one_line + "\n", encoding="utf-8")
    for name, source in LICENSES.items():
        shutil.copy(modules / source, HERE / "LICENSES" / name)


if __name__ == "__main__":
    collect(Path(sys.argv[1]))
