"""`negotiation study`: designed experiments that survive being killed."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import options, speech
from .command import DIFFERS, INTERRUPTED, OK, Family, Option, Wrong, command
from .speech import t

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ..study.pace import State
    from ..study.results import Study

TALK_EVERY = 30.0                          # seconds between lines where nobody watches a bar
DASK = "dask:"
ADD = "pip install 'negotiation[{}]'"


def _folder() -> click.Argument:
    return click.Argument(["folder"], metavar="DIR", type=Path)


def _work() -> tuple[click.Option, ...]:
    """What all commands that play have."""
    return (options.number("--workers", "cli.option.study_workers", low=0, default=1),
            Option(["--executor"], default=None, metavar="dask:ADDRESS", help="cli.option.executor"),
            options.number("--patience", "cli.option.patience", default=300), options.as_json())


@command("study.run", click.Argument(["design"], metavar="DESIGN.yaml"),
         options.path("--out", "cli.option.study_out", "DIR"), options.flag("--extend", "cli.option.extend"), *_work(),
         examples=("negotiation study run design.yaml --out results --workers 2",
                   "negotiation study run design.yaml --out results --executor dask:tcp://10.0.0.1:8786"))
def run_(design: str, out: Path | None, extend: bool, workers: int, executor: str | None, patience: int,
         as_json: bool) -> int:
    """Play a design into a folder."""
    _has_parquet()
    from ..study import run
    if out is None:
        raise Wrong(f"--out: {t('cli.study.needs_out')}")
    again = shlex.join(["negotiation", "study", "run", design, "--out", str(out), *(["--extend"] if extend else [])])
    return _played(out, executor, workers, as_json, lambda **how: run(
        design, out, extend=extend, patience=patience, command=again, **how))


@command("study.status", _folder(), options.as_json(), examples=("negotiation study status results",))
def status_(folder: Path, as_json: bool) -> int:
    """Tell how far a study has come."""
    _has_parquet()
    from ..study import Study
    return _tell(Study(folder), as_json)


@command("study.resume", _folder(), *_work(), examples=("negotiation study resume results --workers 2",))
def resume_(folder: Path, workers: int, executor: str | None, patience: int, as_json: bool) -> int:
    """Play what is missing."""
    _has_parquet()
    from ..study import resume
    return _played(folder, executor, workers, as_json, lambda **how: resume(folder, patience=patience, **how))


@command("study.retry", _folder(), *_work(), examples=("negotiation study retry results",))
def retry_(folder: Path, workers: int, executor: str | None, patience: int, as_json: bool) -> int:
    """Play the runs that failed once more."""
    _has_parquet()
    from ..study import retry
    return _played(folder, executor, workers, as_json, lambda **how: retry(folder, patience=patience, **how))


@command("study.verify", _folder(), options.number("--sample", "cli.option.sample", default=20),
         options.seed("cli.option.sample_seed"), options.as_json(),
         examples=("negotiation study verify results --sample 20",))
def verify_(folder: Path, sample: int, seed: int | None, as_json: bool) -> int:
    """Play some runs again and compare."""
    _has_parquet()
    from ..study import Study, verify
    found = verify(Study(folder), sample, seed or 0)
    wrong = [c for c in found if not c.equal]
    if as_json:
        speech.answer([{"point": c.point, "replication": c.replication, "seed": c.seed, "equal": c.equal,
                        "digest": c.digest, "again": c.again, "differs": list(c.differs)} for c in found])
    else:
        for c in wrong:
            print(t("cli.study.differs", point=str(c.point), replication=str(c.replication), seed=str(c.seed),
                    columns=", ".join(c.differs)))
        print(t("cli.study.verified", n=len(found), equal=str(len(found) - len(wrong))))
    return DIFFERS if wrong else OK


@command("study.report", _folder(), options.path("--out", "cli.option.report_out", "FILE.html"),
         examples=("negotiation study report results",))
def report_(folder: Path, out: Path | None) -> int:
    """Write a page about what was found."""
    _has_parquet()
    from ..study.report import write_report
    from ..study.results import Study
    print(t("cli.study.written", file=str(write_report(Study(folder), out))))
    return OK


@command("study.export", _folder(), options.path("--csv", "cli.option.csv", "FILE", "csv_file"),
         options.path("--parquet", "cli.option.parquet", "FILE", "parquet_file"),
         Option(["--table"], type=click.Choice(("runs", "months", "acts", "points")), default="runs",
                help="cli.option.table", metavar="runs|months|acts|points"),
         examples=("negotiation study export results --csv runs.csv",
                   "negotiation study export results --table months --parquet months.parquet"))
def export_(folder: Path, csv_file: Path | None, parquet_file: Path | None, table: str) -> int:
    """Write a table for other programs."""
    _has_parquet()
    from ..study import Study
    files = [(f, kind) for f, kind in ((csv_file, ".csv"), (parquet_file, ".parquet")) if f is not None]
    if not files:
        raise Wrong(f"--csv, --parquet: {t('cli.study.needs_file')}")
    study = Study(folder)
    for file, kind in files:
        print(t("cli.study.written", file=str(study.export(file, table, kind))))
    return OK


@command("study.sensitivity", _folder(), Option(["--of"], default="payoff_canada", metavar="COLUMN",
                                                help="cli.option.of"), options.as_json(),
         examples=("negotiation study sensitivity results --of trust_mexico_canada",))
def sensitivity_(folder: Path, of: str, as_json: bool) -> int:
    """Tell which keys move an outcome."""
    _has_parquet()
    from ..study import Study, sensitivity
    rows = sensitivity(Study(folder), of).to_dict("records")
    if as_json:
        speech.answer([{k: v if isinstance(v, str) else float(v) for k, v in row.items()} for row in rows])
        return OK
    from rich.console import Console
    from rich.table import Table
    say = speech.words()
    table = Table(title=t("cli.study.sobol", column=of))
    for id_ in ("cli.column.key", "cli.column.first", "cli.column.total"):
        table.add_column(t(id_))
    for row in rows:
        table.add_row(str(row["key"]), *(f"{say.number(row[k], '.2f')} ± {say.number(row[f'{k}_half'], '.2f')}"
                                         for k in ("first", "total")))
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    return OK


def _has_parquet() -> None:
    """Raises Wrong with the line that brings what studies need."""
    from importlib.util import find_spec
    missing = [name for name in ("pyarrow", "scipy", "duckdb", "filelock", "pandas") if find_spec(name) is None]
    if missing:
        raise Wrong(f"{', '.join(missing)}: {t('doctor.remedy.install', command=ADD.format('study'))}")


def _played(folder: Path, executor: str | None, workers: int, as_json: bool,
            play: Callable[..., Study]) -> int:
    """Play with progress; say what is kept if stopped."""
    from ..study.pace import Stopped
    with ExitStack() as stack:
        progress = stack.enter_context(_progress())
        lent, hands = stack.enter_context(_executor(executor, workers))
        try:
            study = play(workers=hands, executor=lent, progress=progress)
        except Stopped as stopped:
            stack.close()
            how = shlex.join(["negotiation", "study", "resume", str(folder)])
            speech.complain([t("cli.study.stopped", done=stopped.state.done, total=stopped.state.total, command=how)])
            return INTERRUPTED
    return _tell(study, as_json)


@contextmanager
def _executor(text: str | None, workers: int) -> Iterator[tuple[Executor | None, int]]:
    """The executor of `dask:ADDRESS`, and how many tasks it does at once."""
    if text is None:
        yield None, workers
        return
    if not text.startswith(DASK) or not text.removeprefix(DASK):
        raise Wrong(f"--executor: {t('cli.study.wrong_executor', text=text)}")
    try:
        from distributed import Client
    except ImportError:
        raise Wrong(f"distributed: {t('doctor.remedy.install', command=ADD.format('dask'))}") from None
    address = text.removeprefix(DASK)
    try:
        client = Client(address, timeout=10)
    except (OSError, TimeoutError, ValueError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise Wrong(f"--executor: {t('cli.study.no_cluster', address=address, why=why)}") from error
    with client:
        with suppress(TimeoutError):
            client.wait_for_workers(1, timeout=10)         # a cluster that was just begun
        hands = sum(client.ncores().values())
        if not hands:
            raise Wrong(f"--executor: {t('cli.study.no_workers', address=address)}")
        yield client.get_executor(pure=False), hands


@contextmanager
def _progress() -> Iterator[Callable[[State], None]]:
    """A bar with the time left if a person is looking; else a line now and then. On standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                   TextColumn("{task.fields[left]}"), console=Console(stderr=True), transient=True,
                   disable=not sys.stderr.isatty())
    with bar:
        task = bar.add_task(t("cli.simulate.playing"), total=None, left="")
        said = time.monotonic()

        def show(state: State) -> None:
            nonlocal said
            if state.note:
                speech.note(t(state.note, **dict(state.places or {})))
                return
            left = _left(state.left)
            bar.update(task, completed=state.done, total=state.total, left=left)
            if bar.disable and state.done < state.total and time.monotonic() - said >= TALK_EVERY:
                said = time.monotonic()
                speech.note(t("cli.study.so_far", done=state.done, total=state.total, failed=state.failed, left=left))
        yield show


