"""Saved games at the window: kept, taken up again as they were, and what is said when a file cannot be used."""

from __future__ import annotations

import pytest
from alone import shut_away
from at_the_window import board, onward, page, pixels, session, text, title

from negotiation import saves
from negotiation.rules.names import NAMES


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "saves")


def test_a_game_saved_and_opened_again_shows_the_same_picture():
    p = board().key("1", "enter", "enter", "enter", "2", "a")
    p.key("s")
    before, digest, plan = pixels(p.screen), session(p).state.digest(), session(p).planned()
    p.key("ctrl+s")
    assert page(p) == "Files" and p.find("name").text == "canada 2025-09"
    p.key("enter")
    assert page(p) == "Board" and "Saved: canada 2025-09" in text(p)
    q = title().key("o")
    assert page(q) == "Files"
    q.click("list.canada 2025-09.nego").click("do")
    assert page(q) == "Board"
    q.screen.say("")
    assert session(q).state.digest() == digest and session(q).planned() == plan
    assert pixels(q.screen) == before


def test_quick_save_and_quick_load():
    p = board().key("1", "f5")
    plan = session(p).planned()
    p.key("z", "2", "enter", "f9")
    assert session(p).month == 0 and session(p).phase == "talk" and session(p).planned() == plan


def test_quick_load_without_a_quick_save_says_so():
    p = board().key("f9")
    assert page(p) == "Board" and "There is no quick save yet" in text(p)


def test_the_game_is_kept_after_every_half_of_a_month_in_a_ring_of_five():
    p = title(seed=3).key("enter")
    assert len(saves.autosaves()) == 1
    p.key("enter")
    assert len(saves.autosaves()) == 2 and session(p).phase == "decide"
    p.key("enter")
    assert len(saves.autosaves()) == 3 and page(p) == "Summary"
    p.key("enter")
    assert len(saves.autosaves()) == 4
    p.key(*["enter"] * 9)
    assert len(saves.autosaves()) == saves.RING
    q = title().click("continue")
    assert page(q) == "Board" and session(q).state.digest() == session(p).state.digest()


def test_nothing_to_continue_says_so():
    p = title()
    assert not p.find("continue").enabled and p.find("continue").tip


def test_an_unreadable_file_is_told_and_the_game_goes_on(tmp_path):
    folder = saves.folder()
    folder.mkdir(parents=True)
    (folder / "broken.nego").write_text("this is no game\n", encoding="utf-8")
    p = board().key("escape").click("load")
    assert "not readable" in [o.detail for o in p.find("list").options]
    p.click("list.broken.nego").click("do")
    assert page(p) == "Trouble" and "broken.nego" in text(p)
    p.key("enter")
    assert page(p) == "Files"
    p.click("name").type("/nowhere/at all.nego")
    p.key("enter")
    assert page(p) == "Trouble"
    p.key("enter", "escape")
    assert page(p) == "Board"


def test_a_name_that_is_taken_asks_twice():
    p = board().key("ctrl+s", "enter", "ctrl+s")
    p.key("enter")
    assert page(p) == "Files" and "exists already" in text(p) and p.find("do").text == "Write over it"
    p.key("enter")
    assert page(p) == "Board"


def test_a_name_never_leaves_the_folder(tmp_path):
    p = board().key("ctrl+s")
    p.screen.name = "../../etc/évasion"
    p.key("enter")
    assert [path.name for path in saves.folder().iterdir()] == ["etcévasion.nego"]
    p.key("ctrl+s")
    p.screen.name = "///"
    p.key("enter")
    assert page(p) == "Files" and "needs a letter" in text(p)


def test_a_game_is_deleted_only_when_asked_twice():
    p = board().key("ctrl+s", "enter", "ctrl+s").click("list.canada 2025-08.nego").click("delete")
    assert (saves.folder() / "canada 2025-08.nego").exists()
    p.click("delete")
    assert not (saves.folder() / "canada 2025-08.nego").exists() and page(p) == "Files"


def test_a_folder_that_may_not_be_looked_into_is_told_and_the_game_goes_on(tmp_path, monkeypatch):
    shut_away(tmp_path / "shut", monkeypatch)
    p = title()
    assert not p.find("continue").enabled
    p = board().key("enter")
    assert session(p).phase == "decide" and "not be saved: saves: cannot be written (Permission denied)" in text(p)
    p.key("f9")
    assert page(p) == "Board" and "There is no quick save yet" in text(p)
    p.key("escape").click("load")
    assert page(p) == "Files" and not p.find("do").enabled


def test_a_full_disk_is_told_and_the_game_goes_on(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "file" / "saves")
    p = board().key("f5")
    assert page(p) == "Board" and "could not be saved" in text(p)
    p.key("enter", "enter")
    assert page(p) == "Summary"
    p.key("escape", "ctrl+s", "enter")
    assert page(p) == "Trouble"


@pytest.mark.parametrize("country", NAMES)
def test_a_game_that_has_ended_opens_at_its_ending(country):
    p = board(country, scenario="tutorial")
    while page(p) != "Ending":
        onward(p)
    assert page(p) == "Ending"
    p.key("ctrl+s", "enter")
    assert page(p) == "Ending"
    q = title().key("o").key("enter")
    assert page(q) == "Ending" and q.find("ending").text == p.find("ending").text
