"""In Decide: one's own tariffs as steps up and down a ladder, a reprieve, and relief money at home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rules.countries import NAMES, OTHERS
from ..rules.kinds import MEASURES
from ..rules.kinds.sector import SECTORS
from . import measure
from .controls import Button, Slider, button_width
from .items import Item, Paragraph, Text, change
from .layout import REST, Rect, columns, flow
from .lists import Option, Tabs
from .stack import BAR, Stack
from .tokens import BODY, LABEL

if TYPE_CHECKING:
    from .board import Board
    from .game import Game

WALL = "wall"
ROW = 33.0


@dataclass(frozen=True)
class Lever:
    """One tariff that can be moved: the beginning of its lines, today's rate and the planned one."""

    head: str  # "wall mexico", "sector mexico metals"
    rates: tuple[float, ...]
    today: float
    spare: bool
    planned: str = ""

    @property
    def rate(self) -> float:
        """The rate as planned, else today's."""
        return float(self.planned.removeprefix(self.head).split()[0]) if self.planned else self.today

    @property
    def spares(self) -> bool:
        """Whether pact goods are spared, as planned, else today."""
        return self.planned.endswith("sparing") if self.planned else self.spare

    def line(self, rate: float, sparing: bool) -> str:
        """The line that sets a rate; empty where it is so today."""
        wall = self.head.startswith(WALL)
        if rate == self.today and (not wall or rate == 0 or sparing == self.spare):
            return ""
        tail = (" sparing" if sparing or rate == 0 else " all") if wall else ""
        return f"{self.head} {rate:g}{tail}"

    def step(self, way: int) -> float | None:
        """The next rate of the ladder up (1) or down (-1), None at its end."""
        there = [r for r in self.rates if (r - self.rate) * way > 0]
        return (min(there) if way > 0 else max(there)) if there else None


def levers(game: Game, partner: str) -> list[Lever]:
    """The general tariff and the sector tariffs the scenario has, toward one country."""
    session = game.session
    menu, s = session.scenario.menu, session.state
    i, j = session.seat, NAMES.index(partner)
    planned = session.planned()
    found: dict[str, set[float]] = {}
    for n, kind in enumerate(menu.option_kind):
        name = MEASURES[int(kind)].name
        if name in (WALL, "sector"):
            head = f"{name} {partner}" if name == WALL else f"{name} {partner} {SECTORS[menu.options.sector[n]]}"
            found.setdefault(head, set()).add(float(menu.options.rate[n]))
    out = []
    for head, rates in found.items():
        wall = head.startswith(WALL)
        today = float(s.wall[i, j] if wall else s.sector[i, j, SECTORS.index(head.split()[2])])
        line = next((p for p in planned if p.startswith(head + " ")), "")
        out.append(Lever(head, tuple(sorted(rates | {today})), today, bool(s.spare[i, j] > 0), line))
    return out


def duties(board: Board, at: Rect) -> Iterator[Item]:
    """Whom it is about, the levers, the other measures."""
    game, t = board.game, board.t
    others = [NAMES[j] for j in OTHERS[game.session.seat]]
    options = tuple(Option(name, t("duties.on", country=name)) for name in others)
    yield Tabs(Rect(at.x, at.y, at.w, 34), options, board.partner, 15, name="toward")
    found = levers(game, board.partner)
    inside = at.cut(top=40)
    stack = ladders(board, found, inside.w)
    if stack.y > inside.h:
        stack = ladders(board, found, inside.w - BAR)
    yield from stack.shown(inside, "duties")


def ladders(board: Board, found: list[Lever], wide: float) -> Stack:
    """Every lever, and what is no tariff, in a width."""
    stack = Stack(wide)
    planned_worth(board.game, stack)
    if not found:
        stack.text(board.t("duties.none"), BODY)
    for lever in found:
        lever_row(board, stack, lever)
        if lever.head.startswith(WALL):
            sparing_row(board, stack, lever)
    stack.y += 4
    others_row(board, stack)
    return stack


def planned_worth(game: Game, stack: Stack) -> None:
    """What the planned tariffs would bring the three a year, or break; always there, so that no lever moves under the
    hand."""
    planned = tuple(line for line in game.session.planned() if line.split()[0] in (WALL, "sector"))
    worth = game.kept(("tariffs worth", planned), game.session.tariffs_worth)
    order = (game.me, *(c for c in NAMES if c != game.me))
    figures = {place: game.points(worth[c]) for place, c in zip(("own", "first", "second"), order, strict=True)}
    words = game.t("duties.worth", **figures, one=order[1], other=order[2])
    tone = "muted" if not planned else "good" if worth[game.me] >= 0 else "bad"
    broken = next(filter(None, map(game.breaks, planned)), "")
    usual, high = (measure.height(text, "semibold", LABEL, stack.width) for text in (words, broken or words))
    stack.text(broken or words, LABEL, "semibold", "bad" if broken else tone, gap=4 + max(0.0, usual - high))


