"""News cards: at most one a month, drawn from the scenario's list; declared, small, through the same ledger."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Array, Ints
from .chance import CARD, CARD_KIND, CARD_OTHER, CARD_SIGN, CARD_WHO, luck
from .countries import N
from .scenario import Scenario
from .state import State

NONE, LEADER_INSULTS, POLL, COURT, STORM, EXPORT_RECORD = range(6)
NAMES = ("", "leader-insults", "poll", "court", "storm", "export-record")
INSULT, POLL_POINTS, COURT_POINTS, STORM_SHARE, RECORD_SHARE = -3.0, 2.0, -1.5, -0.06, 0.05


@dataclass(frozen=True, eq=False)
class News:
    """A month's card: its number, whom it is about, whom a regional leader insults, and what it does."""

    card: Ints  # [g]
    who: Ints  # [g]
    other: Ints  # [g] the country insulted
    slur: Array  # [g, i, j] trust points, i's leader at j
    mood: Array  # [g, 3] approval points
    econ: Array  # [g, 3] % of GDP this month


def news(scenario: Scenario, state: State) -> News:
    """The card of a state's month, by chance or because one is due; games with luck 0 have none."""
    rules = scenario.rules
    first, which, whose, other, sign = (
        luck(state.seed, state.month, stream) for stream in (CARD, CARD_KIND, CARD_WHO, CARD_OTHER, CARD_SIGN)
    )
    deck = np.array([NAMES.index(name) for name in scenario.news] or [NONE])
    number = deck[np.minimum((which * len(deck)).astype(np.int64), len(deck) - 1)]
    due = rules.card_every > 0 and state.month % max(rules.card_every, 1) == rules.card_every - 1
    card = np.where(((first < rules.card_chance) | due) & (rules.luck > 0), number, NONE)
    who = np.minimum((whose * 3).astype(np.int64), 2)
    target = (who + 1 + (other < 0.5)) % 3
    me = who[..., None] == np.arange(N)

    def on(number: int) -> Array:
        return (card == number)[..., None] & me

    insulted = target[..., None] == np.arange(N)
    slur = INSULT * (on(LEADER_INSULTS)[..., :, None] & insulted[..., None, :])
    mood = on(POLL) * np.where(sign < 0.5, POLL_POINTS, -POLL_POINTS)[..., None] + COURT_POINTS * (
        (card == COURT)[..., None] & (np.arange(N) == 0)
    )
    econ = STORM_SHARE * on(STORM) + RECORD_SHARE * on(EXPORT_RECORD)
    return News(card, who, target, slur, mood, econ)
