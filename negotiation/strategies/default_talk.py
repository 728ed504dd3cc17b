"""What the default player says (rules 10, steps 1 to 6)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..rules.arrays import Array, Flags, Ints
from ..rules.bargaining import ASKS, Favorite, fondness, trust_cost
from ..rules.causes import BROKEN, SIDE_DEAL
from ..rules.countries import ALL, CANADA, MEXICO, PAIR_OF, US
from ..rules.values import TASTE
from . import tariff_plans
from .choices import Choices
from .levels import Level
from .repair import repair
from .view import TONGUE, View

BETRAYAL = -8.0                # trust points lost to one month's side deals and broken words
COLD = 40.0                    # trust under which that shuts the line
RAISE_PAYS = (1.0, 1.0, 1.0)   # $bn that a rise must gain to be worth a warning: Washington, the neighbors
MEETS = 0.3                    # humor above which a neighbor meets a warning with a warning
SLIGHTEST = 0.5                # $bn under which no offer is laid down
WAITS = 0.15                   # share of months in which it lays down nothing
AGAIN = 3.0                    # trust points that the same paper again costs
THREE_DISCOUNT = 0.9           # how far a Washington fond of one partner at a time discounts offers to both
TOGETHER_FROM, LOYAL_FROM = 45.0, 40.0     # trust above which neighbors promise each other
SHARP, LOYAL, NERVOUS, MILD = 0.3, 0.4, 0.6, -0.3     # humors of the tongue


class Best(NamedTuple):
    """The best offer of each game [g]: to whom (the seat itself: to both), which deal, its value less its cost."""

    target: Ints
    deal: Ints
    worth: Array


def words(view: View, level: Level) -> Choices:
    """At most as many words as the scenario allows, in this order of urgency."""
    out = view.choices()
    fill(view, level, out)
    return out


def fill(view: View, level: Level, out: Choices) -> None:
    """The same behind words that a strategy has put first."""
    best = best_offer(view, level)
    worthwhile: Flags = best.worth > SLIGHTEST
    _shut_lines(view, out)
    if level.warns:
        _warn(view, out, worthwhile)
    waits = view.draw(1) < WAITS * view.scenario.rules.luck
    _offer(view, out, best, worthwhile & ~waits)
    if level.sharp:
        _answer_back(view, out)
    if view.me == US:
        _promise_calm(view, out)
    else:
        _promise_each_other(view, out, best)
    if level.appeals:
        out.speak(view.me, "appeal", why="say.appeal_at_home")
    repair(view, out)


def best_offer(view: View, level: Level) -> Best:
    """The best of my favorites with either partner and with both, by value x chance less what it costs in trust."""
    state, me, fond = view.state, view.me, fondness(view.humor(TASTE))
    price = level.stance.price
    deals, worths = [], []
    for j in (*view.others, me):
        kind = ALL if j == me else int(PAIR_OF[me, j])
        favorite = view.favorite(kind, level.stance, level.fear)
        if me != US and j not in (US, me):
            favorite = _together(view, j, favorite)
        value = favorite.value * favorite.chance
        if me == US:
            value = value * (1 - THREE_DISCOUNT * fond if kind == ALL else fond)
        cost = trust_cost(view.scenario, state, me, favorite.deal, signing=False)
        cost = cost + AGAIN * (favorite.deal == state.last[..., me, j])
        possible = (favorite.deal >= 0) & view.may_speak(j, "offer_all" if kind == ALL else "offer")
        deals.append(favorite.deal)
        worths.append(np.where(possible, value - price * cost, -1.0))
    table = np.stack(worths, -1)
    top = table.argmax(-1)[..., None]
    targets = np.array([*view.others, me])
    return Best(targets[top[..., 0]], np.take_along_axis(np.stack(deals, -1), top, -1)[..., 0],
                np.take_along_axis(table, top, -1)[..., 0])


def _together(view: View, j: int, favorite: Favorite) -> Favorite:
    """A neighbor's deal with the other says that they answer together, once Washington warns and trust is high."""
    firm = view.scenario.catalogue.standing_together
    if not len(firm):
        return favorite
    deal = firm[np.maximum(favorite.deal, 0)]
    here = (favorite.deal >= 0) & (deal >= 0) & view.may_offer(j, deal) & _stands_by(view, j)
    return favorite._replace(deal=np.where(here, deal, favorite.deal))


def _stands_by(view: View, j: int) -> Flags:
    """[g] Washington warns either neighbor, and I trust the other."""
    state = view.state
    out: Flags = (state.trust[..., view.me, j] > TOGETHER_FROM) & (state.warned[..., US, :] > 0).any(-1)
    return out


def _shut_lines(view: View, out: Choices) -> None:
    """On a fresh betrayal by somebody it hardly trusts."""
    state, me = view.state, view.me
    for j in view.others:
        hurt = state.ev[..., me, j, SIDE_DEAL] + state.ev[..., me, j, BROKEN]
        out.speak(j, "freeze", (hurt <= BETRAYAL) & (state.trust[..., me, j] < COLD), why="say.shut_line", points=-hurt)


