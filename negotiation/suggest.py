"""At most six moves worth a look, each with its reason: what computer players of different temper would
do in one's chair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .match import choose
from .offers import unsigned
from .reckoning import tariffs_worth
from .rules.countries import NAMES, N, third
from .rules.notation import TALK, Move, parse
from .rules.reasons import Reason
from .rules.scenario import Scenario
from .rules.state import State
from .rules.why_not import clashes, why_not
from .rules.written import written
from .strategies import Strategy, find

SOBER = "default"  # the adviser whose own reasons are told
RUINOUS = -5.0  # $bn a year from which no tariff of another adviser is passed on
ADVISERS = (SOBER, "loyal", "ally", "conciliator", "bilateral", "tit_for_tat")


@dataclass(frozen=True)
class Suggestion:
    """A legal line and why one might play it."""

    line: str
    reason: Reason


def suggestions(
    scenario: Scenario, state: State, seat: int, planned: Sequence[str] = (), most: int = 6
) -> list[Suggestion]:
    """The lines advisers of different temper would choose now, the sober one first.

    None is planned already or clashes with the plan; no tariff is among them that only a hothead would charge.
    """
    found: dict[str, Suggestion] = {}
    answered: set[str] = {_answers(text) for text in planned}
    kept = [parse(scenario.menu, text, seat) for text in planned]
    for adviser in ADVISERS:
        players: list[Strategy | None] = [None] * N
        players[seat] = find(adviser)
        chosen = choose(scenario, state, players)
        for text, reason in zip(written(scenario, chosen.choices)[seat], chosen.reasons[seat], strict=True):
            move = parse(scenario.menu, text, seat)
            question = _answers(text)
            if question and question in answered:
                continue  # advisers differ: the first one's answer to an offer stands, and the person's own before it
            if adviser != SOBER and _ruinous(scenario, state, move):
                continue
            if text not in found and text not in planned and _possible(scenario, state, move, kept):
                told = reason if adviser == SOBER else _advice(scenario, state, move) or reason
                found[text] = Suggestion(text, told)
                answered.add(question)
    return list(found.values())[:most]


def _answers(text: str) -> str:
    """Which offer or question a line answers; an empty text where it answers none."""
    verb, _, rest = text.partition(" ")
    return f"offer of {rest}" if verb in ("accept", "refuse") else verb if verb == "vote" else ""


def _advice(scenario: Scenario, state: State, move: Move) -> Reason | None:
    """Why a person might play a move that another temper than the sober one would choose."""
    verb = move.text.split()[0]
    places: dict[str, object] = {}
    if move.phase == TALK:
        table = scenario.menu.say[move.seat]
        target, deal = int(table.target[move.code]), int(table.deal[move.code])
        if deal >= 0 and target != move.seat:
            left_out = third(move.seat, target)
            apart = bool(scenario.catalogue.separate[deal])
            return Reason(
                "advise.separate" if apart else "advise.pair",
                {"partner": NAMES[target], "third": NAMES[left_out]},
            )
        if verb == "pledge":
            return Reason(f"advise.pledge_{move.text.split()[-1]}", {"partner": NAMES[target]})
        verb = "offer_all" if deal >= 0 else verb
    elif verb in ("accept", "refuse"):
        sender = int(scenario.menu.do[move.seat].target[move.code])
        places = {"partner": NAMES[sender]}
        three = move.text.endswith("three")
        unheard = not three and state.quiet[sender, move.seat] > 0 and state.known[sender, move.seat] == 0
        verb += "_all" if three else "_quiet" if verb == "refuse" and unheard else ""
    return Reason(f"advise.{verb}", places) if verb in TOLD else None


TOLD = (
    "offer_all",
    "appeal",
    "warn",
    "accept",
    "refuse",
    "accept_all",
    "refuse_all",
    "refuse_quiet",
    "wall",
    "sector",
    "vote",
)


def _in_vain(scenario: Scenario, state: State, move: Move) -> bool:
    """Accepting what cannot be signed this month."""
    if not move.text.startswith("accept"):
        return False
    sender, three = int(scenario.menu.do[move.seat].target[move.code]), move.text.endswith("three")
    deal = int(state.offer[sender, sender if three else move.seat])
    return unsigned(scenario, state, move.seat, sender, three, deal) is not None


def _ruinous(scenario: Scenario, state: State, move: Move) -> bool:
    """A tariff that costs the one who charges it more than a point made by it can be worth."""
    if move.text.split()[0] not in ("wall", "sector"):
        return False
    return tariffs_worth(scenario, state, [move])[NAMES[move.seat]] < RUINOUS


def _possible(scenario: Scenario, state: State, move: Move, kept: list[Move]) -> bool:
    if why_not(scenario, state, move.seat, move.phase, move.code) is not None or _in_vain(
        scenario, state, move
    ):
        return False
    return all(
        clashes(scenario, state, move.seat, move.phase, other.code, move.code) is None for other in kept
    )
