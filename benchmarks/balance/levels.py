"""Easy, normal and hard: what each makes of a chair among two normal players, and what it leaves to a normal one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.validation.rows import COUNTRY
from benchmarks.validation.tables import Table
from negotiation.rules.countries import N

from .bars import Asked, Gain, Report, Verdict, gain_of

TITLE = "Levels"
STEPS = (("easy", "default"), ("default", "hard"))
ERRORS = 1.0                   # standard errors between two levels


def tasks(asked: Asked) -> list[Any]:
    """Each level in each chair, and around each chair."""
    return [asked.paid(i, *seats) for i in range(N) for level in ("easy", "default", "hard")
            for seats in ((level, "default"), ("default", level))]


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """Two tables: the level in the chair, the level around it."""
    own = {i: [_step(results, asked, i, a, b, False) for a, b in STEPS] for i in range(N)}
    around = {i: [_step(results, asked, i, a, b, True) for a, b in STEPS] for i in range(N)}
    head = ("chair", "easy, total", "normal, total", "hard, total", "normal less easy", "hard less normal")
    tables = [Table(title, head, [(COUNTRY[i], *_totals(results, asked, i, about), *(
        f"{g.mean:+.1f} ({g.error:.1f})" for g in steps[i])) for i in range(N)])
        for title, steps, about in (("The level in the chair, two normal players around it, $bn", own, False),
                                    ("A normal player in the chair, the level around it, $bn", around, True))]
    return Report(tables, [*(_apart(i, own[i]) for i in range(N)), *(_harder(i, around[i]) for i in range(N))])


def _seats(level: str, about: bool) -> tuple[str, str]:
    return ("default", level) if about else (level, "default")


def _totals(results: Mapping[Any, Any], asked: Asked, chair: int, about: bool) -> tuple[str, ...]:
    return tuple(f"{results[asked.paid(chair, *_seats(level, about))][:, chair].mean():.1f}"
                 for level in ("easy", "default", "hard"))


def _step(results: Mapping[Any, Any], asked: Asked, chair: int, low: str, high: str, about: bool) -> Gain:
    less, more = (results[asked.paid(chair, *_seats(level, about))][:, chair] for level in (low, high))
    return gain_of(f"{high} less {low}".replace("default", "normal"), more - less)


def _apart(chair: int, steps: list[Gain]) -> Verdict:
    """A harder player does not do worse in the same chair."""
    return Verdict(f"{COUNTRY[chair]}: no level makes less of the chair than the one below, by a standard error",
                   all(g.errors >= -ERRORS for g in steps), "; ".join(map(str, steps)))


def _harder(chair: int, steps: list[Gain]) -> Verdict:
    """A harder player leaves less to the others."""
    return Verdict(f"{COUNTRY[chair]}: a normal player gets at least one standard error less among harder ones",
                   all(g.errors <= -ERRORS for g in steps), "; ".join(map(str, steps)))
