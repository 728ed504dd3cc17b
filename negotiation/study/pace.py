"""How far a study has come, how large its next chunk should be, and how long the rest will take.

All of it is measured, by a clock that only goes on.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

AIM = 3.0                                  # seconds of work in a chunk: a task's own cost is then under 1 %
IDLE = 8.0                                 # what is waited for counts an eighth of work: a busy computer waits a lot
FIRST, LARGEST = 16, 8_192                # runs of the first chunks, and of the largest
GROWTH = 4                                 # how many times larger than any before it a chunk may be


@dataclass(frozen=True)
class State:
    """How a study stands while it runs; `left`: seconds, None while nothing honest can be said; `note`: an event."""

    done: int
    failed: int
    total: int
    left: float | None = None
    note: str = ""
    places: Mapping[str, Any] | None = None


Progress = Callable[[State], None]


class Stopped(KeyboardInterrupt):
    """Stopped by hand: what is finished is kept."""

    def __init__(self, state: State) -> None:
        """Keep how far it came."""
        super().__init__()
        self.state = state


class Pace:
    """Chunks that came back, and when."""

    def __init__(self, aim: float = AIM, largest: int = LARGEST) -> None:
        """`aim`: seconds of a chunk; `largest`: its most runs."""
        self._aim, self._largest = aim, largest
        self._recent: deque[tuple[float, int]] = deque(maxlen=8)       # seconds in the worker, runs
        self._tried = 0
        self._done: list[tuple[float, int]] = [(time.monotonic(), 0)]  # when, runs done since the start

    def add(self, runs: int, seconds: float, work: float) -> None:
        """A chunk came back: its runs, how long it took, and how much of that the processor worked for it."""
        self._recent.append((max(work, seconds / IDLE), runs))
        self._tried = max(self._tried, runs)
        self._done.append((time.monotonic(), self._done[-1][1] + runs))

    @property
    def size(self) -> int:
        """Runs of the next chunk. Judged by the largest of the last ones: small ones cost more a run."""
        if not self._recent:
            return min(FIRST, self._largest)
        large = max(runs for _, runs in self._recent)
        used = [(s, n) for s, n in self._recent if 2 * n >= large]
        rate = sum(n for _, n in used) / max(sum(s for s, _ in used), 1e-6)
        return max(1, min(int(self._aim * rate), self._tried * GROWTH, self._largest))

    def left(self, runs: int) -> float | None:
        """Seconds until so many runs more are done, by the later half of the time so far; None before that is known."""
        now = time.monotonic()
        first, (latest, done) = self._done[0][0], self._done[-1]
        if len(self._done) < 4 or latest <= first:
            return None
        middle = (first + now) / 2
        before = max(d for when, d in self._done if when <= max(middle, self._done[1][0]))
        since = max(when for when, d in self._done if d == before)
        if done <= before:
            return None
        return runs * (now - since) / (done - before)
