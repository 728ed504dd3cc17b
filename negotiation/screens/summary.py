"""What a month changed: the acts with their reasons, payoffs and trust before and after, and what happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rules.countries import NAMES
from .acts import acts, events, of_country
from .board_payoffs import PARTS
from .board_trust import trust_title
from .charts import Step, Waterfall
from .controls import Button
from .figures import Cell, Column, Table
from .game import LINKS, Game
from .items import Delta, Flag, Icon, Item, Text, change
from .layout import REST, Rect, columns
from .lists import Option, Tabs, fitting
from .pages import Sheet
from .screen import Screen
from .stack import BAR, Stack
from .summary_pages import asked, reckonings, waterfalls
from .tokens import BODY, LABEL

if TYPE_CHECKING:
    from .board import Board

NARROW = 720.0  # below this width what was said and done is a side of its own
TOLD, SIDES = "told", ("overview", "parts", "refused")
MOST = 3  # reasons told for one trust
LEAST = 0.05  # points of trust that are worth a line


def sorted_links(game: Game) -> list[tuple[str, str]]:
    """The six trusts, those in oneself first, then one's own, then the rest."""
    return sorted(LINKS, key=lambda link: (link[1] != game.me, link[0] != game.me))


class Summary(Sheet):
    """The sheet after every month."""

    want = (1200.0, 672.0)

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self.board = board
        self.game = board.game
        self.page = SIDES[0]
        self.sides: tuple[str, ...] = SIDES

    def head(self) -> tuple[str, str]:
        """Which month it was."""
        month = self.game.session.month - 1
        return self.t("summary.title", month=self.game.month(month)), ""

    def inner(self, at: Rect) -> Iterator[Item]:
        """Left what was said and done, right what it changed."""
        body = at.cut(bottom=54)
        if body.w >= NARROW:
            left, right = columns(body, REST, body.w * (0.52 if body.w > 1000 else 0.56), gap=24)
            self.sides, self.page = SIDES, self.page if self.page in SIDES else SIDES[0]
            yield from self.told(left)
        else:
            right, self.sides = body, (TOLD, *SIDES)
        yield self.tabs(Rect(right.x, right.y, right.w, 36))
        yield from self.paged(right.cut(top=46))
        wide = at.w > 700
        size = 150.0 if wide else 44.0
        log, back, _, on = columns(Rect(at.x, at.bottom - 42, at.w, 42), size, size, REST,
                                   min(320.0, at.w - 2 * size - 24), gap=8)
        for place, name, icon, key in ((log, "log", "scroll-text", "l"), (back, "back", "history", "ctrl+z")):
            words = self.t(f"summary.{name}")
            tip = self.t("tool.back") if name == "back" else "" if wide else words
            yield Button(place, words if wide else "", icon=icon, key=key, name=name, tip=tip)
        over = self.game.session.over
        words = self.t("summary.end") if over else self.t("summary.next", month=self.game.month())
        yield Button(on, words, "primary", key="enter", name="next")

    def told(self, at: Rect) -> Iterator[Item]:
        """What was said and done."""
        stack = self.game.kept(("told", at.w, self.t.language), lambda: told(self.game, at.w - BAR))
        yield from stack.shown(at, "told")
        yield from self.bridge(at.cut(top=stack.y + 10))

    def tabs(self, at: Rect) -> Tabs:
        """The sides of the month."""
        t, no = self.t, len(asked(self.game))
        options = {
            TOLD: Option(TOLD, t("summary.told"), "messages-square"),
            "overview": Option("overview", t("summary.overview"), "heart-handshake"),
            "parts": Option("parts", t("summary.parts"), "coins"),
            "refused": Option("refused", t("summary.refused", count=no), "circle-x", enabled=no > 0,
                              tip="" if no else t("refused.none")),
        }
        return Tabs(at, fitting(tuple(options[side] for side in self.sides), at.w, 15), self.page, 15, name="page")

    def paged(self, at: Rect) -> Iterator[Item]:
        """The side that is open."""
        game = self.game
        if self.page == TOLD:
            yield from self.told(at)
        elif self.page == "parts":
            yield from waterfalls(game, at)
        elif self.page == "refused":
            stack = game.kept(("refused", at.w, self.t.language), lambda: reckonings(game, at.w - BAR))
            yield from stack.shown(at, "refused")
        else:
            stack = game.kept(("moved", at.w, self.t.language), lambda: moved(game, at.w - BAR))
            if at.h >= 320:
                yield from self.payoffs(Rect(at.x, at.y - 4, at.w, 158))
                yield from stack.shown(at.cut(top=162), "moved")
            else:
                whole = Stack(at.w - BAR)
                whole.add(*self.payoffs(whole.row(158, 8)))
                whole.add(*(item.moved(0, whole.y) for item in stack.found))
                whole.y += stack.y
                yield from whole.shown(at, "moved")

    def bridge(self, at: Rect) -> Iterator[Item]:
        """Where there is room: how the trust that moved most became what it is."""
        game, t = self.game, self.t
        if at.h < 150:
            return
        of, toward = max(sorted_links(game), key=lambda link: abs(game.trust_change(*link)))
        found = game.session.changes(of, toward, 2 if game.talking else 1)[:MOST]
        now = game.trust(of, toward)
        old = now - game.trust_change(of, toward)
        if abs(now - old) < 0.5:
            return
        rest = now - old - sum(why.points for why in found)
        steps = [Step(t("summary.before"), old, None, t.number(old, ".0f"))]
        steps += [Step(t(why.id), why.points, change(game.points(why.points), why.points)) for why in found]
        if abs(rest) >= LEAST:
            steps.append(Step(t("summary.rest"), rest, change(game.points(rest), rest)))
        steps.append(Step(t("summary.now"), now, None, t.number(now, ".0f")))
        low = min(old, now, *(old + sum(why.points for why in found[: n + 1]) for n in range(len(found))))
        high = max(old, now, *(old + sum(why.points for why in found[: n + 1]) for n in range(len(found))))
        yield Text(Rect(at.x, at.y, at.w, 22), trust_title(game, of, toward), BODY, "bold")
        yield Waterfall(at.cut(top=24), tuple(steps), max(0.0, low - 8), min(100.0, high + 4))

    def payoffs(self, at: Rect) -> Iterator[Item]:
        """Before and after, and the three parts as they are now."""
        game, t = self.game, self.t
        before, now = game.earlier(), game.payoffs()
        old = before.payoffs() if before else now
        heads = ("", "summary.before", "summary.now", *(f"payoffs.{part}" for part in PARTS))
        narrow = at.w < 560
        bare = at.w < 480  # no room for changes beside the numbers; the waterfalls show them
        sizes = (66.0 if narrow else 132.0, 62.0 if narrow else REST, REST, REST, REST, REST)
        table = tuple(
            Column(t(id_) if id_ else "", size, "left" if not id_ else "right")
            for id_, size in zip(heads, sizes, strict=True)
        )
        rows = []
        names = "code" if narrow else "country"
        for country in (game.me, *(c for c in NAMES if c != game.me)) if game.me else NAMES:
            a, b = old[country], now[country]
            cells = [Cell(t(f"{names}.{country}"), 15, "bold", flag=country), self.number(a.total, "muted")]
            cells.append(Cell(t.number(b.total, ",.1f"), 16, "bold"))
            cells += [
                Cell(t.number(getattr(b, part), ",.1f"), 15,
                     change=None if bare else game.moved(getattr(b, part) - getattr(a, part)))
                for part in PARTS
            ]
            rows.append(tuple(cells))
        yield Text(Rect(at.x, at.y, at.w, 20), t("summary.payoffs"), BODY, "bold")
        yield Table(at.cut(top=22), table, tuple(rows), head=26)

    def number(self, value: float, tone: str) -> Cell:
        """A figure of a table."""
        return Cell(self.t.number(value, ",.1f"), 15, tone=tone)

    def on(self, name: str, value: object = None) -> Screen | None:
        """On to the next month, or the log."""
        if name == "page":
            self.page = str(value)
            return self
        if name == "log":
            from .log import Log

            return Log(self, self.game)
        if name == "back":
            return self.board.on("back")
        return self.board.next_month() if name == "next" else self

    def back(self) -> Screen | None:
        """Esc goes on as well: the month is over."""
        return self.board.next_month()


