"""What was foreseen, beside what came."""

from __future__ import annotations

from ..card import Card, Sheet, Talk, Told
from ..drawing import Mark, bar, chart, mark, rule, scale, words_at

CHANCES, WHATS = (0.1, 0.5, 0.9), ("signs", "raises")
LEFT, TOP, BOTTOM, PANEL = 46, 46, 330, 290


def brier(pairs: list[tuple[float, bool]]) -> float:
    """The mean square between what was said and what came (Brier 1950): 0 is a prophet, 0.25 who always says half."""
    return sum((chance - came) ** 2 for chance, came in pairs) / len(pairs)


def tell(talk: Talk) -> Told:
    """How often each thing that was foreseen came, by how sure the predictors were."""
    t = talk.t
    found = [f for g in talk.lesson.games for f in g.foreseen]
    if not found:
        return Told(t("card.foreseen.none"))
    rows, marks = [], list[Mark]()
    y = scale(0, 1, BOTTOM, TOP)
    for panel, what in enumerate(WHATS):
        left = LEFT + panel * (PANEL + 14)
        marks.append(words_at(left, 24, t(f"card.foreseen.{what}"), "strong"))
        for share in (0.0, 0.5, 1.0):
            marks.append(rule(left, y(share), left + PANEL - 10, y(share)))
            if not panel:
                marks.append(words_at(left - 4, y(share) + 6, t.percent(100 * share), "small", "end"))
        for n, chance in enumerate(CHANCES):
            said = [f for f in found if f.what == what and f.chance == chance]
            came = sum(f.came for f in said)
            x = left + 14 + n * (PANEL - 10) / 3
            label = t(f"page.chance.{chance}")
            rows.append([t(f"card.foreseen.{what}"), label, str(len(said)), str(came),
                         t.percent(100 * came / len(said)) if said else "–"])
            marks.append(words_at(x + 34, BOTTOM + 24, label, "small", "middle"))
            marks.append(words_at(x + 34, BOTTOM + 44, t("card.of", n=came, of=len(said)), "small soft", "middle"))
            marks.append(mark("rect", "said", x=x, y=y(chance), width=68, height=BOTTOM - y(chance)))
            if said:
                marks.append(bar(x + 12, y(came / len(said)), 44, BOTTOM - y(came / len(said)), "fill"))
    blows = [f for f in found if f.what == "raises" and f.came]
    seen = sum(f.chance > 0.5 for f in blows)
    score = t.number(brier([(f.chance, f.came) for f in found]), ".2f")
    return Told(t("card.foreseen.finding", n=len(found), brier=score, half=t.number(0.25, ".2f"), seen=seen,
                  blows=len(blows)),
                chart(*marks), [Sheet([t("card.head.about"), t("card.head.said"), t("card.head.predictions"),
                                       t("card.head.came"), t("card.head.share")], rows)],
                signs=[("said", t("card.sign.said")), ("fill bar", t("card.sign.came"))])


CARD = Card(3, "foreseen", tell)
