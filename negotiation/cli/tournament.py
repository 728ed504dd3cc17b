"""`negotiation tournament`: every strategy in every chair, with intervals, paired differences and equilibria."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import options, speech
from .command import DIFFERS, INTERRUPTED, OK, Option, command
from .speech import t

if TYPE_CHECKING:
    from ..tournament import Tournament
    from ..tournament.report import Report
    from ..words import Words

GAMES = 20
MOST = 5                   # equilibria told; --json has all


@command("tournament", options.scenario(),
         Option(["--players"], default="all", metavar="NAME,…|all", help="cli.option.field"),
         options.number("--games", "cli.option.games_of_three", low=2, default=GAMES),
         options.seed("cli.option.first_seed"),
         options.number("--full", "cli.option.full", low=2, default=12),
         Option(["--within"], type=options.Amount(), default=2.0, metavar="X", help="cli.option.within"),
         options.settings(), options.number("--workers", "cli.option.workers", default=1),
         options.path("--out", "cli.option.tournament_out", "DIR"), options.as_json(),
         examples=("negotiation tournament --players default,tit_for_tat,grim,bully",
                   "negotiation tournament --games 50 --workers 2 --out tournament",
                   "negotiation tournament tutorial --players all,mine.py --full 6 --within 5 --json"))
def command_(scenario: str, players: str, games: int, seed: int | None, full: int, within: float,
             settings: tuple[tuple[str, str], ...], workers: int, out: Path | None, as_json: bool) -> int:
    """Play and tell."""
    from ..scenarios import load
    from ..tournament import Tournament, entrants
    from ..tournament.report import Report
    from ..unfinished import WorkerLost
    from .simulate import progress_bar

    field = entrants([name.strip() for name in options.split_commas(players)])
    t_ = Tournament(load(scenario, dict(settings)), field, games, seed or 0, full, within)
    how = ["negotiation", "tournament", scenario, "--players", players, "--games", str(games), "--seed", str(seed or 0),
           "--full", str(full), "--within", f"{within:g}", *(f"--set={key}={value}" for key, value in settings),
           "--workers", str(workers), "--out", str(out)]
    with ExitStack() as stack:
        progress = progress_bar(stack, len(t_.core) ** 3 * games)
        try:
            t_.play(workers, out, progress)
        except KeyboardInterrupt:
            stack.close()
            speech.complain([_stopped(t_, out, how)])
            return INTERRUPTED
        except WorkerLost as lost:
            stack.close()
            speech.complain([t("cli.simulate.lost", first=str(lost.first), last=str(lost.last)),
                             _stopped(t_, out, how)])
            return DIFFERS
    report = Report.of(t_)
    if out is not None:
        files = report.write(out)
        speech.note(t("cli.tournament.written", n=len(files), folder=str(out)))
    if as_json:
        speech.answer(report.document())
    else:
        _print(report)
    return OK


def _stopped(tournament: Tournament, out: Path | None, how: Sequence[str]) -> str:
    """What is kept, and how to go on."""
    done = len(tournament.results) * tournament.games
    if out is None:
        return t("cli.tournament.stopped", done=done)
    return t("cli.tournament.stopped_kept", done=done, folder=str(out), command=shlex.join(how))


def _print(report: Report) -> None:
    from rich.console import Console

    from .simulate import console_width
    words = speech.words()
    console = Console(width=console_width())
    for table in _tables(words, report):
        console.print(table)
    for line in lines(words, report):
        print(line)


def _tables(words: Words, report: Report) -> Iterator[Any]:
    from rich.table import Table
    from rich.text import Text

    from ..rules.names import NAMES
    tour = report.tournament
    table = Table(title=words("tournament.title", scenario=tour.scenario.name, games=len(tour.results) * tour.games,
                              n=tour.games))
    table.add_column(words("cli.column.player"))
    for name in NAMES:
        table.add_column(words(f"country.{name}"), justify="right")
    for s, name in enumerate(tour.field):
        row = [report.means[chair, s] for chair in range(len(NAMES))]
        mark = "" if s in tour.core else " *"
        table.add_row(Text(name + mark), *(words("tournament.mean", mean=e.mean, half=e.half) for e in row))
    yield table
    effects = Table(title=words("tournament.effects", whole=report.effects.whole.mean))
    effects.add_column(words("cli.column.what"))
    effects.add_column(words("cli.column.effect"), justify="right")
    rows = [*((words(f"country.{c}"), e) for c, e in zip(NAMES, report.effects.chair, strict=True)),
            *((tour.field[s], report.effects.strategy[s]) for s in tour.core)]
    for name, e in rows:
        effects.add_row(Text(name), words("tournament.effect", mean=e.mean, half=e.half))
    yield effects


def lines(words: Words, report: Report) -> Iterator[str]:
    """What was found besides the tables, a sentence each."""
    from ..rules.names import NAMES
    tour, meta = report.tournament, report.meta
    if len(tour.field) > len(tour.core):
        widest = max(e.half for (_, s), e in report.means.items() if s not in tour.core)
        yield words("tournament.sampled", n=len(tour.core), half=widest)
    seat, strategy, together = (words.percent(100 * share) for share in report.effects.shares)
    yield words("tournament.shares", seat=seat, strategy=strategy, together=together)
    yield words("tournament.told", told=sum(d.told for d in report.differences), n=len(report.differences))
    if tour.results.illegal:
        yield words("tournament.illegal", n=tour.results.illegal)
    for pure in meta.pure[:MOST]:
        names = dict(zip(NAMES, (tour.field[s] for s in pure.profile), strict=True))
        yield words("tournament.pure", **names, margin=pure.margin, sure=words.percent(100 * pure.sure))
    if len(meta.pure) > MOST:
        yield words("tournament.more_pure", n=len(meta.pure) - MOST)
    if not meta.pure:
        yield words("tournament.no_pure")
    mixed = [words("list.separator").join(
        words("tournament.share", name=name, share=words.percent(100 * share))
        for name, share in report.shares(chair).items()) for chair in range(len(NAMES))]
    yield words("tournament.mixed", **dict(zip(NAMES, mixed, strict=True)), regret=float(meta.regret.max()))