def told(game: Game, wide: float) -> Stack:
    """What happened, then country by country what it said and did, and why."""
    t, stack = game.t, Stack(wide)
    phases = game.lately()
    happened = [event for played in phases for event in events(game, played)]
    for event in happened:
        at = stack.text(event.words, BODY, "semibold", "ink", left=28, gap=4)
        stack.add(Icon(Rect(0, at.y + 1, 18, 20), event.icon))
    if happened:
        stack.rule()
    every = [act for played in phases for act in acts(game, played)]
    order = (game.me, *(c for c in NAMES if c != game.me)) if game.me else NAMES
    for country in order:
        row = stack.row(26)
        stack.add(Flag(Rect(0, row.y + 4, 22, 18), country))
        name = t("map.you", country=country) if country == game.me else t(f"country.{country}")
        stack.add(Text(row.cut(left=30), name, BODY, "bold", f"{country}.ink"))
        found = of_country(every, country)
        for act in found:
            stack.text(act.words, 15, tone="ink", left=30, gap=1)
            if act.reason:
                stack.text(act.reason, LABEL, tone="muted", left=30, gap=4)
        if not found:
            stack.text(t("summary.silent"), 15, tone="muted", left=30)
        stack.y += 6
    return stack


def moved(game: Game, wide: float) -> Stack:
    """The six trusts before and after, with the reasons that weighed most."""
    t, stack = game.t, Stack(wide)
    stack.add(Text(stack.row(24), t("summary.trust"), BODY, "bold"))
    before = game.earlier()
    for of, toward in sorted_links(game):
        now = game.trust(of, toward)
        old = before.trust(of, toward) if before else now
        row = stack.row(24)
        stack.add(Flag(Rect(0, row.y + 4, 20, 16), of))
        stack.add(Text(row.cut(left=28, right=150), trust_title(game, of, toward), 15, "semibold"))
        words = t("summary.from_to", old=t.number(old, ".0f"), new=t.number(now, ".0f"))
        stack.add(Text(row.cut(left=wide - 146, right=62), words, 15, "bold", align="right"))
        shown = game.moved(now - old)
        if shown:
            stack.add(Delta(row.cut(left=wide - 56), shown, 15, "right"))
        found = game.session.changes(of, toward, 2 if game.talking else 1)
        weighty = [why for why in found if abs(why.points) >= LEAST][:MOST]
        if weighty:
            parts = [t("text.points", points=why.points, why=t(why.id)) for why in weighty]
            stack.text(t("list.separator").join(parts), LABEL, tone="soft", left=28)
        stack.y += 3
    return stack


