"""What every deal is worth to every country, and what each falls back on without one (rules 9).

`outlook` reckons what all eyes see alike; `Outlook.seen_by` adds the one thing only Washington knows, its own
humor. Worth is found for each distinct effect of a deal on policy, then for each distinct meaning of it to one
country, and spread over the deals last. Arrays read [g, deal, country]; in memory they lie country by country.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..economy.policy import Policy
from .arrays import Array, Flags, Ints, total, turned
from .causes import BROKEN
from .chance import humor
from .clauses import Catalogue
from .countries import ALL, PAIRS, US, N, third
from .future import worth
from .payoffs import Position, flows, position_of, status_of, years_left

if TYPE_CHECKING:
    from .scenario import Scenario
    from .state import State

TASTE = 2                      # number of the humor: how far Washington hopes to charge the one left out
SOBER, DEAR = 0.35, -1.0       # share of nerve^2 believed of a threat that costs its maker more than this, $bn
FADING = 0.06                  # how approval won or lost today weighs less month by month: n / (1 + 0.06 n)
MEMBERS = (*PAIRS, (0, 1, 2))  # of each kind of deal
_NOW, _FEARED, _RENEWED, _DEALS = range(4)      # positions reckoned: three, then one for each effect


class Meaning(NamedTuple):
    """The distinct meanings [c] that deals of a kind have to one member, and which one each deal has."""

    effect: Ints               # number of the effect on policy
    flow: Array                # $bn a year from its clauses, economy and politics
    mood: Array                # approval points, once
    gives: Array               # $bn a year handed over whatever the others do
    of: Ints                   # [deal of the kind] its meaning


class Stakes:
    """What a catalogue does, apart from any state. Axis `effect`: see `Catalogue.effects`."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Sorts the deals by effect and by meaning."""
        deal, self.effect_of = catalogue.effects
        self.kind = catalogue.kind[deal]
        self.separate = catalogue.separate[deal]
        self.renew = catalogue.renew[deal]
        ended = self.kind[:, None] == np.arange(4)
        ended |= (self.kind == ALL)[:, None] & (np.arange(4) < 2)
        ended |= (self.separate & (self.kind < 2))[:, None] & (np.arange(4) == ALL)
        kept, self.pattern = np.unique(~ended, axis=0, return_inverse=True)
        self.pattern = self.pattern.reshape(-1)
        self.kept: Array = kept * 1.0              # [pattern, slot] deals in force that stay
        self.meaning = tuple(tuple(self._meaning(catalogue, k, i) for i in MEMBERS[k]) for k in range(4))

    def _meaning(self, catalogue: Catalogue, kind: int, country: int) -> Meaning:
        deals = catalogue.of_kind[kind]
        flow = catalogue.econ[deals, country] + catalogue.polit[deals, country]
        mood, gives = catalogue.mood[deals, country], catalogue.gives[deals, country]
        columns = np.stack([self.effect_of[deals], flow, mood, gives], 1)
        rows, of = np.unique(columns, axis=0, return_inverse=True)
        return Meaning(rows[:, 0].astype(np.int64), rows[:, 1], rows[:, 2], rows[:, 3], of.reshape(-1))


@lru_cache(maxsize=16)
def stakes_of(catalogue: Catalogue) -> Stakes:
    """The stakes of a catalogue, worked out once."""
    return Stakes(catalogue)


def belief(scenario: Scenario, state: State) -> Array:
    """[g, i, j] chance i puts on j keeping a deal. A broken word counts twice: in trust, and as a record."""
    rules = scenario.rules
    if rules.trust_on > 0:
        reckoned = rules.keep0 + rules.keep1 * state.trust + rules.record * state.ledger[..., BROKEN]
        return np.minimum(np.maximum(reckoned, 0.05), 0.95)
    return np.full(state.trust.shape, rules.keep0 + rules.keep1 * 50)


def feared(state: State) -> Policy:
    """The policy if every standing warning is carried out: the rate threatened, sparing nothing."""
    on = state.warned > 0
    wall = np.where(on, np.maximum(state.wall, state.warnrate), state.wall)
    return Policy(wall, np.where(on, 0.0, state.spare), state.sector, state.pact, state.content)


@dataclass(frozen=True, eq=False)
class Outlook:
    """What deals are worth in a state, before anybody's fears and hopes: $bn, the years after included."""

    scenario: Scenario
    state: State
    now: Array                 # [g, 3] worth of going on as today
    threat: Array              # [g, 3] what it would be if every warning were carried out
    believed: Array            # [g, 3] how far each believes the warnings against it, 0 to 1
    renewal: Array             # [g, 3] what a renewal by itself would add
    after: Array               # [g, effect, 3] worth of the policy after a deal
    politics: Array            # [g, effect, 3] politics of a year, less today's, clauses apart
    stay: Array                # [g, effect] years that a flow is enjoyed
    lump: Array                # [g] $bn of one approval point won now
    keeps: Array               # [g, kind, 3] chance a country puts on all partners keeping it
    struck: Array              # [g, 3] what blows since the game began have taken from each
    _views: dict[tuple[bool, float], Appraisal] = field(default_factory=dict, repr=False)

    def seen_by(self, viewer: int | None = None, fear: float = 1.0) -> Appraisal:
        """The appraisal of one seat (None: of anybody who may know no humor). Seats that see alike share it.

        fear: the weight of standing warnings, 1 for all of it.
        """
        key = (viewer == US and self.scenario.rules.luck > 0, fear)
        if key not in self._views:
            self._views[key] = Appraisal(self, *key)
        return self._views[key]


