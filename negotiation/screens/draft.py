"""The deal a player is writing: a partner or both, and a level of every clause; always a deal that exists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..rules import clauses
from ..rules.bargaining import favorite
from ..rules.countries import ALL, NAMES, OTHERS, PAIR_OF
from ..rules.notation import deal_text
from .game import Game

BOTH = "all"
# Clauses with more than two levels, and the country each is about.
SCALES = {
    clauses.US_ON_CANADA: ("ceiling", "canada"),
    clauses.US_ON_MEXICO: ("ceiling", "mexico"),
    clauses.ACCESS_CANADA: ("access", "canada"),
    clauses.ACCESS_MEXICO: ("access", "mexico"),
}


SIDES = ("give", "get", "rest")


def side(clause: int, me: str) -> str:
    """On whose side of the table a clause lies: what one gives, what one gets, or the rest."""
    one = clauses.CLAUSES[clause]
    mine = (me, "neighbor") if me != "us" else (me,)
    if one.gives in mine:
        return "give"
    return "get" if one.gets in mine else "rest"


@dataclass(frozen=True)
class Draft:
    """A partner's name, or "all", and the number of the deal."""

    partner: str
    number: int

    def line(self, game: Game, quietly: bool = False) -> str:
        """The offer in notation."""
        text = f"offer {self.partner} {deal_text(game.session.scenario.catalogue, self.number)}".strip()
        return f"{text} quietly" if quietly else text

    def level(self, game: Game, clause: int) -> int:
        """The level of a clause."""
        return int(game.session.scenario.catalogue.level[self.number, clause])

    def today(self, game: Game, clause: int) -> int:
        """The level in the deal of this kind that is in force; 0, as things are, where there is none."""
        cat, state = game.session.scenario.catalogue, game.session.state
        now = int(state.deal[int(cat.kind[self.number])])
        return int(cat.level[now, clause]) if now >= 0 else 0

    def separate(self, game: Game) -> bool:
        """Whether it is a separate pact, which may be offered quietly."""
        return bool(game.session.scenario.catalogue.separate[self.number])

    def levels(self, game: Game, clause: int) -> tuple[int, ...]:
        """The levels a clause has in deals of this kind."""
        cat = game.session.scenario.catalogue
        of_kind = cat.of_kind[int(cat.kind[self.number])]
        return tuple(int(n) for n in np.unique(cat.level[of_kind, clause]))

    def clauses(self, game: Game) -> tuple[int, ...]:
        """The clauses that can vary, in the order of the clause table."""
        kind = int(game.session.scenario.catalogue.kind[self.number])
        return tuple(c for c in clauses.FREE[kind] if len(self.levels(game, c)) > 1)

    def other(self, game: Game, clause: int, level: int) -> Draft | None:
        """The same deal with another level of one clause; None where there is no such deal."""
        cat = game.session.scenario.catalogue
        free = clauses.FREE[int(cat.kind[self.number])]
        wanted = {c: int(cat.level[self.number, c]) for c in free} | {clause: level}
        found = cat.number(int(cat.kind[self.number]), wanted)
        return Draft(self.partner, found) if found >= 0 else None


def partners(game: Game) -> list[str]:
    """With whom a deal can be made here: the two others, and both together."""
    cat = game.session.scenario.catalogue
    seat = game.session.seat
    out = [NAMES[j] for j in OTHERS[seat] if len(cat.of_kind[int(PAIR_OF[seat, j])])]
    return out + ([BOTH] if len(cat.of_kind[ALL]) else [])


def begin(game: Game, partner: str) -> Draft:
    """A first draft: what was suggested, else what one would offer oneself, else the first deal of the kind."""
    head = f"offer {partner}"
    for suggestion in game.suggestions():
        if suggestion.line.split()[:2] == head.split():
            return from_line(game, suggestion.line)
    session = game.session
    kind = ALL if partner == BOTH else int(PAIR_OF[session.seat, NAMES.index(partner)])
    found = int(favorite(session.appraisal(), kind, session.seat).deal)
    return Draft(partner, found if found >= 0 else int(session.scenario.catalogue.of_kind[kind][0]))


def from_line(game: Game, line: str) -> Draft:
    """The draft of an offer in notation."""
    session = game.session
    move = session.parse(line)
    return Draft(line.split()[1], int(session.scenario.menu.say[move.seat].deal[move.code]))