def _warn(view: View, out: Choices, worthwhile: Flags) -> None:
    """Where raising would pay and nothing signed forbids it; a neighbor also meets a warning of Washington."""
    me = view.me
    wants, gains = _rises_that_pay(view) if me == US else _answers_that_pay(view)
    for n, j in enumerate(view.others):
        free = ~(worthwhile & (out.count > 0))          # a place is kept for the offer
        met = _threatened(view) if me != US and j == US else np.zeros(view.games, bool)
        why = "say.warn_rise" if me == US else "say.warn_answer"
        out.speak(j, "warn", wants[..., n] & ~met & free, why=why, gain=gains[..., n])
        out.speak(j, "warn", met & free, why="say.meet_warning")


def _rises_that_pay(view: View) -> tuple[Flags, Array]:
    may = np.stack([view.may_speak(j, "warn") & ~view.bound(j) for j in view.others], -1)
    gains, _ = tariff_plans.raises(view, may[..., 0] | may[..., 1])
    most = gains.max(-1)
    return may & (most > RAISE_PAYS[view.me]), most


def _answers_that_pay(view: View) -> tuple[Flags, Array]:
    state, me = view.state, view.me
    may = np.stack([view.may_speak(j, "warn") & ~view.bound(j) & (
        (state.raised[..., j, me] > 0) | (state.spare[..., j, me] == 0) | (state.warned[..., j, me] > 0))
        for j in view.others], -1)
    gains, _ = tariff_plans.answers(view, may[..., 0] | may[..., 1])
    return may & (gains > RAISE_PAYS[me]), gains


def _threatened(view: View) -> Flags:
    """[g] Washington's warning stands against a neighbor it charges already, and the neighbor's humor is to meet it."""
    state, me = view.state, view.me
    out: Flags = ((state.warned[..., US, me] > 0) & (state.wall[..., US, me] > 0) & (view.humor(ASKS) > MEETS)
                  & ~view.bound(US))
    return out


def _offer(view: View, out: Choices, best: Best, where: Flags) -> None:
    """Separate pacts in a whisper where the host allows it."""
    catalogue = view.scenario.catalogue
    if not len(catalogue):
        return
    separate = catalogue.separate[np.maximum(best.deal, 0)]
    for j in view.others:
        here = where & (best.target == j)
        out.offer(j, best.deal, here & separate, quietly=True, why="say.offer_separate", gain=best.worth)
        out.offer(j, best.deal, here & ~separate, why="say.offer_pair", gain=best.worth)
    out.offer(view.me, best.deal, where & (best.target == view.me), why="say.offer_all", gain=best.worth)


def _apart(view: View, best: Best) -> Flags:
    """[g] a separate pact is my best offer, or one of mine lies on a table."""
    separate = view.scenario.catalogue.separate
    if not len(separate):
        return np.zeros(view.games, bool)
    mine = view.state.offer[..., view.me, :].astype(np.int64)
    lies = ((mine >= 0) & separate[np.maximum(mine, 0)]).any(-1)
    wanted = (best.deal >= 0) & (best.worth > SLIGHTEST) & separate[np.maximum(best.deal, 0)]
    out: Flags = lies | wanted
    return out


def _answer_back(view: View, out: Choices) -> None:
    """A sharp tongue when just hit."""
    state, me = view.state, view.me
    for j in view.others:
        out.speak(j, "slight", (state.raised[..., j, me] > 0) & (view.humor(TONGUE) > SHARP), why="say.sharp_tongue")


def _promise_calm(view: View, out: Choices) -> None:
    """A mild Washington during a reprieve."""
    state = view.state
    for j in view.others:
        calm = (state.reprieve[..., US, j] > 0) & (state.warned[..., US, j] == 0)
        out.speak(j, "pledge_calm", calm & (view.humor(TONGUE) < MILD), why="say.promise_calm")


def _promise_each_other(view: View, out: Choices, best: Best) -> None:
    """Neighbors promise to answer together once Washington warns, the loyal ones to stay three-way unless they want a
    separate pact themselves; a nervous one flies to Washington without notice."""
    state, me, tongue = view.state, view.me, view.humor(TONGUE)
    j = MEXICO if me == CANADA else CANADA
    trust = state.trust[..., me, j]
    out.speak(j, "pledge_together", _stands_by(view, j), why="say.promise_together", trust=trust)
    loyal = (trust > LOYAL_FROM) & (tongue < LOYAL) & ~_apart(view, best)
    out.speak(j, "pledge_three", loyal, why="say.promise_three_way", trust=trust)
    nervous = (state.warned[..., US, me] > 0) & (tongue > NERVOUS) & (state.trust[..., US, me] < 50)
    out.speak(US, "drop_in", nervous, why="say.fly_unannounced")
