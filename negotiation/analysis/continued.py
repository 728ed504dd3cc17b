"""A game played on many times from one of its half months: other luck each time, the same lines, then computers.

The luck of a continuation is its seed's, from the first phase on: humors and events of every capital are drawn anew.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..match import choose
from ..rules.arrays import Array, Flags, lift
from ..rules.countries import N
from ..rules.fields import FIELDS
from ..rules.lists import wrong_decide, wrong_talk
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.step import Decide, Talk, step
from ..rules.written import Lines, choices_of
from ..session import Session
from ..strategies import Past, find
from .instead import adviser


def spread(state: State, seeds: object) -> State:
    """A lone game as many [g], alike in everything but the luck to come."""
    names = np.asarray(seeds).astype(np.uint64)
    values: dict[str, Any] = {f.name: np.array(np.broadcast_to(getattr(state, f.name), names.shape + f.shape))
                              for f in FIELDS}
    return State(**{**values, "seed": names}, phase=state.phase)


def continued(session: Session, half: int, lines: Lines, seeds: object, script: bool = True) -> State:
    """The final states [g] of a game that goes on from its half month `half` with these lines of all three seats.

    After that phase computer players play their own seats. With `script` people's seats repeat the lines recorded for
    them as long as those apply: they are legal, and an offer that is answered is the one that was; from then on, where
    the record ends, and without `script` at once, the scenario's own computer player sits there.
    """
    scenario, past = session.scenario, session.past
    players = [find(seat or adviser(session, i)) for i, seat in enumerate(session.seats)]
    record = Past()
    for played in past[:half]:
        record = record.then(spread(played.transition.before, seeds), spread(played.transition.after, seeds))
    before = spread(past[half].transition.before, seeds)
    state = step(scenario, before, _for_all(choices_of(scenario, before.phase, lines), before.games)).after
    record = record.then(before, state)
    half += 1
    scripted = np.zeros((*state.games, N), bool)
    scripted[..., list(session.people)] = script
    while not bool((state.over > 0).all()):
        told: Talk | Decide | None = None
        if half < len(past) and scripted.any():
            own = tuple(past[half].lines[i] if i in session.people else () for i in range(N))
            told = _for_all(choices_of(scenario, state.phase, own), state.games)
            scripted &= applies(scenario, state, told, past[half].transition.before.offer)
        else:
            scripted[:] = False
        asked = [i for i in range(N) if not scripted[..., i].all()]
        chosen = choose(scenario, state, players, asked, record).choices
        before, state = state, step(scenario, state, merged(scripted, told, chosen)).after
        record = record.then(before, state)
        half += 1
    return state


def _for_all(choices: Talk | Decide, games: tuple[int, ...]) -> Talk | Decide:
    """The choices of a lone game in every game [g]."""
    if isinstance(choices, Talk):
        return Talk(np.broadcast_to(choices.say, games + choices.say.shape))
    return Decide(*(np.broadcast_to(x, games + x.shape) for x in (choices.answer, choices.do, choices.vote)))


def applies(scenario: Scenario, state: State, told: Talk | Decide, offer: Array) -> Flags:
    """[g, seat] whether lines that were recorded with these offers on the table still mean the same in these games."""
    if isinstance(told, Talk):
        return ~wrong_talk(scenario, state, told.say)
    fine = ~wrong_decide(scenario, state, told.answer, told.do, told.vote)
    moved = state.offer != offer
    both = np.diagonal(moved, axis1=-2, axis2=-1)[..., None, :]
    other = np.stack([np.swapaxes(moved, -1, -2), np.broadcast_to(both, moved.shape)], -1)
    out: Flags = fine & ~((told.answer != 0) & other).any((-2, -1))
    return out


def merged(scripted: Flags, told: Talk | Decide | None, chosen: Talk | Decide) -> Talk | Decide:
    """Recorded choices where they hold [g, seat], those of the computer players elsewhere."""
    if isinstance(chosen, Talk) and isinstance(told, Talk):
        return Talk(np.where(lift(scripted, 1), told.say, chosen.say))
    if isinstance(chosen, Decide) and isinstance(told, Decide):
        return Decide(np.where(lift(scripted, 2), told.answer, chosen.answer),
                      np.where(lift(scripted, 1), told.do, chosen.do), np.where(scripted, told.vote, chosen.vote))
    return chosen
