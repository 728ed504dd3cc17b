"""The game as one seat may see it: this is all that a strategy gets."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ..rules.arrays import Array, Flags, Ints, lift
from ..rules.bargaining import ASKS, NORMAL, Favorite, Reply, Stance, Table, favorite, reply, table_of
from ..rules.chance import STRATEGY, luck
from ..rules.countries import ALL, EYE, NAMES, OTHERS, PAIR_OF, N
from ..rules.fields import FIELDS, NOBODY, OWN, PARTIES, Field
from ..rules.kinds import HOME_WORD, WORD
from ..rules.legality import mask
from ..rules.menu import Menu
from ..rules.notation import TALK, line
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.values import TASTE, Appraisal
from .past import Month, Past
from .shared import Shared

if TYPE_CHECKING:
    from .choices import Choices

DRAWS = 32                     # numbers of luck a seat has in a month, whether it uses them or not
# Traits of a capital by number, beside what it ASKS and Washington's TASTE for one partner at a time: its vote at the
# review, how easy a rise looks to it, and its tongue (high: sharp, low: loyal).
VOTE, RISES, TONGUE = 3, 4, 5


class View:
    """One state from one seat, for any number of games `g`; `i` is the seat.

    scenario: the starting position and its numbers, all public. me: the seat, 0 us, 1 canada, 2 mexico.
    """

    def __init__(self, scenario: Scenario, state: State, me: int, shared: Shared | None = None,
                 record: Past | None = None, memory: int = 0) -> None:
        """`shared` is what the other seats of the very same state have worked out already; `record` what was played
        before it, of which the seat sees the last `memory` months."""
        self.scenario, self.me = scenario, me
        self.record, self.memory = record, memory
        self.others: tuple[int, int] = OTHERS[me]
        self._shared = Shared(scenario, state) if shared is None else shared
        self._batch: tuple[View, tuple[int, ...]] | None = None      # where this game was cut out of

    @property
    def name(self) -> str:
        """The seat as files write it: us, canada, mexico."""
        return NAMES[self.me]

    @property
    def games(self) -> tuple[int, ...]:
        """The axes in front: () for a lone game."""
        return self._shared.state.games

    @property
    def phase(self) -> str:
        """Which half of the month it is: talk or decide."""
        return self._shared.state.phase

    @cached_property
    def state(self) -> State:
        """The state with everything this seat may not see put back to its bare start."""
        return seen(self._shared.state, self.me)

    def remembering(self, memory: int) -> View:
        """The same view with so many finished months of the record in it."""
        if memory == self.memory:
            return self
        other = View(self.scenario, self._shared.state, self.me, self._shared, self.record, memory)
        other._batch = self._batch
        vars(other).update({name: vars(self)[name] for name in ("state", "legal", "draws") if name in vars(self)})
        return other

    @cached_property
    def past(self) -> tuple[Month, ...]:
        """The finished months that I remember as I saw them, the newest first; () in the first month of a game."""
        if self.record is not None:
            return self.record.seen_by(self.me, self.memory)
        if self.memory and bool((self._shared.state.month > 0).any()):
            raise LookupError("this view was made without the record of the months before: give `choose` or `views` "
                              "the past")
        return ()

    def humor(self, number: int) -> Array:
        """[g] one of my own traits, -1 to 1, fixed for the game; zero where luck is off."""
        return np.asarray(self._shared.humor(number)[..., self.me])

    def draw(self, number: int) -> Array:
        """[g] one of my numbers of luck of this month, 0 to 1; `number` is below DRAWS."""
        if not 0 <= number < DRAWS:
            raise ValueError(f"a seat has {DRAWS} numbers of luck a month, counted from 0: there is no number {number}")
        state = self._shared.state
        return luck(state.seed, state.month, STRATEGY + self.me, number)

    @cached_property
    def draws(self) -> Array:
        """[g, DRAWS] all my numbers of luck of this month."""
        state = self._shared.state
        return luck(state.seed, state.month, STRATEGY + self.me, np.arange(DRAWS))

    # -- what is legal ------------------------------------------------------------------------------

    @property
    def words(self) -> Flags:
        """[g, j, word] words I may say to j, by number; at my own place the words at home."""
        out: Flags = self._shared.words[..., self.me, :, :]
        return out

    def may_speak(self, target: int, word: str) -> Flags:
        """[g] whether a word by name is legal toward another capital, or at home if `target` is myself."""
        number = (HOME_WORD if target == self.me else WORD).get(word, -1)
        if number < 0:
            return np.zeros(self.games, bool)
        out: Flags = self.words[..., target, number]
        return out

    def deals(self, target: int) -> Flags:
        """[g, deals of the kind] deals that may be laid on the table of `target` (myself: on both); lines apart."""
        kind = ALL if target == self.me else int(PAIR_OF[self.me, target])
        there = self._shared.state.offer[..., self.me, target]
        out: Flags = self._shared.kind(kind) & (self.scenario.catalogue.of_kind[kind] != there[..., None])
        return out

    def may_offer(self, target: int, deal: Ints) -> Flags:
        """[g] whether deal [g] may be laid on the table of `target` (myself: on both); words and lines apart."""
        out: Flags = self.may_sign(target, deal) & (deal != self._shared.state.offer[..., self.me, target])
        return out

    def bound(self, j: int) -> Flags:
        """[g] a deal in force, of the two or of all three, binds me to j."""
        deal = self.state.deal
        out: Flags = (deal[..., int(PAIR_OF[self.me, j])] >= 0) | (deal[..., ALL] >= 0)
        return out

    def may_sign(self, target: int, deal: Ints) -> Flags:
        """[g] whether a deal [g] with `target` (myself: with both) could come into force today, if all in it agree."""
        kind = ALL if target == self.me else int(PAIR_OF[self.me, target])
        deals = self.scenario.catalogue.of_kind[kind]
        if not len(deals):
            return np.zeros(self.games, bool)
        place = deal - int(deals[0])
        inside = (place >= 0) & (place < len(deals))
        legal = np.take_along_axis(self._shared.kind(kind), np.where(inside, place, 0)[..., None], -1)[..., 0]
        out: Flags = inside & legal
        return out

    @property
    def measures(self) -> Flags:
        """[g, j, option] measures I may take toward j, by number of `scenario.menu.options`."""
        out: Flags = self._shared.measures[..., self.me, :, :]
        return out

    @property
    def home(self) -> Flags:
        """[g, option] measures I may take at home, by number of `scenario.menu.home_options`."""
        out: Flags = self._shared.home[..., self.me, :]
        return out

    @property
    def answers(self) -> Flags:
        """[g, j, 0 or 1] whether an offer of j to me, and one of j to both, lies on my table."""
        out: Flags = self._shared.answers[..., self.me, :, :]
        return out

    @property
    def votes(self) -> Flags:
        """[g] whether the review votes this month."""
        return self._shared.votes

    @cached_property
    def legal(self) -> Flags:
        """[g, code] every code of my menu in this phase that is legal on its own."""
        if self._batch is not None:
            whole, index = self._batch
            return np.asarray(whole.legal[index])
        return mask(self.scenario, self.state, self.me)

    # -- what deals are worth -----------------------------------------------------------------------

    def favorite(self, kind: int, stance: Stance = NORMAL, fear: float = 1.0) -> Favorite:
        """The deal of a kind (pairs 0 to 2, 3 all) that I would offer [g], its value to me and its chance."""
        return favorite(self._appraisal(fear), kind, self.me, stance, self.humor(ASKS))

    def reply(self, deal: Ints, stance: Stance = NORMAL, fear: float = 1.0) -> Reply:
        """How a deal offered to me [g] looks: its value in $bn, whether I would sign, whether it is worse than none."""
        return reply(self._appraisal(fear), self.me, deal, stance, self.humor(ASKS), self.humor(TASTE))

    def value(self, deal: Ints, fear: float = 1.0) -> Array:
        """[g] $bn that a deal brings me, my doubts about the partners included; 0 where deal is -1."""
        return self._appraisal(fear).of(deal, self.me)

    def best(self, kind: int, fear: float = 1.0) -> Array:
        """[g] the most that a deal of a kind can bring me, among those by which nobody in it loses."""
        table = table_of(self._appraisal(fear), kind)
        return np.asarray(table.best[..., table.members.index(self.me)])

    def fair(self, kind: int) -> Ints:
        """[g] the Kalai-Smorodinsky deal of a kind, as the others may reckon it as well; -1 if there is none."""
        return table_of(self._shared.outlook.seen_by(None), kind).kalai_smorodinsky

    def table(self, kind: int) -> Table:
        """The deals of a kind (pairs 0 to 2, 3 all) as anybody may reckon them: what is open, who gains what."""
        return table_of(self._shared.outlook.seen_by(None), kind)

    def own_table(self, kind: int) -> Table:
        """The deals of a kind as I see them myself, my own hopes included."""
        return table_of(self._appraisal(1.0), kind)

    @property
    def renewal(self) -> Array:
        """[g, 3] $bn that a renewal of the pact by itself would bring each country."""
        return self._shared.outlook.renewal

    def _appraisal(self, fear: float) -> Appraisal:
        return self._shared.outlook.seen_by(self.me, fear)

    # -- for writers of lines -----------------------------------------------------------------------

    def lines(self) -> list[str]:
        """In a lone game: every legal line of mine in this phase, in the order of the menu ("pass" first)."""
        if self.games:
            raise ValueError("lines are for one game at a time: put @one_at_a_time before the function")
        every = _lines(self.scenario.menu, self.me, self.phase)
        return [every[code] for code in np.flatnonzero(self.legal).tolist()]

    def choices(self) -> Choices:
        """An empty list of choices for this seat and phase."""
        from .choices import Choices
        return Choices(self)

    def game(self, index: tuple[int, ...]) -> View:
        """One game of a batch from the same seat, as if it were played alone."""
        record = self.record and Past(tuple(m.game(index) for m in self.record.months[:self.memory]))
        one = View(self.scenario, self._shared.state.game(index), self.me, record=record, memory=self.memory)
        one._batch = self, index
        return one


@lru_cache(maxsize=96)
def _lines(menu: Menu, seat: int, phase: str) -> tuple[str, ...]:
    """The line of every code of a seat's menu."""
    codes = len(menu.say[seat] if phase == TALK else menu.do[seat])
    return tuple(line(menu, seat, phase, code) for code in range(codes))


