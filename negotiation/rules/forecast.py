"""What a screen may say about an offer before it is made: would they take it, what would it take, what would they
offer instead. One game at a time, and never with anybody's humor (rules 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .arrays import Ints
from .bargaining import NORMAL, Stance, favorite, needed, table_of, trust_cost, undone
from .scenario import Scenario
from .state import State
from .values import MEMBERS, Appraisal, stakes_of

WOULD, MIGHT, WOULD_NOT = "would", "might", "would_not"
_MILD, _STUBBORN = -1.0, 1.0   # the ends of a humor


@dataclass(frozen=True)
class Forecast:
    """What can be said of a country and a deal; $bn over the game and the years after, its humor taken as 0."""

    answer: str                # "would": even a stubborn one takes it; "would_not": even a mild one refuses; "might"
    value: float               # of the deal to the country: the three parts together
    share: float               # of the best deal of this kind it could hope for
    needed: float              # the share it is likely to hold out for, costs in trust included
    economy: float             # tariffs, revenue, investment, what clauses bring, the fear of what comes otherwise
    politics: float            # approval and friends at home
    doubt: float               # lost because partners may not keep it
    struck: float              # of the value, what only undoes blows struck since the game began: no gain to a computer

    @property
    def struck_shows(self) -> bool:
        """Whether that is enough to be told, half a billion or more."""
        return self.struck >= 0.5

    @property
    def ones_own(self) -> Forecast:
        """The same of one's own country: a person may sign to be rid of a blow."""
        return replace(self, struck=0.0)


@dataclass(frozen=True)
class Change:
    """A deal near another one."""

    deal: int                  # catalogue number
    steps: int                 # clause levels changed, in all
    values: tuple[float, float, float]         # to each country, $bn; one outside the deal: what it loses by it
    own_cost: float            # what the one who offers gives up against the deal it had in mind, $bn


def forecast(scenario: Scenario, state: State, appraisal: Appraisal, deal: int, country: int,
             stance: Stance = NORMAL) -> Forecast:
    """What a country is likely to answer to a deal it would be in."""
    plain = _plain(state, appraisal)
    kind, place = _placed(scenario, deal, country)
    value = float(plain.own(kind)[place, MEMBERS[kind].index(country)])
    cost = stance.price * float(trust_cost(scenario, state, country, np.array(deal)))
    net = value - cost

    def takes(temper: float, taste: float) -> bool:
        return net > 0 and net >= float(needed(plain, country, kind, stance, temper, taste))

    answer = WOULD if takes(_STUBBORN, _MILD) else MIGHT if takes(_MILD, _STUBBORN) else WOULD_NOT
    struck = float(undone(plain, kind)[..., MEMBERS[kind].index(country)])
    best = float(table_of(plain, kind).best[..., MEMBERS[kind].index(country)]) + struck
    least = float(needed(plain, country, kind, stance)) + cost
    politics, doubt = _parts(plain, kind, place, country)
    share, ask = (value / best, min(least / best, 1.0)) if best > 0 else (0.0, 1.0)
    return Forecast(answer, value, share, ask, value - politics - doubt, politics, doubt, struck)


