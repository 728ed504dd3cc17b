"""What a file of this folder offers: a kind of move, its words or measures, and what it does at named
steps of the month.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..arrays import Array, Flags
from ..reasons import Reason

if TYPE_CHECKING:
    from ..scenario import Scenario
    from ..state import State


@dataclass(frozen=True)
class Check:
    """One condition of legality and the words for the one who fails it.

    `ok(scenario, state)` is [g, i, j] for words to another capital (i speaks to j) and [g, i] for words at home;
    `says(scenario, state, i, j)` names the reason in one game (i = j at home).
    """

    ok: Callable[[Scenario, State], Flags]
    says: Callable[[Scenario, State, int, int], Reason]


@dataclass(frozen=True)
class Word:
    """Something a government says. `place` is its place in the listing; `deals` is "", "open", "quiet" or "all"."""

    name: str
    place: int
    home: bool = False
    deals: str = ""
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Options:
    """The measures of one kind as columns [option]: the lever they move, the rate, whether pact goods are
    spared.
    """

    lever: tuple[str, ...]
    rate: Array
    spare: Array
    sector: tuple[int, ...]
    text: tuple[str, ...]  # notation behind the capital's name, e.g. "25 sparing"


@dataclass(frozen=True)
class OptionCheck:
    """As Check, for measures: ok(scenario, state, options) is [g, i, j, option]."""

    ok: Callable[[Scenario, State, Options], Flags]
    says: Callable[[Scenario, State, Options, int, int, int], Reason]


@dataclass(frozen=True)
class Measure:
    """Something a government does: its options on a ladder of rates, when they are legal and which of
    them are rises.
    """

    name: str
    place: int
    options: Callable[[tuple[float, ...]], Options]
    home: bool = False
    checks: tuple[OptionCheck, ...] = ()
    rise: Callable[[State, Options], Flags] | None = None


Step = Callable[[Any], None]  # takes the Month of Talk, the Decision of Decide
TALK_STEPS = ("say", "table", "tempt", "home")


@dataclass(frozen=True)
class Kind:
    """A kind of move. `steps` maps a step's name (say, table, tempt, home; act, judge, settle) to a
    function of the Month.
    """

    name: str
    words: tuple[Word, ...] = ()
    measure: Measure | None = None
    steps: Mapping[str, Step] = field(default_factory=dict)

    @property
    def place(self) -> tuple[bool, int]:
        """Aimed words first, then home; each by place."""
        if self.words:
            return (self.words[0].home, self.words[0].place)
        return (False, self.measure.place if self.measure else 0)
