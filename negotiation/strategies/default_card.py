"""The card of the default player, whose rules fill several files."""

from __future__ import annotations

from .card import Card

CARD = Card(
    group="house",
    formula="offer argmax (u_i - held out) x chance; sign u_i >= ask(t, trust) x best; raise only what was "
            "warned of and pays",
    offers="the best offer of any kind, a separate pact quietly where it can",
    pledges="calm while a reprieve lasts (Washington), to answer together or to stay three-way (neighbors),"
            " by trust and humor; an appeal a quarter",
    answers="accepts every three-way offer that is good enough and the best of all; refuses what is worse "
            "than nothing",
    tariffs="raises a month after its warning if that pays; neighbors answer a wall on everything in kind; "
            "steps back where that pays; a mild Washington grants reprieves",
    vote="for the pact if a three-way deal is in force, or if its renewal brings enough beside what it "
         "brings the others",
    source="ours",
    weakness="looks one month ahead, never bluffs, does not learn",
    luck=True, trust=True, deadline=True, third=True,
)
