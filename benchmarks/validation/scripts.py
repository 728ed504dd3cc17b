"""Scripts: the default player, but for some words or measures said or taken first, or for how it answers or asks.

They show whether a chair could gain by doing something else than the default player, while the other two play normally.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from negotiation.rules.arrays import Ints
from negotiation.rules.bargaining import Stance, table_of
from negotiation.rules.clauses import SEPARATE, US_ON_CANADA, US_ON_MEXICO
from negotiation.rules.countries import ALL, MEXICO, OTHERS, PAIR_OF, US, third
from negotiation.rules.menu import NOT, REFUSE, RENEW
from negotiation.rules.values import appraise
from negotiation.strategies import Choices, View, find
from negotiation.strategies.default_decide import decisions
from negotiation.strategies.default_talk import words as default_words
from negotiation.strategies.levels import LEVELS, Level

Where = NDArray[np.bool_]
Said = tuple[int, str, Where, Ints | int]              # to whom, word, in which games, deal
Done = tuple[int, str, Where]                          # toward whom, measure in notation, in which games
PLAYS = ("conciliator", "tit_for_tat", "grim", "bully", "bilateral", "loyal", "ally", "hold", "hard", "easy")
WORDS = ("call", "visit", "drop_in", "slight", "freeze", "amends", "pledge_three", "pledge_calm", "pledge_together",
         "warn")
BREAKS = 1                     # months played when a word is broken


class Own(Protocol):
    """A seat that is no strategy's name; it is hashable, so that the games of one table are played once."""

    def player(self) -> Callable[[View], Choices]:
        """What sits in it."""
        ...


Seat = str | Own


@dataclass(frozen=True)
class Scripted:
    """The seat of a script, by its name."""

    name: str

    def player(self) -> Callable[[View], Choices]:
        """The script."""
        return script(self.name)


@dataclass(frozen=True)
class Script:
    """What differs from the default player: first words, first measures, a level, or a last hand on the choices."""

    words: Callable[[View], Iterable[Said]] | None = None
    measures: Callable[[View], Iterable[Done]] | None = None
    level: Level = field(default_factory=lambda: LEVELS["normal"])
    after: Callable[[Choices], None] | None = None

    def __call__(self, view: View) -> Choices:
        """The choices of a phase."""
        begun = view.choices()
        if view.phase == "talk":
            for target, word, where, deal in self.words(view) if self.words else ():
                begun.speak(target, word, where, deal, why="strategy.own_rule")
            out = default_words(Begun(view, begun), self.level)
        else:
            for target, text, where in self.measures(view) if self.measures else ():
                begun.act(target, option(view, target, text), where, why="strategy.own_rule")
            out = decisions(Begun(view, begun), self.level)
        if self.after is not None:
            self.after(out)
        return out


def option(view: View, target: int, text: str) -> int:
    """The number of a measure toward a capital, or of one at home if the target is the seat itself."""
    menu = view.scenario.menu
    return menu.option(text) if target != view.me else menu.home_options.text.index(text)


class Begun(View):
    """A view whose list has already been begun."""

    def __init__(self, view: View, out: Choices) -> None:
        self.__dict__.update(vars(view))
        self._out = out

    def choices(self) -> Choices:
        """What has been chosen so far."""
        return self._out


def player(seat: Seat) -> Any:
    """What sits in a seat: a strategy by its name, or what the seat tells."""
    return find(seat) if isinstance(seat, str) else seat.player()


def script(name: str) -> Callable[[View], Choices]:
    """A script by name, the same name in every chair."""
    def play(view: View) -> Choices:
        return (scripts(view.me) | _WORD_SCRIPTS)[name](view)
    return play


@lru_cache(maxsize=3)
def scripts(me: int) -> Mapping[str, Callable[[View], Choices]]:
    """Every script of a chair, by name."""
    out: dict[str, Callable[[View], Choices]] = {**_spoken(me), **_taken(me), **_offered(me), **_otherwise(me)}
    out |= {f"plays {name}": find(name) for name in PLAYS}
    return out


def _in_month(view: View, month: int, on: bool) -> Where:
    """[g] the month of that number, or from it on."""
    now = view.state.month
    return (now >= month - 1) if on else (now == month - 1)


def _say(targets: Iterable[int], word: str, month: int, on: bool) -> Script:
    return Script(words=lambda view: [(j, word, _in_month(view, month, on), -1) for j in targets])


def _do(targets: Iterable[int], text: str, month: int, on: bool) -> Script:
    return Script(measures=lambda view: [(j, text, _in_month(view, month, on)) for j in targets])


def _spoken(me: int) -> dict[str, Script]:
    others, out = OTHERS[me], {}
    for word in WORDS:
        out[f"{word}, month 1"] = _say(others, word, 1, False)
        out[f"{word}, month 7"] = _say(others, word, 7, False)
        out[f"{word}, from month 1"] = _say(others, word, 1, True)
    out["appeal, from month 1"] = _say((me,), "appeal", 1, True)
    out |= {f"notice, month {m}": _say((me,), "notice", m, False) for m in (1, 3, 6, 9)}
    out["amends whenever legal"] = out.pop("amends, from month 1")
    rotation = ("pledge_three", "pledge_calm", "pledge_together")
    out["pledges in rotation"] = Script(
        words=lambda view: [(others[-1], word, view.state.month % 3 == n, -1) for n, word in enumerate(rotation)])
    return out


