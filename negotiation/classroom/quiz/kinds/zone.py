"""The zone of possible agreement: which deal both would have had rather than none."""

from __future__ import annotations

import numpy as np

from ....rules.countries import KIND_NAMES, NAMES
from ...debrief.facts import members
from ..item import ANSWERS, Ask, Item, Kind, Option

SURE = 0.1                                 # $bn from the line on either side, so that rounding cannot turn an answer


def make(ask: Ask) -> Item | None:
    """A deal inside the zone among deals that only one of the two, or neither, would have had."""
    game, seat, lot = ask.game, ask.seat, ask.lot
    kind = lot.choice([k for k in range(3) if seat in members(k)])
    if not len(game.scenario.catalogue.of_kind[kind]):
        return None
    month = lot.randint(1, game.months)
    zone = game.zone(month, kind)
    mine = zone.members.index(seat)
    own, other = zone.worth[:, mine], zone.worth[:, 1 - mine]
    good = np.flatnonzero((own > SURE) & (other > SURE))
    groups = {"only_one": (own > SURE) & (other < -SURE), "only_other": (own < -SURE) & (other > SURE),
              "neither": (own < -SURE) & (other < -SURE)}
    wrong = [(mistake, row) for mistake, marks in groups.items() for row in lot.sample(list(np.flatnonzero(marks)), min(
        ANSWERS - 1, int(marks.sum())))]
    firsts = [next(w for w in wrong if w[0] == m) for m in groups if any(w[0] == m for w in wrong)]
    wrong = (firsts + [w for w in wrong if w not in firsts])[:ANSWERS - 1]
    if not len(good) or len(wrong) < ANSWERS - 1:
        return None
    cat = game.scenario.catalogue
    right = int(lot.choice(list(good)))
    chosen = [(row, mistake) for mistake, row in wrong] + [(right, "")]
    lot.shuffle(chosen)
    options = [Option("deal", {"kind": kind, "levels": {str(c): int(n) for c, n in
                                                        enumerate(cat.level[int(zone.deals[row])]) if n}}, mistake)
               for row, mistake in chosen]
    partner = NAMES[zone.members[1 - mine]]
    worths = {f"option.{n + 1}.{who}": round(float(x[row]), 4) for n, (row, _) in enumerate(chosen)
              for who, x in ((NAMES[seat], own), (partner, other))}
    return ask.item("zone", options, {"month": month, "country": NAMES[seat], "partner": partner},
                    {"pair": KIND_NAMES[kind], "gain": round(float(own[right]), 1),
                     "partner_gain": round(float(other[right]), 1), **worths}, [2 * month - 2])


KIND = Kind("zone", make)
