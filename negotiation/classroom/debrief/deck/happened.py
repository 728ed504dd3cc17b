"""Who signed with whom: the class as a wall of triangles."""

from __future__ import annotations

from collections import Counter

from ....rules.countries import ALL, KIND_NAMES
from ....rules.future import ENDINGS
from ..card import Card, Sheet, Talk, Told
from ..drawing import WIDE, Mark, chart, mark, path, token, words_at
from ..facts import Game, members

TALL, HEAD = 92, 30
CORNERS = ((14, 62), (40, 20), (66, 62))   # us, canada, mexico in a tile


def tell(talk: Talk) -> Told:
    """A tile a game, by side of the comparison."""
    t, games = talk.t, talk.lesson.games
    order = sorted(games, key=lambda g: (g.arm, ENDINGS.index(g.ending), sorted(s.kind for s in g.signed), g.number)
                   if talk.choice.hide else (g.arm, g.number))
    renewed = sum(g.ending in ("renewed", "renewed_walls") for g in games)
    apart = sum(any(g.scenario.catalogue.separate[s.deal] for s in g.signed) for g in games)
    endings = Counter(g.ending for g in games)
    rows = [[t(f"ending.{e}"), str(endings[e])] for e in ENDINGS if endings[e]]
    rows.append([t("card.happened.apart"), str(apart)])
    each = [[talk.name(g), *([t(f"room.arm.{g.arm}")] if len(talk.lesson.arms) > 1 else []), _signed(talk, g),
             t(f"ending.{g.ending}")] for g in order]
    head = [t("card.head.game"), *([t("card.head.side")] if len(talk.lesson.arms) > 1 else []),
            t("card.head.signed"), t("card.head.ending")]
    return Told(t("card.happened.finding", n=len(games), renewed=renewed, apart=apart), _wall(talk, order),
                [Sheet([t("card.head.ending"), t("card.head.games")], rows), Sheet(head, each, long=True)],
                places=[g.number for g in order],
                signs=[("three", t("card.sign.three")), ("pair", t("card.sign.pair")),
                       ("us", t("country.us")), ("canada", t("country.canada")), ("mexico", t("country.mexico"))])


def _signed(talk: Talk, game: Game) -> str:
    t = talk.t
    return t("list.separator").join(t("card.signed_in", n=s.month, kind=t(f"card.kind.{KIND_NAMES[s.kind]}"))
                                    for s in game.signed) or "–"


def _wall(talk: Talk, order: list[Game]) -> Mark:
    across = max(4, min(10, round(len(order) ** .5 * 1.6)))
    wide = WIDE / across
    shrunk = min(1.0, (wide - 4) / 80)
    out: list[Mark] = []
    y, at = 0.0, 0
    for arm in sorted({g.arm for g in order}):
        if len(talk.lesson.arms) > 1:
            out.append(words_at(4, y + 22, talk.t(f"room.arm.{arm}"), "strong"))
            y += HEAD
        here = [g for g in order if g.arm == arm]
        for n, game in enumerate(here):
            dx, dy = (n % across) * wide + (wide - shrunk * 80) / 2, y + n // across * TALL * shrunk
            out.append(mark("g", "one", *_tile(talk, game), data_at=at,
                            transform=f"translate({dx:.1f} {dy:.1f}) scale({shrunk:.2f})"))
            at += 1
        y += -(-len(here) // across) * TALL * shrunk
    return chart(*out, high=round(y) + 4)


def _tile(talk: Talk, game: Game) -> list[Mark]:
    out = [mark("rect", "edge", x=0, y=0, width=80, height=TALL - 6, rx=6)]
    if any(s.kind == ALL for s in game.signed):
        out.append(mark("polygon", "three", points=" ".join(f"{x},{y}" for x, y in CORNERS)))
    for kind in sorted({s.kind for s in game.signed} - {ALL}):
        out.append(path([CORNERS[i] for i in members(kind)], "pair"))
    out += [token(i, x, y, 7) for i, (x, y) in enumerate(CORNERS)]
    first: dict[int, int] = {}
    for s in game.signed:
        first.setdefault(s.kind, s.month)
    if ALL in first:
        out.append(words_at(40, 54, str(first[ALL]), "small ink", "middle"))
    for kind, (x, y) in enumerate(((20, 38), (40, 81), (62, 38))):
        if kind in first:
            out.append(words_at(x, y, str(first[kind]), "small", "middle"))
    return out if talk.choice.hide else [*out, words_at(4, 16, str(game.number), "small strong")]


CARD = Card(2, "happened", tell)
