"""What a scenario gives to a game: constants, months, menu, and the answers of the trade model."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from negotiation.economy import Policy
from negotiation.rules.scenario import Scenario
from reference.deals import Deal, catalogue
from reference.position import Position

SECTORS = ("autos", "metals", "energy", "agrifood", "mach_elec", "other")
WORD_NAMES = {"unannounced": "drop_in", "three": "pledge_three", "calm": "pledge_calm", "together": "pledge_together",
              "offer quietly": "quiet", "offer all": "offer_all"}  # as scenario files call them


def plain(value: Any) -> Any:
    """Arrays as nested lists, numbers as floats."""
    return value.tolist() if hasattr(value, "tolist") else value


class Terms:
    """A scenario's data in plain Python. The trade model is the engine's own: it alone is not written anew."""

    def __init__(self, scenario: Scenario) -> None:
        limits, rules = scenario.limits, scenario.rules
        self.c = SimpleNamespace(**{name: plain(getattr(rules, name)) for name in rules.__dataclass_fields__})
        self.months, self.news = scenario.months, list(scenario.news)
        self.first_month = scenario.first_month
        self.words, self.measures = limits.words, limits.measures
        self.words_a_month, self.measures_a_month = limits.words_a_month, limits.measures_a_month
        self.ladder = list(limits.ladder)
        self.sectors = [k for k, name in enumerate(SECTORS) if limits.sectors is None or name in limits.sectors]
        self.answers = [a for a in ("accept", "refuse") if a in limits.answers]
        self.votes = [v for v in ("renew", "not") if v in limits.votes]
        allowed = {name: list(levels) for name, levels in limits.clauses.items()}
        self.deals: list[Deal] = catalogue(allowed, list(limits.deals))
        self.trade = scenario.trade
        self.gdp = plain(self.trade.calibration.gdp)[:3]
        self.lapses: list[list[float]] = []  # lapse(case) of each country, $bn a year
        self.lapse: list[float] = []  # earnings under the first case, percent of GDP

    def may_say(self, act: str) -> bool:
        return self.words is None or WORD_NAMES.get(act, act) in self.words

    def may_do(self, act: str) -> bool:
        return self.measures is None or act in self.measures

    def policy(self, now: Position) -> Policy:
        """The measures in force as the trade model takes them."""
        return Policy(*(np.array(getattr(now, name), float) for name in ("wall", "spare", "sector", "pact", "content")))

    def month(self, now: Position) -> Any:
        """The equilibrium of a month at its claim shares: earnings, revenue, labor."""
        return self.trade.month(self.policy(now), np.array(now.claim))

    def claims(self, now: Position) -> tuple[Any, Any]:
        """Claim shares that traders move to, and the highest there can be."""
        policy = self.policy(now)
        return plain(self.trade.claim_target(policy)), plain(self.trade.ceiling(policy))

    def burden(self, now: Position) -> Any:
        """[i][j]: weight of j's duties on i, percent."""
        return plain(self.trade.burden(self.policy(now)))

    def long_run(self, now: Position) -> Any:
        return self.trade.long_run(self.policy(now))
