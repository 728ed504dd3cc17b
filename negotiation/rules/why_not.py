"""Why something is not legal, in one game: the reason behind every disabled control and every refused list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .arrays import Ints
from .countries import N
from .kinds import AIMED, HOME, HOME_MEASURES, MEASURES
from .legality import cuts_only, deal_conditions, dry, legal_answers, legal_votes, rises
from .lists import act_clashes, word_clashes
from .menu import ACCEPT, ANSWER, HOME_MEASURE, REFUSE, VOTE
from .notation import DECIDE, TALK, line
from .reasons import Reason, country
from .scenario import Scenario
from .state import State


def why_not(scenario: Scenario, state: State, seat: int, phase: str, code: int) -> Reason | None:
    """Why this code is not legal now, in one game; None if it is."""
    if state.over > 0:
        return Reason("refuse.over")
    if code == 0:
        return None
    table: object = scenario.menu.say[seat] if phase == TALK else scenario.menu.do[seat]
    if not 0 < code < len(table):  # type: ignore[arg-type]
        return Reason("refuse.no_such")
    if phase != state.phase:
        return Reason(f"refuse.in_{state.phase}")
    return (
        _why_not_word(scenario, state, seat, code)
        if phase == TALK
        else _why_not_act(scenario, state, seat, code)
    )


def _why_not_word(scenario: Scenario, state: State, i: int, code: int) -> Reason | None:
    table = scenario.menu.say[i]
    j, deal = int(table.target[code]), int(table.deal[code])
    word = (HOME if i == j else AIMED)[int(table.word[code]) - 1]
    for check in word.checks:
        ok = check.ok(scenario, state)
        if not (ok[i] if i == j else ok[i, j]):
            return check.says(scenario, state, i, j)
    if deal < 0:
        return None
    reason = why_unsigned(scenario, state, deal)
    if reason is not None:
        return reason
    if state.offer[i, j] == deal:
        return Reason("refuse.same_paper" if i != j else "refuse.same_paper_all", {"partner": country(j)})
    return None


def why_unsigned(scenario: Scenario, state: State, deal: int) -> Reason | None:
    """Why a deal could neither be laid down nor signed today, in one game; None if it could."""
    kind = int(scenario.catalogue.kind[deal])
    place = deal - int(scenario.catalogue.first[kind])
    for id_, flags in deal_conditions(scenario, state, kind):
        if not flags[place]:
            return _deal_reason(scenario, state, id_, kind, deal)
    return None


def _deal_reason(scenario: Scenario, state: State, id_: str, kind: int, deal: int) -> Reason:
    if id_ in ("refuse.ink_wet", "refuse.torn"):
        return Reason(id_, {"n": dry(scenario, kind) - int(state.since[kind])})
    if id_ == "refuse.cabinet_weak":
        cat, rules = scenario.catalogue, scenario.rules
        weak = [
            i
            for i in range(N)
            if cat.members[deal, i]
            and state.approval[i] < rules.ratify
            and cat.mood[deal, i] <= rules.ratify_mood
        ]
        return Reason(
            id_,
            {"country": country(weak[0]), "approval": float(state.approval[weak[0]]), "needs": rules.ratify},
        )
    return Reason(id_)


def _why_not_act(scenario: Scenario, state: State, i: int, code: int) -> Reason | None:
    table, menu = scenario.menu.do[i], scenario.menu
    sort, j, value = int(table.sort[code]), int(table.target[code]), int(table.value[code])
    if sort == VOTE:
        return (
            None
            if legal_votes(scenario, state)
            else Reason("refuse.no_vote_yet", {"n": scenario.months - 1 - int(state.month)})
        )
    if sort == ANSWER:
        return (
            None
            if legal_answers(state)[i, j, int(table.three[code])]
            else Reason("refuse.no_offer", {"partner": country(j)})
        )
    home = sort == HOME_MEASURE
    kinds, options = (menu.home_kind, menu.home_options) if home else (menu.option_kind, menu.options)
    measure = (HOME_MEASURES if home else MEASURES)[int(kinds[value])]
    for check in measure.checks:
        if not np.broadcast_to(check.ok(scenario, state, options), (N, N, len(kinds)))[i, j, value]:
            return check.says(scenario, state, options, value, i, j)
    if not home and cuts_only(scenario, state)[i, j] and rises(scenario, state)[i, j, value]:
        return Reason("refuse.cuts_only")
    return None


def list_reason(
    scenario: Scenario, state: State, seat: int, phase: str, codes: Sequence[int]
) -> tuple[int, Reason] | None:
    """In one game: the place in the list and the reason why a seat's list is not legal; None if it is.

    `codes` are one phase's words or measures (answers and votes are judged one by one, they are free).
    """
    slots = scenario.menu.slots if phase == TALK else scenario.menu.do_slots
    for n, code in enumerate(codes):
        reason = why_not(scenario, state, seat, phase, code)
        if reason is not None:
            return n, reason
        if code and n >= slots:
            return n, Reason("refuse.too_many", {"planned": slots, "n": slots})
        for earlier in codes[:n]:
            clash = clashes(scenario, state, seat, phase, earlier, code)
            if clash is not None:
                return n, clash
    return None


def clashes(scenario: Scenario, state: State, seat: int, phase: str, a: int, b: int) -> Reason | None:
    """Why two codes of one seat do not go together, in one game."""
    pair = np.array([a, b], np.int64)
    for id_, bad in (
        word_clashes(scenario, seat, pair) if phase == TALK else act_clashes(scenario, state, seat, pair)
    ):
        if bool(bad):
            return Reason(id_)
    return None


def first_wrong(
    scenario: Scenario,
    state: State,
    seat: int,
    phase: str,
    codes: Sequence[int],
    answer: Ints | None = None,
    vote: int = 0,
) -> tuple[str, Reason] | None:
    """The line and the reason of the first thing in a seat's choices that is not legal, in one game; None
    if all is.
    """
    menu = scenario.menu
    found = list_reason(scenario, state, seat, phase, codes)
    if found is not None:
        table = menu.say[seat] if phase == TALK else menu.do[seat]
        code = codes[found[0]]
        return (line(menu, seat, phase, code) if 0 <= code < len(table) else str(code)), found[1]
    extra = []
    if answer is not None:
        for j in range(N):
            for three in (0, 1):
                if answer[j, three]:
                    known = answer[j, three] in (ACCEPT, REFUSE)
                    extra.append(menu.do_code(seat, ANSWER, j, int(answer[j, three]), three) if known else -1)
    if vote:
        extra.append(menu.do_code(seat, VOTE, seat, vote))
    for code in extra:
        reason = why_not(scenario, state, seat, DECIDE, code)
        if reason is not None:
            return (line(menu, seat, DECIDE, code) if code > 0 else str(code)), reason
    return None
