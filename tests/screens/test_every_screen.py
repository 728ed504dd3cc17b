"""Every screen in every language, window and size of text, and in a language nobody speaks: no text is cut."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from alone import alone
from gallery import SCENES
from pseudo import NAME, Pseudo, longer, spoken
from unpainted import measured

from negotiation.screens import draw
from negotiation.screens.tokens import Look
from negotiation.screens.window import picture
from negotiation.words import languages

# The smallest and the largest window, what lies between them, and the text from 80 % to 200 %.
LOOKS = [((1280, 720), 1.0), ((1280, 720), 0.8), ((1280, 720), 1.2), ((1280, 720), 1.4), ((1280, 720), 1.6),
         ((1280, 720), 2.0), ((1024, 768), 1.0), ((960, 600), 1.0), ((960, 600), 1.5), ((960, 600), 2.0),
         ((1920, 1080), 1.0), ((2560, 1440), 1.3)]


SPOKEN = [*(each for each in languages() if each != "en"), NAME]


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("language", SPOKEN)
def test_no_text_is_cut(language, name):
    wrong = {}
    with alone(), spoken() if language == NAME else nullcontext():
        p = SCENES[name]("en" if language == NAME else language)
        for size, text in LOOKS:
            found = [f"{cut.text!r} on {cut.item}" for cut in measured(p.screen, size, Look(text=text))]
            if found:
                wrong[size, text] = found
        # Room is measured without painting. One look of each screen is painted: all looks come up over the screens.
        size, text = LOOKS[(list(SCENES).index(name) + 5 * SPOKEN.index(language)) % len(LOOKS)]
        picture(p.screen, size, look=Look(text=text))
    assert wrong == {}


@pytest.mark.parametrize("name", ["board-planned", "title", "settings-reading"])
def test_what_is_measured_without_painting_is_what_painting_finds(name, monkeypatch):
    monkeypatch.setattr("pseudo.LONGER", 3.0)                   # so long that there cannot be room
    with alone(), spoken():
        p = SCENES[name]("en")
        picture(p.screen)
        painted = list(draw.cut)
        assert painted and measured(p.screen, (1280, 720), Look()) == painted


def test_the_language_nobody_speaks_is_a_third_longer_and_keeps_its_places():
    assert longer("Offer {partner!t} more") == "Ófférrr {partner!t} mórée"
    with spoken():
        from negotiation.screens import pages

        t = pages.words_of(None, "en")
        assert isinstance(t, Pseudo) and len(t("settings.title")) > 1.25 * len("Settings")
