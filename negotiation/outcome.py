"""What is told of finished games: one row a game with the published columns, and the summary of many.

Sums are kept as whole numbers of billionths, so a summary does not depend on how games were cut into chunks.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .rules import VERSION
from .rules.arrays import Array, total, turned
from .rules.countries import NAMES, N
from .rules.future import ENDINGS, ending, score
from .rules.notation import deal_notation
from .rules.scenario import Scenario
from .rules.state import State

PARTS = ("economy", "politics", "future")
LINKS = tuple((i, j) for i in range(N) for j in range(N) if i != j)
COLUMNS = ("seed", "ending", "months",
           *(column for name in NAMES for column in
             (f"payoff_{name}", *(f"payoff_{name}_{part}" for part in PARTS), f"score_{name}")),
           *(f"trust_{NAMES[i]}_{NAMES[j]}" for i, j in LINKS),
           *(f"tariff_{NAMES[i]}_{NAMES[j]}" for i, j in LINKS), "signed", "digest")
WHOLE = ("seed", "months")                 # columns of whole numbers
TEXT = ("ending", "signed", "digest")      # columns of text
_FINE = 10 ** 9


def scores(scenario: Scenario, payoff: Array) -> Array | None:
    """[g, country] (payoff - hold) / (par - hold); None where the scenario has no par."""
    if scenario.par is None or scenario.hold is None:
        return None
    par, hold = np.array(scenario.par), np.array(scenario.hold)
    return np.round((payoff - hold) / (par - hold), 9) + 0.0


@dataclass(frozen=True, eq=False)
class Outcome:
    """Games as they stand. Arrays begin with the axis of games; the digest is taken over `numbers`."""

    seed: np.ndarray[Any, np.dtype[np.uint64]]
    ending: tuple[str, ...]
    months: np.ndarray[Any, np.dtype[np.int64]]
    parts: Array                           # [g, part, country] $bn
    payoff: Array                          # [g, country] $bn
    score: Array | None                    # [g, country]
    trust: Array                           # [g, i, j]
    tariff: Array                          # [g, i, j] extra duty of i on j, percent of base-year trade
    illegal: int
    signed: tuple[str, ...]
    numbers: Array = field(repr=False)

    @property
    def digests(self) -> list[str]:
        """The digest of every game."""
        return ["sha256:" + hashlib.sha256(row.tobytes()).hexdigest() for row in self.numbers]

    def columns(self) -> dict[str, list[Any]]:
        """The published columns, each with one value a game; None where a score does not exist."""
        out: dict[str, list[Any]] = {"seed": self.seed.tolist(), "ending": list(self.ending),
                                     "months": self.months.tolist()}
        nothing = [None] * len(self.seed)
        for i, name in enumerate(NAMES):
            out[f"payoff_{name}"] = self.payoff[:, i].tolist()
            for k, part in enumerate(PARTS):
                out[f"payoff_{name}_{part}"] = self.parts[:, k, i].tolist()
            out[f"score_{name}"] = nothing if self.score is None else self.score[:, i].tolist()
        for name, table in (("trust", self.trust), ("tariff", self.tariff)):
            for i, j in LINKS:
                out[f"{name}_{NAMES[i]}_{NAMES[j]}"] = table[:, i, j].tolist()
        out["signed"], out["digest"] = list(self.signed), self.digests
        return {name: out[name] for name in COLUMNS}


def outcome(scenario: Scenario, state: State, signed: Sequence[Sequence[int]]) -> Outcome:
    """Games of a batch as they stand; `signed` [g] the numbers of the deals each game has signed."""
    parts = np.round(score(scenario, state), 9) + 0.0
    payoff = np.round(total(turned(parts)), 9) + 0.0
    tariff = np.round(turned(scenario.trade.burden(state.policy)), 9) + 0.0
    deals = tuple("; ".join(deal_notation(scenario.catalogue, d) for d in own) for own in signed)
    names = tuple(ENDINGS[int(n)] for n in ending(state))
    return Outcome(state.seed, names, state.month.astype(np.int64), parts, payoff, scores(scenario, payoff),
                   np.round(state.trust, 9), tariff, int(state.illegal.sum()), deals, state.numbers())


class Summary:
    """The summary of games that come chunk by chunk, in the order of their seeds."""

    def __init__(self, scenario: Scenario, seed: int, players: Mapping[str, str]) -> None:
        """`players` by country, under their full names."""
        self._scenario, self._seed, self._players = scenario, seed, dict(players)
        self.games = self._illegal = 0
        self._hash = hashlib.sha256()
        self._months: list[int] = []
        self._month_sum = 0
        self._sums = [[0] * N for _ in PARTS]
        self._payoff = [[0, 0] for _ in range(N)]              # sum, sum of squares
        self._low: list[float] = [float("inf")] * N
        self._high: list[float] = [float("-inf")] * N
        self._trust = {link: 0 for link in LINKS}
        self._endings = dict.fromkeys(ENDINGS, 0)

    def add(self, games: Outcome) -> None:
        """Count further games."""
        self.games += len(games.seed)
        self._illegal += games.illegal
        self._hash.update(games.numbers.tobytes())
        months = games.months.tolist()
        self._month_sum += sum(months)
        self._months = [min([*self._months[:1], *months]), max([*self._months[1:], *months])]
        for i in range(N):
            payoffs = _fine(games.payoff[:, i])
            self._payoff[i][0] += sum(payoffs)
            self._payoff[i][1] += sum(x * x for x in payoffs)
            self._low[i] = min(self._low[i], float(games.payoff[:, i].min()))
            self._high[i] = max(self._high[i], float(games.payoff[:, i].max()))
            for k in range(len(PARTS)):
                self._sums[k][i] += sum(_fine(games.parts[:, k, i]))
        for i, j in LINKS:
            self._trust[i, j] += sum(_fine(games.trust[:, i, j]))
        for name in games.ending:
            self._endings[name] += 1

    def answer(self) -> dict[str, Any]:
        """The published summary, ready for JSON. There must be at least one game."""
        n = self.games
        return {
            "scenario": self._scenario.name, "rules": VERSION, "games": n, "seed": self._seed,
            "months": {"mean": self._month_sum / n, "min": self._months[0], "max": self._months[1]},
            "players": self._players, "illegal": self._illegal,
            "payoff": {name: self._payoffs(i) for i, name in enumerate(NAMES)},
            "trust": {a: {b: self._mean(self._trust[i, j]) for j, b in enumerate(NAMES) if i != j}
                      for i, a in enumerate(NAMES)},
            "endings": self._endings, "digest": "sha256:" + self._hash.hexdigest()}

    def _mean(self, whole: int) -> float:
        return round(whole / (self.games * _FINE), 9)

    def _payoffs(self, i: int) -> dict[str, Any]:
        n, (once, squared) = self.games, self._payoff[i]
        spread = (n * squared - once * once) / (n * (n - 1) * _FINE * _FINE) if n > 1 else 0.0
        par, hold = self._scenario.par, self._scenario.hold
        mean = once / (n * _FINE)
        standing = None if par is None or hold is None else round((mean - hold[i]) / (par[i] - hold[i]), 9)
        return {"mean": round(mean, 9), "sd": round(math.sqrt(spread), 9), "min": self._low[i],
                "max": self._high[i],
                "parts": {part: self._mean(self._sums[k][i]) for k, part in enumerate(PARTS)},
                "score": standing}


def _fine(x: Array) -> list[int]:
    """Billionths, as whole numbers without bounds."""
    return [int(v) for v in np.rint(x * _FINE).tolist()]
