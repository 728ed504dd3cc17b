"""One flat menu a seat for a whole month, cut into sub-steps: the codes a learner chooses from, and what may stand
beside what. Talk codes first, then decide codes, votes last, as `rules.menu` numbers them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import numpy as np

from ..rules.arrays import Flags, Ints
from ..rules.countries import OTHERS, N
from ..rules.fields import FIELDS
from ..rules.lists import act_clashes, word_clashes
from ..rules.menu import ANSWER, HOME_MEASURE, MEASURE, PASS, VOTE
from ..rules.notation import DECIDE, TALK, line, parse
from ..rules.scenario import Scenario
from ..rules.state import State

SAY, REPLY, DO, BALLOT = "say", "answer", "do", "vote"
KINDS = (SAY, REPLY, DO, BALLOT)
PAPERS = 2 * (N - 1)                       # offers a seat may have before it: of each other, for two and for three


class SubStep(NamedTuple):
    """One moment in which all seats choose at once: its kind, and its number among those of its kind in the phase."""

    kind: str
    number: int


class FlatMenu:
    """The flat menus of the three seats under one scenario. Code 0 passes in Talk, `passes[1]` [seat] in Decide."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, menu = scenario, scenario.menu
        self.words: Ints = np.array([len(table) for table in menu.say])
        self.size: Ints = self.words + np.array([len(table) for table in menu.do])
        self.passes: tuple[Ints, Ints] = (np.zeros(N, np.int64), self.words)
        talk = [SubStep(SAY, n) for n in range(menu.slots)]
        decide = [SubStep(REPLY, n) for n in range(PAPERS)] + [SubStep(DO, n) for n in range(menu.do_slots)]
        self.sub_steps = (tuple(talk), (*decide, SubStep(BALLOT, 0)))
        # Whether an offer may lie on a table that not everybody sees: then being asked for an answer must tell nothing.
        self.whispers = menu.allowed("quiet") and bool(scenario.catalogue.separate.any())

    def line(self, seat: int, code: int) -> str:
        """A flat code as a line of notation, without the seat's name."""
        first = int(self.words[seat])
        return line(self.scenario.menu, seat, TALK if code < first else DECIDE, code - (0 if code < first else first))

    def code(self, seat: int, text: str) -> int:
        """The flat code of a line. Raises NotationError. "pass" is that of Talk."""
        move = parse(self.scenario.menu, text, seat)
        return move.code + (int(self.words[seat]) if move.phase == DECIDE else 0)

    @cached_property
    def groups(self) -> tuple[dict[str, Flags], ...]:
        """[seat] for each kind of sub-step, the flat codes that belong to it; answers by the paper they are about."""
        out = []
        for i, (say, do) in enumerate(zip(self.scenario.menu.say, self.scenario.menu.do, strict=True)):
            first, sort = len(say), do.sort
            whole: dict[str, Flags] = {SAY: np.arange(self.size[i]) < first}
            for n in range(PAPERS):
                mine = (sort == ANSWER) & (do.target == OTHERS[i][n // 2]) & (do.three == n % 2)
                whole[f"{REPLY} {n}"] = self._decided(first, mine | (sort == PASS))
            whole[DO] = self._decided(first, (sort == MEASURE) | (sort == HOME_MEASURE) | (sort == PASS))
            whole[BALLOT] = self._decided(first, (sort == VOTE) | (sort == PASS))
            out.append(whole)
        return tuple(out)

    @staticmethod
    def _decided(first: int, flags: Flags) -> Flags:
        return np.concatenate([np.zeros(first, bool), flags])

    def group(self, seat: int, at: SubStep) -> Flags:
        """[code] what belongs to a sub-step."""
        return self.groups[seat][f"{REPLY} {at.number}" if at.kind == REPLY else at.kind]

    # -- what does not go together --------------------------------------------------------------------

    @cached_property
    def _classes(self) -> tuple[tuple[Ints, Flags], ...]:
        """[seat] the class of every talk code (capital, word, a paper or none), and which classes clash."""
        out = []
        for i, table in enumerate(self.scenario.menu.say):
            key = np.stack([table.target, table.word, (table.deal >= 0) * 1], -1)
            _, first, number = np.unique(key, axis=0, return_index=True, return_inverse=True)
            pair = np.stack(np.broadcast_arrays(first[:, None], first[None, :]), -1)
            clash = np.zeros(pair.shape[:-1], bool)
            for _, bad in word_clashes(self.scenario, i, pair):
                clash |= bad
            out.append((number.reshape(-1), clash))
        return tuple(out)

    def words_clash(self, seat: int, said: Ints) -> Flags:
        """[g, talk code] what does not go with a word said before [g] (0: nothing said)."""
        number, clash = self._classes[seat]
        out: Flags = clash[number[said]][..., number] & (said > 0)[..., None]
        return out

    @cached_property
    def _acts(self) -> tuple[tuple[Flags, Ints], ...]:
        """[seat] which decide codes clash in any state, and those (reprieves) for which it depends on the state."""
        menu, out = self.scenario.menu, []
        state = self.scenario.start(0)
        for i, table in enumerate(menu.do):
            pause = menu.levers.get("reprieve", -1)
            lever = np.where(table.sort == MEASURE, menu.lever[np.where(table.sort == MEASURE, table.value, 0)]
                             if len(menu.lever) else -2, -2)
            moving = np.flatnonzero((lever == pause) & (pause >= 0))
            still = np.flatnonzero(~np.isin(np.arange(len(table)), moving))
            pair = np.stack(np.broadcast_arrays(still[:, None], still[None, :]), -1)
            clash = np.zeros((len(table), len(table)), bool)
            for _, bad in act_clashes(self.scenario, state, i, pair.reshape(-1, 2)):
                clash[np.ix_(still, still)] |= bad.reshape(pair.shape[:-1])
            out.append((clash, moving))
        return tuple(out)

    def acts_clash(self, seat: int, done: Ints, state: State) -> Flags:
        """[g, decide code] what does not go with a measure taken before [g] (0: none), in the state [g]."""
        clash, moving = self._acts[seat]
        out: Flags = clash[done].copy()
        for code in moving:
            out[..., code] |= self._beside(seat, done, np.full(done.shape, code), state)
        mine = np.isin(done, moving)
        if mine.any():
            part = cut(state, mine)
            for code in range(out.shape[-1]):
                out[mine, code] |= self._beside(seat, done[mine], np.full(int(mine.sum()), code), part)
        return out & (done > 0)[..., None]

    def beside(self, seat: int, at: SubStep, legal: Flags, say: Ints, do: Ints, state: Callable[[], State]) -> Flags:
        """[g, code] what a seat may choose in a sub-step: legal [g, code] in the phase, and no clash with what it has
        laid up, say [g, slot] and do [g, slot]. The `state` of the games is asked for only where it matters.
        """
        out: Flags = legal & self.group(seat, at)
        words = int(self.words[seat])
        if at.kind == SAY:
            for n in range(at.number):
                out[:, :words] &= ~self.words_clash(seat, say[:, n])
        elif at.kind == DO and at.number and (do > 0).any():
            known = state()
            for n in range(at.number):
                out[:, words:] &= ~self.acts_clash(seat, do[:, n], known)
        return out

    def _beside(self, seat: int, one: Ints, other: Ints, state: State) -> Flags:
        bad = np.zeros(one.shape, bool)
        for _, flags in act_clashes(self.scenario, state, seat, np.stack([one, other], -1)):
            bad |= flags
        return bad


def cut(state: State, which: Flags) -> State:
    """Some games of a batch [g] as a batch of their own."""
    return State(**{f.name: getattr(state, f.name)[which] for f in FIELDS}, phase=state.phase)
