"""Sound: the shipped cues are what the script makes, the right ones are heard, and silence is no trouble."""

from __future__ import annotations

import importlib.util
import wave

import numpy as np
import pytest
from at_the_window import board, page

from negotiation.paths import shipped
from negotiation.screens import sounds
from negotiation.screens.cues import CONTROLS, EVENTS
from negotiation.screens.tokens import Look

FOLDER = shipped("assets") / "sounds"


@pytest.fixture(autouse=True)
def no_speaker(monkeypatch):
    """The device that plays nothing, whatever tests before have left open."""
    if sounds.pygame.mixer.get_init():
        sounds.pygame.mixer.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")


def made():
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("made_sounds", shipped("assets") / "build" / "sounds.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_eleven_cues_and_each_is_what_the_script_makes():
    script = made()
    assert {f.stem for f in FOLDER.glob("*.wav")} == set(script.CUES) == {*CONTROLS, *EVENTS}
    assert len(script.CUES) == 11
    for name in script.CUES:
        with wave.open(str(FOLDER / f"{name}.wav")) as file:
            kept = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        # Sines may differ in their last bit from one processor to another.
        assert np.abs(kept.astype(int) - script.samples(name).astype(int)).max() <= 1, name
        assert 0.05 < np.abs(kept).max() / 32767 <= 0.9


def heard(p) -> list[str]:
    cues = p.screen.sitting.cues
    found = list(cues)
    cues.clear()
    return found


def test_a_hand_hears_what_it_does():
    p = board()
    assert heard(p.key("a")) == ["click"]
    assert heard(p.key("s", "2")) == ["click", "add"]
    assert heard(p.key("z")) == ["undo"]
    assert heard(p.key("y")) == ["add"]
    assert heard(p.key("l")) == ["page"]


def test_a_month_is_heard_when_it_is_over():
    p = board().key("1", "2", "enter")
    heard(p)
    p.key("enter")
    assert page(p) == "Summary"
    assert heard(p)[0] == "month"


def test_captions_say_in_words_what_was_heard():
    p = board()
    p.screen.sitting.look = Look(captions=True)
    p.key("enter", "enter")
    assert any("bell" in text or "chime" in text or "chord" in text for text in p.texts())


def test_a_muted_speaker_opens_nothing(monkeypatch):
    monkeypatch.setattr(sounds.pygame.mixer, "init", lambda: pytest.fail("opened"))
    for look in (Look(mute=True), Look(volume=0.0), Look(controls=0.0)):
        sounds.Speaker(look).play("click")


def test_without_a_device_the_trouble_is_told_once(monkeypatch):
    def refuse() -> None:
        raise sounds.pygame.error("no such device")

    monkeypatch.setattr(sounds.pygame.mixer, "get_init", lambda: None)
    monkeypatch.setattr(sounds.pygame.mixer, "init", refuse)
    speaker = sounds.Speaker(Look())
    speaker.play("click")
    assert speaker.trouble == "no such device"
    speaker.trouble = ""
    speaker.play("click")
    assert speaker.trouble == ""


def test_a_missing_file_is_no_end_of_the_game(monkeypatch, tmp_path):
    monkeypatch.setattr(sounds, "shipped", lambda name: tmp_path)
    sounds._sound.cache_clear()
    speaker = sounds.Speaker(Look())
    speaker.play("click")
    assert "click.wav" in speaker.trouble
    speaker.close()


def test_a_page_tells_that_there_is_no_sound():
    p = board()
    p.screen.hear("no such device")
    assert any("No sound" in text for text in p.texts())
