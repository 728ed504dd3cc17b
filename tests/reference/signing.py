"""Step 7 of section 3: signatures, and what the later steps of a Decide must know of the earlier ones."""

from __future__ import annotations

from reference.deals import Deal
from reference.legal import Word, dry, weak
from reference.position import (
    ALL,
    CANADA,
    CONCESSIONS,
    COUNTRIES,
    MEXICO,
    PAIRS,
    THREE,
    TOGETHER,
    WINS,
    Position,
    others,
    third,
)
from reference.terms import Terms

LONG_PROMISE = 12


class Month:
    """What the later steps of one Decide must know of the earlier ones."""

    def __init__(self, start: Position, lists: list[list[Word]]) -> None:
        self.start, self.lists = start, lists
        self.signed: Deal | None = None
        self.rose = [[False] * 3 for _ in COUNTRIES]
        self.breached = [[False] * 3 for _ in COUNTRIES]
        self.bared = [[False] * 3 for _ in COUNTRIES]

    def says(self, i: int, act: str, j: int) -> bool:
        return any(word.act == act and word.j == j for word in self.lists[i])

    def bound(self, i: int, j: int) -> bool:
        """Whether these two have signed a deal this month."""
        return self.signed is not None and i in self.signed.members and j in self.signed.members


def links() -> list[tuple[int, int]]:
    return [(i, j) for i in COUNTRIES for j in others(i)]


def signatures(terms: Terms, now: Position, month: Month) -> None:
    """Three-way offers first, then pairs, both lists starting one place further each month."""
    turn = int(now.month) % 3
    ordered = [((turn + n) % 3, ALL) for n in COUNTRIES]
    for n in COUNTRIES:
        kind = (turn + n) % 3
        ordered += [(i, kind) for i in PAIRS[kind]]
    for i, kind in ordered:
        members = list(COUNTRIES) if kind == ALL else list(PAIRS[kind])
        d = paper(month.start, i, kind)
        if d < 0:
            continue
        no = [q for q in members if q != i and month.says(q, "refuse three" if kind == ALL else "refuse", i)]
        possible = agreed(month, i, kind, d, members) and month.signed is None and (
            may_sign(terms, now, month.start, d))
        if possible:
            sign(terms, now, month, d)
        if no and terms.deals[d].has("separate") and now.known[i][no[0]]:
            now.feel(third(*members), no[0], "loyalty", terms.c.refuse_separate)
        if possible or no:
            now.offer[i][i if kind == ALL else sum(members) - i] = -1.0


def paper(now: Position, i: int, kind: int) -> int:
    """What i has laid down: on both tables, or on that of its partner in a pair; -1 nothing."""
    return int(now.offer[i][i] if kind == ALL else now.offer[i][sum(PAIRS[kind]) - i])


def agreed(month: Month, i: int, kind: int, d: int, members: list[int]) -> bool:
    """Whether everybody has laid this deal down or accepted a paper that says it."""
    accept = "accept three" if kind == ALL else "accept"
    for q in members:
        copies = [p for p in members if p != q and paper(month.start, p, kind) == d]
        if q != i and paper(month.start, q, kind) != d and not any(month.says(q, accept, p) for p in copies):
            return False
    return True


def may_sign(terms: Terms, now: Position, start: Position, d: int) -> bool:
    """Whether a deal all have agreed to may be signed today."""
    deal = terms.deals[d]
    if not dry(terms, now, d) or weak(terms, start, deal):
        return False
    if deal.kind == ALL:
        return min(now.pact[:2]) > 0 and not (deal.has("renew") and now.renewed)
    return not start.shut(*deal.members) and not (deal.has("separate") and now.pact[deal.kind] != 2)


def sign(terms: Terms, now: Position, month: Month, d: int) -> None:
    """A signature: what it does to tariffs, pacts, ledgers and moods."""
    c, deal = terms.c, terms.deals[d]
    kind, members = deal.kind, deal.members
    month.signed = deal
    for i in members:
        now.signed[i] = 1.0
        for j in members:
            if j != i:
                lower(now, deal, i, j)
                now.feel(i, j, "kept", c.sign)
        change = deal.approval(i)
        now.mood[i][WINS if change > 0 else CONCESSIONS] += change
    now.deal[kind], now.since[kind] = float(d), 0.0
    for k in (0, 1) if kind == ALL else (kind,):
        if deal.has("origin"):
            now.content[k] = 1.0
    if kind == ALL:
        now.deal[:2], now.since[:2] = [-1.0, -1.0], [0.0, 0.0]
        now.pact = [0.0 if stands == 0 else 2.0 for stands in now.pact]
        now.torn, now.notice = -1.0, [0.0] * 3
        now.renewed = max(now.renewed, float(deal.has("renew")))
    for clause, promise in (("together", TOGETHER), ("three_way", THREE)):
        if deal.has(clause):
            for i, j in ((CANADA, MEXICO), (MEXICO, CANADA)):
                now.pledge[i][j][promise] = LONG_PROMISE + 1.0
                if promise == TOGETHER:
                    now.feel(i, j, "together", c.sign_together)
    if deal.has("separate"):
        k = third(*members)
        for i in members:
            now.wound(k, i, "side_deal", c.sign_separate * (1 + now.bitter[k][i]), c.scar)
        now.pact[kind], now.renewed, now.deal[ALL] = 1.0, 0.0, -1.0


def lower(now: Position, deal: Deal, i: int, j: int) -> None:
    """Tariffs above the ceilings of a deal fall."""
    top = deal.ceiling(i, j)
    if top is not None:
        now.wall[i][j] = min(now.wall[i][j], top[0])
        now.spare[i][j] = 1.0
        now.sector[i][j] = [min(x, top[1]) for x in now.sector[i][j]]
