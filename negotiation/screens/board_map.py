"""The map with the three links, each with its two trusts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rules.countries import NAMES, PAIR_NAMES, PAIRS
from .items import Item
from .layout import Rect
from .linkmap import Link, LinkMap, Side
from .lists import ListBox, Option

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

# Left and right of each pair as they lie on the map.
SIDES = {"us-canada": ("canada", "us"), "us-mexico": ("us", "mexico"), "canada-mexico": ("canada", "mexico")}
LOW = 270.0  # below this height the links are a list
LEGEND = (("dots", "broken"), ("dashes", "wary"), ("solid", "working"))
PACT = ("lapsed", "separate", "three")


def pair_name(a: str, b: str) -> str:
    """The name of a pair, in either order."""
    i, j = sorted((NAMES.index(a), NAMES.index(b)))
    return PAIR_NAMES[PAIRS.index((i, j))]


def link_map(board: Board, at: Rect) -> Iterator[Item]:
    """Nodes, links and pills; the selected link is haloed."""
    game, t = board.game, board.t
    if at.h < LOW:
        yield from link_list(board, at)
        return
    names = tuple(
        (c, t("map.you", country=c) if c == game.me else t(f"country.{c}")) for c in NAMES
    )
    legend = tuple((stroke, t(f"band.{name}")) for stroke, name in LEGEND)
    shown = legend if at.h > 300 else ()
    yield LinkMap(
        at, links(game), pair_name(*board.link), names, shown, t("map.trust") if shown else "", name="map", key="m"
    )


def link_list(board: Board, at: Rect) -> Iterator[Item]:
    """The three links under each other, where the map would be too small for them."""
    game, t = board.game, board.t
    options = tuple(
        Option(link.value, t("map.link", one=link.left.country, other=link.right.country, there=link.left.text,
                             back=link.right.text), note=link.word, tip=link.tip)
        for link in links(game)
    )
    yield ListBox(at, options, pair_name(*board.link), min(48.0, at.h / 3), name="map")


def links(game: Game) -> tuple[Link, ...]:
    """The three links as they are now."""
    return game.kept(("links", game.t.language), lambda: tuple(_link(game, pair) for pair in PAIR_NAMES))


def _link(game: Game, pair: str) -> Link:
    a, b = SIDES[pair]
    weaker = min(game.trust(a, b), game.trust(b, a))
    return Link(pair, _side(game, a, b), _side(game, b, a), game.band(weaker), "\n".join(standing(game, pair)))


def _side(game: Game, of: str, toward: str) -> Side:
    value = game.trust(of, toward)
    change = game.moved(game.trust_change(of, toward), digits=0)
    return Side(of, value, game.t.number(value, ".0f"), change)


def standing(game: Game, pair: str) -> list[str]:
    """What stands between two countries besides tariffs: pact, deal, warnings, promises, a shut channel."""
    t, s = game.t, game.session.state
    number = PAIR_NAMES.index(pair)
    out = [t(f"pact.{PACT[int(s.pact[number])]}")]
    if s.deal[number] >= 0:
        out.append(t("board.deal_in_force", deal=game.deal(int(s.deal[number]))))
    if number < 2 and s.deal[3] >= 0:
        out.append(t("board.deal_in_force", deal=game.deal(int(s.deal[3]))))
    for i, j in (PAIRS[number], PAIRS[number][::-1]):
        one, other = NAMES[i], NAMES[j]
        if s.frozen[i, j] > 0:
            out.append(t("board.frozen", country=one, partner=other))
        if s.reprieve[i, j] > 0:
            out.append(t("board.reprieve", country=one, partner=other, n=int(s.reprieve[i, j])))
        if s.warned[i, j] > 0:
            rate = t.percent(float(s.warnrate[i, j]))
            out.append(t("board.warned", country=one, partner=other, rate=rate, n=int(s.warned[i, j])))
        for k, name in enumerate(("three", "calm", "together")):
            if s.pledge[i, j, k] > 0:
                left = int(s.pledge[i, j, k])
                out.append(t(f"board.pledge.{name}", country=one, partner=other, n=left))
        if s.notice[i] > 0:
            out.append(t("board.notice", country=one, n=int(s.notice[i])))
    return out