def seen(state: State, me: int) -> State:
    """A state as seat `me` sees it: what the table of fields hides from it stands at its bare start."""
    secret = (state.quiet > 0) & (state.known == 0) & ~EYE
    secret[..., me, :] = secret[..., :, me] = False
    whispers = bool(secret.any())
    blank: dict[str, Any] = {}
    for field in FIELDS:
        if field.sees == NOBODY or field.sees == OWN:
            blank[field.name] = _own_rows(getattr(state, field.name), field, me)
        elif field.sees == PARTIES and whispers:
            old = getattr(state, field.name)
            blank[field.name] = np.where(lift(secret, old.ndim - secret.ndim), field.start, old)
    out = replace(state, **blank)
    vars(out)["trust"] = state.trust           # follows from fields that everybody sees
    return out


def _own_rows(old: np.ndarray[Any, Any], field: Field, me: int) -> np.ndarray[Any, Any]:
    new = np.full_like(old, field.start)
    if field.sees == OWN:
        axis = old.ndim - len(field.shape)
        np.moveaxis(new, axis, 0)[me] = np.moveaxis(old, axis, 0)[me]
    return new


def views(scenario: Scenario, state: State, past: Past | None = None) -> tuple[View, View, View]:
    """The three seats' views of one state, which share their work; `past` is the record of the months before it."""
    shared = Shared(scenario, state)
    first, second, third = (View(scenario, state, i, shared, past) for i in range(N))
    return first, second, third
