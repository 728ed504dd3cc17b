"""Decide: steps 8 to 13 and 15 of section 3; step 7 is in signing.py, step 14 in money.py."""

from __future__ import annotations

from reference.legal import Word
from reference.luck import luck
from reference.money import month_end, passes
from reference.position import (
    ALL,
    CALM,
    CANADA,
    CAUSE,
    CAUSES,
    COUNTRIES,
    MEXICO,
    PAUSE,
    PRIDE,
    THREE,
    TOGETHER,
    US,
    WINS,
    Position,
    others,
    pair,
    third,
)
from reference.signing import Month, links, signatures
from reference.talk import press
from reference.terms import Terms

PARLIAMENT = 51
SEEN_GOOD = 0.4
GLIDING = ("fresh", "ledger", "nerve", "mood", "claim", "labour", "econ", "polit")


def decide(terms: Terms, start: Position, lists: list[list[Word]]) -> Position:
    """A month's second half: the position after Talk and each seat's legal list give the next month's."""
    now, month = start.copy(), Month(start, lists)
    now.raised, now.signed = [[0.0] * 3 for _ in COUNTRIES], [0.0] * 3
    signatures(terms, now, month)
    for i, j in links():
        measures(terms, now, month, i, j)
    for i in COUNTRIES:
        if any(word.act == "relief" for word in lists[i]):
            now.aid[i] = float(terms.c.relief_months)
    breaches(terms, now, month)
    broken_words(terms, now, month)
    warnings(terms, now, month)
    rises(terms, now, month)
    leave(now)
    if now.month == terms.months - 1:
        review(terms, now, month)
    ledgers(terms, now, month)
    month_end(terms, start, now)
    clocks(terms, now)
    now.phase = "talk"
    for name in GLIDING:
        setattr(now, name, rounded(getattr(now, name)))
    return now


def rounded(value: object) -> object:
    """Nested lists of numbers to nine places."""
    return [rounded(x) for x in value] if isinstance(value, list) else round(float(value), 9)


# Step 8


def measures(terms: Terms, now: Position, month: Month, i: int, j: int) -> None:
    """What i sets on j: all of it is held back if any of it is a rise on a partner it has just signed with."""
    c = terms.c
    mine = [word for word in month.lists[i] if word.j == j and word.act in ("wall", "sector", "reprieve")]
    wall, spare, sector = now.wall[i][j], now.spare[i][j], list(now.sector[i][j])
    freed = False
    for word in mine:
        if word.act == "wall":
            wall, spare = float(word.rate), float(word.sparing)
        if word.act == "sector":
            freed = freed or (word.rate == 0 and now.sector[i][j][word.sector] > 0)
            sector[word.sector] = float(word.rate)
    bared = wall > 0 and spare < now.spare[i][j]
    rise = wall > now.wall[i][j] or bared or any(a > b for a, b in zip(sector, now.sector[i][j], strict=True))
    if freed:
        now.feel(j, i, "relief", c.exempt)
    if not (rise and month.bound(i, j)):
        now.wall[i][j], now.spare[i][j], now.sector[i][j] = wall, spare, sector
        month.rose[i][j], month.bared[i][j] = rise, bared
    if now.wall[i][j] == 0:
        now.spare[i][j] = 1.0


def breaches(terms: Terms, now: Position, month: Month) -> None:
    """Rises above the ceilings of deals in force: these deals end."""
    ended, whole = set(), now.deal[ALL]
    for i, j in links():
        for kind in range(4) if month.rose[i][j] else ():
            d = int(now.deal[kind])
            top = terms.deals[d].ceiling(i, j) if d >= 0 else None
            bare = now.wall[i][j] > 0 and not now.spare[i][j]
            if top is not None and (now.wall[i][j] > top[0] or max(now.sector[i][j]) > top[1] or bare):
                month.breached[i][j] = True
                ended.add(kind)
        if month.breached[i][j]:
            now.wound(j, i, "broken", terms.c.breach, terms.c.scar)
    for kind in ended:
        now.deal[kind] = -1.0
        if kind == ALL:
            now.torn, now.since[ALL], now.renewed = whole, 0.0, 0.0


