"""What doing something else than the default player gains a chair, the other two playing by default.

Every word and measure once in each month and whenever it is legal; every plan of `schemes`. What gains most is played
again with seeds nobody has seen, because the best of two thousand noisy figures is too good.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks.validation.plays import opening
from benchmarks.validation.rows import COUNTRY
from benchmarks.validation.scripts import Seat
from benchmarks.validation.tables import Table
from negotiation.rules.countries import N
from negotiation.rules.notation import DECIDE, TALK

from .bars import FRESH, Asked, Gain, Report, Verdict, gain_of, told
from .departures import BOTH, Always, Once, capitals, moves
from .schemes import Scheme, schemes

TITLE = "Deviations"
BAR = 5.0                      # $bn that nothing may gain
AGAIN = 8                      # best figures of each chair that are played again, and best kinds
TIMES = 2                      # with so many times the games
Found = tuple[Gain, Any]       # a gain, and what is to be played to see it again


def _months(asked: Asked) -> range:
    return range(1, opening(changes=asked.changes).months + 1)


def _once(asked: Asked, chair: int, month: int, phase: str) -> Once:
    return Once(chair, month, phase, asked.games, changes=asked.changes)


def _seats(chair: int) -> dict[str, Seat]:
    """Every seat that departs from the first month on, by name."""
    aims = (*capitals(chair), BOTH)
    out: dict[str, Seat] = {f"{move}, whenever legal": Always(chair, move)
                            for phase in (TALK, DECIDE) for move in moves(chair, phase, aims)}
    return out | {name: Scheme(name) for name in schemes(chair)}


def tasks(asked: Asked) -> list[Any]:
    """The default games, every departure, every plan."""
    once = [_once(asked, i, m, phase) for i in range(N) for m in _months(asked) for phase in (TALK, DECIDE)]
    return [asked.paid(0, "default"), *once,
            *(asked.paid(i, seat) for i in range(N) for seat in _seats(i).values())]


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """The best of each family and chair, every plan, what gains most, and the same on fresh seeds."""
    families: dict[str, dict[int, list[Gain]]] = {}
    plans: dict[str, dict[int, Gain]] = {}
    top: list[list[Found]] = []
    for chair in range(N):
        once, kept, planned = (_single(results, asked, chair), _always(results, asked, chair),
                               _planned(results, asked, chair))
        for family, found in [*once, *kept]:
            families.setdefault(family, {}).setdefault(chair, []).append(found[0])
        for name, found in planned.items():
            plans.setdefault(name, {})[chair] = found[0]
        top.append(_top([*once, *kept, *((name.split(":")[0], found) for name, found in planned.items())]))
    again = _again(asked, top)
    tables = [_family_table(families), _plan_table(plans), _best_table(top, again)]
    return Report(tables, [_verdict(chair, again[chair]) for chair in range(N)])


def _top(found: list[tuple[str, Found]]) -> list[Found]:
    """The best of all, and the best of the best kinds, for there are many ways to do the same thing."""
    every = sorted(found, key=lambda pair: -pair[1][0].mean)
    best: dict[str, Found] = {}
    for kind, one in every:
        best.setdefault(kind, one)
    chosen = [one for _, one in every[:AGAIN]] + list(best.values())[:AGAIN]
    return sorted({one[0].what: one for one in chosen}.values(), key=lambda one: -one[0].mean)


def _single(results: Mapping[Any, Any], asked: Asked, chair: int) -> list[tuple[str, Found]]:
    """Families and gains of every move once."""
    out = []
    for month in _months(asked):
        for phase in (TALK, DECIDE):
            task = _once(asked, chair, month, phase)
            for move, gains in zip(task.moves, results[task], strict=True):
                again = Once(chair, month, phase, TIMES * asked.games, FRESH, asked.changes, (move,))
                out.append((f"{move.family}, once", (gain_of(f"{move}, month {month}", gains), again)))
    return out


def _always(results: Mapping[Any, Any], asked: Asked, chair: int) -> list[tuple[str, Found]]:
    """Families and gains of every move whenever it is legal."""
    out = []
    for name, seat in _seats(chair).items():
        if isinstance(seat, Always):
            out.append((f"{seat.move.family}, whenever legal", _found(results, asked, chair, name, seat)))
    return out


def _planned(results: Mapping[Any, Any], asked: Asked, chair: int) -> dict[str, Found]:
    return {name: _found(results, asked, chair, name, seat)
            for name, seat in _seats(chair).items() if isinstance(seat, Scheme)}


def _found(results: Mapping[Any, Any], asked: Asked, chair: int, name: str, seat: Seat) -> Found:
    base = results[asked.paid(0, "default")]
    gain = gain_of(name, (results[asked.paid(chair, seat)] - base)[:, chair])
    return gain, asked.paid(chair, seat, games=TIMES * asked.games, first=FRESH)


def _again(asked: Asked, top: list[list[Found]]) -> list[list[Gain]]:
    """[chair] the best figures once more, on fresh seeds."""
    normal = asked.paid(0, "default", games=TIMES * asked.games, first=FRESH)
    results = asked.run([normal, *(task for found in top for _, task in found)])
    out = []
    for chair, found in enumerate(top):
        gains = []
        for gain, task in found:
            x = np.asarray(results[task])
            once = isinstance(task, Once)
            gains.append(gain_of(gain.what, x[0] if once else (x - results[normal])[:, chair]))
        out.append(gains)
    return out


def _verdict(chair: int, again: list[Gain]) -> Verdict:
    best = max(again, key=lambda g: g.mean)
    return Verdict(f"{COUNTRY[chair]}: no deviation gains more than ${BAR:.0f}bn", best.mean <= BAR, told(again))


def _cell(gain: Gain | None) -> str:
    return "-" if gain is None else f"{gain.mean:+.1f} ({gain.error:.1f})"


def _family_table(families: Mapping[str, Mapping[int, list[Gain]]]) -> Table:
    rows = []
    for family, by_chair in families.items():
        cells = []
        for chair in range(N):
            gains = by_chair.get(chair, [])
            cells += [str(len(gains)), told(gains, 1) if any(g.error for g in gains) else "nothing changes"]
        rows.append((family, *cells))
    head = ("move", *(text for name in COUNTRY for text in ("tried", f"{name}, best")))
    return Table("Every word and measure: the best of each kind, gain over the default player, $bn", head, rows,
                 "In brackets: standard errors. Months, targets and rates are tried one by one.")


def _plan_table(plans: Mapping[str, Mapping[int, Gain]]) -> Table:
    rows = [(name, *(_cell(by_chair.get(chair)) for chair in range(N))) for name, by_chair in plans.items()]
    return Table("Plans: gain over the default player in the same chair, $bn", ("plan", *COUNTRY), rows)


def _best_table(top: list[list[Found]], again: list[list[Gain]]) -> Table:
    rows = [(COUNTRY[chair], gain.what, _cell(gain), _cell(fresh))
            for chair in range(N) for (gain, _), fresh in zip(top[chair], again[chair], strict=True)]
    return Table("What gains most, and the same on fresh seeds, $bn",
                 ("chair", "deviation", "gain", f"on {TIMES} times as many fresh seeds"), rows)
