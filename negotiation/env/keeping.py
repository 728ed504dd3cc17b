"""A game of an environment as a saved game, and back: in the middle of a phase, with what was laid up so far."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from ..record import Record, of_session, read, replay, scenario_of
from ..rules.names import NAMES, N
from ..rules.notation import NotationError
from ..rules.scenario import Scenario
from ..rules.step import Decide, Talk
from ..rules.written import Lines, choices_of
from ..scenarios import scenario_hash
from ..session import Session
from .games import Games


def save(games: Games, path: str | Path) -> None:
    """Write a lone game to a file that every other door reads as well. Sub-steps passed stand as "pass".

    Raises OSError.
    """
    record(games).write(path)


def record(games: Games) -> Record:
    """A lone game as a record."""
    seats = {name: None if player is None else str(player) for name, player in zip(NAMES, games.players, strict=True)}
    session = Session(games.scenario, int(games.rows["seed"][0]), seats)
    for phase in games.past:
        session.play_lines(phase.lines)
    found = of_session(session)
    planned: Lines = tuple(tuple(games.menu.line(i, code) for code in games.taken[i]) for i in range(N))
    return replace(found, branches=(replace(found.branch, planned=planned),))


def restore(games: Games, path: str | Path) -> int:
    """Bring lone games to where a saved game stands; its seed. Raises RecordError, ValueError for another scenario."""
    kept = read(path)
    mine(games.scenario, kept)
    games.begin(np.zeros(1, np.int64), np.array([kept.seed], np.uint64))
    for n, _ in enumerate(replay(kept, games.scenario)):
        played = kept.branch.phases[n]
        games.play(_batch(choices_of(games.scenario, played.phase, played.lines)))
    for codes in _steps(games, kept):
        if games.choose(np.array([codes])).any():
            raise ValueError(f"{path}: what was planned in the open phase is not legal there")
    return kept.seed


def mine(scenario: Scenario, kept: Record) -> None:
    """Raise ValueError unless a saved game is of this scenario."""
    if scenario_hash(scenario) != scenario_hash(scenario_of(kept)):
        raise ValueError(f"{kept.file}: a game of {kept.scenario}, and this environment plays {scenario.name}")


def _steps(games: Games, kept: Record) -> list[list[int]]:
    """The codes chosen in the open phase, sub-step by sub-step."""
    planned = [kept.branch.planned[i] for i in games.acting]
    half = 1 if games.deciding[0] else 0
    try:
        own = [[games.menu.code(i, text) or int(games.menu.passes[half][i]) for text in lines]
               for i, lines in zip(games.acting, planned, strict=True)]
    except NotationError as error:
        raise ValueError(f"{kept.file}: {error}") from error
    long = max(map(len, own))
    passes = [int(games.menu.passes[half][i]) for i in games.acting]
    return [[codes[n] if n < len(codes) else passes[k] for k, codes in enumerate(own)] for n in range(long)]


def _batch(choices: Talk | Decide) -> Talk | Decide:
    """The choices of a lone game as those of a batch of one."""
    if isinstance(choices, Talk):
        return Talk(choices.say[None])
    return Decide(choices.answer[None], choices.do[None], choices.vote[None])


