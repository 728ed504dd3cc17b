"""The road not taken: what there was to agree on in one month of one game, and what was signed."""

from __future__ import annotations

import numpy as np

from ....rules.countries import ALL, KIND_NAMES, NAMES
from ..card import Card, Sheet, Talk, Told
from ..drawing import (
    HIGH,
    WIDE,
    Mark,
    chart,
    cloud,
    disc,
    mark,
    path,
    reach,
    rule,
    scale,
    ticks,
    token,
    words_at,
)
from ..facts import Game, Signature

LEFT, TOP, BOTTOM = 64, 16, HIGH - 56
AXES = {0: (0, 1), 1: (0, 1), 2: (0, 1), ALL: (1, 2)}      # columns of the worths on the two axes


def chosen(talk: Talk, game: Game) -> tuple[int, int, Signature | None]:
    """Month, kind of deal, and the signature of that month and kind, if any; without a choice the first signature's."""
    month, kind = talk.choice.month, talk.choice.kind
    fitting = [s for s in game.signed if kind in (-1, s.kind) and month in (0, s.month)]
    if fitting:
        return fitting[0].month, fitting[0].kind, fitting[0]
    return min(month or 1, game.months), kind if kind >= 0 else ALL, None


def tell(talk: Talk) -> Told:
    """All deals of one kind as points, the walk-away lines, the zone, its edge, the deal that was signed."""
    t, game = talk.t, talk.game
    month, kind, signed = chosen(talk, game)
    zone = game.zone(month, kind)
    row = -1 if signed is None else zone.row(signed.deal)
    about = t("card.road.about", game=talk.name(game), n=month, kind=t(f"card.kind.{KIND_NAMES[kind]}"))
    names = [t(f"country.{NAMES[i]}") for i in zone.members]
    head = [t("card.head.deal"), *names]
    rows = [[t("card.road.walk_away"), *("0" for _ in names)]]
    if row >= 0:
        rows.append([t("card.road.signed"), *(talk.bn(x) for x in zone.worth[row])])
        rows.append([t("card.road.left"), *(talk.bn(x) for x in zone.left(row))])
    rows += [[t(f"card.point.{name}"), *(talk.bn(x) for x in zone.worth[at])]
             for name, at in zone.points.items() if at >= 0]
    counts = [[t("card.road.possible"), str(len(zone.deals))], [t("card.road.zone"), str(int(zone.ok.sum()))],
              [t("card.road.edge"), str(int(zone.edge.sum()))]]
    left = zone.left(row) if row >= 0 else None
    return Told(_finding(talk, bool(zone.ok.any()), row, left), _picture(talk, zone, row, names),
                [Sheet(head, rows, t("card.road.unit")),
                 Sheet([t("card.head.deals"), t("card.head.how_many")], counts)],
                about=about, signs=[("cloud other", t("card.sign.other")), ("cloud zone", t("card.sign.zone")),
                                    *([("edgeline", t("card.sign.edge"))] if kind != ALL else []),
                                    *([("ring", t("card.road.signed"))] if row >= 0 else [])])


def _finding(talk: Talk, some: bool, row: int, left: np.ndarray | None) -> str:
    if row < 0 or left is None:
        return talk.t("card.road.unsigned" if some else "card.road.empty")
    more = float(left.sum())
    return talk.t("card.road.more", amount=talk.t.money(more)) if more >= .05 else talk.t("card.road.best")


def _picture(talk: Talk, zone: object, row: int, names: list[str]) -> Mark:
    from ....analysis.bargain import Zone

    assert isinstance(zone, Zone)
    a, b = AXES[zone.kind]
    xs, ys = zone.worth[:, a], zone.worth[:, b]
    x = scale(*reach(xs), LEFT, WIDE - 26)
    y = scale(*reach(ys), BOTTOM, TOP)
    marks: list[Mark] = []
    for value in ticks(*reach(xs)):
        marks += [rule(x(value), TOP, x(value), BOTTOM), words_at(x(value), BOTTOM + 20, talk.axis(value),
                                                                   "small soft", "middle")]
    for value in ticks(*reach(ys)):
        marks += [rule(LEFT, y(value), WIDE - 26, y(value)),
                  words_at(LEFT - 6, y(value) + 5, talk.axis(value), "small soft", "end")]
    marks += [rule(x(0), TOP, x(0), BOTTOM, "walkaway"), rule(LEFT, y(0), WIDE - 26, y(0), "walkaway")]
    inside = zone.ok
    marks.append(cloud(zip(map(x, xs[~inside]), map(y, ys[~inside]), strict=True), "other"))
    marks.append(cloud(zip(map(x, xs[inside]), map(y, ys[inside]), strict=True), "zone"))
    if zone.kind != ALL and zone.edge.any():
        edge = sorted(zip(xs[zone.edge], ys[zone.edge], strict=True))
        marks.append(path([(x(p), y(q)) for p, q in edge], "edgeline"))
    if row >= 0:
        marks.append(disc(x(xs[row]), y(ys[row]), 11, "ring"))
    marks += [token(zone.members[a], LEFT + 8, BOTTOM + 40, 7), words_at(LEFT + 22, BOTTOM + 46, f"{names[a]} →"),
              token(zone.members[b], 14, TOP + 6, 7), mark("text", "", f"↑ {names[b]}", x=LEFT + 8, y=TOP + 16)]
    return chart(*marks)


CARD = Card(4, "road", tell, one_game=True)
