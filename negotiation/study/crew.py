"""Processes of this computer as a `concurrent.futures.Executor` that outlives its workers.

Each process has a thread that hands it one task at a time, so it is known which task a process died over, or has not
answered for too long; the process is then replaced, and the task's future raises WorkerLost.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from multiprocessing.connection import Connection, wait
from typing import Any

from ..reading import english
from ..rules.reasons import Reason
from ..workers import end_with_parent, told

STARTING = 60.0                            # seconds a new process may take to begin
PATIENCE = 300.0                           # seconds until a process that does not answer counts as hung


class WorkerLost(RuntimeError):
    """A process that died over a task, or hung; `how` says which."""

    def __init__(self, how: Reason) -> None:
        """Keep how it was lost."""
        super().__init__(english(how))
        self.how = how


class Failed(RuntimeError):
    """What a task raised, as text: not every error can be sent to another process."""


class Here(Executor):
    """This process itself, where a debugger sees the games; `submit` returns when the task is done."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it now."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Crew(Executor):
    """So many processes."""

    def __init__(self, workers: int, patience: float = PATIENCE) -> None:
        """Processes are started when the first task comes."""
        self.patience = patience
        # Mesa sets the start method of the whole process; a context of our own does not care.
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        if method == "forkserver":
            # What every process needs is read once, and a process that is replaced is there at once.
            self._context.set_forkserver_preload(["negotiation.study.task", "pyarrow.parquet", "pandas"])
        self._tasks: queue.SimpleQueue[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]] | None] = \
            queue.SimpleQueue()
        self._hands = [_Hand(self) for _ in range(workers)]
        self._ended = False
        for hand in self._hands:
            hand.thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a task to the next process that is free."""
        if self._ended or kwargs:
            raise RuntimeError("cannot schedule new futures after shutdown" if self._ended else "no keywords here")
        future: Future[Any] = Future()
        self._tasks.put((future, fn, args))
        return future

    def next(self) -> tuple[Future[Any], Callable[..., Any], tuple[Any, ...]] | None:
        """The next task; None at the end."""
        return self._tasks.get()

    def start(self) -> tuple[Any, Connection]:
        """A new process and the line to it."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_work, args=(theirs, list(sys.path)), daemon=True)
        process.start()
        theirs.close()
        if not wait([ours, process.sentinel], max(STARTING, self.patience)):
            process.kill()
        with contextlib.suppress(EOFError, OSError):
            ours.recv()                    # it is there: a start on a busy computer counts toward nobody's patience
        return process, ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; without `wait` at once, whatever they are doing."""
        self._ended = True
        if cancel_futures or not wait:
            with contextlib.suppress(queue.Empty):
                while True:
                    task = self._tasks.get_nowait()
                    if task is not None:
                        task[0].cancel()
        for _ in self._hands:
            self._tasks.put(None)
        if not wait:
            for hand in self._hands:
                hand.kill()
        for hand in self._hands:
            hand.thread.join()


class _Hand:
    """One process and the thread that serves it."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._process: Any = None
        self._line: Connection | None = None
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        while (task := self._crew.next()) is not None:
            future, fn, args = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(self._ask(fn, args))
            except Exception as error:
                future.set_exception(error)
        self._leave()

    def _ask(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        """What the process answers. Raises WorkerLost, Failed."""
        if self._process is None or not self._process.is_alive():
            self._process, self._line = self._crew.start()
        assert self._line is not None
        try:
            self._line.send((fn, args))
            if not wait([self._line, self._process.sentinel], self._crew.patience):
                self.kill()
                raise WorkerLost(Reason("study.hung", {"seconds": f"{self._crew.patience:g}"}))
            good, answer = self._line.recv()
        except (EOFError, OSError):
            self._process.join(5)
            code = self._process.exitcode
            how = f"signal {signal.Signals(-code).name}" if code is not None and code < 0 else f"exit status {code}"
            self.kill()
            raise WorkerLost(Reason("study.died", {"how": how})) from None
        if not good:
            raise Failed(answer)
        return answer

    def kill(self) -> None:
        """End the process at once, even one that is stopped."""
        if self._process is not None:
            with contextlib.suppress(OSError, ValueError):
                self._process.kill()
                self._process.join(5)

    def _leave(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.join(2)
            self.kill()


def _work(line: Connection, path: list[str]) -> None:
    """What a process does: leave Ctrl-C to its parent, end when the parent ends, answer task after task."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    sys.path[:] = path
    from . import task  # noqa: F401  (what it takes to play)
    with contextlib.suppress(EOFError, OSError):
        line.send("here")
        while True:
            fn, args = line.recv()
            try:
                line.send((True, fn(*args)))
            except Exception as error:
                line.send((False, told(error)))
