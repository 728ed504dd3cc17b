"""The news cards of section 11, read from the page's own table, and the card of a month."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from reference.luck import luck
from reference.position import ALL, COUNTRIES, NAMES, NEWS, US, Position, pair, third
from reference.terms import SECTORS, Terms

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
TURNED, WHICH, WHO, OTHER, SIGN = 21, 22, 23, 24, 25
RING = ((0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1))
ROLES = ("who", "other", "third")
REPAIR = ("call", "visit", "amends")
KEPT = 0.5


class Card:
    """A row of the table."""

    def __init__(self, about: str, comes: str, effect: str, halved: str) -> None:
        named = dict(part.split(": ") for part in about.split("; ")) if about != "any" else {}
        self.who = [NAMES.index(n) for n in named.get("who", " or ".join(NAMES)).split(" or ")]
        self.other = [NAMES.index(n) for n in named.get("other", " or ".join(NAMES)).split(" or ")]
        self.date = comes if re.fullmatch(r"\d{4}-\d\d", comes) else ""
        self.seasons = [int(n) for n in re.findall(r"\d+", comes)] if comes.startswith("months") else []
        self.where = comes.removeprefix("where ") if comes.startswith("where") else ""
        self.felt, self.mood, self.econ = [], [0.0] * 3, [0.0] * 3
        self.coin = "±" in effect
        for part in effect.replace("−", "-").replace("±", "").split("; "):
            if found := re.fullmatch(r"trust of (\w+) in (\w+) (\S+) \(`(\w+)`\)", part):
                self.felt.append((ROLES.index(found[1]), ROLES.index(found[2]), found[NEWS], float(found[3])))
            elif found := re.fullmatch(r"approval of (\w+) (\S+)", part):
                self.mood[ROLES.index(found[1])] = float(found[2])
            else:
                found = re.fullmatch(r"income of (\w+) (\S+)% of GDP", part)
                self.econ[ROLES.index(found[1])] = float(found[2])
        self.answered, self.relieved = halved == "a call, a visit or amends", halved == "relief money"


@cache
def table() -> dict[str, Card]:
    """The cards of the page by name."""
    text = PAGE.read_text(encoding="utf-8").split("<!-- made: news -->")[1].split("<!-- end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines()[2:]]
    return {name.strip("`"): Card(*rest) for name, _, *rest in rows}


class Turned:
    """The card of a month and the countries in its roles; what it does is by country."""

    def __init__(self, name: str, card: Card, roles: tuple[int, int, int], sign: float) -> None:
        self.name, self.card, self.roles = name, card, roles
        self.mood, self.econ = [0.0] * 3, [0.0] * 3
        for n, i in enumerate(roles):
            self.mood[i], self.econ[i] = card.mood[n] * (sign if card.coin else 1), card.econ[n]

    @property
    def eased(self) -> float:
        """Approval that relief money gives back to the one it is about."""
        return -KEPT * min(self.mood[self.roles[0]], 0.0) if self.card.relieved else 0.0


def turned(terms: Terms, now: Position) -> Turned | None:
    """The card of the month that begins with a position."""
    if not terms.c.luck:
        return None
    first, which, whose, other, sign = (
        luck(now.seed, int(now.month), purpose) for purpose in (TURNED, WHICH, WHO, OTHER, SIGN))
    due = terms.c.card_every > 0 and now.month % terms.c.card_every == terms.c.card_every - 1
    pool = [name for name in terms.news if not table()[name].date]
    name = pool[int(which * len(pool))] if pool and (due or first < terms.c.card_chance) else ""
    year, month = calendar(terms, now)
    for dated in terms.news:
        if table()[dated].date == f"{year:04}-{month:02}":
            name = dated
    if not name:
        return None
    card, begin = table()[name], 2 * int(whose * 3) + (other < 0.5)
    if card.seasons and month not in card.seasons:
        return None
    for n in range(len(RING)):
        i, j = RING[(begin + n) % len(RING)]
        if i in card.who and j in card.other and holds(card.where, now, i, j):
            return Turned(name, card, (i, j, third(i, j)), 1.0 if sign < 0.5 else -1.0)
    return None


def calendar(terms: Terms, now: Position) -> tuple[int, int]:
    """Year and month; nothing where a scenario has no calendar."""
    if not terms.first_month:
        return 0, 0
    year, month = map(int, terms.first_month.split("-"))
    passed = month - 1 + int(now.month)
    return year + passed // 12, passed % 12 + 1


def charges(now: Position, i: int, j: int) -> bool:
    return now.wall[i][j] > 0 or any(rate > 0 for rate in now.sector[i][j])


def holds(where: str, now: Position, i: int, j: int) -> bool:
    """Whether the condition of a card holds for who i and other j."""
    link = pair(*sorted((i, j)))
    if where.startswith("other has a tariff on the "):
        sector = "autos" if where.endswith("cars of who") else "agrifood"
        return now.sector[j][i][SECTORS.index(sector)] > 0
    return {
        "": lambda: True,
        "who has a tariff on other": lambda: charges(now, i, j),
        "who has a general tariff on other that spares pact goods":
            lambda: now.wall[i][j] > 0 and now.spare[i][j] > 0,
        "all three are in the three-way pact and it is not renewed":
            lambda: all(p == 2 for p in now.pact) and not now.renewed,
        "the United States has tariffs on both": lambda: all(charges(now, US, k) for k in (i, j)),
        "neither has a tariff on the other": lambda: not charges(now, i, j) and not charges(now, j, i),
        "a reprieve of who for other runs": lambda: now.reprieve[i][j] > 0,
        "a deal of the two or of all three is in force": lambda: now.deal[link] >= 0 or now.deal[ALL] >= 0,
        "the two have a separate pact": lambda: now.pact[link] == 1,
        "one of the two is bitter about the other": lambda: now.bitter[i][j] > 0 or now.bitter[j][i] > 0,
    }[where]()


def told(terms: Terms, start: Position, now: Position, said: list[tuple[int, object]]) -> None:
    """Step 1: what the card of the month does before anybody speaks; `said` as everybody's legal lists have it."""
    news = turned(terms, start)
    if news is None:
        return
    who, other, _ = news.roles
    soft = news.card.answered and any(i == who and w.j == other and w.act in REPAIR for i, w in said)
    for feeler, doer, cause, points in news.card.felt:
        now.feel(news.roles[feeler], news.roles[doer], cause, points * (KEPT if soft else 1.0))
    for i in COUNTRIES:
        now.mood[i][NEWS] += news.mood[i]
    if start.aid[who] > 0:
        now.mood[who][NEWS] += news.eased
