"""The settings: reached from everywhere, each control works by mouse and by keys, and changes hold at once."""

from __future__ import annotations

import dataclasses

import pygame
import pytest
from alone import alone
from at_the_window import board, page, title
from pilot import Pilot
from unpainted import measured

from negotiation.screens import draw, settings_file
from negotiation.screens.settings import Settings
from negotiation.screens.settings_pages import FIELDS, PAGES
from negotiation.screens.tokens import Look
from negotiation.screens.window import picture
from negotiation.words import languages


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


def opened(name: str = PAGES[0]) -> Pilot:
    p = board()
    p.screen = Settings(p.screen, name)
    return p


def test_every_field_of_the_look_has_its_place():
    assert sorted(f for fields in FIELDS.values() for f in fields) == sorted(f.name for f in dataclasses.fields(Look))
    assert set(FIELDS) == set(PAGES)


def test_title_board_and_menu_lead_here_and_back():
    for p, keys in ((title(), ","), (board(), ","), (board(), "escape ,")):
        start = page(p)
        p.key(*keys.split())
        assert page(p) == "Settings"
        p.key("enter")
        assert page(p) == start


SWITCHES = [(name, field) for name, fields in FIELDS.items() for field in fields
            if isinstance(getattr(Look(), field), bool)]


@pytest.mark.parametrize(("name", "field"), SWITCHES)
def test_a_switch_turns_is_kept_and_is_reset(name, field):
    p = opened(name)
    usual = getattr(Look(), field)
    p.click(f"set.{field}")
    assert getattr(p.screen.sitting.look, field) is not usual
    assert settings_file.read()[0] == p.screen.sitting.look
    p.click("reset")
    assert settings_file.read()[0] == Look()


@pytest.mark.parametrize(("name", "field", "key", "value"), [
    ("reading", "text", "home", 0.8), ("reading", "text", "end", 2.0), ("sound", "volume", "home", 0.0),
    ("sound", "controls", "end", 1.0), ("sound", "events", "left", 0.9),
])
def test_a_slider_moves_by_keys(name, field, key, value):
    p = opened(name)
    p.screen.take_focus(f"set.{field}", ringed=True)
    p.key(key)
    assert getattr(settings_file.read()[0], field) == value


@pytest.mark.parametrize(("name", "field"), [("reading", "family"), ("color", "theme"), ("language", "language")])
def test_every_choice_is_taken_and_seen(name, field):
    p = opened(name)
    seen = set()
    for option in p.find(f"set.{field}").options:
        p.click(f"set.{field}.{option.value}")
        assert getattr(settings_file.read()[0], field) == option.value
        look = p.screen.sitting.look
        seen.add(pygame.image.tobytes(picture(p.screen, (640, 360), look=look), "RGB"))
    assert len(seen) == len(p.find(f"set.{field}").options)


def test_the_language_changes_the_page_below_as_well():
    p = opened("language").click("set.language.fr").key("enter")
    assert p.screen.game.t.language == "fr" and "Vous dirigez" in " ".join(p.texts())


def test_a_folder_that_cannot_be_written_is_told(home):
    (home / "negotiation").write_text("a file where the folder should be")
    p = opened("game").click("set.ask")
    assert p.screen.sitting.look.ask
    assert any("settings could not be kept" in text for text in p.texts())


@pytest.mark.parametrize("language", languages())
def test_nothing_is_cut_at_any_size_of_text(language):
    for name in PAGES:
        p = board(language=language)
        s = Settings(p.screen, name)
        s.behind = tuple
        for size in (1.0, 1.4, 2.0):
            for family in ("sans", "easy"):
                look = Look(text=size, family=family)
                s.sitting.look = look
                if size == 1.0:
                    picture(s, (1280, 720), look=look)
                assert [c.text for c in (draw.cut if size == 1.0 else measured(s, (1280, 720), look))] == []
