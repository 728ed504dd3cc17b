"""Side-by-side timing: every candidate runs once a turn, turns repeat, the median of each is kept.

Interleaved, so that a busy machine slows all candidates alike: quote the ratios, not the seconds.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")      # one thread a process; must be set before numpy loads

Call = Callable[[], object]


@dataclass(frozen=True)
class Timed:
    """Seconds of one candidate: the median of its turns, and how far the middle half of them spread."""

    seconds: float
    spread: float


def once(call: Call) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def interleave(candidates: Mapping[str, Call], turns: int = 5) -> dict[str, Timed]:
    """Time all candidates in turn; one turn that is not measured comes first."""
    seen: dict[str, list[float]] = {name: [] for name in candidates}
    for call in candidates.values():
        call()
    for turn in range(turns):
        names = list(candidates)
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            seen[name].append(once(candidates[name]))
    return {name: _timed(times) for name, times in seen.items()}


def _timed(times: list[float]) -> Timed:
    if len(times) < 2:
        return Timed(times[0], 0.0)
    low, _, high = statistics.quantiles(times, n=4, method="inclusive")
    return Timed(statistics.median(times), high - low)


def percentile(times: list[float], share: float) -> float:
    """The value under which a share of the times lie."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
