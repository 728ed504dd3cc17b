"""One phase of a month as a pure function: the state, everybody's choices, and the Transition they make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Ints
from .countries import N
from .decide import decide
from .lists import wrong_decide, wrong_talk
from .month import Line
from .notation import DECIDE, TALK
from .reasons import IllegalChoice, Reason
from .scenario import Scenario
from .state import State
from .talk import talk
from .why_not import first_wrong


@dataclass(frozen=True, eq=False)
class Talk:
    """Everybody's words: say [g, seat, slot], codes of each seat's talk menu in the order given, 0 for none."""

    say: Ints


@dataclass(frozen=True, eq=False)
class Decide:
    """Everybody's decisions.

    answer [g, i, j, 0 or 1]: i's reply to j's pair offer, to j's three-way offer (0 keep talking, 1
    accept, 2 refuse);
    do [g, seat, slot]: decide codes of measures, in order, 0 for none; vote [g, seat]: 0 none, 1 renew, 2 not.
    """

    answer: Ints
    do: Ints
    vote: Ints


@dataclass(frozen=True, eq=False)
class Transition:
    """A phase that happened: the states around it, the choices, who was refused, and every cause of a
    change in trust.
    """

    before: State
    choices: Talk | Decide
    wrong: Flags  # [g, seat] lists that were not legal and passed
    lines: tuple[Line, ...]  # they add up to the change of the ledger
    notes: dict[str, np.ndarray]  # what happened by name: leaked, photographed, breach, signed_deal, passed …
    after: State


def silence(scenario: Scenario, state: State) -> Talk | Decide:
    """The choices in which nobody does anything in this phase."""
    g = state.games
    if state.phase == TALK:
        return Talk(np.zeros((*g, N, scenario.menu.slots), np.int64))
    return Decide(
        np.zeros((*g, N, N, 2), np.int64),
        np.zeros((*g, N, scenario.menu.do_slots), np.int64),
        np.zeros((*g, N), np.int64),
    )


def step(scenario: Scenario, state: State, choices: Talk | Decide) -> Transition:
    """Play one phase. Everyone moves at once; everything is reckoned from `state`; games that are over
    stay as they are.

    A list that is not legal raises IllegalChoice in a lone game; in a batch that seat passes the phase and its
    `illegal` count rises by one. Raises TypeError if the choices belong to the other phase.
    """
    if isinstance(choices, Talk) != (state.phase == TALK):
        raise TypeError(f"these choices do not belong to the {state.phase} phase")
    if isinstance(choices, Talk):
        say = np.asarray(choices.say, np.int64)
        wrong = wrong_talk(scenario, state, say)
        _raise_if_alone(scenario, state, choices, wrong)
        after, lines, notes = talk(scenario, state, say, wrong)
    else:
        answer, do, vote = (np.asarray(x, np.int64) for x in (choices.answer, choices.do, choices.vote))
        wrong = wrong_decide(scenario, state, answer, do, vote)
        _raise_if_alone(scenario, state, choices, wrong)
        after, lines, notes = decide(scenario, state, answer, do, vote, wrong)
    return Transition(state, choices, wrong, tuple(lines), notes, after)


def _raise_if_alone(scenario: Scenario, state: State, choices: Talk | Decide, wrong: Flags) -> None:
    if state.games != () or not bool(wrong.any()):
        return
    seat = int(np.flatnonzero(wrong)[0])
    if isinstance(choices, Talk):
        found = first_wrong(scenario, state, seat, TALK, [int(c) for c in choices.say[seat]])
    else:
        found = first_wrong(
            scenario,
            state,
            seat,
            DECIDE,
            [int(c) for c in choices.do[seat]],
            choices.answer[seat],
            int(choices.vote[seat]),
        )
    raise IllegalChoice(seat, *(found or ("", Reason("refuse.no_such"))))
