"""Laying a deal on the table: openly or (a separate pact) quietly to one capital, or a three-way offer to both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..arrays import total, turned
from ..causes import CONCESSIONS, SIDE_DEAL
from ..chance import LEAK, luck
from ..checks import LINE_OPEN
from ..countries import EYE, OFF, PAIR_OF
from ..left_out import hurt_the_third
from ..reasons import Reason, country
from ._kind import Check, Kind, Word
from .visit import PAIR_LABEL

if TYPE_CHECKING:
    from ..arrays import Flags
    from ..month import Month
    from ..scenario import Scenario
    from ..state import State


def _discreet(scenario: Scenario, state: State) -> Flags:
    ok: Flags = (turned(state.trust) >= scenario.rules.quiet_floor) & (PAIR_OF < 2)
    return ok


def _indiscreet(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    if PAIR_OF[i, j] == 2:
        return Reason("refuse.only_separate_quiet")
    return Reason(
        "refuse.quiet_trust",
        {"host": country(j), "trust": float(state.trust[j, i]), "needs": scenario.rules.quiet_floor},
    )


def _pact_stands(scenario: Scenario, state: State) -> Flags:
    both = (state.pact[..., 0] > 0) & (state.pact[..., 1] > 0)
    return np.broadcast_to(both[..., None], (*state.games, 3))


def _no_pact(scenario: Scenario, state: State, i: int, j: int) -> Reason:
    return Reason("refuse.no_pact_to_mend")


def table(month: Month) -> None:
    """Papers replace older ones; a whispered one may leak; open or leaked separate offers hurt the one left out."""
    rules, state, cat = month.scenario.rules, month.state, month.scenario.catalogue
    laid = month.deals >= 0
    quiet = month.said("quiet") & laid
    month.new["offer"] = np.where(laid, month.deals, state.offer)
    month.new["quiet"] = np.where(laid, quiet * 1.0, state.quiet)
    separate = laid & cat.separate[np.maximum(month.deals, 0).astype(np.int64)] if len(cat) else laid & False
    leaked = quiet & (luck(state.seed, state.month, LEAK, PAIR_LABEL) < rules.leak_chance * rules.luck) & OFF
    month.notes["leaked"] = leaked * 1.0
    month.notes["separate"] = separate * 1.0
    month.notes["wooed"] = (turned(separate & OFF)).any(-1) * 1.0
    month.new["known"] = np.where(laid, ((laid & ~quiet) | EYE | leaked) * 1.0, state.known)
    month.new["age"] = np.where(laid, 0.0, state.age)
    hurt_the_third(month, "offer_separate", SIDE_DEAL, rules.offer_separate * (separate & ~quiet))
    hurt_the_third(month, "leaked", SIDE_DEAL, rules.leak * (leaked & separate))


def home(month: Month) -> None:
    """The very paper laid down last time looks helpless at home."""
    laid = month.deals >= 0
    month.mood[..., CONCESSIONS] += month.scenario.rules.again * total(
        (laid & (month.deals == month.state.last)) * 1.0
    )
    month.new["last"] = np.where(laid, month.deals, month.state.last)


KIND = Kind(
    "offer",
    (
        Word("offer", 12, deals="open", checks=(LINE_OPEN,)),
        Word("quiet", 13, deals="quiet", checks=(LINE_OPEN, Check(_discreet, _indiscreet))),
        Word("offer_all", 4, home=True, deals="all", checks=(Check(_pact_stands, _no_pact),)),
    ),
    steps={"table": table, "home": home},
)
