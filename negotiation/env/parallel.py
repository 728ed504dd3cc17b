"""PettingZoo: the three countries as agents that choose at once, and the same game one agent at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from gymnasium import spaces
from gymnasium.utils import seeding
from pettingzoo import AECEnv, ParallelEnv
from pettingzoo.utils import wrappers
from pettingzoo.utils.conversions import parallel_to_aec

from ..rules.names import NAMES
from ..rules.scenario import Scenario
from . import keeping
from .asked import LOAD, code_of, cycles_of, mode_of, options_of, scenario_of, seed_of
from .at_hand import AtHand
from .games import EVERYBODY, Games
from .observation import Sight

MODES = ("ansi", "human")


class NegotiationParallel(AtHand, ParallelEnv):  # type: ignore[misc]
    """Agents `us`, `canada`, `mexico`; one step is one sub-step, which all three take together.

    An observation is {"observation": float32 numbers as `sight.rows` lays them out, "action_mask": 0/1 over the seat's
    flat menu}. The reward is the change of payoff in US$ bn; the future is paid at the last step. A legal game ends by
    termination; only `max_cycles` truncates. An action that is not legal passes, and its info says `illegal`.
    """

    metadata = {"name": "negotiation_v1", "render_modes": list(MODES), "is_parallelizable": True}  # noqa: RUF012

    def __init__(self, scenario: Scenario | str | Path = "kick-start-2025", max_cycles: int | None = None,
                 render_mode: str | None = None, set: Mapping[str, object] | None = None) -> None:
        """`set` changes the scenario by dotted key. Raises ScenarioError, ValueError, TypeError."""
        self.sight = Sight(scenario_of(scenario, set))
        self.max_cycles, self.render_mode = cycles_of(max_cycles), mode_of(render_mode, MODES)
        self.possible_agents: list[str] = list(NAMES)
        self.agents: list[str] = []
        self._observed = {name: observation_space(self.sight, i) for i, name in enumerate(NAMES)}
        self._actions = {name: spaces.Discrete(int(self.sight.menu.size[i])) for i, name in enumerate(NAMES)}
        self.state_space = state_space(self.sight)
        self.games: Games | None = None
        self.seed: int | None = None
        self.cycle = 0

    def observation_space(self, agent: str) -> spaces.Dict:
        """What an agent may observe: the same object at every call."""
        return self._observed[agent]

    def action_space(self, agent: str) -> spaces.Discrete:
        """The agent's flat menu: the same object at every call."""
        return self._actions[agent]

    def reset(self, seed: int | None = None, options: Mapping[str, Any] | None = None) -> tuple[Any, Any]:
        """Begin the game with a seed: the one given, or the next after the last; or go on with a saved game by
        {"load": PATH}. May be called in mid-game. Raises TypeError, ValueError, RecordError.
        """
        (asked, unused), given = options_of(options), seed_of(seed)
        if given is None:
            given = int(seeding.np_random(None)[0].integers(2 ** 31)) if self.seed is None else self.seed + 1
        games = Games(self.sight, np.array([given], np.uint64))
        if LOAD in asked:
            given = keeping.restore(games, asked[LOAD])
        self.games, self.seed, self.cycle = games, given, 0
        self.agents = [] if games.over[0] else list(NAMES)
        self._human()
        infos = self._infos([False] * len(NAMES))
        for info in infos.values() if unused else ():
            info["unused_options"] = list(unused)
        return self._observations(), infos

    def step(self, actions: Mapping[str, Any]) -> tuple[Any, Any, Any, Any, Any]:
        """Every agent's choice in this sub-step. Once the game is over nothing happens and everything is empty.

        Raises ValueError for an agent that is missing or unknown and for what can be no action; nothing has moved then.
        """
        games = self._begun()
        if not self.agents:
            if actions:
                raise ValueError("the game is over: reset it before acting")
            return {}, {}, {}, {}, {}
        for name in actions:
            if name not in self.agents:
                raise ValueError(f"{name!r}: no such agent; there are {', '.join(self.agents)}")
        missing = [name for name in self.agents if name not in actions]
        if missing:
            raise ValueError(f"{missing[0]}: no action given; every agent acts in every step, if only to pass")
        codes = [code_of(actions[name], int(games.menu.size[i]), name) for i, name in enumerate(NAMES)]
        illegal = games.choose(np.array([codes]))[0]
        self.cycle += 1
        over = bool(games.over[0])
        cut = not over and self.max_cycles is not None and self.cycle >= self.max_cycles
        found = (self._observations(), {name: float(games.reward[0, i]) for i, name in enumerate(NAMES)},
                 dict.fromkeys(NAMES, over), dict.fromkeys(NAMES, cut), self._infos(illegal))
        if over or cut:
            self.agents = []
        self._human()
        return found

    def state(self) -> np.ndarray[Any, Any]:
        """The whole state, whispered offers and all, without the seed: for a critic, not for an actor."""
        games = self._begun()
        laid = [games.sight.moment(games, i)[0, 3:] for i in EVERYBODY]
        return np.concatenate([games.sight.of(games.state(), None)[0], *laid])

    def close(self) -> None:
        """Nothing is held open."""

    def _observations(self) -> dict[str, dict[str, Any]]:
        games = self._begun()
        return {name: {"observation": games.observed(i)[0], "action_mask": shown_mask(games, i)[0]}
                for i, name in enumerate(NAMES)}

    def _infos(self, illegal: Any) -> dict[str, dict[str, Any]]:
        games = self._begun()
        return {name: {"action_mask": shown_mask(games, i)[0], "illegal": bool(illegal[i]), **where(games)}
                for i, name in enumerate(NAMES)}


def where(games: Games, game: int = 0) -> dict[str, Any]:
    """Where a game stands: month, the sub-step asked for; at the end how it ended, and the digest."""
    if games.over[game]:
        return {"month": int(games.rows["month"][game]), "sub_step": "over", "ending": games.ending(game),
                "digest": games.digest(game)}
    return {"month": int(games.rows["month"][game]), "sub_step": games.sub_step(game).kind}


def shown_mask(games: Games, seat: int) -> np.ndarray[Any, np.dtype[np.int8]]:
    """[g, code] 0/1 of what is legal; once a game is over, to pass."""
    out = games.masks[seat].astype(np.int8)
    ended = games.over
    if ended.any():
        out[ended] = 0
        out[ended, 0] = 1
    return out


def observation_space(sight: Sight, seat: int) -> spaces.Dict:
    """The space of a seat's observations."""
    low, high = sight.bounds
    return spaces.Dict({"observation": spaces.Box(low, high, dtype=np.float32),
                        "action_mask": spaces.Box(0, 1, (int(sight.menu.size[seat]),), np.int8)})


def state_space(sight: Sight) -> spaces.Box:
    """The space of whole states."""
    low, high = sight.bounds
    laid = slice(sight.of_state + 3, None)
    return spaces.Box(np.concatenate([low[:sight.of_state], *[low[laid]] * 3]),
                      np.concatenate([high[:sight.of_state], *[high[laid]] * 3]), dtype=np.float32)


def parallel_env(**settings: Any) -> NegotiationParallel:
    """The game as a PettingZoo parallel environment; settings as of `NegotiationParallel`."""
    return NegotiationParallel(**settings)


def env(**settings: Any) -> AECEnv:
    """The same game one agent at a time: what an agent chose is hidden from the others until all have chosen."""
    return wrappers.OrderEnforcingWrapper(parallel_to_aec(NegotiationParallel(**settings)))


