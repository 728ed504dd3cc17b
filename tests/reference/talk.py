"""Talk: steps 1 to 6 of section 3."""

from __future__ import annotations

from reference.legal import PROMISES, WORDS, Word, everybody
from reference.luck import luck
from reference.news import told
from reference.position import (
    CALM,
    CAUSES,
    CONCESSIONS,
    COUNTRIES,
    PAUSE,
    PRIDE,
    THREE,
    TOGETHER,
    US,
    Position,
    others,
    third,
)
from reference.terms import Terms

LEAK, PHOTOGRAPH = 11, 12


def chance(terms: Terms, now: Position, purpose: int, i: int, j: int) -> bool:
    """Whether a leak or a photograph happens between i and j."""
    return luck(now.seed, int(now.month), purpose, 3 * i + j) < terms.c.leak_chance * terms.c.luck


def next_rate(terms: Terms, wall: float) -> float:
    """The next tariff up, 25 percent or more."""
    above = [rate for rate in terms.ladder if rate > wall and rate >= 25]
    return above[0] if above else max(terms.ladder)


def talk(terms: Terms, start: Position, lists: list[list[Word]]) -> Position:
    """A month's first half: the position at the start and each seat's legal list give the position after it."""
    c, now = terms.c, start.copy()
    said = everybody(lists)
    now.ev = [[[0.0] * len(CAUSES) for _ in COUNTRIES] for _ in COUNTRIES]
    told(terms, start, now, said)
    for i, word in sorted(said, key=lambda one: WORDS.index(one[1].act) if one[1].act in WORDS else len(WORDS)):
        speak(terms, start, now, i, word)
    for i in COUNTRIES:
        for j in others(i):  # promises of one month to one capital are one event
            now.feel(j, i, "kept", c.pledge * sum(w.act in PROMISES and w.j == j for w in lists[i]))
    for i, word in said:
        if word.act == "warn":
            press(now, i, word.j)
        if word.act in ("offer", "offer all"):
            lay_down(terms, start, now, i, word)
        if word.act == "unannounced" and chance(terms, start, PHOTOGRAPH, i, word.j):
            k = third(i, word.j)
            now.feel(k, i, "side_deal", c.leak * (1 + now.bitter[k][i]))
    for i in COUNTRIES:
        at_home(terms, start, now, i, lists)
    now.phase = "decide"
    return now


def speak(terms: Terms, start: Position, now: Position, i: int, word: Word) -> None:
    """Step 3: what a word does to the ledgers."""
    c, act, j = terms.c, word.act, word.j
    if act == "call":
        now.feel(j, i, "gesture", c.call)
    elif act in ("visit", "unannounced"):
        now.feel(j, i, "gesture", c.visit)
        if act == "visit":
            now.visited[i][j] = c.quarter
    elif act == "slight":
        now.feel(j, i, "slight", c.slight)
    elif act == "freeze":
        now.frozen[i][j] = 1.0
        now.feel(j, i, "channel", c.freeze)
    elif act == "reopen":
        now.frozen[i][j] = 0.0
        now.feel(j, i, "channel", c.reopen)
    elif act == "amends":
        worth = start.fresh[i][j][0]
        for cause in ("slight", "side_deal", "broken"):
            now.ledger[j][i][CAUSES.index(cause)] *= 1 - c.amends_share * worth
        now.feel(j, i, "gesture", c.amends / 2 * worth)
        now.fresh[i][j][0] = worth * c.tired
    elif act in PROMISES:
        now.pledge[i][j][PROMISES.index(act)] = c.pledge_months + 1
        now.tested[i][j][PROMISES.index(act)] = 0.0
    elif act == "warn":
        now.feel(j, i, "tariffs", c.warn)
        now.warned[i][j] = c.warn_months + 1
        now.warnrate[i][j] = next_rate(terms, start.wall[i][j])
        now.counter[i][j] = float(start.warned[j][i] > 0)
    elif act in ("appeal", "notice", "rescind"):
        for k in others(i):
            if act == "notice":
                now.feel(k, i, "broken", c.breach)
            else:
                now.feel(k, i, "loyalty", c.appeal * (2 if act == "rescind" else 1))
        if act == "appeal":
            now.visited[i][i] = c.quarter
        else:
            now.notice[i] = c.notice_months + 1 if act == "notice" else 0.0


def press(now: Position, i: int, j: int) -> None:
    """A warning or a rise of i on j tests what j has promised i and, if i is Washington, to answer together."""
    now.tested[j][i][CALM] = now.tested[j][i][PAUSE] = 1.0
    if i == US:
        for a in COUNTRIES:
            for b in COUNTRIES:
                now.tested[a][b][TOGETHER] = 1.0


def lay_down(terms: Terms, start: Position, now: Position, i: int, word: Word) -> None:
    """Steps 4 and 5: an offer on a table, and what the third country feels of it."""
    c = terms.c
    table = i if word.j is None else word.j
    leaked = word.quiet and chance(terms, start, LEAK, i, table)
    open_ = not word.quiet
    now.offer[i][table], now.quiet[i][table] = float(word.deal), float(word.quiet)
    now.known[i][table], now.age[i][table] = float(open_ or leaked), 0.0
    now.last[i][table] = float(word.deal)
    if word.j is None or not terms.deals[word.deal].has("separate"):
        return
    for k in COUNTRIES:
        now.tested[word.j][k][THREE] = 1.0
    if not open_ and not leaked:
        return
    k = third(i, word.j)
    now.feel(k, i, "side_deal", (c.leak if leaked else c.offer_separate) * (1 + now.bitter[k][i]))
    for j in others(i):
        if now.pledge[i][j][THREE] > 0:
            now.wound(j, i, "broken", c.broken, c.scar)
            now.pledge[i][j][THREE] = 0.0


def at_home(terms: Terms, start: Position, now: Position, i: int, lists: list[list[Word]]) -> None:
    """Step 6."""
    c = terms.c
    hit = [word.j for word in lists[i] if word.act == "slight"]
    if hit:
        now.mood[i][PRIDE] += c.rally if any(start.raised[j][i] for j in hit) else c.sharp * len(hit)
    for j in others(i):
        if any(word.act == "slight" and word.j == i for word in lists[j]) and not hit:
            now.mood[i][PRIDE] += c.slighted
    for word in lists[i]:
        if word.act == "amends":
            now.mood[i][CONCESSIONS] += c.amends_mood
        table = i if word.j is None else word.j
        if word.act in ("offer", "offer all") and start.last[i][table] == word.deal:
            now.mood[i][CONCESSIONS] += c.again


