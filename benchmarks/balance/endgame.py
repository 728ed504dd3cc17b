"""What the best available choice of the last months is worth over passing: every choice tried, under common luck.

The choices are those that advisers of several tempers suggest, and every single word, measure, answer and vote. A fork
is played on by default players under several fates: seeds of everything hidden from here on, the humors of the others
among them, for a person does not know them. The choice is made on some fates and reckoned on others, so that hindsight
is worth nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.plays import DEFAULT, Changes, Floats, opening
from negotiation.rules.arrays import Flags
from negotiation.rules.countries import NAMES, OTHERS
from negotiation.rules.menu import ACCEPT, NOT, REFUSE, RENEW
from negotiation.rules.notation import TALK
from negotiation.rules.scenario import Scenario
from negotiation.rules.state import State
from negotiation.rules.step import step
from negotiation.strategies import Choices, View, find, gathered, views
from negotiation.suggest import ADVISERS

from .bars import FRESH
from .departures import AT_HOME, SECTORS, WORDS
from .forks import ends, phases, taken, together

MONTHS = 4                     # the last ones
JUDGED, RECKONED = 6, 24       # fates under which a choice is made, and others under which it is reckoned
# A tariff more or less: between these, and among sectors, rates differ by degree only.
MEASURES = (*(f"wall {r} sparing" for r in (0, 5, 10, 25)), "wall 10 all", "wall 25 all",
            *(f"sector {s} {r}" for s in SECTORS for r in (0, 25)), "reprieve")
Option = Callable[[View], Choices]


@dataclass(frozen=True)
class Best:
    """What the best choice of the last months brings over passing in its phase: [game] $bn, and what it was.

    `without_votes` leaves the votes of the review out; `over_default` compares with the default player's own choice.
    """

    gain: Floats
    without_votes: Floats
    over_default: Floats
    what: tuple[str, ...]


@dataclass(frozen=True)
class _Phase:
    """Of each game [game] the best choice of one phase: what it promised and brings, with and without votes."""

    promised: Floats
    promised_quiet: Floats
    gain: Floats
    quiet: Floats
    over_default: Floats
    what: list[str]


@dataclass(frozen=True)
class Endgame:
    """The last months of default games from one chair."""

    chair: int
    games: int
    changes: Changes = ()

    def run(self) -> Best:
        """Try everything in every phase of the last months; keep of each game what promised most."""
        scenario = opening(DEFAULT, self.changes)
        states = phases(self.games, self.changes)
        span = range(max(0, 2 * (scenario.months - MONTHS)), min(len(states) - 1, 2 * scenario.months))
        found = [self._phase(scenario, states[number]) for number in span]
        rows = np.arange(self.games)
        loud = np.stack([f.promised for f in found]).argmax(0)
        quiet = np.stack([f.promised_quiet for f in found]).argmax(0)
        return Best(np.stack([f.gain for f in found])[loud, rows], np.stack([f.quiet for f in found])[quiet, rows],
                    np.stack([f.over_default for f in found])[loud, rows],
                    tuple(found[int(k)].what[n] for n, k in enumerate(loud)))

    def _phase(self, scenario: Scenario, state: State) -> _Phase:
        mine = views(scenario, state)[self.chair]
        options = _every(state.phase, self.chair)
        lists = [option(mine) for _, option in options]
        names = [name for name, _ in options]
        judged = self._played(scenario, state, lists, range(JUDGED))
        votes = np.array([name.startswith("vote") for name in names])
        calm = np.where(votes[:, None], -np.inf, judged)
        best, quiet = judged.argmax(0), calm.argmax(0)
        usual = find("default")(mine)
        chosen = [_of_each(mine, lists, rows) for rows in (best, quiet)]
        real = self._played(scenario, state, [lists[0], usual, *chosen], range(JUDGED, JUDGED + RECKONED))
        return _Phase(judged.max(0) - judged[0], calm.max(0) - judged[0], real[2] - real[0], real[3] - real[0],
                      real[2] - real[1], [names[n] for n in best])

    def _played(self, scenario: Scenario, state: State, lists: Sequence[Choices], fates: range) -> Floats:
        """[list, game] $bn of a list of the chair's choices, mean of some fates. What passes is played once."""
        out = np.zeros((len(lists), self.games))
        for fate in fates:
            here = state.changed(seed=state.seed + np.uint64((fate + 1) * FRESH))
            others = [find("default")(view) if view.me != self.chair else None for view in views(scenario, here)]
            after, places = [], []
            for n, mine in enumerate(lists):
                rows = np.flatnonzero(_differs(mine, lists[0])) if n else np.arange(self.games)
                if len(rows):
                    others[self.chair] = mine
                    after.append(taken(step(scenario, here, gathered(scenario, here, others)).after, rows))
                    places.append((n, rows))
            found = ends(scenario, together(after))[:, self.chair]
            totals = np.repeat(found[None, :self.games], len(lists), 0)
            for n, rows in places:
                totals[n, rows], found = found[:len(rows)], found[len(rows):]
            out += totals / len(fates)
        return out


