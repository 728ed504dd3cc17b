"""Takes the smallest step down only after the others have moved: as many new offers as it has received.

MiCRO: de Jonge, An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy (2022). Deals that
bring it the same share of its best, to the nearest hundredth, count as one step.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..rules.arrays import Array, Flags, Ints, pick
from ..rules.countries import ALL
from .card import WHOLE_GAME
from .choices import Choices
from .concession import negotiator, propose, sign
from .view import View

CARD = negotiator(
    "own deals sorted by worth in steps of 0.01; the next step if own different offers m <= n received, else an old "
    "one; n = min_j n_j (rule=min), or of all together (rule=union)",
    "de Jonge (2022); the rule for three is stated by us",
    "two of them that wait for each other move slowly; it never hurries at the end",
    offers="the three-way deal of its next step that is kindest to the others, or an old one of its own again, by luck",
    memory=WHOLE_GAME, luck=True)
STEPS = 100                    # of the share of its best
AGAIN = 12                     # its number of luck: which old offer it repeats
Rule = Literal["min", "union"]


def talk(view: View, *, rule: Rule = "min") -> Choices:
    """The next step down, or an old offer again."""
    out = view.choices()
    table = view.own_table(ALL)
    if not table.ok.shape[-1]:
        return out
    level, used = _levels(view)
    old = _old_offer(view)
    open_ = np.where(used, -1.0, level)
    next_ = _kindest_of(view, level == open_.max(-1)[..., None])
    deal = np.where((_concedes(view, rule) & (open_.max(-1) > 0)) | (old < 0), next_, old)
    propose(view, out, deal, view.value(deal))
    return out


def decide(view: View, *, rule: Rule = "min") -> Choices:
    """What the next offer would bring, or the lowest so far if no step is due, is enough."""
    out = view.choices()
    sign(view, out, least(view, rule))
    return out


def least(view: View, rule: Rule = "min") -> Array:
    """[g] $bn that it would sign for."""
    table = view.own_table(ALL)
    if not table.ok.shape[-1]:
        return np.zeros(view.games)
    level, used = _levels(view)
    next_ = np.where(used, -1.0, level).max(-1)
    lowest = np.where(used, level, np.inf).min(-1)
    due = _concedes(view, rule) & (next_ > 0)
    step = np.where(due | ~np.isfinite(lowest), np.minimum(next_, lowest), lowest)
    return np.asarray(np.maximum(step - 0.5, 0.0) / STEPS * table.best[..., table.members.index(view.me)])


def _levels(view: View) -> tuple[Array, Flags]:
    """[g, deal] step of every three-way deal, -1 where it is not open, and whether I have offered that step."""
    table = view.own_table(ALL)
    share = table.share[..., table.members.index(view.me)]
    level = np.where(table.ok, np.round(share * STEPS), -1.0)
    used = np.zeros(level.shape, bool)
    for deal in _mine(view):
        offered = np.where(deal >= 0, table.at(level, deal), -1.0)
        used |= (level == offered[..., None]) & (level >= 0)
    return level, used


def _kindest_of(view: View, among: Flags) -> Ints:
    """[g] of some three-way deals [g, deal] the one whose smaller share for the two others is largest; -1 if none."""
    table = view.own_table(ALL)
    theirs = np.min([table.share[..., m] for m in range(3) if m != table.members.index(view.me)], axis=0)
    top = np.where(among & table.ok, theirs, -np.inf).argmax(-1)
    return np.where(pick(among & table.ok, top), top + view.scenario.catalogue.first[ALL], -1)


def _old_offer(view: View) -> Ints:
    """[g] one of my earlier offers, by luck; -1 where there is none."""
    count = np.sum([deal >= 0 for deal in _mine(view)], axis=0) if view.past else np.zeros(view.games, np.int64)
    wanted = np.minimum((view.draw(AGAIN) * count).astype(np.int64), np.maximum(count - 1, 0))
    old = np.full(view.games, -1)
    for deal in _mine(view):
        old = np.where((deal >= 0) & (wanted == 0), deal, old)
        wanted = wanted - (deal >= 0)
    return old


def _mine(view: View) -> list[Ints]:
    """[g] the three-way deals that I laid down, month by month."""
    return [month.laid[..., view.me, view.me] for month in view.past]


def _concedes(view: View, rule: Rule) -> Flags:
    """[g] as many different offers have come in finished months as I have made: by the slower partner, or by both."""
    given = [[laid for month in view.past for laid in (month.laid[..., j, j], month.laid[..., j, view.me])]
             for j in view.others]
    received = (_different(given[0] + given[1], view) if rule == "union"
                else np.minimum(*(_different(laid, view) for laid in given)))
    out: Flags = _different(_mine(view), view) <= received
    return out


def _different(laid: list[Ints], view: View) -> Ints:
    """[g] how many different deals are in a list of [g]."""
    count: Ints = np.zeros(view.games, np.int64)
    seen: list[Ints] = []
    for deal in laid:
        new = deal >= 0
        for old in seen:
            new = new & (deal != old)
        count = count + new
        seen.append(deal)
    return count
