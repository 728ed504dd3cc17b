"""Promises that run: who gave which to whom, until when; which of them, and which signed deal, a move would break."""

from __future__ import annotations

from dataclasses import dataclass

from .reckoning import tariffs_planned
from .rules.countries import CANADA, MEXICO, NAMES, PAIR_OF, US, N
from .rules.kinds.pledge import NAMES as PLEDGES
from .rules.legality import rises
from .rules.measures import above, ceilings
from .rules.menu import MEASURE
from .rules.notation import TALK, Move
from .rules.scenario import Scenario
from .rules.state import State
from .words import Words

THREE, CALM, TOGETHER = PLEDGES
REPRIEVE = "reprieve"


@dataclass(frozen=True)
class Promise:
    """One country's word to another: "three", "calm", "together" or "reprieve", and the months it still runs."""

    giver: int
    to: int
    kind: str
    left: int


def running(state: State) -> list[Promise]:
    """Every promise and reprieve of one game that has not run out."""
    found = []
    for i in range(N):
        for j in range(N):
            if i != j:
                left = [*map(int, state.pledge[i, j]), int(state.reprieve[i, j])]
                found += [Promise(i, j, kind, n) for kind, n in zip((*PLEDGES, REPRIEVE), left, strict=True) if n > 0]
    return found


def broken_by(scenario: Scenario, state: State, move: Move) -> list[Promise]:
    """The promises of the one who moves that a line breaks, or would break once signed or leaked (rules, section 3)."""
    mine = [promise for promise in running(state) if promise.giver == move.seat]
    deal = _deal(scenario, state, move)
    if deal >= 0:
        apart = bool(scenario.catalogue.separate[deal])
        alone = move.seat in (CANADA, MEXICO) and int(scenario.catalogue.kind[deal]) == PAIR_OF[US, move.seat]
        # "Together" is a word between neighbors: a deal with Washington alone breaks none given to Washington.
        return [p for p in mine if (p.kind == THREE and apart) or (p.kind == TOGETHER and alone and p.to != US)]
    target = _raised(scenario, state, move)
    return [p for p in mine if p.kind in (CALM, REPRIEVE) and p.to == target]


def breached_by(scenario: Scenario, state: State, move: Move) -> int:
    """The country whose deal in force with the mover a line breaches, by a rise above a ceiling; -1 for none."""
    target = _raised(scenario, state, move)
    if target < 0:
        return -1
    over = above(ceilings(scenario.catalogue, state.deal), *tariffs_planned(scenario, state, [move]))
    return target if over[:, move.seat, target].any() else -1


def breaks_words(t: Words, scenario: Scenario, state: State, move: Move) -> list[str]:
    """What a line breaks, in words: promises of the one who moves, a deal in force."""
    told = [t("promise.breaks", partner=NAMES[p.to], promise=t(f"promise.{p.kind}"))
            for p in broken_by(scenario, state, move)]
    breached = breached_by(scenario, state, move)
    if breached >= 0:
        told.append(t("promise.breaches", partner=NAMES[breached], points=-scenario.rules.breach))
    return told


def _deal(scenario: Scenario, state: State, move: Move) -> int:
    """The deal that a line offers or accepts; -1 for any other line."""
    if move.phase == TALK:
        return int(scenario.menu.say[move.seat].deal[move.code])
    if not move.text.startswith("accept"):
        return -1
    sender = int(scenario.menu.do[move.seat].target[move.code])
    return int(state.offer[sender, sender if move.text.endswith("three") else move.seat])


def _raised(scenario: Scenario, state: State, move: Move) -> int:
    """The country on which a line raises a tariff, as the rules see a rise; -1 for none."""
    if move.phase == TALK:
        return -1
    table = scenario.menu.do[move.seat]
    target, option = int(table.target[move.code]), int(table.value[move.code])
    measure = int(table.sort[move.code]) == MEASURE
    return target if measure and bool(rises(scenario, state)[move.seat, target, option]) else -1
