"""The eight invariants that make the game worth teaching with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from negotiation.rules.arrays import total
from negotiation.rules.bargaining import table_of
from negotiation.rules.countries import ALL, CANADA, KIND_NAMES, MEXICO, NAMES, PAIR_OF, US, N, third
from negotiation.rules.scenario import Scenario
from negotiation.rules.values import Appraisal, appraise

from . import best, premium
from .figures import Figure, design, exact, gain
from .plays import DEFAULT, Games, Sample, around, opening
from .reckon import CALM, MECHANISMS, Premium, regimes, year_under
from .rows import COUNTRY, HEAD, row, together
from .tables import Table

TITLE = "Teachability invariants"
KINDS = dict(zip(KIND_NAMES, ("US-Canada", "US-Mexico", "Canada-Mexico", "three-way"), strict=True))
PAIRED = 64                    # games in which holding still is tried in each chair
BAR = 5.0                      # percent of range
_LOOK = (("random",) * 3, ("bully",) * 3, ("tit_for_tat",) * 3)


def _held(chair: int | None, games: int | None) -> Games:
    seats = ("default",) * 3 if chair is None else around(chair, "hold")
    return Games(seats, games or PAIRED)                                                     # type: ignore[arg-type]


def _normal(games: int | None) -> Games:
    return Games(("default",) * 3, games or design()["spread"]["games"])


def _different(seats: tuple[str, str, str], games: int | None) -> Games:
    return Games(seats, games or design()["tables"]["games"])


def tasks(games: int | None) -> list[Any]:
    """Games of T6 to T8, bargains of T3."""
    return [*premium.tasks(games), _normal(games), _held(None, games), *(_held(i, games) for i in range(N)),
            *(_different(seats, games) for seats in _LOOK)]


def tables(results: Mapping[Any, Any], games: int | None) -> list[Table]:
    """A verdict on each, and the numbers behind it."""
    scenario = opening(DEFAULT, CALM)
    appraisal = appraise(scenario, scenario.start(0))
    parts = (_joint(scenario, appraisal), _zones(appraisal), _premium(results), _tempted(scenario, appraisal),
             _two_kinds(scenario), _never_dealing(results, games), _reached(results, games), _look(results, games))
    what = ("three-way has the largest joint payoff", "zones of agreement are not empty",
            "Mexico's Nash bargain: three-way beats alone by 5 % of range, and a setting reverses it",
            "one-round temptation, its threshold inside (0, 1)",
            "hub and spokes differs from three-way by 5 % of range",
            "never dealing is not dominant", "each seat can reach full same-role score",
            "random, selfish and tit-for-tat tables look different")
    rows = [(f"T{n}", text, "holds" if holds else "does not hold")
            for n, (text, (holds, _)) in enumerate(zip(what, parts, strict=True), 1)]
    return [Table("Invariants", ("", "test", "verdict"), rows), *(t for _, ts in parts for t in ts)]


Part = tuple[bool, list[Table]]


def _joint(scenario: Scenario, appraisal: Appraisal) -> Part:
    d, found = design()["invariants"], regimes(scenario)
    sums = {name: float(x.sum()) for name, (_, x) in found.items()}
    rows = [(words, tuple(exact(v) for v in x), _money(sums[name], d["worth"][name]))
            for name, (words, x) in found.items()]
    best_ = [float(total(appraisal.gain(k)).max()) for k in range(4)]
    deals = [(words, _money(x, there)) for words, x, there in zip(KINDS.values(), best_, d["joint"], strict=True)]
    holds = max(sums, key=lambda name: sums[name]) == "renewed" and max(best_) == best_[ALL]
    head = ("regime", " / ".join(COUNTRY), "sum")
    return holds, [Table("T1: joint worth over one year and the years after, $bn", head, rows),
                   Table("T1: best joint gain of a deal, $bn", ("kind of deal", "gain"), deals)]


def _money(value: float, there: float) -> Figure:
    return exact(value, there, max(0.6, 0.01 * abs(there)))


def _zones(appraisal: Appraisal) -> Part:
    rows, counts = [], []
    for kind, there in enumerate(design()["invariants"]["zones"]):
        ok = table_of(appraisal, kind).ok
        counts.append(int(ok.sum()))
        rows.append((KINDS[KIND_NAMES[kind]], exact(counts[-1], there, 0.01 * there), str(ok.shape[-1])))
    return min(counts) > 0, [Table("T2: deals by which nobody in them loses", ("kind of deal", "deals", "of"), rows)]


def _premium(results: Mapping[Any, Any]) -> Part:
    same = results[Premium()][1]
    others = [results[Premium(c, *column)][1] for _, c in MECHANISMS.values() for column in premium.COLUMNS]
    return same >= BAR and min(*others, *premium.calm(2.0)) < 0, []


@dataclass(frozen=True)
class Temptation:
    """One year's flows of a neighbor, $bn: it goes alone, both keep faith, it is left out, both go alone."""

    alone: float
    loyal: float
    left_out: float
    both_alone: float

    @property
    def threshold(self) -> float:
        """The patience from which on keeping faith pays (delta*)."""
        return (self.alone - self.loyal) / (self.alone - self.both_alone)

    @property
    def inside(self) -> bool:
        """Whether there is something to resist, and patience enough resists it."""
        return 0 < self.threshold < 1 and self.alone > self.loyal


