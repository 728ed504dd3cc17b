"""Which words, offers, clauses, answers, measures and votes a table of players uses, game by game."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.validation.plays import DEFAULT, Changes, opening
from benchmarks.validation.scripts import Seat, player
from negotiation.match import months
from negotiation.rules.arrays import Flags, Ints
from negotiation.rules.clauses import CLAUSES, FREE, floor_levels
from negotiation.rules.countries import KIND_NAMES, N
from negotiation.rules.kinds import AIMED, HOME, MEASURES
from negotiation.rules.menu import ANSWERS, HOME_MEASURE, MEASURE, VOTES
from negotiation.rules.scenario import Scenario
from negotiation.rules.step import Decide, Talk, Transition

KINDS = tuple(KIND_NAMES)


@lru_cache(maxsize=1)
def things() -> tuple[str, ...]:
    """The name of everything that may be used, in the order in which it is counted; to leave a clause out is no use."""
    words = [f"word: {w.name}" for w in (*AIMED, *HOME)]
    clauses = [f"{what}: {_clause(c, n)}" for what in ("offered", "signed") for c in range(len(CLAUSES))
               for n in range(1, CLAUSES[c].levels)]
    kinds = [f"{what}: a deal of {name}" for what in ("offered", "signed") for name in KINDS]
    answers = [f"answer: {a}{three}" for a in ANSWERS for three in ("", " three")]
    measures = [f"measure: {m.name} {way}".strip() for m in MEASURES for way in _ways(m.name)]
    return (*words, *kinds, *clauses, *answers, *measures, "measure: relief", *(f"vote: {v}" for v in VOTES))


def _ways(name: str) -> tuple[str, ...]:
    return {"wall": ("raised, sparing", "raised, all", "lowered"), "sector": ("raised", "lowered", "exempted"),
            }.get(name, ("",))


def _clause(clause: int, level: int) -> str:
    name = CLAUSES[clause].name
    return f"{name}={level}" if CLAUSES[clause].levels > 2 else f"{name} {'yes' if level else 'no'}"


@lru_cache(maxsize=1)
def _place() -> dict[str, int]:
    return {name: n for n, name in enumerate(things())}


@dataclass(frozen=True)
class Used:
    """Some games and what each seat uses in them."""

    seats: tuple[Seat, Seat, Seat]
    games: int
    changes: Changes = ()

    def run(self) -> Flags:
        """[game, seat, thing] whether it was used."""
        scenario = opening(DEFAULT, self.changes)
        used = np.zeros((self.games, N, len(things())), bool)
        for happened in months(scenario, [player(seat) for seat in self.seats], np.arange(self.games)):
            live = (happened.before.over == 0)[:, None] & ~happened.wrong
            if isinstance(happened.choices, Talk):
                _talk(scenario, happened.choices, live, used)
            else:
                _decide(scenario, happened, happened.choices, live, used)
        return used


def _mark(used: Flags, seat: int, name: str, where: Flags) -> None:
    used[:, seat, _place()[name]] |= where


def _deals(scenario: Scenario, what: str, used: Flags, seat: int, deal: Ints, where: Flags) -> None:
    """Mark the kind and the clause levels of deals [game], -1 none; only clauses that the kind may choose."""
    catalogue = scenario.catalogue
    there, number = where & (deal >= 0), np.maximum(deal, 0)
    for kind, name in enumerate(KINDS):
        here = there & (catalogue.kind[number] == kind)
        if not here.any():
            continue
        _mark(used, seat, f"{what}: a deal of {name}", here)
        for clause in FREE[kind]:
            for level in range(max(floor_levels(kind)[clause], 1), CLAUSES[clause].levels):
                chosen = here & (catalogue.level[number, clause] == level)
                _mark(used, seat, f"{what}: {_clause(clause, level)}", chosen)


def _talk(scenario: Scenario, choices: Talk, live: Flags, used: Flags) -> None:
    for i in range(N):
        table = scenario.menu.say[i]
        for k in range(choices.say.shape[-1]):
            code = choices.say[:, i, k]
            said, home = live[:, i] & (code > 0), table.target[code] == i
            for words, mine in ((AIMED, said & ~home), (HOME, said & home)):
                for number, word in enumerate(words, 1):
                    _mark(used, i, f"word: {word.name}", mine & (table.word[code] == number))
            _deals(scenario, "offered", used, i, table.deal[code], said)


def _decide(scenario: Scenario, happened: Transition, choices: Decide, live: Flags, used: Flags) -> None:
    signed = happened.notes["signed_deal"].astype(np.int64)
    members = scenario.catalogue.members
    for i in range(N):
        for kind in range(len(KINDS)):
            deal = signed[:, kind]
            _deals(scenario, "signed", used, i, deal, (deal >= 0) & members[np.maximum(deal, 0), i] & live.any(-1))
        for name, value in ANSWERS.items():
            for three, text in enumerate(("", " three")):
                _mark(used, i, f"answer: {name}{text}", live[:, i] & (choices.answer[:, i, :, three] == value).any(-1))
        for name, value in VOTES.items():
            _mark(used, i, f"vote: {name}", live[:, i] & (choices.vote[:, i] == value))
        for k in range(choices.do.shape[-1]):
            _measure(scenario, happened, i, choices.do[:, i, k], live[:, i], used)


def _measure(scenario: Scenario, happened: Transition, i: int, code: Ints, live: Flags, used: Flags) -> None:
    menu, before = scenario.menu, happened.before
    table, games = menu.do[i], np.arange(len(code))
    target, option = table.target[code], table.value[code]
    _mark(used, i, "measure: relief", live & (table.sort[code] == HOME_MEASURE))
    taken = live & (table.sort[code] == MEASURE)
    option = np.where(taken, option, 0)
    rate, spare = menu.options.rate[option], menu.options.spare[option]
    which = np.array(menu.options.sector)[option]
    kind = np.array([m.name for m in MEASURES])[menu.option_kind[option]]
    wall, spared = before.wall[games, i, target], before.spare[games, i, target] > 0
    sector = before.sector[games, i, target, np.maximum(which, 0)]
    up = (rate > wall) | ((rate > 0) & (spare == 0) & spared)
    is_wall, is_sector = taken & (kind == "wall"), taken & (kind == "sector")
    for name, on in (("wall raised, sparing", is_wall & up & (spare > 0)),
                     ("wall raised, all", is_wall & up & (spare == 0)),
                     ("wall lowered", is_wall & ~up), ("sector raised", is_sector & (rate > sector)),
                     ("sector lowered", is_sector & (rate < sector) & (rate > 0)),
                     ("sector exempted", is_sector & (rate < sector) & (rate == 0)),
                     ("reprieve", taken & (kind == "reprieve"))):
        _mark(used, i, f"measure: {name}", on)


