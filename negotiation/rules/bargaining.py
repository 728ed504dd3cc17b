"""Bargaining over the deals of one kind: what all would gain by, the fair points, what is asked, offered and taken.

Only what a caller asks for is reckoned, and once. Arrays [g, deal of the kind]; ties go to the lower number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, Flags, Ints, T, pick, turned
from .chance import humor
from .countries import ALL, US
from .kinds.pledge import THREE_WAY, TOGETHER
from .legality import legal_kind
from .scenario import Scenario
from .state import State
from .values import MEMBERS, Appraisal, blows

ASKS = 1                       # number of the humor: how much a capital asks
SPREAD = 0.30                  # how far one capital's ask may differ from another's
CLOCKS = (0.25, 0.5, 1.0)      # end of the reprieve, mid-term consultation, review: shares of the months
EASE = (0.38, 0.31, 0.0)       # how far above `close` the ask is at each clock
LOWER = 0.05                   # how much lower it starts after each
STRUCK = 0.20                  # how much more is asked of whoever struck a blow since the game began
MATCH = 0.9                    # of one's best: what lies on the table is matched up to here
FOND = 0.6                     # humor of taste from which Washington likes one partner at a time
PAIR_FLOOR = 0.5               # a deal with Washington alone must bring this share of a three-way deal's ask
SEPARATE, BROKEN_PLEDGE = 10.0, 20.0       # trust points a separate pact costs; more with a pledge out
TOGETHER_OFFERED, TOGETHER_SIGNED = 8.0, 16.0      # the same for a deal behind a pledge to answer together
_TINY = 1e-9


@dataclass(frozen=True)
class Stance:
    """How hard a computer player bargains: shares of its best deal, and $bn it pays for a point of trust.

    hold_out: share of what it holds out for that it does not count as gain in an offer.
    """

    open: float = 0.90
    close: float = 0.20
    price: float = 1.50
    hold_out: float = 0.50


NORMAL = Stance()


class Favorite(NamedTuple):
    """The deal of a kind that a country would offer [g]; -1, 0 and 0 where there is none."""

    deal: Ints
    value: Array               # to itself, $bn
    chance: Array              # that all partners take it


class Reply(NamedTuple):
    """How an offered deal looks to one who is asked [g]."""

    value: Array               # to it, less what signing costs in trust, $bn
    enough: Flags              # it would sign
    harmful: Flags             # worse than nothing


# ---------------------------------------------------------------- asks
def own_humor(scenario: Scenario, state: State, number: int, country: int) -> Array:
    """[g] a humor of a capital, -1 to 1, 0 without luck. For that capital's own seat only."""
    return scenario.rules.luck * humor(state.seed, number)[..., country]


def fondness(taste: Array | float) -> Array:
    """How far Washington likes one partner at a time, 0 to 1: from a taste of `FOND` on; in most games not at all."""
    return np.minimum(np.maximum((np.asarray(taste) - FOND) / (1 - FOND), 0), 1)


def base_ask(scenario: Scenario, month: Array, stance: Stance = NORMAL) -> Array:
    """[g] share of the best deal asked for before trust and humor: falls to each clock, starts lower after it."""
    by_month = _asks(scenario.months, stance)
    return np.take(by_month, np.minimum(np.asarray(month).astype(np.int64), scenario.months))


def clock_ends(months: int) -> tuple[int, ...]:
    """The months played when each clock of a game of that length has run out; the last is the review's."""
    return tuple(max(1, round(share * months)) for share in CLOCKS)


@lru_cache(maxsize=64)
def _asks(months: int, stance: Stance) -> Array:
    """[months played] the ask of each month; 0 after the last."""
    asks, before = [0.0] * (months + 1), 0
    for number, end in enumerate(clock_ends(months)):
        high, low = stance.open - LOWER * number, stance.close + EASE[number]
        for month in range(before, end):
            gone = (month + 1 - before) / (end - before)
            asks[month] = high - (high - low) * gone * gone
        before = max(before, end)
    return np.array(asks)


def wariness(scenario: Scenario, state: State) -> Array:
    """[g, i, j] how trust scales what i asks of j: 1 at trust 50."""
    if scenario.rules.trust_on > 0:
        return 1.6 - 1.2 * state.trust / 100
    return np.ones(state.trust.shape)


def aspiration(scenario: Scenario, state: State, country: int, stance: Stance = NORMAL, temper: Array | float = 0.0,
               ) -> Array:
    """[g, j] share of its best deal that a country asks of each other; temper: its humor `ASKS`, -1 to 1."""
    ask = (base_ask(scenario, state.month, stance) + SPREAD * temper)[..., None]
    struck = turned(blows(scenario, state))[..., country, :]
    return np.minimum(np.maximum((ask + STRUCK * struck) * wariness(scenario, state)[..., country, :], 0), 1)