def temptations(scenario: Scenario, appraisal: Appraisal) -> tuple[dict[int, Temptation], dict[str, Any]]:
    """The temptation of each neighbor, and one year's flows of all three under the regimes it rests on."""
    cat = scenario.catalogue
    three = year_under(scenario, [int(table_of(appraisal, ALL).nash)])
    alone: dict[int, tuple[int, int]] = {}
    for x in (CANADA, MEXICO):
        deals = cat.of_kind[int(PAIR_OF[US, x])]
        apart = cat.separate[deals]
        own, gains = appraisal.own(int(PAIR_OF[US, x])), appraisal.gain(int(PAIR_OF[US, x]))
        pleasing = np.where(apart & (own[:, 0] > 0), gains[:, x], -np.inf)       # Washington signs as well
        dictated = np.where(apart & (gains[:, x] > 0), gains[:, US], -np.inf)    # at Washington's choice
        alone[x] = int(deals[pleasing.argmax()]), int(deals[dictated.argmax()])
    both = year_under(scenario, [alone[CANADA][1], alone[MEXICO][1]])
    found = {x: Temptation(float(year_under(scenario, [alone[x][0]])[x]), float(three[x]),
                           float(year_under(scenario, [alone[third(US, x)][0]])[x]), float(both[x]))
             for x in (CANADA, MEXICO)}
    return found, {"both": both, "three": three, "one": year_under(scenario, [alone[MEXICO][1]]),
                   "today": year_under(scenario, [])}


def _tempted(scenario: Scenario, appraisal: Appraisal) -> Part:
    """One year's flows: going alone, keeping faith, both going alone, being left out."""
    d, (found, years) = design()["invariants"], temptations(scenario, appraisal)
    rows = []
    for x, each in found.items():
        there = d[NAMES[x]]
        rows.append((COUNTRY[x], *(exact(getattr(each, k), there[k], 0.2, digits=1)
                                   for k in ("alone", "loyal", "left_out", "both_alone")),
                     exact(each.threshold, there["delta"], 0.02, digits=2)))
    there = d["us"]
    ours = (("both separate", "both", "both_separate"), ("three-way", "three", "three"),
            ("one separate, with Mexico", "one", "one_separate"), ("as today", "today", "today"))
    us = [(label, exact(years[name][US], there[k], 0.2, digits=1)) for label, name, k in ours]
    return all(each.inside for each in found.values()), [
        Table("T4: one year's flows of a neighbor, $bn",
              ("", "goes alone", "both keep faith", "left out", "both go alone", "patience needed (delta*)"), rows),
        Table("T4: one year's flows of the United States, $bn", ("", "flow"), us)]


