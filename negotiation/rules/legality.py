"""What is legal: one mask over words, measures, deals and codes, and for each thing that is not, its reason.

Buttons, strategies, batches, the command line and the reader of records all ask this file and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .arrays import Flags, Ints, turned
from .countries import ALL, EYE, PAIR_OF, N
from .kinds import AIMED, HOME, HOME_MEASURES, HOME_WORD, MEASURES, N_WORDS, WORD
from .kinds._kind import Measure, Options
from .menu import ANSWER, HOME_MEASURE, MEASURE, PASS, VOTE
from .notation import TALK
from .scenario import Scenario
from .state import State


def legal_words(scenario: Scenario, state: State) -> Flags:
    """[g, i, j, word] words by number; the diagonal holds the words at home. Offers are judged deal by
    deal as well.
    """
    ok = np.zeros((*state.games, N, N, N_WORDS), bool)
    ok[..., 0] = True
    for w in AIMED:
        if scenario.menu.allowed(w.name):
            here = np.broadcast_to(~EYE, (*state.games, N, N))
            for check in w.checks:
                here = here & check.ok(scenario, state)
            ok[..., WORD[w.name]] |= here
    for w in HOME:
        if scenario.menu.allowed(w.name):
            home = np.ones((*state.games, N), bool)
            for check in w.checks:
                home = home & check.ok(scenario, state)
            for i in range(N):
                ok[..., i, i, HOME_WORD[w.name]] = home[..., i]
    live: Flags = ok & (state.over == 0)[..., None, None, None]
    return live


def dry(scenario: Scenario, kind: int) -> int:
    """Months before a deal of this kind may be reopened."""
    return scenario.rules.dry_all if kind == ALL else scenario.rules.dry_pair


def legal_kind(scenario: Scenario, state: State, kind: int) -> Flags:
    """[g, deals of that kind] which may be put on a table today, whoever offers."""
    ok = np.ones((*state.games, len(scenario.catalogue.of_kind[kind])), bool)
    for _, flags in deal_conditions(scenario, state, kind):
        ok &= flags
    return ok


def deal_conditions(scenario: Scenario, state: State, kind: int) -> list[tuple[str, Flags]]:
    """Every condition on deals of a kind as (message id, [g, deals of that kind] met)."""
    cat, rules = scenario.catalogue, scenario.rules
    deals = cat.of_kind[kind]
    shape = (*state.games, len(deals))
    is_dry = np.broadcast_to((state.since[..., kind] >= dry(scenario, kind))[..., None], shape)
    tore = np.broadcast_to((state.torn >= 0)[..., None], shape) & (kind == ALL)
    out = [("refuse.ink_wet", is_dry | tore),
           ("refuse.torn", is_dry | ~tore | (deals == state.torn[..., None])),
           ("refuse.in_force", _something_new(scenario, state, kind))]
    weak = state.approval < rules.ratify
    strong = np.ones(shape, bool)
    if bool(weak.any()):
        for i in range(N):
            if len(deals) and cat.members[deals[0], i]:
                strong &= ~(weak[..., i, None] & (cat.mood[deals, i] <= rules.ratify_mood))
    out.append(("refuse.cabinet_weak", strong))
    if kind < 2:
        pair = state.pact[..., kind, None]
        out.append(("refuse.pair_lapsed", np.broadcast_to(pair > 0, shape)))
        out.append(("refuse.pair_left", ~(cat.separate[deals] & (pair != 2))))
    if kind == ALL:
        stands = ((state.pact[..., 0] > 0) & (state.pact[..., 1] > 0))[..., None]
        out.append(("refuse.no_pact_to_mend", np.broadcast_to(stands, shape)))
        out.append(("refuse.renewed_already", ~(cat.renew[deals] & (state.renewed > 0)[..., None])))
    return out


def _something_new(scenario: Scenario, state: State, kind: int) -> Flags:
    """[g, deals of that kind] not the deal in force, nor one for two all of which the three-way deal holds already."""
    cat = scenario.catalogue
    deals = cat.of_kind[kind]
    new: Flags = deals != state.deal[..., kind, None]
    three = state.deal[..., ALL].astype(np.int64)
    if kind < 2 and len(deals) and bool((three >= 0).any()):
        held = cat.level[np.maximum(three, 0)]
        inside = np.ones(new.shape, bool)
        for clause in range(cat.level.shape[1]):
            inside &= cat.level[deals, clause] <= held[..., clause, None]
        new = new & ~(inside & (three >= 0)[..., None])
    return new


def legal_deals(scenario: Scenario, state: State, i: int, j: int) -> Flags:
    """[g, deals of the kind] which deals i may offer to j (j = i: to both); not the paper that lies there."""
    kind = ALL if i == j else int(PAIR_OF[i, j])
    deals = scenario.catalogue.of_kind[kind]
    ok: Flags = legal_kind(scenario, state, kind) & (deals != state.offer[..., i, j, None])
    return ok


def _asked(
    measures: Sequence[Measure],
    kinds: Ints,
    options: Options,
    scenario: Scenario,
    state: State,
) -> Flags:
    """[g, i, j, option] every option of some measures against all their checks."""
    ok = np.ones((*state.games, N, N, len(kinds)), bool)
    for number, measure in enumerate(measures):
        here = np.flatnonzero(kinds == number)
        if len(here):
            part = _part(options, here)
            for check in measure.checks:
                ok[..., here] &= check.ok(scenario, state, part)
    return ok


def _part(o: Options, here: Ints) -> Options:
    return Options(
        tuple(o.lever[n] for n in here),
        o.rate[here],
        o.spare[here],
        tuple(o.sector[n] for n in here),
        tuple(o.text[n] for n in here),
    )


def rises(scenario: Scenario, state: State) -> Flags:
    """[g, i, j, option] which measures would be rises today."""
    menu = scenario.menu
    up = np.zeros((*state.games, N, N, len(menu.option_kind)), bool)
    for number, measure in enumerate(MEASURES):
        here = np.flatnonzero(menu.option_kind == number)
        if len(here) and measure.rise is not None:
            up[..., here] = measure.rise(state, _part(menu.options, here))
    return up


def cuts_only(scenario: Scenario, state: State) -> Flags:
    """[g, i, j] the review month, in which i may not raise on j (unless j raised on i the month before)."""
    last = (state.month >= scenario.months - 1)[..., None, None]
    out: Flags = last & (turned(state.raised) == 0)
    return out


def legal_measures(scenario: Scenario, state: State) -> Flags:
    """[g, i, j, option] measures toward another capital; the diagonal is False."""
    menu = scenario.menu
    ok = _asked(MEASURES, menu.option_kind, menu.options, scenario, state)
    last = cuts_only(scenario, state)
    if bool(last.any()):
        ok &= ~(rises(scenario, state) & last[..., None])
    live: Flags = ok & ~EYE[..., None] & (state.over == 0)[..., None, None, None]
    return live


def legal_home_measures(scenario: Scenario, state: State) -> Flags:
    """[g, i, option] measures at home."""
    menu = scenario.menu
    ok = _asked(HOME_MEASURES, menu.home_kind, menu.home_options, scenario, state)
    live: Flags = np.stack([ok[..., i, i, :] for i in range(N)], -2) & (state.over == 0)[..., None, None]
    return live


def legal_answers(state: State) -> Flags:
    """[g, i, j, 0 or 1] whether j's offer to i, and j's offer to both, lies on i's table."""
    pair = turned(state.offer) >= 0
    both = np.broadcast_to((np.diagonal(state.offer, axis1=-2, axis2=-1) >= 0)[..., None, :], pair.shape)
    out: Flags = np.stack([pair, both], -1) & ~EYE[..., None] & (state.over == 0)[..., None, None, None]
    return out


