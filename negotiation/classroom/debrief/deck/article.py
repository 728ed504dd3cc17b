"""Back to the article: which game looks most like 2025?"""

from __future__ import annotations

from ..card import Card, Sheet, Talk, Told
from ..drawing import Mark, chart, disc, mark, words_at
from ..facts import MARKS, marks

ROW, MOST, LEFT, STEP = 30, 12, 70, 74


def tell(talk: Talk) -> Told:
    """The games that bear most marks of the year the article tells of."""
    t, lesson = talk.t, talk.lesson
    found = sorted(((marks(g), g) for g in lesson.games), key=lambda row: (-sum(row[0].values()), row[1].number))
    best = sum(found[0][0].values())
    first = [g for held, g in found if sum(held.values()) == best]
    drawn: list[Mark] = []
    for n in range(len(MARKS)):
        drawn.append(words_at(LEFT + n * STEP + 30, 20, "ABCDEFG"[n], "strong", "middle"))
    for at, (held, game) in enumerate(found[:MOST]):
        y = 34 + at * ROW
        name = "" if talk.choice.hide else t("card.short", n=game.number)
        row = [words_at(4, y + 20, name, "strong" if game in first else "")]
        row += [disc(LEFT + n * STEP + 30, y + 14, 10, "fill" if held[m] else "hollow") for n, m in enumerate(MARKS)]
        drawn.append(mark("g", "one", mark("rect", "edge", x=0, y=y, width=636, height=ROW - 2, rx=6), *row,
                          words_at(622, y + 20, str(sum(held.values())), "", "end"), data_at=at))
    shares = [["ABCDEFG"[n], t(f"card.mark.{m}"), str(sum(held[m] for held, _ in found))]
              for n, m in enumerate(MARKS)]
    every = [[talk.name(g), *("●" if held[m] else "–" for m in MARKS), str(sum(held.values()))] for held, g in found]
    one = t("card.article.finding", game=talk.name(first[0]), marks=best, of=len(MARKS)) if len(first) == 1 else \
        t("card.article.several", n=len(first), marks=best, of=len(MARKS))
    return Told(one, chart(*drawn, high=40 + min(len(found), MOST) * ROW),
                [Sheet(["", t("card.head.mark"), t("card.head.games")], shares),
                 Sheet([t("card.head.game"), *"ABCDEFG", t("card.head.marks")], every, long=True)],
                places=[g.number for _, g in found[:MOST]],
                signs=[("fill", t("card.sign.yes")), ("hollow", t("card.sign.no"))])


CARD = Card(9, "article", tell, of_article=True)
