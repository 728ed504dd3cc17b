"""The end of a month: what is felt of tariffs, what witnesses saw, fading, trade and payoffs, clocks."""

from __future__ import annotations

import numpy as np

from .arrays import Array, total
from .causes import BROKEN, KEPT, MOOD_FADE, NEWS, PAIN, RELIEF, SLIGHT, TARIFFS, WITNESS, faded, stung
from .chance import SHOCK, luck
from .countries import EYE, GDP, OFF, PAIR_OF, PAIRS, N, third
from .decision import Decision
from .month import Line
from .news import news
from .payoffs import flows, friends, pain, status_of, thicket, waiting

SEEN_RELIEF = 0.4  # share of another's relief and kept words that a witness counts


def tariffs_felt(month: Decision) -> None:
    """Each ledger's tariff cause chases the weight of the duties in force: quickly when worse, slowly
    when better.
    """
    rules = month.scenario.rules
    burden = month.scenario.trade.burden(month.policy())
    month.set_ledger("tariffs_in_force", TARIFFS, stung(rules, month.ledger[..., TARIFFS], burden))


def words_kept(month: Decision) -> None:
    """Promises and reprieves that ended unbroken this month."""
    month.felt("word_kept", KEPT, month.notes["run_out"])


def witnesses(month: Decision) -> None:
    """What the third country saw of this month's new grievances and relief, as far as it trusts the one
    who felt them.
    """
    state, rules, ev = month.state, month.scenario.rules, month.ev
    felt = (
        ev[..., SLIGHT]
        + ev[..., BROKEN]
        + np.minimum(ev[..., TARIFFS], 0)
        + SEEN_RELIEF * (ev[..., RELIEF] + ev[..., KEPT])
    )
    seen = np.zeros(felt.shape)
    for a, b in PAIRS:
        for k, i in ((a, b), (b, a)):
            j = third(k, i)
            seen[..., k, i] = rules.witness * felt[..., j, i] * state.trust[..., k, j] / 100
    month.noted("witness", WITNESS, seen)


def fade(month: Decision) -> None:
    """Every cause fades; a shut channel does not heal; the ledger is rounded to nine places."""
    old = month.ledger
    new = faded(old, month.state.frozen)
    grid = month.scenario.rules.trust_grid
    if grid > 0:
        new = np.rint(new / grid) * grid
    month.lines.append(Line("fading", None, new - old))
    month.ledger = new


def trade(month: Decision) -> None:
    """Claim shares glide, the equilibrium of the month, idle workers, waiting; payoffs and pain."""
    state, scenario, rules = month.state, month.scenario, month.scenario.rules
    policy, model = month.policy(), month.scenario.trade
    status = status_of(month.now("pact"), month.now("renewed"))
    goal = model.claim_target(policy)
    claim = state.claim + rules.delta_claim * (goal - state.claim)
    lapsed = (month.now("pact")[..., np.maximum(PAIR_OF, 0)] == 0) & OFF
    claim = np.where(lapsed[..., None], 0.0, claim)
    claim = np.minimum(claim, np.where(goal == 0, 0.0, model.ceiling(policy)))
    out = model.month(policy, claim)
    idle = 100 * rules.kappa * total(np.maximum(state.labour - out.labour, 0))
    labour = state.labour + rules.delta_labor * (out.labour - state.labour)
    trust = np.where(EYE, 0.0, np.clip(state.base + total(month.ledger), 0, 100))
    wait = waiting(scenario, trust, status, out.earnings, month.now("notice"))
    econ_flow, polit_flow = flows(scenario.catalogue, month.now("deal"))
    card = news(scenario, state)
    shock = rules.shock * rules.luck * (2 * luck(state.seed, state.month, SHOCK, np.arange(N)) - 1) + card.econ
    aid = month.now("aid") > 0
    month.mood[..., NEWS] += card.soothed(scenario) * (aid & (state.aid == 0))
    deals = 100 * (econ_flow + thicket(rules, status)) / GDP - rules.relief_cost * aid
    parts = np.stack([out.earnings, out.revenue, -idle, -wait, deals, shock], -1)
    u = total(parts)
    mood = month.mood * (1 - MOOD_FADE)
    hurt = pain(rules, out.earnings) * (1 - rules.relief_share * aid)
    mood[..., PAIN] += rules.pain_speed * (hurt - mood[..., PAIN])
    mood = np.round(np.clip(mood, -30, 30), 9)
    month.mood = mood
    month.new.update(
        claim=np.round(claim, 9),
        labour=np.round(labour, 9),
        u=u,
        parts=parts,
        status=status * 1.0,
        econ=np.round(state.econ + GDP * u / 1200, 9),
        polit=np.round(
            state.polit + rules.rate * total(mood) + (polit_flow + friends(rules, policy)) / 12, 9
        ),
    )


def clocks(month: Decision) -> None:
    """Offers stay one more month; visits, relief, repeats and ink tick; the game ends after its last
    month or a full lapse.
    """
    state, rules = month.state, month.scenario.rules
    standing = np.where(state.age < 1, month.now("offer"), -1.0)
    on = standing >= 0
    count = state.month + 1
    month.new.update(
        month=count,
        offer=standing,
        known=np.where(on, state.known, 0.0),
        quiet=state.quiet * on,
        age=on * 1.0,
        aid=_tick(month.now("aid")),
        visited=_tick(state.visited),
        since=month.now("since") + 1,
        fresh=np.round(np.minimum(month.now("fresh") * rules.rest, 1.0), 9),
        nerve=np.round(month.now("nerve"), 9),
        signed=month.notes["signed"],
        over=((count >= month.scenario.months) | (month.new["status"] == 5)) * 1.0,
    )


def _tick(x: Array) -> Array:
    return np.maximum(x - 1, 0)