def lever_row(board: Board, stack: Stack, lever: Lever) -> None:
    """Down, the ladder, up, and the rate."""
    game, t = board.game, board.t
    name = lever.head.split()[-1] if not lever.head.startswith(WALL) else ""
    label = t(f"sector.{name}") if name else t("duties.wall")
    row = stack.row(ROW)
    words, down, ladder, up, shown = columns(row, 126, 30, REST, 30, 76, gap=5)
    font = "semibold" if lever.planned else "regular"
    font = font if name else "bold"
    size = 15.0 if measure.width(label, font, 15) <= words.w else LABEL
    high = measure.height(label, font, size, words.w, 1.15)
    text = Rect(words.x, row.center[1] - high / 2, words.w, high)
    stack.add(Paragraph(text, label, size, font, "ink", leading=1.15))
    for box, way, icon in ((down, -1, "minus"), (up, 1, "plus")):
        rate = lever.step(way)
        why_not = t("duties.end") if rate is None else board.lever_why_not(lever, lever.line(rate, lever.spares))
        tip = why_not or (t("duties.today", rate=t.percent(rate)) if rate == lever.today else
                          game.move(lever.line(rate, lever.spares)) if rate is not None else "")
        stack.add(Button(Rect(box.x, row.y + 2, 30, 29), "", icon=icon, name=f"step.{way}.{lever.head}",
                         enabled=not why_not, tip=tip))
    stack.add(Slider(Rect(ladder.x, row.y + 3, ladder.w, 26), lever.rates, lever.rate, ghost=lever.today,
                     name=f"lever.{lever.head}", tip=t("duties.ladder", rate=t.percent(lever.today))))
    rate_words = t.percent(lever.rate)
    if lever.rate != lever.today:
        rate_words = t("duties.from_to", old=t.number(lever.today, ".0f"), new=rate_words)
    tone = change("", lever.rate - lever.today, up_is_good=False).tone if lever.planned else "ink"
    stack.add(Text(shown, rate_words, 15, "bold" if lever.planned else "semibold", tone if tone != "muted" else "ink",
                   "right"))


def sparing_row(board: Board, stack: Stack, lever: Lever) -> None:
    """Whether the general tariff spares goods that follow the pact."""
    t = board.t
    row = stack.row(32, 4)
    none = lever.rate == 0
    tips = {value: t("duties.no_wall") if none else t(f"duties.{value}.tip") for value in ("sparing", "all")}
    options = tuple(Option(v, t(f"duties.{v}"), enabled=not none, tip=tip) for v, tip in tips.items())
    stack.add(Tabs(row, options, "" if none else "sparing" if lever.spares else "all", 15, name="sparing",
                   enabled=not none, tip=t("duties.no_wall") if none else ""))


def others_row(board: Board, stack: Stack) -> None:
    """Measures that are no tariffs: a reprieve for this country, relief at home, and whatever else there is."""
    game = board.game
    menu = game.session.scenario.menu
    lines = [
        menu.options.text[n].format(target=board.partner)
        for n, kind in enumerate(menu.option_kind)
        if MEASURES[int(kind)].name not in (WALL, "sector")
    ]
    lines += list(menu.home_options.text)
    words = [game.move(line) for line in lines]
    widths = [min(stack.width, button_width(text, "plus", size=15)) for text in words]
    places = flow(Rect(0, stack.y, stack.width, 0), widths, 34, 6)
    for place, line, text in zip(places, lines, words, strict=True):
        planned = line in game.session.planned()
        why_not = "" if planned else game.why_not(line)
        stack.add(Button(place, text, icon="check" if planned else "plus", size=15, name=f"say.{line}",
                         enabled=not why_not, tip=why_not or effect(game, line)))
        stack.y = place.bottom + 6


def effect(game: Game, line: str) -> str:
    """What a measure that is no tariff does, in words; empty for one that nobody described."""
    t, rules = game.t, game.session.scenario.rules
    match line.split()[0]:
        case "reprieve":
            return t("measure.reprieve.tip", points=t.number(rules.reprieve, ".0f"))
        case "relief":
            share = t.percent(100 * rules.relief_share)
            return t("measure.relief.tip", cost=t.percent(rules.relief_cost, 2), share=share,
                     months=int(rules.relief_months))
    return ""
