"""Every screen in every language and size: no text is cut, and all of it is in that language."""

from __future__ import annotations

import pytest
from at_the_window import board, cuts, from_file, onward, page, session, title
from pilot import Pilot

from negotiation.screens import measure
from negotiation.screens.items import TOOLTIP_SIZE, tooltip
from negotiation.words import languages

SIZES = ((1280, 720), (1024, 768), (960, 600))


def visited(language: str, country: str) -> list[tuple[str, Pilot]]:
    """A walk through all screens; the checks are made at each stop."""
    yield "title", title(language)
    yield "path", from_file(language)
    yield "house", title(language).key("r")
    yield "first", title(language).key("enter")
    p = board(country, language=language, seed=3)
    yield "board", p
    for keys in ("a", "d", "s 1 2", "a", "d", "escape", "escape f1", "escape l", "escape ctrl+s", "escape enter", "o",
                 "r"):
        yield keys, p.key(*keys.split())
    p.key("r", "enter")
    yield "summary", p
    p.key("enter")
    for _ in range(2):
        p.key("1", "2", "enter", "s", "1")
        yield "decide", p
        p.key("enter")
        yield "summary", p
        p.key("enter", "n")
        yield "log", p
        p.key("escape")
    p.key("d").click("with.all")
    partner = "us" if country != "us" else "canada"
    if f"advice.{partner}" in p.names():           # else the ink is wet: no deal of this kind can be offered now
        yield "advice", p.click(f"advice.{partner}")
        p.key("escape")
    while page(p) != "Ending":
        onward(p)
    yield "ending", p


CHAIRS = {"en": "us", "es": "canada", "fr": "mexico"}


def test_every_language_is_walked_through():
    assert set(CHAIRS) >= set(languages())


@pytest.mark.parametrize(("language", "country"), [*CHAIRS.items(), ("es", "us")])
def test_no_text_is_cut(language, country):
    wrong = {}
    for name, p in visited(language, country):
        for size in SIZES if name not in ("decide", "log") else SIZES[:1]:
            found = cuts(p.screen, size)
            if found:
                wrong[name, size] = found
        p.screen.size = (1280.0, 720.0)
    assert wrong == {}


def test_larger_windows_hold_all_text():
    for name, p in visited("fr", "canada"):
        for size in ((1920, 1080), (2560, 1080)) if name in ("title", "board", "d", "ending") else ():
            assert cuts(p.screen, size) == []
        p.screen.size = (1280.0, 720.0)


def test_notes_keep_their_lines():
    """A tooltip is as high as its text, wherever it opens."""
    for _, p in visited("es", "mexico"):
        for each in p.placed():
            for part in (part for part in each.item.parts() if part.tip):
                note = tooltip(part.at, part.tip, p.screen.box)
                lines = measure.wrap(part.tip, "semibold", TOOLTIP_SIZE, note.at.w - 22)
                assert len(lines) * measure.line(TOOLTIP_SIZE) <= note.at.h - 13 and p.screen.box.holds(note.at)


def test_the_language_changes_at_once_in_the_middle_of_a_game():
    p = board().key(",").click("page.language").click("set.language.fr").key("enter")
    assert p.find("end").text == "Clore les échanges" and session(p).month == 0


def test_names_that_are_longer_than_their_place_are_told_in_a_tip():
    p = board().key("1", "enter")
    for name in [n for n in p.names() if n.startswith("news.")]:
        item = p.find(name)
        assert not getattr(item, "text", "").endswith("…") or item.tip
