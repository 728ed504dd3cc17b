"""The third invariant in detail: what three at one table are worth to Mexico, and under which settings they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from negotiation.rules.countries import ALL, MEXICO
from negotiation.rules.values import appraise

from .figures import Figure, design, exact
from .plays import DEFAULT, opening
from .reckon import CALM, MECHANISMS, Premium, table
from .tables import Table

TITLE = "T3 in detail"
COLUMNS = ((False, False), (True, False), (False, True))       # renewal in the three-way deal; Canada punished
WITHIN = 1.0                   # points of range: the deals are a coarse grid, and one step may tip either way


def tasks(games: int | None) -> list[Premium]:
    """Every mechanism under three settings."""
    return [Premium(changes, *column) for _, changes in MECHANISMS.values() for column in COLUMNS]


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """Percent of the range of Mexico's feasible payoffs."""
    d = design()["premium"]
    rows = []
    for name, (words, changes) in MECHANISMS.items():
        found = [results[Premium(changes, *column)][1] for column in COLUMNS]
        rows.append((words, *(_figure(x, there) for x, there in zip(found, d[name], strict=True))))
    head = ("setting", "alone after Canada has settled", "the same, renewal in the three-way deal",
            "alone while Canada is punished at 35 %")
    alone, three = results[Premium()][2:]
    note = f"All mechanisms, same clauses: alone {alone.deal}; three-way {three.deal}."
    return [Table("T3: Mexico's Nash bargain, three-way less alone, % of range", head, rows, note), _calm()]


def _figure(value: float, there: float | None) -> Figure:
    return exact(value, there, WITHIN, digits=1, signed=True)


def _calm() -> Table:
    """Without warnings Mexico signs first, and Washington hopes to charge Canada later."""
    rows = []
    for charge, there in design()["premium"]["calm"].items():
        plain, renewed = calm(float(charge))
        rows.append((f"{float(charge):.0%}", _figure(plain, there[0]), _figure(renewed, there[1])))
    head = ("of Canada's loss that Washington hopes to charge", "three-way without renewal", "with renewal")
    return Table("T3 in calm: no warnings, Mexico signs a separate pact first; three-way less it, % of range", head,
                 rows)


def calm(charge: float, name: str = DEFAULT) -> tuple[float, float]:
    """Mexico's three-way bargain, without and with renewal, less its separate pact; percent of range."""
    plain = opening(name, CALM)
    hoping = replace(plain, rules=replace(plain.rules, charge=charge))
    appraisal, gain = appraise(hoping, hoping.start(0)), appraise(plain, plain.start(0)).gain
    cat = plain.catalogue
    mexico, three = gain(1)[:, MEXICO], gain(ALL)[:, MEXICO]
    first = int(table(appraisal, 1, cat.separate[cat.of_kind[1]], believed=True).nash) - int(cat.first[1])
    same = table(appraisal, ALL, ~cat.renew[cat.of_kind[ALL]], believed=True)
    every = table(appraisal, ALL, believed=True)
    width = np.ptp(three[same.ok])
    found = [100 * float(three[int(t.nash) - int(cat.first[ALL])] - mexico[first]) / width for t in (same, every)]
    return found[0], found[1]