def _taken(me: int) -> dict[str, Script]:
    others, out = OTHERS[me], {}
    for rate in (10, 25, 50):
        out |= {f"{rate} all, month {m}": _do(others, f"wall {rate} all", m, False) for m in (1, 4, 7, 10, 11, 12)}
        out |= {f"{rate} all, kept from month {m}": _do(others, f"wall {rate} all", m, True) for m in (1, 7, 11)}
    for sector in ("metals", "autos"):
        out |= {f"{sector} 50, month {m}": _do(others, f"sector {sector} 50", m, False) for m in (1, 7, 12)}
    out |= {f"walls to zero, month {m}": _do(others, "wall 0 sparing", m, False) for m in (1, 4, 7)}
    out["reprieves whenever legal"] = _do(others, "reprieve", 1, True)
    if me == US:
        out |= {f"walls to 50 sparing, month {m}": _do(others, "wall 50 sparing", m, False) for m in (1, 4, 7)}
        out["exempts and restores metals"] = Script(measures=lambda view: [
            (j, f"sector metals {50 if odd else 0}", view.state.month % 2 == odd) for j in others for odd in (0, 1)])
    return out


def _offered(me: int) -> dict[str, Script]:
    def every_month(deal: Callable[[View], Ints]) -> Script:
        def offer(view: View) -> list[Said]:
            paper = deal(view)
            return [(me, "offer_all", paper >= 0, paper)]
        return Script(words=offer)

    return {"offers the Nash deal": every_month(lambda v: table_of(appraise(v.scenario, v.state), ALL).nash),
            "offers the fair deal": every_month(lambda v: v.fair(ALL))}


def _otherwise(me: int) -> dict[str, Script]:
    def refuses(out: Choices) -> None:
        if out.view.phase == "decide":
            for j in out.view.others:
                for three in (0, 1):
                    out.answer(j, three, REFUSE, out.view.state.month < 3, why="strategy.own_rule")

    def votes(ballot: int) -> Script:
        def cast(out: Choices) -> None:
            if out.view.phase == "decide":
                out.vote(ballot, why="strategy.own_rule")
        return Script(after=cast)

    def asks(start: float, close: float) -> Script:
        # A tongue when hit comes with a close above .3, as between the levels.
        return Script(level=replace(LEVELS["normal"], stance=Stance(start, close), sharp=close > 0.3))

    return {"refuses until month 4": Script(after=refuses),
            "asks much more": asks(1.00, 0.50), "asks a little more": asks(1.00, 0.30),
            "asks a little less": asks(0.75, 0.10), "asks much less": asks(0.50, 0.00),
            "votes no": votes(NOT), "always votes to renew": votes(RENEW), "bluffs": _bluffs(me)}


def _bluffs(me: int) -> Script:
    """Warns both every four months, never raises, and asks for the harshest deal that the others do not lose by."""
    def threats(view: View) -> list[Said]:
        table = table_of(appraise(view.scenario, view.state), ALL)
        harshest = np.where(table.ok, table.x[..., me], -np.inf).argmax(-1) + view.scenario.catalogue.first[ALL]
        quarter = view.state.month % 4 == 0
        return [*((j, "warn", quarter, -1) for j in OTHERS[me]), (me, "offer_all", table.ok.any(-1), harshest)]

    def no_measures(out: Choices) -> None:
        if out.view.phase == "decide":
            out.codes, out.count = np.zeros_like(out.codes), np.zeros_like(out.count)

    return Script(threats, None, LEVELS["hard"], no_measures)


# ---------------------------------------------------------------- one's word
def _promises(view: View) -> list[Said]:
    """Washington promises calm to both, a neighbor to stay three-way to the other neighbor, again and again."""
    always = view.state.month >= 0
    if view.me == US:
        return [(j, "pledge_calm", always, -1) for j in OTHERS[US]]
    return [(third(US, view.me), "pledge_three", always, -1)]


def _promises_and_breaks(view: View) -> list[Said]:
    """In the second month a neighbor offers Washington a separate pact, in the open."""
    if view.me == US:
        return _promises(view)
    kind = int(PAIR_OF[US, view.me])
    ceiling = US_ON_MEXICO if view.me == MEXICO else US_ON_CANADA
    deal = view.scenario.catalogue.number(kind, {ceiling: 3, SEPARATE: 1})
    return [(US, "offer", view.state.month == BREAKS, deal), *_promises(view)]


def _strikes(view: View) -> list[Done]:
    """In the second month Washington puts 5 % on farm goods, and takes it back in the third."""
    if view.me != US:
        return []
    return [(j, f"sector agrifood {rate}", view.state.month == BREAKS + n)
            for j in OTHERS[US] for n, rate in enumerate((5, 0))]


KEEPS, BREAKS_IT = Scripted("keeps its word"), Scripted("breaks its word")
_WORD_SCRIPTS: dict[str, Callable[[View], Choices]] = {
    KEEPS.name: Script(_promises), BREAKS_IT.name: Script(_promises_and_breaks, _strikes)}