def outlook(scenario: Scenario, state: State) -> Outlook:
    """Reckon a state's deals once for all seats."""
    rules, stakes = scenario.rules, stakes_of(scenario.catalogue)
    games = state.games
    settled = scenario.outcomes.outlook(state.policy, feared(state), state.policy)
    renewed = np.empty((*games, _DEALS + len(stakes.kind)))
    renewed[..., :_DEALS] = state.renewed[..., None]
    renewed[..., _RENEWED] = 1.0
    still = np.where(stakes.separate, 0.0, state.renewed[..., None])
    renewed[..., _DEALS:] = np.where(stakes.renew, 1.0, still)
    mends = np.concatenate([np.zeros(_DEALS, bool), stakes.kind == ALL])[:, None]
    econ, polit = _beside(scenario, state, stakes)
    position = Position(settled, renewed, np.where(mends, 0.0, state.notice[..., None, :]), econ, polit)
    years = years_left(scenario, state.month)
    trust, labour = state.trust[..., None, :, :], state.labour[..., None, :, :]
    value = worth(scenario, position, trust, labour, years[..., None])
    now = value[..., _NOW, :]
    # A threat is feared for the months left and a while after, not for ever.
    span = ((years + rules.dread) / (years + rules.K))[..., None]
    threat = now + (value[..., _FEARED, :] - now) * span
    nerve = state.nerve * state.nerve
    # What hurts its maker too is hardly believed until one like it was carried out.
    sober = np.where(threat - now > DEAR, 1.0, SOBER * nerve)
    weight = (nerve * sober)[..., :, None] * (state.warned > 0)
    politics = settled.today.politics + polit
    lapses = np.take(total(np.array(rules.lottery)), status_of(settled.pact, renewed)[..., _DEALS:])
    left = scenario.months - state.month
    return Outlook(
        scenario, state, now, threat, believed=weight.max(-2), renewal=value[..., _RENEWED, :] - now,
        after=value[..., _DEALS:, :], politics=politics[..., _DEALS:, :] - politics[..., :1, :],
        stay=years[..., None] + rules.K * (1 - lapses), lump=rules.rate * left / (1 + FADING * left),
        keeps=_keeps(scenario, state), struck=_struck(scenario, state))


def appraise(scenario: Scenario, state: State, viewer: int | None = None, fear: float = 1.0) -> Appraisal:
    """What every deal is worth as one seat sees it. Seats of the same state better share one `outlook`."""
    return outlook(scenario, state).seen_by(viewer, fear)


def _beside(scenario: Scenario, state: State, stakes: Stakes) -> tuple[Array, Array]:
    """Flows of the deals in force that stay, [g, positions, 3]: economy, politics."""
    pattern = np.concatenate([np.full(_DEALS, len(stakes.kept)), stakes.pattern])
    kept = np.concatenate([stakes.kept, np.ones((1, 4))])
    deal = np.where(kept > 0, state.deal[..., None, :], -1.0)
    econ, polit = (np.moveaxis(np.take(np.moveaxis(x, -1, 0), pattern, axis=-1), 0, -1)
                   for x in flows(scenario.catalogue, deal))
    return econ, polit


def blows(scenario: Scenario, state: State) -> Flags:
    """[g, i, j] i has struck j since the game began, and it stands: a tariff on everything that has ceased to spare, or
    a higher one on a sector."""
    out: Flags = _harsh(scenario, state) | (state.sector > scenario.opening_policy.sector).any(-1)
    return out


def _harsh(scenario: Scenario, state: State) -> Flags:
    out: Flags = (state.spare < scenario.opening_policy.spare) & (state.wall > 0)
    return out


def _struck(scenario: Scenario, state: State) -> Array:
    """What each would have more if all blows were undone, $bn [g, 3]; 0 for whom none has hit."""
    hit = turned(blows(scenario, state)).any(-1)
    if not hit.any():
        return np.zeros((*state.games, N))
    began, harsh = scenario.opening_policy, _harsh(scenario, state)
    eased = Policy(np.where(harsh, np.minimum(state.wall, began.wall), state.wall),
                   np.maximum(state.spare, began.spare), np.minimum(state.sector, began.sector),
                   state.pact, state.content)
    here, years = position_of(scenario, state), years_left(scenario, state.month)
    now, then = (worth(scenario, position, state.trust, state.labour, years)
                 for position in (here, here.under(scenario.outcomes.settled(eased))))
    return np.where(hit, np.maximum(then - now, 0.0), 0.0)


