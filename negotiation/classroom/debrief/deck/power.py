"""Who had power: walk-away lines, Shapley values, and what each country got."""

from __future__ import annotations

import numpy as np

from ....rules.countries import NAMES, N
from ..card import Card, Sheet, Talk, Told
from ..drawing import Mark, bar, chart, disc, reach, rule, scale, ticks, token, words_at

LEFT, TOP, BOTTOM, GROUP = 60, 16, 330, 186


def tell(talk: Talk) -> Told:
    """Beside each other: the Shapley value, the mean of what was got over no deal, and each game as a dot."""
    t, lesson = talk.t, talk.lesson
    line = lesson.line
    fair = np.array([lesson.worths[g.arm].shapley for g in lesson.games])
    got = lesson.payoff - line
    rows = [[t(f"country.{NAMES[i]}"), talk.bn(line[:, i].mean()), talk.bn(fair[:, i].mean()),
             talk.bn(got[:, i].mean()), f"{talk.bn(got[:, i].min())} … {talk.bn(got[:, i].max())}"] for i in range(N)]
    y_reach = reach(np.concatenate([fair, got]))
    y = scale(*y_reach, BOTTOM, TOP)
    marks: list[Mark] = []
    for value in ticks(*y_reach):
        marks += [rule(LEFT, y(value), 634, y(value)),
                  words_at(LEFT - 6, y(value) + 5, talk.axis(value), "small soft", "end")]
    for i in range(N):
        x = LEFT + 14 + i * GROUP
        for n, (value, class_) in enumerate(((fair[:, i].mean(), "said"), (got[:, i].mean(), NAMES[i]))):
            top, low = sorted((y(value), y(0)))
            marks.append(bar(x + n * 62, top, 54, low - top, class_))
        for n, value in enumerate(got[:, i]):
            marks.append(disc(x + 126 + (n % 5) * 7, y(value), 4, "dot"))
        marks += [token(i, x + 8, BOTTOM + 26, 8), words_at(x + 24, BOTTOM + 32, t(f"country.{NAMES[i]}"))]
    marks.append(rule(LEFT, y(0), 634, y(0), "walkaway"))
    share = got.mean(0) - fair.mean(0)
    more, less = int(share.argmax()), int(share.argmin())
    core = all(w.core for w in lesson.worths.values())
    return Told(t("card.power.finding", more=NAMES[more], less=NAMES[less], plus=talk.money(share[more]),
                  minus=talk.money(share[less])),
                chart(*marks, high=BOTTOM + 50),
                [Sheet([t("card.head.country"), t("card.head.line"), t("card.head.shapley"), t("card.head.got"),
                        t("card.head.range")], rows, t("card.power.unit")),
                 Sheet([t("card.head.coalition"), t("card.head.worth")], _worths(talk), t("card.power.worths"),
                       long=True)],
                warning=t("card.power.core" if core else "card.power.no_core"),
                signs=[("said", t("card.head.shapley")), ("dot", t("card.sign.dot"))])


def _worths(talk: Talk) -> list[list[str]]:
    from ....analysis.cooperative import COALITIONS

    t = talk.t
    alone = np.mean([talk.lesson.worths[g.arm].alone for g in talk.lesson.games], axis=0)
    return [[t("list.separator").join(t(f"country.{NAMES[i]}") for i in members), talk.bn(alone[n])]
            for n, members in enumerate(COALITIONS)]


CARD = Card(6, "power", tell)