def two_kinds(scenario: Scenario) -> tuple[Any, Any]:
    """[3] three-way renewed less hub and spokes: percent of the range of all regimes, and $bn."""
    found = regimes(scenario)
    gap = found["renewed"][1] - found["hub_and_spokes"][1]
    return 100 * gap / np.ptp(np.stack([x for _, x in found.values()]), axis=0), gap


def _two_kinds(scenario: Scenario) -> Part:
    percent, gap = two_kinds(scenario)
    rows = [(COUNTRY[i], exact(percent[i], design()["invariants"]["gap"][i], 0.1, digits=1), exact(gap[i], digits=1))
            for i in range(N)]
    head = ("", "% of range", "$bn")
    return bool((percent >= BAR).all()), [Table("T5: three-way renewed less hub and spokes", head, rows)]


def _never_dealing(results: Mapping[Any, Any], games: int | None) -> Part:
    normal: Sample = results[_held(None, games)]
    rows, lost = [], []
    for i in range(N):
        still: Sample = results[_held(i, games)]
        less = (normal.total - still.total)[:, i]
        lost.append(less.mean() > 0)
        rows.append((COUNTRY[i], gain(less, design()["invariants"]["hold_loses"][i], digits=0)))
    return all(lost), [Table("T6: what hold gets less than the default player, against two normal players, $bn",
                             ("chair", "less"), rows)]


def _reached(results: Mapping[Any, Any], games: int | None) -> Part:
    """The best normal game beside the best feasible deal of month 1, as shares of what lies above doing nothing; and
    its same-role score, by the par and hold of the scenario's file."""
    d, sample = design()["invariants"], results[_normal(games)]
    kept, held = best.outcomes(), best.nothing()
    scenario = opening(DEFAULT)
    assert scenario.par is not None and scenario.hold is not None
    rows, full = [], []
    for i in range(N):
        top, deal = float(sample.total[:, i].max()), float(kept[f"best_{NAMES[i]}"][1].sum(0)[i])
        share = (top - held[i]) / (deal - held[i])
        score = (top - scenario.hold[i]) / (scenario.par[i] - scenario.hold[i])
        full.append(score >= 1)
        rows.append((COUNTRY[i], exact(top, d["best_games"][i], 10), exact(deal, d["best_deals"][i], 1.5),
                     exact(share, d["reached"][i], 0.1, digits=2), exact(score, digits=2)))
    head = ("chair", "best of the normal games", "best deal of month 1, kept", "share reached", "score")
    return all(full), [Table("T7: best game and best deal, $bn", head, rows)]


def looks(samples: Sequence[Sample]) -> tuple[list[float], ...]:
    """Of each table: Washington's mean tariff on everything (%), the share with a three-way deal, mean trust."""
    return ([float(s.wall.mean()) for s in samples], [float((s.first_three > 0).mean()) for s in samples],
            [float(s.trust.mean()) for s in samples])


def _look(results: Mapping[Any, Any], games: int | None) -> Part:
    there = {tuple(r["seats"]): r for r in design()["tables"]["rows"]}
    n = design()["tables"]["games"]
    samples = [results[_different(seats, games)] for seats in _LOOK]
    rows = [(together(seats), *row(sample, there[seats], n)) for seats, sample in zip(_LOOK, samples, strict=True)]
    walls, deals, trust = looks(samples)
    apart = walls[1] > walls[0] > walls[2] and deals[1] < deals[0] < deals[2] and trust[2] > 2 * max(trust[0], trust[1])
    return apart, [Table("T8: three tables of one temper", ("US / Canada / Mexico", *HEAD), rows)]
