"""Tariffs in force: who charges whom, and for the selected pair every sector and what else stands between the two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rules.countries import NAMES
from ..rules.kinds.sector import SECTORS
from ..rules.reasons import Reason
from . import measure
from .board_map import pair_name, standing
from .controls import Button
from .items import Flag, Item, Panel, Rule, Text, paragraph, well
from .layout import REST, Rect, columns
from .lists import Scroller
from .tokens import BODY, LABEL

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

ROW, TOP = 32.0, 24.0


def tariffs_card(board: Board, at: Rect) -> Iterator[Item]:
    """The table of general tariffs, and the selected pair in full."""
    game, t = board.game, board.t
    title, read = t("tariffs.title"), t("tariffs.read")
    room = at.w - 70 - measure.width(title, "bold", BODY)
    panel = Panel(at, title, "percent", read if measure.width(read, "regular", LABEL) <= room else "")
    yield panel
    box = panel.inside.cut(bottom=-4)
    boxes = columns(Rect(box.x, box.y - 4, box.w, TOP), 74, REST, REST, REST)
    for column, country in zip(boxes[1:], NAMES, strict=True):
        yield Flag(Rect(column.center[0] - 34, column.y + 4, 22, 16), country)
        yield Text(column.cut(left=column.w / 2 - 8), t(f"code.{country}"), LABEL, "semibold", "muted")
    y = box.y + TOP - 4
    for i, country in enumerate(NAMES):
        row = Rect(box.x, y, box.w, ROW)
        yield Rule(Rect(row.x, row.y, row.w, 1))
        cells = columns(row, 74, REST, REST, REST)
        yield Flag(Rect(row.x, row.y + 8, 22, 16), country)
        yield Text(cells[0].cut(left=28), t(f"code.{country}"), 15, "semibold")
        for j, (cell, partner) in enumerate(zip(cells[1:], NAMES, strict=True)):
            if i == j:
                yield Text(cell, "–", 15, tone="muted", align="center")
            else:
                yield from _cell(board, cell, country, partner)
        y += ROW
    rest = Rect(box.x, y + 4, box.w, box.bottom - y - 4)
    yield Rule(Rect(box.x, y, box.w, 1))
    rows, high = game.kept(
        ("pair", board.link, rest.w, t.language), lambda: _pair(game, *board.link, rest.w - 12)
    )
    yield Scroller(rest, rows, high, name="pair")


def _cell(board: Board, at: Rect, country: str, partner: str) -> Iterator[Item]:
    game, t = board.game, board.t
    s = game.session.state
    i, j = NAMES.index(country), NAMES.index(partner)
    rate = float(s.wall[i, j])
    before = game.earlier()
    moved = rate - float(before.session.state.wall[i, j]) if before else 0.0
    some = bool((s.sector[i, j] > 0).any())
    text = t.percent(rate) + ("*" if rate > 0 and s.spare[i, j] == 0 else "") + ("+" if some else "")
    chosen = (country, partner) == board.link[::-1] or (country, partner) == board.link
    box = at.inset(3, 3)
    if chosen:
        yield well(box, "chosen", "", 6)
    tip = t("tariffs.of", country=country, partner=partner, parts=tariff_words(game, country, partner))
    if moved:
        tip += "\n" + t("tariffs.moved", moved=game.points(moved, 0))
    yield Button(box, text, "ghost", name=f"tariff.{country}.{partner}", tip=tip)


def tariff_words(game: Game, country: str, partner: str) -> str:
    """What one country charges another, in words."""
    t, s = game.t, game.session.state
    i, j = NAMES.index(country), NAMES.index(partner)
    parts = []
    if s.wall[i, j] > 0:
        id_ = "text.wall_sparing" if s.spare[i, j] > 0 else "text.wall_all"
        parts.append(t(id_, rate=float(s.wall[i, j])))
    parts += [
        t("text.sector_rate", sector=Reason(f"sector.{name}"), rate=float(s.sector[i, j, k]))
        for k, name in enumerate(SECTORS)
        if s.sector[i, j, k] > 0
    ]
    return t("list.separator").join(parts) if parts else t("tariffs.none")


def _pair(game: Game, of: str, toward: str, wide: float) -> tuple[tuple[Item, ...], float]:
    """Both directions of a pair, and what else stands."""
    t = game.t
    out: list[Item] = []
    y = 2.0
    lines = [
        t("tariffs.of", country=a, partner=b, parts=tariff_words(game, a, b)) for a, b in ((toward, of), (of, toward))
    ]
    for line in (t("tariffs.legend"), *lines, *standing(game, pair_name(of, toward))):
        out.append(paragraph(Rect(0, y, wide, 0), line, LABEL))
        y += measure.height(line, "regular", LABEL, wide) + 4
    return tuple(out), y
