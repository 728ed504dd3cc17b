"""The news cards: whom each is about, when it may come, what it does, and what the one it is about can do about it.

A card acts through the ledger, the approval and the income of a month like everything else. Roles: `who` it is about,
the `other` of two, the `third`. A card about two countries comes only where its condition holds for them; one that
finds nobody is not turned. Conditions look at nothing that the talks of the month can change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .arrays import Flags
from .causes import GESTURE, RELIEF, SIDE_DEAL, SLIGHT, TOGETHER
from .countries import CANADA, MEXICO, OFF, PAIR_OF, US
from .state import State

WHO, OTHER, THIRD = "who", "other", "third"
ROLES = (WHO, OTHER, THIRD)
Where = Callable[[State], Flags]               # [g, who, other] the pairs a card may be about


@dataclass(frozen=True)
class Felt:
    """Points of trust under a cause: what `doer` did, as `feeler` feels it."""

    doer: str
    feeler: str
    cause: int
    points: float


@dataclass(frozen=True)
class Card:
    """One card. Mood in approval points, econ in % of GDP of the month, by role."""

    name: str
    felt: tuple[Felt, ...] = ()
    mood: Mapping[str, float] = field(default_factory=dict)
    econ: Mapping[str, float] = field(default_factory=dict)
    about: tuple[int, ...] = ()                # the countries `who` may be; empty: any
    other: tuple[int, ...] = ()
    where: Where | None = None
    seasons: tuple[int, ...] = ()              # calendar months in which it may come; empty: any
    dates: tuple[str, ...] = ()                # the months in which it comes for certain, and in no other
    answers: tuple[str, ...] = ()              # words of `who` to `other` in the same month that halve what is felt
    relief: bool = False                       # relief money paid by `who` halves the approval lost
    either_way: bool = False                   # a coin decides whether approval rises or falls



def hits(state: State) -> Flags:
    """[g, i, j] i charges j a general tariff or one by sector."""
    return (state.wall > 0) | (state.sector > 0).any(-1)


def hit(state: State) -> Flags:
    """[g, i, j] j charges i."""
    return hits(state).swapaxes(-1, -2)


def _sector_hit(number: int) -> Where:
    return lambda state: (state.sector[..., number] > 0).swapaxes(-1, -2)


def _spares(state: State) -> Flags:
    return (state.wall > 0) & (state.spare > 0) & OFF


def _free(state: State) -> Flags:
    return ~hits(state) & ~hit(state) & OFF


def _under_deal(state: State) -> Flags:
    """[g, i, j] a deal of i and j, or of all three, is in force."""
    pair = state.deal[..., np.maximum(PAIR_OF, 0)] >= 0
    return (pair | (state.deal[..., 3] >= 0)[..., None, None]) & OFF


def _apart(state: State) -> Flags:
    """[g, i, j] i and j have a separate pact."""
    return (state.pact[..., np.maximum(PAIR_OF, 0)] == 1) & OFF


def _reprieved(state: State) -> Flags:
    return (state.reprieve > 0) & OFF


def _both_hit(state: State) -> Flags:
    """[g, i, j] Washington charges both."""
    charged = hits(state)[..., US, :]
    return charged[..., :, None] & charged[..., None, :] & OFF


def _unsure(state: State) -> Flags:
    """[g, i, j] nothing has been renewed, and both are still in the three-way pact."""
    whole = (state.pact == 2).all(-1) & (state.renewed == 0)
    return whole[..., None, None] & OFF


def _remembered(state: State) -> Flags:
    """[g, i, j] one of the two takes a side deal of the other harder, for what it remembers."""
    return ((state.bitter > 0) | (state.bitter.swapaxes(-1, -2) > 0)) & OFF


AUTOS, AGRIFOOD = 0, 3
_REPAIR = ("call", "visit", "amends")
CARDS = (
    # The first five stand in every file that names no others; their numbers and order are those of older games.
    Card("leader-insults", (Felt(WHO, OTHER, SLIGHT, -3.0),)),
    Card("poll", mood={WHO: 2.0}, either_way=True),
    Card("court", mood={WHO: -1.5}, about=(US,)),
    Card("storm", econ={WHO: -0.06}),
    Card("export-record", econ={WHO: 0.05}),
    # Weather and luck.
    Card("hurricane", mood={WHO: -1.0}, econ={WHO: -0.10}, about=(US, MEXICO), seasons=(8, 9, 10), relief=True),
    Card("ice-storm", mood={WHO: -0.5}, econ={WHO: -0.06}, about=(US, CANADA), seasons=(12, 1, 2), relief=True),
    Card("drought", mood={WHO: -1.0}, econ={WHO: -0.04}, about=(US, MEXICO), seasons=(5, 6, 7, 8), relief=True),
    Card("harvest", mood={WHO: 0.5}, econ={WHO: 0.04}, seasons=(8, 9, 10, 11)),
    Card("fire-crews", (Felt(OTHER, WHO, GESTURE, 2.5),), {WHO: -0.5, OTHER: 0.5}, {WHO: -0.03}, (US, CANADA),
         seasons=(6, 7, 8, 9)),
    Card("rail-strike", econ={WHO: -0.05, OTHER: -0.01}, about=(US, CANADA)),
    # What tariffs do.
    Card("plant-closes", mood={WHO: -1.5}, econ={WHO: -0.04}, about=(CANADA, MEXICO), other=(US,),
         where=_sector_hit(AUTOS), relief=True),
    Card("farmers-march", mood={WHO: -1.5}, where=_sector_hit(AGRIFOOD), relief=True),
    Card("prices-rise", mood={WHO: -1.5}, where=hits, relief=True),
    Card("border-queues", (Felt(WHO, OTHER, SLIGHT, -1.5),), econ={OTHER: -0.03}, where=hits, answers=_REPAIR),
    Card("wrong-bill", (Felt(WHO, OTHER, SLIGHT, -2.0),), where=_spares, answers=_REPAIR),
    Card("governors-plead", (Felt(WHO, OTHER, GESTURE, 1.5),), {WHO: -0.5}, about=(US,), where=hits),
    Card("court-upholds", mood={WHO: 1.0}, about=(US,), where=hits),
    Card("savers-wait", mood={WHO: -0.5}, econ={WHO: -0.02, OTHER: -0.01}, where=_unsure),
    # What capitals and people do to each other.
    Card("premiers-meet", (Felt(WHO, OTHER, TOGETHER, 1.5), Felt(OTHER, WHO, TOGETHER, 1.5)), about=(CANADA,),
         other=(MEXICO,), where=_both_hit),
    Card("factory-opens", (Felt(OTHER, WHO, GESTURE, 1.0),), {WHO: 1.0}, {WHO: 0.04}, where=_free),
    Card("new-crossing", (Felt(WHO, OTHER, GESTURE, 1.0), Felt(OTHER, WHO, GESTURE, 1.0)),
         econ={WHO: 0.02, OTHER: 0.02}, about=(US,)),
    Card("joint-patrol", (Felt(OTHER, WHO, GESTURE, 1.5),), {WHO: 0.5}, about=(US,)),
    Card("thanks", (Felt(WHO, OTHER, RELIEF, 1.0),), {OTHER: 0.5}, where=_reprieved),
    Card("deal-doubted", mood={WHO: -1.0}, where=_under_deal),
    Card("draft-shown", (Felt(WHO, THIRD, SIDE_DEAL, -2.0), Felt(OTHER, THIRD, SIDE_DEAL, -2.0)), where=_apart),
    Card("old-notes", (Felt(WHO, OTHER, SLIGHT, -2.0),), about=(CANADA, MEXICO), other=(CANADA, MEXICO),
         where=_remembered, answers=_REPAIR),
    # Dated: on the calendar before the article was written.
    Card("summit-2018", (Felt(WHO, OTHER, SLIGHT, -2.0),), about=(US,), other=(CANADA,), dates=("2018-06",)),
    Card("election-2018", mood={WHO: 2.0}, about=(MEXICO,), dates=("2018-07",)),
    Card("office-2025", mood={WHO: 1.5}, about=(US,), dates=("2025-01",)),
    Card("leader-2025", (Felt(WHO, OTHER, GESTURE, 2.0),), {WHO: 4.0}, about=(CANADA,), other=(MEXICO,),
         dates=("2025-03",)),
    Card("summit-2025", (Felt(WHO, OTHER, GESTURE, 2.0),), about=(CANADA,), other=(MEXICO,), dates=("2025-06",)),
    Card("world-cup", (Felt(WHO, OTHER, GESTURE, 1.0), Felt(OTHER, WHO, GESTURE, 1.0), Felt(WHO, THIRD, GESTURE, 1.0),
                       Felt(THIRD, WHO, GESTURE, 1.0), Felt(OTHER, THIRD, GESTURE, 1.0),
                       Felt(THIRD, OTHER, GESTURE, 1.0)), {WHO: 0.5, OTHER: 0.5, THIRD: 0.5}, about=(US,),
         dates=("2026-06",)),
)
BY_NAME: Mapping[str, Card] = {card.name: card for card in CARDS}
ALL_NAMES = tuple(BY_NAME)
USUAL = ALL_NAMES[:5]