def broken_words(terms: Terms, now: Position, month: Month) -> None:
    """Promises that signatures and rises break (step 9 too): felt once, however many go at one stroke."""
    c, deal = terms.c, month.signed
    for i, j in links():
        promise, rose = now.pledge[i][j], month.rose[i][j]
        apart = deal is not None and deal.has("separate") and i in deal.members and promise[THREE] > 0
        alone = i != US and j != US and deal is not None and deal.kind == i - 1
        deserted = alone and promise[TOGETHER] > 0
        broke = apart or deserted or (rose and promise[CALM] > 0)
        if broke or (rose and now.reprieve[i][j] > 0):
            now.wound(j, i, "broken", c.broken, c.scar)
        if broke:
            promise[THREE] = 0.0
            promise[CALM] = 0.0 if rose else promise[CALM]
            promise[TOGETHER] = 0.0 if alone else promise[TOGETHER]
        if rose and now.reprieve[i][j] > 0:
            now.reprieve[i][j] = 0.0
        if month.says(i, "reprieve", j):
            now.feel(j, i, "relief", c.reprieve * now.fresh[i][j][1])
            now.fresh[i][j][1] *= c.tired
            now.reprieve[i][j] = c.reprieve_months + 1.0
        if month.bared[i][j] and not month.breached[i][j] and now.pact[pair(*sorted((i, j)))] > 0:
            now.wound(j, i, "broken", c.unspare, c.scar)
    for i, j in links():
        if month.says(i, "reprieve", j):
            now.tested[i][j][PAUSE] = 0.0
    for i, j in links():
        if month.rose[i][j]:
            press(now, i, j)


# Steps 10 and 11


def warnings(terms: Terms, now: Position, month: Month) -> None:
    """A warning carried out, settled, pardoned or run out; nerve moves once a month each way."""
    c = terms.c
    for i in COUNTRIES:
        carried = answered = bluffed = stale = False
        for j in others(i):
            stood = now.warned[i][j] > 0
            free = bool(now.counter[i][j])
            if month.rose[i][j]:
                carried, answered = carried or stood, answered or (not stood and month.start.raised[j][i] > 0)
                now.warned[i][j] = 0.0
            elif month.bound(i, j):
                now.warned[i][j] = 0.0
            elif month.says(i, "reprieve", j):
                bluffed = bluffed or (stood and not free)
                now.warned[i][j] = 0.0
            elif now.warned[i][j] == 1 and not free:
                stale = True
        if carried or answered:
            now.nerve[i] += c.nerve * (1 if carried else 0.5) * (1 - now.nerve[i])
        if bluffed or stale:
            now.nerve[i] *= c.bluff
        if stale:
            now.mood[i][PRIDE] += c.cried_wolf


def rises(terms: Terms, now: Position, month: Month) -> None:
    """What rises do besides: they sting, please at home, and bring two who answer together closer."""
    c = terms.c
    for i in COUNTRIES:
        for j in others(i):
            if month.rose[i][j]:
                now.feel(j, i, "tariffs", c.raised)
                now.raised[i][j] = 1.0
        if any(month.rose[i]):
            answers = any(month.rose[i][j] and month.start.raised[j][i] for j in others(i))
            now.mood[i][PRIDE] += c.stood_up if answers else c.applause
    if month.rose[CANADA][US] and month.rose[MEXICO][US]:
        now.feel(CANADA, MEXICO, "together", c.answer_together)
        now.feel(MEXICO, CANADA, "together", c.answer_together)


# Step 12


def leave(now: Position) -> None:
    """A notice that has run takes its pairs with Washington out of the three-way pact."""
    for i in COUNTRIES:
        if now.notice[i] == 1:
            for k in (0, 1) if i == US else (i - 1,):
                now.pact[k] = 0.0 if now.pact[k] == 2 else now.pact[k]
        now.notice[i] = max(now.notice[i] - 1, 0.0)


