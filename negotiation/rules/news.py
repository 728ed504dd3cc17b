"""News: at most one card a month, from the scenario's deck; small, public before anybody speaks, through the same
ledger as every act.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Array, Flags, Ints
from .cards import ALL_NAMES, CARDS, ROLES, Card, Felt
from .chance import CARD, CARD_KIND, CARD_OTHER, CARD_SIGN, CARD_WHO, luck
from .countries import N
from .history import month_number
from .scenario import Scenario
from .state import State

NONE = 0
NAMES = ("", *ALL_NAMES)                       # by a card's number
HALF = 0.5                                     # what is left of a card that is answered
PAIRS = tuple((i, (i + 1 + k) % 3) for i in range(N) for k in (0, 1))


@dataclass(frozen=True, eq=False)
class News:
    """A month's card: its number, the countries in its roles, and what it does."""

    card: Ints                                 # [g]
    role: Ints                                 # [g, role] the country that is who, other, third
    mood: Array                                # [g, 3] approval points
    econ: Array                                # [g, 3] % of GDP this month

    @property
    def who(self) -> Ints:
        """[g] whom it is about."""
        return self.role[..., 0]

    @property
    def other(self) -> Ints:
        """[g] the other of two."""
        return self.role[..., 1]

    def felt(self, scenario: Scenario) -> list[tuple[Card, Felt, Flags]]:
        """What is felt under which card of the deck: [g, doer, feeler] where."""
        out = []
        for name in scenario.news:
            number = NAMES.index(name)
            here = self.card == number
            if here.any():
                out += [(CARDS[number - 1], felt, self._link(here, felt)) for felt in CARDS[number - 1].felt]
        return out

    def soothed(self, scenario: Scenario) -> Array:
        """[g, 3] the approval that relief money keeps of what the card costs."""
        helped = [NAMES.index(name) for name in scenario.news if CARDS[NAMES.index(name) - 1].relief]
        here = np.isin(self.card, helped)[..., None] & (self.who[..., None] == np.arange(N))
        return -HALF * np.minimum(self.mood, 0) * here

    def _link(self, here: Flags, felt: Felt) -> Flags:
        doer, feeler = (self.role[..., ROLES.index(name)] for name in (felt.doer, felt.feeler))
        at = (doer[..., None] == np.arange(N))[..., None] & (feeler[..., None] == np.arange(N))[..., None, :]
        return np.asarray(here[..., None, None] & at)


def news(scenario: Scenario, state: State) -> News:
    """The card of a state's month: by chance, because one is due, or on its date; games with luck 0 have none.

    The same before and after the month's talks.
    """
    rules = scenario.rules
    first, which, whose, other, sign = (
        luck(state.seed, state.month, stream) for stream in (CARD, CARD_KIND, CARD_WHO, CARD_OTHER, CARD_SIGN)
    )
    drawn = [NAMES.index(name) for name in scenario.news if not CARDS[NAMES.index(name) - 1].dates] or [NONE]
    number = np.array(drawn)[np.minimum((which * len(drawn)).astype(np.int64), len(drawn) - 1)]
    due = rules.card_every > 0 and state.month % max(rules.card_every, 1) == rules.card_every - 1
    card = np.where((first < rules.card_chance) | due, number, NONE)
    card = np.where(rules.luck > 0, _dated(scenario, state, card), NONE)
    who = np.minimum((whose * 3).astype(np.int64), 2)
    begin = 2 * who + (other < 0.5)
    pair = np.asarray(begin)
    for name in scenario.news:
        at = NAMES.index(name)
        here = card == at
        if here.any():
            found, place = _concerned(CARDS[at - 1], scenario, state, begin)
            card = np.where(here & ~found, NONE, card)
            pair = np.where(here & found, place, pair)
    role = np.array([(i, j, N - i - j) for i, j in PAIRS])[pair]
    mood, econ = np.zeros((*state.games, N)), np.zeros((*state.games, N))
    for name in scenario.news:
        at = NAMES.index(name)
        here = card == at
        if here.any():
            tossed = np.where(sign < 0.5, 1.0, -1.0) if CARDS[at - 1].either_way else 1.0
            mood += _by_role(here, role, CARDS[at - 1].mood) * np.asarray(tossed)[..., None]
            econ += _by_role(here, role, CARDS[at - 1].econ)
    return News(card, role, mood, econ)


def _dated(scenario: Scenario, state: State, card: Ints) -> Ints:
    """Cards of certain months in place of what was drawn."""
    now = month_number(scenario.first_month) + state.month if scenario.first_month else state.month
    for name in scenario.news:
        number = NAMES.index(name)
        for date in CARDS[number - 1].dates:
            card = np.where(now == month_number(date), number, card)
    return card


def _concerned(card: Card, scenario: Scenario, state: State, begin: Ints) -> tuple[Flags, Ints]:
    """Whether the card finds a pair [g], and the first one [g], in the order of `PAIRS` from the one drawn."""
    fits = np.ones((*state.games, len(PAIRS)), bool)
    if card.seasons:
        calendar = (month_number(scenario.first_month) + state.month) % 12 + 1
        fits &= np.isin(calendar, card.seasons)[..., None]
    meets = card.where(state) if card.where is not None else None
    for k, (i, j) in enumerate(PAIRS):
        if (card.about and i not in card.about) or (card.other and j not in card.other):
            fits[..., k] = False
        elif meets is not None:
            fits[..., k] &= meets[..., i, j]
    order = (begin[..., None] + np.arange(len(PAIRS))) % len(PAIRS)
    ordered = np.take_along_axis(fits, order, -1)
    place = np.take_along_axis(order, ordered.argmax(-1)[..., None], -1)[..., 0]
    return np.asarray(ordered.any(-1)), place


def _by_role(here: Flags, role: Ints, sizes: object) -> Array:
    """[g, 3] sizes by role as sizes by country, where the card is turned."""
    out = np.zeros((*here.shape, N))
    for name, size in dict(sizes).items():                                                   # type: ignore[call-overload]
        at = role[..., ROLES.index(name)][..., None] == np.arange(N)
        out += size * (here[..., None] & at)
    return out
