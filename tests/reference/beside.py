"""The engine's games played once more by the reference, half a month at a time, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from negotiation.rules.fields import FIELDS
from negotiation.rules.future import ENDINGS, score
from negotiation.rules.future import ending as theirs_ending
from negotiation.rules.legality import mask
from negotiation.rules.menu import ANSWER, VOTE
from negotiation.rules.notation import line
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import Talk, Transition
from reference.decide import decide
from reference.future import ending, payoffs, prepared
from reference.legal import Word, decide_menu, line_of, list_is_legal, may_do, may_say, talk_menu
from reference.position import COUNTRIES, Position
from reference.talk import talk
from reference.terms import Terms

TOLERANCE = 1e-9
MANY = 100  # a payoff multiplies its numbers, rounded to nine places, by years and by billions of dollars
FLOATS = {"fresh", "base", "ledger", "bitter", "ev", "nerve", "mood", "claim", "labour", "econ", "polit", "u", "parts"}


class Reference:
    """The reference for one scenario, with its menus as lines."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.terms = scenario, prepared(Terms(scenario))
        self.talk = [{line_of(self.terms, w): w for w in talk_menu(self.terms, i)} for i in COUNTRIES]
        self.decide = [{line_of(self.terms, w): w for w in decide_menu(self.terms, i)} for i in COUNTRIES]

    def position(self, state: State) -> Position:
        """A lone game of the engine as plain lists."""
        fields: dict[str, Any] = {f.name: getattr(state, f.name).tolist() for f in FIELDS}
        return Position({**fields, "phase": state.phase})

    def menu(self, phase: str, i: int) -> dict[str, Word]:
        return self.talk[i] if phase == "talk" else self.decide[i]

    def legal(self, now: Position, i: int) -> list[str]:
        """The legal lines of a seat, in the menu's order."""
        judge = may_say if now.phase == "talk" else may_do
        return [text for text, word in self.menu(now.phase, i).items() if judge(self.terms, now, i, word)]

    def next(self, now: Position, lists: list[list[Word]]) -> tuple[Position, list[bool]]:
        """The position after a phase, and whose list was refused; a refused list is passed and counted."""
        if now.over:
            after = now.copy()
            after.phase = "decide" if now.phase == "talk" else "talk"
            return after, [False] * 3
        wrong = [not list_is_legal(self.terms, now, i, lists[i]) for i in COUNTRIES]
        kept = [[] if wrong[i] else lists[i] for i in COUNTRIES]
        after = (talk if now.phase == "talk" else decide)(self.terms, now, kept)
        after.illegal = [n + w for n, w in zip(now.illegal, wrong, strict=True)]
        return after, wrong


def lists_of(reference: Reference, happened: Transition, game: int) -> list[list[Word]]:
    """What each seat chose in one game of a batch, through the notation."""
    scenario, phase, choices = reference.scenario, happened.before.phase, happened.choices
    menu, out = scenario.menu, []
    for i in COUNTRIES:
        if isinstance(choices, Talk):
            codes = [int(c) for c in choices.say[game, i] if c]
        else:
            codes = [menu.do_code(i, ANSWER, j, int(choices.answer[game, i, j, three]), three)
                     for j in COUNTRIES for three in (0, 1) if choices.answer[game, i, j, three]]
            codes += [int(c) for c in choices.do[game, i] if c]
            if choices.vote[game, i]:
                codes.append(menu.do_code(i, VOTE, i, int(choices.vote[game, i])))
        out.append([reference.menu(phase, i)[line(menu, i, phase, c)] for c in codes])
    return out


def different(now: Position, state: State) -> Iterator[tuple[str, float]]:
    """Fields in which the reference and the engine differ, with the largest difference; flags must be equal."""
    for f in FIELDS:
        if f.name == "seed":
            continue
        gap = np.max(np.abs(np.asarray(getattr(now, f.name), float) - getattr(state, f.name)))
        if gap > (TOLERANCE * 1.001 if f.name in FLOATS else 0) or gap != gap:
            yield f.name, float(gap)
    if now.phase != state.phase:
        yield "phase", 1.0


def half_month(reference: Reference, happened: Transition, game: int) -> dict[str, Any]:
    """What differs in one game of a phase; empty if nothing does."""
    before = reference.position(happened.before.game(game))
    after, wrong = reference.next(before, lists_of(reference, happened, game))
    found: dict[str, Any] = dict(different(after, happened.after.game(game)))
    if happened.after.phase == "talk":
        found.update(payoffs_differ(reference, after, happened.after.game(game)))
    if wrong != happened.wrong[game].tolist():
        found["wrong"] = (wrong, happened.wrong[game].tolist())
    return found


def payoffs_differ(reference: Reference, now: Position, state: State) -> dict[str, Any]:
    """Payoffs, `[part][country]`, and the ending, where they differ."""
    own = np.array(payoffs(reference.terms, now)).T
    gap = float(np.max(np.abs(own - score(reference.scenario, state))))
    found: dict[str, Any] = {"payoff": gap} if not gap <= TOLERANCE * MANY else {}
    if ending(now) != ENDINGS[int(theirs_ending(state))]:
        found["ending"] = ending(now)
    return found


def masks_differ(reference: Reference, state: State) -> list[str]:
    """Lines of a lone game that only one of the two calls legal."""
    now, out = reference.position(state), []
    for i in COUNTRIES:
        codes = np.flatnonzero(mask(reference.scenario, state, i))
        theirs = [line(reference.scenario.menu, i, state.phase, int(c)) for c in codes if c]
        own = reference.legal(now, i)
        out += [f"{i}: {text}" for text in sorted(set(own) ^ set(theirs))]
        if not out and own != theirs:
            out.append(f"{i}: order")
    return out


