"""The best deals of month 1, signed and kept: what each chair could get, luck off."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from negotiation.match import play
from negotiation.rules.bargaining import table_of
from negotiation.rules.countries import ALL, CANADA, MEXICO, NAMES, OTHERS, US, N
from negotiation.rules.future import score
from negotiation.rules.menu import ACCEPT, RENEW
from negotiation.rules.notation import deal_text
from negotiation.rules.values import appraise
from negotiation.strategies import Choices, View

from .figures import design, exact
from .plays import DEFAULT, Floats, opening
from .reckon import CALM, FIRST
from .rows import COUNTRY
from .tables import Table

TITLE = "Best in month 1 and kept"
WITHIN = 1.5                   # $bn
LABELS = {**{f"best_{NAMES[i]}": f"best for {COUNTRY[i]}" for i in range(N)},
          "nash": "Nash", "kalai_smorodinsky": "Kalai-Smorodinsky"}


def tasks(games: int | None) -> list[Any]:
    """None: they are reckoned here."""
    return []


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """Five deals."""
    rows = []
    for name, (deal, parts) in outcomes().items():
        there = design()["best"][name]
        rows.append((LABELS[name], tuple(exact(x, d, WITHIN) for x, d in zip(parts.sum(0), there, strict=True)),
                     " / ".join(", ".join(f"{x:.0f}" for x in part) for part in parts), deal))
    held = tuple(exact(x, d, WITHIN) for x, d in zip(nothing(), design()["hold"], strict=True))
    head = ("", "total, " + " / ".join(COUNTRY), "economy / politics / future", "deal")
    return [Table("Best in month 1 and kept, luck off, $bn", head, [*rows, ("nobody does anything", held, "", "")])]


def nothing() -> Floats:
    """[3] $bn when nobody does anything, luck off."""
    scenario = opening(DEFAULT, CALM + FIRST)
    return score(scenario, play(scenario, ("hold",) * 3, 0)).sum(0)


@lru_cache(maxsize=1)
def outcomes() -> dict[str, tuple[str, Floats]]:
    """Each deal in words, and [part, country] $bn of a game in which it is signed at once and nothing else is done."""
    scenario = opening(DEFAULT, CALM + FIRST)
    appraisal = appraise(scenario, scenario.start(0))
    table, gain = table_of(appraisal, ALL), appraisal.gain(ALL)
    first = int(scenario.catalogue.first[ALL])
    deals = {f"best_{NAMES[i]}": first + int(np.where(table.ok, gain[:, i], -np.inf).argmax()) for i in range(N)}
    deals |= {"nash": int(table.nash), "kalai_smorodinsky": int(table.kalai_smorodinsky)}
    return {name: (deal_text(scenario.catalogue, deal), score(scenario, play(scenario, _signing(deal), 0)))
            for name, deal in deals.items()}


def _signing(deal: int) -> list[Any]:
    """Three seats that sign one deal in the first month, vote for it in the last, and do nothing else."""
    def us(view: View) -> Choices:
        out = view.choices()
        if view.phase == "talk":
            out.offer(US, deal, view.state.month == 0)
        else:
            out.vote(RENEW)
        return out

    def neighbor(view: View) -> Choices:
        out = view.choices()
        if view.phase == "decide":
            out.answer(US, 1, ACCEPT, view.state.month == 0)
            out.vote(RENEW)
        return out

    assert OTHERS[US] == (CANADA, MEXICO)
    return [us, neighbor, neighbor]
