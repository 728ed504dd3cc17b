"""One trust at a time: the number, its band, and the reasons that add up to it with what the month did to each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import explain
from ..promises import running
from ..rules.causes import CAUSES, FADE
from ..rules.names import NAMES
from . import measure
from .controls import Button
from .figures import Meter
from .items import Delta, Icon, Item, Panel, Paragraph, Rule, Text, one_line, paragraph
from .layout import Rect
from .lists import Scroller
from .tokens import BANDS, FIGURE, LABEL, band

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

NUMBERS = 50.0  # the width of a column of points
AHEAD = 3  # months looked ahead
FOOT, ROOMY = 30.0, 130.0  # the line that looks ahead, and the height of the reasons from which there is one
BAND_NAMES = tuple(name for _, name in explain.BANDS)


def trust_title(game: Game, of: str, toward: str) -> str:
    """Whose trust in whom, as the one at the table would say it."""
    if toward == game.me:
        return game.t("trust.in_you", country=of)
    if of == game.me:
        return game.t("trust.yours", partner=toward)
    return game.t("trust.of", country=of, partner=toward)


def trust_card(board: Board, at: Rect) -> Iterator[Item]:
    """The card of the trust that is selected on the map."""
    game, t = board.game, board.t
    of, toward = board.link
    value, moved = game.trust(of, toward), game.trust_change(of, toward)
    yield Panel(at)
    box = at.inset(14, 10)
    number = t.number(value, ".0f")
    wide = measure.width(number, "headline", FIGURE) + 12
    yield Text(Rect(box.x, box.y, wide, 42), number, FIGURE, "headline", name="trust", tip=t("trust.tip"))
    title = trust_title(game, of, toward)
    room = box.w - wide - 42
    high = measure.height(title, "bold", 16, room, 1.2)
    words = Rect(box.x + wide, box.y + 22 - high / 2, room, high)
    yield Paragraph(words, title, 16, "bold", "ink", leading=1.2)
    swap = Rect(box.right - 34, box.y + 5, 34, 34)
    yield Button(swap, "", "plain", "arrow-left-right", key="x", name="swap", tip=t("trust.swap"))
    bands = tuple(t(f"band.{name}") for name in BAND_NAMES)
    edges = ", ".join(str(edge) for edge in BANDS)
    meter = Rect(box.x, box.y + 44, box.w, 48)
    yield Meter(
        meter, value, words=bands, current=band(value), before=value - moved,
        name="meter", tip=t("trust.meter", before=t.number(value - moved, ".0f"), edges=edges),
    )
    foot = FOOT if box.bottom - meter.bottom > ROOMY and not game.session.over else 0.0
    yield from reasons(board, Rect(box.x, meter.bottom + 4, box.w, box.bottom - meter.bottom - 4 - foot))
    if foot:
        yield from outlook(game, of, toward, Rect(box.x, box.bottom - foot, box.w, foot))


def outlook(game: Game, of: str, toward: str, at: Rect) -> Iterator[Item]:
    """Where this trust goes if nothing is said or done for a while."""
    t, session = game.t, game.session
    months = min(AHEAD, session.scenario.months - 1 - session.month)
    if months < 1:
        return
    later = game.kept(("ahead", of, toward), lambda: session.ahead(of, toward, months))
    month = t(f"month.{session.date(session.month + months)[1]}")
    words = t("trust.ahead", trust=t.number(later, ".0f"), month=month)
    moved = later - game.trust(of, toward)
    icon = "minus" if abs(moved) < 0.5 else "trending-up" if moved > 0 else "trending-down"
    yield Rule(Rect(at.x, at.y + 2, at.w, 1))
    yield Icon(Rect(at.x, at.y + 8, 18, 18), icon, "muted")
    yield one_line(Rect(at.x + 25, at.y + 6, at.w - 25, 22), words, 15, name="ahead", tip=t("trust.ahead.tip"))


def reasons(board: Board, at: Rect) -> Iterator[Item]:
    """The causes with their points, what the month did to each, and below what happened."""
    game, t = board.game, board.t
    of, toward = board.link
    yield Rule(Rect(at.x, at.y, at.w, 1))
    head = Rect(at.x, at.y + 3, at.w - 14, 22)
    yield Text(head.cut(right=head.w - 80), t("trust.why"), 15, "bold")
    when = t("trust.last_month") if game.talking else t("trust.this_month")
    if game.earlier():
        yield Text(head.cut(left=80, right=NUMBERS + 2), when, LABEL, tone="muted", align="right")
    change = game.moved(game.trust_change(of, toward))
    if change:
        yield Delta(head.cut(left=head.w - NUMBERS), change, 15, "right")
    inside = at.cut(top=26)
    rows, y = game.kept(("reasons", of, toward, inside.w, t.language), lambda: _rows(game, of, toward, inside.w - 14))
    yield Scroller(inside, rows, y, name="reasons")


def _rows(game: Game, of: str, toward: str, wide: float) -> tuple[tuple[Item, ...], float]:
    t, before = game.t, game.earlier()
    now = {line.id: line.points for line in game.session.why(of, toward)}
    past = {line.id: line.points for line in before.session.why(of, toward)} if before else dict(now)
    out: list[Item] = []
    y = 0.0
    order = ("cause.base", *(f"cause.{name}" for name in CAUSES), "cause.limit")
    for id_ in (i for i in order if i in now or i in past):
        points = now.get(id_, 0.0)
        text = t(id_)
        room = wide - 2 * NUMBERS - 6
        high = max(21.0, measure.height(text, "regular", 15, room) + 1)
        place = Rect(0, y + (high - measure.height(text, "regular", 15, room)) / 2, room, 0)
        out.append(replace(paragraph(place, text, 15), name=f"why.{id_}", tip=fading(game, id_)))
        shown = t.number(points, ",.1f" if id_ == "cause.base" else "+,.1f")
        column = Rect(room, y, NUMBERS + 2, high)
        out.append(Text(column, shown, 15, "bold", align="right"))
        if change := game.moved(points - past.get(id_, 0.0)):
            out.append(Delta(Rect(wide - NUMBERS, y, NUMBERS, high), change, LABEL, "right"))
        y += high
    for words in _promised(game, of, toward):
        at = paragraph(Rect(0, y + 4, wide, 0), words, LABEL, "semibold", "trust")
        out.append(at)
        y = at.at.bottom
    return (*out, *_happened(game, of, toward, wide, y + 6)), y + 6 + _happened_height(game, of, toward, wide)


def _promised(game: Game, of: str, toward: str) -> Iterator[str]:
    """The promises between the two that still run, each with its last month, in words."""
    t, session = game.t, game.session
    pair = {NAMES.index(of), NAMES.index(toward)}
    for each in running(session.state):
        if {each.giver, each.to} == pair:
            last = min(session.month + each.left - 1, session.scenario.months - 1)
            places = {"partner": NAMES[each.to], "promise": t(f"promise.{each.kind}"), "month": game.month(last)}
            mine = NAMES[each.giver] == game.me
            yield t("promise.yours", **places) if mine else t("promise.made", giver=NAMES[each.giver], **places)


def fading(game: Game, id_: str) -> str:
    """How a cause fades, in words."""
    name = id_.removeprefix("cause.")
    if name not in CAUSES:
        return game.t(f"trust.{name}.tip")
    if name == "tariffs":
        return game.t("trust.tariffs.tip")
    share = float(FADE[CAUSES.index(name)])
    return game.t("trust.fades", share=game.t.percent(100 * share)) if share else game.t("trust.stays")


def _happened(game: Game, of: str, toward: str, wide: float, y: float) -> Iterator[Item]:
    """What moved it, act by act."""
    t = game.t
    found = game.session.changes(of, toward, 2 if game.talking else 1)
    if not found:
        return
    yield Rule(Rect(0, y, wide, 1))
    yield Text(Rect(0, y + 3, wide, 22), t("trust.happened"), 15, "bold")
    y += 26
    for why in found:
        text, room = t(why.id), wide - NUMBERS - 8
        high = max(22.0, measure.height(text, "regular", 15, room))
        yield paragraph(Rect(0, y, room, 0), text, 15)
        change = game.moved(why.points)
        if change:
            yield Delta(Rect(wide - NUMBERS - 4, y, NUMBERS + 4, 20), change, 15, "right")
        y += high


def _happened_height(game: Game, of: str, toward: str, wide: float) -> float:
    items = list(_happened(game, of, toward, wide, 0.0))
    return max((item.at.bottom for item in items), default=0.0) + 4
