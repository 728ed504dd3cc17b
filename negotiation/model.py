"""The game as a Mesa model: three country agents, one month a step, played by the one engine.

The only file that knows Mesa. `rng=7` is the game with seed 7 of every other door, to the bit.
"""

from __future__ import annotations

import itertools
import multiprocessing
import weakref
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

_method = multiprocessing.get_start_method(allow_none=True)
import mesa  # noqa: E402

# Importing Mesa sets how the whole process starts others; that is not for a library to decide.
multiprocessing.set_start_method(_method, force=True)

from .batch import LAST_SEED, seated  # noqa: E402
from .match import choose  # noqa: E402
from .outcome import COLUMNS, outcome  # noqa: E402
from .rules.names import NAMES  # noqa: E402
from .rules.scenario import Scenario  # noqa: E402
from .rules.state import State, stacked  # noqa: E402
from .rules.step import step  # noqa: E402
from .scenarios import load  # noqa: E402
from .strategies import Past, Strategy  # noqa: E402
from .unfinished import WrongUse  # noqa: E402


class _Counters(weakref.WeakKeyDictionary[mesa.Model, Iterator[int]]):
    """Where Mesa counts the agents of each model. Its own table keeps every model ever made; this one does not."""

    def __getitem__(self, model: mesa.Model) -> Iterator[int]:
        if model not in self:
            self[model] = itertools.count(1)
        return super().__getitem__(model)


class CountryAgent(mesa.Agent):  # type: ignore[misc]
    """One of the three countries; `trust` and `payoff` read the model's state."""

    _ids = _Counters()

    def __init__(self, model: NegotiationModel, country: str, strategy: Strategy) -> None:
        """Sit a strategy in a country's seat."""
        super().__init__(model)
        self.country, self.strategy = country, strategy

    @property
    def trust(self) -> dict[str, float]:
        """How much this country trusts each of the others, 0 to 100."""
        row = self.model.row
        return {name: row[f"trust_{self.country}_{name}"] for name in NAMES if name != self.country}

    @property
    def payoff(self) -> float:
        """US$ billion as if the game ended now: economy, politics and future."""
        return float(self.model.row[f"payoff_{self.country}"])

    @property
    def score(self) -> float | None:
        """The same-role score: doing nothing = 0, par = 1; None where the scenario has no par."""
        return self.model.row[f"score_{self.country}"]

    @property
    def approval(self) -> float:
        """Approval at home, points."""
        return float(self.model.state.approval[NAMES.index(self.country)])


class NegotiationModel(mesa.Model):  # type: ignore[misc]
    """A game of three strategies: `step` plays a month, `run` the rest; `running` says whether it goes on."""

    def __init__(self, scenario: Scenario | str | Path = "kick-start-2025",
                 rng: int | np.random.Generator | np.random.SeedSequence | None = None,
                 seats: Mapping[str, str] | None = None) -> None:
        """`rng`: the seed of the game; or what Mesa takes for one, from which a seed is drawn. `seats` names strategies
        by country (the scenario's own otherwise). Raises ScenarioError, StrategyError, WrongUse.
        """
        super().__init__(rng=int(rng) if isinstance(rng, np.integer) else rng)
        self.scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
        self.seed = int(rng) if isinstance(rng, (int, np.integer)) else int(self.rng.integers(LAST_SEED))
        if not 0 <= self.seed <= LAST_SEED:
            raise WrongUse("batch.seed", f"rng: {self.seed} is not between 0 and 2^63 - 1", seed=self.seed)
        self.state: State = self.scenario.start(self.seed)
        self.past = Past()
        self.signed: list[int] = []
        self.countries = tuple(CountryAgent(self, name, strategy)
                               for name, strategy in seated(self.scenario, seats).items())
        self._row: tuple[State, dict[str, Any]] | None = None
        self.datacollector = mesa.DataCollector(
            model_reporters={name: partial(_cell, name) for name in COLUMNS},
            agent_reporters={"country": "country", "payoff": "payoff", "score": "score", "approval": "approval",
                             **{f"trust_{name}": partial(_trust, name) for name in NAMES}})
        self.datacollector.collect(self)

    @property
    def scenario(self) -> Scenario:
        """What is played. From Mesa 3.5 on a model has one of Mesa's own kind under this name: it is set aside."""
        return self._played

    @scenario.setter
    def scenario(self, scenario: object) -> None:
        if isinstance(scenario, Scenario):
            self._played = scenario

    @property
    def row(self) -> dict[str, Any]:
        """The columns of a batch for this game as it stands."""
        if self._row is None or self._row[0] is not self.state:
            columns = outcome(self.scenario, stacked([self.state]), [self.signed]).columns()
            self._row = self.state, {name: values[0] for name, values in columns.items()}
        return self._row[1]

    @property
    def digest(self) -> str:
        """The digest of the state as it stands."""
        return self.state.digest()

    def step(self) -> None:
        """Play one month: talk, then decide. Does nothing once the game has ended."""
        if not self.running:
            return
        for _ in range(2):
            chosen = choose(self.scenario, self.state, [agent.strategy for agent in self.countries], past=self.past)
            happened = step(self.scenario, self.state, chosen.choices)
            self.past = self.past.then(self.state, happened.after)
            self.signed += [int(deal) for deal in happened.notes.get("signed_deal", ()) if deal >= 0]
            self.state = happened.after
        self.datacollector.collect(self)
        self.running: bool = not bool(self.state.over > 0)

    def run(self) -> NegotiationModel:
        """Play to the end of the game."""
        self.run_model()
        return self


def _cell(name: str, model: NegotiationModel) -> Any:
    return model.row[name]


def _trust(name: str, agent: CountryAgent) -> float | None:
    return agent.trust.get(name)
