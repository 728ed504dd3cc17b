"""Many games at once: in chunks, on as many processes as asked, with the same bits however they are cut up."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .match import BLOCK, months
from .outcome import Outcome, Summary, outcome
from .rows import open_rows, unfinished_name
from .rules.fields import FIELDS
from .rules.names import NAMES
from .rules.scenario import Scenario
from .rules.state import State
from .scenarios import load
from .strategies import Strategy, find
from .unfinished import GamesLost, Interrupted, WrongUse

if TYPE_CHECKING:
    import pandas as pd

LOG = logging.getLogger(__name__)
CHUNK = 256                                # games of one task: a second or two of work, little lost when stopped
LAST_SEED = 2 ** 63 - 1
Progress = Callable[[int, int], None]      # games done, games asked for


@dataclass(frozen=True)
class Result:
    """A batch of games: the published summary, and the rows if they were kept."""

    games: int
    summary: Mapping[str, Any]
    columns: Mapping[str, list[Any]] | None = field(default=None, repr=False)
    file: Path | None = None

    def frame(self) -> pd.DataFrame:
        """The rows as a table; the summary is in its `attrs`. Raises ValueError if rows were not kept."""
        if self.columns is None:
            raise ValueError("rows were not kept: ask for keep=True, or read the file")
        import pandas as pd
        frame = pd.DataFrame(dict(self.columns))
        for name in (c for c in frame if c.startswith("score_")):
            frame[name] = pd.to_numeric(frame[name])             # NaN where there is no par
        frame.attrs["summary"] = dict(self.summary)
        return frame


def seated(scenario: Scenario, players: Mapping[str, str] | None = None) -> dict[str, Strategy]:
    """The strategy of every seat: the one named, or the scenario's own. Raises WrongUse, StrategyError."""
    for name in players or {}:
        if name not in NAMES:
            raise WrongUse("notation.country", f"{name}: no such country; there are us, canada, mexico", name=name)
    chosen = dict(zip(NAMES, scenario.seats, strict=True)) | dict(players or {})
    return {name: find(chosen[name]) for name in NAMES}


def play_chunk(scenario: Scenario, players: Sequence[Strategy], first: int, games: int) -> Outcome:
    """The games with the seeds first … first + games - 1, played to their end together."""
    signed: list[list[int]] = [[] for _ in range(games)]
    ends: list[State] = []
    for start in range(0, games, BLOCK):
        seeds = np.arange(first + start, first + min(start + BLOCK, games), dtype=np.uint64)
        state = scenario.start(seeds)
        for happened in months(scenario, players, seeds):
            new = happened.notes.get("signed_deal")
            if new is not None:
                live = (new >= 0) & (happened.before.over == 0)[:, None]
                for game, kind in np.argwhere(live).tolist():
                    signed[start + game].append(int(new[game, kind]))
            state = happened.after
        ends.append(state)
    whole: dict[str, Any] = {f.name: np.concatenate([getattr(s, f.name) for s in ends]) for f in FIELDS}
    return outcome(scenario, State(**whole), signed)


def chunks(seed: int, games: int, size: int) -> list[tuple[int, int]]:
    """First seed and number of games of each chunk."""
    return [(seed + n, min(size, games - n)) for n in range(0, games, size)]


def outcomes(scenario: Scenario, players: Mapping[str, Strategy], seed: int, games: int, workers: int = 1,
             chunk: int = CHUNK) -> Generator[Outcome, None, None]:
    """The games of a batch chunk by chunk, in the order of their seeds. Raises WorkerLost, PlayError."""
    size = max(1, min(chunk, -(-games // workers)))
    cut = chunks(seed, games, size)
    if workers == 1 or len(cut) == 1:
        own = tuple(players.values())
        yield from (play_chunk(scenario, own, first, count) for first, count in cut)
        return
    from .workers import in_order
    yield from in_order(scenario, [str(p) for p in players.values()], cut, workers)


def simulate(scenario: Scenario | str | Path, games: int = 1, seed: int = 0,
             players: Mapping[str, str] | None = None, set: Mapping[str, object] | None = None, workers: int = 1,
             out: str | Path | None = None, *, keep: bool = False, chunk: int = CHUNK,
             progress: Progress | None = None) -> Result:
    """Play `games` games with the seeds seed, seed + 1, … and summarize them.

    `players` names strategies by country, `set` changes the scenario by dotted key, `out` is a file for the rows
    (.csv, .jsonl, .parquet), `keep` holds them in memory. The result does not depend on `workers` or `chunk`.
    Raises WrongUse, ScenarioError, StrategyError, FileError, WriteError, and Interrupted when stopped by hand.
    """
    _check(games, seed, workers, chunk)
    if not isinstance(scenario, Scenario):
        scenario = load(scenario, set)
    elif set:
        raise TypeError("`set` changes a scenario given by its name or path")
    sitting = seated(scenario, players)
    LOG.info("%d games of %s from seed %d, workers %d: %s", games, scenario.name, seed, workers,
             ", ".join(map(str, sitting.values())))
    summary = Summary(scenario, seed, {name: str(s) for name, s in sitting.items()})
    kept: dict[str, list[Any]] | None = {} if keep else None
    file = Path(out) if out is not None else None
    try:
        with ExitStack() as stack:
            rows = stack.enter_context(open_rows(file)) if file is not None else None
            played = stack.enter_context(closing(outcomes(scenario, sitting, seed, games, workers, chunk)))
            for part in played:
                if rows is not None or kept is not None:
                    columns = part.columns()
                    if rows is not None:
                        rows.add(columns)
                    if kept is not None:
                        for name, values in columns.items():
                            kept.setdefault(name, []).extend(values)
                summary.add(part)
                LOG.debug("%d of %d games", summary.games, games)
                if progress is not None:
                    progress(summary.games, games)
    except KeyboardInterrupt as error:
        raise Interrupted(_so_far(summary, kept, file)) from error
    except GamesLost as error:
        error.result = _so_far(summary, kept, file)
        raise
    return Result(games, summary.answer(), kept, file)


def _so_far(summary: Summary, kept: dict[str, list[Any]] | None, file: Path | None) -> Result:
    """What was finished before a batch stopped."""
    if not summary.games:
        return Result(0, {}, kept)
    return Result(summary.games, summary.answer(), kept, unfinished_name(file) if file is not None else None)


def _check(games: int, seed: int, workers: int, chunk: int) -> None:
    for name, value in (("games", games), ("workers", workers), ("chunk", chunk)):
        if value < 1:
            raise WrongUse("batch.at_least_one", f"{name}: {value} is less than 1", name=name, value=value)
    if not 0 <= seed <= LAST_SEED - games + 1:
        raise WrongUse("batch.seed", f"seed: {seed} is not between 0 and 2^63 - 1, or the last game's seed is not",
                       seed=seed)
