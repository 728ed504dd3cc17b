"""The window's loop: pygame's events in, the screen's records out. It sleeps until something happens."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

import pygame

from . import measure
from .draw import Brush, forget, paint, repaint
from .draw_shapes import mark
from .events import Click, Drag, Event, Key, Move, Rest, Tick, Typed, Wheel
from .faults import lacking
from .items import Item
from .keys import chord
from .layout import Point, logical, scale
from .pad import Pad
from .screen import Screen
from .sounds import Speaker
from .tokens import Look
from .waiting import next_event

LOG = logging.getLogger(__name__)
REST = PRESS = 0.4
FADE, FRAME = 0.12, 0.016  # seconds a new screen takes to come, and between two of its pictures
UNSEEN = ("offscreen", "dummy")
NAMES = {
    "return": "enter",
    "enter": "enter",
    "keypad enter": "enter",
    "page up": "pageup",
    "page down": "pagedown",
}


def key_name(code: int) -> str:
    """A key as screens name it."""
    name = pygame.key.name(code)
    return NAMES.get(name, name.strip("[]"))


class Window:
    """One window on one screen at a time. Tests post events and call `step`; people call `run`."""

    def __init__(
        self,
        screen: Screen,
        size: tuple[int, int] = (1280, 720),
        look: Look | None = None,
        title: str = "",
        cues: list[str] | None = None,
    ) -> None:
        """Open the window. Raises pygame.error where there is no display."""
        os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
        pygame.display.init()
        driver = pygame.display.get_driver()
        if driver in UNSEEN and os.environ.get("SDL_VIDEODRIVER", "") != driver:
            # SDL would rather paint where nobody looks than say that no display answers.
            pygame.display.quit()
            raise pygame.error(f"no display answers ({os.environ.get('DISPLAY') or 'none is named'})")
        pygame.font.init()
        pygame.key.set_repeat(350, 40)
        pygame.key.start_text_input()
        self.look = look or Look()
        pygame.display.set_icon(mark())
        self.surface = pygame.display.set_mode(size, pygame.RESIZABLE)
        pygame.display.set_caption(title)
        LOG.info("window of %d by %d on %s, pygame-ce %s", *size, driver, pygame.ver)
        self._title = title
        self.screen: Screen | None = screen
        self.painted = 0
        self._last: tuple[tuple[Item, ...], object, object, object, object] | None = None
        self._pointer: Point = (-1.0, -1.0)
        self._rests: Point | None = None
        self._due: float | None = None
        self._down = False
        self._full = False
        self._before: tuple[Screen, pygame.Surface, float] | None = None  # what fades away, and since when
        self._told: set[str] = set()
        self._opened = False  # whether the key pressed last opened the screen that is shown
        self._awake = time.monotonic()  # when something last happened
        self.pad = Pad(self.look)
        self.cues = [] if cues is None else cues
        self.speaker = Speaker(self.look)

    @property
    def scale(self) -> float:
        """Real pixels for one logical pixel."""
        return scale(self.surface.get_size(), self.look.text)

    def run(self) -> None:
        """Show the screen and those after it, until one of them leaves or the window is closed."""
        try:
            while self.step(waiting=True):
                pass
        finally:
            self.close()

    def close(self) -> None:
        """Close the window."""
        self.speaker.close()
        forget()
        pygame.display.quit()

    def step(self, waiting: bool = False) -> bool:
        """Answer all events there are, paint if anything changed; False when the game was left."""
        if self.screen is not None and not waiting:
            self.screen.changed()  # a test may have changed it by hand
        if self._last is None or not waiting:
            self._paint()
        if waiting:
            self._fade()
            self._sleep()
        for event in pygame.event.get():
            if self.screen is None:
                break
            self._take(event)
        self._paint()
        return self.screen is not None

    def _sleep(self) -> None:
        """Wait for an event, for the pointer to have rested, or for the time the screen asked for."""
        assert self.screen is not None
        now = time.monotonic()
        if self.screen.wait is None:
            self._due = None
        elif self._due is None:
            self._due = now + self.screen.wait
        left = None if self._due is None else max(0.0, self._due - now)
        resting = self._rests is not None and (left is None or left > REST)
        seconds = REST if resting else left
        if self._before is not None:
            seconds = FRAME
        if self.pad.pressing:
            seconds = min(PRESS, PRESS if seconds is None else seconds)
        first = next_event(seconds, self._awake)
        if first.type != pygame.NOEVENT:
            self._awake = time.monotonic()
            self._take(first)
        elif resting and self._rests and self._before is None:
            at, self._rests = self._rests, None
            self._give(Rest(at))
        held = self.pad.held(time.monotonic())
        if held is not None:
            self._give(held)
        if self._due is not None and time.monotonic() >= self._due:
            self._due = None
            self._give(Tick())

    def _take(self, raw: pygame.Event) -> None:
        if raw.type == pygame.QUIT:
            self.screen = None
            return
        if raw.type in (pygame.VIDEORESIZE, pygame.WINDOWEXPOSED):
            self.surface = pygame.display.get_surface() or self.surface
            self._last = None
            return
        event = self.pad.translate(raw) or self.translate(raw)
        if isinstance(event, Typed) and self._opened:
            return  # the letter of a key that opened this screen belongs to the screen before
        if isinstance(event, Key):
            self._opened = False
        if isinstance(event, Key) and event.chord == chord("full", self.look.keys):
            self.look.full = not self.look.full
            return
        if isinstance(event, Key) and event.chord == chord("picture", self.look.keys):
            self._photograph()
            return
        if event is not None:
            before = self.screen
            self._give(event)
            self._opened = isinstance(event, Key) and self.screen is not before

    def _photograph(self) -> None:
        """Keep what is seen as a PNG; the screen tells where, or why not."""
        assert self.screen is not None
        path = self.screen.picture_path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            pygame.image.save(self.surface, path)
        except (OSError, pygame.error) as error:
            self.screen.pictured(path, str(error))
        else:
            self.screen.pictured(path)

    def _give(self, event: Event) -> None:
        if self.screen is not None:
            before = self.screen
            try:
                self.screen = before.handle(event)
            except Exception as error:
                self.screen = before.broke(error)
            if self.screen not in (before, None):
                self.screen.changed()
            if self.look.motion and self.screen not in (before, None) and self._last is not None:
                self._before = (before, self.surface.copy(), time.monotonic())
        self._sound()

    def _fade(self) -> None:
        """Let the screen before show through the new one, less and less."""
        if self._before is None:
            return
        _, old, since = self._before
        left = 1 - (time.monotonic() - since) / FADE
        if left <= 0 or old.get_size() != self.surface.get_size() or not self.look.motion:
            self._before, self._last = None, None
            self._paint()
            return
        new = self.surface.copy()
        old.set_alpha(round(255 * left))
        self.surface.blit(old, (0, 0))
        pygame.display.flip()
        self.surface.blit(new, (0, 0))

    def _sound(self) -> None:
        """Let the cues be heard; a machine without sound says so once."""
        for name in self.cues:
            self.speaker.play(name)
        self.cues.clear()
        trouble, self.speaker.trouble = self.speaker.trouble, ""
        if trouble and self.screen is not None:
            self.screen.hear(trouble)

    def translate(self, raw: pygame.Event) -> Event | None:
        """A pygame event as the screens know it, by its own position; None for what they need not know."""
        if raw.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION):
            self._pointer = self._point(raw.pos)
        if raw.type == pygame.MOUSEBUTTONDOWN and raw.button == 1:
            self._down, self._rests = True, None
            return Click(self._pointer)
        if raw.type == pygame.MOUSEBUTTONUP and raw.button == 1:
            self._down = False
        if raw.type == pygame.MOUSEMOTION:
            self._rests = None if self._down else self._pointer
            return Drag(self._pointer) if self._down else Move(self._pointer)
        if raw.type == pygame.MOUSEWHEEL:
            # The wheel's event has no place of its own: it belongs where the pointer was last seen.
            return Wheel(self._pointer, float(raw.y))
        if raw.type == pygame.KEYDOWN:
            held = raw.mod
            return Key(
                key_name(raw.key),
                bool(held & pygame.KMOD_SHIFT),
                bool(held & (pygame.KMOD_CTRL | pygame.KMOD_META)),
            )
        if raw.type == pygame.TEXTINPUT:
            return Typed(raw.text)
        return None

    def _point(self, pos: tuple[int, int]) -> Point:
        return pos[0] / self.scale, pos[1] / self.scale

    def _paint(self) -> None:
        """Paint when what is shown differs from what was painted."""
        if self.screen is None:
            return
        if self.look.full != self._full:
            self._full = self.look.full
            pygame.display.toggle_fullscreen()
            self.surface = pygame.display.get_surface() or self.surface
        size = self.surface.get_size()
        measure.use(self.look.family)
        Brush.fictional = self.screen.fictional
        if self.screen.window_title not in ("", self._title):
            self._title = self.screen.window_title
            pygame.display.set_caption(self._title)
        self.screen.size = logical(size, self.look.text)
        if not self.screen.remembering:
            self.screen.changed()
            self.screen.remembering = True
        shown = self.screen.shown()
        now = (shown, size, self.look.theme, self.look.text, self.look.family, self.screen.fictional)
        if now == self._last:
            return
        if self._last is not None and self._last[1:] == now[1:] and self._before is None:
            part = repaint(self.surface, self._last[0], shown, self.scale, self.look.theme)
            pygame.display.update(part)
        else:
            paint(self.surface, shown, self.scale, self.look.theme)
            pygame.display.flip()
        self._last = now
        self.painted += 1
        LOG.debug("%s painted, %d records", type(self.screen).__name__, len(shown))
        new = sorted(set(lacking) - self._told)
        if new:
            self._told.update(new)
            self.screen.lacks(", ".join(new))


def picture(
    screen: Screen,
    size: tuple[int, int] = (1280, 720),
    path: Path | str | None = None,
    look: Look | None = None,
) -> pygame.Surface:
    """A screen as a surface, and as a PNG file where a path is given. Needs no window and no display."""
    look = look or Look()
    measure.use(look.family)
    Brush.fictional = screen.fictional
    pygame.font.init()
    surface = pygame.Surface(size)
    screen.size = logical(size, look.text)
    items: tuple[Item, ...] = screen.shown()
    paint(surface, items, scale(size, look.text), look.theme)
    if path is not None:
        pygame.image.save(surface, path)
    return surface
