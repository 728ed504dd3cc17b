"""The exact best reply of one seat to given rivals, by backward induction over every state it can bring about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..rules.arrays import Array, Ints, total
from ..rules.countries import OTHERS
from ..rules.future import score
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.step import Decide, Talk, step
from ..strategies import Strategy
from .options import Keys, exact, joined, keys, named, options, rows, with_rivals
from .policies import Entry, Policy, entry, nothing, together

BLOCK = 8192                               # games stepped at once
MANY = 1 << 20                             # more than a node has options
NEAR = 1e-12                               # US$ bn: options this close are equally good


class Kind(NamedTuple):
    """One thing the rivals may be: how likely, who sits in the seats of `OTHERS`, and by which seed they draw."""

    weight: float
    rivals: tuple[Policy, Policy]
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Reply:
    """A best reply: what it brings in US$ bn, the policy, the states gone through, whether luck swayed a rival."""

    value: float
    policy: Policy
    states: int
    swayed: bool


class _Level(NamedTuple):
    """One phase of the tree: its nodes, their options, and for each kind of rivals what an option pays and leads to."""

    marks: Keys                            # [node, 2]
    option_node: Ints                      # [option] the node it belongs to
    choices: tuple[Entry, ...]             # [option]
    option: Ints                           # [flattened option and kind] the option
    paid: Array                            # [flattened] US$ bn, with the kind's weight
    to: Ints                               # [flattened] the node of the next level, -1 at the end


def best_reply(scenario: Scenario, seat: int, kinds: Sequence[Kind], behind: Strategy, name: str = "best reply",
               ) -> Reply:
    """What a seat can get at most, on average over what the rivals may be; it sees all but which of them they are.

    `behind` plays where the reply's table says nothing. Raises TooLarge.
    """
    exact(scenario)
    state = scenario.start(np.array([k.seed for k in kinds], np.uint64))
    kind, node = np.arange(len(kinds)), np.zeros(len(kinds), np.int64)
    levels: list[_Level] = []
    swayed = False
    while len(kind):
        level, state, kind, node, luck = _next(scenario, seat, kinds, state, kind, node)
        levels.append(level)
        swayed |= luck
    value: Array = np.zeros(0)
    table: dict[bytes, Entry] = {}
    for level in reversed(levels):
        later = np.append(value, 0.0)
        worth = np.bincount(level.option, level.paid, len(level.choices))
        # What follows counts once for an option, however many kinds of rivals lead to it together.
        onward = np.unique(np.stack([level.option, level.to], -1), axis=0)
        worth += np.bincount(onward[:, 0], later[onward[:, 1]], len(worth))
        value = np.full(len(level.marks), -np.inf)
        np.maximum.at(value, level.option_node, worth)
        best = np.flatnonzero(worth >= value[level.option_node] - NEAR)[::-1]
        chosen = np.zeros(len(value), np.int64)
        chosen[level.option_node[best]] = best                 # of equals the first: to pass before all else
        table.update(zip(named(level.marks), (level.choices[n] for n in chosen.tolist()), strict=True))
    return Reply(float(value[0]), Policy(name, seat, behind, table), sum(len(x.marks) for x in levels), swayed)


def _next(scenario: Scenario, seat: int, kinds: Sequence[Kind], state: State, kind: Ints, node: Ints,
          ) -> tuple[_Level, State, Ints, Ints, bool]:
    """Every option of the seat in every node, the rivals' choices beside it, and the nodes of the next phase.

    A row is a game of one kind of rivals; the rows of a node stand in the same state, in the order of their kinds.
    """
    rivals, swayed = _rivals(scenario, seat, kinds, state, kind)
    row, own = options(scenario, state, seat)
    paid, live, after = _tried(scenario, seat, state, row, with_rivals(own, rivals, row, seat))
    # Options are numbered within a row in the same order for every kind of a node, as all see the same state.
    place = np.arange(len(row)) - np.searchsorted(row, row)
    pairs, first, option = np.unique(node[row] * MANY + place, return_index=True, return_inverse=True)
    to, keep, new = _led_to(option[live], keys(after), kind[row[live]])
    onward = np.full(len(row), -1)
    onward[live] = to
    weight = np.array([k.weight for k in kinds])
    level = _Level(keys(rows(state, np.unique(node, return_index=True)[1])), pairs // MANY,
                   tuple(entry(own, n, seat) for n in first.tolist()), option, paid * weight[kind[row]], onward)
    return level, rows(after, keep), kind[row[live[keep]]], new, swayed


def _tried(scenario: Scenario, seat: int, state: State, row: Ints, choices: Talk | Decide) -> tuple[Array, Ints, State]:
    """What each choice [n] pays the seat, which games go on after it, and the states of those; block by block."""
    paid, live, after = np.zeros(len(row)), [], []
    for start in range(0, len(row), BLOCK):
        cut = slice(start, start + BLOCK)
        own = Talk(choices.say[cut]) if isinstance(choices, Talk) else \
            Decide(choices.answer[cut], choices.do[cut], choices.vote[cut])
        happened = step(scenario, rows(state, row[cut]), own)
        new, old = happened.after, happened.before
        paid[cut] = (new.econ + new.polit - old.econ - old.polit)[:, seat]
        ends = np.flatnonzero(new.over > 0)
        if len(ends):
            ended = rows(new, ends)
            whole = total(np.moveaxis(score(scenario, ended), -2, -1))
            paid[start + ends] += (whole - ended.econ - ended.polit)[:, seat]
        on = np.flatnonzero(new.over == 0)
        live.append(start + on)
        after.append(new if len(on) == len(new.month) else rows(new, on))
    return paid, np.concatenate(live), joined(after)


def _led_to(option: Ints, marks: Keys, kind: Ints) -> tuple[Ints, Ints, Ints]:
    """[n] the node each choice leads to; which of them stand for the nodes' rows, node by node; and those rows' nodes.

    What an option leads to is told apart by the state reached; two such are one node if the kinds in them are the same.
    """
    if not len(option):
        return option, option, option
    group = np.unique(np.column_stack([option.astype(np.uint64), marks]), axis=0, return_inverse=True)[1].reshape(-1)
    of_kind = _kind_marks(int(kind.max()) + 1)
    held = np.zeros(int(group.max()) + 1, np.uint64)
    np.add.at(held, group, of_kind[kind])
    node = np.unique(np.column_stack([marks, held[group]]), axis=0, return_inverse=True)[1].reshape(-1)
    leader = np.full(int(node.max()) + 1, len(option))
    np.minimum.at(leader, node, group)
    keep = np.flatnonzero(leader[node] == group)
    keep = keep[np.lexsort((kind[keep], node[keep]))]
    return node, keep, node[keep]


@lru_cache
def _kind_marks(count: int) -> Keys:
    return np.random.default_rng(7).integers(1, 2 ** 63, count, np.uint64)


def _rivals(scenario: Scenario, seat: int, kinds: Sequence[Kind], state: State, kind: Ints,
            ) -> tuple[Talk | Decide, bool]:
    """What the rivals choose in every row; those of one policy are asked together."""
    swayed, seats = False, {}
    for place, j in enumerate(OTHERS[seat]):
        code, answer, vote = nothing(len(kind))
        policies = {id(k.rivals[place]): k.rivals[place] for k in kinds}
        whose = np.array([id(k.rivals[place]) for k in kinds])[kind]
        for number, policy in policies.items():
            here = np.flatnonzero(whose == number)
            if len(here):
                own, luck = policy.choose(scenario, state if len(here) == len(kind) else rows(state, here))
                code[here], answer[here], vote[here] = own
                swayed |= luck
        seats[j] = (code, answer, vote)
    return together(state.phase, seats, len(kind)), swayed
