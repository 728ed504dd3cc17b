"""Games to be played for a table, and what is kept of them, game by game."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from negotiation.match import BLOCK, months
from negotiation.rules.arrays import total, turned
from negotiation.rules.causes import BROKEN
from negotiation.rules.countries import ALL, US, N
from negotiation.rules.future import ending, score
from negotiation.rules.kinds import AIMED, HOME, HOME_WORD
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import Talk, Transition
from negotiation.scenarios import load

from .scripts import Seat, player

DEFAULT = "kick-start-2025"
Changes = tuple[tuple[str, object], ...]
Floats = NDArray[np.float64]


@lru_cache(maxsize=32)
def opening(name: str = DEFAULT, changes: Changes = ()) -> Scenario:
    """A shipped scenario under changes by dotted key."""
    return load(name, dict(changes))


@dataclass(frozen=True)
class Games:
    """Games with the seeds first to first + games - 1: a scenario under changes, three seats (a strategy's name, or
    anything hashable that tells its player)."""

    seats: tuple[Seat, Seat, Seat]
    games: int
    scenario: str = DEFAULT
    changes: Changes = ()
    first: int = 0

    def run(self) -> Sample:
        """Play them."""
        scenario = opening(self.scenario, self.changes)
        seats = [player(seat) for seat in self.seats]
        end = self.first + self.games
        blocks = [_block(scenario, seats, np.arange(start, min(start + BLOCK, end)))
                  for start in range(self.first, end, BLOCK)]
        return Sample(**{f.name: np.concatenate([getattr(b, f.name) for b in blocks]) for f in fields(Sample)})


def around(chair: int, seat: Seat, others: str = "default") -> tuple[Seat, ...]:
    """One seat, and the same strategy in the other two."""
    return tuple(seat if i == chair else others for i in range(N))


@dataclass(frozen=True, eq=False)
class Sample:
    """What is kept of each game. $bn, percent, trust points."""

    parts: Floats              # [game, part, country]
    ending: NDArray[np.int64]  # [game] number in ENDINGS
    renewed: NDArray[np.bool_]
    first_us: NDArray[np.int64]            # [game] month in which Washington first signed, 0 never
    first_three: NDArray[np.int64]         # [game] month of the first three-way deal, 0 never
    signatures: NDArray[np.int64]          # [game] deals signed
    rises: NDArray[np.int64]               # [game] tariffs raised
    wall: Floats               # [game] Washington's tariff on everything, mean of months and neighbors
    trust: Floats              # [game] mean of the six at the end
    broken: Floats             # [game, i, j] trust lost to broken words, at the end
    words: NDArray[np.int64]   # [game, country, word] said to another capital
    home: NDArray[np.int64]    # [game, country, word] said at home
    months: NDArray[np.int64]  # [game]
    illegal: NDArray[np.int64]             # [game, country]

    @property
    def total(self) -> Floats:
        """[game, country] the three parts together."""
        return total(turned(self.parts))

    @property
    def three_way_offers(self) -> Floats:
        """[game] share of country-months with a three-way offer."""
        return self.home[..., HOME_WORD["offer_all"]].sum(-1) / (N * self.months)


def _block(scenario: Scenario, seats: Sequence[object], seeds: NDArray[np.int64]) -> Sample:
    g = len(seeds)
    first_us, first_three, signatures, rises = (np.zeros(g, np.int64) for _ in range(4))
    words, home = np.zeros((g, N, 1 + len(AIMED)), np.int64), np.zeros((g, N, 1 + len(HOME)), np.int64)
    walls: list[Floats] = []
    state: State = scenario.start(seeds)
    for happened in months(scenario, seats, seeds):                      # type: ignore[arg-type]
        before, state = happened.before, happened.after
        if isinstance(happened.choices, Talk):
            _heard(scenario, happened, words, home)
            continue
        live, month = before.over == 0, before.month.astype(np.int64) + 1
        signed = live & (state.signed[:, US] > 0)
        first_us = np.where(signed & (first_us == 0), month, first_us)
        new = (happened.notes["signed_deal"] >= 0) & live[:, None]
        first_three = np.where(new[:, ALL] & (first_three == 0), month, first_three)
        signatures += new.sum(-1)
        rises += ((state.raised > 0) & live[:, None, None]).sum((-1, -2))
        walls.append(state.wall[:, US, 1:].mean(-1))
    return Sample(score(scenario, state), ending(state), state.renewed > 0, first_us, first_three, signatures, rises,
                  np.mean(walls, 0), state.trust.sum((-1, -2)) / 6, state.ledger[..., BROKEN], words, home,
                  state.month.astype(np.int64), state.illegal.astype(np.int64))


def _heard(scenario: Scenario, happened: Transition, words: NDArray[np.int64], home: NDArray[np.int64]) -> None:
    """Count the words of one Talk."""
    assert isinstance(happened.choices, Talk)
    games = np.arange(len(words))
    for i in range(N):
        table = scenario.menu.say[i]
        for k in range(happened.choices.say.shape[-1]):
            code = np.where(happened.wrong[:, i] | (happened.before.over > 0), 0, happened.choices.say[:, i, k])
            word, own = table.word[code], table.target[code] == i
            np.add.at(home, (games, i, np.where(own, word, 0)), 1)
            np.add.at(words, (games, i, np.where(own, 0, word)), 1)
