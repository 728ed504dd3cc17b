"""What coalitions can make, from the engine: a partition function, because what two sign also moves the third.

In a partition of the three countries every block acts as one. Worth is counted in US$ billion over what each country
has without a deal (`no_deal`), for the rest of the game and the years after, if deals signed are kept (G of rules 9).

* STILL: a block of two or three signs the deal among its members that adds most to their sum, of those that may be
  put on a table today, or none; all else goes on as today. What the deal does to the country outside is that
  country's worth. So single countries have 0 among themselves. All three choose among deals of every kind.
* REPLY: every block also sets the general tariffs of its members, at the rates the rules allow today, and every
  other block answers: each in turn takes the deal and the tariffs, one at a time, that are best for its sum given
  the others', until nobody changes anything (the gamma rule). Where the replies go round in a circle instead, the
  worth is the mean over the circle and `settled` says so. A best reply is looked for one tariff at a time, so it
  may be a local one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..rules.arrays import Array
from ..rules.countries import ALL, OTHERS, PAIRS, N, third
from ..rules.legality import legal_kind, legal_measures
from ..rules.scenario import Scenario
from ..rules.state import State, stacked
from ..rules.values import appraise
from .cooperative import core, least_core, nucleolus, shapley

STILL, REPLY = "still", "reply"
PARTITIONS = (((0,), (1,), (2,)), *((pair, (third(*pair),)) for pair in PAIRS), ((0, 1, 2),))
ROUNDS = 24                # of replies; the circles met so far are of two to six
LEAST = 1e-9               # $bn; less is no reason to change


class Wall(NamedTuple):
    """A general tariff that a block sets: who, on whom, the rate in percent, whether it spares pact goods."""

    who: int
    toward: int
    rate: float
    spare: bool


@dataclass(frozen=True)
class Structure:
    """One partition: what each country has in it over no deal, $bn, and how."""

    blocks: tuple[tuple[int, ...], ...]
    worth: tuple[float, float, float]
    deal: int                  # catalogue number of the deal signed in it, -1 for none
    walls: tuple[Wall, ...]    # general tariffs changed in it
    settled: bool              # whether the replies came to rest

    def of(self, block: tuple[int, ...]) -> float:
        """The worth of a block, v(S; partition)."""
        return sum(self.worth[i] for i in block)


@dataclass(frozen=True)
class Worths:
    """The partition function of one position, and what follows from it.

    A coalition's worth by itself is that beside single countries, v(S) = v(S; {S, single ones}); with it the Shapley
    value is the externality-free value of de Clippel and Serrano (2008).
    """

    outsiders: str
    structures: tuple[Structure, ...]          # in the order of PARTITIONS

    @property
    def alone(self) -> Array:
        """[7] v of us, canada, mexico, us-canada, us-mexico, canada-mexico, all."""
        single, *pairs, whole = self.structures
        return np.array([*single.worth, *(s.of(s.blocks[0]) for s in pairs), whole.of((0, 1, 2))])

    @property
    def spillover(self) -> Array:
        """[3] what the pair of the two others does to each country, against all three single, $bn."""
        single = self.structures[0]
        return np.array([self.structures[1 + n].worth[i] - single.worth[i]
                         for i in range(N) for n, pair in enumerate(PAIRS) if i not in pair])

    @property
    def shapley(self) -> Array:
        """[3] $bn."""
        return shapley(self.alone)

    @property
    def nucleolus(self) -> Array:
        """[3] $bn."""
        return nucleolus(self.alone)

    @property
    def least_core(self) -> float:
        """What every coalition would have to give up so that a split holds, $bn; the core is there if 0 or less."""
        return float(least_core(self.alone))

    @property
    def core(self) -> bool:
        """Whether some split of the whole leaves no coalition better off apart."""
        return bool(core(self.alone))


def worths(scenario: Scenario, state: State, outsiders: str = STILL) -> Worths:
    """The partition function of a lone game. Raises ValueError for a batch or an unknown rule for outsiders."""
    if state.games != ():
        raise ValueError("coalitions are of one game: cut it out of the batch with state.game(n)")
    if outsiders not in (STILL, REPLY):
        raise ValueError(f"outsiders: {outsiders!r}; {STILL} or {REPLY}")
    thought = _Thought(scenario, state, outsiders == REPLY)
    return Worths(outsiders, tuple(thought.structure(blocks) for blocks in PARTITIONS))


_Stand = tuple[tuple[Wall, ...], tuple[int, int]]            # walls set; kind and row of the deal, -1 for none


class _Thought:
    """Positions in thought: today's state under other general tariffs, with a deal signed on top or none."""

    def __init__(self, scenario: Scenario, state: State, reply: bool) -> None:
        self.scenario, self.state, self.reply = scenario, state, reply
        self.base = appraise(scenario, state).outside
        self.kinds = {kind: np.flatnonzero(legal_kind(scenario, state, kind)) for kind in range(ALL + 1)}
        options, legal = scenario.menu.options, legal_measures(scenario, state)
        walls = [n for n, lever in enumerate(options.lever) if lever == "wall"]
        self.may = {
            (i, j): [Wall(i, j, float(options.rate[n]), bool(options.spare[n])) for n in walls if legal[i, j, n]]
            for i in range(N) for j in OTHERS[i]}
        self._known: dict[tuple[Wall, ...], tuple[Array, dict[int, Array]]] = {}

    def structure(self, blocks: tuple[tuple[int, ...], ...]) -> Structure:
        """Let the blocks reply to each other until nothing changes, or what was comes again."""
        met: list[_Stand] = [((), (-1, -1))]
        while len(met) <= ROUNDS:
            after = self._replies(blocks, *met[-1])
            if after in met:
                met = met[met.index(after):]
                break
            met.append(after)
        else:
            met = met[-1:]
        walls, (kind, row) = met[-1]
        values = np.mean([self._values(w, k)[r + 1] for w, (k, r) in met], axis=0)
        us, canada, mexico = values.tolist()
        number = int(self.scenario.catalogue.of_kind[kind][row]) if row >= 0 else -1
        return Structure(blocks, (us, canada, mexico), number, walls, len(met) == 1 and after == met[0])

    def _replies(self, blocks: tuple[tuple[int, ...], ...], walls: tuple[Wall, ...], deal: tuple[int, int]) -> _Stand:
        for block in blocks:
            deal = self._best_deal(block, walls, deal)
            for i in block if self.reply else ():
                for j in OTHERS[i]:
                    walls = self._best_wall(block, i, j, walls, deal)
        return walls, deal

    def _best_deal(self, block: tuple[int, ...], walls: tuple[Wall, ...], deal: tuple[int, int]) -> tuple[int, int]:
        if len(block) == 1:
            return deal

        def total(kind: int, row: int) -> float:
            return float(self._values(walls, kind)[row + 1][list(block)].sum())

        best, most = deal, total(*deal)
        for kind in (ALL, 0, 1, 2) if len(block) == N else (PAIRS.index((block[0], block[1])),):
            rows = np.array([-1, *self.kinds[kind]])
            sums = self._values(walls, kind)[rows + 1][:, list(block)].sum(-1)
            top = int(sums.argmax())
            if sums[top] > most + LEAST:
                best, most = (kind, int(rows[top])), float(sums[top])
        return best

    def _best_wall(self, block: tuple[int, ...], i: int, j: int, walls: tuple[Wall, ...],
                   deal: tuple[int, int]) -> tuple[Wall, ...]:
        rest = tuple(w for w in walls if (w.who, w.toward) != (i, j))
        tried = [tuple(sorted((*rest, *more))) for more in ((), *((w,) for w in self.may[i, j]))]
        self._reckon(tried)
        sums = [float(self._values(each, deal[0])[deal[1] + 1][list(block)].sum()) for each in tried]
        top = max(range(len(tried)), key=lambda n: (sums[n], -n))
        return tried[top] if sums[top] > sums[tried.index(walls)] + LEAST else walls

    def _values(self, walls: tuple[Wall, ...], kind: int) -> Array:
        """[1 + deal of the kind, 3] over no deal today, $bn: without a deal, then with each."""
        self._reckon([walls])
        alone, by_kind = self._known[walls]
        return by_kind[kind] if kind >= 0 else alone

    def _reckon(self, several: list[tuple[Wall, ...]]) -> None:
        new = [walls for walls in several if walls not in self._known]
        if not new:
            return
        view = appraise(self.scenario, stacked([self._under(walls) for walls in new]))
        alone = (view.outside - self.base)[:, None, :]
        whole = {kind: np.concatenate([alone, alone + view.gain(kind)], 1) for kind in self.kinds}
        for n, walls in enumerate(new):
            self._known[walls] = alone[n], {kind: values[n] for kind, values in whole.items()}

    def _under(self, walls: tuple[Wall, ...]) -> State:
        wall, spare = np.array(self.state.wall), np.array(self.state.spare)
        for w in walls:
            wall[w.who, w.toward], spare[w.who, w.toward] = w.rate, w.spare
        return self.state.changed(wall=wall, spare=spare)
