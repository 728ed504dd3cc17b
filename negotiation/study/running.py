"""The runs of a study handed out in chunks to any executor, and what came back kept: nothing finished is ever lost."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..reading import english
from ..rules.reasons import Reason
from . import parts
from .crew import PATIENCE, Crew, Here, WorkerLost
from .design import Design, read_design
from .folder import (
    Folder,
    StudyError,
    begin,
    fault,
    locked,
    open_folder,
    same_rules,
    take_strategies,
    unchanged,
)
from .pace import Pace, Progress, State, Stopped
from .points import gaps
from .results import Study
from .task import Report, Task, play_task

LOG = logging.getLogger(__name__)
BLINK = 0.5                                # seconds between looks at the clock and at Ctrl-C
HOPELESS = 200                             # runs that all failed alike, after which a study stops by itself
LOST = ("WorkerLost", "KilledWorker")      # what executors raise when a worker died over a task


def run(design: str | Path | Mapping[str, Any] | Design, out: str | Path, *, workers: int = 1,
        executor: Executor | None = None, extend: bool = False, progress: Progress | None = None,
        patience: float = PATIENCE, command: str = "", pace: Pace | None = None) -> Study:
    """Play a design into a folder; where the folder holds the same study already, go on with it.

    `workers` counts processes of this computer; 0 plays in this one. `executor` is any `concurrent.futures.Executor`
    instead, such as Dask's `Client.get_executor()`; its workers must see the folder. `extend` lets a design grow by
    points or replications. `patience`: seconds after which a chunk that does not come back is played again.
    The table does not depend on any of these. Raises DesignError, StudyError, WriteError, Stopped.
    """
    path = Path(out).absolute()
    if not isinstance(design, Design):
        design = read_design(design)
    with locked(path):
        folder = begin(design, path, extend, command)
        return _play(folder, workers, executor, progress, patience, pace)


def resume(folder: str | Path, *, workers: int = 1, executor: Executor | None = None, progress: Progress | None = None,
           patience: float = PATIENCE, pace: Pace | None = None) -> Study:
    """Play what is missing. Files that cannot be used are set aside first. Raises as `run`."""
    opened = open_folder(Path(folder).absolute())
    with locked(opened.path):
        unchanged(opened)
        return _play(opened, workers, executor, progress, patience, pace)


def retry(folder: str | Path, *, workers: int = 1, executor: Executor | None = None, progress: Progress | None = None,
          patience: float = PATIENCE) -> Study:
    """Play the runs that failed once more. Raises as `run`."""
    opened = open_folder(Path(folder).absolute())
    with locked(opened.path):
        same_rules(opened)
        opened = take_strategies(opened)               # what failed may have been mended in between
        found = opened.found()
        _mend(opened, found, progress)
        _Play(opened, [], found.parts, workers, executor, progress, patience, None).again(found.parts)
        return Study(opened.path)


def _play(folder: Folder, workers: int, executor: Executor | None, progress: Progress | None, patience: float,
          pace: Pace | None) -> Study:
    found = folder.found()
    _mend(folder, found, progress)
    missing = gaps(folder.layout.total, [p.range for p in found.parts])
    _Play(folder, missing, found.parts, workers, executor, progress, patience, pace).all()
    if executor is not None:
        # A worker that was given up, or whose study was killed, may still have written its part.
        _mend(folder, folder.found(), progress)
    return Study(folder.path)


def _mend(folder: Folder, found: parts.Found, progress: Progress | None) -> None:
    """Set aside what cannot be used, and clear away what was never finished."""
    for problem in found.problems(folder.path):
        if progress is not None:
            progress(State(0, 0, folder.layout.total, note="study.set_aside", places={"file": problem.file}))
    for part in [*found.broken, *(p for p, _ in found.twice)]:
        parts.set_aside(part)
    for measure in folder.measures:
        (folder.path / measure).mkdir(exist_ok=True)
    parts.clear(folder.path, folder.measures, found.parts)


class _Play:
    """The chunks under way and those that wait."""

    def __init__(self, folder: Folder, missing: Sequence[tuple[int, int]], there: Sequence[parts.Part], workers: int,
                 executor: Executor | None, progress: Progress | None, patience: float, pace: Pace | None) -> None:
        self._folder, self._progress, self._patience = folder, progress, patience
        self._missing = deque(missing)
        self._total = folder.layout.total
        self._done = sum(p.stop - p.start for p in there)
        self._failed = sum(p.failed() for p in there)
        self._fresh = self._fresh_failed = 0
        self._pace = pace or Pace()
        self._foreign = executor is not None
        self._executor = executor or (Crew(workers, patience) if workers > 0 else Here())
        hands = workers if not self._foreign else _hands(self._executor, workers)
        self._most = 2 * hands if hands else 1             # one chunk waits behind each that is played
        self._suspects: deque[tuple[Task, int]] = deque()  # tasks to be played again, and how often they were lost
        self._under_way: dict[Future[Report], tuple[Task, int, float]] = {}
        self._stop = False

    def all(self) -> None:
        """Play everything that is missing."""
        if not self._missing:
            return
        self._loop(self._next)

    def again(self, there: Sequence[parts.Part]) -> None:
        """Play the failed runs of these parts again."""
        waiting = deque(p for p in there if p.failed())
        self._failed = 0
        if not waiting:
            return

        def next_one() -> Task | None:
            if not waiting:
                return None
            part = waiting.popleft()
            return replace(self._task(*part.range), again={t: part.file(t).name for t in self._folder.measures})
        self._loop(next_one)

    def _loop(self, next_one: Callable[[], Task | None]) -> None:
        with self._ctrl_c(), self._closing():
            while True:
                while not self._stop and len(self._under_way) < self._most:
                    if self._suspects:
                        self._submit(*self._suspects.popleft())
                        continue
                    task = next_one()
                    if task is None:
                        break
                    self._submit(task, 0)
                if not self._under_way:
                    break
                done, _ = wait(self._under_way, timeout=BLINK, return_when=FIRST_COMPLETED)
                for future in done:
                    self._came_back(future)
                self._overdue()
                self._tell()
        if self._stop and (self._suspects or next_one() is not None):
            raise Stopped(self._state())

    def _next(self) -> Task | None:
        if not self._missing:
            return None
        start, stop = self._missing.popleft()
        end = self._folder.layout.cut(start, stop, self._pace.size)
        if end < stop:
            self._missing.appendleft((end, stop))
        return self._task(start, end)

    def _task(self, start: int, stop: int) -> Task:
        folder = self._folder
        groups = tuple(folder.layout.groups(start, stop))
        points = {n: folder.points[n] for n, _ in groups}
        worlds = {p.scenario: folder.worlds[p.scenario] for p in points.values()}
        return Task(str(folder.path), start, stop, groups, points, worlds, folder.seed, folder.measures, folder.rules,
                    folder.about())

    def _submit(self, task: Task, losses: int) -> None:
        try:
            future = self._executor.submit(play_task, task)
        except Exception as error:
            raise self._broken(error) from error
        self._under_way[future] = (task, losses, time.monotonic())

    def _came_back(self, future: Future[Report]) -> None:
        task, losses, _ = self._under_way.pop(future)
        try:
            report = future.result()
        except (BrokenExecutor, CancelledError) as error:
            raise self._broken(error) from error
        except Exception as error:
            if type(error).__name__ not in LOST:
                raise self._broken(error) from error
            how = error.how if isinstance(error, WorkerLost) else Reason("study.died", {"how": type(error).__name__})
            self._lost(task, losses + 1, how)
            return
        if report.problems:
            raise StudyError([replace(p, remedy=self._then(p.remedy)) for p in report.problems])
        if report.refused:
            raise fault(self._folder.path, "study.stopped", "study.then_resume", what=report.refused,
                        folder=f"'{self._folder.path}'")
        self._keep(task, report)

    def _keep(self, task: Task, report: Report) -> None:
        file = self._folder.path / "runs" / report.files["runs"]
        if not file.is_file():
            raise fault(file, "study.part_not_here", "study.shared_folder")
        self._failed += report.failed
        if task.again:                                 # written anew beside the old ones, which go
            for table, name in task.again.items():
                if report.files[table] != name:
                    (self._folder.path / table / name).unlink(missing_ok=True)
            return
        self._done += task.size
        LOG.info("runs %d to %d kept, %d failed", task.start, task.stop - 1, report.failed)
        self._fresh += task.size
        self._fresh_failed += report.failed
        self._pace.add(task.size, report.seconds, report.work)
        if self._fresh == self._fresh_failed >= HOPELESS and self._done < self._total:
            raise fault(self._folder.path, "study.hopeless", "study.mend_then_retry", n=str(self._fresh),
                        error=report.error, folder=f"'{self._folder.path}'")

    def _lost(self, task: Task, losses: int, how: Reason) -> None:
        """A worker died over these runs: once more, then by halves, until one run is known to do it."""
        self._say("study.worker_lost", first=str(task.start), last=str(task.stop - 1), how=how)
        if losses < 2:
            self._suspects.append((task, losses))
        elif task.again:                               # its old part stays; such a run has one of its own
            self._failed += parts.Part(task.start, task.stop, Path(task.folder, "runs", task.again["runs"])).failed()
        elif task.size == 1:
            self._suspects.append((replace(task, lost=f"twice {english(how)}"), losses))
        else:
            middle = (task.start + task.stop) // 2
            self._suspects += [(self._task(*part), 1) for part in ((task.start, middle), (middle, task.stop))]

    def _overdue(self) -> None:
        """Of an executor that is not ours, a chunk that does not come back is handed out again; ours notices itself."""
        if not self._foreign:
            return
        now = time.monotonic()
        for future, (task, losses, since) in list(self._under_way.items()):
            if now - since > self._patience and not future.done():
                future.cancel()
                del self._under_way[future]
                self._lost(task, losses + 1, Reason("study.hung", {"seconds": f"{self._patience:g}"}))

    def _broken(self, error: BaseException) -> StudyError:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return fault(self._folder.path, "study.stopped", "study.then_resume", what=what[:300],
                     folder=f"'{self._folder.path}'")

    def _then(self, remedy: Reason) -> Reason:
        """A remedy, and how to go on once it is done."""
        return Reason("study.then_go_on", {"remedy": remedy, "folder": f"'{self._folder.path}'",
                                           "done": str(self._done), "total": str(self._total)})

    def _state(self, note: str = "", places: Mapping[str, Any] | None = None) -> State:
        return State(self._done, self._failed, self._total, self._pace.left(self._total - self._done), note, places)

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._state())

    def _say(self, note: str, **places: Any) -> None:
        if self._progress is not None:
            self._progress(self._state(note, places))

    @contextmanager
    def _closing(self) -> Iterator[None]:
        """Own processes end with the study; an executor that was lent stays open."""
        try:
            yield
        except BaseException:
            if not self._foreign:
                self._executor.shutdown(wait=False, cancel_futures=True)
            for future in self._under_way:
                future.cancel()
            raise
        if not self._foreign:
            self._executor.shutdown()

    @contextmanager
    def _ctrl_c(self) -> Iterator[None]:
        """The first Ctrl-C hands out no more chunks; the second ends everything at once."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def pressed(*_: Any) -> None:
            if self._stop:
                raise Stopped(self._state())
            self._stop = True
            self._say("study.finishing", n=len(self._under_way))
        before = signal.signal(signal.SIGINT, pressed)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def _hands(executor: Executor, workers: int) -> int:
    """How many tasks an executor does at once: what it says, or what the caller says."""
    said = getattr(executor, "_max_workers", None)
    return int(said) if isinstance(said, int) and said > 0 else max(1, workers)
