"""OpenSpiel: the games `python_negotiation` and, paid at the end alone, `python_negotiation_terminal`.

Parameters: `scenario` (a shipped name or a path), `months` (0: the scenario's own), `seeds`. One chance node at the
root picks one of the seeds: outcome k is the game with seed k of every other door. Every node after it is
simultaneous, a sub-step that all three countries take together. Importing this registers both games.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pyspiel

from ..rules.names import NAMES, N
from ..scenarios import load
from .games import EVERYBODY, Games, Phase
from .observation import Sight

SEEDS = 64
PARAMETERS = {"scenario": "kick-start-2025", "months": 0, "seeds": SEEDS}
REWARDS, TERMINAL = "python_negotiation", "python_negotiation_terminal"
MOST = 1e4                                 # US$ bn: no game comes near it; OpenSpiel wants a bound


@lru_cache(maxsize=8)
def _sight(scenario: str, months: int) -> Sight:
    return Sight(load(scenario, {"months": months} if months else None))


def _type(name: str, long_name: str, model: Any) -> Any:
    return pyspiel.GameType(
        short_name=name, long_name=long_name, dynamics=pyspiel.GameType.Dynamics.SIMULTANEOUS,
        chance_mode=pyspiel.GameType.ChanceMode.EXPLICIT_STOCHASTIC,
        information=pyspiel.GameType.Information.IMPERFECT_INFORMATION,
        utility=pyspiel.GameType.Utility.GENERAL_SUM, reward_model=model, max_num_players=N, min_num_players=N,
        provides_information_state_string=True, provides_information_state_tensor=False,
        provides_observation_string=True, provides_observation_tensor=True, parameter_specification=PARAMETERS)


TYPES = {REWARDS: _type(REWARDS, "Trade negotiation of three countries", pyspiel.GameType.RewardModel.REWARDS),
         TERMINAL: _type(TERMINAL, "Trade negotiation of three countries, paid at the end",
                         pyspiel.GameType.RewardModel.TERMINAL)}


class NegotiationGame(pyspiel.Game):  # type: ignore[misc]
    """The game under some parameters. Raises ScenarioError, ValueError."""

    def __init__(self, name: str, given: Mapping[str, Any] | None = None) -> None:
        asked = {**PARAMETERS, **(given or {})}
        scenario, months, self.seeds = str(asked["scenario"]), int(asked["months"]), int(asked["seeds"])
        if self.seeds < 1:
            raise ValueError(f"seeds: {self.seeds} is less than 1")
        if months < 0:
            raise ValueError(f"months: {months} is less than 0 (0 stands for the scenario's own)")
        self.sight, self.terminal = _sight(scenario, months), name == TERMINAL
        longest = self.sight.scenario.months * sum(map(len, self.sight.menu.sub_steps))
        super().__init__(TYPES[name], pyspiel.GameInfo(
            num_distinct_actions=int(self.sight.menu.size.max()), max_chance_outcomes=self.seeds, num_players=N,
            min_utility=-MOST, max_utility=MOST, utility_sum=None, max_game_length=longest), asked)

    def new_initial_state(self) -> NegotiationState:
        """The root, at which luck picks the seed."""
        return NegotiationState(self, self.sight, self.seeds, self.terminal)

    def make_py_observer(self, iig_obs_type: Any = None, params: Any = None) -> NegotiationObserver:
        """An observer for one seat. Raises ValueError for parameters, which it has none of."""
        if params:
            raise ValueError(f"observers of this game take no parameters, not {params}")
        return NegotiationObserver(self.sight, iig_obs_type or pyspiel.IIGObservationType(perfect_recall=False))


class NegotiationState(pyspiel.State):  # type: ignore[misc]
    """A node. Before the seed is picked there is no game yet."""

    def __init__(self, game: Any, sight: Sight, seeds: int, terminal: bool) -> None:
        super().__init__(game)
        self.sight, self.seeds, self.terminal = sight, seeds, terminal
        self.games: Games | None = None
        self.recalled: tuple[tuple[str, ...], ...] = ((),) * N       # [seat] what it has done and seen, in order

    def __deepcopy__(self, memo: dict[int, Any]) -> NegotiationState:
        """OpenSpiel copies a node by this; what never changes is shared."""
        other = type(self)(self.get_game(), self.sight, self.seeds, self.terminal)
        other.games = None if self.games is None else self.games.__deepcopy__(memo)
        other.recalled = self.recalled
        return other

    def current_player(self) -> Any:
        """Whose turn it is: luck's at the root, then everybody's at once."""
        if self.games is None:
            return pyspiel.PlayerId.CHANCE
        return pyspiel.PlayerId.TERMINAL if self.games.over[0] else pyspiel.PlayerId.SIMULTANEOUS

    def chance_outcomes(self) -> list[tuple[int, float]]:
        """Every seed, each as likely."""
        return [(seed, 1 / self.seeds) for seed in range(self.seeds)]

    def _legal_actions(self, player: int) -> list[int]:
        assert self.games is not None
        return [int(code) for code in np.flatnonzero(self.games.masks[player][0])]

    def _apply_action(self, outcome: int) -> None:
        self.games = Games(self.sight, np.array([outcome], np.uint64))
        self._recall(None)

    def _apply_actions(self, joint: Sequence[int]) -> None:
        assert self.games is not None
        self.games.choose(np.array([joint], np.int64))
        self._recall(joint)

    def _recall(self, joint: Sequence[int] | None) -> None:
        """What each seat knows more: its own choice, and after a phase what it now sees."""
        games = self.games
        assert games is not None
        recalled = []
        for i in EVERYBODY:
            new: tuple[str, ...] = () if joint is None else (self.sight.menu.line(i, int(joint[i])),)
            if not games.taken[0]:                 # a phase has closed, or the game begins
                new += (hashlib.sha256(games.seen[i][0].tobytes()).hexdigest()[:16],)
            recalled.append((*self.recalled[i], *new))
        self.recalled = tuple(recalled)

    def _action_to_string(self, player: int, action: int) -> str:
        if player == pyspiel.PlayerId.CHANCE:
            return f"seed {action}"
        # Each half of the month has a pass of its own.
        half = " (decide)" if action == int(self.sight.menu.words[player]) else ""
        return f"{NAMES[player]}: {self.sight.menu.line(player, action)}{half}"

    def is_terminal(self) -> bool:
        """Whether the game has ended."""
        return self.games is not None and bool(self.games.over[0])

    def rewards(self) -> list[float]:
        """Change of payoff by the last step, US$ bn; of the twin, all of it at the end."""
        if self.terminal or self.games is None:
            return self.returns()
        return [float(x) for x in self.games.reward[0]]

    def returns(self) -> list[float]:
        """Payoff so far, US$ bn; of the twin, nothing before the end."""
        if self.games is None or (self.terminal and not self.games.over[0]):
            return [0.0] * N
        return [float(x) for x in self.games.paid[0]]

    def __str__(self) -> str:
        """The game as it stands, whole: two nodes that differ have different texts."""
        if self.games is None:
            return "before the seed is picked"
        games = self.games
        laid = "; ".join(f"{name}: {', '.join(games.menu.line(i, c) for c in games.taken[i]) or '-'}"
                         for i, name in enumerate(NAMES))
        step = "over" if games.over[0] else "{0.kind} {0.number}".format(games.sub_step())
        return (f"seed {int(games.rows['seed'][0])}, month {int(games.rows['month'][0])}, {step}; {laid}; "
                f"{_past(games.past)}{games.digest()}")


def _past(past: Sequence[Phase]) -> str:
    return "".join(f"{p.phase} {NAMES[i]} {text}; " for p in past[-1:] for i in range(N) for text in p.lines[i])


class NegotiationObserver:
    """What one seat sees at a node: the numbers of `Sight`; as text its fields, or all it did and saw."""

    def __init__(self, sight: Sight, wanted: Any) -> None:
        self.sight, self.recall = sight, bool(wanted.perfect_recall)
        # All that a seat did and saw has no length of its own, so it is given as text only.
        self.tensor = np.zeros(0 if self.recall else sight.size, np.float32)
        rows = () if self.recall else sight.rows
        self.dict = {row.name: self.tensor[row.first:row.last].reshape(row.shape) for row in rows}

    def set_from(self, state: NegotiationState, player: int) -> None:
        """Fill the tensor; zeros before the seed is picked."""
        if not self.recall:
            self.tensor[:] = 0 if state.games is None else state.games.observed(player)[0]

    def string_from(self, state: NegotiationState, player: int) -> str | None:
        """The same as text."""
        if state.games is None:
            return f"{NAMES[player]}: before the game"
        if self.recall:
            return f"{NAMES[player]}: " + " | ".join(state.recalled[player])
        seen = state.games.observed(player)[0]
        shown = (f"{row.name}={_short(self.sight.part(seen, row.name))}" for row in self.sight.rows)
        return f"{NAMES[player]}: " + " ".join(shown)


def _short(values: np.ndarray[Any, Any]) -> str:
    return ",".join(f"{x:.6g}" for x in values.reshape(-1).tolist())


class _Rewards(NegotiationGame):
    def __init__(self, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(REWARDS, given)


class _Terminal(NegotiationGame):
    def __init__(self, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(TERMINAL, given)


pyspiel.register_game(TYPES[REWARDS], _Rewards)
pyspiel.register_game(TYPES[TERMINAL], _Terminal)
