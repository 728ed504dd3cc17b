"""Strategies in plain Python: a function for one game that returns lines in notation, played in any number of games."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import numpy as np

from ..rules.arrays import Ints
from ..rules.countries import N
from ..rules.menu import ANSWER, VOTE
from ..rules.notation import NotationError, parse
from ..rules.reasons import Reason
from .choices import OWN_RULE, Choices
from .view import View

Lines = Callable[..., Sequence[str]]


def one_at_a_time(function: Lines) -> Callable[..., Choices]:
    """Let a function that sees one game and returns its lines, such as ["call mexico"], play any number of games.

    Lines count in the order given; "pass" says nothing. Lines that are not legal are left for the game to judge:
    a lone game raises IllegalChoice, in a batch the seat passes and is counted. A line that says nothing known
    raises NotationError.
    """
    @wraps(function)
    def play(view: View, **parameters: Any) -> Choices:
        if not view.games:
            return written(view, function(view, **parameters))
        alone = [view.game(index) for index in np.ndindex(view.games)]
        return _side_by_side(view, [written(one, function(one, **parameters)) for one in alone])
    return play


def written(view: View, lines: Sequence[str]) -> Choices:
    """Lines of a lone game as this seat's choices, legal or not."""
    out, menu, me = view.choices(), view.scenario.menu, view.me
    if isinstance(lines, str) or not all(isinstance(text, str) for text in lines):
        raise TypeError(f"a list of lines is needed, such as [\"call mexico\"], not {lines!r}")
    codes: list[int] = []
    why = out.own_rule(Reason(OWN_RULE))
    for text in lines:
        move = parse(menu, text, me)
        if move.code == 0:
            continue
        if move.phase != view.phase:
            raise NotationError(text, Reason(f"refuse.in_{view.phase}"))
        table = menu.do[me]
        if view.phase == "decide" and table.sort[move.code] == ANSWER:
            place = int(table.target[move.code]), int(table.three[move.code])
            out.replies[place], out.replies_why[place] = table.value[move.code], why
        elif view.phase == "decide" and table.sort[move.code] == VOTE:
            out.ballot, out.ballot_why = np.asarray(table.value[move.code]), np.asarray(why)
        else:
            codes.append(move.code)
    wide = max(out.codes.shape[-1], len(codes))
    out.codes = np.array(codes + [0] * (wide - len(codes)), np.int64)
    out.codes_why = np.where(out.codes > 0, why, -1)
    out.count = np.asarray(len(codes))
    return out


def _side_by_side(view: View, alone: list[Choices]) -> Choices:
    """The choices of lone games as those of a batch."""
    out = view.choices()
    out.own_rule(Reason(OWN_RULE))
    games = view.games
    wide = max([out.codes.shape[-1], *(c.codes.shape[-1] for c in alone)])

    def padded(rows: list[Ints], blank: int) -> Ints:
        table = np.full((len(rows), wide), blank, np.int64)
        for k, row in enumerate(rows):
            table[k, :len(row)] = row
        return table.reshape(*games, wide)

    out.codes = padded([c.codes for c in alone], 0)
    out.codes_why = padded([c.codes_why for c in alone], -1)
    out.count = np.array([int(c.count) for c in alone], np.int64).reshape(games)
    for name in ("replies", "replies_why"):
        setattr(out, name, np.array([getattr(c, name) for c in alone], np.int64).reshape(*games, N, 2))
    for name in ("ballot", "ballot_why"):
        setattr(out, name, np.array([int(getattr(c, name)) for c in alone], np.int64).reshape(games))
    return out
