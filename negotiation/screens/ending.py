"""How it ended: trust over time, what it was worth beside doing nothing and par, the turning points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ..rules.countries import NAMES
from ..session import Session
from . import measure
from .board_trust import trust_title
from .charts import Bar, Bars, Chart, Line
from .controls import Button
from .game import LINKS, Game
from .items import Delta, Flag, Item, Panel, Rule, Text, fill, paragraph
from .layout import REST, Rect, columns, rows
from .lists import Option, Tabs
from .pages import Page, Sitting
from .screen import Screen
from .stack import BAR, Stack
from .tokens import FIGURE, LABEL, MARKERS

MOST = 5  # turning points
SCORE = 220.0  # the width of the score's place
STROKES = {"us": "solid", "canada": "dashes", "mexico": "dots"}


@dataclass(frozen=True)
class Turn:
    """A month in which one trust moved far: the month played, whose trust in whom, points, the reason's id."""

    month: int
    of: str
    toward: str
    points: float
    why: str


def turning_points(session: Session, most: int = MOST) -> list[Turn]:
    """The largest changes of a trust in one month, at most one a month and link, in their order."""
    found = []
    for month in range(len(session.past) // 2):
        phases = session.past[2 * month : 2 * month + 2]
        before, after = phases[0].transition.before, phases[-1].transition.after
        for of, toward in LINKS:
            i, j = NAMES.index(of), NAMES.index(toward)
            points = float(after.trust[i, j] - before.trust[i, j])
            reasons = explain_month(phases, i, j)
            if reasons and abs(points) >= 1:
                found.append(Turn(month, of, toward, points, reasons[0]))
    largest = sorted(found, key=lambda turn: -abs(turn.points))[:most]
    return sorted(largest, key=lambda turn: (turn.month, -abs(turn.points)))


def explain_month(phases: list, i: int, j: int) -> list[str]:  # type: ignore[type-arg]
    """The ids of the reasons of a month for one trust, the weightiest first."""
    from .. import explain

    return [why.id for why in explain.month_changes([p.transition for p in phases], i, j)]


def _series(session: Session, key: str) -> tuple[float, ...]:
    return tuple(session.series(key))


class Ending(Page):
    """The last screen of a game."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        assert sitting.game is not None
        self.game: Game = sitting.game
        self.toward = self.game.me or "canada"

    def content(self) -> Iterator[Item]:
        """The ending, the chart and turning points, payoffs and what next."""
        t, game = self.t, self.game
        top, rest = rows(self.box, 52, REST)
        yield fill(top, "bar")
        for n, country in enumerate((game.me,) if game.me else NAMES):
            yield Flag(Rect(top.x + 16 + 30 * n, top.y + 8, 36, 36), country, round=True)
        left = 62.0 if game.me else 124.0
        who = t("board.you_are", country=game.me) if game.me else t("board.watching")
        yield Text(Rect(left, top.y, 260, 52), who, 16, "bold", "bar.ink")
        about = t("ending.about", title=game.title(), seed=str(game.session.seed), n=game.session.month)
        yield Text(Rect(top.center[0], top.y, top.w / 2 - 16, 52), about, LABEL, tone="bar.soft", align="right")
        body = rest.inset(12)
        one, two = columns(body, REST, 416 if body.w > 1100 else 380, gap=12)
        text = t(f"ending.{game.session.ending}.text")
        score = game.session.standing()[game.me] if game.me else None
        room = one.w - 40 - (SCORE if score is not None else 0)
        head, chart = rows(one, 66 + measure.height(text, "regular", 17, room) + 14, REST, gap=12)
        yield Panel(head, stripe="trust")
        name = t(f"ending.{game.session.ending}")
        yield Text(Rect(head.x + 24, head.y + 12, room, 42), name, 32, "headline", name="ending")
        yield paragraph(Rect(head.x + 24, head.y + 58, room, 0), text, 17)
        if score is not None:
            box = Rect(head.right - SCORE - 4, head.y + 8, SCORE - 10, head.h - 16)
            yield Rule(Rect(box.x, box.y, 1, box.h))
            inner = box.cut(left=14)
            yield Text(inner.cut(bottom=inner.h - 40), t.number(score, ".2f"), FIGURE, "headline", name="score")
            yield paragraph(inner.cut(top=40), t("ending.score"), LABEL)
        yield from self.chart(chart)
        points, worth, next_ = rows(two, REST, 232, 104, gap=12)
        yield from self.payoffs(worth)
        yield from self.turns(points)
        yield from self.buttons(next_)

    def chart(self, at: Rect) -> Iterator[Item]:
        """How both others trusted one country, month by month; tabs choose the country."""
        t, game = self.t, self.game
        panel = Panel(at, t("ending.trust"), "chart-line")
        yield panel
        options = tuple(Option(c, t("ending.in", country=c)) for c in NAMES)
        narrow = at.w < 760
        wide = at.w - 24 if narrow else 500.0
        tabs = Rect(at.right - wide - 12, at.y + (40 if narrow else 6), wide, 34)
        yield Tabs(tabs, options, self.toward, 15, name="toward")
        session = game.session
        lines = []
        for of in (c for c in NAMES if c != self.toward):
            key = f"trust.{of}.{self.toward}"
            values = game.kept(("series", key), partial(_series, session, key))
            lines.append(Line(t(f"country.{of}"), values, of, STROKES[of], MARKERS[of]))
        ticks = tuple((float(n), str(n)) for n in (0, 20, 40, 60, 80, 100))
        along = tuple((m, t(f"month.short.{session.date(m)[1]}")) for m in range(session.month + 1))
        notes = [(turn.month + 1, str(n)) for n, turn in enumerate(self.found(), 1) if turn.toward == self.toward]
        box = panel.inside.cut(top=40 if narrow else 8)
        tip = t("ending.chart.tip")
        yield Chart(box, tuple(lines), 0, 100, ticks, along, tuple(notes), name="chart", tip=tip)

    def found(self) -> list[Turn]:
        """The turning points of this game."""
        return self.game.kept("turns", lambda: turning_points(self.game.session))

    def turns(self, at: Rect) -> Iterator[Item]:
        """The months in which a trust moved most."""
        t, game = self.t, self.game
        panel = Panel(at, t("ending.turns"), "map-pin")
        yield panel
        stack = Stack(panel.inside.w - BAR)
        for n, turn in enumerate(self.found(), 1):
            trust = trust_title(game, turn.of, turn.toward)
            title = t("ending.turn", n=str(n), month=game.month(turn.month), trust=trust)
            y = stack.y
            stack.text(title, 15, "semibold", "ink", right=64, gap=0)
            stack.text(t(turn.why), LABEL, tone="soft", right=64, gap=7)
            change = game.moved(turn.points)
            if change:
                stack.add(Delta(Rect(stack.width - 60, y, 60, 20), change, 15, "right"))
        if not self.found():
            stack.text(t("ending.no_turns"), 15)
        yield from stack.shown(panel.inside, "turns")

    def payoffs(self, at: Rect) -> Iterator[Item]:
        """What each won or lost against doing nothing, with the par of each chair where the scenario has one."""
        t, game = self.t, self.game
        panel = Panel(at, t("ending.payoffs"), "coins")
        yield panel
        found = game.payoffs()
        scenario = game.session.scenario
        gains = {c: found[c].total - found[c].nothing for c in NAMES}
        marks: dict[str, float | None] = dict.fromkeys(NAMES)
        if scenario.par is not None and scenario.hold is not None:
            marks = {c: scenario.par[n] - scenario.hold[n] for n, c in enumerate(NAMES)}
        far = max(1.0, *(abs(v) for v in gains.values()), *(abs(m) for m in marks.values() if m is not None))
        low = -far if min(*gains.values(), 0.0) < -0.05 else 0.0
        order = (game.me, *(c for c in NAMES if c != game.me)) if game.me else NAMES
        bars = tuple(Bar(t(f"country.{c}"), gains[c], game.points(gains[c]), c, c, marks[c]) for c in order)
        box = panel.inside
        yield Bars(Rect(box.x, box.y, box.w, 108), bars, low, far, name="gains", tip=t("ending.gains.tip"))
        stack = Stack(box.w)
        stack.text(t("ending.against" if marks["us"] is None else "ending.against_par"), LABEL, tone="muted", gap=4)
        mine = game.me or self.toward
        p = found[mine]
        stack.text(
            t("ending.parts", country=mine, total=game.points(p.total), economy=game.points(p.economy),
              politics=game.points(p.politics), future=game.points(p.future)), LABEL, gap=4)
        yield from stack.shown(Rect(box.x, box.y + 112, box.w, box.h - 112), "parts")

    def buttons(self, at: Rect) -> Iterator[Item]:
        """Once more, otherwise, keep, log, leave."""
        t = self.t
        yield Panel(at)
        high, low = rows(at.inset(12, 10), REST, REST, gap=8)
        again, other = columns(high, REST, REST, gap=8)
        yield Button(again, t("ending.again"), "primary", key="enter", name="again")
        yield Button(other, t("ending.other"), icon="users-round", key="n", name="other")
        save, log, leave = columns(low, REST, REST, REST, gap=8)
        yield Button(save, t("ending.save"), icon="save", key="ctrl+s", name="save", enabled=not self.game.watched,
                     tip=t("ending.no_save") if self.game.watched else "")
        yield Button(log, t("summary.log"), icon="scroll-text", key="l", name="log")
        yield Button(leave, t("window.quit"), icon="log-out", key="ctrl+q", name="leave")

    def on(self, name: str, value: object = None) -> Screen | None:
        """What next."""
        match name:
            case "toward":
                self.toward = str(value)
            case "again":
                return self.again()
            case "other":
                from .title import Title

                return Title(self.sitting)
            case "save":
                from .files import Files

                return Files(self, saving=True)
            case "log":
                from .log import Log

                return Log(self)
            case "leave":
                return None
        return self

    def again(self) -> Screen:
        """The same start with the next seed, in the same chair."""
        from .board import Board

        old = self.game.session
        seats = dict(zip(NAMES, old.seats, strict=True))
        self.sitting.begin(Session(old.scenario, old.seed + 1, seats))
        if self.game.watched:
            from .watch import Watch

            return Watch(self.sitting)
        return Board(self.sitting)


