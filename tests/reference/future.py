"""Section 8: what a lapse is worth, the years after the last month, payoffs, and endings."""

from __future__ import annotations

import math

from reference.money import (
    BOTH_SEPARATE,
    LAPSED,
    ONE_OUT,
    RENEWED,
    YEARLY,
    friends,
    pain,
    passes,
    status,
    thicket,
    waiting,
    yearly,
)
from reference.position import CANADA, COUNTRIES, MEXICO, US, Position, others
from reference.terms import Terms

WAR = 25.0
CASES = ((CANADA, MEXICO), (CANADA,), (MEXICO,))


def lapse_values(terms: Terms) -> tuple[list[list[float]], list[float]]:
    """lapse(case) of each country, $bn a year, and the earnings under the first, % of GDP."""
    values, first = [], [0.0] * 3
    for case, gone in enumerate(CASES):
        mixed = [0.0] * 3
        for war, share in ((False, 1 - terms.c.omega), (True, terms.c.omega)):
            now = Position({"wall": [[0.0] * 3 for _ in COUNTRIES], "spare": [[1.0] * 3 for _ in COUNTRIES],
                            "sector": [[[0.0] * 6 for _ in COUNTRIES] for _ in COUNTRIES], "pact": [2.0] * 3,
                            "content": [0.0] * 3})
            for x in gone:
                if not war:
                    now.pact[x - 1] = 0.0
                else:
                    now.wall[US][x] = now.wall[x][US] = WAR
                    now.spare[US][x] = now.spare[x][US] = 0.0
            run = terms.long_run(now)
            for i in COUNTRIES:
                earnings = float(run.earnings[i])
                value = float(run.welfare[i]) * terms.gdp[i] / 100 + 12 * terms.c.rate * pain(terms, i, earnings)
                mixed[i] += share * (value + friends(terms, now, i))
                first[i] += share * earnings if case == 0 else 0.0
        values.append(mixed)
    return values, first


def flows(terms: Terms, now: Position, policy: Position) -> list[float]:
    """$bn a year of each country in the long run of a policy, with the deals, trust and notices of today."""
    run, where, out = terms.long_run(policy), status(now), []
    for i in COUNTRIES:
        earnings = float(run.earnings[i])
        economy, politics = yearly(terms, now, i)
        put_off = waiting(terms, now, i, where, earnings, terms.lapse)
        economy += thicket(terms, where, i) + (float(run.welfare[i]) - put_off) * terms.gdp[i] / 100
        out.append(economy + politics + 12 * terms.c.rate * pain(terms, i, earnings) + friends(terms, policy, i))
    return out


def met(now: Position) -> Position:
    """The policy once every tariff on everything is met by one in kind."""
    out = now.copy()
    for i in COUNTRIES:
        for j in others(i):
            if now.wall[j][i] > 0 and not now.spare[j][i]:
                out.wall[i][j] = max(now.wall[i][j], min(now.wall[j][i], WAR))
                out.spare[i][j] = 0.0
    return out


def paid(terms: Terms, now: Position, i: int, usual: float) -> float:
    """A year of a country, a lapse that has happened at its own value."""
    lost = [x for x in (CANADA, MEXICO) if now.pact[x - 1] == 0]
    if len(lost) == 2:
        return terms.lapses[0][i]
    if not lost:
        return usual
    value = terms.lapses[lost[0]][i]
    return value if i in (US, lost[0]) else min(value, usual)


def payoffs(terms: Terms, now: Position) -> list[tuple[float, float, float]]:
    """Of each country: economy, politics, and the future as if the game ended now, $bn."""
    c, where, out = terms.c, status(now), []
    lottery = list(c.lottery[where])
    if max(now.notice) > 0:
        lottery[0] = min(lottery[0] + c.notice_risk, 1.0)
    fails = 0.0
    if where == RENEWED and not now.over:
        chances = [passes(terms, now, k) for k in COUNTRIES]
        fails = 1 - (math.prod(chances) if c.luck else float(min(chances) >= 0.5))
    lottery[0] += fails * (c.lottery[YEARLY][0] - c.lottery[RENEWED][0])
    left = max(terms.months - now.month, 0) / 12
    for i, (today, later) in enumerate(zip(flows(terms, now, now), flows(terms, now, met(now)), strict=True)):
        after = paid(terms, now, i, today + c.answered * c.answers_on * (later - today))
        value = after + sum(p * (terms.lapses[n][i] - after) for n, p in enumerate(lottery))
        out.append((now.econ[i], now.polit[i], c.K * value + left * paid(terms, now, i, today)))
    return out


def ending(now: Position) -> str:
    """The ending shown."""
    where = status(now)
    if where in (LAPSED, ONE_OUT):
        return "lapsed" if where == LAPSED else "one_out"
    if where > YEARLY:
        return "hub_and_spokes" if where == BOTH_SEPARATE else "two_pacts"
    if not now.renewed:
        return "yearly_reviews"
    high = any(now.wall[US][j] > 10 or (now.wall[US][j] > 0 and not now.spare[US][j]) for j in (CANADA, MEXICO))
    return "renewed_walls" if high else "renewed"


def prepared(terms: Terms) -> Terms:
    """A scenario's terms with the values of a lapse reckoned."""
    terms.lapses, terms.lapse = lapse_values(terms)
    return terms


