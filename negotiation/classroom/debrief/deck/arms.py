"""The two sides of a comparison."""

from __future__ import annotations

import numpy as np

from ....rules.countries import N
from ..card import SMALL, Card, Sheet, Talk, Told
from ..drawing import Mark, chart, disc, mark, reach, rule, scale, ticks, words_at

LEFT, RIGHT, ROW = 20, 620, 120


def measures(talk: Talk, rows: list[int]) -> dict[str, list[float]]:
    """What a side is compared by, one value a game."""
    lesson = talk.lesson
    games = [lesson.games[n] for n in rows]
    gain = (lesson.payoff - lesson.nothing).sum(1)
    return {
        "joint": [float(gain[n]) for n in rows],
        "trust": [float(g.trust[-1].sum() / (N * (N - 1))) for g in games],
        "deals": [float(len(g.signed)) for g in games],
        "raises": [float(g.raises) for g in games],
        "broken": [float(g.words_given["broken"]) for g in games],
    }


def tell(talk: Talk) -> Told:
    """Every game as a dot on the scale of what the three gained together; means, and how many games they are of."""
    t, lesson = talk.t, talk.lesson
    sides = {arm: measures(talk, rows) for arm, rows in sorted(lesson.arms.items())}
    values = [v for found in sides.values() for v in found["joint"]]
    low, high = reach(values)
    x = scale(low, high, LEFT + 10, RIGHT - 10)
    marks: list[Mark] = []
    for n, (arm, found) in enumerate(sides.items()):
        y = 70 + n * ROW
        name = t("card.arms.all") if arm == "none" else t(f"room.arm.{arm}")
        marks.append(words_at(LEFT, y - 38, t("card.arms.side", name=name, n=len(found["joint"])), "strong"))
        marks.append(rule(LEFT, y, RIGHT, y))
        for k, value in enumerate(sorted(found["joint"])):
            marks.append(disc(x(value), y - 8 + 8 * (k % 3), 7, "dot"))
        mean = x(float(np.mean(found["joint"])))
        corners = f"{mean:.1f},{y + 16} {mean + 9:.1f},{y + 32} {mean - 9:.1f},{y + 32}"
        marks.append(mark("polygon", "mean", points=corners))
    bottom = 70 + len(sides) * ROW - 50
    for value in ticks(low, high):
        marks.append(words_at(x(value), bottom + 24, talk.axis(value), "small soft", "middle"))
    marks.append(words_at((LEFT + RIGHT) / 2, bottom + 48, t("card.arms.axis"), "small", "middle"))
    names = [t("card.arms.all") if arm == "none" else t(f"room.arm.{arm}") for arm in sides]
    rows = [[t(f"card.arms.{key}"), *(t.number(float(np.mean(found[key])), "+,.1f" if key == "joint" else ",.1f")
                                      for found in sides.values())] for key in next(iter(sides.values()))]
    rows.insert(0, [t("card.head.games"), *(str(len(found["joint"])) for found in sides.values())])
    small = min(len(found["joint"]) for found in sides.values()) < SMALL
    return Told(_finding(talk, sides), chart(*marks, high=bottom + 60),
                [Sheet([t("card.head.mean"), *names], rows)], warning=t("card.arms.small") if small else "",
                signs=[("dot", t("card.sign.dot")), ("mean", t("card.sign.mean"))])


def _finding(talk: Talk, sides: dict[str, dict[str, list[float]]]) -> str:
    t = talk.t
    if len(sides) < 2:
        (arm, measured), = sides.items()
        found = {"n": len(measured["joint"]), "mean": talk.money(float(np.mean(measured["joint"])))}
        return t("card.arms.one", **found) if arm == "none" else t("card.arms.half", side=t(f"room.arm.{arm}"), **found)
    means = {arm: float(np.mean(found["joint"])) for arm, found in sides.items()}
    high, low = sorted(means, key=lambda arm: -means[arm])
    return t("card.arms.finding", high=t(f"room.arm.{high}"), low=t(f"room.arm.{low}"),
             amount=t.money(means[high] - means[low]))


CARD = Card(7, "arms", tell)
