"""The test base of strategies, shipped or one's own: what every one of them keeps to, whatever it does.

It is always legal; it changes nothing and sees no more than its view; the same view and seed give the same choices, in
a lone game and in a batch; it remembers no more than it says; its work stays within bounds, counted and not timed.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any

import numpy as np

from .match import choose
from .rules.countries import EYE, N, third
from .rules.fields import FIELDS, OWN, REPORT
from .rules.reasons import IllegalChoice, Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.step import step
from .scenarios import load
from .strategies import Choices, Month, Past, Strategy, View, find

DEFAULT, MONTHS = "kick-start-2025", 7
GAMES = 2                      # played at once
EVERY = 5                      # phases between two close looks: odd, so that both halves of a month get one
SHORT = 4                      # months of a game in which every phase gets one
ASKED = 3                      # times that a strategy is asked the same
PARTNER = "random"             # goes everywhere, so that a strategy meets what it did not expect
YARDSTICK = "default"          # whose work is 1


@dataclass(frozen=True)
class Seen:
    """One thing that a strategy did wrong: the seat, the months played, and what it was."""

    seat: int
    month: int
    problem: Reason


def check_strategy(strategy: str | Strategy, scenario: str | Scenario | None = None, seed: int = 0) -> list[Seen]:
    """Everything that the strategy does wrong in a few games in every seat; empty where all is well.

    Without a scenario: the default one, cut to MONTHS months. Raises StrategyError where its file cannot be used.
    """
    player = find(strategy) if isinstance(strategy, str) else strategy
    if scenario is None:
        scenario = load(DEFAULT, {"months": MONTHS})
    table = load(scenario) if isinstance(scenario, str) else scenario
    return [seen for own in ((0, 2), (1,)) for seen in _games(player, table, own, seed)]


def _games(player: Strategy, scenario: Scenario, own: tuple[int, ...], seed: int) -> list[Seen]:
    seats = [player if i in own else find(PARTNER) for i in range(N)]
    state, past, found, phase = scenario.start(np.arange(seed, seed + GAMES)), Past(), [], 0
    while not bool((state.over > 0).all()):
        chosen = choose(scenario, state, seats, past=past)
        happened = step(scenario, state, chosen.choices)
        month = int(state.month.max())
        for i in own:
            if happened.wrong[:, i].any():
                found.append(Seen(i, month, _illegal(player, scenario, state, past, i, happened.wrong[:, i])))
            if phase % (1 if scenario.months <= SHORT else EVERY) == 0:
                first = chosen.lists[i]
                assert first is not None
                found += [Seen(i, month, Reason(id_)) for id_ in _closely(player, scenario, state, past, i, first)]
        state, past, phase = happened.after, past.then(state, happened.after), phase + 1
    return found


def _illegal(player: Strategy, scenario: Scenario, state: State, past: Past, seat: int, wrong: Any) -> Reason:
    """Why a list was refused, from the first game in which it was."""
    game = int(np.flatnonzero(wrong)[0])
    only: list[Strategy | None] = [None] * N
    only[seat] = player
    try:
        alone = state.game(game)
        step(scenario, alone, choose(scenario, alone, only, past=_one(past, game)).choices)
    except IllegalChoice as error:
        return Reason("check.illegal", {"line": error.line, "reason": error.reason})
    return Reason("check.not_the_same")


def _closely(player: Strategy, scenario: Scenario, state: State, past: Past, seat: int, first: Choices,
             ) -> Iterator[str]:
    """The ids of what is wrong in one phase."""

    def again(other: State, record: Past = past) -> Choices:
        return player(View(scenario, other, seat, record=record))

    before = _numbers(state)
    if not all(alike(first, again(state)) for _ in range(ASKED - 1)):
        yield "check.not_repeated"
        return
    if not np.array_equal(before, _numbers(state)):
        yield "check.changes"
    if not alike(first, again(hidden_changed(scenario, state, seat))):
        yield "check.peeks"
    if not alike(first, again(state, older_changed(past, player.memory))):
        yield "check.remembers"
    lone = player(View(scenario, state.game(0), seat, record=_one(past, 0)))
    wide = lone.codes.shape[-1]
    if not (np.array_equal(first.codes[0][:wide], lone.codes) and np.array_equal(first.replies[0], lone.replies)
            and np.array_equal(first.ballot[0], lone.ballot)):
        yield "check.not_the_same"


def alike(a: Choices, b: Choices) -> bool:
    """Whether two lists hold the same choices."""
    return all(np.array_equal(getattr(a, name), getattr(b, name)) for name in ("codes", "replies", "ballot"))


def _numbers(state: State) -> np.ndarray[Any, Any]:
    kept = [f.name for f in FIELDS if f.name not in REPORT]
    return np.concatenate([np.asarray(getattr(state, name), np.float64).ravel() for name in kept])


def hidden_changed(scenario: Scenario, state: State, seat: int) -> State:
    """The same state to the eyes of a seat: what only others see is different, and the two others whisper."""
    new: dict[str, Any] = {}
    for field in FIELDS:
        if field.sees == OWN:
            old = getattr(state, field.name)
            axis = old.ndim - len(field.shape)
            changed = np.moveaxis(np.array(old), axis, 0)
            others = [i for i in range(N) if i != seat]
            changed[others] = np.where(changed[others] == field.start, field.start + 1, field.start)
            new[field.name] = np.moveaxis(changed, 0, axis)
    j = 0 if seat != 0 else 1
    k = third(seat, j)
    deals = scenario.catalogue.of_kind[0 if {j, k} == {0, 1} else 1 if {j, k} == {0, 2} else 2]
    if len(deals):
        for name, value in (("offer", int(deals[-1])), ("quiet", 1.0), ("known", 0.0), ("age", 0.0)):
            table = np.array(getattr(state, name))
            free = (np.array(state.offer)[..., j, k] < 0) | ((state.quiet > 0) & (state.known == 0) & ~EYE)[..., j, k]
            table[..., j, k] = np.where(free, value, table[..., j, k])
            new[name] = table
    return state.changed(**new)


def older_changed(past: Past, memory: int) -> Past:
    """The same record for one who looks back so many months: what lies further back is different."""
    return replace(past, months=past.months[:memory] + tuple(_other(month) for month in past.months[memory:]))


def _other(month: Month) -> Month:
    return Month(50 - month.wall, 1 - month.spare, 50 - month.sector, 1 - month.raised, np.where(month.laid < 0, 0, -1),
                 -month.payoff, month.whispered)


def _one(past: Past, game: int) -> Past:
    return Past(tuple(month.game((game,)) for month in past.months))


def work(strategy: str | Strategy, scenario: Scenario, seat: int = 0, seed: int = 0) -> float:
    """How many times the work of the default player a strategy does in its first two months of a lone game, by calls of
    functions: the same count on a slow machine as on a fast one."""
    player = find(strategy) if isinstance(strategy, str) else strategy
    return _calls(player, scenario, seat, seed) / _calls(find(YARDSTICK), scenario, seat, seed)


def _calls(player: Strategy, scenario: Scenario, seat: int, seed: int) -> int:
    count = 0

    def counted(frame: FrameType, event: str, what: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    state, past = scenario.start(seed), Past()
    for _ in range(4):
        for measured in (False, True):             # the first time fills what is remembered for all
            view = View(scenario, state, seat, record=past)
            old = sys.getprofile()
            gc.disable()                               # what a collection calls is nobody's work
            if measured:
                sys.setprofile(counted)
            try:
                player(view)
            finally:
                sys.setprofile(old)
                gc.enable()
        happened = step(scenario, state, choose(scenario, state, (YARDSTICK,) * N, past=past).choices)
        state, past = happened.after, past.then(state, happened.after)
    return count
