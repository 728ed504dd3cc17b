"""Every shipped strategy in every chair, two default players in the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.validation.rows import COUNTRY
from benchmarks.validation.tables import Table
from negotiation.rules.countries import N

from .bars import Asked, Gain, Report, Verdict, gain_of, told
from .usage import quick

TITLE = "Baselines by chair"
GENTLE, IDLE = "conciliator", "hold"
HOPELESS = 0.5                 # share of what the default player makes of the chair that the conciliator must reach
ERRORS = 1.0                   # standard errors by which a strategy must gain to count as better


def _others() -> list[str]:
    return [name for name in quick() if name != "default"]


def tasks(asked: Asked) -> list[Any]:
    """Each strategy three times."""
    return [asked.paid(0, "default"), *(asked.paid(i, name) for name in _others() for i in range(N))]


def report(results: Mapping[Any, Any], asked: Asked) -> Report:
    """Gains over the default player."""
    normal = results[asked.paid(0, "default")]
    gains = {name: [gain_of(name, (results[asked.paid(i, name)] - normal)[:, i]) for i in range(N)]
             for name in _others()}
    rows: list[tuple[str, ...]] = [("default, total", *(f"{normal[:, i].mean():.1f}" for i in range(N)))]
    rows += [(name, *(f"{g.mean:+.1f} ({g.error:.1f})" for g in of)) for name, of in gains.items()]
    table = Table("Own total less the default player's in the same chair, $bn", ("strategy", *COUNTRY), rows,
                  "In brackets: standard errors of the paired differences.")
    return Report([table], [*(_none_better(gains, i) for i in range(N)), _gentle(gains)])


def _none_better(gains: Mapping[str, list[Gain]], chair: int) -> Verdict:
    better = [of[chair] for of in gains.values() if of[chair].mean > ERRORS * of[chair].error]
    return Verdict(f"{COUNTRY[chair]}: no strategy beats the default by more than one standard error", not better,
                   told(better, 9) if better else f"best: {told([of[chair] for of in gains.values()], 1)}")


def _gentle(gains: Mapping[str, list[Gain]]) -> Verdict:
    """The conciliator wins in no chair, and makes at least half of what the default player makes of one."""
    mine, idle = gains[GENTLE], gains[IDLE]
    best = [COUNTRY[i] for i in range(N) if mine[i].mean > ERRORS * mine[i].error]
    share = [1 - mine[i].mean / idle[i].mean if idle[i].mean else 1.0 for i in range(N)]
    found = "; ".join(f"{COUNTRY[i]} {mine[i].mean:+.1f} ({mine[i].error:.1f}), {100 * share[i]:.0f} % of the way "
                      "from doing nothing to the default player" for i in range(N))
    return Verdict("conciliation is neither best nor hopeless", not best and min(share) >= HOPELESS, found)
