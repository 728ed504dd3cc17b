"""One phase being reckoned: the state at its start, what was chosen, and the columns that are being written.

Kinds write through `felt`, `noted` and `scar`, so that every point of trust keeps its cause and its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .arrays import Array, Flags, turned
from .causes import CAP_DOWN, CAP_UP, HISTORY, added
from .countries import EYE, OFF
from .kinds import HOME_WORD, WORD
from .scenario import Scenario
from .state import State


@dataclass(frozen=True, eq=False)
class Line:
    """Why trust changed: points [g, i, j] that i's ledger about j gained under one cause for one reason.

    `cause` is None where the points are [g, i, j, cause] (fading touches all causes at once).
    """

    reason: str
    cause: int | None
    points: Array


@dataclass(eq=False)
class Month:
    """Scratch of one phase. `new` holds the fields written so far; `ledger`, `ev`, `mood` are columns in
    the making.
    """

    scenario: Scenario
    state: State
    words: Flags  # [g, i, j, word] what was said
    deals: Array  # [g, i, j] deal laid down this month, -1 none; diagonal: to both
    ledger: Array = field(init=False)
    ev: Array = field(init=False)
    mood: Array = field(init=False)
    new: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Within its caps from the start, a cause to which nothing is added stays as it is: in a batch as alone.
        self.ledger = np.clip(self.state.ledger, CAP_DOWN, CAP_UP)
        self.mood = self.state.mood.copy()
        self.ev = np.zeros_like(self.ledger) if self.state.phase == "talk" else self.state.ev.copy()

    def now(self, name: str) -> Any:
        """A field as it stands in this phase, open for writing."""
        if name not in self.new:
            self.new[name] = np.array(getattr(self.state, name))
        return self.new[name]

    def said(self, word: str) -> Flags:
        """[g, i, j] where i said this word to j."""
        return self.words[..., WORD[word]] & OFF

    def said_home(self, word: str) -> Flags:
        """[g, i] where i said this word at home."""
        return np.diagonal(self.words[..., HOME_WORD[word]], axis1=-2, axis2=-1)

    def felt(self, reason: str, cause: int, points: Any) -> None:
        """What i did to j [g, i, j] enters j's ledger about i."""
        self.noted(reason, cause, turned(points))

    def noted(self, reason: str, cause: int, points: Any) -> None:
        """Points as they are felt, [g, i, j]: i's ledger about j. Where nothing happened nothing is written."""
        if not np.any(points):
            return
        old = self.ledger[..., cause]
        new = added(old, cause, points)
        self.lines.append(Line(reason, cause, new - old))
        self.ledger[..., cause] = new
        self.ev[..., cause] += np.where(EYE, 0.0, points)

    def scar(self, reason: str, points: Any) -> None:
        """A share of an injury that never fades: what i did to j [g, i, j] marks j's history with i."""
        self.scarred(reason, turned(points))

    def scarred(self, reason: str, points: Any) -> None:
        """As `scar`, with points as they are felt."""
        if not np.any(points):
            return
        lasting = np.where(EYE, 0.0, self.scenario.rules.scar * points)
        self.ledger[..., HISTORY] += lasting
        self.ev[..., HISTORY] += lasting
        self.lines.append(Line(reason, HISTORY, lasting))

    def set_ledger(self, reason: str, cause: int, new: Array) -> None:
        """Write one cause directly (tariffs chase their weight; amends shrink what is there)."""
        new = np.where(EYE, 0.0, new)
        self.lines.append(Line(reason, cause, new - self.ledger[..., cause]))
        self.ledger[..., cause] = new
