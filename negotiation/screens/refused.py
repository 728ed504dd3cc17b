"""Why one's offers of a month were not signed: what each capital reckoned, and what it would have taken."""

from __future__ import annotations

from dataclasses import dataclass

from ..rules.countries import NAMES
from ..rules.forecast import Forecast
from ..rules.notation import TALK
from .draft import Draft, from_line
from .game import Game


@dataclass(frozen=True)
class Refusal:
    """One capital's no to one offer: the line, its reckoning, and the smallest change with which it would sign."""

    country: str
    line: str
    found: Forecast
    offered: Draft
    mended: Draft | None


def refusals(game: Game) -> list[Refusal]:
    """The offers laid down this month that a capital asked did not accept."""
    session = game.session
    if not game.me or len(session.past) < 2 or session.phase != TALK:
        return []
    talk, decided = session.past[-2:]
    then = session.at(len(session.past) - 1)
    then.seat = session.seat
    out = []
    for line in talk.lines[session.seat]:
        if not line.startswith("offer"):
            continue
        for country, found in then.forecast(line).items():
            answers = decided.lines[NAMES.index(country)]
            three = line.split()[1] == "all"
            accepted = f"accept {game.me} three" if three else f"accept {game.me}"
            if accepted in answers:
                continue
            changes = [text for text, change in then.advice(line, country) if change.steps]
            mended = from_line(game, changes[0]) if changes else None
            out.append(Refusal(country, line, found, from_line(game, line), mended))
    return out
