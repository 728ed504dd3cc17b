"""What one might do in this phase: the plan, nothing, the computer player's choice, and small changes to the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..match import choose
from ..offers import offers_to
from ..plan import Plan
from ..rules.arrays import Ints
from ..rules.countries import ALL, OTHERS, PAIR_OF, N
from ..rules.forecast import advice
from ..rules.names import NAMES
from ..rules.notation import TALK, deal_text, parse
from ..rules.reasons import IllegalChoice, Reason
from ..rules.state import State
from ..rules.step import Decide, Talk
from ..rules.values import appraise
from ..rules.written import written
from ..strategies import View
from ..suggest import suggestions
from .sight import RIVAL, Sight

PLAN, PASS, COMPUTER, ADDED, INSTEAD, WITHOUT = "plan", "pass", "computer", "added", "instead", "without"
NEAREST = "best_reply"         # who names the measure that pays most at once
ASKED = 24                     # humors of one's own among which the computer player's usual choice is found
MOST = 16                      # alternatives valued; the worst are left out before games are played on


@dataclass(frozen=True)
class Alternative:
    """All lines of a phase, in notation and in order, and how they differ from the plan.

    kind: "plan", "pass", "computer", "added" (`line` added), "instead" (`line` in place of `dropped`), "without"
    (`line` dropped). reason: why one might, where an adviser gave it.
    """

    kind: str
    lines: tuple[str, ...]
    line: str = ""
    dropped: tuple[str, ...] = ()
    reason: Reason | None = None


def usual(sight: Sight, worlds: State) -> tuple[int, tuple[str, ...]]:
    """What the computer player would choose in most of some worlds [n]; the first of these, by its number."""
    seats = tuple(RIVAL if i == sight.seat else None for i in range(N))
    choices = choose(sight.scenario, worlds, seats, [sight.seat]).choices
    rows = _rows(choices, sight.seat)
    _, first, count = np.unique(rows, axis=0, return_index=True, return_counts=True)
    most = int(first[count == count.max()].min())
    return most, written(sight.scenario, _game(choices, most))[sight.seat]


def _rows(choices: Talk | Decide, seat: int) -> Ints:
    """[n, number] all that one seat chose."""
    if isinstance(choices, Talk):
        return choices.say[:, seat]
    n = len(choices.vote)
    return np.concatenate([choices.answer[:, seat].reshape(n, -1), choices.do[:, seat], choices.vote[:, seat, None]], 1)


def _game(choices: Talk | Decide, n: int) -> Talk | Decide:
    if isinstance(choices, Talk):
        return Talk(choices.say[n])
    return Decide(choices.answer[n], choices.do[n], choices.vote[n])


def alternatives(sight: Sight, planned: Sequence[str]) -> Iterator[Alternative | None]:
    """The plan first, then what differs from it, none twice; None where a pause does no harm."""
    met: set[tuple[str, ...]] = set()
    for each in _every(sight, tuple(planned)):
        key = None if each is None else tuple(sorted(each.lines))
        if key is None:
            yield None
        elif key not in met and len(met) < MOST:
            met.add(key)
            yield each


def _every(sight: Sight, plan: tuple[str, ...]) -> Iterator[Alternative | None]:
    yield Alternative(PLAN, plan)
    yield Alternative(PASS, ())
    number, usually = usual(sight, sight.worlds(sight.seeds(0, ASKED)))
    yield Alternative(COMPUTER, usually)
    yield None
    world = sight.worlds(sight.seeds(number, 1)).game(0)
    for offer in offers_to(sight.scenario, sight.state, appraise(sight.scenario, sight.state), sight.seat):
        for verb in ("accept", "refuse") if offer.unsigned is None else ("refuse",):
            yield from _changed(sight, plan, f"{verb} {NAMES[offer.sender]}{' three' * offer.three}", None)
    for line, reason in _offers(sight, world, plan):
        yield from _changed(sight, plan, line, reason)
    yield None
    seats = tuple(NEAREST if i == sight.seat else None for i in range(N))
    chosen = choose(sight.scenario, world, seats, [sight.seat])
    lines = written(sight.scenario, chosen.choices)[sight.seat]
    for line, reason in zip(lines, chosen.reasons[sight.seat], strict=True):
        yield from _changed(sight, plan, line, reason)
    yield None
    for found in suggestions(sight.scenario, world, sight.seat):
        yield from _changed(sight, plan, found.line, found.reason)
    if len(plan) > 1:
        for line in plan:
            yield Alternative(WITHOUT, tuple(each for each in plan if each != line), line)


def _offers(sight: Sight, world: State, plan: tuple[str, ...]) -> Iterator[tuple[str, Reason | None]]:
    """For an offer that is planned the nearest one that would be signed; the best offer of every kind."""
    if sight.state.phase != TALK:
        return
    scenario, me = sight.scenario, sight.seat
    appraisal = appraise(scenario, sight.state)
    for line in plan:
        move = parse(scenario.menu, line, me)
        deal = int(scenario.menu.say[me].deal[move.code])
        for partner in OTHERS[me] if deal >= 0 else ():
            if scenario.catalogue.members[deal, partner]:
                near = [c for c in advice(scenario, sight.state, appraisal, deal, partner, asker=me) if c.steps]
                for change in near[:1]:
                    yield (_offer(sight, " ".join(line.split()[:2]), change.deal),
                           Reason("coach.reason.advice", {"partner": NAMES[partner]}))
    view = View(scenario, world, me)
    for partner in (me, *OTHERS[me]):
        kind = ALL if partner == me else int(PAIR_OF[me, partner])
        best = view.favorite(kind)
        if int(best.deal) >= 0 and float(best.value * best.chance) > 0:
            yield _offer(sight, f"offer {'all' if partner == me else NAMES[partner]}", int(best.deal)), None


def _offer(sight: Sight, head: str, deal: int) -> str:
    return f"{head} {deal_text(sight.scenario.catalogue, deal)}".strip()


def _changed(sight: Sight, plan: tuple[str, ...], line: str, reason: Reason | None) -> Iterator[Alternative]:
    """The plan with a line more; where it does not fit, in place of as few of the last lines as make room."""
    if line in plan:
        return
    for kept in range(len(plan), -1, -1):
        lines = (*plan[:kept], line)
        if _legal(sight, lines):
            whole = tuple(_held(sight, lines))
            gone = tuple(each for each in plan if each not in whole)
            yield Alternative(INSTEAD if gone else ADDED, whole, line, gone, reason)
            return


def _legal(sight: Sight, lines: Sequence[str]) -> bool:
    try:
        _held(sight, lines)
    except IllegalChoice:
        return False
    return True


def _held(sight: Sight, lines: Sequence[str]) -> list[str]:
    """The lines as a plan holds them: a new answer to an offer takes the place of the old one."""
    plan = Plan(sight.scenario, sight.state)
    plan.add([parse(sight.scenario.menu, line, sight.seat) for line in lines])
    return [move.text for move in plan.moves[sight.seat]]
