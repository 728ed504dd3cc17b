"""The runs of a chunk played and told as Arrow tables; a run that fails is a row, and harms no other."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import __version__
from ..match import BLOCK, months
from ..outcome import Outcome, outcome
from ..rules import VERSION
from ..rules.names import NAMES
from ..rules.notation import TALK
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.step import Decide, Talk, Transition
from ..rules.written import written
from ..scenarios import scenario_hash
from ..strategies import Strategy, find
from ..workers import told
from .points import Group, Point, World, scenario_of
from .tables import DONE, FAILED, TABLES, schema

if TYPE_CHECKING:
    import pyarrow as pa

Tables = dict[str, "list[pa.Table]"]
LONGEST = 500                              # letters of an error kept in a row


def play_groups(points: Mapping[int, Point], worlds: Mapping[str, World], groups: Sequence[Group], seed: int,
                measures: Sequence[str]) -> Tables:
    """The tables of the runs of each group; `seed` is the design's."""
    out: Tables = {name: [] for name in measures}
    for number, replications in groups:
        for tables in _point(number, points[number], worlds, replications, seed, measures):
            for name, table in tables.items():
                out[name].append(table)
    return out


def _point(number: int, point: Point, worlds: Mapping[str, World], replications: Sequence[int], seed: int,
           measures: Sequence[str]) -> Iterator[dict[str, pa.Table]]:
    try:
        scenario = scenario_of(worlds[point.scenario], point.changes)
        players = tuple(find(name) for name in point.players)
    except Exception as error:
        yield {"runs": failures(number, point, replications, seed, told(error))}
        return
    for n in range(0, len(replications), BLOCK):
        yield from _block(number, point, scenario, players, replications[n:n + BLOCK], seed, measures)


def _block(number: int, point: Point, scenario: Scenario, players: Sequence[Strategy], replications: Sequence[int],
           seed: int, measures: Sequence[str]) -> Iterator[dict[str, pa.Table]]:
    """Runs played together; after an error by halves, until the run that raises it stands alone."""
    try:
        yield _played(number, scenario, players, replications, seed, measures)
    except Exception as error:
        if len(replications) == 1:
            yield {"runs": failures(number, point, replications, seed, told(error))}
            return
        half = len(replications) // 2
        for part in (replications[:half], replications[half:]):
            yield from _block(number, point, scenario, players, part, seed, measures)


def _played(number: int, scenario: Scenario, players: Sequence[Strategy], replications: Sequence[int], seed: int,
            measures: Sequence[str]) -> dict[str, pa.Table]:
    seeds = np.array([seed + r for r in replications], np.uint64)
    told = _Told(number, scenario, np.array(replications))
    signed: list[list[int]] = [[] for _ in replications]
    state = scenario.start(seeds)
    rows: dict[str, list[pa.Table]] = {name: [] for name in measures}
    everyone = np.ones(len(seeds), bool)
    if "months" in rows:
        rows["months"].append(told.month(0, outcome(scenario, state, signed), everyone))
    month = 1
    for happened in months(scenario, players, seeds):
        live = happened.before.over == 0
        new = happened.notes.get("signed_deal")
        if new is not None:
            for game, kind in np.argwhere((new >= 0) & live[:, None]).tolist():
                signed[game].append(int(new[game, kind]))
        state = happened.after
        if "acts" in rows:
            rows["acts"].append(told.acts(month, happened, live))
        if happened.before.phase != TALK:
            if "months" in rows:
                rows["months"].append(told.month(month, outcome(scenario, state, signed), live))
            month += 1
    rows["runs"] = [told.runs(outcome(scenario, state, signed), state)]
    import pyarrow as pa
    return {name: pa.concat_tables(parts) for name, parts in rows.items()}


