"""What the others did in the half played last, in two lines; the log tells the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rules.countries import NAMES
from . import measure
from .acts import Act, coming, latest
from .controls import Button, button_width
from .items import EFFECT, Cares, Effect, Flag, Icon, Item, Panel, Paragraph, Text
from .layout import Rect
from .tokens import LABEL

if TYPE_CHECKING:
    from .board import Board

HIGH, STRIP, LINE = 92.0, 40.0, 23.0


def news_card(board: Board, at: Rect) -> Iterator[Item]:
    """A heading with the way to the whole log, and as many lines as there is room for."""
    game, t = board.game, board.t
    found = game.kept(("latest", t.language), lambda: [*coming(game), *latest(game)])
    yield Panel(at, stripe="ink")
    box = at.cut(left=18, right=10, top=6, bottom=6)
    label = t("news.read", n=len(found)) if found else t("news.log")
    wide = button_width(label, key="n", size=15)
    yield Button(Rect(box.right - wide, at.y + 5, wide, 28), label, "ghost", size=15, key="n", name="news")
    yield Icon(Rect(box.x, at.y + 10, 18, 20), "newspaper", "muted")
    half = ("done" if game.talking else "said") if game.session.past else "start"
    heading = t(f"news.{half}.card" if found and found[0].icon == "newspaper" else f"news.{half}")
    effects = game.kept(("cares", board.sitting.look.numbers), lambda: cares(board))
    room = box.w - 25 - wide - 8
    if effects and measure.width(heading, "semibold", LABEL) + EFFECT * len(effects) + 8 <= room:
        room -= EFFECT * len(effects) + 8
        place = Rect(box.x + 25 + room + 8, at.y + 8, EFFECT * len(effects), 24)
        yield Cares(place, effects, name="cares", tip=cares_words(board))
    yield Text(Rect(box.x + 25, at.y + 10, room, 20), heading, LABEL, "semibold", "muted")
    y = at.y + 36
    if at.h <= STRIP:
        return
    if not found:
        text = t("news.quiet") if game.session.past else _summary(board)
        found = [Act("", text)]
    yield from _lines(Rect(box.x, y, box.w, at.bottom - y - 6), found)


def stirred(board: Board) -> dict[str, float]:
    """How the half played last moved each other capital's trust in the one who looks."""
    game = board.game
    if not game.session.past or not game.me:
        return {}
    return {c: sum(why.points for why in game.session.changes(c, game.me, 1)) for c in NAMES if c != game.me}


def cares(board: Board) -> tuple[Effect, ...]:
    """Who cares, and how much: an arrow for half a point of trust, two for three points, three for eight."""
    game, out = board.game, []
    for country, points in stirred(board).items():
        size = sum(abs(points) >= edge for edge in (0.5, 3.0, 8.0))
        text = game.points(points) if board.sitting.look.numbers and size else ""
        if size:
            out.append(Effect(country, size if points > 0 else -size, text))
    return tuple(out)


def cares_words(board: Board) -> str:
    """The same as a sentence."""
    game, t = board.game, board.t
    parts = [t("news.cares.one", country=c, points=game.points(p)) for c, p in stirred(board).items()]
    return t("news.cares", parts=t("list.separator").join(parts))


def _lines(at: Rect, found: list[Act]) -> Iterator[Item]:
    """The first act in as many lines as there are, then what still fits whole; a tip tells what is left out."""
    free = int(at.h // LINE)
    y = at.y
    for n, act in enumerate(found):
        left = 28.0 if act.country or act.icon else 0.0
        lines = measure.wrap(act.words, "regular", 15, at.w - left)
        if free <= 0 or (len(lines) > free and n):
            return
        shown = act.words
        if len(lines) > free:
            last = measure.shorten(" ".join(lines[free - 1 :]), "regular", 15, at.w - left)
            shown = " ".join((*lines[: free - 1], last))
        count = min(free, len(lines))
        mark = Rect(at.x, y + 3, 20, 16)
        if left:
            yield Flag(mark, act.country) if act.country else Icon(mark, act.icon)
        box = Rect(at.x + left, y, at.w - left, count * LINE)
        tip = act.words if shown != act.words else ""
        yield Paragraph(box, shown, 15, tone="ink", leading=LINE / 15, name=f"news.{n}" if tip else "", tip=tip)
        free -= count
        y += count * LINE


def _summary(board: Board) -> str:
    found = board.game.session.scenario.text.get("summary", {})
    return str(found.get(board.t.language) or found.get("en") or "")
