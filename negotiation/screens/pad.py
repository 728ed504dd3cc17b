"""A gamepad as keys: every screen that can be played by keyboard can be played with it.

D-pad or left stick: arrows; at the end of what an arrow can do, the next control. A: activate, held: the main button.
B: back. X: undo. Y: codex. LB, RB: the tab before or after. Start: menu. Back: log.
"""

from __future__ import annotations

import time

import pygame

from .events import Key
from .keys import chord
from .tokens import Look

HOLD = 0.4  # seconds A is held to press the main button
DEAD, FREE = 0.6, 0.4  # how far the stick goes out to count, and back to count again
A, B, X, Y, BACK, START, LB, RB = 0, 1, 2, 3, 4, 6, 9, 10
ARROWS = {11: "up", 12: "down", 13: "left", 14: "right"}


class Pad:
    """Listens to every pad that is plugged in; none need be."""

    def __init__(self, look: Look) -> None:
        """Open the pads there are; a machine without them has none."""
        self.look = look
        self.pressing: float | None = None  # since when A is down
        self._out = {0: "", 1: ""}
        self._pads: dict[int, pygame.joystick.JoystickType] = {}
        try:
            pygame.joystick.init()
            for number in range(pygame.joystick.get_count()):
                self._open(number)
        except pygame.error:
            return  # no pads on this system

    def _open(self, number: int) -> None:
        pad = pygame.joystick.Joystick(number)
        self._pads[pad.get_instance_id()] = pad

    def translate(self, raw: pygame.Event) -> Key | None:
        """A pad's event as the key that does the same; None for anything else."""
        if raw.type == pygame.JOYDEVICEADDED:
            self._open(raw.device_index)
        elif raw.type == pygame.JOYDEVICEREMOVED:
            self._pads.pop(raw.instance_id, None)
        elif raw.type == pygame.JOYBUTTONDOWN:
            return self._down(raw.button)
        elif raw.type == pygame.JOYBUTTONUP and raw.button == A:
            return self._up()
        elif raw.type == pygame.JOYHATMOTION:
            across, up = raw.value
            return Key("walk left" if across < 0 else "walk right") if across else (
                Key("walk up" if up > 0 else "walk down") if up else None)
        elif raw.type == pygame.JOYAXISMOTION and raw.axis in self._out:
            return self._stick(raw.axis, raw.value)
        return None

    def _down(self, button: int) -> Key | None:
        if button == A:
            self.pressing = time.monotonic()
            return None
        if button in ARROWS:
            return Key(f"walk {ARROWS[button]}")
        if button in (LB, RB):
            return Key("tab before" if button == LB else "tab after")
        actions = {B: "escape", X: chord("undo", self.look.keys), Y: chord("codex", self.look.keys),
                   START: "escape", BACK: chord("log", self.look.keys)}
        return _key(actions[button]) if button in actions else None

    def _up(self) -> Key | None:
        """A let go before it was held long: it presses what has the focus."""
        since, self.pressing = self.pressing, None
        return Key("activate") if since is not None else None

    def held(self, now: float) -> Key | None:
        """The main button, once A has been held long enough."""
        if self.pressing is None or now - self.pressing < HOLD:
            return None
        self.pressing = None
        return _key(chord("end", self.look.keys))

    def _stick(self, axis: int, value: float) -> Key | None:
        names = ("left", "right") if axis == 0 else ("up", "down")
        if abs(value) < FREE:
            self._out[axis] = ""
        elif abs(value) > DEAD and not self._out[axis]:
            self._out[axis] = names[value > 0]
            return Key(f"walk {self._out[axis]}")
        return None


def _key(text: str) -> Key:
    """A chord as a key event."""
    held, _, name = text.rpartition("+")
    return Key(name, ctrl=held == "ctrl")
