"""The player that a row of genes describes: the default player's parts with other numbers, and moves of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from benchmarks.validation.scripts import Begun, option
from negotiation.rules.arrays import Flags, Ints
from negotiation.rules.bargaining import NORMAL, Favorite, Reply, Stance
from negotiation.rules.countries import ALL
from negotiation.rules.menu import NOT, RENEW
from negotiation.strategies import Choices, View
from negotiation.strategies.default_decide import decisions
from negotiation.strategies.default_talk import words as default_words
from negotiation.strategies.levels import LEVELS, Level

from .departures import AT_HOME
from .genes import NOTHING, SPEECHES, STINTS, Row, Value, read

TRUSTED = 50.0                 # trust of the other in oneself from which "trusted" moves are made
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Policy:
    """The seat of a row of genes."""

    row: Row

    def player(self) -> Callable[[View], Choices]:
        """The player."""
        values = read(self.row)
        level = replace(LEVELS["normal"], stance=Stance(*(float(values[n]) for n in ("open", "close", "price"))),
                        fear=float(values["fear"]), warns=values["warns"] != "never",
                        answers=float(values["answers"]))
        return lambda view: _choices(view, values, level)


def _choices(view: View, values: Values, level: Level) -> Choices:
    out = view.choices()
    if view.phase == "talk":
        for n in range(1, SPEECHES + 1):
            _speak(view, values, f"word {n}", out)
        return default_words(Tilted(view, out, values), level)
    for n in range(1, STINTS + 1):
        _act(view, values, f"measure {n}", out)
    kept = (out.codes, out.codes_why, out.count)
    done = decisions(Tilted(view, out, values), level)
    if values["own measures"] == "none":
        done.codes, done.codes_why, done.count = kept
    if values["vote"] != "as it pays":
        done.vote(RENEW if values["vote"] == "renew" else NOT, why="strategy.own_rule")
    return done


def _speak(view: View, values: Values, name: str, out: Choices) -> None:
    word = str(values[name])
    if word == NOTHING:
        return
    for j in (view.me,) if word in AT_HOME else _targets(view, values, name):
        out.speak(j, word, _now(view, values, name, j), why="strategy.own_rule")


def _act(view: View, values: Values, name: str, out: Choices) -> None:
    text = str(values[name])
    if text == NOTHING:
        return
    for j in (view.me,) if text == "relief" else _targets(view, values, name):
        out.act(j, option(view, j, text), _now(view, values, name, j), why="strategy.own_rule")


def _targets(view: View, values: Values, name: str) -> tuple[int, ...]:
    first, second = view.others
    return {"both": (first, second), "first": (first,), "second": (second,)}[str(values[f"{name} to"])]


def _now(view: View, values: Values, name: str, j: int) -> Flags:
    """[g] whether the time of a move has come, and what it waits for holds."""
    month, first = view.state.month + 1, int(values[f"{name} from month"])
    last, every = first + int(values[f"{name} for months"]) - 1, int(values[f"{name} every"])
    due = (month >= first) & (month <= last) & ((month - first) % every == 0)
    out: Flags = due & _holds(view, str(values[f"{name} when"]), j)
    return out


def _holds(view: View, when: str, j: int) -> Any:
    """[g] a condition of the moment; at home (j is oneself) toward either of the others."""
    if when == "always":
        return True
    if j == view.me:
        a, b = view.others
        return _holds(view, when, a) | _holds(view, when, b)
    state, me = view.state, view.me
    return {"bound": view.bound(j), "unbound": ~view.bound(j), "struck": state.raised[..., j, me] > 0,
            "warned": state.warned[..., j, me] > 0, "trusted": state.trust[..., j, me] >= TRUSTED}[when]


class Tilted(Begun):
    """A view in which some deals look better worth offering or signing than they are, or not at all."""

    def __init__(self, view: View, out: Choices, values: Values) -> None:
        super().__init__(view, out)
        self._values = values

    def favorite(self, kind: int, stance: Stance = NORMAL, fear: float = 1.0) -> Favorite:
        """The offer of a kind: another one where so told, its worth weighed, none once it is late."""
        values = self._values
        found = super().favorite(kind, stance, fear)
        if kind == ALL and values["three-way offers"] == "fair":
            deal = self.fair(ALL)
            fair = Favorite(deal, self.value(deal, fear), np.ones(self.games))
            found = Favorite(*(np.where(self.may_offer(self.me, deal), a, b) for a, b in zip(fair, found, strict=True)))
        weight = float(values["weight of three-way offers" if kind == ALL else "weight of offers to one"])
        late = self.state.month >= int(values["offers until month"])
        return found._replace(value=found.value * np.where(late, 0.0, weight))

    def reply(self, deal: Ints, stance: Stance = NORMAL, fear: float = 1.0) -> Reply:
        """What is signed: nothing before its month, and by kind what is good enough, any gain, or nothing."""
        values, catalogue = self._values, self.scenario.catalogue
        found = super().reply(deal, stance, fear)
        number = np.maximum(deal, 0)
        three = catalogue.kind[number] == ALL
        rules = [values["signs deals of two"], values["signs three-way deals"]]
        of_two, of_three = (self._enough(found, str(rule)) for rule in rules)
        enough = np.where(three, of_three, of_two) & (self.state.month + 1 >= int(values["signs from month"]))
        if values["signs separate pacts"] == "never":
            enough = enough & ~catalogue.separate[number]
        return found._replace(enough=enough & (deal >= 0))

    def _enough(self, found: Reply, rule: str) -> Flags:
        gains: Flags = found.value > 0
        return {"never": gains & False, "good enough": found.enough, "any gain": gains}[rule]
