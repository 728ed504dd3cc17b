"""`negotiation simulate`: a batch of games, a summary table, one row a game in a file."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import options, speech
from .command import DIFFERS, INTERRUPTED, OK, command
from .speech import t

if TYPE_CHECKING:
    from ..batch import Progress, Result


WIDE = 120                                 # columns where nobody says how wide the paper is


@command("simulate", options.scenario(), options.number("--games", "cli.option.games", default=1),
         options.seed("cli.option.first_seed"), options.players(), options.settings(),
         options.number("--workers", "cli.option.workers", default=1),
         options.path("--out", "cli.option.out", "FILE.csv|.jsonl|.parquet"), options.as_json(),
         examples=("negotiation simulate --games 200 --json",
                   "negotiation simulate --players us=bully,canada=ally --games 1000 --workers 2 --out runs.csv",
                   "negotiation simulate tutorial --set rules.K=6 --games 50"))
def command_(scenario: str, games: int, seed: int | None, players: Mapping[str, str] | None,
             settings: tuple[tuple[str, str], ...], workers: int, out: Path | None, as_json: bool) -> int:
    """Play and report."""
    from ..batch import simulate
    from ..unfinished import Interrupted, WorkerLost

    first = seed or 0
    with ExitStack() as stack:
        progress = progress_bar(stack, games)
        try:
            result = simulate(scenario, games, first, players, dict(settings), workers, out, progress=progress)
        except Interrupted as stopped:
            stack.close()
            _tell(stopped.result, as_json)
            speech.complain(_how_to_go_on(stopped.result, scenario, games, first, players, settings, workers, out))
            return INTERRUPTED
        except WorkerLost as lost:
            stack.close()
            speech.complain([t("cli.simulate.lost", first=str(lost.first), last=str(lost.last))])
            if lost.result is not None:
                speech.complain(_how_to_go_on(lost.result, scenario, games, first, players, settings, 1, out))
            return DIFFERS
    _tell(result, as_json)
    if result.file is not None:
        speech.note(t("cli.simulate.written", n=result.games, file=str(result.file)))
    return OK


def _how_to_go_on(result: Result, scenario: str, games: int, first: int, players: Mapping[str, str] | None,
                  settings: tuple[tuple[str, str], ...], workers: int, out: Path | None) -> list[str]:
    """What is kept, and the command that plays the rest."""
    done = result.games
    rest = ["negotiation", "simulate", scenario, "--games", str(games - done), "--seed", str(first + done)]
    rest += ["--players", ",".join(f"{k}={v}" for k, v in players.items())] if players else []
    for key, value in settings:
        rest += ["--set", f"{key}={value}"]
    rest += ["--workers", str(workers)] if workers > 1 else []
    rest += ["--out", str(out.with_name(f"{out.stem}.rest{out.suffix}"))] if out is not None else []
    how = shlex.join(rest)
    if result.file is not None and done:
        return [t("cli.simulate.stopped_kept", done=done, games=games, file=str(result.file), command=how)]
    return [t("cli.simulate.stopped", done=done, games=games, command=how)]


def progress_bar(stack: ExitStack, games: int) -> Progress | None:
    """A bar with the time left on standard error, if a person is looking."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                   console=Console(stderr=True), transient=True)
    stack.enter_context(bar)
    task = bar.add_task(t("cli.simulate.playing"), total=games)
    return lambda done, known: bar.update(task, completed=done, total=known)


def console_width() -> int | None:
    """Columns of a table on standard output; None: what the terminal has."""
    return None if sys.stdout.isatty() else WIDE


def _tell(result: Result, as_json: bool) -> None:
    if not result.games:
        return
    if as_json:
        speech.answer(result.summary)
        return
    from rich.console import Console
    console = Console(width=console_width())
    for table in _tables(result.summary):
        console.print(table)
    print(t("cli.simulate.digest", digest=result.summary["digest"]))


def _tables(summary: Mapping[str, Any]) -> list[Any]:
    from rich.table import Table
    from rich.text import Text
    say = speech.words()
    head = Table(title=t("cli.simulate.title", scenario=summary["scenario"], games=summary["games"],
                         months=summary["months"]["mean"]))
    for id_ in ("cli.column.country", "cli.column.player", "cli.column.payoff", "cli.column.sd", "cli.column.economy",
                "cli.column.politics", "cli.column.future", "cli.column.score"):
        head.add_column(t(id_), justify="left" if id_ in ("cli.column.country", "cli.column.player") else "right")
    for name, p in summary["payoff"].items():
        numbers = [say.number(x) for x in (p["mean"], p["sd"], *p["parts"].values())]
        score = "" if p["score"] is None else say.number(p["score"], ".2f")
        head.add_row(t(f"country.{name}"), Text(summary["players"][name]), *numbers, score)
    trust = Table(title=t("cli.simulate.trust"))
    trust.add_column(t("cli.column.country"))
    for name in summary["trust"]:
        trust.add_column(t(f"country.{name}"), justify="right")
    for name, row in summary["trust"].items():
        trust.add_row(t(f"country.{name}"), *(say.number(row[o]) if o in row else "" for o in summary["trust"]))
    ends = Table(title=t("cli.simulate.endings"))
    ends.add_column(t("cli.column.ending"))
    ends.add_column(t("cli.column.games"), justify="right")
    for name, count in summary["endings"].items():
        if count:
            ends.add_row(t(f"ending.{name}"), str(count))
    return [head, trust, ends]
