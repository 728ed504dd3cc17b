"""What the class asks for on the way: one act or one rule changed, the engine's answer, as bodies of events.

The answer is stored with the question: a room that is opened again shows what the class saw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ...analysis.other_rules import under
from ...analysis.what_if import GAMES, WhatIfError, change, what_if
from ...rules.arrays import turned
from ...rules.countries import NAMES
from ...rules.future import ENDINGS, ending, score
from ...rules.notation import NotationError
from ...rules.reasons import IllegalChoice
from ...rules.scenario import Scenario
from ...scenarios import loads
from ...session import Session
from ..event import Refused, Told
from ..room import Room
from ..treatments import TREATMENTS
from .facts import Game

LEAST_GAMES = 2
RULES: Mapping[str, Mapping[str, object]] = {
    "three_way": TREATMENTS["separate"][1].set, "public": TREATMENTS["talks"][1].set,
    "low": {"menu.ladder": [0, 5, 10]}, "word": {"rules.broken": -32.0}, "forgiving": {"rules.broken": -4.0},
}
PLACES = 4                                 # of figures kept: a ten-thousandth of a billion


def acts(game: Game) -> list[dict[str, Any]]:
    """Every act of a game that can be left out or turned round, in order: its line, and what may stand instead."""
    out = []
    for deed in game.deeds:
        other = {"accept": "refuse", "refuse": "accept"}.get(deed.word)
        instead = [""] if other is None else ["", game.told(deed).replace(deed.word, other, 1)]
        out.append({"month": deed.month + 1, "seat": deed.seat, "line": deed.line, "without": game.told(deed),
                    "instead": instead})
    return out


def asked(game: Game, month: int, without: str, instead: str, games: int = GAMES) -> dict[str, Any]:
    """One act changed: with the game's own luck once, and `games` times with luck drawn anew. Raises Refused."""
    session = game.session
    try:
        changed = change(session, month, without, instead)
        own = what_if(session, changed, LEAST_GAMES)
        many = what_if(lucky(session), changed, games)
    except (WhatIfError, NotationError, IllegalChoice) as error:
        raise Told(error.reason) from error
    assert own.own is not None and own.own_endings is not None
    payoff = {}
    for name in NAMES:
        was, now = (values[f"payoff.{name}"] for values in own.own)
        figure = many.figures[f"payoff.{name}"]
        payoff[name] = {"own": round(now - was, PLACES), "low": round(figure.band[0], PLACES),
                        "middle": round(figure.band[1], PLACES), "high": round(figure.band[2], PLACES)}
    return {"game": game.number, "month": month, "country": NAMES[changed.seat],
            "without": without.partition(": ")[2], "instead": instead.partition(": ")[2],
            "found": {"games": games, "payoff": payoff, "own": list(own.own_endings),
                      "endings": {name: list(shares) for name, shares in many.endings.items()}}}


def lucky(session: Session) -> Session:
    """The same game under rules with luck: a room whose luck is off still shows how much hangs on it."""
    scenario = session.scenario
    if scenario.rules.luck > 0:
        return session
    other = Session(replace(scenario, rules=replace(scenario.rules, luck=1.0)), session.seed,
                    dict(zip(NAMES, session.seats, strict=True)))
    other.past = list(session.past)
    other.state = session.state
    return other


def ruled(room: Room, games: Sequence[Game], rule: str) -> list[dict[str, Any]]:
    """Every game under one other rule: payoffs and endings, as they were and as they would be. Raises Refused."""
    if rule not in RULES:
        raise Refused("room.refused.setting", name="rule")
    groups: dict[tuple[str, tuple[str | None, ...]], list[Game]] = {}
    for game in games:
        groups.setdefault((game.arm, game.session.seats), []).append(game)
    out = []
    for (arm, _), group in groups.items():
        scenario = _other(room, arm, rule)
        end = under([g.session for g in group], scenario)
        now, ends = turned(score(scenario, end)).sum(-1), ending(end)
        for row, game in enumerate(group):
            was = score(game.scenario, game.session.state).sum(0)
            out.append({"game": game.number, "was": np.round(was, PLACES).tolist(),
                        "now": np.round(now[row], PLACES).tolist(), "ending_was": game.ending,
                        "ending_now": ENDINGS[int(ends[row])]})
    return sorted(out, key=lambda row: int(row["game"]))


def _other(room: Room, arm: str, rule: str) -> Scenario:
    """The scenario of an arm with one rule changed."""
    return loads(room.texts[arm], set=dict(RULES[rule]))
