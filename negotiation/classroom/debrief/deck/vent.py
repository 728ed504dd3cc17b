"""One word each, before anything is ranked."""

from __future__ import annotations

from ..card import Card, Sheet, Talk, Told
from ..drawing import WIDE, bar, chart, mark, words_at

# Nouns, so that they fit everybody in every language.
WORDS = ("calm", "curiosity", "disappointment", "doubt", "exclusion", "fairness", "fatigue", "hope", "injustice",
         "power", "pressure", "pride", "relief", "satisfaction", "surprise", "tension")
ROW, SIDE = 30, 200


def tell(talk: Talk) -> Told:
    """How many chose each word, in the order of the alphabet: no word is first."""
    t, spoken = talk.t, talk.spoken
    rows = sorted((t(f"card.word.{w}"), n) for w, n in spoken.items() if n)
    if not rows:
        return Told(t("card.vent.none"))
    most = max(n for _, n in rows)
    bars: list[object] = []
    for at, (word, n) in enumerate(rows):
        y = at * ROW
        bars.append(mark("g", "", words_at(SIDE - 10, y + 21, word, "", "end"),
                         bar(SIDE, y + 4, n / most * (WIDE - SIDE - 60), ROW - 8, "fill"),
                         words_at(SIDE + n / most * (WIDE - SIDE - 60) + 8, y + 21, str(n))))
    return Told(t("card.vent.finding", n=sum(spoken.values()), words=len(rows)),
                chart(*bars, high=len(rows) * ROW + 6),                                    # type: ignore[arg-type]
                [Sheet([t("card.head.word"), t("card.head.how_many")], [[word, str(n)] for word, n in rows])])


CARD = Card(1, "vent", tell)