def legal_votes(scenario: Scenario, state: State) -> Flags:
    """[g] whether this is the month of the review."""
    out: Flags = (state.month == scenario.months - 1) & (state.over == 0)
    return out


def mask(scenario: Scenario, state: State, seat: int) -> Flags:
    """[g, code] every code of the seat's menu in this phase that is legal on its own."""
    if state.phase == TALK:
        return _talk_mask(scenario, state, seat)
    return _decide_mask(scenario, state, seat)


def _talk_mask(scenario: Scenario, state: State, seat: int) -> Flags:
    table = scenario.menu.say[seat]
    words = legal_words(scenario, state)[..., seat, :, :]
    out: Flags = words[..., table.target, table.word]
    for j in range(N):
        here = np.flatnonzero((table.deal >= 0) & (table.target == j))
        if len(here):
            kind = ALL if j == seat else int(PAIR_OF[seat, j])
            place = table.deal[here] - scenario.catalogue.first[kind]
            out[..., here] &= legal_deals(scenario, state, seat, j)[..., place]
    return out


def _decide_mask(scenario: Scenario, state: State, seat: int) -> Flags:
    table = scenario.menu.do[seat]
    out = np.zeros((*state.games, len(table)), bool)
    out[..., table.sort == PASS] = True
    here = table.sort == ANSWER
    out[..., here] = legal_answers(state)[..., seat, :, :][..., table.target[here], table.three[here]]
    here = table.sort == MEASURE
    out[..., here] = legal_measures(scenario, state)[..., seat, :, :][
        ..., table.target[here], table.value[here]
    ]
    here = table.sort == HOME_MEASURE
    out[..., here] = legal_home_measures(scenario, state)[..., seat, :][..., table.value[here]]
    out[..., table.sort == VOTE] = legal_votes(scenario, state)[..., None]
    return out