def _keeps(scenario: Scenario, state: State) -> Array:
    believed = belief(scenario, state)
    out = np.ones((*state.games, 4, N))
    for kind, members in enumerate(MEMBERS):
        for i in members:
            out[..., kind, i] = believed[..., i, [j for j in members if j != i]].min(-1)
    return out


@dataclass(frozen=True, eq=False)
class Appraisal:
    """What deals are worth as a seat sees them, with its fears and, in Washington, its hopes; $bn."""

    outlook: Outlook
    knows_taste: bool
    fear: float
    _own: dict[int, Array] = field(default_factory=dict, repr=False)
    tables: dict[int, object] = field(default_factory=dict, repr=False)     # kept by `bargaining.table_of`

    @property
    def scenario(self) -> Scenario:
        """Of the state appraised."""
        return self.outlook.scenario

    @property
    def state(self) -> State:
        """The state appraised."""
        return self.outlook.state

    @cached_property
    def outside(self) -> Array:
        """[g, 3] what each country has if no deal is made: today's worth less what it fears."""
        o = self.outlook
        return o.now + self.fear * o.believed * np.minimum(o.threat - o.now, 0)

    @cached_property
    def _added(self) -> Array:
        """[g, effect, 3] what a deal's effect on policy adds to the fallback."""
        return self.outlook.after - self.outside[..., None, :]

    def own(self, kind: int) -> Array:
        """[g, deal of the kind, member] what a deal brings each member, doubts about its partners included.

        Members in the order of `MEMBERS[kind]`. X of rules 9.
        """
        if kind not in self._own:
            if self.knows_taste and kind != 0 and kind != 1:
                self._own[kind] = self.outlook.seen_by(None, self.fear).own(kind)
            else:
                self._own[kind] = np.moveaxis(self._all_own(kind), 0, -1)
        return self._own[kind]

    def _all_own(self, kind: int) -> Array:
        meanings = stakes_of(self.scenario.catalogue).meaning[kind]
        out = np.empty((len(MEMBERS[kind]), *self.state.games, len(meanings[0].of)))
        for place, country in enumerate(MEMBERS[kind]):
            if self.knows_taste and country != US:
                out[place] = self.outlook.seen_by(None, self.fear).own(kind)[..., place]
            else:
                meant = self._meant(kind, country, meanings[place])
                np.take(meant, meanings[place].of, axis=-1, out=out[place], mode="clip")
        return out

    def _meant(self, kind: int, country: int, m: Meaning) -> Array:
        """[g, meaning] what each distinct meaning of a deal is worth to one member."""
        o = self.outlook
        keeps = o.keeps[..., kind, country, None]
        base = keeps * self._added[..., country]
        if country == US and kind < ALL:
            base = base + self._hope
        lump = o.lump[..., None]
        out = np.take(base, m.effect, axis=-1)
        out += np.take(keeps * o.stay, m.effect, axis=-1) * m.flow
        out += (keeps * lump) * m.mood
        out += (1 - keeps) * (m.gives + lump * np.minimum(m.mood, 0))
        return out

    @cached_property
    def _hope(self) -> Array:
        """[g, effect] what Washington hopes to charge the one left out by a separate pact."""
        rules, stakes = self.scenario.rules, stakes_of(self.scenario.catalogue)
        loss = np.zeros(self.outlook.stay.shape)
        for kind in (0, 1):
            here = np.flatnonzero(stakes.separate & (stakes.kind == kind))
            loss[..., here] = np.maximum(-self._added[..., here, third(*PAIRS[kind])], 0)
        charge = np.full(self.state.games, rules.charge)
        if self.knows_taste:
            charge = rules.charge * (1 + rules.luck * humor(self.state.seed, TASTE)[..., US])
        return charge[..., None] * loss

    def gain(self, kind: int) -> Array:
        """[g, deal of the kind, 3] what a deal adds for every country if all keep it. G of rules 9."""
        o, cat = self.outlook, self.scenario.catalogue
        deals = cat.of_kind[kind]
        effect = stakes_of(cat).effect_of[deals]
        clauses = np.take(o.stay, effect, axis=-1)[..., None] * (cat.econ[deals] + cat.polit[deals])
        return self._added[..., effect, :] + clauses + o.lump[..., None, None] * cat.mood[deals]

    def of(self, deal: Ints, country: int) -> Array:
        """[g] what a deal of each game [g] is worth to a country in it, as in `own`; 0 where deal is -1."""
        cat = self.scenario.catalogue
        out = np.zeros(self.state.games)
        for kind, members in enumerate(MEMBERS):
            here: Flags = (deal >= 0) & (cat.kind[np.maximum(deal, 0)] == kind) if len(cat) else deal >= 0
            if country in members and bool(here.any()):
                place = np.where(here, deal - cat.first[kind], 0)
                row = self.own(kind)[..., members.index(country)]
                out = np.where(here, np.take_along_axis(row, place[..., None], -1)[..., 0], out)
        return out