# ---------------------------------------------------------------- the table of one kind
@dataclass(frozen=True, eq=False)
class Table:
    """The deals of one kind in one state: those which all members gain by, and the points people speak of.

    To be rid of a blow struck since the game began is no gain: what it took is not counted (`Outlook.struck`).
    """

    appraisal: Appraisal
    kind: int
    x: Array                   # [g, deal, member] what each deal brings each member, $bn
    ok: Flags                  # [g, deal] may be signed today, and nobody in it loses
    _chances: dict[int, Array] = field(default_factory=dict, repr=False)

    @property
    def members(self) -> tuple[int, ...]:
        """The countries of the last axis."""
        return MEMBERS[self.kind]

    @cached_property
    def best(self) -> Array:
        """[g, member] the most that each could get from a deal all gain by; 0 if there is none."""
        return np.stack([np.where(self.ok, self.x[..., m], 0).max(-1, initial=0.0)
                         for m in range(len(self.members))], -1)

    @cached_property
    def _scale(self) -> Array:
        return np.maximum(self.best, _TINY)

    @cached_property
    def share(self) -> Array:
        """[g, deal, member] share of its best that each gets; -1 where the deal is not open."""
        shares = [np.where(self.ok, self.x[..., m] / self._scale[..., m, None], -1)
                  for m in range(len(self.members))]
        return np.moveaxis(np.stack(shares), 0, -1)

    @cached_property
    def nash(self) -> Ints:
        """[g] deal with the largest product of gains (Nash 1950); -1 if nothing is open."""
        product = self.x[..., 0] * self.x[..., 1]
        return self._top(product * self.x[..., 2] if self.kind == ALL else product)

    @cached_property
    def kalai_smorodinsky(self) -> Ints:
        """[g] deal whose smallest share of own best is largest (Kalai and Smorodinsky 1975); -1 if none."""
        return self._top(self._least([self.x[..., m] / self._scale[..., m, None] for m in range(len(self.members))]))

    @cached_property
    def egalitarian(self) -> Ints:
        """[g] deal whose smallest gain is largest; -1 if nothing is open."""
        return self._top(self._least([self.x[..., m] for m in range(len(self.members))]))

    def chance(self, member: int) -> Array:
        """[g, deal] chance that a member takes a deal, as others reckon it: a normal ask, its humor unknown."""
        if member not in self._chances:
            scenario, state = self.appraisal.scenario, self.appraisal.state
            country = self.members[member]
            partners = [j for j in self.members if j != country]
            wary = wariness(scenario, state)[..., country, partners].max(-1)
            ask = base_ask(scenario, state.month)
            # share / wariness - ask + SPREAD, over the width of all humors
            slope = 1 / (self._scale[..., member] * wary * (2 * SPREAD))
            chance = self.x[..., member] * slope[..., None]
            chance -= ((ask - SPREAD) / (2 * SPREAD))[..., None]
            self._chances[member] = np.minimum(np.maximum(chance, 0, out=chance), 1, out=chance)
        return self._chances[member]

    def at(self, values: NDArray[T], deal: Ints) -> NDArray[T]:
        """[g] entries of values [g, deal] at catalogue numbers of this kind [g]."""
        return pick(values, np.maximum(deal - self.appraisal.scenario.catalogue.first[self.kind], 0))

    def _least(self, rows: list[Array]) -> Array:
        out = np.minimum(rows[0], rows[1])
        return np.minimum(out, rows[2]) if len(rows) > 2 else out

    def _top(self, values: Array) -> Ints:
        if not self.ok.shape[-1]:
            return np.full(self.ok.shape[:-1], -1)
        best = np.where(self.ok, values, -1.0).argmax(-1)
        first = self.appraisal.scenario.catalogue.first[self.kind]
        return np.where(pick(self.ok, best), best + first, -1)


def table_of(appraisal: Appraisal, kind: int) -> Table:
    """The table of a kind of deal as a seat sees it, made once for every appraisal."""
    kept = appraisal.tables.get(kind)
    if not isinstance(kept, Table):
        if appraisal.knows_taste and kind >= 2:
            kept = table_of(appraisal.outlook.seen_by(None, appraisal.fear), kind)
        else:
            x, struck = appraisal.own(kind), undone(appraisal, kind)
            x = x - struck[..., None, :] if struck.any() else x
            ok = legal_kind(appraisal.scenario, appraisal.state, kind)
            for m in range(x.shape[-1]):
                ok &= x[..., m] >= 0
            kept = Table(appraisal, kind, x, ok)
        appraisal.tables[kind] = kept
    return kept


