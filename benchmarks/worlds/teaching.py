"""T1 to T8 for every classroom scenario: whether it shows what its lesson is about, and by how much.

What is reckoned is what `benchmarks.validation.invariants` reckons for the default scenario.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks.validation import premium
from benchmarks.validation.invariants import BAR, looks, temptations, two_kinds
from benchmarks.validation.plays import Games, Sample, around, opening
from benchmarks.validation.reckon import CALM, MECHANISMS, Premium, regimes
from negotiation.rules.arrays import total
from negotiation.rules.bargaining import table_of
from negotiation.rules.countries import ALL, CANADA, MEXICO, N
from negotiation.rules.values import appraise
from negotiation.scenarios import load, names

TABLES = (("random",) * 3, ("bully",) * 3, ("tit_for_tat",) * 3)
# Who may find the best result of a chair: tables of one temper, and every chair among normal players.
BEST = (*((name,) * 3 for name in ("default", "easy", "loyal", "conciliator", "tit_for_tat")),
        *(around(i, name) for i in range(N) for name in ("hard", "loyal", "bilateral")))
Finding = tuple[str, bool, str]                # test, whether it holds, by how much


def classrooms() -> list[str]:
    """The scenarios made for a classroom."""
    return [name for name in names() if name.startswith("classroom-")]


def _games(name: str, seats: tuple[Any, ...], count: int) -> Games:
    return Games(seats, count, name)                                                         # type: ignore[arg-type]


def tasks(count: int) -> list[Any]:
    """Games of T6 to T8 and bargains of T3."""
    out: list[Any] = []
    for name in classrooms():
        out += [Premium((), *column, scenario=name) for column in premium.COLUMNS]
        out += [Premium(changes, False, True, scenario=name) for _, changes in MECHANISMS.values()]
        out += [_games(name, around(i, "hold"), count) for i in range(N)]
        out += [_games(name, seats, count) for seats in (*TABLES, *BEST)]
    return list(dict.fromkeys(out))


def findings(results: Mapping[Any, Any], name: str, count: int) -> list[Finding]:
    """The eight, for one scenario."""
    one, two, four, five = reckoned(name)
    return [one, two, _three(results, name), four, five, _still(results, name, count), _reached(results, name, count),
            _look(results, name, count)]


def reckoned(name: str) -> tuple[Finding, Finding, Finding, Finding]:
    """T1, T2, T4 and T5, for which nothing need be played."""
    scenario = opening(name, CALM)
    appraisal = appraise(scenario, scenario.start(0))
    worth = sorted(((float(x.sum()), key) for key, (_, x) in regimes(scenario).items()), reverse=True)
    joint = [float(total(appraisal.gain(k)).max()) for k in range(4)]
    zones = [(int(table_of(appraisal, k).ok.sum()), len(scenario.catalogue.of_kind[k])) for k in range(4)]
    percent, _ = two_kinds(scenario)
    tempted, _ = temptations(scenario, appraisal)
    return (
        ("T1 three-way has the largest joint payoff", worth[0][1] == "renewed" and max(joint) == joint[ALL],
         f"renewed {worth[0][0] - worth[1][0]:.0f} $bn above the next regime; best three-way deal "
         f"{joint[ALL] - max(joint[:ALL]):.0f} $bn above the best of two"),
        ("T2 zones of agreement are not empty", min(ok for ok, _ in zones) > 0,
         ", ".join(f"{ok} of {of}" for ok, of in zones) + " deals (US-Canada, US-Mexico, Canada-Mexico, three-way)"),
        ("T4 one-round temptation, and patience that resists it", all(t.inside for t in tempted.values()),
         f"patience needed: Canada {tempted[CANADA].threshold:.2f}, Mexico {tempted[MEXICO].threshold:.2f}; gain of "
         f"going alone {tempted[CANADA].alone - tempted[CANADA].loyal:.1f} and "
         f"{tempted[MEXICO].alone - tempted[MEXICO].loyal:.1f} $bn a year"),
        ("T5 hub and spokes differs from three-way", bool((percent[1:] >= BAR).all()),
         f"Canada {percent[CANADA]:.1f}, Mexico {percent[MEXICO]:.1f} % of range (bar {BAR:.0f})"))


def _three(results: Mapping[Any, Any], name: str) -> Finding:
    """Baker's claim, and a setting that turns it."""
    same = results[Premium(scenario=name)][1]
    others = {f"{words}, Canada punished": results[Premium(c, False, True, scenario=name)][1]
              for words, c in MECHANISMS.values()}
    others |= {"calm, the US hopes to charge Canada twice, no renewal": premium.calm(2.0, name)[0],
               "the same with renewal": premium.calm(2.0, name)[1]}
    least = min(others, key=lambda key: others[key])
    return ("T3 three-way beats alone for Mexico, and a setting turns it", same >= BAR and others[least] < 0,
            f"{same:+.1f} % of range (bar {BAR:.0f}); turned to {max(others[least], -100):+.1f}"
            f"{' or less' if others[least] < -100 else ''} by: {least}")


def _still(results: Mapping[Any, Any], name: str, count: int) -> Finding:
    normal: Sample = results[_games(name, BEST[0], count)]
    held = [results[_games(name, around(i, "hold"), count)].total for i in range(N)]
    less = [float((normal.total - held[i])[:, i].mean()) for i in range(N)]
    return ("T6 never dealing is not dominant", min(less) > 0,
            f"doing nothing costs {' / '.join(f'{x:.0f}' for x in less)} $bn (US / Canada / Mexico)")


def _reached(results: Mapping[Any, Any], name: str, count: int) -> Finding:
    scenario = load(name)
    par, hold = np.array(scenario.par), np.array(scenario.hold)
    tops = np.max([results[_games(name, seats, count)].total.max(axis=0) for seats in BEST], axis=0)
    score = (tops - hold) / (par - hold)
    return ("T7 each seat can reach full same-role score", bool((score >= 1).all()),
            f"best scores found {' / '.join(f'{x:.2f}' for x in score)} (full: 1)")


def _look(results: Mapping[Any, Any], name: str, count: int) -> Finding:
    walls, deals, trust = looks([results[_games(name, seats, count)] for seats in TABLES])
    apart = walls[1] > walls[0] > walls[2] and deals[1] < deals[0] < deals[2] and trust[2] > max(trust[:2]) + 10
    each = (f"wall {w:.0f} %, three-way deals {100 * d:.0f} %, trust {x:.0f}"
            for w, d, x in zip(walls, deals, trust, strict=True))
    return ("T8 random, selfish and tit-for-tat tables look different", apart,
            "; ".join(f"{seats[0]}: {text}" for seats, text in zip(TABLES, each, strict=True)))
