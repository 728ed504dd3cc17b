"""What a seat chooses in one phase, in any number of games: ordered lists filled call by call, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..rules.arrays import Flags, Ints
from ..rules.countries import N
from ..rules.kinds import AIMED, HOME, HOME_WORD, WORD
from ..rules.lists import act_clashes, word_clashes
from ..rules.menu import ANSWER, VOTE
from ..rules.notation import DECIDE, TALK, line
from ..rules.reasons import Reason, country
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.step import Decide, Talk
from .view import View

Where = Flags | np.bool_ | bool
OWN_RULE = "strategy.own_rule"             # the reason of a choice that a file gives as a line


class Told(NamedTuple):
    """One choice of a lone game in notation, and why it was made."""

    line: str
    reason: Reason


class Choices:
    """Lists of one seat, for any number of games `g`. Calls count in the order they are made: each adds its word or
    measure in the games of `where`, as long as it is legal there, a place is free and nothing on the list clashes.

    `why` is the id of a message and `places` its places (values, or arrays [g]); `partner` is added by itself.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        menu, games = view.scenario.menu, view.games
        self._slots = menu.slots if view.phase == TALK else menu.do_slots
        self.codes: Ints = np.zeros((*games, self._slots), np.int64)
        self.count: Ints = np.zeros(games, np.int64)
        self.replies: Ints = np.zeros((*games, N, 2), np.int64)
        self.ballot: Ints = np.zeros(games, np.int64)
        # Number of the reason of every choice in `_given`, -1 where nothing was chosen.
        self.codes_why: Ints = np.full((*games, self._slots), -1)
        self.replies_why: Ints = np.full((*games, N, 2), -1)
        self.ballot_why: Ints = np.full(games, -1)
        self._given: list[tuple[str, dict[str, Any]]] = []

    # -- talk ---------------------------------------------------------------------------------------

    def speak(self, target: int, word: str, where: Where = True, deal: Ints | int = -1, why: str = "", **places: Any,
              ) -> Flags:
        """Say a word to another capital, or at home if `target` is the seat itself; `deal` [g] for words that lay one
        down ("offer", "quiet", "offer_all"). Returns [g] where it was added. TypeError in the other phase."""
        self._in(TALK)
        view, menu, me = self.view, self.view.scenario.menu, self.view.me
        number = (HOME_WORD if target == me else WORD)[word]
        on: Flags = view.words[..., target, number] & where & (self.count < self._slots)
        if not on.any():
            return on
        laid = (HOME if target == me else AIMED)[number - 1].deals
        code: Ints = np.full(view.games, menu.first[me, target, number])
        if laid:
            numbers = np.zeros(view.games, np.int64) + deal
            on = on & view.may_offer(target, numbers)
            safe = np.maximum(numbers, 0)
            if laid == "quiet":
                on = on & view.scenario.catalogue.separate[safe]
            code = code + menu.rank[laid == "quiet"][safe]
        for pair in self._pairs(code):
            for _, clash in word_clashes(view.scenario, me, pair):
                on = on & ~clash
        self._add(code, on, why, {"partner": country(target), **places})
        return on

    def offer(self, target: int, deal: Ints | int, where: Where = True, quietly: Where = False, why: str = "",
              **places: Any) -> Flags:
        """Lay a deal [g] on the table of `target` (itself: on both), whispered where `quietly` and possible."""
        if target == self.view.me:
            return self.speak(target, "offer_all", where, deal, why, **places)
        whispered = self.speak(target, "quiet", np.asarray(where) & quietly, deal, why, **places)
        return whispered | self.speak(target, "offer", np.asarray(where) & ~whispered, deal, why, **places)

    # -- decide -------------------------------------------------------------------------------------

    def act(self, target: int, option: Ints | int, where: Where = True, why: str = "", **places: Any) -> Flags:
        """Take a measure toward another capital, by number of `menu.options` [g] (-1: none), or at home, by number of
        `menu.home_options`, if `target` is the seat itself. Returns [g] where it was added."""
        self._in(DECIDE)
        view, me = self.view, self.view.me
        legal = view.home if target == me else view.measures[..., target, :]
        number = np.zeros(view.games, np.int64) + option
        on: Flags = (number >= 0) & where & (self.count < self._slots)
        if not legal.shape[-1] or not on.any():
            return np.zeros(view.games, bool)
        safe = np.maximum(number, 0)
        on = on & np.take_along_axis(legal, safe[..., None], -1)[..., 0]
        code = safe + view.scenario.menu.first_measure[me, target]
        for pair in self._pairs(code):
            for _, clash in act_clashes(view.scenario, view.state, me, pair):
                on = on & ~clash
        self._add(code, on, why, {"partner": country(target), **places})
        return on

    def answer(self, target: int, three: int, reply: int, where: Where = True, why: str = "", **places: Any) -> Flags:
        """Answer the offer of `target` (`three` 1: its offer to both) with ACCEPT or REFUSE where one lies on the
        table and the scenario has such an answer; a later call takes the place of an earlier one. Returns [g]."""
        self._in(DECIDE)
        known = self.view.scenario.menu.do_code(self.view.me, ANSWER, target, reply, three) > 0
        on: Flags = self.view.answers[..., target, three] & where & known
        number = self._reason(on, why, {"partner": country(target), **places})
        self.replies[..., target, three] = np.where(on, reply, self.replies[..., target, three])
        self.replies_why[..., target, three] = np.where(on, number, self.replies_why[..., target, three])
        return on

    def silent(self, target: int, three: int) -> None:
        """Take back an answer: the talks go on."""
        self.replies[..., target, three] = 0
        self.replies_why[..., target, three] = -1

    def vote(self, ballot: int, where: Where = True, why: str = "", **places: Any) -> Flags:
        """Vote RENEW or NOT in the month of the review, if the scenario has that vote. Returns [g] where cast."""
        self._in(DECIDE)
        known = self.view.scenario.menu.do_code(self.view.me, VOTE, self.view.me, ballot) > 0
        on: Flags = self.view.votes & where & known
        number = self._reason(on, why, places)
        self.ballot = np.where(on, ballot, self.ballot)
        self.ballot_why = np.where(on, number, self.ballot_why)
        return on

    # -- what was chosen ----------------------------------------------------------------------------

    def told(self) -> list[Told]:
        """In a lone game: answers, words or measures in their order, the vote, each with its reason."""
        if self.view.games:
            raise ValueError("reasons are told of one game at a time")
        menu, me, phase = self.view.scenario.menu, self.view.me, self.view.phase
        found = [(menu.do_code(me, ANSWER, j, int(self.replies[j, three]), three), int(self.replies_why[j, three]))
                 for j in range(N) for three in (0, 1) if self.replies[j, three]]
        found += [(int(c), int(w)) for c, w in zip(self.codes, self.codes_why, strict=True) if c]
        if self.ballot:
            found.append((menu.do_code(me, VOTE, me, int(self.ballot)), int(self.ballot_why)))
        return [Told(line(menu, me, phase, code), self._told(why)) for code, why in found]

    def _told(self, number: int) -> Reason:
        id_, places = self._given[number]
        return Reason(id_, {name: float(value) if isinstance(value, np.ndarray | np.generic) else value
                            for name, value in places.items()})

    # -- within -------------------------------------------------------------------------------------

    def _in(self, phase: str) -> None:
        if self.view.phase != phase:
            raise TypeError(f"this is the {self.view.phase} phase: words belong to talk; answers, measures and votes "
                            "to decide")

    def _pairs(self, code: Ints) -> list[Ints]:
        """[g, 2] every place of the list that is taken somewhere, beside the new code."""
        taken = range(int(self.count.max()) if self.count.size else 0)
        return [np.stack([self.codes[..., k], code], -1) for k in taken]

    def put(self, where: Flags, code: int, answers: Sequence[tuple[int, int, int]], vote: int, why: str) -> None:
        """In the games of `where` [g], a code known to be legal (0: none), answers (country, three, reply), a vote."""
        self._add(np.full(self.view.games, code, np.int64), where & (code > 0), why, {})
        for j, three, reply in answers:
            self.answer(j, three, reply, where, why=why)
        if vote:
            self.vote(vote, where, why=why)

    def take(self, code: int) -> bool:
        """In a lone game, put a code on the list if it clashes with nothing there; whether it was put there. Whether
        it is legal on its own and a place is free is the caller's to know."""
        view, here = self.view, np.asarray(True)
        for pair in self._pairs(np.asarray(code, np.int64)):
            found = (word_clashes(view.scenario, view.me, pair) if view.phase == TALK
                     else act_clashes(view.scenario, view.state, view.me, pair))
            for _, clash in found:
                here = here & ~clash
        self._add(np.asarray(code, np.int64), here, OWN_RULE, {})
        return bool(here)

    def _add(self, code: Ints, on: Flags, why: str, places: dict[str, Any]) -> None:
        number = self._reason(on, why, places)
        place = on[..., None] & (self.count[..., None] == np.arange(self._slots))
        self.codes = np.where(place, code[..., None], self.codes)
        self.codes_why = np.where(place, number, self.codes_why)
        self.count = self.count + on

    def own_rule(self, reason: Reason) -> int:
        """The number of a reason that stands for every choice of a seat whose author gives none."""
        self._given.append((reason.id, dict(reason.places)))
        return len(self._given) - 1

    def _reason(self, on: Flags, why: str, places: dict[str, Any]) -> int:
        if not on.any():
            return -1
        self._given.append((why, places))
        return len(self._given) - 1


def gathered(scenario: Scenario, state: State, seats: Sequence[Choices | None]) -> Talk | Decide:
    """The lists of the three seats as one phase's choices; None passes."""
    games = state.games
    empty = np.zeros((*games, scenario.menu.slots if state.phase == TALK else scenario.menu.do_slots), np.int64)
    codes = [empty if c is None else c.codes for c in seats]
    wide = max(c.shape[-1] for c in codes)
    table = np.zeros((*games, N, wide), np.int64)
    for i, c in enumerate(codes):
        table[..., i, :c.shape[-1]] = c
    if state.phase == TALK:
        return Talk(table)
    no_reply, no_vote = np.zeros((*games, N, 2), np.int64), np.zeros(games, np.int64)
    return Decide(np.stack([no_reply if c is None else c.replies for c in seats], -3), table,
                  np.stack([no_vote if c is None else c.ballot for c in seats], -1))