def review(terms: Terms, now: Position, month: Month) -> None:
    """Votes, then what a renewal fails of."""
    yes = [any(word.act == "vote renew" for word in month.lists[i]) for i in COUNTRIES]
    no = [any(word.act == "vote not" for word in month.lists[i]) for i in COUNTRIES]
    whole = now.pact[0] == now.pact[1] == 2
    walls = any(now.wall[US][j] > 0 and not now.spare[US][j] for j in (CANADA, MEXICO))
    if all(yes) and whole and now.torn < 0 and not walls and not now.renewed:
        now.renewed = 1.0
        for i in COUNTRIES:
            now.mood[i][WINS] += terms.c.renewed_mood
    for i in COUNTRIES:
        chance = passes(terms, month.start, i)
        passed = luck(now.seed, int(now.month), PARLIAMENT, i) < chance if terms.c.luck else chance >= 0.5
        if walls or not passed:
            now.renewed = 0.0
    for i, j in links():
        if yes[i]:
            now.feel(j, i, "loyalty", terms.c.refuse_separate)
        if no[i] and whole and not now.renewed:
            now.feel(j, i, "side_deal", terms.c.offer_separate / 2)


# Steps 13 and 15


def ledgers(terms: Terms, now: Position, month: Month) -> None:
    """Tariffs felt, frozen months, words kept, what witnesses saw, fading."""
    c = terms.c
    burden = terms.burden(now)
    for i, j in links():
        chase(terms, now, i, j, burden[i][j])
    for i, j in links():
        if now.frozen[i][j]:
            now.feel(j, i, "channel", c.frozen_month)
        worth = [0.0]
        for p, left in enumerate([*now.pledge[i][j], now.reprieve[i][j]]):
            if left == 1:
                worth.append(c.kept if now.tested[i][j][p] else c.kept_idle)
        now.feel(j, i, "kept", max(worth))
    seen = {}
    for i, j in links():
        k = third(i, j)
        felt = dict(zip(CAUSES, now.ev[k][j], strict=True))
        points = felt["slight"] + felt["broken"] + min(felt["tariffs"], 0) + SEEN_GOOD * (felt["relief"] + felt["kept"])
        seen[i, j] = c.witness * month.start.trust(i, k) / 100 * points
    for (i, j), points in seen.items():
        now.feel(i, j, "witness", points)
    for i, j in links():
        for n, cause in enumerate(CAUSES):
            if cause != "channel" or not now.frozen[j][i]:
                high, low, fades = CAUSE[cause]
                now.ledger[i][j][n] = min(max(now.ledger[i][j][n] * (1 - fades), low), high)
            if c.trust_grid > 0:
                now.ledger[i][j][n] = round(now.ledger[i][j][n] / c.trust_grid) * c.trust_grid


def chase(terms: Terms, now: Position, i: int, j: int, weight: float) -> None:
    """Tariffs felt: a part of the way to what the duties weigh."""
    c, n = terms.c, CAUSES.index("tariffs")
    goal = c.tariff_cap * weight / (weight + c.tariff_half)
    x = now.ledger[i][j][n]
    now.ledger[i][j][n] = max(x + (c.worse if goal < x else c.better) * (goal - x), c.tariff_cap)


def clocks(terms: Terms, now: Position) -> None:
    """One month less of everything that runs, one more of what dries; papers in their second month lapse."""
    for i in COUNTRIES:
        now.aid[i] = max(now.aid[i] - 1, 0.0)
        for j in COUNTRIES:
            now.visited[i][j] = max(now.visited[i][j] - 1, 0.0)
            now.reprieve[i][j] = max(now.reprieve[i][j] - 1, 0.0)
            now.warned[i][j] = max(now.warned[i][j] - 1, 0.0)
            if now.warned[i][j] == 0:
                now.warnrate[i][j] = 0.0
            now.pledge[i][j] = [max(left - 1, 0.0) for left in now.pledge[i][j]]
            now.fresh[i][j] = [min(x * terms.c.rest, 1.0) for x in now.fresh[i][j]]
            if now.age[i][j] >= 1:
                now.offer[i][j] = -1.0
            lies = now.offer[i][j] >= 0
            now.age[i][j] = float(lies)
            if not lies:
                now.quiet[i][j] = now.known[i][j] = 0.0
    now.since = [x + 1 for x in now.since]
    now.month += 1
    now.over = float(now.month >= terms.months or now.pact[0] == now.pact[1] == 0)


