"""Keys of one's own, the gamepad, and pictures of the window."""

from __future__ import annotations

import pygame
import pytest
from alone import alone
from at_the_window import board, page, session, text, title
from pilot import Pilot

from negotiation.screens import keys, settings_file
from negotiation.screens.pad import LB, RB, START, A, B, Pad, X
from negotiation.screens.settings import Settings
from negotiation.screens.tokens import Look
from negotiation.screens.window import Window
from negotiation.words import languages, words


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


def setting_keys() -> Pilot:
    p = board()
    p.screen = Settings(p.screen, "keys")
    return p


def test_every_action_has_a_name_and_a_key_of_its_own():
    assert len(set(keys.ACTIONS.values())) == len(keys.ACTIONS)
    for language in languages():
        assert all(words(language).has(f"action.{action}") for action in keys.ACTIONS)


def test_another_key_works_is_printed_and_is_kept():
    p = setting_keys().click("key.undo").key("u")
    assert settings_file.read()[0].keys == {"undo": "u"}
    p.key("enter").key("2")
    assert session(p).planned()
    assert p.find("undo").key == "u" and "(U)" in p.find("undo").tip
    p.key("z")
    assert session(p).planned()
    p.key("u")
    assert session(p).planned() == []


def test_a_key_that_is_taken_changes_places():
    p = setting_keys().click("key.undo").key("y")
    assert p.screen.sitting.look.keys == {"undo": "y", "redo": "z"}
    p.click("key.undo").key("z")
    assert p.screen.sitting.look.keys == {}


def test_keys_that_walk_cannot_be_given_away_and_escape_leaves_it():
    p = setting_keys().click("key.undo").key("tab")
    assert "cannot be given away" in text(p) and p.screen.sitting.look.keys == {}
    p.click("key.undo").key("escape")
    assert page(p) == "Settings" and p.screen.sitting.look.keys == {}


def test_tabs_and_the_help_follow():
    p = setting_keys().click("key.tab.deal").key("g").key("enter").key("g")
    assert p.screen.tab == "deal"
    p.key("s", "f1")
    assert any(getattr(each.item, "text", "") == "G" for each in p.placed())


def test_sound_is_muted_by_its_key_and_stays_so():
    p = board().key("ctrl+m")
    assert settings_file.read()[0].mute and "Sound off" in text(p)
    p.key("ctrl+m")
    assert not settings_file.read()[0].mute


def pressed(window: Window, *buttons: int) -> None:
    for button in buttons:
        pygame.event.post(pygame.event.Event(pygame.JOYBUTTONDOWN, button=button, joy=0, instance_id=0))
        window.step()
        pygame.event.post(pygame.event.Event(pygame.JOYBUTTONUP, button=button, joy=0, instance_id=0))
        window.step()


@pytest.fixture
def window():
    p = board()
    made = Window(p.screen, look=p.screen.sitting.look)
    made.step()
    yield made
    made.close()


def test_a_pad_walks_plans_turns_tabs_and_opens_the_menu(window):
    pressed(window, RB)
    assert window.screen.tab == "all"
    pressed(window, LB)
    assert window.screen.tab == "suggested"
    window.screen.take_focus("suggestion.1", ringed=True)
    pressed(window, A)
    assert len(window.screen.game.session.planned()) == 1
    pressed(window, X)
    assert window.screen.game.session.planned() == []
    pressed(window, 12)
    assert window.screen.focus not in ("", "suggestion.1")
    pressed(window, START)
    assert type(window.screen).__name__ == "Menu"
    pressed(window, B)
    assert type(window.screen).__name__ == "Board"


def test_a_pad_reaches_every_control_of_the_board_by_its_arrows(window):
    screen = window.screen
    p = Pilot(screen)
    p.key("walk down")
    seen, edge = set(), [screen.focus]
    while edge:
        here = edge.pop()
        if here in seen:
            continue
        seen.add(here)
        for way in ("left", "right", "up", "down"):
            screen.take_focus(here, ringed=True)
            before = screen.tab, screen.link
            p.key(f"walk {way}")
            screen.tab, screen.link = before
            edge.append(screen.focus)
    from negotiation.screens import focus
    stops = {each.item.name for each in focus.stops(p.placed()) if each.inside is None}
    assert stops - seen == set()


def test_a_held_is_the_main_button():
    pad = Pad(Look())
    assert pad.translate(pygame.event.Event(pygame.JOYBUTTONDOWN, button=A)) is None
    assert pad.held(pad.pressing + 0.1) is None
    assert pad.held(pad.pressing + 0.5).chord == "enter"
    assert pad.translate(pygame.event.Event(pygame.JOYBUTTONUP, button=A)) is None


def test_a_stick_counts_once_each_time_it_goes_out():
    pad = Pad(Look())
    values = (0.2, 0.7, 0.9, 0.3, 0.8, 0.0)
    found = [pad.translate(pygame.event.Event(pygame.JOYAXISMOTION, axis=0, value=v)) for v in values]
    assert [f.name for f in found if f] == ["walk right", "walk right"]


def test_f12_keeps_a_picture_and_says_where(window, home):
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F12, mod=0, unicode=""))
    window.step()
    [picture] = (home / "negotiation" / "pictures").iterdir()
    assert pygame.image.load(picture).get_size() == (1280, 720)
    assert str(picture) in text(Pilot(window.screen))


def test_a_picture_that_cannot_be_kept_is_told(window, home):
    (home / "negotiation").mkdir(exist_ok=True)
    (home / "negotiation" / "pictures").write_text("in the way")
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F12, mod=0, unicode=""))
    window.step()
    assert "could not be kept" in text(Pilot(window.screen))


def test_the_title_is_two_keys_from_a_game():
    assert page(title().key("enter")) == "Board"
