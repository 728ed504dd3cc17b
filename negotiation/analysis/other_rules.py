"""Games played again under other rules: people's lines as long as they still apply, then computer players."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..match import choose
from ..rules.arrays import Array, Flags
from ..rules.clauses import Catalogue
from ..rules.countries import N
from ..rules.notation import TALK, NotationError
from ..rules.scenario import Scenario
from ..rules.state import State, stacked
from ..rules.step import Decide, Talk, step
from ..rules.written import choices_of
from ..session import Session
from ..strategies import Past, find
from .continued import applies, merged
from .instead import adviser


def under(sessions: Sequence[Session], scenario: Scenario) -> State:
    """The final states [g] of games with the same people's seats, each with its own seed, under this scenario.

    A person's line that the other rules do not know, that is not legal, or that answers another offer than the one it
    was about ends that seat's record: from there on the scenario's own computer player sits in it. Seats of computer
    players choose anew throughout. Raises ValueError for games whose seats are not alike.
    """
    first = sessions[0]
    if any(s.seats != first.seats for s in sessions):
        raise ValueError("games to be played again together must have the same seats")
    players = [find(seat or adviser(first, i)) for i, seat in enumerate(first.seats)]
    state = stacked([scenario.start(s.seed) for s in sessions])
    record, half = Past(), 0
    scripted = np.zeros((len(sessions), N), bool)
    scripted[:, list(first.people)] = True
    while not bool((state.over > 0).all()):
        told = _told(scenario, state, sessions, half, scripted)
        asked = [i for i in range(N) if not scripted[:, i].all()]
        chosen = choose(scenario, state, players, asked, record).choices
        before, state = state, step(scenario, state, merged(scripted, told, chosen)).after
        record = record.then(before, state)
        half += 1
    return state


def _told(scenario: Scenario, state: State, sessions: Sequence[Session], half: int, scripted: Flags) -> Talk | Decide:
    """Every game's recorded choices; seats whose record ends here are struck from `scripted`."""
    found, offers = [], []
    for g, session in enumerate(sessions):
        there = half < len(session.past)
        if not there:
            scripted[g] = False
        lines = tuple(_known(scenario, state.phase, session, half, i) if there and scripted[g, i] else None
                      for i in range(N))
        scripted[g] &= [line is not None for line in lines]
        found.append(choices_of(scenario, state.phase, [line or () for line in lines]))
        offers.append(_offers(session, scenario.catalogue, half) if there else np.full((N, N), -1.0))
    told = _stacked(found)
    scripted &= applies(scenario, state, told, np.stack(offers))
    return told


def _known(scenario: Scenario, phase: str, session: Session, half: int, seat: int) -> tuple[str, ...] | None:
    """A seat's lines, if these rules know them all."""
    lines: list[tuple[str, ...]] = [()] * N
    lines[seat] = tuple(session.past[half].lines[seat])
    try:
        choices_of(scenario, phase, lines)
    except NotationError:
        return None
    return lines[seat]


def _offers(session: Session, catalogue: Catalogue, half: int) -> Array:
    """[3, 3] the offers that lay on the table, by their numbers in another clause set; -2 for a deal it has not."""
    before, old = session.past[half].transition.before, session.scenario.catalogue
    if before.phase == TALK or old is catalogue:
        return np.asarray(before.offer)
    out = np.full((N, N), -1.0)
    for i in range(N):
        for j in range(N):
            deal = int(before.offer[i, j])
            if deal >= 0:
                levels = {c: int(n) for c, n in enumerate(old.level[deal]) if n}
                number = catalogue.number(int(old.kind[deal]), levels)
                out[i, j] = number if number >= 0 else -2
    return out


def _stacked(choices: Sequence[Talk | Decide]) -> Talk | Decide:
    """Lone games' choices as a batch's."""
    talks = [c for c in choices if isinstance(c, Talk)]
    if talks:
        return Talk(np.stack([c.say for c in talks]))
    rest = [c for c in choices if isinstance(c, Decide)]
    return Decide(np.stack([c.answer for c in rest]), np.stack([c.do for c in rest]), np.stack([c.vote for c in rest]))
