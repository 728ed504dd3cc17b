"""What the default player decides (rules 10, steps 7 to 10)."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Array, Flags
from ..rules.bargaining import Reply
from ..rules.causes import BROKEN, PAIN
from ..rules.countries import ALL, GDP, US, third
from ..rules.kinds.pledge import CALM, TOGETHER
from ..rules.kinds.sector import SECTORS
from ..rules.menu import ACCEPT, NOT, REFUSE, RENEW
from . import tariff_plans
from .choices import Choices
from .levels import Level
from .lookahead import wall_options
from .view import RISES, VOTE, View

PAYS = 2.0                     # $bn that a tariff move must gain
URGENT = 50.0                  # $bn from which it is made even in a month of signing
PRIDE_ALONE, PRIDE_TOGETHER = 2.0, 8.0     # $bn by which answering a fresh blow looks better than it is
STILL_FRESH = 0.4              # worth of a reprieve under which none is granted again
HAWKISH = 0.5                  # humor of rises above which Washington ties its hands by none
WRONGED = -8.0                 # trust points held against broken words under which no wall steps back
CHARGE = 0.20                  # share of what a renewal is worth to the others that its own vote must bring
VOTE_HUMOR = 0.5


def decisions(view: View, level: Level) -> Choices:
    """Answers, then tariffs, then relief money where it pays, then the vote."""
    out = view.choices()
    signs = answers(view, level, out)
    if view.me == US:
        _washington(view, out, signs)
    else:
        _answer_sectors(view, level, out)
        _neighbor(view, level, out, signs)
    if view.scenario.menu.home_options.text:
        gain = _relief(view)
        out.act(view.me, 0, gain > 0, why="do.relief", gain=gain)
    vote(view, out)
    return out


def answers(view: View, level: Level, out: Choices) -> Flags:
    """Accept every three-way offer that is good enough and the best offer of all; refuse what is worse than nothing.

    What could not be signed today is left lying. Returns [g] whether anything was accepted. One signature a month keeps
    saying yes twice safe.
    """
    state, me = view.state, view.me
    if not view.answers.any():
        return np.zeros(view.games, bool)
    offers: list[tuple[int, int, Reply, Array]] = []
    for j in view.others:
        for three in (0, 1):
            laid = state.offer[..., j, j if three else me].astype(np.int64)
            reply = view.reply(laid, level.stance, level.fear)
            fine = reply.enough & view.may_sign(me if three else j, laid)
            offers.append((j, three, reply, np.where(fine, reply.value, -1.0)))
    table = np.stack([worth for *_, worth in offers], -1)
    top, some = table.argmax(-1), table.max(-1) > 0
    accepted = np.zeros(view.games, bool)
    for n, (j, three, reply, worth) in enumerate(offers):
        best = some & (top == n)
        accepted |= out.answer(j, three, ACCEPT, best, why="answer.best_offer", gain=reply.value)
        also = (worth > 0) & ~best if three else np.zeros(view.games, bool)
        accepted |= out.answer(j, three, ACCEPT, also, why="answer.good_three_way", gain=reply.value)
        bad = reply.harmful & ~best & ~also
        out.answer(j, three, REFUSE, bad, why="answer.worse_than_nothing", loss=-reply.value)
    return accepted


def _bound(view: View, j: int) -> Flags:
    """[g] a deal, a promise of calm or a reprieve forbids a rise on j."""
    state, me = view.state, view.me
    out: Flags = (view.bound(j) | (state.pledge[..., me, j, CALM] > 0) | (state.reprieve[..., me, j] > 0))
    return out


def _relief(view: View) -> Array:
    """[g] $bn a year that relief money brings: the approval that it keeps from pain, less what it costs."""
    rules, hurt = view.scenario.rules, -view.state.mood[..., view.me, PAIN]
    return 12 * rules.rate * rules.relief_share * hurt - rules.relief_cost / 100 * float(GDP[view.me])


def _washington(view: View, out: Choices, signs: Flags) -> None:
    """A rise only a month after the warning of it; else one step back where that pays, but not for a broken word."""
    state, me = view.state, view.me
    ready = [(state.warned[..., me, j] > 0) & (state.warned[..., me, j] <= view.scenario.rules.warn_months)
             & ~_bound(view, j) for j in view.others]
    walled = [(state.wall[..., me, j] > 0) & (state.ledger[..., me, j, BROKEN] > WRONGED) for j in view.others]
    gains, rates = tariff_plans.raises(view, ready[0] | ready[1])
    cuts, backs = tariff_plans.truces(view, walled[0] | walled[1])
    for n, j in enumerate(view.others):
        may = np.stack([ready[n], ready[n], walled[n]], -1)
        table = np.where(may, np.concatenate([gains[..., n, :], cuts[..., n, None]], -1), -np.inf)
        top, most = table.argmax(-1), table.max(-1)
        go = (most > PAYS) & (~signs | (most >= URGENT))
        spared = state.spare[..., me, j]
        for option, (rate, spare, why) in enumerate((
                (rates[..., n, 0], spared, "do.raise_step"), (rates[..., n, 1], 0 * spared, "do.raise_all"),
                (backs[..., n], 0 * spared + 1, "do.step_back"))):
            number = wall_options(view.scenario.menu, rate, spare)
            out.act(j, number, go & (top == option), why=why, rate=rate, gain=most)
        _pause(view, out, j, ~_bound(view, j) & (most <= PAYS))


def _pause(view: View, out: Choices, j: int, where: Flags) -> None:
    """A Washington that plans no rise and is no hawk grants a reprieve: a word that costs nothing to keep."""
    state, me = view.state, view.me
    free = (state.warned[..., me, j] == 0) & (state.fresh[..., me, j, 1] > STILL_FRESH)
    number = view.scenario.menu.option("reprieve")
    out.act(j, number, where & free & (view.humor(RISES) < HAWKISH), why="do.reprieve")


def _neighbor(view: View, level: Level, out: Choices, signs: Flags) -> None:
    """A wall that spares nothing is answered in kind, whatever it costs; another rise if the hope is worth the cost;
    answers are dropped when the wall spares again."""
    state, me = view.state, view.me
    hit, bound, firm, walled = [], [], [], []
    for j in view.others:
        harsh = state.spare[..., j, me] == 0
        facing, mine = state.wall[..., j, me], state.wall[..., me, j]
        bound.append(_bound(view, j))
        hit.append((state.raised[..., j, me] > 0) | harsh)
        firm.append(harsh & (facing > 0) & (mine < np.minimum(facing, tariff_plans.TOP)) & ~bound[-1]
                    & (view.draw(5 + j) < level.answers))
        walled.append((mine > 0) & ~hit[-1])
    may = [hit[n] & ~bound[n] & (state.wall[..., me, j] < tariff_plans.TOP) for n, j in enumerate(view.others)]
    gains, rates = tariff_plans.answers(view, may[0] | may[1])
    cuts = tariff_plans.drops(view, walled[0] | walled[1])
    for n, j in enumerate(view.others):
        together = state.pledge[..., me, third(me, j), TOGETHER] > 0
        answer = np.where(may[n], gains[..., n] + np.where(together, PRIDE_TOGETHER, PRIDE_ALONE), -np.inf)
        drop = np.where(walled[n], cuts[..., n], -np.inf)
        raising, most = answer >= drop, np.maximum(answer, drop)
        go = (most > PAYS) & (~signs | (most >= URGENT)) & ~firm[n]
        rate, spare = rates[..., n], state.spare[..., j, me]
        number = wall_options(view.scenario.menu, rate, spare)
        out.act(j, number, may[n] & firm[n], why="do.answer_in_kind", rate=rate)
        out.act(j, number, go & raising, why="do.answer_rise", rate=rate, gain=answer)
        nothing = wall_options(view.scenario.menu, np.zeros(view.games), np.ones(view.games))
        out.act(j, nothing, go & ~raising, why="do.drop_answer", gain=drop)


def _answer_sectors(view: View, level: Level, out: Choices) -> None:
    """A sector tariff raised since the game began is answered on the same goods at the same rate, whatever it costs."""
    state, me, menu = view.state, view.me, view.scenario.menu
    ladder = np.array(menu.limits.ladder)
    for j in view.others:
        free = ~_bound(view, j) & (view.draw(5 + j) < level.answers)
        for k, name in enumerate(SECTORS):
            rate, mine = state.sector[..., j, me, k], state.sector[..., me, j, k]
            struck = (rate > view.scenario.opening["sector"][j, me, k]) & (mine < rate)
            if (struck & free).any():
                numbers = np.array([menu.option(f"sector {name} {step:g}") for step in ladder])
                step = np.minimum(np.searchsorted(ladder, rate), len(ladder) - 1)
                out.act(j, numbers[step], struck & free, why="do.answer_sector", rate=rate)


def vote(view: View, out: Choices) -> None:
    """Renew if a three-way deal is in force or the renewal brings enough; else withhold what one could charge for."""
    if not view.votes.any():
        return
    state, me, rules = view.state, view.me, view.scenario.rules
    a, b = view.others
    renewal = view.renewal
    own, theirs = renewal[..., me], renewal[..., a] + renewal[..., b]
    wary = np.ones(view.games)
    if rules.trust_on > 0:
        wary = 1.6 - 1.2 * (state.trust[..., me, a] + state.trust[..., me, b]) / 2 / 100
    charge = theirs * CHARGE * wary * (1 + VOTE_HUMOR * view.humor(VOTE))
    dealt = state.deal[..., ALL] >= 0
    enough = (own >= charge) & (own > 0)
    out.vote(RENEW, dealt, why="vote.deal_in_force")
    out.vote(RENEW, ~dealt & enough, why="vote.renewal_pays", gain=own)
    out.vote(NOT, ~dealt & ~enough, why="vote.withhold", gain=own)
