"""Three-way deals only: offers them, promises to stay three-way, and refuses every separate pact."""

from __future__ import annotations

import numpy as np

from ..rules.arrays import Flags
from ..rules.countries import ALL
from ..rules.menu import REFUSE, RENEW
from . import default_decide
from .card import Card
from .choices import Choices
from .levels import LEVELS
from .repair import mend
from .view import View

CARD = Card(
    group="house",
    formula="the default player, with three-way deals alone",
    offers="its favorite three-way deal; without one it appeals for the pact",
    pledges="to stay three-way, to both",
    answers="as the default player, and refuses every separate pact",
    tariffs="as the default player",
    vote="for the pact, always",
    source="ours",
    weakness="where one is paid to go first, it is the one left out",
    luck=True, trust=True, deadline=True, third=True,
)


def talk(view: View) -> Choices:
    """A three-way offer, or an appeal for the pact; then promises, and repair where they are given."""
    out = view.choices()
    stand_by_the_pact(view, out)
    return out


def decide(view: View) -> Choices:
    """As the default player, but for separate pacts and the vote."""
    out = default_decide.decisions(view, LEVELS["normal"])
    keep_faith(view, out)
    return out


def stand_by_the_pact(view: View, out: Choices) -> None:
    """The words of one who deals with both or not at all."""
    favorite = view.favorite(ALL)
    out.offer(view.me, favorite.deal, why="say.offer_three_only", gain=favorite.value)
    out.speak(view.me, "appeal", favorite.deal < 0, why="say.appeal")
    for j in view.others:
        promised = view.may_speak(j, "pledge_three")
        out.speak(j, "pledge_three", promised, why="say.promise_loyal")
        mend(view, out, j, ~promised)


def keep_faith(view: View, out: Choices) -> None:
    """Refuse what leaves the third country out; renew."""
    for j in view.others:
        out.answer(j, 0, REFUSE, _separate(view, j), why="answer.leaves_one_out")
    out.vote(RENEW, why="vote.for_the_pact")


def _separate(view: View, j: int) -> Flags:
    """[g] j's offer to me is a separate pact."""
    catalogue, laid = view.scenario.catalogue, view.state.offer[..., j, view.me].astype(np.int64)
    if not len(catalogue):
        return np.zeros(view.games, bool)
    out: Flags = (laid >= 0) & catalogue.separate[np.maximum(laid, 0)]
    return out
