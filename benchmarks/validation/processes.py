"""Tasks on several processes: games to be played, bargains to be reckoned."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any


def results_of(tasks: Sequence[Any], processes: int) -> dict[Any, Any]:
    """What `run()` of every task gives, the longest first; a task asked for twice is done once."""
    once = sorted(dict.fromkeys(tasks), key=lambda task: -getattr(task, "games", 0))
    if processes == 1 or len(once) < 2:
        return {task: task.run() for task in once}
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(processes, multiprocessing.get_context(method)) as pool:
        return dict(zip(once, pool.map(_run, once), strict=True))


def _run(task: Any) -> Any:
    return task.run()