class _Told:
    """Rows about the games of one block."""

    def __init__(self, number: int, scenario: Scenario, replications: np.ndarray[Any, Any]) -> None:
        self._number, self._scenario, self._replications = number, scenario, replications
        self._made = {"rules": VERSION, "scenario_hash": scenario_hash(scenario), "versions": versions()}
        self._acts = np.zeros(len(replications), np.int64)

    def runs(self, end: Outcome, state: State) -> pa.Table:
        """One row a game at its end."""
        count = len(self._replications)
        cells = {**end.columns(), "status": [DONE] * count, "illegal": state.illegal.reshape(count, -1).sum(1),
                 "error": [None] * count, "command": [None] * count}
        return self._table("runs", cells, self._replications)

    def month(self, month: int, now: Outcome, live: np.ndarray[Any, Any]) -> pa.Table:
        """One row for each game that was not over when the month began."""
        table = self._table("months", {**now.columns(), "month": [month] * len(live)}, self._replications)
        return table if live.all() else table.filter(live)

    def acts(self, month: int, happened: Transition, live: np.ndarray[Any, Any]) -> pa.Table:
        """One row for each line that a country gave in this phase."""
        columns: dict[str, list[Any]] = {c: [] for c in ("game", "act", "seed", "country", "line", "legal")}
        choices, phase = happened.choices, happened.before.phase
        for game in np.flatnonzero(live & _active(choices)).tolist():
            for i, lines in enumerate(written(self._scenario, _of_one(choices, game))):
                for line in lines:
                    self._acts[game] += 1
                    row = (game, int(self._acts[game]), int(happened.before.seed[game]), NAMES[i], line,
                           not happened.wrong[game, i])
                    for name, value in zip(columns, row, strict=True):
                        columns[name].append(value)
        count = len(columns["game"])
        games = np.array(columns.pop("game"), np.int64)
        cells = {**columns, "month": [month] * count, "phase": [phase] * count}
        return self._table("acts", cells, self._replications[games] if count else games)

    def _table(self, name: str, cells: Mapping[str, Any], replications: np.ndarray[Any, Any]) -> pa.Table:
        whole = {"point": np.full(len(replications), self._number), "replication": replications, **cells,
                 **{key: [text] * len(replications) for key, text in self._made.items()}}
        return _table(name, whole)


def failures(number: int, point: Point, replications: Sequence[int], seed: int, error: str) -> pa.Table:
    """The rows of runs that could not be played."""
    count = len(replications)
    seeds = [seed + r for r in replications]
    line = " ".join(error.split())
    cells: dict[str, Any] = {c.name: [None] * count for c in TABLES["runs"]}
    cells |= {"point": [number] * count, "replication": list(replications), "seed": seeds, "status": [FAILED] * count,
              "error": [line if len(line) <= LONGEST else line[:LONGEST - 1] + "…"] * count,
              "command": [point.command(s) for s in seeds], "rules": [VERSION] * count,
              "versions": [versions()] * count}
    return _table("runs", cells)


def _table(name: str, cells: Mapping[str, Any]) -> pa.Table:
    import pyarrow as pa
    kinds = schema(name)
    return pa.table({f.name: pa.array(cells[f.name], f.type) for f in kinds}, schema=kinds)


def _active(choices: Talk | Decide) -> np.ndarray[Any, Any]:
    """[g] whether anybody does anything."""
    arrays = (choices.say,) if isinstance(choices, Talk) else (choices.answer, choices.do, choices.vote)
    found: np.ndarray[Any, Any] = np.any([(a != 0).reshape(len(a), -1).any(1) for a in arrays], axis=0)
    return found


def _of_one(choices: Talk | Decide, game: int) -> Talk | Decide:
    if isinstance(choices, Talk):
        return Talk(choices.say[game])
    return Decide(choices.answer[game], choices.do[game], choices.vote[game])


@lru_cache(maxsize=1)
def versions() -> str:
    """What plays here, on one line."""
    import pyarrow as pa
    return (f"negotiation {__version__}, Python {platform.python_version()}, numpy {np.__version__}, "
            f"pyarrow {pa.__version__}")
