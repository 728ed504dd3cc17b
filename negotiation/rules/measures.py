"""Tariffs set this month: what was proposed, what a fresh signature forbids, breaches, broken words, answers."""

from __future__ import annotations

import numpy as np

from .arrays import Array, Flags, turned
from .causes import BROKEN, PRIDE, TARIFFS, TOGETHER
from .clauses import NONE, Catalogue
from .countries import ALL, CANADA, MEXICO, OFF, PAIR_OF, US
from .decision import Decision


def ceilings(cat: Catalogue, deal: Array) -> tuple[Array, Array, Flags]:
    """What each deal in force [g, 4] allows: walls and sectors [g, 4, i, j] in percent (99: anything), and
    whether pact goods must be spared.
    """
    number = np.maximum(deal, 0).astype(np.int64)
    on = (deal >= 0)[..., None, None]
    return (
        np.where(on, cat.wall[number], NONE),
        np.where(on, cat.sector[number], NONE),
        on & (cat.spare[number] > 0),
    )


def above(limits: tuple[Array, Array, Flags], wall: Array, spare: Array, sector: Array) -> Flags:
    """[g, 4, i, j] whether tariffs [g, i, j], sectors [g, i, j, 6], go beyond what each deal in force allows."""
    walls, sectors, spares = limits
    bare = (spare == 0) & (wall > 0)
    out: Flags = ((wall[..., None, :, :] > walls) | (sector.max(-1)[..., None, :, :] > sectors)
                  | (spares & bare[..., None, :, :]))
    return out


def propose(month: Decision) -> None:
    """Start from the tariffs after this month's signatures."""
    for name in ("wall", "spare", "sector"):
        month.began[name] = month.now(name)
        month.proposed[name] = month.now(name).copy()
    for name in ("exempted", "mercy", "broken_word", "run_out"):
        month.notes[name] = np.zeros(month.state.wall.shape)


def weigh(month: Decision) -> None:
    """Which proposals are rises; a pair that has just signed does not raise on each other in the same month."""
    wall, spare, sector = (month.began[n] for n in ("wall", "spare", "sector"))
    new_wall, new_spare, new_sector = (month.proposed[n] for n in ("wall", "spare", "sector"))
    up = ((new_wall > wall) | ((new_spare < spare) & (new_wall > 0)) | (new_sector > sector).max(-1)) & OFF
    held = (month.notes["signed_pairs"] > 0) & up
    month.proposed["wall"] = np.where(held, wall, new_wall)
    month.proposed["spare"] = np.where(held, spare, new_spare)
    month.proposed["sector"] = np.where(held[..., None], sector, new_sector)
    month.notes["held"] = held * 1.0
    month.notes["up"] = (up & ~held) * 1.0


def breach(month: Decision) -> None:
    """A rise above a ceiling in force ends the deals that set it; of a three-way deal it tears up the renewal as
    well, and until the ink of the torn deal would have dried none but that deal may be signed again.
    """
    rules, cat = month.scenario.rules, month.scenario.catalogue
    deal = month.now("deal")
    up = (month.notes["up"] > 0)[..., None, :, :]
    broken = up & above(ceilings(cat, deal), *(month.proposed[name] for name in ("wall", "spare", "sector")))
    over = broken[..., 0, :, :] | broken[..., 1, :, :] | broken[..., 2, :, :] | broken[..., 3, :, :]
    month.notes["breach"] = over * 1.0
    month.felt("breach", BROKEN, rules.breach * over)
    month.scar("breach", rules.breach * over)
    if bool(over.any()):
        ended: Flags = np.asarray(broken.any(axis=(-2, -1)))
        month.new["deal"] = np.where(ended, -1.0, deal)
        month.new["torn"] = np.where(ended[..., ALL], deal[..., ALL], month.now("torn"))
        since = month.now("since")
        since[..., ALL] = np.where(ended[..., ALL], 0.0, since[..., ALL])
        month.new["since"] = since
        month.new["renewed"] = np.where(ended[..., ALL], 0.0, month.now("renewed"))


def broken_words(month: Decision) -> None:
    """Promises and reprieves broken this month, and walls that stop sparing without a deal."""
    rules, state = month.scenario.rules, month.state
    broken = month.notes["broken_word"] > 0
    month.felt("word_broken", BROKEN, rules.broken * broken)
    month.scar("word_broken", rules.broken * broken)
    inside = state.pact[..., np.maximum(PAIR_OF, 0)] > 0
    bare = (
        (month.notes["up"] > 0)
        & (month.proposed["spare"] == 0)
        & (month.began["spare"] > 0)
        & (month.proposed["wall"] > 0)
        & ~(month.notes["breach"] > 0)
        & inside
    )
    month.felt("unspare", BROKEN, rules.unspare * bare)
    month.scar("unspare", rules.unspare * bare)
    month.notes["unspared"] = bare * 1.0


def stings(month: Decision) -> None:
    """Every rise is felt; answering Washington in the same month brings Canada and Mexico together;
    applause at home.
    """
    rules, state = month.scenario.rules, month.state
    up = month.notes["up"] > 0
    month.felt("raised", TARIFFS, rules.raised * up)
    both = up[..., CANADA, US] & up[..., MEXICO, US]
    together = np.zeros(up.shape)
    together[..., CANADA, MEXICO] = together[..., MEXICO, CANADA] = rules.answer_together * both
    month.noted("answered_together", TOGETHER, together)
    stood = (up & (turned(state.raised) > 0)).any(-1)
    month.mood[..., PRIDE] += rules.applause * up.any(-1) + (rules.stood_up - rules.applause) * stood
    month.new["raised"] = up * 1.0
    wall = month.proposed["wall"]
    month.new["wall"] = wall
    month.new["spare"] = np.where(wall == 0, 1.0, month.proposed["spare"])
    month.new["sector"] = month.proposed["sector"]
