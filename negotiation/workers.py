"""Chunks of games on several processes, in the order of their seeds, with every lost process noticed.

A process that dies takes its pool with it; the chunks that were under way are then played again one by one, each in a
process of its own, and a chunk that kills that one too is named.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for_pipe

from .outcome import Outcome
from .rules.scenario import Scenario
from .strategies import Strategy, find
from .unfinished import PlayError, WorkerLost

Chunk = tuple[int, int]                    # first seed, number of games
Task = tuple[tuple[str, ...], int, int]    # full names of the players, then the chunk


@dataclass(frozen=True)
class _Failure:
    what: str


_scenario: Scenario
_players: dict[tuple[str, ...], tuple[Strategy, ...]]


def _begin(packed: bytes, path: list[str]) -> None:
    """What a new process does first: leave Ctrl-C to its parent, end when the parent ends, and load the scenario."""
    global _scenario, _players
    _players = {}
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    sys.path[:] = path
    _scenario = pickle.loads(packed)


def end_with_parent() -> None:
    """End this process when its parent ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_pipe([parent.sentinel])
        os._exit(1)


def _play(names: tuple[str, ...], first: int, games: int) -> Outcome | _Failure:
    from .batch import play_chunk
    try:
        if names not in _players:
            _players[names] = tuple(find(name) for name in names)
        return play_chunk(_scenario, _players[names], first, games)
    except Exception as error:             # not every error can be sent to another process, so its text is
        return _Failure(told(error))


def told(error: BaseException) -> str:
    """An error on one line, with the place where it was raised."""
    if isinstance(error, ValueError) and hasattr(error, "reason"):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""
    return f"{where}{type(error).__name__}: {error}"


def in_order(scenario: Scenario, players: Sequence[str], cut: Sequence[Chunk],
             workers: int) -> Generator[Outcome, None, None]:
    """The chunks' outcomes in the order given. Raises WorkerLost and PlayError; closing it ends the processes."""
    yield from tasks_in_order(scenario, [(tuple(players), *chunk) for chunk in cut], workers)


def tasks_in_order(scenario: Scenario, tasks: Sequence[Task], workers: int) -> Generator[Outcome, None, None]:
    """The same for chunks that differ in their players."""
    crew = _Crew(scenario, workers)
    try:
        yield from crew.run(tasks)
    finally:
        crew.end()


class _Crew:
    """A pool of processes that is made anew after a loss."""

    def __init__(self, scenario: Scenario, workers: int) -> None:
        # Mesa sets the start method of the whole process; a context of our own does not care.
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        self._given = (pickle.dumps(scenario), list(sys.path))
        self._workers = workers
        self._pool = self._new(workers)

    def _new(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, self._context, _begin, self._given)

    def run(self, cut: Sequence[Task]) -> Iterator[Outcome]:
        waiting = deque(enumerate(cut))
        under_way: dict[Future[Outcome | _Failure], tuple[int, Task]] = {}
        ready: dict[int, Outcome] = {}
        next_one = 0
        while next_one < len(cut):
            # A few chunks ahead keep every process busy; more would only fill memory behind a slow one.
            while waiting and waiting[0][0] < next_one + 2 * self._workers + 1:
                n, chunk = waiting.popleft()
                try:
                    under_way[self._pool.submit(_play, *chunk)] = (n, chunk)
                except BrokenProcessPool:
                    waiting.appendleft((n, chunk))
                    break
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            lost = [f for f in done if isinstance(f.exception(), BrokenProcessPool)]
            for future in done - set(lost):
                n, chunk = under_way.pop(future)
                ready[n] = _checked(future.result(), chunk)
            if lost or not done:
                ready.update(self._again(sorted(under_way.values())))
                under_way.clear()
            while next_one in ready:
                yield ready.pop(next_one)
                next_one += 1

    def _again(self, suspects: Sequence[tuple[int, Task]]) -> dict[int, Outcome]:
        """Play each chunk in a process of its own; the pool is made anew."""
        self.end()
        found = {}
        for n, chunk in suspects:
            self._pool = self._new(1)
            try:
                found[n] = _checked(self._pool.submit(_play, *chunk).result(), chunk)
            except BrokenProcessPool:
                raise WorkerLost(chunk[1], chunk[1] + chunk[2] - 1) from None
            self.end()
        self._pool = self._new(self._workers)
        return found

    def end(self) -> None:
        """End the processes at once: nothing of theirs is needed any more."""
        processes = list((getattr(self._pool, "_processes", None) or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            with contextlib.suppress(Exception):
                process.terminate()
        for process in processes:
            process.join(5)


def _checked(result: Outcome | _Failure, chunk: Task) -> Outcome:
    if isinstance(result, _Failure):
        raise PlayError(result.what, chunk[1], chunk[1] + chunk[2] - 1)
    return result
