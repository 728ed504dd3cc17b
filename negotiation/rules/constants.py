"""Every constant of the game, with its unit and where it comes from (art: the article; eco: the trade
model's page; judge: judgement).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

Triple = tuple[float, float, float]
Quad = tuple[float, float, float, float]


def _is(value: Any, unit: str, source: str) -> Any:
    return field(default=value, metadata={"unit": unit, "source": source})


@dataclass(frozen=True)
class Constants:
    """The numbers of rules 5. A scenario overrides any of them by name under `rules:`."""

    # trust acts
    call: float = _is(4.0, "trust", "judge: three calls = one insult undone")
    visit: float = _is(7.0, "trust", "art: ministers' visit, 'kick start'")
    slight: float = _is(-8.0, "trust", "art: 'deeply insulting'")
    freeze: float = _is(-7.0, "trust", "art: communications frozen")
    frozen_month: float = _is(-1.5, "trust a month", "judge")
    reopen: float = _is(4.0, "trust", "judge")
    amends: float = _is(6.0, "trust (half counts)", "judge: repair is possible, slow")
    amends_share: float = _is(0.25, "share", "judge: repair is slow")
    pledge: float = _is(1.0, "trust", "judge: words are cheap")
    kept: float = _is(6.0, "trust", "judge: three tested and kept outweigh one broken")
    kept_idle: float = _is(1.0, "trust", "judge: an untested word is cheap")
    broken: float = _is(-25.0, "trust", "judge: four tested words; a kept word is worth $5bn (rules 12)")
    unspare: float = _is(-12.0, "trust", "judge: the pact itself promises free passage")
    breach: float = _is(-28.0, "trust", "judge: worse than a broken word")
    scar: float = _is(0.25, "share", "judge: 2018 still felt in 2025 (art)")
    offer_separate: float = _is(-6.0, "trust", "art: floated pact")
    sign_separate: float = _is(-14.0, "trust", "art: 'behind Canada's back'")
    leak: float = _is(-10.0, "trust", "art: Mar-a-Lago surprise")
    warn: float = _is(-4.0, "trust", "judge")
    raised: float = _is(-3.0, "trust", "judge")
    tariff_cap: float = _is(-30.0, "trust", "judge")
    tariff_half: float = _is(10.0, "percent", "judge: half of the cap at a 10 % mean duty")
    worse: float = _is(0.30, "share a month", "judge")
    better: float = _is(0.10, "share a month", "judge: trust comes on foot")
    reprieve: float = _is(6.0, "trust", "art: 90-day reprieve")
    exempt: float = _is(5.0, "trust", "art: steel spared")
    appeal: float = _is(2.0, "trust", "judge")
    refuse_separate: float = _is(6.0, "trust", "art: Mexico opposes the bilateral")
    answer_together: float = _is(5.0, "trust", "art: Smith Ramos's question")
    sign_together: float = _is(6.0, "trust", "judge")
    sign: float = _is(4.0, "trust", "judge")
    witness: float = _is(0.25, "share", "judge")
    # access, clocks, repeats
    visit_floor: float = _is(15.0, "trust", "judge")
    quiet_floor: float = _is(25.0, "trust", "judge")
    quarter: int = _is(3, "months", "judge: between visits, appeals")
    tired: float = _is(0.5, "factor", "judge: repeats of amends, reprieve")
    rest: float = _is(1.06, "a month", "judge: twelve months clear a repeat")
    pledge_months: int = _is(3, "months", "judge")
    reprieve_months: int = _is(3, "months", "art: 90 days")
    warn_months: int = _is(3, "months", "judge")
    relief_months: int = _is(3, "months", "judge")
    notice_months: int = _is(6, "months", "eco 3.2: six months' notice to leave")
    dry_pair: int = _is(3, "months", "judge: before a deal of two is reopened")
    dry_all: int = _is(6, "months", "judge: before a three-way deal is reopened")
    # nerve
    bluff: float = _is(0.5, "factor on nerve", "judge: a warning come to nothing")
    nerve: float = _is(0.5, "share of what is missing", "judge: a warning carried out; half for an answer")
    # belief
    keep0: float = _is(0.10, "probability", "judge: belief at trust 0")
    keep1: float = _is(0.010, "per point", "judge: .60 at 50, at most .95")
    record: float = _is(0.015, "per point", "judge: a broken word counts twice")
    hazard_trust: float = _is(2.0, "factor", "judge")
    pass0: float = _is(-0.10, "probability", "judge: parliament at trust 0, carried below nothing")
    pass1: float = _is(0.016, "per point", "judge: 70 % at 50, 86 % at 60: the review hangs on trust")
    # economy
    phi: float = _is(0.15, "share", "eco 4.1")
    r: float = _is(0.10, "a year", "eco 4.1")
    kappa: float = _is(1.0, "share", "eco 4.1")
    delta_labor: float = _is(1 / 12, "a month", "eco 4.1")
    delta_claim: float = _is(0.2, "a month", "eco 4.1")
    # politics at home
    rate: float = _is(0.10, "$bn per point-month", "judge: 10 points a year = $12bn, a small tariff war")
    pain_speed: float = _is(0.30, "share a month", "judge")
    free: Triple = _is((0.20, 0.30, 0.30), "% of GDP", "eco 8.4, tuned: one fight below, two above")
    slope: Triple = _is((72.0, 6.0, 6.0), "points per %", "tuned: two fights cost the US about 12 points")
    flat: float = _is(0.31, "factor", "tuned: mean steepness when convex_on is 0")
    pain_cap: float = _is(25.0, "approval", "judge")
    applause: float = _is(1.5, "approval", "judge")
    stood_up: float = _is(2.0, "approval", "judge")
    slighted: float = _is(-1.0, "approval", "judge")
    rally: float = _is(2.0, "approval", "judge: answering a blow with words")
    sharp: float = _is(0.5, "approval", "judge: an insult pleases a few at home")
    amends_mood: float = _is(-0.5, "approval", "judge")
    cried_wolf: float = _is(-2.0, "approval", "judge: a warning come to nothing")
    again: float = _is(-1.0, "approval", "judge: the same paper again")
    renewed_mood: float = _is(2.0, "approval", "judge: a renewal is a win everywhere")
    ratify: float = _is(40.0, "approval", "judge: two-level game (Putnam 1988)")
    ratify_mood: float = _is(-3.0, "approval", "judge: what a weak cabinet cannot sign")
    relief_cost: float = _is(0.03, "% of GDP", "judge")
    relief_share: float = _is(0.5, "share", "judge")
    friends_wall: Triple = _is((1.5, 0.4, 0.4), "$bn a year", "judge: tariffs have clients; stops free cuts")
    friends_sector: Triple = _is((1.5, 0.4, 0.4), "$bn a year", "judge: the same for cars and metals")
    thicket_us: float = _is(-1.2, "$bn a year", "eco 7: certificates on third-country content")
    thicket_member: float = _is(-0.9, "$bn a year", "eco 7")
    thicket_outsider: float = _is(-1.6, "$bn a year", "eco 7: 0.15 x 710 x 0.015")
    # the pact's future
    charge: float = _is(0.35, "share", "judge: in the computer US's mind only")
    dread: float = _is(0.5, "years", "judge: how long a threat is feared")
    K: float = _is(4.0, "years", "judge: sensitivity in rules 12")
    omega: float = _is(0.35, "share", "judge: war share of a lapse")
    h: Quad = _is(
        (0.02, 0.10, 0.10, 0.35), "a year", "eco 4.1: renewed, yearly reviews, in a separate pact, left out"
    )
    T: Quad = _is((16.0, 11.0, 10.0, 11.0), "years", "eco 3.2: 2042, 2036")
    lottery: tuple[Triple, ...] = _is(
        (
            (0.05, 0.0, 0.0),
            (0.25, 0.0, 0.0),
            (0.05, 0.45, 0.10),
            (0.05, 0.10, 0.45),
            (0.05, 0.15, 0.15),
            (0.0, 0.0, 0.0),
            (0.10, 0.0, 0.0),
        ),
        "probability",
        "judge: status by case (all, Canada's, Mexico's)",
    )
    notice_risk: float = _is(0.35, "probability", "judge")
    answered: float = _is(1.0, "share of years", "judge: a wall on everything is answered")
    # luck and switches
    leak_chance: float = _is(0.35, "probability", "judge")
    card_chance: float = _is(0.30, "probability", "judge")
    card_every: int = _is(2, "months", "judge: no two months without news; 0: by chance alone")
    shock: float = _is(0.03, "% of GDP", "judge")
    luck: float = _is(1.0, "switch", "0 in class")
    trust_on: float = _is(1.0, "switch", "0: everything as at trust 50")
    convex_on: float = _is(1.0, "switch", "0: no free part of pain")
    predict_on: float = _is(1.0, "switch", "0: no waiting cost")
    thicket_on: float = _is(1.0, "switch", "0: no certificates, no cumulation loss")
    answers_on: float = _is(1.0, "switch", "0: nobody answers (validation only)")
    trust_grid: float = _is(0.0, "trust", "0: none; else the ledger is rounded to this step (exact solving)")


NAMES = tuple(f.name for f in fields(Constants))
