"""What the others did in the half played last, in two lines; the log tells the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import measure
from .acts import Act, latest
from .controls import Button, button_width
from .items import Flag, Icon, Item, Panel, Paragraph, Text
from .layout import Rect
from .tokens import LABEL

if TYPE_CHECKING:
    from .board import Board

HIGH, STRIP = 92.0, 40.0


def news_card(board: Board, at: Rect) -> Iterator[Item]:
    """A heading with the way to the whole log, and as many lines as there is room for."""
    game, t = board.game, board.t
    found = game.kept(("latest", t.language), lambda: latest(game))
    yield Panel(at, stripe="ink")
    box = at.cut(left=18, right=10, top=6, bottom=6)
    label = t("news.read", n=len(found)) if found else t("news.log")
    wide = button_width(label, key="n", size=15)
    yield Button(Rect(box.right - wide, at.y + 5, wide, 28), label, "ghost", size=15, key="n", name="news")
    yield Icon(Rect(box.x, at.y + 10, 18, 20), "newspaper", "muted")
    heading = t("news.said") if not game.talking else t("news.done")
    heading = heading if game.session.past else t("news.start")
    yield Text(Rect(box.x + 25, at.y + 10, box.w - 25 - wide, 20), heading, LABEL, "semibold", "muted")
    y = at.y + 36
    if at.h <= STRIP:
        return
    if not found:
        text = t("news.quiet") if game.session.past else str(_summary(board))
        room = at.bottom - y - 4
        lines = int(room // measure.line(15, 1.25))
        kept = measure.wrap(text, "regular", 15, box.w)
        last = measure.shorten(" ".join(kept[lines - 1 :]), "regular", 15, box.w)
        shown = " ".join((*kept[: lines - 1], last))
        tip = text if len(kept) > lines else ""
        yield Paragraph(Rect(box.x, y, box.w, room), shown, 15, leading=1.25, name="news.text", tip=tip)
        return
    yield from _lines(Rect(box.x, y, box.w, at.bottom - y - 6), found)


def _lines(at: Rect, found: list[Act]) -> Iterator[Item]:
    """One line an act, shortened; the whole is in its tip."""
    for n, act in enumerate(found[: int(at.h // 24)]):
        row = Rect(at.x, at.y + 24 * n, at.w, 24)
        left = 28.0 if act.country or act.icon else 0.0
        if act.country:
            yield Flag(Rect(row.x, row.y + 4, 20, 16), act.country)
        elif act.icon:
            yield Icon(Rect(row.x, row.y + 3, 18, 18), act.icon)
        shown = measure.shorten(act.words, "regular", 15, row.w - left)
        yield Text(row.cut(left=left), shown, 15, name=f"news.{n}", tip=act.words if shown != act.words else "")


def _summary(board: Board) -> str:
    found = board.game.session.scenario.text.get("summary", {})
    return str(found.get(board.t.language) or found.get("en") or "")
