"""The codex, the credits, and saved games looked at again."""

from __future__ import annotations

import pytest
from alone import alone
from at_the_window import board, cuts, page, session, text

from negotiation import codex as words_of
from negotiation.screens.codex import Codex
from negotiation.screens.credits import Credits, made_by
from negotiation.words import languages


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


def test_c_opens_the_codex_and_links_lead_on_and_back():
    p = board().key("c")
    assert page(p) == "Codex" and p.screen.term == "trust"
    p.click("see.visit")
    assert words_of.entries("en")["visit"].text in text(p)
    p.key("backspace")
    assert p.screen.term == "trust"
    assert page(p.key("enter")) == "Board"


@pytest.mark.parametrize(("keys", "term"), [(("d",), "clause"), (("enter", "r"), "tariff"), ((), "trust")])
def test_the_codex_opens_at_the_word_of_the_tab(keys, term):
    p = board()
    assert p.key(*keys, "c").screen.term == term


def test_typing_searches():
    p = board().key("c").click("search").type("zopa")
    assert p.screen.term == "zopa" and p.find("list").options[0].value == "zopa"
    p.type("qqq")
    assert p.find("list").options == () and p.screen.term == "zopa"


def test_menu_and_help_lead_to_the_books():
    assert page(board().key("escape").click("codex")) == "Codex"
    assert page(board().key("f1", "c")) == "Codex"
    assert page(board().key("escape").click("credits").key("enter")) == "Board"


@pytest.mark.parametrize("language", languages())
def test_nothing_is_cut_at_any_size(language):
    p, wrong = board(language=language), []
    for sheet in (Credits(p.screen), *(Codex(p.screen, term) for term in words_of.entries(language))):
        sheet.behind = tuple
        for size in (1.0, 2.0) if isinstance(sheet, Credits) or sheet.term in ("forecast", "bands", "pact") else (1.0,):
            wrong += [(getattr(sheet, "term", "credits"), size, cut) for cut in cuts(sheet, text=size)]
    assert wrong == []


def test_everything_that_others_made_is_named_with_its_license():
    told = " ".join(" ".join(row) for row in made_by())
    assert len(made_by()) >= 8
    for name in ("Source Sans", "Atkinson", "Lucide", "Natural Earth", "flag-icons"):
        assert name.replace(" ", "") in told.replace(" ", "") or name.lower() in told.lower()
    for license_ in ("SIL Open Font License", "MIT", "ISC", "public domain"):
        assert license_ in told


def test_a_saved_game_is_looked_at_again_and_left_again():
    p = board(seed=3).key("1", "2", "enter", "s", "1", "enter", "enter", "escape").click("load")
    p.click("again")
    assert page(p) == "Replay" and p.screen.half == 0 and p.screen.last == 2
    p.key("right", "right")
    assert session(p).month == 1
    assert page(p.key("escape")) == "Files"


def test_a_broken_file_is_told_instead():
    from negotiation import saves
    p = board(seed=3)
    saves.folder().mkdir(parents=True, exist_ok=True)
    (saves.folder() / "torn.nego").write_text("negotiation saved game, format 1\nrules: 1.0\n")
    p.key("escape").click("load").click("list.torn.nego").click("again")
    assert page(p) == "Trouble"


