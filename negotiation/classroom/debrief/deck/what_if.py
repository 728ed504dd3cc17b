"""What if one act had been another? One possible history, and how much of it is luck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....explain import move_words
from ....rules.countries import NAMES, N
from ....rules.future import ENDINGS
from ..card import Card, Sheet, Talk, Told
from ..drawing import Mark, bar, chart, reach, rule, scale, ticks, token, words_at
from ..facts import Game

LEFT, RIGHT, ROW = 150, 620, 86


def question(talk: Talk, game: Game, asked: Mapping[str, Any]) -> str:
    """The change as a question."""
    menu, t, seat = game.scenario.menu, talk.t, NAMES.index(asked["country"])

    def told(line: str) -> str:
        return move_words(t, menu, line, seat) if line else ""

    way = "exchanged" if asked["without"] and asked["instead"] else "left_out" if asked["without"] else "put_in"
    return t(f"what_if.{way}", month=asked["month"], country=asked["country"], was=told(asked["without"]),
             instead=told(asked["instead"]))


def proposal(talk: Talk, game: Game, act: Mapping[str, Any]) -> str:
    """One of the acts that are voted on, as a question."""
    bare = {key: act[key].partition(": ")[2] for key in ("without", "instead")}
    return question(talk, game, {**act, **bare})


def tell(talk: Talk) -> Told:
    """The change of each country's payoff: with the game's own luck a dot, with other luck the middle nine tenths."""
    t, asked = talk.t, talk.choice.asked
    voted = talk.lesson.game(talk.poll["game"]) if talk.poll else None
    if voted is not None:
        return Told(t("card.what_if.vote"), None, [Sheet([t("card.head.proposal")], [
            [proposal(talk, voted, act)] for act in talk.poll["acts"]])], about=talk.name(voted))
    game = None if asked is None else talk.lesson.game(asked["game"])
    if asked is None or game is None:
        return Told(t("card.what_if.none"))
    found = asked["found"]
    low, high = reach([v for f in found["payoff"].values() for v in (f["own"], f["low"], f["high"])])
    x = scale(low, high, LEFT, RIGHT)
    marks: list[Mark] = []
    for value in ticks(low, high):
        marks += [rule(x(value), 10, x(value), 3 * ROW), words_at(x(value), 3 * ROW + 22, talk.axis(value),
                                                                  "small soft", "middle")]
    marks.append(rule(x(0), 6, x(0), 3 * ROW, "walkaway"))
    for i in range(N):
        f, y = found["payoff"][NAMES[i]], i * ROW + 46
        marks += [token(i, 14, y, 8), words_at(30, y + 6, t(f"country.{NAMES[i]}")),
                  bar(x(f["low"]), y - 14, x(f["high"]) - x(f["low"]), 28, "band"),
                  rule(x(f["middle"]), y - 18, x(f["middle"]), y + 18, "strokes"),
                  token(i, x(f["own"]), y, 9, "outlined")]
    marks.append(words_at((LEFT + RIGHT) / 2, 3 * ROW + 46, t("card.what_if.axis"), "small", "middle"))
    rows = [[t(f"country.{name}"), talk.bn(f["own"]), talk.bn(f["middle"]),
             f"{talk.bn(f['low'])} … {talk.bn(f['high'])}"] for name, f in found["payoff"].items()]
    ends = [[t(f"ending.{e}"), *(t.percent(100 * share) for share in found["endings"][e])] for e in ENDINGS
            if any(found["endings"][e])]
    was, instead = found["own"]
    name = asked["country"]
    f = found["payoff"][name]
    way = "more" if f["low"] > 0 else "less" if f["high"] < 0 else "luck"
    way = "same" if not any(round(f[k], 1) for k in ("own", "low", "high")) else way
    finding = t(f"card.what_if.{way}", country=name, amount=t.money(f["own"] if way == "luck" else abs(f["own"])),
                low=talk.bn(f["low"]), high=talk.bn(f["high"]))
    return Told(finding, chart(*marks, high=3 * ROW + 60), [
        Sheet([t("card.head.country"), t("card.what_if.own"), t("card.what_if.middle"), t("card.what_if.band")], rows,
              t("card.what_if.unit")),
        Sheet([t("card.head.ending"), t("card.what_if.was"), t("card.what_if.instead")], ends,
              t("card.what_if.endings", n=found["games"]))],
        warning=t("card.what_if.one", was=t(f"ending.{was}"), instead=t(f"ending.{instead}"), n=found["games"]),
        about=f"{talk.name(game)} · {question(talk, game, asked)}",
        signs=[("band", t("card.what_if.band")), ("strokes", t("card.what_if.middle"))])


CARD = Card(8, "what_if", tell, one_game=True)
