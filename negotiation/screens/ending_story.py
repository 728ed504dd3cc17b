"""The debrief's first page: how each trust went, month by month, and the months that turned it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..analysis.turns import Turn, turning_points
from ..rules.countries import NAMES
from . import measure
from .board_trust import trust_title
from .charts import Chart, Line
from .controls import Button, Toggle
from .ending_worth import gain_bars
from .figures import Cell, Column, Table
from .game import Game
from .items import Delta, Item, Panel
from .layout import REST, Rect, columns, rows
from .lists import Option, Scroller, Tabs, fitting
from .stack import BAR, Stack
from .tokens import LABEL, MARKERS

if TYPE_CHECKING:
    from .ending import Ending

STROKES = {"us": "solid", "canada": "dashes", "mexico": "dots"}
TICKS = tuple((float(n), str(n)) for n in (0, 20, 40, 60, 80, 100))
ROW = 27.0


def found(game: Game) -> list[Turn]:
    """The turning points of a game, found once."""
    return game.kept("turns", lambda: turning_points(game.session))


def along(game: Game) -> tuple[tuple[int, str], ...]:
    """The months under a chart, each where it begins, and the end."""
    session = game.session
    months = tuple((m, game.t(f"month.short.{session.date(m)[1]}")) for m in range(session.month))
    return (*months, (session.month, game.t("chart.end")))


def series(game: Game, key: str) -> tuple[float, ...]:
    """A number month by month, read once."""
    return game.kept(("series", key), lambda: tuple(game.session.series(key)))


def story_page(page: Ending, at: Rect) -> Iterator[Item]:
    """Chart and turning points beside each other, or under each other where it is narrow."""
    if at.w >= 880 and at.h >= 300:
        left, right = columns(at, REST, 400, gap=12)
        yield from chart_card(page, left)
        if at.h >= 420:
            right, worth = rows(right, REST, 142, gap=12)
            yield Panel(worth, page.t("ending.payoffs"), "coins")
            yield gain_bars(page, worth.cut(left=14, top=38, right=14, bottom=8))
        yield from turns_card(page, right)
        return
    stack = Stack(at.w - BAR)
    stack.add(*chart_card(page, stack.row(max(230.0, at.h - 10), 10)))
    stack.add(*turns_card(page, stack.row(44 + turns(page, stack.width - 28 - BAR).y + 14)))
    yield Scroller(at, tuple(stack.found), stack.y, name="page.inside")


def chart_card(page: Ending, at: Rect) -> Iterator[Item]:
    """How both others trusted one country; tabs choose the country, a switch shows the numbers."""
    t, game = page.t, page.game
    panel = Panel(at, t("ending.trust"), "chart-line")
    yield panel
    options = tuple(Option(c, t("ending.in", country=c)) for c in NAMES)
    switch = measure.width(t("debrief.table"), "semibold", 17) + 74
    yield Toggle(Rect(at.right - switch - 14, at.y + 4, switch, 32), t("debrief.table"), page.table, name="table")
    row = Rect(at.x + 12, at.y + 40, min(at.w - 24, 520), 34)
    yield Tabs(row, fitting(options, row.w, 15), page.toward, 15, name="toward")
    lines = tuple(
        Line(t(f"country.{of}"), series(game, f"trust.{of}.{page.toward}"), of, STROKES[of], MARKERS[of])
        for of in NAMES if of != page.toward
    )
    box = panel.inside.cut(top=40)
    if page.table:
        yield from numbers(game, lines, box)
        return
    notes = [(turn.month + 1, str(n)) for n, turn in enumerate(found(game), 1) if turn.toward == page.toward]
    yield Chart(box, lines, 0, 100, TICKS, along(game), tuple(notes), name="chart", tip=t("ending.chart.tip"))


def numbers(game: Game, lines: tuple[Line, ...], at: Rect) -> Iterator[Item]:
    """The lines of a chart as a table, a month a row."""
    heads = (Column(game.t("debrief.month"), 150), *(Column(line.text, REST, "right") for line in lines))
    names = [*map(game.month, range(game.session.month)), game.t("chart.end")]
    rows = tuple(
        (Cell(names[n], 15), *(Cell(game.t.number(line.values[n], ".1f"), 15) for line in lines))
        for n in range(min(len(line.values) for line in lines))
    )
    high = 32 + ROW * len(rows)
    yield Scroller(at, (Table(Rect(0, 0, at.w - BAR, high), heads, rows, row=ROW, name="numbers"),), high,
                   name="table.inside")


def turns_card(page: Ending, at: Rect) -> Iterator[Item]:
    """The months in which a trust moved most; each leads to that month of the replay."""
    panel = Panel(at, page.t("ending.turns"), "map-pin")
    yield panel
    yield from turns(page, panel.inside.w - BAR).shown(panel.inside, "turns")


def turns(page: Ending, wide: float) -> Stack:
    """One turning point under the other."""
    t, game = page.t, page.game
    stack = Stack(wide)
    for n, turn in enumerate(found(game), 1):
        trust = trust_title(game, turn.of, turn.toward)
        title = t("ending.turn", n=str(n), month=game.month(turn.month), trust=trust)
        y = stack.y
        stack.text(title, 15, "semibold", "ink", right=108, gap=0)
        stack.text(t(turn.why), LABEL, tone="soft", right=108, gap=10)
        if change := game.moved(turn.points):
            stack.add(Delta(Rect(stack.width - 102, y, 62, 22), change, 15, "right"))
        stack.add(Button(Rect(stack.width - 34, y, 34, 30), "", icon="history", name=f"turn.{2 * turn.month}",
                         tip=t("debrief.from_here", month=game.month(turn.month))))
    if not found(game):
        stack.text(t("ending.no_turns"), 15)
    return stack
