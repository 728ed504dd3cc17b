"""Gymnasium: one seat against two strategies, alone or many games at once on the engine's own batch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
from gymnasium import spaces
from gymnasium.error import ResetNeeded
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space

from ..rules.names import NAMES
from ..rules.scenario import Scenario
from . import keeping
from .asked import (
    LOAD,
    SEEDS,
    code_of,
    cycles_of,
    mode_of,
    options_of,
    rivals_of,
    scenario_of,
    seat_of,
    seed_of,
    seeds_of,
)
from .at_hand import AtHand
from .games import Games
from .observation import Sight
from .parallel import MODES, observation_space, shown_mask, where

FIRST_SEEDS = 2 ** 31                      # where no seed is given, the first game's is drawn below this


class SeatEnv(AtHand, gymnasium.Env):
    """One country; the other two are strategies (the scenario's own unless `rivals` names them).

    Sub-steps in which this seat has no choice are skipped. Observation, reward and end are those of `parallel_env`; the
    next game has the seed of the last one plus `stride`.
    """

    metadata = {"render_modes": list(MODES), "render_fps": 1}  # noqa: RUF012
    not_begun = ResetNeeded

    def __init__(self, scenario: Scenario | str | Path = "kick-start-2025", seat: str = "us",
                 rivals: Mapping[str, str] | None = None, max_cycles: int | None = None,
                 render_mode: str | None = None, set: Mapping[str, object] | None = None, stride: int = 1) -> None:
        """Raises ScenarioError, StrategyError, WrongUse, ValueError, TypeError."""
        self.sight, self.seat = Sight(scenario_of(scenario, set)), seat_of(seat)
        self.company = rivals_of(self.sight.scenario, self.seat, rivals)
        self.max_cycles, self.render_mode = cycles_of(max_cycles), mode_of(render_mode, MODES)
        self.stride = stride
        self.observation_space = observation_space(self.sight, self.seat)
        self.codes = int(self.sight.menu.size[self.seat])
        self.action_space = spaces.Discrete(self.codes)
        self.games: Games | None = None
        self.seed_of_game: int | None = None
        self.cycle, self.done = 0, True

    def reset(self, *, seed: int | None = None, options: Mapping[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begin the game with a seed, or the next one, or go on with a saved game by {"load": PATH}; in mid-game too.

        Raises TypeError, ValueError, RecordError.
        """
        (asked, unused), given = options_of(options), seed_of(seed)
        super().reset(seed=given)
        if given is None:
            given = int(self.np_random.integers(FIRST_SEEDS)) if self.seed_of_game is None else \
                self.seed_of_game + self.stride
        games = Games(self.sight, np.array([given], np.uint64), (self.seat,), self.company)
        if LOAD in asked:
            given = keeping.restore(games, asked[LOAD])
        self.games, self.seed_of_game, self.cycle, self.done = games, given, 0, bool(games.over[0])
        self._human()
        return self._observation(), {**self._info(False), **({"unused_options": list(unused)} if unused else {})}

    def step(self, action: Any) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """This seat's choice. One that is not legal passes, and info["illegal"] is True.

        Raises ResetNeeded before the first game and after the end; TypeError, ValueError for what can be no action.
        """
        games = self._begun()
        if self.done:
            raise ResetNeeded("the game is over: call reset before the next step")
        code = code_of(action, self.codes, NAMES[self.seat])
        illegal = bool(games.choose(np.array([[code]]))[0, 0])
        self.cycle += 1
        over = bool(games.over[0])
        cut = not over and self.max_cycles is not None and self.cycle >= self.max_cycles
        self.done = over or cut
        self._human()
        return self._observation(), float(games.reward[0, self.seat]), over, cut, self._info(illegal)

    def action_masks(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """What is legal now, under the name that masked learners ask for."""
        return shown_mask(self._begun(), self.seat)[0].astype(bool)

    def _observation(self) -> dict[str, Any]:
        games = self._begun()
        return {"observation": games.observed(self.seat)[0], "action_mask": shown_mask(games, self.seat)[0]}

    def _info(self, illegal: bool) -> dict[str, Any]:
        games = self._begun()
        return {"action_mask": shown_mask(games, self.seat)[0], "illegal": illegal, **where(games)}


class SeatVectorEnv(VectorEnv):
    """Many games of one seat at once: game k begins with seed + k, and the next in its place with that plus num_envs.

    As Gymnasium's own vectors do, the step after an end begins the next game and pays nothing.
    """

    metadata = {"autoreset_mode": AutoresetMode.NEXT_STEP, "render_modes": []}  # noqa: RUF012

    def __init__(self, num_envs: int = 1, scenario: Scenario | str | Path = "kick-start-2025", seat: str = "us",
                 rivals: Mapping[str, str] | None = None, max_cycles: int | None = None,
                 set: Mapping[str, object] | None = None) -> None:
        """Raises ScenarioError, StrategyError, WrongUse, ValueError, TypeError."""
        super().__init__()
        if isinstance(num_envs, bool) or not isinstance(num_envs, int) or num_envs < 1:
            raise ValueError(f"num_envs: {num_envs!r} is not a whole number of at least 1")
        self.num_envs, self.render_mode = num_envs, None
        self.sight, self.seat = Sight(scenario_of(scenario, set)), seat_of(seat)
        self.company = rivals_of(self.sight.scenario, self.seat, rivals)
        self.max_cycles = cycles_of(max_cycles)
        self.single_observation_space = observation_space(self.sight, self.seat)
        self.codes = int(self.sight.menu.size[self.seat])
        self.single_action_space = spaces.Discrete(self.codes)
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self.games: Games | None = None
        self.seeds = np.zeros(num_envs, np.uint64)
        self.cycles = np.zeros(num_envs, np.int64)
        self.ended = np.zeros(num_envs, bool)

    def reset(self, *, seed: int | None = None, options: Mapping[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begin all games: with seed, seed + 1, … or with those of {"seeds": [...]}. Raises TypeError, ValueError."""
        (asked, unused), given = options_of(options, (SEEDS,)), seed_of(seed)
        super().reset(seed=given)
        if SEEDS in asked:
            self.seeds = seeds_of(asked[SEEDS], self.num_envs)
        else:
            if given is None:
                given = int(self.np_random.integers(FIRST_SEEDS)) if self.games is None else int(self.seeds.max()) + 1
            self.seeds = (given + np.arange(self.num_envs)).astype(np.uint64)
        self.games = Games(self.sight, self.seeds, (self.seat,), self.company)
        self.cycles[:], self.ended[:] = 0, False
        infos = self._info(np.zeros(self.num_envs, bool))
        return self._observation(), {**infos, **({"unused_options": list(unused)} if unused else {})}

    def step(self, actions: Any) -> tuple[Any, Any, Any, Any, dict[str, Any]]:
        """One choice in every game, [num_envs]. Raises ResetNeeded, TypeError, ValueError before anything moves."""
        if self.games is None:
            raise ResetNeeded("the games have not begun: call reset first")
        codes, size = np.asarray(actions), self.codes
        if not np.issubdtype(codes.dtype, np.integer):
            raise TypeError(f"actions are whole numbers from 0 to {size - 1}, not {codes.dtype}")
        if codes.shape != (self.num_envs,):
            raise ValueError(f"actions have the shape ({self.num_envs},), one a game, not {codes.shape}")
        if ((codes < 0) | (codes >= size)).any():
            raise ValueError(f"{int(codes[(codes < 0) | (codes >= size)][0])} is no action; there are 0 to {size - 1}")
        games, anew = self.games, np.flatnonzero(self.ended)
        playing = ~self.ended
        illegal = games.choose(codes.astype(np.int64)[:, None], playing)[:, 0]
        self.cycles += 1
        if len(anew):
            self.seeds[anew] += np.uint64(self.num_envs)
            games.begin(anew, self.seeds[anew])
            self.cycles[anew] = 0
        reward = games.reward[:, self.seat].copy()
        over = games.over & playing
        cut = np.zeros(self.num_envs, bool) if self.max_cycles is None else \
            playing & ~over & (self.cycles >= self.max_cycles)
        self.ended = over | cut
        return self._observation(), reward, over, cut, self._info(illegal)

    def _observation(self) -> dict[str, Any]:
        assert self.games is not None
        return {"observation": self.games.observed(self.seat), "action_mask": shown_mask(self.games, self.seat)}

    def _info(self, illegal: Any) -> dict[str, Any]:
        assert self.games is not None
        every = np.ones(self.num_envs, bool)
        return {"action_mask": shown_mask(self.games, self.seat), "_action_mask": every, "illegal": illegal,
                "_illegal": every.copy(), "month": self.games.rows["month"].astype(np.int64), "_month": every.copy()}


def make_vec(num_envs: int = 1, **settings: Any) -> SeatVectorEnv:
    """Many games of one seat on the engine's own batch; settings as of `SeatVectorEnv`."""
    return SeatVectorEnv(num_envs, **settings)
