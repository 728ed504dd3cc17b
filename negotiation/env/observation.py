"""What a seat may see, as numbers: the table of fields (`rules.fields`) drives it, so nothing is seen here that a View
would hide. `rows` says where each field stands, with unit, bounds and meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..rules.causes import CAP_DOWN, CAP_UP
from ..rules.countries import OTHERS, N
from ..rules.fields import ALL_SEE, FIELDS, NOBODY, Field
from ..rules.scenario import Scenario
from ..rules.state import State
from ..strategies.view import seen
from .menus import KINDS, REPLY, FlatMenu

if TYPE_CHECKING:
    from .games import Games
    from .player import Desk

FAR = 1e6                                  # stands for a bound where the rules know none
Numbers = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Row:
    """One field of an observation: its place, shape, unit, bounds, who sees it, and what it says."""

    name: str
    first: int
    shape: tuple[int, ...]
    unit: str
    low: float
    high: float
    sees: str
    meaning: str

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return int(np.prod(self.shape, dtype=int))

    @property
    def last(self) -> int:
        """The place behind it."""
        return self.first + self.size


class Sight:
    """How observations of one scenario are laid out. Countries stand in the order us, canada, mexico everywhere."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.menu = scenario, FlatMenu(scenario)
        self.fields = tuple(f for f in FIELDS if f.sees != NOBODY)
        self._table: list[Row] = []
        for f in self.fields:
            self._add(f.name, f.shape, f.unit, *self._bounds(f), f.sees, f.meaning)
        self._add("trust", (N, N), "trust", 0, 100, ALL_SEE, "what i feels for j: base and the twelve causes, held in "
                                                             "0 to 100")
        self._add("approval", (N,), "points", 50 - 5 * 30, 50 + 5 * 30, ALL_SEE, "approval at home")
        self.of_state = self._table[-1].last
        menu = scenario.menu
        codes = float(self.menu.size.max() - 1)
        self._add("seat", (N,), "0/1", 0, 1, "own", "which country I am")
        self._add("deciding", (), "0/1", 0, 1, ALL_SEE, "the second half of the month")
        self._add("kind", (len(KINDS),), "0/1", 0, 1, "own", "what is asked for: say, answer, do, vote")
        self._add("partner", (N,), "0/1", 0, 1, "own", "whose offer an answer is about")
        self._add("three_way", (), "0/1", 0, 1, "own", "that offer is one to both")
        self._add("said", (menu.slots,), "flat code", 0, codes, "own", "my words of this phase; 0 none")
        self._add("done", (menu.do_slots,), "flat code", 0, codes, "own", "my measures of this phase; 0 none")
        self._add("answered", (N, 2), "answer", 0, 2, "own", "my answers of this phase to j's offer to me and to both: "
                                                             "none, accept, refuse")
        self.rows = tuple(self._table)

    def __deepcopy__(self, memo: dict[int, Any]) -> Sight:
        """It never changes, and the scenario remembers what it has reckoned: copies of a game share it."""
        return self

    def __reduce__(self) -> tuple[type[Sight], tuple[Scenario]]:
        """Made anew from the scenario."""
        return Sight, (self.scenario,)

    @property
    def size(self) -> int:
        """Numbers of an observation."""
        return self.rows[-1].last

    def _add(self, name: str, shape: tuple[int, ...], unit: str, low: float, high: float, sees: str,
             meaning: str) -> None:
        first = self._table[-1].last if self._table else 0
        self._table.append(Row(name, first, shape, unit, float(low), float(high), sees, meaning))

    def _bounds(self, field: Field) -> tuple[float, float]:
        """The least and the greatest value by the table's range: "0..3", "0 5 10", "2/1/0", "caps", "any"."""
        if field.unit == "deal no.":
            return -1, max(len(self.scenario.catalogue) - 1, 0)
        if field.range == "caps":
            return min(float(CAP_DOWN.min()), -FAR), max(float(CAP_UP.max()), FAR)
        if field.range in ("any", "-"):
            return -FAR, FAR
        numbers = [float(x) for x in re.findall(r"-?\d+(?:\.\d+)?", field.range.replace("..", " "))]
        return min(numbers), FAR if field.range.endswith("..") else max(numbers)

    @property
    def bounds(self) -> tuple[Numbers, Numbers]:
        """[number] the least and the greatest value of every number."""
        low = np.concatenate([np.full(r.size, r.low, np.float32) for r in self.rows])
        return low, np.concatenate([np.full(r.size, r.high, np.float32) for r in self.rows])

    def part(self, observation: Numbers, name: str) -> Numbers:
        """One field of an observation [..., number] by its name, in its shape."""
        row = next((r for r in self.rows if r.name == name), None)
        if row is None:
            raise KeyError(f"{name}: no such field; there are {', '.join(r.name for r in self.rows)}")
        return observation[..., row.first:row.last].reshape((*observation.shape[:-1], *row.shape))

    def of(self, state: State, seat: int | None) -> Numbers:
        """[g, number] the fields of the state as a seat sees them; everything but the seed if `seat` is None."""
        view = state if seat is None else seen(state, seat)
        whole = [np.asarray(getattr(view, f.name), np.float32).reshape(*state.games, -1) for f in self.fields]
        whole.append(state.trust.astype(np.float32).reshape(*state.games, -1))
        whole.append(state.approval.astype(np.float32))
        return np.concatenate(whole, -1)

    def moment(self, games: Games | Desk, seat: int) -> Numbers:
        """[g, number] the sub-step each game rests at and what the seat has laid up for this phase."""
        count = len(games.place)
        me = np.zeros((count, N), np.float32)
        me[:, seat] = 1
        kind, partner = np.zeros((count, len(KINDS)), np.float32), np.zeros((count, N), np.float32)
        three = np.zeros((count, 1), np.float32)
        place = games.deciding * 100 + games.place
        for number in np.unique(place[~games.over]).tolist():
            at, here = self.menu.sub_steps[number // 100][number % 100], ~games.over & (place == number)
            kind[here, KINDS.index(at.kind)] = 1
            if at.kind == REPLY:
                partner[here, OTHERS[seat][at.number // 2]] = 1
                three[here] = at.number % 2
        done = games.do[:, seat]
        parts = (me, games.deciding[:, None], kind, partner, three, games.say[:, seat],
                 np.where(done > 0, done + self.menu.words[seat], 0), games.answer[:, seat].reshape(count, -1))
        return np.concatenate([np.asarray(p, np.float32) for p in parts], -1)
