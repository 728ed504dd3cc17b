"""What the three seats of one state have in common: masks, worth, humors, worked out once and only when asked for."""

from __future__ import annotations

from functools import cached_property

from ..rules.arrays import Array, Flags
from ..rules.chance import humor
from ..rules.legality import (
    legal_answers,
    legal_home_measures,
    legal_kind,
    legal_measures,
    legal_votes,
    legal_words,
)
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.values import Outlook, outlook


class Shared:
    """One state (any number of games) and what follows from it. Views cut a seat's part out of it."""

    def __init__(self, scenario: Scenario, state: State) -> None:
        self.scenario, self.state = scenario, state
        self._kinds: dict[int, Flags] = {}
        self._humors: dict[int, Array] = {}

    @cached_property
    def words(self) -> Flags:
        """[g, i, j, word] words that are legal on their own; the diagonal holds the words at home."""
        return legal_words(self.scenario, self.state)

    def kind(self, kind: int) -> Flags:
        """[g, deals of that kind] deals that may be put on a table today."""
        if kind not in self._kinds:
            self._kinds[kind] = legal_kind(self.scenario, self.state, kind)
        return self._kinds[kind]

    @cached_property
    def measures(self) -> Flags:
        """[g, i, j, option] measures toward another capital."""
        return legal_measures(self.scenario, self.state)

    @cached_property
    def home(self) -> Flags:
        """[g, i, option] measures at home."""
        return legal_home_measures(self.scenario, self.state)

    @cached_property
    def answers(self) -> Flags:
        """[g, i, j, 0 or 1] whether j's offer to i, and j's offer to both, lies on i's table."""
        return legal_answers(self.state)

    @cached_property
    def votes(self) -> Flags:
        """[g] whether this is the month of the review."""
        return legal_votes(self.scenario, self.state)

    @cached_property
    def outlook(self) -> Outlook:
        """What every deal is worth, before anybody's fears and hopes."""
        return outlook(self.scenario, self.state)

    def humor(self, number: int) -> Array:
        """[g, 3] one trait of each capital, -1 to 1; zero where luck is off."""
        if number not in self._humors:
            self._humors[number] = self.scenario.rules.luck * humor(self.state.seed, number)
        return self._humors[number]
