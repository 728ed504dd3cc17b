"""What can happen to a screen, in logical pixels and plain key names."""

from __future__ import annotations

from dataclasses import dataclass

from .layout import Point


@dataclass(frozen=True)
class Click:
    """The main button of the mouse went down, or a finger."""

    at: Point


@dataclass(frozen=True)
class Drag:
    """The pointer moved while the button is held."""

    at: Point


@dataclass(frozen=True)
class Move:
    """The pointer moved with no button held."""

    at: Point


@dataclass(frozen=True)
class Rest:
    """The pointer has been still for a moment: time for a tooltip."""

    at: Point


@dataclass(frozen=True)
class Wheel:
    """The wheel turned; `lines` is positive away from the person, which scrolls up."""

    at: Point
    lines: float


@dataclass(frozen=True)
class Key:
    """A key went down: a letter or digit, or enter, escape, space, tab, left, home, pageup, backspace, f1."""

    name: str
    shift: bool = False
    ctrl: bool = False

    @property
    def chord(self) -> str:
        """The key as controls name it: `s`, `ctrl+s`."""
        return f"ctrl+{self.name}" if self.ctrl else self.name


@dataclass(frozen=True)
class Typed:
    """Text came in from the keyboard or an input method."""

    text: str


@dataclass(frozen=True)
class Tick:
    """The time a screen asked for by `wait` is over."""


Event = Click | Drag | Move | Rest | Wheel | Key | Typed | Tick
