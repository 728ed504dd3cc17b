"""What each pair and all three could add by a deal, how the gain would be split, and whether a split holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiation.rules.coalitions import coalitions
from negotiation.rules.values import appraise

from .figures import Figure, design, exact
from .plays import DEFAULT, opening
from .reckon import CALM, FIRST, MECHANISMS
from .rows import COUNTRY
from .tables import Table

TITLE = "Coalitions"


def tasks(games: int | None) -> list[Any]:
    """None: they are reckoned here."""
    return []


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """With all mechanisms, and without the three that bend the economy."""
    rows = []
    for name in ("all_mechanisms", "none_of_three"):
        words, changes = MECHANISMS[name]
        scenario = opening(DEFAULT, CALM + FIRST + changes)
        found = coalitions(appraise(scenario, scenario.start(0)))
        d = design()["core"] if not changes else {"worth": [None] * 4, "shapley": [None] * 3}

        def figures(values: Any, there: list[Any], within: float, digits: int) -> tuple[Figure, ...]:
            return tuple(exact(x, t, within, digits) for x, t in zip(values, there, strict=True))
        rows.append((words, figures(found.worth, d["worth"], 0.6, 1), figures(found.shapley, d["shapley"], 0.6, 0),
                     "not empty" if bool(found.core) else "empty"))
    head = ("", "worth: US-Canada / US-Mexico / Canada-Mexico / all, $bn", "Shapley: " + " / ".join(COUNTRY), "core")
    return [Table("Coalitions: the best joint gain of the members, $bn", head, rows)]
