"""What happens to a player, month by month: what is laid on its table, done to it, signed, said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.plays import DEFAULT, Changes, opening
from negotiation.match import months
from negotiation.rules.arrays import Flags
from negotiation.rules.countries import N
from negotiation.rules.kinds import AIMED
from negotiation.rules.news import news
from negotiation.rules.scenario import Scenario
from negotiation.rules.step import Talk, Transition

from .bars import NORMAL

OFFER, TARIFF, SIGNED, WORD, GREETING, CARD = range(6)
NAMES = ("an offer on its table", "its tariffs change", "somebody signs", "a word of weight to it", "a greeting",
         "a news card")
GREETINGS = ("call", "visit", "drop_in")
TABLE, WEIGHTY, ANYTHING = (OFFER,), (OFFER, TARIFF, SIGNED, WORD, CARD), tuple(range(6))


class Happened(NamedTuple):
    """Whether something of a kind happened to a country, and the month in which anything was first signed (0 never)."""

    on: Flags                  # [kind, game, month, country]
    first_signed: NDArray[np.int64]        # [game]


@dataclass(frozen=True)
class Happenings:
    """Default games, looked at month by month."""

    games: int
    changes: Changes = ()
    first: int = 0

    def run(self) -> Happened:
        """Play them."""
        scenario = opening(DEFAULT, self.changes)
        seeds = np.arange(self.first, self.first + self.games)
        on = np.zeros((len(NAMES), self.games, scenario.months, N), bool)
        signed = np.zeros(self.games, np.int64)
        for happened in months(scenario, NORMAL, seeds):                                     # type: ignore[arg-type]
            live = happened.before.over == 0
            month = int(happened.before.month.max())
            if isinstance(happened.choices, Talk):
                _talk(scenario, happened, on[:, :, month])
            else:
                _decide(happened, on[:, :, month])
                new = (happened.notes["signed_deal"] >= 0).any(-1) & live
                signed = np.where(new & (signed == 0), month + 1, signed)
        return Happened(on, signed)


def _talk(scenario: Scenario, happened: Transition, on: Flags) -> None:
    """Fill [kind, game, country] with the words of one Talk."""
    before, after = happened.before, happened.after
    assert isinstance(happened.choices, Talk)
    light = [False, *(w.name in GREETINGS for w in AIMED)]
    plain = [False, *(not w.deals for w in AIMED)]
    for i in range(N):
        table = scenario.menu.say[i]
        for k in range(happened.choices.say.shape[-1]):
            code = happened.choices.say[:, i, k]
            target, word, deal = table.target[code], table.word[code], table.deal[code]
            said = (code > 0) & ~happened.wrong[:, i] & (before.over == 0)
            for j in range(N):
                if j == i:
                    continue
                aimed = said & (target == j)
                on[OFFER, :, j] |= (aimed | (said & (target == i))) & (deal >= 0)
                on[GREETING, :, j] |= aimed & np.array(light)[word]
                on[WORD, :, j] |= aimed & np.array(plain)[word] & ~np.array(light)[word]
                on[WORD, :, j] |= (after.notice[:, i] > 0) != (before.notice[:, i] > 0)
    on[CARD] |= (news(scenario, before).card > 0)[:, None]


def _decide(happened: Transition, on: Flags) -> None:
    """The same with the tariffs and signatures of one Decide."""
    before, after = happened.before, happened.after
    changed = ((before.wall != after.wall) | (before.spare != after.spare)
               | (before.sector != after.sector).any(-1) | (after.reprieve > before.reprieve))
    on[TARIFF] |= changed.any(-2)
    on[SIGNED] |= (happened.notes["signed_deal"] >= 0).any(-1)[:, None] & (before.over == 0)[:, None]


def longest_gap(on: Flags) -> NDArray[np.int64]:
    """[game, country] the longest run of months without any of some kinds: on [kind, game, month, country]."""
    some = on.any(0)
    best, run = np.zeros(some[:, 0].shape, np.int64), np.zeros(some[:, 0].shape, np.int64)
    for month in range(some.shape[1]):
        run = np.where(some[:, month], 0, run + 1)
        best = np.maximum(best, run)
    return best
