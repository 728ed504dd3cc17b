"""Plans of more than one move by which a chair might cheat the rules: strikes, bluffs, farmed words, spam, holding out.

They stand beside the scripts of the validation; each is the default player but for what its name says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.validation.scripts import Done, Said, Script, scripts
from negotiation.rules.arrays import Flags, Ints
from negotiation.rules.bargaining import table_of
from negotiation.rules.clauses import SEPARATE, US_ON_CANADA, US_ON_MEXICO
from negotiation.rules.countries import ALL, MEXICO, NAMES, OTHERS, PAIR_OF, US
from negotiation.rules.kinds import HOME_WORD, WORD
from negotiation.rules.menu import REFUSE
from negotiation.rules.values import appraise
from negotiation.strategies import Choices, View
from negotiation.strategies.default_decide import decisions
from negotiation.strategies.default_talk import words as default_words
from negotiation.strategies.levels import LEVELS

from .departures import SECTORS

NORMAL = LEVELS["normal"]
Plan = Callable[[View], Choices]
Cycle = tuple[str, ...]
PLEDGES = ("pledge_three", "pledge_calm", "pledge_together")


@dataclass(frozen=True)
class Scheme:
    """The seat of a plan, by its name: one of these, or a script of the validation."""

    name: str

    def player(self) -> Plan:
        """The plan, for whatever chair it sits in."""
        def play(view: View) -> Choices:
            return schemes(view.me)[self.name](view)
        return play


@lru_cache(maxsize=3)
def schemes(me: int) -> Mapping[str, Plan]:
    """Every plan of a chair, by name; the scripts of the validation among them."""
    return {**scripts(me), **_strikes(me), **_warnings(me), **_farms(me), **_spam(me), **_held_out(me)}


def added(me: int) -> list[str]:
    """The names of those that the validation does not try."""
    return [name for name in schemes(me) if name not in scripts(me)]


def _months(view: View, first: int, last: int) -> Flags:
    """[g] from one month to another, both counted from 1."""
    now = view.state.month + 1
    return (now >= first) & (now <= last)


def _from(view: View, first: int) -> Flags:
    return _months(view, first, view.scenario.months)


# ---------------------------------------------------------------- strikes
def _strikes(me: int) -> dict[str, Plan]:
    others, out = OTHERS[me], {}

    def walls(first: int, last: int, text: str, back: str = "") -> Script:
        def measures(view: View) -> list[Done]:
            done = [(j, text, _months(view, first, last)) for j in others]
            return done + [(j, back, _months(view, last + 1, last + 1)) for j in others if back]
        return Script(measures=measures)

    for rate in (10, 25, 50):
        out[f"strikes early: {rate} sparing in months 1 to 2, then back"] = walls(
            1, 2, f"wall {rate} sparing", "wall 0 sparing")
        out[f"strikes early: {rate} all in months 1 to 2, then back"] = walls(
            1, 2, f"wall {rate} all", "wall 0 sparing")
        out[f"strikes late: {rate} sparing in month 11"] = walls(11, 11, f"wall {rate} sparing")
        out[f"strikes late: {rate} all in month 11, back in month 12"] = walls(
            11, 11, f"wall {rate} all", "wall 0 sparing")
        out[f"strikes until it signs: {rate} all, before any deal"] = Script(measures=lambda view, rate=rate: [
            (j, f"wall {rate} all", ~view.bound(j)) for j in others])
    for sector in SECTORS:
        for j in others:
            out[f"strikes until it signs: {sector} 25, {NAMES[j]} alone"] = Script(
                measures=lambda view, j=j, sector=sector: [(j, f"sector {sector} 25", ~view.bound(j))])
    for sector in ("autos", "metals", "other"):
        out[f"strikes late: {sector} 50 in months 10 to 11"] = walls(10, 11, f"sector {sector} 50")
    out["exempts a sector and takes it back, in turn"] = Script(measures=lambda view: [
        (j, f"sector autos {0 if even else 25}", view.state.month % 2 == 1 - even) for j in others for even in (0, 1)])
    return out


# ---------------------------------------------------------------- warnings
def _warnings(me: int) -> dict[str, Plan]:
    others = OTHERS[me]

    def no_rise(out: Choices) -> None:
        if out.view.phase == "decide":
            out.codes, out.count = np.zeros_like(out.codes), np.zeros_like(out.count)

    def warns(view: View) -> list[Said]:
        return [(j, "warn", _from(view, 1), -1) for j in others]

    def pardons(view: View) -> list[Done]:
        return [(j, "reprieve", view.state.warned[..., view.me, j] == 2) for j in others]

    return {"warns in series and takes no measure": Script(warns, after=no_rise),
            "warns in series, a reprieve before each runs out": Script(warns, pardons),
            "warns from month 9, when no bluff comes to light": Script(
                lambda view: [(j, "warn", _from(view, 9), -1) for j in others], after=no_rise),
            "warns one and courts the other": Script(
                lambda view: [(others[0], "warn", _from(view, 1), -1), (others[1], "visit", _from(view, 1), -1)])}


# ---------------------------------------------------------------- farmed words
def _farms(me: int) -> dict[str, Plan]:
    others = OTHERS[me]

    def turns(to: Iterable[int], cycle: Cycle) -> Script:
        seats = tuple(to)
        return Script(words=lambda view: [(j, word, view.state.month % len(cycle) == n, -1)
                                          for j in seats for n, word in enumerate(cycle)])

    out: dict[str, Plan] = {}
    for j, name in zip((others[0], others[1]), ("first", "second"), strict=True):
        out[f"farms promises of every kind to the {name}"] = Script(
            words=lambda view, j=j: [(j, word, _from(view, 1), -1) for word in PLEDGES])
    out["farms promises: every kind to both, in turn"] = turns(others, PLEDGES)
    out["farms broken promises: calm, then cars"] = Script(
        lambda view: [(j, "pledge_calm", _from(view, 1), -1) for j in others],
        lambda view: [(j, "sector autos 25", view.state.month % 4 == 2) for j in others])
    out["farms amends: an insult and amends in turn"] = turns(others, ("slight", "amends"))
    out["farms amends: amends and a call every month"] = Script(
        words=lambda view: [(others[0], word, _from(view, 1), -1) for word in ("amends", "call")])
    out["farms the line: shut and opened in turn"] = turns(others, ("freeze", "reopen"))
    out["farms notice: given and taken back in turn"] = turns((me,), ("notice", "rescind"))
    for month in (1, 4, 7):
        for kept in (1, 5):
            out[f"notice in month {month}, taken back after {kept}"] = Script(
                words=lambda view, month=month, kept=kept: [
                    (me, "notice", _months(view, month, month), -1),
                    (me, "rescind", _months(view, month + kept, month + kept), -1)])
    out["appeals, calls and visits, nothing else"] = _only(me, ("appeal", "visit", "call"))
    out["insults and calls in turn"] = turns(others, ("slight", "call"))
    return out


def _only(me: int, words: Cycle) -> Plan:
    """Decides as the default player, but says these words alone: at home where they are words of home."""
    def play(view: View) -> Choices:
        if view.phase != "talk":
            return decisions(view, NORMAL)
        out = view.choices()
        for word in words:
            for j in ((me,) if word in HOME_WORD and word not in WORD else OTHERS[me]):
                out.speak(j, word, why="strategy.own_rule")
        return out
    return play


# ---------------------------------------------------------------- offers
def _spam(me: int) -> dict[str, Plan]:
    others = OTHERS[me]

    def offers(paper: Callable[[View], Ints], to: int, word: str) -> Script:
        def laid(view: View) -> list[Said]:
            deal = paper(view)
            return [(to, word, deal >= 0, deal)]
        return Script(laid)

    def greedy(view: View) -> Ints:
        table = table_of(appraise(view.scenario, view.state), ALL)
        best = np.where(table.ok, table.x[..., me], -np.inf).argmax(-1)
        return np.where(table.ok.any(-1), best + view.scenario.catalogue.first[ALL], -1)

    def in_turn(view: View) -> Ints:
        table = table_of(appraise(view.scenario, view.state), ALL)
        return np.where(view.state.month % 2 == 0, table.nash, table.kalai_smorodinsky)

    out: dict[str, Plan] = {"offers its own best to both, every month": offers(greedy, me, "offer_all"),
                            "offers another paper to both, every month": offers(in_turn, me, "offer_all")}
    for j in others if me == US else (US,):
        neighbor, kind = (j if me == US else me), int(PAIR_OF[me, j])
        ceiling = US_ON_MEXICO if neighbor == MEXICO else US_ON_CANADA
        for word in ("offer", "quiet"):
            def separate(view: View, kind: int = kind, ceiling: int = ceiling) -> Ints:
                return np.full(view.games, view.scenario.catalogue.number(kind, {ceiling: 3, SEPARATE: 1}))
            how = "openly" if word == "offer" else "in a whisper"
            out[f"offers a separate pact {how}, every month, {NAMES[j]}"] = offers(
                separate, j, word)
    for j in others:
        out[f"offers its favorite to one, every month, {NAMES[j]}"] = offers(
            lambda view, j=j: view.favorite(int(PAIR_OF[me, j])).deal, j, "offer")
    return out


# ---------------------------------------------------------------- holding out
def _held_out(me: int) -> dict[str, Plan]:
    def refuses(out: Choices, where: Flags, three: Iterable[int]) -> None:
        for j in out.view.others:
            for kind in three:
                out.answer(j, kind, REFUSE, where, why="strategy.own_rule")

    def until(month: int) -> Script:
        def last(out: Choices) -> None:
            if out.view.phase == "decide":
                refuses(out, _months(out.view, 1, month - 1), (0, 1))
        return Script(after=last)

    def kinds(three: int) -> Plan:
        """Neither offers nor signs the other kind of deal: `three` 1 only with both, 0 only with one."""
        def play(view: View) -> Choices:
            narrow = _Narrow(view, three)
            if view.phase == "talk":
                return default_words(narrow, NORMAL)
            out = decisions(view, NORMAL)
            refuses(out, view.state.month >= 0, (1 - three,))
            return out
        return play

    return {**{f"refuses every offer until month {m}": until(m) for m in (2, 3, 7, 10, 12, 13)},
            "offers and signs only what is three-way": kinds(1), "offers and signs only deals of two": kinds(0)}


class _Narrow(View):
    """A view in which only deals with both (`three` 1), or only deals with one, seem worth offering."""

    def __init__(self, view: View, three: int) -> None:
        self.__dict__.update(vars(view))
        self._three = three

    def favorite(self, kind: int, *given: object, **more: object):                           # type: ignore[no-untyped-def]
        found = super().favorite(kind, *given, **more)                                       # type: ignore[arg-type]
        return found if (kind == ALL) == bool(self._three) else found._replace(value=found.value * 0)