def _left(seconds: float | None) -> str:
    """The time left, as exactly as it is known."""
    if seconds is None:
        return t("cli.study.left_unknown")
    if seconds < 90:
        return t("cli.study.left_seconds", n=max(1, round(seconds)))
    if seconds < 5400:
        return t("cli.study.left_minutes", n=round(seconds / 60))
    return t("cli.study.left_hours", n=round(seconds / 3600))


def _tell(study: Study, as_json: bool) -> int:
    """How a study stands; 1 where runs failed or files cannot be used."""
    status = study.status()
    say = speech.words().reason
    if as_json:
        made: dict[str, Any] = study.folder.about()
        speech.answer({
            "study": status.name, "folder": str(study.path), "points": status.points,
            "replications": status.replications, "runs": status.runs, "done": status.done, "failed": status.failed,
            "missing": status.missing, "parts": status.parts, "running": status.running, "rules": made["rules"],
            "scenarios": made["scenarios"],
            "problems": [{"file": p.file, "problem": say(p.problem), "remedy": say(p.remedy)}
                         for p in status.problems]})
    else:
        print(t("cli.study.stands", name=status.name, points=status.points, replications=status.replications,
                runs=status.runs, done=status.done, failed=status.failed, missing=status.missing))
        if status.running:
            print(t("cli.study.running"))
        speech.complain(speech.problem_line(p) for p in status.problems)
        if status.failed:
            _tell_failures(study)
    return DIFFERS if status.failed or status.problems else OK


def _tell_failures(study: Study) -> None:
    """The first run that failed, and how to see and mend the others."""
    if study.found.problems(study.path):
        return
    row = study.failures().iloc[0]
    speech.complain([t("cli.study.first_failed", error=row["error"], command=row["command"],
                       retry=shlex.join(["negotiation", "study", "retry", str(study.path)]))])


command_ = Family("study", (run_, status_, resume_, retry_, verify_, report_, export_, sensitivity_))
