"""OpenSpiel's best response to strategies: what a seat chooses at a node is found from its history alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyspiel
from open_spiel.python import policy
from open_spiel.python.algorithms.best_response import BestResponsePolicy

import negotiation.env.openspiel  # noqa: F401
from negotiation.env.games import Games
from negotiation.env.observation import Sight
from negotiation.rules.countries import OTHERS, N
from negotiation.rules.scenario import Scenario
from negotiation.rules.written import written
from negotiation.scenarios import load
from negotiation.strategies import find, gathered, views


class Rivals(policy.Policy):
    """Two seats played by strategies, by number of the seat; the third may do anything."""

    def __init__(self, game: Any, scenario: Scenario, names: Mapping[int, str]) -> None:
        super().__init__(game, list(range(N)))
        self.sight, self.players = Sight(scenario), {i: find(name) for i, name in names.items()}
        self.known: dict[tuple[int, tuple[int, ...], int], int] = {}

    def action_probabilities(self, state: Any, player_id: int | None = None) -> dict[int, float]:
        """The one code the strategy chooses in this sub-step."""
        player = state.current_player() if player_id is None else player_id
        seed, *codes = state.history()
        whole = tuple(codes[:len(codes) // N * N])
        if (seed, whole, player) not in self.known:
            self.known[seed, whole, player] = self._code(seed, whole, player)
        return {self.known[seed, whole, player]: 1.0}

    def _code(self, seed: int, codes: Sequence[int], player: int) -> int:
        games = Games(self.sight, [seed])
        for n in range(0, len(codes), N):
            games.choose(np.array([codes[n:n + N]]))
        scenario, state = self.sight.scenario, games.state().game(0)
        own = self.players[player](views(scenario, state)[player])
        lines = written(scenario, gathered(scenario, state, [own if i == player else None for i in range(N)]))[player]
        legal = np.flatnonzero(games.masks[player][0])
        found = [code for code in (self.sight.menu.code(player, line) for line in lines) if code in legal]
        return found[0] if found else int(legal[0])


def best_response(scenario: str, months: int, seat: int, rivals: Sequence[str], seeds: int) -> float:
    """What OpenSpiel finds a seat can get at most against two strategies, US$ bn, the mean over seeds 0, 1, …"""
    asked = {"scenario": scenario, "months": months, "seeds": seeds}
    game = pyspiel.convert_to_turn_based(pyspiel.load_game("python_negotiation", asked))
    names = dict(zip(OTHERS[seat], rivals, strict=True))
    found = BestResponsePolicy(game, seat, Rivals(game, load(scenario, {"months": months}), names))
    return float(found.value(game.new_initial_state()))
