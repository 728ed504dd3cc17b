"""The state of a game, or of many: a frozen record of read-only arrays."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..economy.policy import Policy
from .arrays import Array, lift, total
from .countries import EYE
from .fields import FIELDS, REPORT


@dataclass(frozen=True, eq=False)
class State:
    """Shapes, units and meanings: `fields.FIELDS`. Games in front of the axes named there; `phase` is
    "talk" or "decide".
    """

    month: Array
    seed: np.ndarray[Any, np.dtype[np.uint64]]
    wall: Array
    spare: Array
    sector: Array
    pact: Array
    content: Array
    renewed: Array
    notice: Array
    deal: Array
    since: Array
    visited: Array
    fresh: Array
    tested: Array
    torn: Array
    base: Array
    ledger: Array
    bitter: Array
    frozen: Array
    pledge: Array
    reprieve: Array
    warned: Array
    warnrate: Array
    counter: Array
    ev: Array
    nerve: Array
    offer: Array
    quiet: Array
    known: Array
    age: Array
    last: Array
    aid: Array
    mood: Array
    claim: Array
    labour: Array
    econ: Array
    polit: Array
    raised: Array
    signed: Array
    status: Array
    over: Array
    illegal: Array
    u: Array
    parts: Array
    phase: str = "talk"

    def __post_init__(self) -> None:
        for f in FIELDS:
            getattr(self, f.name).flags.writeable = False

    @property
    def games(self) -> tuple[int, ...]:
        """The axes in front: () for a lone game."""
        return self.month.shape

    @cached_property
    def trust(self) -> Array:
        """[g, i, j] what i feels for j, 0 to 100: base and the sum of the ledger, held in between; 0 on
        the diagonal.
        """
        out: Array = np.where(EYE, 0.0, np.clip(self.base + total(self.ledger), 0, 100))
        out.flags.writeable = False
        return out

    @property
    def approval(self) -> Array:
        """[g, i] approval at home, in points: 50 and the five moods."""
        return 50 + total(self.mood)

    @property
    def policy(self) -> Policy:
        """Tariffs and pact as the trade model reads them."""
        return Policy(self.wall, self.spare, self.sector, self.pact, self.content)

    def game(self, index: int | slice | tuple[int, ...]) -> State:
        """One game of a batch, as if it were played alone."""
        return State(**{f.name: np.array(getattr(self, f.name)[index]) for f in FIELDS}, phase=self.phase)

    def changed(self, **values: Any) -> State:
        """The same state with some fields exchanged (for cases, scenarios and tests)."""
        new: dict[str, Any] = {k: v if k == "phase" else np.array(v) for k, v in values.items()}
        return replace(self, **new)

    def numbers(self) -> Array:
        """[g, number] the fields in the table's order as little-endian float64 rounded to 9 places, -0 as 0.

        The month's report (`u`, `parts`) is left out: it follows from the rest.
        """
        whole = [
            np.asarray(getattr(self, f.name), np.float64).reshape(*self.games, -1)
            for f in FIELDS
            if f.name not in REPORT
        ]
        return np.ascontiguousarray(np.round(np.concatenate(whole, -1), 9) + 0.0, dtype="<f8")

    def digest(self) -> str:
        """sha256 over the numbers: of a lone game, or of all games in their order."""
        return "sha256:" + hashlib.sha256(self.numbers().tobytes()).hexdigest()


def stacked(states: list[State]) -> State:
    """Lone games as one batch."""
    return State(
        **{f.name: np.stack([getattr(s, f.name) for s in states]) for f in FIELDS}, phase=states[0].phase
    )


def advanced(state: State, new: Mapping[str, Any], phase: str) -> State:
    """The state after a phase: games that are over stay as they are, to the bit."""
    out: dict[str, Any] = {}
    over = state.over > 0
    some = bool(over.any())
    for name, value in new.items():
        old = getattr(state, name)
        value = np.asarray(value, old.dtype)
        if value.shape != old.shape:
            value = np.broadcast_to(value, old.shape)
        out[name] = np.where(lift(over, old.ndim - over.ndim), old, value) if some else np.array(value)
    return replace(state, **out, phase=phase)


assert tuple(f.name for f in fields(State))[:-1] == tuple(f.name for f in FIELDS)
