"""What happened after a scenario's first month, as the nearest legal choices: a script for all three capitals.

Every line is asked of the menu and planned like a player's, at most two words and two measures a capital and month;
what has no line, or no room, is named. Tariffs that were more than two measures a month follow in the next ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..rules.arrays import Array
from ..rules.countries import NAMES, OTHERS, N
from ..rules.history import Event, History
from ..rules.kinds.sector import SECTORS
from ..rules.reasons import Reason
from ..rules.scenario import Scenario
from ..session import Lines, Session
from .chronicle import events_of, history_of, opening_month, told_until, trust_after
from .past import Past, past_of_event

# Kinds of events that are a word to the one who felt them, or to both.
WORDS = {"call": "call", "visit": "visit", "slight": "slight", "freeze": "freeze", "reopen": "reopen"}
UNANNOUNCED = "leak"
SEPARATE = "offer_separate"
REFUSED = "refuse_separate"


@dataclass(frozen=True, eq=False)
class Scene:
    """A month of the script: what happened, the lines played for it, what was left out and why.

    `trust`: the six at the end of the month as the script left them; `happened`: as the history did. [3, 3] each.
    """

    month: int
    events: tuple[Past, ...]
    talk: Lines
    decide: Lines
    left: tuple[tuple[Past, Reason], ...]
    waiting: int
    trust: Array
    happened: Array


@dataclass(frozen=True, eq=False)
class Retold:
    """A game played by the script: nobody's but the script's, to be looked at or taken up at any month."""

    session: Session
    scenes: tuple[Scene, ...]

    def at(self, month: int, seats: dict[str, str | None]) -> Session:
        """A game of one's own from the start of a month on (0: from the first)."""
        return self.session.at(2 * month, seats)


def last_month(scenario: Scenario) -> int:
    """How many months of the game the history still tells; 0 where it ends before the game begins."""
    history = history_of(scenario)
    if history is None:
        return 0
    known = [e.month for e in history.events if e.month > told_until(scenario)]
    return max(0, min(scenario.months, max(known, default=0) - opening_month(scenario) + 1))


def retold(scenario: Scenario, seed: int = 0) -> Retold:
    """The months that the history still tells, played; none where it ends before the game begins."""
    session = Session(scenario, seed, {})
    scenes = []
    for _ in range(last_month(scenario)):
        if session.over:
            break
        scenes.append(_scene(session))
    return Retold(session, tuple(scenes))


def _scene(session: Session) -> Scene:
    """Play one month."""
    scenario = session.scenario
    history = history_of(scenario)
    assert history is not None
    number = opening_month(scenario) + session.month
    events = tuple(e for e in events_of(history, number) if e.month > told_until(scenario))
    left: list[tuple[Past, Reason]] = []
    month = session.month
    for event in events:
        _plan(session, event, _word(event, events), left)
    talk = session.next().lines
    for event in events:
        if event.kind == "reprieve" and _raised_within(session, history, event):
            months = {"n": scenario.rules.reprieve_months}
            left.append((past_of_event(event), Reason("script.reprieve", months)))
        else:
            _plan(session, event, _measure(session, event), left)
    waiting = _tariffs(session, history, number)
    decide = session.next().lines
    return Scene(month, tuple(map(past_of_event, events)), talk, decide, tuple(left), waiting,
                 np.asarray(session.state.trust), trust_after(scenario, number))


def _plan(session: Session, event: Event, lines: tuple[str, ...], left: list[tuple[Past, Reason]]) -> None:
    """Plan the first of some lines that can be; name the reason against the last where none can."""
    reason = None
    for line in lines:
        reason = session.why_not(line, event.who)
        if reason is None:
            session.plan(line, seat=event.who)
            return
    if reason is not None:
        left.append((past_of_event(event), reason))


def _word(event: Event, events: tuple[Event, ...]) -> tuple[str, ...]:
    """The lines of Talk that are nearest to an event, the nearest first; none where it is no word."""
    target = NAMES[event.toward]
    if event.kind == "visit":
        quiet = any(e.kind == UNANNOUNCED and e.who == event.who for e in events)
        return (f"visit {target} unannounced",) if quiet else (f"visit {target}", f"call {target}")
    if event.kind in WORDS:
        return (f"{WORDS[event.kind]} {target}",)
    if event.kind == SEPARATE:
        partner = NAMES[_third(event.who, event.toward)]
        neighbor = partner if event.who == 0 else NAMES[event.who]
        return (f"offer {partner} separate", f"offer {partner} us_on_{neighbor}=2 separate")
    return ("appeal",) if event.kind == "appeal" else ()


def _measure(session: Session, event: Event) -> tuple[str, ...]:
    """The lines of Decide that are nearest to an event; none where it is no measure."""
    target = NAMES[event.toward]
    match event.kind:
        case "reprieve":
            return (f"reprieve {target}",)
        case "exempt":
            taxed = [SECTORS[k] for k in np.flatnonzero(session.state.sector[event.who, event.toward] > 0)]
            return tuple(f"sector {target} {name} 0" for name in taxed) or (f"sector {target} metals 0",)
        case kind if kind == REFUSED:
            return (f"refuse {NAMES[_third(event.who, event.toward)]}",)
    return ()


def _raised_within(session: Session, history: History, event: Event) -> bool:
    """Whether a pause was followed by a rise before a reprieve of the game would have ended: it would break a word."""
    i, j = event.who, event.toward
    now = history.policy(event.month)
    months = range(event.month + 1, event.month + session.scenario.rules.reprieve_months)
    later = [history.policy(month) for month in months]
    return any(p.wall[i, j] > now.wall[i, j] or (p.sector[i, j] > now.sector[i, j]).any() for p in later)


def _tariffs(session: Session, history: History, number: int) -> int:
    """Plan what the tariffs of the month differ by, as far as two measures go; how many steps are left."""
    waiting = 0
    for i in range(N):
        for line in _levers(session, history, number, i):
            if session.why_not(line, i) is None:
                session.plan(line, seat=i)
            else:
                waiting += 1
    return waiting


def _levers(session: Session, history: History, number: int, i: int) -> Iterator[str]:
    """The measures that bring a country's tariffs to those of a month: walls first, then sectors."""
    state, policy = session.state, history.policy(number)
    for j in OTHERS[i]:
        rate, spared = policy.wall[i, j], policy.spare[i, j] > 0
        if rate != state.wall[i, j] or (rate > 0 and spared != (state.spare[i, j] > 0)):
            yield f"wall {NAMES[j]} {rate:g} {'sparing' if spared else 'all'}"
    for k, sector in enumerate(SECTORS):
        for j in OTHERS[i]:
            if policy.sector[i, j, k] != state.sector[i, j, k]:
                yield f"sector {NAMES[j]} {sector} {policy.sector[i, j, k]:g}"


def _third(i: int, j: int) -> int:
    return 3 - i - j
