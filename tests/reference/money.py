"""Section 8: the month's economy and politics, the future, and endings."""

from __future__ import annotations

from reference.luck import luck
from reference.news import turned
from reference.position import CANADA, COUNTRIES, MEXICO, MOOD_FADES, NEWS, PAIN, US, Position, others, pair
from reference.terms import Terms, plain

SHOCK = 31
RENEWED, YEARLY, MEXICO_SEPARATE, CANADA_SEPARATE, BOTH_SEPARATE, LAPSED, ONE_OUT = range(7)


def status(now: Position) -> int:
    """Where the pact stands."""
    canada, mexico = now.pact[0], now.pact[1]
    if canada == mexico == 0:
        return LAPSED
    if canada == 0 or mexico == 0:
        return ONE_OUT
    if canada == mexico == 1:
        return BOTH_SEPARATE
    if mexico == 1:
        return MEXICO_SEPARATE
    if canada == 1:
        return CANADA_SEPARATE
    return RENEWED if now.renewed else YEARLY


def passes(terms: Terms, now: Position, i: int) -> float:
    """Chance that i's parliament passes a renewal."""
    mean = sum(now.trust(i, j) for j in others(i)) / 2 if terms.c.trust_on else 50.0
    return min(max(terms.c.pass0 + terms.c.pass1 * mean, 0.2), 0.99)


def shield(i: int, where: int) -> int:
    """Which of the four dangers i lives with: renewed, yearly reviews, in a separate pact, left out."""
    if where == RENEWED:
        return 0
    if where == BOTH_SEPARATE:
        return 2
    if where not in (MEXICO_SEPARATE, CANADA_SEPARATE) or i == US:
        return 1
    return 2 if i == (MEXICO if where == MEXICO_SEPARATE else CANADA) else 3


def waiting(terms: Terms, now: Position, i: int, where: int, earnings: float, lapse: list[float]) -> float:
    """Investment put off, percent of GDP."""
    c = terms.c
    if not c.predict_on:
        return 0.0
    n = shield(i, where)
    links = [(US, CANADA), (US, MEXICO)] if i == US else [(US, i)]
    felt = [now.trust(a, b) if c.trust_on else 50.0 for x, y in links for a, b in ((x, y), (y, x))]
    t = sum(felt) / len(felt)
    h = c.h[n] * max(1 + c.hazard_trust * (0.5 - t / 100), 0.2)
    x = (h + c.r) * (max(now.notice) / 12 if max(now.notice) > 0 else c.T[n])
    exposed = (h + c.r / (1 + x + x**2 / 2 + x**3 / 6)) / (h + c.r)
    return c.phi * exposed * max(earnings - lapse[i], 0.0)


def pain(terms: Terms, i: int, earnings: float) -> float:
    """Approval lost to what households lose, in the long run."""
    c, loss = terms.c, -earnings
    felt = c.slope[i] * max(loss - c.free[i], 0.0) if c.convex_on else c.flat * c.slope[i] * max(loss, 0.0)
    return -min(felt, c.pain_cap)


def friends(terms: Terms, now: Position, i: int) -> float:
    """$bn a year of approval that tariffs bring from their clients."""
    c, out = terms.c, 0.0
    for j in others(i):
        out += c.friends_wall[i] * min(now.wall[i][j] / 25, 1.0)
        out += c.friends_sector[i] * min((now.sector[i][j][0] + now.sector[i][j][1]) / 2 / 25, 1.0)
    return out


def thicket(terms: Terms, where: int, i: int) -> float:
    """$bn a year that separate pacts cost in certificates."""
    c = terms.c
    if not c.thicket_on or where not in (MEXICO_SEPARATE, CANADA_SEPARATE, BOTH_SEPARATE):
        return 0.0
    if where == BOTH_SEPARATE:
        return 2 * (c.thicket_us if i == US else c.thicket_member)
    if i == US:
        return c.thicket_us
    member = i == (MEXICO if where == MEXICO_SEPARATE else CANADA)
    return c.thicket_member if member else c.thicket_outsider


def yearly(terms: Terms, now: Position, i: int) -> tuple[float, float]:
    """$bn a year that the deals in force bring: economy, politics."""
    economy = politics = 0.0
    for d in now.deal:
        if d >= 0 and i in terms.deals[int(d)].members:
            more, home = terms.deals[int(d)].yearly(i)
            economy += more
            politics += home
    return economy, politics


def month_end(terms: Terms, start: Position, now: Position) -> None:
    """Step 14; `start` is the position before Decide, which has the month's card."""
    c = terms.c
    target, highest = terms.claims(now)
    for i in COUNTRIES:
        for j in others(i):
            gone = now.pact[pair(*sorted((i, j)))] == 0
            for n in range(6):
                s, t = now.claim[i][j][n], target[i][j][n]
                top = 0.0 if gone or t == 0 else highest[i][j][n]
                now.claim[i][j][n] = min(s + c.delta_claim * (t - s), top)
    solved = terms.month(now)
    earnings, revenue, labour = plain(solved.earnings), plain(solved.revenue), plain(solved.labour)
    where = status(now)
    now.status = float(where)
    news = turned(terms, start)
    if news and now.aid[news.roles[0]] > 0 and not start.aid[news.roles[0]]:
        now.mood[news.roles[0]][NEWS] += news.eased
    for i in COUNTRIES:
        idle = 100 * c.kappa * sum(max(a - b, 0.0) for a, b in zip(now.labour[i], labour[i], strict=True))
        now.labour[i] = [a + c.delta_labor * (b - a) for a, b in zip(now.labour[i], labour[i], strict=True)]
        put_off = waiting(terms, now, i, where, earnings[i], terms.lapse)
        economy, politics = yearly(terms, now, i)
        deals = 100 * (economy + thicket(terms, where, i)) / terms.gdp[i]
        if now.aid[i] > 0:
            deals -= c.relief_cost
        shock = c.shock * (2 * luck(now.seed, int(now.month), SHOCK, i) - 1) * c.luck
        shock += news.econ[i] if news else 0.0
        now.parts[i] = [earnings[i], revenue[i], -idle, -put_off, deals, shock]
        now.u[i] = sum(now.parts[i])
        now.econ[i] += terms.gdp[i] * now.u[i] / 1200
        goal = pain(terms, i, earnings[i]) * (1 - c.relief_share if now.aid[i] > 0 else 1)
        mood = [x * (1 - fade) for x, fade in zip(now.mood[i], MOOD_FADES, strict=True)]
        mood[PAIN] += c.pain_speed * (goal - mood[PAIN])
        now.mood[i] = [min(max(x, -30.0), 30.0) for x in mood]
        now.polit[i] += c.rate * (now.approval(i) - 50) + (politics + friends(terms, now, i)) / 12