def advice(scenario: Scenario, state: State, appraisal: Appraisal, deal: int, country: int, most: int = 3,
           asker: int | None = None, stance: Stance = NORMAL) -> list[Change]:
    """The nearest deals of the same kind that a country of even temper would sign: fewest steps, then kindest.

    The last is one that even a stubborn one takes, where there is one, so that a "would" is always among them. No
    other partner likes them less than the deal itself, unless it would not have taken that one anyway. The deal itself
    comes first, with no steps, if it would do. asker: whose cost is told; the first partner if None. Empty where
    nothing would do.
    """
    plain = _plain(state, appraisal)
    kind, place = _placed(scenario, deal, country)
    table, members = table_of(plain, kind), MEMBERS[kind]
    numbers = scenario.catalogue.of_kind[kind]
    x = plain.own(kind)

    def liked(i: int) -> Ints:
        """0 refused, 1 taken by a mild one, 2 by one of even temper, 3 by a stubborn one, of every deal of the kind."""
        net = x[:, members.index(i)] - stance.price * trust_cost(scenario, state, i, numbers)
        asks = [needed(plain, i, kind, stance, *each) for each in ((_MILD, _STUBBORN), (0.0, 0.0), (_STUBBORN, _MILD))]
        out: Ints = sum(((net > 0) & (net >= ask)).astype(np.int64) for ask in asks)                # type: ignore[assignment]
        return out

    offers = asker if asker is not None else next(i for i in members if i != country)
    mine = np.where(table.ok, liked(country), 0)
    held, kept = np.ones(len(numbers), bool), np.ones(len(numbers), bool)
    for other in members:
        if other not in (country, offers):
            theirs = liked(other)
            held &= theirs >= theirs[place]
            kept &= (theirs >= theirs[place]) | (theirs[place] < 2)      # a yes that is there is never given away
    side = held if (held & (mine > 1)).any() else kept
    fine = np.flatnonzero(side & (mine > 1))
    level = scenario.catalogue.level
    steps = np.abs(level[numbers[fine]] - level[deal]).sum(-1)
    nearest = fine[np.lexsort((fine, -x[fine].min(-1), steps))]
    sure = nearest[mine[nearest] > 2]
    order = nearest[:most]
    if len(sure) and sure[0] not in order:
        order = np.append(order[: most - 1], sure[0])
    whose = members.index(offers)
    gain = plain.gain(kind)
    out = []
    for n in order:
        worth = [float(x[n, members.index(i)]) if i in members else float(gain[n, i]) for i in range(3)]
        changed = int(np.abs(level[numbers[n]] - level[deal]).sum())
        out.append(Change(int(numbers[n]), changed, (worth[0], worth[1], worth[2]),
                          float(x[place, whose] - x[n, whose])))
    return out


def counter_offer(scenario: Scenario, state: State, appraisal: Appraisal, deal: int, country: int,
                  stance: Stance = NORMAL) -> int:
    """What a country of even temper would offer in place of a deal of this kind; -1 if nothing, or that very deal."""
    plain = _plain(state, appraisal)
    kind, _ = _placed(scenario, deal, country)
    other = int(favorite(plain, kind, country, stance).deal)
    return -1 if other == deal else other


def _plain(state: State, appraisal: Appraisal) -> Appraisal:
    """The same appraisal as seen by one who knows no humor, of one game."""
    if state.games:
        raise ValueError("forecasts are for one game at a time")
    if appraisal.state is not state:
        raise ValueError("the appraisal is of another state")
    return appraisal.outlook.seen_by(None, appraisal.fear)


def _placed(scenario: Scenario, deal: int, country: int) -> tuple[int, int]:
    """Kind of a deal, and its place among the deals of that kind."""
    cat = scenario.catalogue
    if not 0 <= deal < len(cat):
        raise ValueError(f"no deal {deal}")
    kind = int(cat.kind[deal])
    if country not in MEMBERS[kind]:
        raise ValueError(f"country {country} is not in deal {deal}")
    return kind, deal - int(cat.first[kind])


def _parts(appraisal: Appraisal, kind: int, place: int, country: int) -> tuple[float, float]:
    """Politics and doubt in what a deal is worth; the rest is economy."""
    look, cat = appraisal.outlook, appraisal.scenario.catalogue
    deal = place + int(cat.first[kind])
    effect = int(stakes_of(cat).effect_of[deal])
    flow = look.politics[effect, country] + cat.polit[deal, country]
    politics = float(look.stay[effect] * flow + look.lump * cat.mood[deal, country])
    gain = appraisal.gain(kind)[place, country]
    lost = cat.gives[deal, country] + look.lump * min(cat.mood[deal, country], 0.0)
    return politics, float((1 - look.keeps[kind, country]) * (lost - gain))