_LISTS = ("codes", "count", "replies", "ballot")


def _differs(a: Choices, b: Choices) -> Flags:
    """[game] whether two lists of one seat differ."""
    pairs = [(np.asarray(getattr(a, name)), np.asarray(getattr(b, name))) for name in _LISTS]
    out: Flags = np.stack([(x != y).reshape(len(x), -1).any(-1) for x, y in pairs]).any(0)
    return out


def _of_each(view: View, lists: Sequence[Choices], rows: NDArray[np.int64]) -> Choices:
    """Of each game another list."""
    out = view.choices()
    for name in _LISTS:
        setattr(out, name, np.stack([getattr(c, name) for c in lists])[rows, np.arange(len(rows))])
    return out


def _every(phase: str, chair: int) -> list[tuple[str, Option]]:
    """Every option of a phase by name, passing first."""
    out: list[tuple[str, Option]] = [("pass", lambda view: view.choices())]
    out += [(f"as the {name} advises", find(name)) for name in ADVISERS]
    other = [NAMES[j] for j in OTHERS[chair]]
    if phase == TALK:
        return [*out, *((f"{word} {other[n]}", _says(word, n)) for word in WORDS for n in (0, 1)),
                *((word, _says(word)) for word in AT_HOME)]
    out += [(f"{'accept' if reply == ACCEPT else 'refuse'} {other[n]}{' three' if three else ''}",
             _answers(n, three, reply)) for n in (0, 1) for three in (0, 1) for reply in (ACCEPT, REFUSE)]
    out += [(f"{text} {other[n]}", _does(text, n)) for text in MEASURES for n in (0, 1)] + [("relief", _relieves)]
    return [*out, ("vote renew", _votes(RENEW)), ("vote not", _votes(NOT))]


def _says(word: str, n: int | None = None) -> Option:
    def say(view: View) -> Choices:
        out = view.choices()
        out.speak(view.me if n is None else view.others[n], word, why="strategy.own_rule")
        return out
    return say


def _answers(n: int, three: int, reply: int) -> Option:
    def answer(view: View) -> Choices:
        out = view.choices()
        out.answer(view.others[n], three, reply, why="strategy.own_rule")
        return out
    return answer


def _does(text: str, n: int) -> Option:
    def act(view: View) -> Choices:
        out = view.choices()
        out.act(view.others[n], view.scenario.menu.option(text), why="strategy.own_rule")
        return out
    return act


def _relieves(view: View) -> Choices:
    out = view.choices()
    out.act(view.me, 0, why="strategy.own_rule")
    return out


def _votes(ballot: int) -> Option:
    def vote(view: View) -> Choices:
        out = view.choices()
        out.vote(ballot, why="strategy.own_rule")
        return out
    return vote