def undone(appraisal: Appraisal, kind: int) -> Array:
    """[g, member] of what a deal of a kind brings, $bn, how much only undoes blows; as far as one believes in it."""
    members = list(MEMBERS[kind])
    return appraisal.outlook.keeps[..., kind, members] * appraisal.outlook.struck[..., members]


# ---------------------------------------------------------------- offering and taking
def favorite(appraisal: Appraisal, kind: int, country: int, stance: Stance = NORMAL, temper: Array | float = 0.0,
             ) -> Favorite:
    """What a country would offer: the largest (own gain - half of what it holds out for) x chance that all take it.

    Never less for itself than what already lies on its table, and not the very paper it has laid down there.
    """
    table, state = table_of(appraisal, kind), appraisal.state
    me = table.members.index(country)
    partners = [j for j in table.members if j != country]
    if not table.ok.shape[-1]:
        return Favorite(np.full(state.games, -1), np.zeros(state.games), np.zeros(state.games))
    x, best = table.x[..., me], table._scale[..., me]
    ask = aspiration(appraisal.scenario, state, country, stance, temper)[..., partners].min(-1)
    floor = ask
    for j in partners:
        laid = state.offer[..., j, j if kind == ALL else country].astype(np.int64)
        offered = np.where(table.at(table.ok, laid), table.at(x, laid) / best, -1)
        floor = np.maximum(floor, np.where(laid >= 0, np.minimum(offered, MATCH), 0))
    mine = state.offer[..., country, country if kind == ALL else partners[0]]
    numbers = appraisal.scenario.catalogue.of_kind[kind]
    fine = table.ok & (x >= (floor * best)[..., None]) & (numbers != mine[..., None])
    chance = table.chance(table.members.index(partners[0]))
    if len(partners) > 1:
        chance = chance * table.chance(table.members.index(partners[1]))
    gain = x - (stance.hold_out * ask * table.best[..., me])[..., None]
    gain *= np.maximum(chance, 1e-3)
    top = np.where(fine, gain, -np.inf).argmax(-1)
    has = pick(fine, top)
    return Favorite(np.where(has, numbers[top], -1), np.where(has, pick(x, top), 0.0),
                    np.where(has, pick(chance, top), 0.0))


def trust_cost(scenario: Scenario, state: State, country: int, deal: Ints, signing: bool = True) -> Array:
    """[g] trust points that a deal [g] would cost a country elsewhere, signing it or only offering it."""
    cat = scenario.catalogue
    if not len(cat):
        return np.zeros(state.games)
    number = np.maximum(deal, 0)
    pledged = state.pledge[..., country, :, :].max(-2) > 0
    apart = np.where(cat.separate[number], SEPARATE + BROKEN_PLEDGE * pledged[..., THREE_WAY], 0.0)
    behind = (cat.kind[number] < 2) & pledged[..., TOGETHER]
    points = apart + (TOGETHER_SIGNED if signing else TOGETHER_OFFERED) * behind
    return np.where(deal >= 0, points, 0.0)


def needed(appraisal: Appraisal, country: int, kind: int, stance: Stance = NORMAL, temper: Array | float = 0.0,
           taste: Array | float = 0.0) -> Array:
    """[g] $bn that a deal of a kind must bring a country, costs in trust apart; temper, taste: its humors, -1 to 1.

    The share it asks of its best. A deal with Washington alone must also bring half of what the country asks of a
    three-way one, but for a Washington that likes one at a time. All of it besides what blows have taken.
    """
    members = MEMBERS[kind]
    asks = aspiration(appraisal.scenario, appraisal.state, country, stance, temper)
    ask = asks[..., [j for j in members if j != country]].max(-1)
    least = ask * table_of(appraisal, kind).best[..., members.index(country)]
    if kind < 2:
        fond = fondness(taste) if country == US else 0.0
        least = np.maximum(least, PAIR_FLOOR * (1 - fond) * ask * table_of(appraisal, ALL).best[..., country])
    return least + undone(appraisal, kind)[..., members.index(country)]


def reply(appraisal: Appraisal, country: int, deal: Ints, stance: Stance = NORMAL, temper: Array | float = 0.0,
          taste: Array | float = 0.0) -> Reply:
    """How a deal offered to a country [g], -1 none, looks to it; temper, taste: its humors, -1 to 1."""
    cat = appraisal.scenario.catalogue
    value = appraisal.of(deal, country)
    net = value - stance.price * trust_cost(appraisal.scenario, appraisal.state, country, deal)
    there = deal >= 0
    enough = there & (net > 0)
    for kind, members in enumerate(MEMBERS):
        here = there & (cat.kind[np.maximum(deal, 0)] == kind) if len(cat) else there
        if country in members and bool(here.any()):
            enough &= ~here | (net >= needed(appraisal, country, kind, stance, temper, taste))
    return Reply(np.where(there, net, 0.0), enough, there & (value < 0))
