"""What a player has set: kept, read, and not lost by a bad file."""

from __future__ import annotations

import dataclasses

import pytest
from alone import alone

from negotiation.screens import settings_file
from negotiation.screens.tokens import Look


@pytest.fixture(autouse=True)
def home():
    with alone() as place:
        yield place


def test_without_a_file_everything_is_as_usual():
    assert settings_file.read() == (Look(), ())


@pytest.mark.parametrize("change", [
    {}, {"theme": "night", "text": 1.4}, {"family": "easy", "motion": False, "captions": True},
    {"mute": True, "volume": 0.3, "controls": 0.0, "events": 1.0}, {"keys": {"undo": "u", "log": "ctrl+g"}},
    {"ask": True, "numbers": True, "full": True, "language": "fr"},
])
def test_what_is_kept_is_read_again(change):
    look = Look(**change)
    settings_file.keep(look)
    assert settings_file.read() == (look, ())


BAD = {
    "theme: nihgt": "theme", "text: 9": "text", "text: large": "text", "mute: maybe": "mute", "colour: red": "colour",
    "language: de": "language", "keys: [a]": "keys", "volume: .nan": "volume",
}


@pytest.mark.parametrize("line", BAD)
def test_a_line_that_does_not_fit_is_told_and_the_others_stand(line):
    file = settings_file.path()
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f"captions: true\n{line}\n"
    file.write_text(text)
    look, problems = settings_file.read()
    assert look == Look(captions=True)
    assert [(p.line, p.key) for p in problems] == [(2, BAD[line])]
    assert file.with_name("settings.yaml.bad").read_text() == text == file.read_text()


@pytest.mark.parametrize("torn", [b"theme: [", b"\xff\xfe\x00", b"- a\n- b\n", b"theme: night\n---\na: b\n"])
def test_a_torn_file_leaves_the_usual_settings(torn):
    file = settings_file.path()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(torn)
    look, problems = settings_file.read()
    assert look == Look() and problems
    settings_file.keep(dataclasses.replace(look, theme="night"))
    assert settings_file.read() == (Look(theme="night"), ())
    assert file.with_name("settings.yaml.bad").read_bytes() == torn
