"""The choices of one game as lines in notation, seat by seat, and back: saved games, cases and scripts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .countries import N
from .menu import ANSWER, VOTE
from .notation import DECIDE, TALK, Move, NotationError, line, parse
from .reasons import Reason
from .scenario import Scenario
from .step import Decide, Talk

Lines = tuple[tuple[str, ...], ...]  # [seat] lines without the seat's name, in the order given


def written(scenario: Scenario, choices: Talk | Decide) -> Lines:
    """What each seat chose in a lone game: words; or answers, measures in their order, and the vote."""
    return tuple(
        tuple(line(scenario.menu, i, phase, code) for phase, code in _codes(scenario, choices, i))
        for i in range(N)
    )


def _codes(scenario: Scenario, choices: Talk | Decide, i: int) -> list[tuple[str, int]]:
    if isinstance(choices, Talk):
        return [(TALK, int(c)) for c in choices.say[i] if c]
    menu = scenario.menu
    answers = [
        menu.do_code(i, ANSWER, j, int(choices.answer[i, j, three]), three)
        for j in range(N)
        for three in (0, 1)
        if choices.answer[i, j, three]
    ]
    votes = [menu.do_code(i, VOTE, i, int(choices.vote[i]))] if choices.vote[i] else []
    return [(DECIDE, c) for c in [*answers, *(int(c) for c in choices.do[i] if c), *votes]]


def choices_of(scenario: Scenario, phase: str, lines: Sequence[Sequence[str]]) -> Talk | Decide:
    """Lines of each seat as the choices of one phase.

    NotationError if a line says nothing known or belongs to the other phase. Whether they are legal is for
    `step` to say; lists that are too long are kept whole.
    """
    menu = scenario.menu
    moves = [[parse(menu, text, i) for text in lines[i]] for i in range(N)]
    kept = [[m for m in seat if m.code] for seat in moves]
    for m in (m for seat in kept for m in seat):
        if m.phase != phase:
            raise NotationError(str(m), Reason(f"refuse.in_{phase}"))
    if phase == TALK:
        return Talk(_table([[m.code for m in seat] for seat in kept], menu.slots))
    answer, vote = np.zeros((N, N, 2), np.int64), np.zeros(N, np.int64)
    measures: list[list[int]] = [[] for _ in range(N)]
    for i, seat in enumerate(kept):
        table = menu.do[i]
        for m in seat:
            columns = (table.sort, table.target, table.three, table.value)
            sort, j, three, value = (int(column[m.code]) for column in columns)
            if sort == ANSWER:
                _once(m, int(answer[i, j, three]), value)
                answer[i, j, three] = value
            elif sort == VOTE:
                _once(m, int(vote[i]), value)
                vote[i] = value
            else:
                measures[i].append(m.code)
    return Decide(answer, _table(measures, menu.do_slots), vote)


def _once(move: Move, old: int, new: int) -> None:
    if old not in (0, new):
        raise NotationError(str(move), Reason("notation.two_answers"))


def _table(codes: list[list[int]], slots: int) -> np.ndarray:
    """[seat, slot] with zeros behind each list; wider than the menu's slots only where a list is too long."""
    wide = max([slots, *(len(c) for c in codes)])
    return np.array([c + [0] * (wide - len(c)) for c in codes], np.int64).reshape(N, wide)
