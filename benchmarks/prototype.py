"""A peer to compare with, where there is one: the sketches of the design, `economy/payoff.py` and `rules/`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import numpy as np

from negotiation.economy.portable import Floats
from negotiation.rules.state import State

from .timing import Call


class Prototype:
    """The sketches of a folder, loaded from there and left as they are."""

    def __init__(self, folder: Path) -> None:
        """Raises FileNotFoundError if the folder does not hold them."""
        for part in ("economy/payoff.py", "rules/rules.py", "rules/scenario.py"):
            if not (folder / part).is_file():
                raise FileNotFoundError(f"{folder / part}: not there, so this is not a folder of the sketches")
        sys.dont_write_bytecode = True     # the folder may not be ours to write to
        sys.path[:0] = [str(folder / "rules"), str(folder / "economy")]
        self._rules: Any = importlib.import_module("rules")
        self._scenario: Any = importlib.import_module("scenario").kick_start()

    def solver(self, duty: Floats) -> Call:
        """Its trade solve of duties `[g, 4, 4, 7]`."""
        solver = self._scenario.trade.ge
        return lambda: solver.tariffs(duty)

    def month(self, state: State) -> Call:
        """A month of its rules in which nobody moves, from the tariffs of a batch of ours."""
        rules, scenario = self._rules, self._scenario
        games = len(state.month)
        start = scenario.start(np.arange(games))
        start = rules.replace(start, wall=np.array(state.wall), sector=np.array(state.sector))
        say, do = np.zeros((games, 3, 2), int), np.zeros((games, 3, 2), int)
        answer, vote = np.zeros((games, 3, 3, 2), int), np.zeros((games, 3), int)

        def call() -> object:
            return rules.decide(scenario, rules.talk(scenario, start, say), answer, do, vote)
        return call
