"""Section 7: clauses, the catalogue of deals, and what a deal brings."""

from __future__ import annotations

from itertools import product

from reference.position import ALL, CANADA, COUNTRIES, MEXICO, NAMES, PAIRS, US

CLAUSES = {
    0: {"us_on_canada": 4, "drop": 2, "access_canada": 4, "security": 2, "origin": 2, "separate": 2},
    1: {"us_on_mexico": 4, "drop": 2, "access_mexico": 4, "security": 2, "origin": 2, "separate": 2},
    2: {"together": 2, "three_way": 2, "ports": 2},
    ALL: {"us_on_canada": 4, "us_on_mexico": 4, "access_canada": 4, "access_mexico": 4, "security": 2, "origin": 2,
          "renew": 2},
}
KINDS = ("us-canada", "us-mexico", "canada-mexico", "all")
GIVES, GAINS = (0.0, -0.8, -2.0, -3.6), (0.0, 1.2, 2.1, 2.7)  # market opening, $bn a year
ANGERS, PLEASES = (0, -1, -3, -6), (0, 1, 2, 3)  # the same, approval
RELIEVED = (0, 2, 3, 3)  # a lower US tariff, approval


class Deal:
    """A kind of deal and the level of each of its clauses."""

    def __init__(self, kind: int, levels: dict[str, int]) -> None:
        self.kind, self.levels = kind, levels
        self.members = list(COUNTRIES) if kind == ALL else list(PAIRS[kind])

    def has(self, clause: str) -> int:
        return self.levels.get(clause, 0)

    def text(self) -> str:
        """The clauses in notation."""
        words = []
        for clause, level in self.levels.items():
            if level:
                shown = "access" if clause.startswith("access") and self.kind != ALL else clause
                plain = clause in ("drop", "security", "origin", "separate", "renew", "together", "three_way", "ports")
                words.append(shown if plain else f"{shown}={level}")
        return " ".join(words)

    def ceiling(self, i: int, j: int) -> tuple[float, float] | None:
        """The highest general tariff of i on j (it must spare pact goods) and the highest on a sector; None: any."""
        if i not in self.members or j not in self.members:
            return None
        if i == US:
            return (None, (50.0, 25.0), (10.0, 10.0), (0.0, 0.0))[self.has(f"us_on_{NAMES[j]}")]
        dropped = self.kind == 2 or (j == US and (self.kind == ALL or self.has("drop")))
        return (0.0, 0.0) if dropped else None

    def approval(self, i: int) -> float:
        """What signing brings at home, once."""
        change = 2.0 * self.has("renew")
        if i == US:
            change += 2 if self.kind == ALL else 1
            change += sum(PLEASES[self.has(f"access_{NAMES[j]}")] for j in (CANADA, MEXICO))
        else:
            change += 1 if self.kind == 2 else RELIEVED[self.has(f"us_on_{NAMES[i]}")]
            change += ANGERS[self.has(f"access_{NAMES[i]}")]
        return change

    def yearly(self, i: int) -> tuple[float, float]:
        """$bn a year: economy and politics."""
        economy, politics = 0.0, 0.0
        if self.kind == 2:
            return 0.5 * self.has("ports"), 0.0
        neighbors = [j for j in self.members if j != US]
        if i == US:
            for j in neighbors:
                economy += GAINS[self.has(f"access_{NAMES[j]}")]
                politics += 1.2 * self.has("security") + 0.8 * self.has("origin")
        else:
            economy += GIVES[self.has(f"access_{NAMES[i]}")] - 0.5 * self.has("security") - 0.4 * self.has("origin")
            politics -= 0.2 * self.has("security")
        return economy, politics

    def within(self, whole: Deal) -> bool:
        """Whether a three-way deal holds all of this deal for two."""
        if self.kind == 2:
            return False
        return all(clause == "drop" or whole.has(clause) >= level for clause, level in self.levels.items())


def catalogue(allowed: dict[str, list[int]], kinds: list[str]) -> list[Deal]:
    """All deals in order; `allowed`: the levels that a scenario leaves of a clause."""
    out = []
    for kind, clauses in CLAUSES.items():
        if KINDS[kind] not in kinds:
            continue
        levels = []
        for clause, many in clauses.items():
            usual = range(1, many) if kind == ALL and clause.startswith("us_on") else range(many)
            levels.append([n for n in allowed.get(clause, usual) if n in usual])
        for choice in product(*levels):
            if kind != 2 or any(choice):
                out.append(Deal(kind, dict(zip(clauses, choice, strict=True))))
    return out
