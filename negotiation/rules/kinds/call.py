"""A call to another capital, with a gift or an invitation: a small gesture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..causes import GESTURE
from ..checks import LINE_OPEN
from ._kind import Kind, Word

if TYPE_CHECKING:
    from ..month import Month


def say(month: Month) -> None:
    """A gesture of `call` points."""
    month.felt("call", GESTURE, month.scenario.rules.call * month.said("call"))


KIND = Kind("call", (Word("call", 1, checks=(LINE_OPEN,)),), steps={"say": say})
