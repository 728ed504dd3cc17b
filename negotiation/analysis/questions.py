"""Questions to talk about after a game, made from its log: none has one right answer, none takes a side."""

from __future__ import annotations

from ..rules.names import NAMES
from ..rules.reasons import Reason
from ..session import Session
from .deeds import deeds
from .turns import turning_points

MOST = 5


def questions(session: Session) -> list[Reason]:
    """At most five, about this game: its sharpest turn, what was refused, who went alone, how it ended, a new start.

    Places: month (an index of the game), countries by name.
    """
    found = []
    turns = turning_points(session)
    if turns:
        turn = max(turns, key=lambda each: abs(each.points))
        way = "up" if turn.points > 0 else "down"
        found.append(Reason(f"question.turn.{way}", {"month": turn.month, "country": turn.of, "partner": turn.toward}))
    done = list(deeds(session))
    refused = [deed for deed in done if deed.word == "refuse"]
    if refused:
        last = refused[-1]
        found.append(Reason("question.refused", {"month": last.month, "country": NAMES[last.seat],
                                                 "partner": last.toward}))
    quiet = [deed for deed in done if deed.word == "offer" and deed.quiet]
    if quiet:
        first = quiet[0]
        found.append(Reason("question.quiet", {"month": first.month, "country": NAMES[first.seat],
                                               "partner": first.toward}))
    if session.over:
        found.append(Reason("question.ending"))
    found.append(Reason("question.again"))
    return found[:MOST]
