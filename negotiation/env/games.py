"""Games played one choice at a time, any number of them side by side: what every environment is made of.

A month is a run of sub-steps (say, say, answer …, do, do, vote). What is chosen in them is laid up and given to
`rules.step` when the phase closes, so nothing is revealed before. Each game goes at its own pace: a sub-step in which
no acting seat has a choice is skipped.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..match import Seats, choose, joined, seated
from ..rules.arrays import Array, Flags, Ints, total
from ..rules.countries import N
from ..rules.fields import FIELDS
from ..rules.future import ENDINGS, ending, score
from ..rules.legality import mask
from ..rules.menu import ANSWER, VOTE
from ..rules.notation import DECIDE, TALK
from ..rules.scenario import Scenario
from ..rules.state import State
from ..rules.step import Decide, Talk, step
from ..rules.written import Lines, written
from ..strategies import Past, Strategy
from .joining import as_wide, side_by_side
from .menus import REPLY, FlatMenu, SubStep, cut
from .observation import Sight

EVERYBODY = tuple(range(N))
Seeds = Sequence[int] | np.ndarray[Any, Any]


class Phase(NamedTuple):
    """A phase that was played, in a lone game: what every seat chose, and the digest of the state after it."""

    phase: str
    lines: Lines
    digest: str


class Company:
    """The strategies of the seats that do not act: copies of a game share them, a pickle finds them again by name."""

    def __init__(self, players: Seats = (None, None, None)) -> None:
        """Raises StrategyError, and ValueError if there are not three."""
        self.players: tuple[Strategy | None, ...] = seated(players)

    def __deepcopy__(self, memo: dict[int, Any]) -> Company:
        return self

    def __reduce__(self) -> tuple[type[Company], tuple[tuple[str | None, ...]]]:
        return Company, (tuple(None if p is None else str(p) for p in self.players),)


class Games:
    """`g` games of one scenario, the game with seed s as every other door plays it. All arrays begin with the games.

    acting: the seats whose sub-steps are asked for; the strategies of `company` play the others (None in a seat that
    acts). reward [g, 3]: change of payoff in US$ bn by the last `choose`; paid [g, 3]: all of it so far.
    """

    def __init__(self, sight: Sight, seeds: Seeds, acting: Sequence[int] = EVERYBODY,
                 company: Company | None = None) -> None:
        self.sight, self.acting = sight, tuple(acting)
        self.company = company or Company()
        scenario = sight.scenario
        state = scenario.start(np.asarray(seeds, np.uint64))
        count = len(state.seed)
        self.rows: dict[str, Any] = {f.name: np.array(getattr(state, f.name)) for f in FIELDS}
        self.deciding: Flags = np.zeros(count, bool)
        self.place: Ints = np.zeros(count, np.int64)
        self.say: Ints = np.zeros((count, N, scenario.menu.slots), np.int64)
        self.do: Ints = np.zeros((count, N, scenario.menu.do_slots), np.int64)
        self.answer: Ints = np.zeros((count, N, N, 2), np.int64)
        self.vote: Ints = np.zeros((count, N), np.int64)
        self.reward: Array = np.zeros((count, N))
        self.paid: Array = np.zeros((count, N))
        self.legal: dict[int, Flags] = {i: np.zeros((count, self.menu.size[i]), bool) for i in self.acting}
        self.masks: dict[int, Flags] = {i: np.zeros((count, self.menu.size[i]), bool) for i in self.acting}
        self.seen = {i: np.zeros((count, self.sight.of_state), np.float32) for i in self.acting}
        self.past: tuple[Phase, ...] = ()          # of a lone game
        # Each game's record, for company that looks back; games of a batch may stand in different months.
        self.record: list[Past] = [Past()] * count if any(p is not None and p.memory for p in self.players) else []
        self.taken: tuple[tuple[int, ...], ...] = ((),) * N      # of a lone game: flat codes chosen in the open phase
        every = np.arange(count)
        self._open(every, state)
        self._go_on(every)

    def __deepcopy__(self, memo: dict[int, Any]) -> Games:
        """Another run of games that shares what never changes: scenario, players, menus."""
        other = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, np.ndarray):
                setattr(other, name, value.copy())
            elif isinstance(value, list):
                setattr(other, name, list(value))
            elif isinstance(value, dict):
                setattr(other, name, {k: v.copy() for k, v in value.items()})
        return other

    # -- where they stand -------------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.sight.scenario

    @property
    def players(self) -> tuple[Strategy | None, ...]:
        """The strategies of the seats that do not act."""
        return self.company.players

    @property
    def menu(self) -> FlatMenu:
        """The seats' flat menus."""
        return self.sight.menu

    @property
    def over(self) -> Flags:
        """[g] whether the game has ended."""
        return np.asarray(self.rows["over"] > 0)

    def state(self, games: Ints | None = None) -> State:
        """The state of some games, of all if none are named; one phase is written on it, `deciding` has each game's."""
        which = np.arange(len(self.place)) if games is None else games
        deciding = bool(len(which)) and bool(self.deciding[which[0]])
        return State(**{f.name: self.rows[f.name][which] for f in FIELDS}, phase=DECIDE if deciding else TALK)

    def digest(self, game: int = 0) -> str:
        """The digest of one game's state, as a saved game of it would say."""
        return self.state(np.array([game])).game(0).digest()

    def ending(self, game: int = 0) -> str:
        """The id of one game's ending as things stand."""
        return ENDINGS[int(ending(self.state(np.array([game])))[0])]

    def payoff(self) -> Array:
        """[g, 3] US$ bn as the rules score the games, the future counted only where they are over."""
        state = self.state()
        whole = total(np.moveaxis(score(self.scenario, state), -2, -1))
        return np.where(self.over[:, None], whole, state.econ + state.polit)

    def look(self) -> None:
        """See the state anew: for those who have changed `rows` by hand."""
        for i in self.acting:
            self.seen[i] = self.sight.of(self.state(), i)

    def sub_step(self, game: int = 0) -> SubStep:
        """The sub-step one game rests at."""
        return self.menu.sub_steps[int(self.deciding[game])][int(self.place[game])]

    def passing(self, seat: int) -> Ints:
        """[g] the code by which a seat passes now."""
        return np.where(self.deciding, self.menu.passes[1][seat], 0)

    def observed(self, seat: int) -> np.ndarray[Any, np.dtype[np.float32]]:
        """[g, number] what a seat may see, in the order of `observation.rows`; new at every call."""
        return np.concatenate([self.seen[seat], self.sight.moment(self, seat)], -1)

    # -- going on -----------------------------------------------------------------------------------------

    def choose(self, codes: Ints, where: Flags | bool = True) -> Flags:
        """Every acting seat's choice in the sub-step each game rests at: flat codes [g, acting seat], in their order.

        A code that is not legal there passes; [g, acting seat] says where. Games that are over, and those not of
        `where` [g], stay as they are.
        """
        live = ~self.over & where
        self.reward = np.zeros_like(self.reward)
        illegal = np.zeros(codes.shape, bool)
        for k, i in enumerate(self.acting):
            legal = np.take_along_axis(self.masks[i], codes[:, k, None], -1)[:, 0]
            illegal[:, k] = live & ~legal
            self._lay_up(i, np.where(legal, codes[:, k], self.passing(i)), live)
        games = np.flatnonzero(live)
        self.place[games] += 1
        self._go_on(games)
        return illegal

    def play(self, choices: Talk | Decide) -> None:
        """Play the open phase of a lone game by whole lists [1, …] in place of what was laid up (saved games).

        Raises ValueError where they are not legal.
        """
        every = np.arange(len(self.place))
        self._end(every, choices)
        self._go_on(every)

    def _lay_up(self, i: int, codes: Ints, live: Flags) -> None:
        if len(codes) == 1 and live[0]:
            self.taken = tuple((*own, int(codes[0])) if k == i else own for k, own in enumerate(self.taken))
        words = int(self.menu.words[i])
        spoken = np.flatnonzero(live & (codes > 0) & (codes < words))
        self.say[spoken, i, (self.say[spoken, i] > 0).sum(-1)] = codes[spoken]
        decided = np.flatnonzero(live & (codes > words))
        table, code = self.scenario.menu.do[i], codes[decided] - words
        sort, value = table.sort[code], table.value[code]
        answers, votes = sort == ANSWER, sort == VOTE
        self.answer[decided[answers], i, table.target[code][answers], table.three[code][answers]] = value[answers]
        self.vote[decided[votes], i] = value[votes]
        acts = decided[~(answers | votes)]
        self.do[acts, i, (self.do[acts, i] > 0).sum(-1)] = code[~(answers | votes)]

    def _go_on(self, games: Ints) -> None:
        """Close phases and skip sub-steps until every game rests where somebody has a choice, or is over."""
        games = games[~self.over[games]]
        while len(games):
            ends = self.place[games] >= np.where(self.deciding[games], *map(len, self.menu.sub_steps[::-1]))
            groups = [(half, games[ends & (self.deciding[games] == half)]) for half in (False, True)]
            for deciding, closing in groups:
                if len(closing):
                    self._end(closing, self._choices(closing, deciding))
            games = games[~self.over[games]]
            idle = games[~self._asked(games)]
            self.place[idle] += 1
            games = idle

    def _asked(self, games: Ints) -> Flags:
        """[games] whether some acting seat has a choice there; notes what is legal.

        Where offers may be whispered everybody is asked for answers: that one is asked must tell the others nothing.
        """
        out = np.zeros(len(games), bool)
        place = self.deciding[games] * 100 + self.place[games]
        for number in np.unique(place).tolist():
            group = np.flatnonzero(place == number)
            at = self.menu.sub_steps[number // 100][number % 100]
            for i in self.acting:
                flags = self._legal(games[group], i, at)
                self.masks[i][games[group]] = flags
                out[group] |= flags.sum(-1) > 1
            if at.kind == REPLY and at.number % 2 == 0 and self.menu.whispers and self.acting == EVERYBODY:
                out[group] = True
        return out

    def _legal(self, games: Ints, i: int, at: SubStep) -> Flags:
        """[games, code] what seat i may choose in this sub-step, what it has laid up before considered."""
        return self.menu.beside(i, at, self.legal[i][games], self.say[games, i], self.do[games, i],
                                lambda: self.state(games))

    def _choices(self, games: Ints, deciding: bool) -> Talk | Decide:
        own = Decide(self.answer[games], self.do[games], self.vote[games]) if deciding else Talk(self.say[games])
        if all(player is None for player in self.players):
            return own
        if self.record:
            chosen = side_by_side([choose(self.scenario, self.state(games[n:n + 1]), self.players,
                                           past=self.record[g]).choices for n, g in enumerate(games.tolist())])
        else:
            chosen = choose(self.scenario, self.state(games), self.players).choices
        return joined(self.players, chosen, as_wide(own, chosen))

    def _end(self, games: Ints, choices: Talk | Decide) -> None:
        """Play the phase these games stand in, pay, and open the next."""
        state = self.state(games)
        after = step(self.scenario, state, choices).after
        for f in FIELDS:
            self.rows[f.name][games] = getattr(after, f.name)
        for n, g in enumerate(games.tolist() if self.record else ()):
            one = np.array([n])
            self.record[g] = self.record[g].then(cut(state, one), cut(after, one))
        if len(self.place) == 1:
            self._remember(state, choices, after)
        paid = after.econ + after.polit
        ended = after.over > 0
        if ended.any():
            parts = score(self.scenario, cut(after, ended))
            paid[ended] = total(np.moveaxis(parts, -2, -1))
        if after.phase == TALK:
            self.reward[games] += paid - self.paid[games]
            self.paid[games] = paid
        for laid in (self.say, self.do, self.answer, self.vote):
            laid[games] = 0
        self.deciding[games] = after.phase == DECIDE
        self.place[games] = 0
        self._open(games, after)

    def _remember(self, state: State, choices: Talk | Decide, after: State) -> None:
        one: Talk | Decide = Talk(choices.say[0]) if isinstance(choices, Talk) else Decide(
            choices.answer[0], choices.do[0], choices.vote[0])
        self.past = (*self.past, Phase(state.phase, written(self.scenario, one), after.game(0).digest()))
        self.taken = ((),) * N

    def _open(self, games: Ints, state: State) -> None:
        """Note what is legal in the phase that opens and what every acting seat sees of the state."""
        for i in self.acting:
            words = int(self.menu.words[i])
            flags = mask(self.scenario, state, i)
            self.legal[i][games] = False
            self.masks[i][games] = False
            if state.phase == TALK:
                self.legal[i][games, :words] = flags
            else:
                self.legal[i][games, words:] = flags
            self.seen[i][games] = self.sight.of(state, i)

    def begin(self, games: Ints, seeds: Seeds) -> None:
        """Set some games back to their start under new seeds."""
        state = self.scenario.start(np.asarray(seeds, np.uint64))
        for f in FIELDS:
            self.rows[f.name][games] = getattr(state, f.name)
        for laid in (self.say, self.do, self.answer, self.vote, self.paid, self.reward):
            laid[games] = 0
        self.deciding[games], self.place[games] = False, 0
        for g in games.tolist() if self.record else ():
            self.record[g] = Past()
        if len(self.place) == 1:
            self.past, self.taken = (), ((),) * N
        self._open(games, state)
        self._go_on(games)
