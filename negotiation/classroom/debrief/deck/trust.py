"""How trust went in one game, and the three events that lowered it most."""

from __future__ import annotations

from ....rules.countries import NAMES, OTHERS, N
from ...board import month_name
from ..card import Card, Sheet, Talk, Told
from ..drawing import Mark, chart, disc, path, rule, scale, token, words_at

TOP, BOTTOM, PANEL, LEFT = 40, 330, 186, 40


def tell(talk: Talk) -> Told:
    """Three panels, one for each country's trust in the two others."""
    t, game = talk.t, talk.game
    trust, drops = game.trust, game.drops
    y = scale(0, 100, BOTTOM, TOP)
    marks: list[Mark] = []
    for i in range(N):
        left = LEFT + i * (PANEL + 20)
        x = scale(0, max(game.months, 1), left + 6, left + PANEL - 16)
        marks.append(words_at(left + PANEL / 2 - 6, 22, t(f"country.{NAMES[i]}"), "strong", "middle"))
        for level in (0, 20, 40, 60, 80, 100):
            marks.append(rule(left, y(level), left + PANEL - 8, y(level)))
            if not i:
                marks.append(words_at(left - 6, y(level) + 5, str(level), "small soft", "end"))
        for month in {0, game.months}:
            marks.append(words_at(x(month), BOTTOM + 22, str(month), "small soft", "middle"))
        for j in OTHERS[i]:
            marks.append(path([(x(m), y(v)) for m, v in enumerate(trust[:, i, j])], f"stroke {NAMES[j]}"))
            marks.append(token(j, x(game.months), y(trust[-1, i, j]), 7))
        for n, drop in enumerate(drops, 1):
            if NAMES.index(drop.of) == i:
                at = x(drop.month + 1), y(trust[drop.month + 1, i, NAMES.index(drop.toward)])
                marks += [disc(*at, 11, "badge"), words_at(at[0], at[1] + 6, str(n), "small badge-ink", "middle")]
    marks.append(words_at(LEFT + 3 * PANEL / 2 + 20, BOTTOM + 46, t("card.trust.months"), "small", "middle"))
    rows = [[str(n), month_name(t, game.session, d.month), t("page.moved", of=d.of, **{"in": d.toward}),
             t.number(d.points, "+,.0f"), t(d.why)] for n, d in enumerate(drops, 1)]
    every = [[str(m), *(f"{trust[m, i, j]:.0f}" for i in range(N) for j in OTHERS[i])] for m in range(len(trust))]
    head = [t("card.head.month"), *(t("page.moved", of=NAMES[i], **{"in": NAMES[j]})
                                    for i in range(N) for j in OTHERS[i])]
    first = drops[0] if drops else None
    finding = t("card.trust.calm") if first is None else t(
        "card.trust.finding", points=t.number(-first.points, ",.0f"), of=first.of, to=first.toward, why=t(first.why),
        month=month_name(t, game.session, first.month))
    return Told(finding, chart(*marks, high=BOTTOM + 56), [
        Sheet(["", t("card.head.month"), t("card.head.trust"), t("card.head.points"), t("card.head.why")], rows),
        Sheet(head, every, long=True)], about=talk.name(game),
        signs=[(name, t(f"country.{name}")) for name in NAMES])


CARD = Card(5, "trust", tell, one_game=True)
