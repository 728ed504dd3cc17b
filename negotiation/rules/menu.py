"""The numbered menu: what each seat may say and do, as codes. Numbers belong to a rules version and a clause set.

Talk, for a seat: 0 pass; for each other capital its words, its open offers and its quiet offers in catalogue order;
then the words at home; then the three-way offers. Decide: 0 pass; for each other capital accept, refuse, accept
three-way, refuse three-way; for each other capital the measures; the measures at home; the two votes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .arrays import Ints
from .clauses import Catalogue
from .countries import ALL, OTHERS, PAIR_OF, N
from .kinds import AIMED, HOME, HOME_MEASURES, HOME_WORD, MEASURES, WORD
from .kinds._kind import Options
from .kinds.sector import SECTORS

if TYPE_CHECKING:
    from .scenario import MenuLimits

KEEP_TALKING, ACCEPT, REFUSE = 0, 1, 2
ABSTAIN, RENEW, NOT = 0, 1, 2
ANSWERS = {"accept": ACCEPT, "refuse": REFUSE}
VOTES = {"renew": RENEW, "not": NOT}
PASS, ANSWER, MEASURE, HOME_MEASURE, VOTE = range(5)  # what a decide code is


@dataclass(frozen=True, eq=False)
class SayTable:
    """Talk codes of one seat as columns [code]: to whom (oneself: home or both), the word's number, the
    deal or -1.
    """

    target: Ints
    word: Ints
    deal: Ints

    def __len__(self) -> int:
        return len(self.word)


@dataclass(frozen=True, eq=False)
class DoTable:
    """Decide codes of one seat as columns [code]: sort, target, whether about a three-way offer, answer /
    option / vote.
    """

    sort: Ints
    target: Ints
    three: Ints
    value: Ints

    def __len__(self) -> int:
        return len(self.sort)


class Menu:
    """Codes of the three seats under a scenario's limits, and the columns of its measures."""

    def __init__(self, limits: MenuLimits, deals: Catalogue) -> None:
        self.limits, self.catalogue = limits, deals
        self.slots = limits.words_a_month
        self.do_slots = limits.measures_a_month
        self.options, self.option_kind = self._columns(MEASURES)
        self.home_options, self.home_kind = self._columns(HOME_MEASURES)
        self.levers = {name: n for n, name in enumerate(dict.fromkeys(self.options.lever))}
        self.lever = np.array([self.levers[name] for name in self.options.lever], np.int64)
        self.say = tuple(self._say(i) for i in range(N))
        self.do = tuple(self._do(i) for i in range(N))

    def _columns(self, measures: tuple) -> tuple[Options, Ints]:  # type: ignore[type-arg]
        lever: list[str] = []
        rate: list[float] = []
        spare: list[float] = []
        sector: list[int] = []
        text: list[str] = []
        kind: list[int] = []
        for number, measure in enumerate(measures):
            if self.limits.measures is not None and measure.name not in self.limits.measures:
                continue
            o = measure.options(self.limits.ladder)
            for n in range(len(o.lever)):
                if (
                    o.sector[n] >= 0
                    and self.limits.sectors is not None
                    and SECTORS[o.sector[n]] not in self.limits.sectors
                ):
                    continue
                lever.append(o.lever[n])
                rate.append(float(o.rate[n]))
                spare.append(float(o.spare[n]))
                sector.append(o.sector[n])
                text.append(
                    f"{measure.name} {{target}} {o.text[n]}".strip() if not measure.home else measure.name
                )
                kind.append(number)
        return (
            Options(tuple(lever), np.array(rate), np.array(spare), tuple(sector), tuple(text)),
            np.array(kind, np.int64),
        )

    def allowed(self, word: str) -> bool:
        """Whether the scenario has this word."""
        return self.limits.words is None or word in self.limits.words

    def _say(self, i: int) -> SayTable:
        cat = self.catalogue
        rows = [(i, 0, -1)]
        for j in OTHERS[i]:
            deals = cat.of_kind[int(PAIR_OF[i, j])]
            for w in AIMED:
                if not self.allowed(w.name):
                    continue
                if not w.deals:
                    rows.append((j, WORD[w.name], -1))
                else:
                    rows += [(j, WORD[w.name], int(d)) for d in deals if w.deals == "open" or cat.separate[d]]
        plain = [(i, HOME_WORD[w.name], -1) for w in HOME if not w.deals and self.allowed(w.name)]
        three = [
            (i, HOME_WORD[w.name], int(d))
            for w in HOME
            if w.deals and self.allowed(w.name)
            for d in cat.of_kind[ALL]
        ]
        table = np.array(rows + plain + three, np.int64)
        return SayTable(table[:, 0], table[:, 1], table[:, 2])

    def _do(self, i: int) -> DoTable:
        rows = [(PASS, i, 0, 0)]
        for j in OTHERS[i]:
            for three in (0, 1):
                if len(self.catalogue.of_kind[ALL if three else int(PAIR_OF[i, j])]):
                    rows += [(ANSWER, j, three, ANSWERS[name]) for name in self.limits.answers]
        for j in OTHERS[i]:
            rows += [(MEASURE, j, 0, n) for n in range(len(self.option_kind))]
        rows += [(HOME_MEASURE, i, 0, n) for n in range(len(self.home_kind))]
        rows += [(VOTE, i, 0, VOTES[name]) for name in self.limits.votes]
        table = np.array(rows, np.int64)
        return DoTable(table[:, 0], table[:, 1], table[:, 2], table[:, 3])

    @cached_property
    def _say_codes(self) -> tuple[dict[tuple[int, int, int], int], ...]:
        return tuple(
            {
                (int(t), int(w), int(d)): n
                for n, (t, w, d) in enumerate(zip(s.target, s.word, s.deal, strict=True))
            }
            for s in self.say
        )

    @cached_property
    def _do_codes(self) -> tuple[dict[tuple[int, int, int, int], int], ...]:
        return tuple(
            {
                (int(a), int(b), int(c), int(d)): n
                for n, (a, b, c, d) in enumerate(zip(t.sort, t.target, t.three, t.value, strict=True))
            }
            for t in self.do
        )

    def say_code(self, i: int, target: int, word: int, deal: int = -1) -> int:
        """The talk code of one word; -1 if the menu has none."""
        return self._say_codes[i].get((target, word, deal), -1)

    def do_code(self, i: int, sort: int, target: int, value: int, three: int = 0) -> int:
        """The decide code of one answer, measure or vote; -1 if the menu has none."""
        return self._do_codes[i].get((sort, target, three, value), -1)

    @cached_property
    def first(self) -> Ints:
        """[i, j, word] first talk code of each word, -1 if none; offers follow in catalogue order from there."""
        width = 1 + max(len(AIMED), len(HOME))
        out = np.full((N, N, width), -1)
        for i, table in enumerate(self.say):
            for n in range(len(table) - 1, -1, -1):
                out[i, table.target[n], table.word[n]] = n
        return out

    @cached_property
    def rank(self) -> tuple[Ints, Ints]:
        """[deal] place of a deal among the open offers of its kind, and among the quiet ones."""
        cat = self.catalogue
        opened, quiet = np.zeros(len(cat), np.int64), np.zeros(len(cat), np.int64)
        for deals in cat.of_kind:
            opened[deals] = np.arange(len(deals))
            apart = deals[cat.separate[deals]]
            quiet[apart] = np.arange(len(apart))
        return opened, quiet

    @cached_property
    def first_measure(self) -> Ints:
        """[i, j] decide code of the first measure of i toward j; on the diagonal of the first measure at home."""
        out = np.zeros((N, N), np.int64)
        for i, table in enumerate(self.do):
            for j in range(N):
                sort = HOME_MEASURE if i == j else MEASURE
                hits = np.flatnonzero((table.sort == sort) & (table.target == j))
                out[i, j] = int(hits[0]) if len(hits) else -1
        return out

    def option(self, text: str) -> int:
        """Number of a measure by its notation behind the capital's name ("wall 25 all"); -1 if the menu
        has none.
        """
        return self._option_numbers.get(text, -1)

    @cached_property
    def _option_numbers(self) -> dict[str, int]:
        return {t.replace(" {target}", ""): n for n, t in enumerate(self.options.text)}
