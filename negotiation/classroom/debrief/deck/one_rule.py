"""Change one rule: the class's own games played again under it, before and after."""

from __future__ import annotations

import numpy as np

from ....rules.countries import NAMES, N
from ..card import Card, Sheet, Talk, Told
from ..drawing import Mark, chart, disc, mark, reach, rule, scale, ticks, words_at

LEFT, RIGHT, ROW, MOST = 60, 620, 26, 20


def tell(talk: Talk) -> Told:
    """What the three gained together in each game, as it was and under the other rule."""
    t, found = talk.t, talk.rules.get(talk.choice.rule)
    if found is None:
        return Told(t("card.one_rule.none"))
    was = {row["game"]: np.array(row["was"]) for row in found}
    now = {row["game"]: np.array(row["now"]) for row in found}
    numbers = sorted(was, key=lambda g: float(was[g].sum()))
    sums = [float(x.sum()) for x in (*was.values(), *now.values())]
    low, high = reach(sums, zero=False)
    x = scale(low, high, LEFT, RIGHT)
    drawn = numbers if len(numbers) <= MOST else [numbers[int(k)] for k in np.linspace(0, len(numbers) - 1, MOST)]
    bottom = 10 + len(drawn) * ROW
    marks: list[Mark] = []
    for value in ticks(low, high):
        marks += [rule(x(value), 6, x(value), bottom),
                  words_at(x(value), bottom + 20, talk.axis(value), "small soft", "middle")]
    for at, g in enumerate(drawn):
        y, a, b = 22 + at * ROW, x(float(was[g].sum())), x(float(now[g].sum()))
        row = [rule(a, y, b, y, "strokes"), disc(a, y, 7, "hollow"), disc(b, y, 7, "fill")]
        if not talk.choice.hide:
            row.append(words_at(4, y + 6, t("card.short", n=g), "small"))
        marks.append(mark("g", "one", *row, data_at=at))
    marks.append(words_at((LEFT + RIGHT) / 2, bottom + 42, t("card.one_rule.axis"), "small", "middle"))
    before, after = (np.mean(list(each.values()), axis=0) for each in (was, now))
    rows = [[t(f"country.{NAMES[i]}"), talk.bn(before[i]), talk.bn(after[i]), talk.bn(after[i] - before[i])]
            for i in range(N)]
    rows.append([t("card.head.together"), talk.bn(before.sum()), talk.bn(after.sum()),
                 talk.bn(after.sum() - before.sum())])
    other = sum(row["ending_was"] != row["ending_now"] for row in found)
    return Told(t("card.one_rule.finding", rule=t(f"card.rule.{talk.choice.rule}"), n=len(found), other=other,
                  amount=talk.money(after.sum() - before.sum())),
                chart(*marks, high=bottom + 56),
                [Sheet([t("card.head.country"), t("card.what_if.was"), t("card.what_if.instead"),
                        t("card.head.difference")], rows, t("card.one_rule.unit"))],
                warning=t("card.one_rule.one"), places=drawn,
                signs=[("hollow", t("card.what_if.was")), ("fill", t("card.what_if.instead"))])


CARD = Card(10, "one_rule", tell)
