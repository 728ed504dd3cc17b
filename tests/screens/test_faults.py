"""Broken files and broken screens: the game goes on, says so once, and keeps what was played."""

from __future__ import annotations

import shutil
from pathlib import Path

import pygame
import pytest
from alone import alone
from at_the_window import board, session

from negotiation import saves, trouble
from negotiation.paths import shipped
from negotiation.record import read
from negotiation.screens import draw, draw_brush, draw_map, faults, measure, sounds, start
from negotiation.screens.board import Board
from negotiation.screens.faults import Broken
from negotiation.screens.tokens import Look
from negotiation.screens.window import Window, picture

FILES = ("fonts/SourceSans3_400Regular.ttf", "fonts/metrics.json", "icons/settings.svg", "flags/canada.png", "map.json")


def fresh() -> None:
    draw.forget()
    draw_map.shapes.cache_clear()
    measure._read.cache_clear()
    measure._fonts.cache_clear()
    measure.width.cache_clear()
    measure.wrap.cache_clear()
    sounds._sound.cache_clear()
    faults.lacking.clear()


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A copy of the shipped files that may be broken."""
    copy = tmp_path / "assets"
    shutil.copytree(shipped("assets"), copy, ignore=shutil.ignore_patterns("build", "text"))
    for module in (draw_brush, draw_map, measure, sounds):
        monkeypatch.setattr(module, "shipped", lambda _: copy)
    fresh()
    with alone():
        yield copy
    monkeypatch.undo()
    fresh()


# Half a drawing of lines is drawn by half, and nobody can tell.
@pytest.mark.parametrize(("name", "how"), [(name, how) for name in FILES for how in ("missing", "broken", "torn")
                                           if (name[-3:], how) != ("svg", "torn")])
def test_the_board_is_painted_without_a_file(assets, name, how):
    file = assets / name
    file.unlink()
    if how == "broken":
        file.write_bytes(b"this is not what it should be")
    if how == "torn":
        whole = (shipped("assets") / name).read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
    picture(board("canada", seed=3).screen)
    assert set(faults.lacking) == {file.name}


def test_what_lacks_is_told_once(assets):
    for name in FILES[2:]:
        (assets / name).unlink()
    p = board("canada", seed=3)
    window = Window(p.screen, look=Look(motion=False))
    try:
        window.step()
        told = [text for text in p.texts() if "could not be used" in text]
        assert len(told) == 1 and all(Path(name).name in told[0] for name in FILES[2:])
        window.screen.say("")
        window.step()
        assert not any("could not be used" in text for text in p.texts())
    finally:
        window.close()


def test_a_broken_sound_is_told_and_the_rest_goes_on(assets):
    (assets / "sounds" / "click.wav").write_bytes(b"no sound")
    look = Look()
    speaker = sounds.Speaker(look)
    speaker.play("click")
    assert speaker.trouble
    speaker.close()


def test_an_error_in_a_screen_keeps_the_game_and_is_described(monkeypatch):
    with alone():
        p = board("canada", seed=3).key("1", "enter")
        window = Window(p.screen, look=Look(motion=False))
        try:
            monkeypatch.setattr(Board, "_on_undo", lambda *_: 1 / 0)
            monkeypatch.setattr(Board, "_on_log", lambda *_: 1 / 0)
            pygame.event.post(pygame.Event(pygame.KEYDOWN, key=pygame.K_l, mod=0, unicode="l"))
            assert window.step() and window.screen is p.screen
            told = trouble.path().read_text(encoding="utf-8")
            assert "ZeroDivisionError" in told and "kick-start-2025, seed 3" in told
            assert any(str(trouble.path()) in text for text in p.texts())
            assert [each.lines for each in read(saves.autosaves()[0]).branch.phases] == [
                each.lines for each in session(p).past]
        finally:
            window.close()


def test_a_screen_that_cannot_be_painted_closes_the_window_and_keeps_the_game(monkeypatch):
    with alone():
        p = board("canada", seed=3).key("1", "enter")
        monkeypatch.setattr(Board, "content", lambda self: 1 / 0)
        p.screen.changed()
        with pytest.raises(Broken) as caught:
            start._run(p.screen.sitting, p.screen, (1280, 720))
        assert caught.value.report.is_file() and len(read(saves.autosaves()[0]).branch.phases) == 1


def test_a_new_screen_fades_in_unless_motion_is_off():
    with alone():
        for motion in (True, False):
            p = board("canada", seed=3)
            window = Window(p.screen, look=Look(motion=motion))
            try:
                window.step()
                pygame.event.post(pygame.Event(pygame.KEYDOWN, key=pygame.K_l, mod=0, unicode="l"))
                window.step()
                assert (window._before is not None) == motion
                for _ in range(40):
                    pygame.event.post(pygame.Event(pygame.USEREVENT))
                    window.step(waiting=True)
                    if window._before is None:
                        break
                    pygame.time.wait(8)
                assert window._before is None
                shown = pygame.image.tobytes(window.surface, "RGB")
                assert shown == pygame.image.tobytes(picture(window.screen, window.surface.get_size()), "RGB")
            finally:
                window.close()
