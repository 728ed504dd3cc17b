"""Nothing in the rules is beyond reach: every move, clause, cause, reason, card, ending and event comes up in play.

Random and computer players meet nearly all of it; a script for each ending makes sure of the rare ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest

from benchmarks.coverage import DEFAULT, TABLES, count, dated, full_deck, never, wrong_list
from negotiation.match import months
from negotiation.rules.step import Transition
from negotiation.scenarios import load
from negotiation.session import Session

GAMES = 40
CEILINGS = "us_on_canada={0} us_on_mexico={0}"
RENEWAL = f"us: offer all {CEILINGS} access_canada=1 access_mexico=1 security renew"
ALONE = {name: f"us: offer {name} us_on_{name}=2 separate" for name in ("canada", "mexico")}
# What is played month by month, by the ending it leads to; what is left out is silence.
WARM = ["us: call canada", "us: call mexico", "canada: call us", "mexico: call us", "canada: call mexico",
        "mexico: call canada"]
SCRIPTS = {
    "renewed": ([RENEWAL.format(2), "canada: accept us three", "mexico: accept us three"],),
    "renewed_walls": ([RENEWAL.format(1), "canada: accept us three", "mexico: accept us three"], WARM, WARM, WARM),
    "yearly_reviews": (),
    "two_pacts": ([ALONE["mexico"], "mexico: accept us"],),
    "hub_and_spokes": ([ALONE["mexico"], "mexico: accept us"], [ALONE["canada"], "canada: accept us"]),
    "one_out": (["canada: notice"],),
    "lapsed": (["us: notice", "canada: appeal"],),
}


def played(ending: str) -> Iterator[Transition]:
    """A script's game, without luck."""
    game = Session(load(DEFAULT, {"luck": 0}), 0, {})
    for month in range(game.scenario.months):
        lines = SCRIPTS[ending][month] if month < len(SCRIPTS[ending]) else []
        for phase in ("talk", "decide"):
            game.plan(*(line for line in lines if game.parse(line).phase == phase))
            yield game.next().transition
        if game.over:
            return


@pytest.mark.parametrize("ending", SCRIPTS)
def test_every_ending_can_be_had(ending):
    *_, last = played(ending)
    seen: Counter[tuple[str, str]] = Counter()
    count(load(DEFAULT), [last], seen)
    assert [name for (group, name), times in seen.items() if group == "ending" and times] == [ending]


def test_nothing_in_the_rules_is_never_reached():
    scenario = full_deck()
    seen: Counter[tuple[str, str]] = Counter()
    count(scenario, [wrong_list(scenario)], seen)
    for ending in SCRIPTS:
        count(scenario, played(ending), seen)
    for seats in TABLES:
        count(scenario, months(scenario, seats, np.arange(GAMES)), seen)
    dated(seen)
    assert never(scenario, seen) == []
