"""Good and bad acts on tariffs, and what answers them: shared by the tit-for-tat group and the three-player group.

A country treats another badly in a month in which it raises a tariff on it, or holds one above what the game began
with; else well. So every month between two countries is one round of a two-by-two game, with tariffs for moves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..rules.arrays import Array, Flags
from ..rules.kinds.pledge import CALM
from ..rules.menu import NOT, RENEW
from .card import Card, Range
from .choices import Choices
from .simple_moves import accept_gains, offer_fair, set_wall
from .view import View

RATE = 25.0                    # percent: the usual answer


def bad(view: View, i: int, j: int, back: int = 0) -> Flags:
    """[g] whether i treated j badly in the last finished month, or `back` months before that; never before the game."""
    opening, state = view.scenario.opening, view.state
    if back == 0:
        wall, spare, sector, raised = state.wall, state.spare, state.sector, state.raised
    elif back < len(view.past):
        month = view.past[back]
        wall, spare, sector, raised = month.wall, month.spare, month.sector, month.raised
    else:
        return np.zeros(view.games, bool)
    above = wall[..., i, j] > opening["wall"][i, j]
    harsher = (spare[..., i, j] < opening["spare"][i, j]) & (wall[..., i, j] > 0)
    on_goods = (sector[..., i, j, :] > opening["sector"][i, j]).any(-1)
    out: Flags = above | harsher | on_goods | (raised[..., i, j] > 0)
    return out


def unbound(view: View, j: int) -> Flags:
    """[g] no deal, promise of calm or reprieve of its own forbids a rise on j."""
    state, me = view.state, view.me
    out: Flags = (~view.bound(j)
                  & (state.pledge[..., me, j, CALM] == 0) & (state.reprieve[..., me, j] == 0))
    return out


def on_ladder(view: View, rate: Array | float) -> Array:
    """[g] the highest step of the scenario's ladder that is not above a rate."""
    ladder = np.array(view.scenario.menu.limits.ladder)
    rates = np.zeros(view.games) + rate
    return np.asarray(ladder[np.maximum((rates[..., None] >= ladder).sum(-1) - 1, 0)])


def punish(view: View, out: Choices, j: int, where: Flags, rate: Array | float = RATE, why: str = "do.answer_bad",
           ) -> None:
    """Hold a wall on j of at least `rate` and of what the game began with, sparing pact goods as j does. It keeps its
    word: no rise where a deal, a promise or a reprieve of its own forbids one."""
    state, me = view.state, view.me
    goal = np.maximum(on_ladder(view, rate), view.scenario.opening["wall"][me, j])
    spare = np.where(state.spare[..., j, me] > 0, 1.0, 0.0)
    mine, mine_spares = state.wall[..., me, j], state.spare[..., me, j]
    rises = (mine < goal) | ((mine == goal) & (mine_spares > spare))
    set_wall(view, out, j, goal, spare, where & rises & unbound(view, j), why)


def relent(view: View, out: Choices, j: int, where: Flags, why: str = "do.relent") -> None:
    """Take the wall on j down to what the game began with, or to what j charges if that is less."""
    state, me = view.state, view.me
    goal = np.minimum(np.minimum(state.wall[..., me, j], view.scenario.opening["wall"][me, j]), state.wall[..., j, me])
    falls = (state.wall[..., me, j] > goal) | ((state.spare[..., me, j] == 0) & (goal > 0))
    set_wall(view, out, j, goal, np.ones(view.games), where & falls, why)


def answer(view: View, out: Choices, punished: Flags, rate: Array | float = RATE, why: str = "do.answer_bad") -> None:
    """Decide: a wall on the partners punished [g, other], peace with the others; deals and the vote to match."""
    for n, j in enumerate(view.others):
        punish(view, out, j, punished[..., n], rate, why)
        relent(view, out, j, ~punished[..., n])
    close(view, out, punished)


def close(view: View, out: Choices, punished: Flags) -> None:
    """Sign what gains with those who are not punished [g, other]; vote for the pact in a month without punishment."""
    accept_gains(view, out, where=~punished)
    out.vote(RENEW, ~punished.any(-1), why="vote.in_peace")
    out.vote(NOT, punished.any(-1), why="vote.in_anger")


def offer_in_peace(view: View, out: Choices, punished: Flags) -> None:
    """Talk: the fair three-way deal, in a month in which nobody is punished [g, other]."""
    offer_fair(view, out, ~punished.any(-1))


def answering(punished: Callable[[View], Flags]) -> tuple[Callable[[View], Choices], Callable[..., Choices]]:
    """Talk and decide of a strategy that is known by whom it punishes, [g, other]."""
    def talk(view: View) -> Choices:
        out = view.choices()
        offer_in_peace(view, out, punished(view))
        return out

    def decide(view: View, *, rate: float = RATE) -> Choices:
        out = view.choices()
        answer(view, out, punished(view), rate)
        return out

    return talk, decide


def each(*found: Flags) -> Flags:
    """[g, other] two partners' flags side by side."""
    return np.stack(found, -1)


def reciprocal(group: str, formula: str, source: str, weakness: str, parameters: Mapping[str, Range] | None = None,
               **differs: Any) -> Card:
    """The card of a strategy of this kind; `differs` is what it does otherwise than the others."""
    shared: dict[str, Any] = {
        "offers": "the fair three-way deal (Kalai-Smorodinsky) in every month in which it punishes nobody",
        "pledges": "none: its answer to a blow would break one",
        "answers": "accepts whatever brings it more than nothing from a partner it does not punish; else keeps talking",
        "tariffs": "a bad act is answered with a wall of `rate` percent, sparing pact goods as the other does; peace "
                   "brings the wall down to what the game began with, or to what the other charges if that is less",
        "vote": "for the pact, unless it punishes somebody that month"}
    allowed = {"rate": Range(5, 50, "percent of the wall that punishes")} if "tariffs" not in differs else {}
    return Card(group, formula, source=source, weakness=weakness, parameters={**allowed, **(parameters or {})},
                **{**shared, **differs})
